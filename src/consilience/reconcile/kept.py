"""What is kept of accounts that were joined, so that more can be joined to them without looking at them all."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Protocol

from consilience.claim import Account
from consilience.incident import Incident
from consilience.problem import Problem
from consilience.reconcile.asking import Asked
from consilience.reconcile.keys import Key
from consilience.reconcile.order import earliest_first

#: An account by its number; the smaller number of a pair first.
Number = int
Numbers = tuple[Number, Number]


def numbered(report: str, accounts: Iterable[Account]) -> dict[Number, Account]:
    """The accounts of one report by numbers that depend on nothing but the report's id and their order in it."""
    return {_number(report, place): account for place, account in enumerate(earliest_first(accounts))}


def _number(report: str, place: int) -> Number:
    digest = sha256(f"{place}\x00{report}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") >> 1  # what a signed whole number of eight bytes holds


@dataclass(frozen=True, slots=True)
class Told:
    """One incident as it is kept: its id before it was told apart from another of the same id, and its accounts."""

    incident: Incident
    base: str
    numbers: tuple[Number, ...]  # in the order of its accounts
    problems: tuple[Problem, ...] = ()  # of what people decided on it


@dataclass(slots=True)
class Change:
    """What is to be put into what is kept, and taken out of it, after more has come in."""

    accounts: dict[Number, Account] = field(default_factory=dict)
    offered: dict[Number, Collection[Key]] = field(default_factory=dict)
    asked: dict[Number, Collection[Key]] = field(default_factory=dict)
    links: dict[Number, tuple[Number, ...]] = field(default_factory=dict)
    alike: dict[Numbers, float] = field(default_factory=dict)
    lost: set[Numbers] = field(default_factory=set)
    joined_anew: set[Number] = field(default_factory=set)  # accounts whose relations are those below and no others
    related: set[Numbers] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)  # ids of incidents that are no more, or not as they were
    told: list[Told] = field(default_factory=list)
    unasked: set[str] = field(default_factory=set)  # ids of incidents of which all proposals are made anew
    asked_anew: list[Asked] = field(default_factory=list)
    problems: tuple[Problem, ...] = ()  # of decisions; in the place of those kept before
    in_force: tuple[str, ...] = ()  # ids of the decisions the record now rests on


class Kept(Protocol):
    """Looks things up among what was joined; each question is asked for many at once."""

    def accounts(self, numbers: Collection[Number]) -> dict[Number, Account]:
        """The accounts of these numbers."""

    def beside(self, reports: Collection[str]) -> dict[str, tuple[Number, ...]]:
        """The numbers of all accounts of these reports."""

    def offering(self, keys: Collection[Key]) -> dict[Key, tuple[Number, ...]]:
        """Who offers each of these keys."""

    def asking(self, keys: Collection[Key]) -> dict[Key, tuple[Number, ...]]:
        """Who asks for each of these keys."""

    def sizes(self, keys: Collection[Key]) -> dict[Key, int]:
        """How many offer each of these keys; any number beyond a crowd for a crowd."""

    def links(self, numbers: Collection[Number]) -> dict[Number, tuple[Number, ...]]:
        """For those that answer others of their report, or are answered: the others."""

    def alike(self, numbers: Collection[Number]) -> dict[Numbers, float]:
        """The pairs with one of these in it that may be one incident, with their likeness: from `ask` on."""

    def related(self, numbers: Collection[Number]) -> set[Numbers]:
        """The pairs with one of these in it that what is joined beside them may bring together."""

    def homes(self, numbers: Collection[Number]) -> dict[Number, str]:
        """The incident of each."""

    def told(self, ids: Collection[str]) -> dict[str, Told]:
        """The incidents of these ids."""

    def of_base(self, bases: Collection[str]) -> dict[str, str]:
        """The incidents of these ids before they were told apart: id by id."""

    def found_on(self, days: Collection[date]) -> dict[str, Told]:
        """The incidents that can be pointed to by one of these days."""

    def pointing_to(self, days: Collection[date]) -> set[str]:
        """The ids of the incidents that point to one of these days."""

    def in_force(self) -> tuple[str, ...]:
        """The ids of the decisions that the record rests on."""

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with these decisions."""


def ordered(one: Number, other: Number) -> Numbers:
    """A pair of numbers, the smaller first."""
    return (one, other) if one < other else (other, one)
