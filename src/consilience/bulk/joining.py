"""The whole way from rows of accounts to families, step by step."""

from collections.abc import Iterator
from pathlib import Path

from consilience.bulk import families, pairs
from consilience.bulk.engine import Engine


def join(engine: Engine, files: list[Path]) -> Iterator[str]:
    """Brings the accounts in these files near, weighs them and parts them into families; names each step it begins."""
    yield "loading"
    engine.load("rows", files)
    pairs.number(engine, "rows")
    engine.drop("rows")
    yield "bringing near"
    pairs.block(engine)
    yield "weighing"
    pairs.compare_names(engine)
    pairs.score(engine, "scored", "pairs")
    yield "parting into families"
    families.find_families(engine)
    families.weigh_families(engine)
