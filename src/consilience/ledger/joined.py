"""The record of a ledger: kept in rows, brought up to date by what has come in, and read from there."""

from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from threading import Lock
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from consilience.claim import Account
from consilience.incident import Incident, Proposal, Record
from consilience.judgement import Judgement
from consilience.ledger.batches import in_batches
from consilience.ledger.decided import Deciding
from consilience.ledger.derived import FORM, incident_of
from consilience.ledger.lists import empty_lists
from consilience.ledger.plain import noun, plain
from consilience.ledger.rows import accounts_of
from consilience.ledger.shelves import Shelves
from consilience.ledger.sums import add_up_all
from consilience.ledger.tables import (
    ACCOUNTS,
    CLAIMS,
    DERIVED,
    DERIVED_STATE,
    INCIDENTS,
    PROPOSALS,
    READINGS,
    WAITING,
)
from consilience.problem import Problem
from consilience.reconcile.decide import in_order
from consilience.reconcile.kept import Change, Kept

#: What joins: what is kept, the new reports with their accounts, and all judgements, to what changes.
Join = Callable[[Kept, Mapping[str, tuple[Account, ...]], tuple[Judgement, ...]], Change]
#: Reports joined in one transaction: other writers wait for it.
_AT_ONCE = 2_000
#: Reports whose accounts are held, so that neighbours are not read again and again.
_HELD = 20_000


class Joined(Deciding, ABC):
    """The part of a ledger that holds what is derived."""

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[str, str], tuple[Account, ...]] = OrderedDict()
        self._joining = Lock()  # one thread joins at a time; others wait here, and need not wait in the database

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]: ...

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Connection]: ...

    def lacks(self, made_by: str, extractor: str) -> bool:
        """Whether there may be reports that this extractor has not read."""
        with self._reading() as connection:
            others = connection.scalar(select(WAITING.c.report).where(WAITING.c.extractor != extractor).limit(1))
            return others is not None or not _is_made_by(connection, made_by)

    def stand(self, made_by: str, extractor: str) -> int | None:
        """A number that changes with the record; None where that is to be brought up to date first."""
        with self._reading() as connection:
            state = connection.execute(select(DERIVED_STATE)).first()
            if state is None or not _is_made_by(connection, made_by):
                return None
            waits = select(WAITING.c.report).where(WAITING.c.extractor == extractor).limit(1)
            if connection.scalar(waits) is not None or tuple(state.in_force) != self._decisions(connection).ids:
                return None
            changes: int = state.changes
            return changes

    def bring_up(self, made_by: str, extractor: str, join: Join) -> None:
        """Joins what has come in since to the record; makes it all again where something else had made it."""
        while self.stand(made_by, extractor) is None:
            with self._joining, self._writing() as connection:
                if not _is_made_by(connection, made_by):
                    _begin(connection, made_by, extractor)
                self._join_some(connection, extractor, join)

    def _join_some(self, connection: Connection, extractor: str, join: Join) -> None:
        waits = select(WAITING.c.report).where(WAITING.c.extractor == extractor).order_by(WAITING.c.report)
        reports = list(connection.scalars(waits.limit(_AT_ONCE)))
        shelves = Shelves(connection, lambda wanted: self._accounts_of(connection, extractor, wanted))
        judgements = self._decisions(connection).judgements
        change = join(shelves, self._accounts_of(connection, extractor, reports), judgements)
        shelves.put(change)
        for some in in_batches(reports):
            connection.execute(delete(WAITING).where(WAITING.c.report.in_(some)))
        connection.execute(
            update(DERIVED_STATE).values(
                changes=DERIVED_STATE.c.changes + 1,
                in_force=list(change.in_force),
                problems=plain(change.problems),
            )
        )

    def tried(self, judgement: Judgement, extractor: str, join: Join) -> tuple[list[Incident], list[Incident]]:
        """The incidents that a decision would change, as they are and as they would be; nothing is kept.

        The record is to be up to date.
        """
        with self._joining, self._reading() as connection:
            shelves = Shelves(connection, lambda wanted: self._accounts_of(connection, extractor, wanted))
            change = join(shelves, {}, (*self._decisions(connection).judgements, judgement))
            before = connection.execute(select(INCIDENTS.c.id, INCIDENTS.c.body).where(INCIDENTS.c.id.in_(change.gone)))
            was = {row.id: incident_of(row.body) for row in before}
        will = {told.incident.id: told.incident for told in change.told}
        alike = {id for id in was.keys() & will.keys() if was[id] == will[id]}
        return [was[id] for id in sorted(was) if id not in alike], [will[id] for id in sorted(will) if id not in alike]

    def _accounts_of(
        self, connection: Connection, extractor: str, reports: Collection[str]
    ) -> dict[str, tuple[Account, ...]]:
        """The accounts of each of these reports; what is kept of a report's reading never changes but as a whole."""
        missing = sorted(r for r in reports if (extractor, r) not in self._held)
        for some in in_batches(missing):
            asked = (
                select(table)
                .where(table.c.report.in_(some), table.c.extractor == extractor)
                .order_by(table.c.report, table.c.n)
                for table in (ACCOUNTS, CLAIMS)
            )
            found: dict[str, list[Account]] = {report: [] for report in some}
            for account in accounts_of(*map(connection.execute, asked)):
                found[account.report].append(account)
            self._held |= {(extractor, report): tuple(own) for report, own in found.items()}
        told = {report: self._held[extractor, report] for report in reports}
        while len(self._held) > _HELD:
            self._held.popitem(last=False)
        return told

    def sum_up(self) -> None:
        """Counts anew what is counted beforehand of incidents; for whoever wrote their rows by other ways."""
        with self._writing() as connection:
            add_up_all(connection)

    # reading

    def record(self) -> Record:
        """The whole record."""
        with self._reading() as connection:
            rows = list(connection.execute(select(INCIDENTS.c.body, INCIDENTS.c.problems)))
            order = (PROPOSALS.c.off, PROPOSALS.c.harmed)
            asked = list(connection.execute(select(PROPOSALS.c.body, *order)))
            held = [connection.scalar(select(DERIVED_STATE.c.problems)) or [], *(row.problems for row in rows)]
        ranked = sorted(asked, key=lambda row: (row.off, row.harmed, row.body["one"], row.body["other"]))
        problems: list[Problem] = [noun(Problem, told) for some in held for told in some]
        incidents = sorted((incident_of(row.body) for row in rows), key=lambda i: i.id)
        return Record(tuple(incidents), tuple(noun(Proposal, row.body) for row in ranked), in_order(problems))


def wait(connection: Connection, report: str, extractor: str) -> None:
    """Has a new report wait for being joined."""
    connection.execute(insert(WAITING), [{"report": report, "extractor": extractor}])


def read_again(connection: Connection, report: str, extractor: str) -> None:
    """Has a report wait that was read by another extractor; where it was joined already, all is to be made again."""
    waits = update(WAITING).where(WAITING.c.report == report, WAITING.c.extractor != extractor)
    if not connection.execute(waits.values(extractor=extractor)).rowcount:
        forget(connection)


def forget(connection: Connection) -> None:
    """Has everything that is derived be made again."""
    connection.execute(delete(DERIVED_STATE))


def _begin(connection: Connection, made_by: str, extractor: str) -> None:
    """Takes away all that is derived; everything waits."""
    empty_lists(connection)
    for table in DERIVED:
        connection.execute(delete(table))
    everything = select(READINGS.c.report, READINGS.c.extractor).where(READINGS.c.extractor == extractor)
    connection.execute(insert(WAITING).from_select(["report", "extractor"], everything))
    state: dict[str, Any] = {"made_by": _maker(made_by), "changes": 0, "in_force": [], "problems": []}
    connection.execute(insert(DERIVED_STATE), [state])


def _maker(made_by: str) -> str:
    return f"{made_by}/{FORM}"


def _is_made_by(connection: Connection, made_by: str) -> bool:
    return connection.scalar(select(DERIVED_STATE.c.made_by)) == _maker(made_by)
