"""The three doors through which the outside and other methods come in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from consilience.claim import Account
from consilience.problem import Problem
from consilience.report import Report
from consilience.tally import Tally


@dataclass(frozen=True, slots=True)
class Reading:
    """What an extractor found in one report."""

    accounts: tuple[Account, ...] = ()
    tallies: tuple[Tally, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two accounts tell of the same incident, 0 to 1, and why, as sentences for people.

    `barred` names what makes it impossible (days that do not meet, two accounts one report keeps apart), or None.
    """

    score: float
    reasons: tuple[str, ...] = ()
    barred: str | None = None


class Reader(Protocol):
    """Turns one file, address or feed into the reports it holds."""

    def reads(self, address: str) -> bool:
        """Whether this address is for this reader."""

    def read(self, address: str) -> Iterator[Report | Problem]:
        """The reports found there, and what went wrong, in the order of the source."""


class Extractor(Protocol):
    """Finds what a report says. Every claim quotes the report."""

    name: str  # with its version; kept on each account

    def extract(self, report: Report) -> Reading:
        """Accounts, tallies and problems of one report; depends on nothing but the report."""


class Matcher(Protocol):
    """Says how likely two accounts tell of the same incident, and why, for many pairs at once."""

    def compare(self, pairs: Iterable[tuple[Account, Account]]) -> Iterable[Likeness]:
        """One likeness a pair, in the order of the pairs."""
