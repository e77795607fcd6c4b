"""The span of a report and the words found there."""

from dataclasses import dataclass
from typing import Literal

from consilience.report import Report

Part = Literal["text", "title"]


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A quote and where it stands: offsets are code points, end exclusive, into the report's text or title."""

    report: str
    part: Part
    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, report: Report, start: int, end: int, part: Part = "text") -> "Evidence":
        """The words of `report` from `start` to `end`, without white space at either end."""
        words = report.part(part)[start:end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        return cls(report.id, part, start, start + len(words), words)

    def stands_in(self, report: Report) -> bool:
        """Whether these very words are there, at these very offsets."""
        return (
            report.id == self.report
            and bool(self.quote)
            and 0 <= self.start < self.end
            and report.part(self.part)[self.start : self.end] == self.quote
        )

    def shares(self, other: "Evidence") -> int:
        """Characters both quotes cover."""
        if (self.report, self.part) != (other.report, other.part):
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))
