"""Reading the package's tables: columns parted by tabs under a heading, comments and empty lines between."""

from collections.abc import Iterator
from importlib.resources import files


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of `data/NAME` by column; lines that open with # are comments.

    Raises ValueError with the name and the line where a row has more or fewer cells than there are columns.
    """
    text = files("consilience").joinpath("data", *name.split("/")).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    columns = lines[0].split("\t")
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise ValueError(f"{name}: a row with {len(cells)} cells under {len(columns)} columns: {line!r}")
        yield dict(zip(columns, cells, strict=True))


def cell(text: str) -> tuple[str, ...]:
    """The words of one cell, which ` | ` parts."""
    return tuple(word.strip() for word in text.split("|") if word.strip())
