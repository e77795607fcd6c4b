"""What is kept of joined accounts, in dictionaries: the simplest thing that growth can work on."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import TypeVar

from consilience.claim import Account
from consilience.incident import Record
from consilience.problem import Problem
from consilience.reconcile.asking import Asked, in_rank
from consilience.reconcile.decide import in_order
from consilience.reconcile.kept import Change, Number, Numbers, Told
from consilience.reconcile.keys import Key
from consilience.reconcile.respond import days_found, days_pointed

K, V = TypeVar("K"), TypeVar("V")


def of(known: Mapping[K, V], wanted: Collection[K]) -> dict[K, V]:
    return {one: known[one] for one in wanted if one in known}


class InMemory:
    """Keeps all that changes bring."""

    def __init__(self) -> None:
        self._accounts: dict[Number, Account] = {}
        self._offers: dict[Key, tuple[Number, ...]] = {}
        self._asks: dict[Key, tuple[Number, ...]] = {}
        self._links: dict[Number, tuple[Number, ...]] = {}
        self._alike: dict[Numbers, float] = {}
        self._related: set[Numbers] = set()
        self._told: dict[str, Told] = {}
        self._asked: list[Asked] = []
        self._problems: tuple = ()
        self._in_force: tuple[str, ...] = ()

    def put(self, change: Change) -> None:
        self._accounts |= change.accounts
        for held, keys in ((self._offers, change.offered), (self._asks, change.asked)):
            for number, own in keys.items():
                for key in own:
                    held[key] = (*held.get(key, ()), number)
        self._links |= change.links
        self._alike = {p: s for p, s in (self._alike | change.alike).items() if p not in change.lost}
        self._related = {p for p in self._related if not set(p) & change.joined_anew} | change.related
        self._told = {id: t for id, t in self._told.items() if id not in change.gone}
        self._told |= {told.incident.id: told for told in change.told}
        self._asked = [a for a in self._asked if not {a.proposal.one, a.proposal.other} & change.unasked]
        self._asked += change.asked_anew
        self._problems, self._in_force = change.problems, change.in_force

    def record(self) -> Record:
        incidents = sorted((told.incident for told in self._told.values()), key=lambda i: i.id)
        problems = [*self._problems, *(p for told in self._told.values() for p in told.problems)]
        return Record(tuple(incidents), in_rank(self._asked), in_order(problems))

    def accounts(self, numbers: Collection[Number]) -> dict[Number, Account]:
        return of(self._accounts, numbers)

    def beside(self, reports: Collection[str]) -> dict[str, tuple[Number, ...]]:
        found: dict[str, tuple[Number, ...]] = {}
        for number, account in self._accounts.items():
            if account.report in reports:
                found[account.report] = (*found.get(account.report, ()), number)
        return found

    def offering(self, keys: Collection[Key]) -> dict[Key, tuple[Number, ...]]:
        return of(self._offers, keys)

    def asking(self, keys: Collection[Key]) -> dict[Key, tuple[Number, ...]]:
        return of(self._asks, keys)

    def sizes(self, keys: Collection[Key]) -> dict[Key, int]:
        return {key: len(numbers) for key, numbers in of(self._offers, keys).items()}

    def links(self, numbers: Collection[Number]) -> dict[Number, tuple[Number, ...]]:
        return of(self._links, numbers)

    def alike(self, numbers: Collection[Number]) -> dict[Numbers, float]:
        return {pair: score for pair, score in self._alike.items() if pair[0] in numbers or pair[1] in numbers}

    def related(self, numbers: Collection[Number]) -> set[Numbers]:
        return {pair for pair in self._related if pair[0] in numbers or pair[1] in numbers}

    def homes(self, numbers: Collection[Number]) -> dict[Number, str]:
        home = {number: id for id, told in self._told.items() for number in told.numbers}
        return of(home, numbers)

    def told(self, ids: Collection[str]) -> dict[str, Told]:
        return of(self._told, ids)

    def of_base(self, bases: Collection[str]) -> dict[str, str]:
        return {id: told.base for id, told in self._told.items() if told.base in bases}

    def found_on(self, days: Collection[date]) -> dict[str, Told]:
        return {id: told for id, told in self._told.items() if set(days_found(told.incident)) & set(days)}

    def pointing_to(self, days: Collection[date]) -> set[str]:
        return {id for id, told in self._told.items() if days_pointed(told.incident) & set(days)}

    def in_force(self) -> tuple[str, ...]:
        return self._in_force

    def problems(self) -> tuple[Problem, ...]:
        return self._problems
