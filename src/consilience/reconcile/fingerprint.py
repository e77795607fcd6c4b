"""What joining follows from beside code, accounts and judgements: the package's own tables."""

from functools import cache
from hashlib import sha256
from importlib.resources import files

_TABLES = ("likeness.toml", "likeness.json", "rules.toml")


@cache
def fingerprint() -> str:
    """Eight hex digits that change with the tables: what was joined by others is joined anew."""
    digest = sha256()
    for name in _TABLES:
        table = files("consilience") / "data" / name
        if table.is_file():
            digest.update(table.read_bytes())
    return digest.hexdigest()[:8]
