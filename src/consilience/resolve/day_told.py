"""One temporal expression: its words, and what they say."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from consilience.resolve.almanac import century

Kind = Literal[
    "date", "month-day", "ordinal", "weekday", "near", "overnight", "range", "week", "weekend", "month", "season",
    "year", "ago", "anchored", "part", "feast", "time", "age", "duration",
]  # fmt: skip
Edge = Literal["early", "earlier", "mid", "late"]

#: Kinds that tell no day: their numbers are neither days nor tolls.
NO_DAY = frozenset({"time", "age", "duration"})


@dataclass(frozen=True, slots=True)
class DayWords:
    """One temporal expression: `text[start:end] == words`, and what its words say.

    `kind` is one of `Kind`: a full date, a month and day without a year, "on the 7th", a weekday, a near day ("today",
    "last night"), a range with two `ends`, and so on; "anchored" ones ("two days after") need the day of another
    event, "part" ones ("at dawn") tell no day by themselves.
    """

    start: int
    end: int
    words: str
    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # Monday is 0
    unit: str | None = None  # minute, hour, day, week, weekend, month, year, ...: what is counted, or which "last ..."
    count: int | None = None  # None where the words give no number: "days after", "several weeks ago"
    step: int = 0  # -1 "last", "before", "earlier"; 0 "this"; 1 "next", "after", "later"
    edge: str | None = None  # early, mid or late in the month or unit; "earlier" this week
    part: str | None = None  # morning, night, dawn, ...
    since: bool = False  # "since October": from then until the day of the report
    short: bool = False  # its year is told by two figures: 89 for 1989, or 1889; 100 for "00"
    swapped: tuple[int, int] | None = None  # (month, day) read the other way round where figures allow both
    ends: tuple["DayWords", ...] = ()

    @property
    def ambiguous(self) -> bool:
        """Whether the figures may be read as day-month or month-day: `03-04-2020`."""
        return self.swapped is not None


def in_full(words: DayWords, bound: date | None) -> DayWords | None:
    """The words with their years in full, those of two figures being the last such before a bound; None if open."""
    if words.short and words.year is not None:
        year = century(words.year, bound)
        return None if year is None else replace(words, year=year, short=False)
    if any(w.short for w in words.ends):
        ends = tuple(in_full(w, bound) for w in words.ends)
        return replace(words, ends=tuple(w for w in ends if w)) if all(ends) else None
    return words
