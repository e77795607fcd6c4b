"""Single things of the record, found without reading the rest: an incident, those of a report, what answers what."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager

from sqlalchemy import Column, Connection, Select, and_, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from consilience.incident import Incident, Proposal
from consilience.ledger.batches import in_batches
from consilience.ledger.choosing import choices
from consilience.ledger.derived import incident_of
from consilience.ledger.listed_tables import ANSWERED, INCIDENT_PROBLEMS, LISTED
from consilience.ledger.plain import noun
from consilience.ledger.tables import DERIVED_STATE, INCIDENTS, JOINED, PROPOSALS
from consilience.ledger.wanted import Wanted
from consilience.problem import Problem
from consilience.reconcile.decide import in_order

#: A proposal's place among all, the most useful first: how far it is from being joined, its people harmed, its two ids.
Rank = tuple[float, int, str, str]
_FEW = 500  # incidents held at once while all are read
_ASKED = PROPOSALS.c
_RANK = (_ASKED.off, _ASKED.harmed, _ASKED.one, _ASKED.other)


class Lookup(ABC):
    """The part of a ledger that finds single things."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]: ...

    # incidents

    def incident(self, id: str) -> Incident | None:
        """The incident of just this id."""
        return next(iter(self.incidents_of((id,))), None)

    def has_incident(self, id: str) -> bool:
        """Whether there is an incident of just this id."""
        with self._reading() as connection:
            return connection.scalar(select(INCIDENTS.c.id).where(INCIDENTS.c.id == id)) is not None

    def incidents_of(self, ids: Iterable[str]) -> list[Incident]:
        """The incidents of these ids, in the order of their ids."""
        with self._reading() as connection:
            found = []
            for some in in_batches(sorted(set(ids))):
                asked = select(INCIDENTS.c.body).where(INCIDENTS.c.id.in_(some)).order_by(INCIDENTS.c.id)
                found += [incident_of(body) for body in connection.scalars(asked)]
            return found

    def incidents(self, wanted: Wanted | None = None) -> Iterator[Incident]:
        """The incidents wanted, by day, those without one last, then by id; some at a time."""
        with self._reading() as connection:
            told = LISTED.c
            asked = (
                select(told.by_day, told.id).where(*some.conditions) for some in choices(connection, wanted or Wanted())
            )
            ids = [id for _, id in sorted(tuple(row) for question in asked for row in connection.execute(question))]
        for some in in_batches(ids, _FEW):
            by_id = {incident.id: incident for incident in self.incidents_of(some)}
            yield from (by_id[id] for id in some if id in by_id)

    def ids_of_reports(self, reports: Collection[str]) -> set[str]:
        """The ids of the incidents that accounts of these reports came to."""
        return set(self._among(select(JOINED.c.incident), JOINED.c.report, reports))

    def id_of_mark(self, mark: str) -> str | None:
        """The id of the incident that holds an account of this mark; the least of several."""
        return min(self._among(select(JOINED.c.incident), JOINED.c.mark, (mark,)), default=None)

    def ids_like(self, words: str) -> list[str]:
        """The ids that begin or end with these words, or whose last part begins with them."""
        id = INCIDENTS.c.id
        with self._reading() as connection:
            marked = select(JOINED.c.incident).where(_begins(JOINED.c.mark, words)).distinct()
            found = set(connection.scalars(select(id).where(or_(_begins(id, words), id.in_(marked)))))
            meant = {one for one in found if _meant(one, words)}
            if not meant:
                meant = set(connection.scalars(select(LISTED.c.id).where(LISTED.c.id.endswith(words, autoescape=True))))
                meant |= set(
                    connection.scalars(select(LISTED.c.id).where(LISTED.c.id.contains(f"-{words}", autoescape=True)))
                )
        return sorted(one for one in meant if _meant(one, words))

    def some_ids(self, most: int) -> list[str]:
        """The ids of incidents, at most so many."""
        with self._reading() as connection:
            return list(connection.scalars(select(INCIDENTS.c.id).order_by(INCIDENTS.c.id).limit(most)))

    def count(self) -> int:
        """How many incidents there are."""
        with self._reading() as connection:
            return connection.scalar(select(func.count()).select_from(INCIDENTS)) or 0

    def answers_to(self, ids: Collection[str]) -> set[str]:
        """The ids of the incidents that are told to answer one of these."""
        return set(self._among(select(ANSWERED.c.answer), ANSWERED.c.cause, ids))

    def answered_by(self, ids: Collection[str]) -> set[str]:
        """The ids of the incidents that one of these is told to answer."""
        return set(self._among(select(ANSWERED.c.cause), ANSWERED.c.answer, ids))

    def _among(self, asked: Select[str], column: Column[str], values: Collection[str]) -> Iterator[str]:
        with self._reading() as connection:
            for some in in_batches(sorted(values)):
                yield from connection.scalars(asked.where(column.in_(some)))

    # what people are asked, and what is wrong

    def proposals(self, after: Rank | None = None, limit: int | None = None) -> list[tuple[Rank, Proposal]]:
        """The proposals after a rank, the most useful first, each with its own."""
        asked = select(*_RANK, _ASKED.body).order_by(*_RANK).limit(limit)
        if after:
            asked = asked.where(_after(after))
        with self._reading() as connection:
            return [
                ((row.off, row.harmed, row.one, row.other), noun(Proposal, row.body))
                for row in connection.execute(asked)
            ]

    def proposal(self, one: str, other: str) -> Proposal | None:
        """What is asked of two incidents."""
        sides = (and_(_ASKED.one == a, _ASKED.other == b) for a, b in ((one, other), (other, one)))
        with self._reading() as connection:
            body = connection.scalar(select(_ASKED.body).where(or_(*sides)))
            return noun(Proposal, body) if body else None

    def proposals_count(self) -> int:
        """How many pairs people are asked about."""
        with self._reading() as connection:
            return connection.scalar(select(func.count()).select_from(PROPOSALS)) or 0

    def record_problems(self) -> tuple[Problem, ...]:
        """What is wrong with decisions."""
        with self._reading() as connection:
            held = [connection.scalar(select(DERIVED_STATE.c.problems)) or []]
            held += connection.scalars(select(INCIDENT_PROBLEMS.c.problems))
            return in_order(noun(Problem, told) for some in held for told in some)


def _after(rank: Rank) -> ColumnElement[bool]:
    """What comes after a rank."""
    told: ColumnElement[bool] | None = None
    for column, value in zip(reversed(_RANK), reversed(rank), strict=True):
        told = column > value if told is None else or_(column > value, and_(column == value, told))
    assert told is not None
    return and_(_ASKED.off >= rank[0], told)


def _begins(column: ColumnElement[str], words: str) -> ColumnElement[bool]:
    """Whether a column begins with these words, asked so that an index can tell."""
    return and_(column >= words, column < words + "\U0010ffff")


def _meant(id: str, words: str) -> bool:
    return id.startswith(words) or id.endswith(words) or id.rpartition("-")[2].startswith(words)
