"""What is kept of joined accounts, in the tables of a ledger: see `reconcile.kept`."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from hashlib import blake2b
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, Table, bindparam, delete, func, insert, select, update

from consilience.claim import Account
from consilience.ledger.batches import in_batches
from consilience.ledger.derived import incident_body, incident_of
from consilience.ledger.lists import put_lists
from consilience.ledger.plain import noun, plain
from consilience.ledger.tables import (
    ALIKE,
    ASKED,
    DERIVED_STATE,
    INCIDENTS,
    JOINED,
    OFFERED,
    POINTED,
    PROPOSALS,
    RELATED,
)
from consilience.problem import Problem
from consilience.reconcile.asking import Asked
from consilience.reconcile.kept import Change, Number, Numbers, Told, numbered, ordered
from consilience.reconcile.keys import Key
from consilience.reconcile.respond import SHORT, days_found, days_pointed

Values = dict[str, Any]


class Shelves:
    """The tables within one transaction; `read` gives the accounts of reports."""

    def __init__(
        self, connection: Connection, read: Callable[[Collection[str]], dict[str, tuple[Account, ...]]]
    ) -> None:
        self._connection = connection
        self._read = read

    def _rows(self, question: Select[Any], column: Column[Any], among: Iterable[Any]) -> Iterator[Row[Any]]:
        """The rows of which the column is among the values."""
        for some in in_batches(sorted(among)):
            yield from self._connection.execute(question.where(column.in_(some)))

    def accounts(self, numbers: Collection[Number]) -> dict[Number, Account]:
        """The accounts of these numbers."""
        reports = self._rows(select(JOINED.c.report).distinct(), JOINED.c.number, numbers)
        held = self._read({row.report for row in reports})
        known = {n: a for report, accounts in held.items() for n, a in numbered(report, accounts).items()}
        return {number: known[number] for number in numbers if number in known}

    def beside(self, reports: Collection[str]) -> dict[str, tuple[Number, ...]]:
        """The numbers of all accounts of these reports."""
        rows = self._rows(select(JOINED.c.report, JOINED.c.number).order_by(JOINED.c.number), JOINED.c.report, reports)
        return _gathered(rows)

    def offering(self, keys: Collection[Key]) -> dict[Key, tuple[Number, ...]]:
        """Who offers each of these keys."""
        return self._holding(OFFERED, keys)

    def asking(self, keys: Collection[Key]) -> dict[Key, tuple[Number, ...]]:
        """Who asks for each of these keys."""
        return self._holding(ASKED, keys)

    def _holding(self, table: Table, keys: Collection[Key]) -> dict[Key, tuple[Number, ...]]:
        by_number = {key_number(key): key for key in keys}
        found = _gathered(self._rows(select(table.c.key, table.c.number), table.c.key, by_number))
        return {by_number[key]: numbers for key, numbers in found.items()}

    def sizes(self, keys: Collection[Key]) -> dict[Key, int]:
        """How many offer each of these keys."""
        by_number = {key_number(key): key for key in keys}
        question = select(OFFERED.c.key, func.count().label("size")).group_by(OFFERED.c.key)
        return {by_number[row.key]: row.size for row in self._rows(question, OFFERED.c.key, by_number)}

    def links(self, numbers: Collection[Number]) -> dict[Number, tuple[Number, ...]]:
        """For those that answer others of their report, or are answered: the others."""
        question = select(JOINED.c.number, JOINED.c.links).where(JOINED.c.links.is_not(None))
        return {row.number: tuple(row.links) for row in self._rows(question, JOINED.c.number, numbers)}

    def alike(self, numbers: Collection[Number]) -> dict[Numbers, float]:
        """The pairs with one of these in it that may be one incident, with their likeness."""
        return {ordered(row.one, row.other): row.likeness for row in self._rows(select(ALIKE), ALIKE.c.one, numbers)}

    def related(self, numbers: Collection[Number]) -> set[Numbers]:
        """The pairs with one of these in it that what is joined beside them may bring together."""
        return {ordered(row.one, row.other) for row in self._rows(select(RELATED), RELATED.c.one, numbers)}

    def homes(self, numbers: Collection[Number]) -> dict[Number, str]:
        """The incident of each."""
        rows = self._rows(select(JOINED.c.number, JOINED.c.incident), JOINED.c.number, numbers)
        return {row.number: row.incident for row in rows}

    def told(self, ids: Collection[str]) -> dict[str, Told]:
        """The incidents of these ids."""
        return {row.id: told_of(row) for row in self._rows(select(INCIDENTS), INCIDENTS.c.id, ids)}

    def of_base(self, bases: Collection[str]) -> dict[str, str]:
        """The incidents of these ids before they were told apart: id by id."""
        rows = self._rows(select(INCIDENTS.c.id, INCIDENTS.c.base), INCIDENTS.c.base, bases)
        return {row.id: row.base for row in rows}

    def found_on(self, days: Collection[date]) -> dict[str, Told]:
        """The incidents that can be pointed to by one of these days."""
        begun = {day - timedelta(n) for day in days for n in range(SHORT)}
        rows = self._rows(select(INCIDENTS), INCIDENTS.c.start, begun)
        found = {row.id: told_of(row) for row in rows if row.end and (row.end - row.start).days < SHORT}
        return {id: told for id, told in found.items() if not set(days).isdisjoint(days_found(told.incident))}

    def pointing_to(self, days: Collection[date]) -> set[str]:
        """The ids of the incidents that point to one of these days."""
        return {row.incident for row in self._rows(select(POINTED.c.incident), POINTED.c.day, days)}

    def in_force(self) -> tuple[str, ...]:
        """The ids of the decisions that the record rests on."""
        return tuple(self._connection.scalar(select(DERIVED_STATE.c.in_force)) or ())

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with these decisions."""
        kept = self._connection.scalar(select(DERIVED_STATE.c.problems)) or []
        told: tuple[Problem, ...] = noun(tuple[Problem, ...], kept)
        return told

    # putting in

    def put(self, change: Change) -> None:
        """Keeps all that a change brings, in the place of what was there."""
        self._put_accounts(change)
        self._put_pairs(change)
        self._take_away(INCIDENTS, INCIDENTS.c.id, change.gone)
        self._add(INCIDENTS, map(_told_row, change.told))
        put_lists(self._connection, change.gone, [(told.incident, told.problems) for told in change.told])
        self._take_away(POINTED, POINTED.c.incident, change.gone)
        pointed = ((day, told.incident.id) for told in change.told for day in days_pointed(told.incident))
        self._add(POINTED, ({"day": day, "incident": id} for day, id in pointed))
        for side in (PROPOSALS.c.one, PROPOSALS.c.other):
            self._take_away(PROPOSALS, side, change.unasked)
        rows = ((asked.proposal, *asked.rank) for asked in change.asked_anew)
        self._add(
            PROPOSALS,
            (
                {"one": p.one, "other": p.other, "off": off, "harmed": harmed, "body": plain(p)}
                for p, off, harmed in rows
            ),
        )

    def _put_accounts(self, change: Change) -> None:
        home = {number: told.incident.id for told in change.told for number in told.numbers}
        self._add(
            JOINED,
            (
                {"number": n, "report": a.report, "mark": a.mark, "incident": home[n], "links": change.links.get(n)}
                for n, a in change.accounts.items()
            ),
        )
        moved = [{"its": n, "to": id} for n, id in home.items() if n not in change.accounts]
        if moved:
            here = update(JOINED).where(JOINED.c.number == bindparam("its")).values(incident=bindparam("to"))
            self._connection.execute(here, moved)
        for table, held in ((OFFERED, change.offered), (ASKED, change.asked)):
            self._add(
                table, ({"key": key, "number": n} for n, keys in held.items() for key in set(map(key_number, keys)))
            )

    def _put_pairs(self, change: Change) -> None:
        for pair in sorted(change.lost):
            for one, other in (pair, pair[::-1]):
                self._connection.execute(delete(ALIKE).where(ALIKE.c.one == one, ALIKE.c.other == other))
        told = (
            {"one": one, "other": other, "likeness": likeness}
            for pair, likeness in change.alike.items()
            for one, other in (pair, pair[::-1])
        )
        self._add(ALIKE, told)
        self._take_away(RELATED, RELATED.c.one, change.joined_anew)
        self._add(RELATED, ({"one": i, "other": j} for p in change.related for i, j in (p, p[::-1])))

    def _take_away(self, table: Table, column: Column[Any], among: Iterable[Any]) -> None:
        for some in in_batches(sorted(among)):
            self._connection.execute(delete(table).where(column.in_(some)))

    def _add(self, table: Table, rows: Iterable[Values]) -> None:
        for some in in_batches(rows):
            self._connection.execute(insert(table), some)


def key_number(key: Key) -> int:
    """A number that stands for a key, of the size a database holds; that two keys share one is as good as never."""
    words = "\x00".join(map(repr, key)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(words, digest_size=8).digest(), "big") >> 1


def told_of(row: Row[Any]) -> Told:
    """The incident of a row, as it is kept."""
    problems: tuple[Problem, ...] = noun(tuple[Problem, ...], row.problems)
    return Told(incident_of(row.body), row.base, tuple(row.numbers), problems)


def _told_row(told: Told) -> Values:
    incident = told.incident
    day = incident.day.value
    return {
        "id": incident.id,
        "base": told.base,
        "start": day.start if day else None,
        "end": day.end if day else None,
        "numbers": list(told.numbers),
        "problems": plain(told.problems),
        "body": incident_body(incident),
    }


def _asked_row(asked: Asked) -> Values:
    proposal, (off, harmed) = asked.proposal, asked.rank
    return {"one": proposal.one, "other": proposal.other, "off": off, "harmed": harmed, "body": plain(proposal)}


def _gathered(rows: Iterable[Sequence[Any]]) -> dict[Any, tuple[Number, ...]]:
    """The second of each row by the first."""
    found: dict[Any, list[Number]] = {}
    for first, second in rows:
        found.setdefault(first, []).append(second)
    return {first: tuple(numbers) for first, numbers in found.items()}
