"""What went wrong or looks wrong, as a value that points at its place."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["problem", "note"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing a person should know about a source or a decision.

    Nothing is raised where the work can go on: the problem is collected and shown. A `note` (a report that tells of
    no incident, say) does not change the exit status; a `problem` does.
    """

    source: str  # the file, address, report or judgement it lies in
    kind: str  # a short fixed name to filter by: "empty", "not text", "broken json", "quote not found", ...
    message: str  # one sentence for a person, with what to do where that is known
    line: int | None = None  # 1-based, where the source has lines
    words: str | None = None  # the offending words, shortened
    level: Level = "problem"

    def __str__(self) -> str:
        """As one line: `reports/a.jsonl, line 3: broken json: ... ("{oops")`."""
        place = f"{self.source}, line {self.line}" if self.line else self.source
        words = f" ({self.words!r})" if self.words else ""
        return f"{place}: {self.kind}: {self.message}{words}"
