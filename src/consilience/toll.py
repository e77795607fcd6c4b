"""How many were killed, injured or are missing."""

from dataclasses import dataclass
from typing import Literal

Field = Literal["killed", "injured", "missing"]
FIELDS: tuple[Field, ...] = ("killed", "injured", "missing")


@dataclass(frozen=True, slots=True, order=True)
class Toll:
    """A count of people as low, best, high; `high` is None where the words leave it open ("at least")."""

    low: int
    best: int
    high: int | None

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.best or (self.high is not None and self.high < self.best):
            raise ValueError(f"a toll must have 0 <= low <= best <= high: {self.low}, {self.best}, {self.high}")

    def __add__(self, other: "Toll") -> "Toll":
        """Two groups of different people counted together; open above if either is."""
        high = None if self.high is None or other.high is None else self.high + other.high
        return Toll(self.low + other.low, self.best + other.best, high)

    def meets(self, other: "Toll") -> bool:
        """Whether some number lies in both."""
        return (other.high is None or self.low <= other.high) and (self.high is None or other.low <= self.high)

    def __str__(self) -> str:
        """As people write it: `18`, `at least 18`, `18-20`."""
        if self.high is None:
            return f"at least {self.best}" if self.low == self.best else f"{self.low} or more, best {self.best}"
        return str(self.best) if self.low == self.high else f"{self.low}-{self.high}"
