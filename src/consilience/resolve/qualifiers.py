"""What the words beside a figure do to it ("at least", "more than", "up to"), by data/lexicon/quantities.tsv."""

from functools import cache

from consilience.resolve.tables import cell, rows


@cache
def _kinds() -> dict[str, str]:
    return {form: row["kind"] for row in rows("lexicon/quantities.tsv") for form in cell(row["forms"])}


def is_over(qualifier: str | None) -> bool:
    """Whether a qualifier leaves the number itself out: "more than 20" is 21 at the least."""
    return _kinds().get(qualifier or "") == "over"


def is_cap(qualifier: str | None) -> bool:
    """Whether a qualifier makes a figure the most there may have been: "up to 20"."""
    return _kinds().get(qualifier or "") == "cap"
