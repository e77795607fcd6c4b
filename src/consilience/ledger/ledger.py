"""One ledger, open."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from types import TracebackType
from typing import Any, Literal, Self

from sqlalchemy import Connection, Engine, Select, Table, bindparam, delete, func, insert, or_, select

from consilience.claim import Account
from consilience.doors import Reading
from consilience.judgement import Judgement
from consilience.ledger.joined import Joined, read_again, wait
from consilience.ledger.lists import empty_lists
from consilience.ledger.lookup import Lookup
from consilience.ledger.mapping import Mapping
from consilience.ledger.opening import LedgerError, bring_up_to_date, damage, engine_of, exists, explained, sound
from consilience.ledger.people import People
from consilience.ledger.rows import (
    accounts_of,
    judgement_row,
    problem_of,
    reading_rows,
    report_of,
    report_row,
    tally_of,
)
from consilience.ledger.shares import Sharing
from consilience.ledger.tables import (
    ACCOUNTS,
    CLAIMS,
    DERIVED,
    JUDGEMENTS,
    PROBLEMS,
    READ,
    READINGS,
    REPORTS,
    TALLIES,
)
from consilience.problem import Problem
from consilience.report import Report
from consilience.tally import Tally

#: How a report stands to the ledger: not there yet; there; there with other details; its id is another text's.
Known = Literal["new", "known", "known otherwise", "id used"]
_TABLES: dict[str, Table] = {t.name: t for t in READ}


class Ledger(Joined, Mapping, Lookup, Sharing, People):
    """Reports, what was read in them, and judgements, in one database."""

    def __init__(self, engine: Engine, address: str) -> None:
        super().__init__()
        self.address = address
        self._engine = engine

    @classmethod
    def open(cls, address: str, *, make: bool = False) -> Self:
        """The ledger at a path or database URL; where there is none, one is made if `make` says so."""
        if not make and not exists(address):
            raise LedgerError(f"{address}: there is no ledger here yet; `consilience add REPORTS` makes one")
        engine = engine_of(address)
        try:
            bring_up_to_date(engine, address)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, address)

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with sound(self.address), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction, all or nothing; waits for other writers."""
        with (
            explained(self.address),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    # reports

    def knows(self, report: Report) -> Known:
        """How a report stands to what is in the ledger."""
        with self._reading() as connection:
            return _known(connection, report)

    def add(self, report: Report, extractor: str, reading: Reading) -> Known:
        """Keeps a report with what was read in it, both or neither; "new" says that it was not there before."""
        with self._writing() as connection:
            known = _known(connection, report)
            if known == "new":
                connection.execute(insert(REPORTS), [report_row(report)])
                _write(connection, report, extractor, reading)
                wait(connection, report.id, extractor)
        return known

    def add_many(self, reports: Iterable[tuple[Report, str, Reading]]) -> int:
        """Keeps many reports, each with its extractor's name and reading, in one transaction; how many were new."""
        new = 0
        with self._writing() as connection:
            for report, extractor, reading in reports:
                if _known(connection, report) == "new":
                    connection.execute(insert(REPORTS), [report_row(report)])
                    _write(connection, report, extractor, reading)
                    wait(connection, report.id, extractor)
                    new += 1
        return new

    def report(self, id: str) -> Report | None:
        """One report."""
        with self._reading() as connection:
            row = connection.execute(select(REPORTS).where(REPORTS.c.id == id)).first()
            return report_of(row) if row else None

    def report_ids(self) -> tuple[str, ...]:
        """The ids of all reports, in order."""
        with self._reading() as connection:
            return tuple(sorted(connection.scalars(select(REPORTS.c.id))))

    def reports(self) -> Iterator[Report]:
        """All reports, in the order of their ids, one at a time."""
        for id in self.report_ids():
            report = self.report(id)
            if report:
                yield report

    def count_reports(self) -> int:
        """How many reports there are."""
        with self._reading() as connection:
            return connection.scalar(select(func.count()).select_from(REPORTS)) or 0

    def stored_digest(self, id: str) -> str | None:
        """The digest a report was stored with."""
        with self._reading() as connection:
            return connection.scalar(select(REPORTS.c.digest).where(REPORTS.c.id == id))

    def urls(self) -> dict[str, str]:
        """The addresses of the reports that have one, by id."""
        with self._reading() as connection:
            rows = connection.execute(select(REPORTS.c.id, REPORTS.c.url).where(REPORTS.c.url.is_not(None)))
            return {row.id: row.url for row in rows}

    def published_by(self, day: date) -> frozenset[str]:
        """The ids of the reports published up to a day; one without a day of publication counts when it came in."""
        known = func.coalesce(REPORTS.c.published, REPORTS.c.taken_in)
        with self._reading() as connection:
            return frozenset(connection.scalars(select(REPORTS.c.id).where(known <= day)))

    # readings

    def unread(self, extractor: str) -> tuple[str, ...]:
        """The ids of the reports this extractor has not read."""
        done = select(READINGS.c.report).where(READINGS.c.extractor == extractor)
        with self._reading() as connection:
            return tuple(sorted(connection.scalars(select(REPORTS.c.id).where(REPORTS.c.id.not_in(done)))))

    def keep(self, report: Report, extractor: str, reading: Reading) -> None:
        """Puts a reading in the place of the one this extractor made before."""
        with self._writing() as connection:
            for table in (*READ, READINGS):
                ours = (table.c.report == report.id) & (table.c.extractor == extractor)
                connection.execute(delete(table).where(ours))
            _write(connection, report, extractor, reading)
            read_again(connection, report.id, extractor)
        self._held.pop((extractor, report.id), None)

    def reading(self, report: str, extractor: str) -> Reading:
        """What an extractor found in one report."""
        with self._reading() as connection:
            one = {"report": report, "extractor": extractor}
            return Reading(
                _accounts(connection, **one),
                tuple(tally_of(row) for row in connection.execute(_rows(TALLIES, **one))),
                tuple(problem_of(row) for row in connection.execute(_rows(PROBLEMS, **one))),
            )

    def accounts(self, extractor: str) -> tuple[Account, ...]:
        """All accounts an extractor found, by report."""
        with self._reading() as connection:
            return _accounts(connection, extractor=extractor)

    def tallies(self, extractor: str) -> tuple[Tally, ...]:
        """All tallies an extractor found, by report."""
        with self._reading() as connection:
            return tuple(tally_of(row) for row in connection.execute(_rows(TALLIES, extractor=extractor)))

    def problems(self, extractor: str) -> tuple[Problem, ...]:
        """All problems an extractor found, by report."""
        with self._reading() as connection:
            return tuple(problem_of(row) for row in connection.execute(_rows(PROBLEMS, extractor=extractor)))

    # judgements

    def judge(self, judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
        """Adds decisions, all or none; gives those that were not there before."""
        with self._writing() as connection:
            there = set(connection.scalars(select(JUDGEMENTS.c.id)))
            new = tuple(j for j in dict.fromkeys(judgements) if j.id not in there)
            if new:
                connection.execute(insert(JUDGEMENTS), [judgement_row(j) for j in new])
        return new

    # what is derived: see Joined

    def forget_derived(self) -> None:
        """Takes away all that can be made again: readings and the record."""
        with self._writing() as connection:
            empty_lists(connection)
            for table in (*DERIVED, *READ, READINGS):
                connection.execute(delete(table))
        self._held.clear()

    def damage(self) -> list[str]:
        """What the database itself finds wrong with the ledger."""
        with self._reading() as connection:
            return damage(connection)


#: Reports with this id, or with these words.
_ALIKE = select(REPORTS.c.id, REPORTS.c.digest, REPORTS.c.text).where(
    or_(REPORTS.c.id == bindparam("its_id"), REPORTS.c.digest == bindparam("its_digest"))
)


def _known(connection: Connection, report: Report) -> Known:
    rows = connection.execute(_ALIKE, {"its_id": report.id, "its_digest": report.digest}).all()
    row = next((row for row in rows if row.id == report.id), None)
    if row is None:
        return "known" if any(_one_file(row.id, report.id) for row in rows) else "new"
    if row.text != report.text:
        return "id used"
    return "known" if row.digest == report.digest else "known otherwise"


def _one_file(one: str, other: str) -> bool:
    """Whether two ids are one file's, with more or less of its path: `day`, `a/day` and `a/day.txt`."""
    short, long = sorted((one.split("/"), other.split("/")), key=len)
    last, further = sorted((short.pop(), long.pop()), key=len)
    named_alike = last == further or further.rpartition(".")[0] == last
    return named_alike and (not short or long[-len(short) :] == short)


def _write(connection: Connection, report: Report, extractor: str, reading: Reading) -> None:
    connection.execute(insert(READINGS), [{"report": report.id, "extractor": extractor}])
    for name, rows in reading_rows(report, extractor, reading).items():
        if rows:
            connection.execute(insert(_TABLES[name]), rows)


def _rows(table: Table, **where: str) -> Select[Any]:
    """The rows of a reading's table in order."""
    return select(table).where(*(table.c[name] == value for name, value in where.items())).order_by(
        table.c.report, table.c.n
    )  # fmt: skip


def _accounts(connection: Connection, **where: str) -> tuple[Account, ...]:
    claims = connection.execute(_rows(CLAIMS, **where))
    return tuple(accounts_of(connection.execute(_rows(ACCOUNTS, **where)), claims))
