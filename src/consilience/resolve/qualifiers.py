"""What the words beside a figure do to it ("at least", "more than", "up to"), by data/lexicon/quantities.tsv."""

from functools import cache
from importlib.resources import files


@cache
def _kinds() -> dict[str, str]:
    table = files("consilience").joinpath("data", "lexicon", "quantities.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in table.splitlines() if line.strip() and not line.startswith("#")]
    at = {name: lines[0].index(name) for name in ("kind", "forms")}
    return {form.strip(): cells[at["kind"]] for cells in lines[1:] for form in cells[at["forms"]].split("|")}


def is_over(qualifier: str | None) -> bool:
    """Whether a qualifier leaves the number itself out: "more than 20" is 21 at the least."""
    return _kinds().get(qualifier or "") == "over"


def is_cap(qualifier: str | None) -> bool:
    """Whether a qualifier makes a figure the most there may have been: "up to 20"."""
    return _kinds().get(qualifier or "") == "cap"
