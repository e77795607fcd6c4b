"""When: one day, or the days between which it lies."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "range", "week", "month", "year", "unknown"]


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """The days an incident may have happened on, with how finely they are known and the rule that gave them.

    Both ends are inclusive. `unknown` has neither; `range` may lack one ("before 3 January"). `rule` names how the
    words became a day ("weekday on or before publication"), for people to check.
    """

    start: date | None
    end: date | None
    precision: Precision
    rule: str = ""

    @classmethod
    def unknown(cls, rule: str = "no day is told") -> "Day":
        """No day can be said."""
        return cls(None, None, "unknown", rule)

    @property
    def length(self) -> int | None:
        """Days covered, both ends counted; None where an end is open."""
        return None if self.start is None or self.end is None else (self.end - self.start).days + 1

    def meets(self, other: "Day") -> bool:
        """Whether some day lies in both; an open end reaches for ever."""
        return (self.start is None or other.end is None or self.start <= other.end) and (
            other.start is None or self.end is None or other.start <= self.end
        )

    def __str__(self) -> str:
        """As people read it: `2020-03-12`, `2019-12`, `2020-01-04 to 2020-01-09`, `day unknown`."""
        if self.precision == "unknown" or (self.start is None and self.end is None):
            return "day unknown"
        if self.precision == "year" and self.start:
            return f"{self.start:%Y}"
        if self.precision == "month" and self.start:
            return f"{self.start:%Y-%m}"
        if self.start == self.end:
            return str(self.start)
        return f"{self.start or '...'} to {self.end or '...'}"
