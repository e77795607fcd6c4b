"""What people decided, held once it was read: decisions are only ever added, and their number tells of more."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from consilience.judgement import Judgement, in_force
from consilience.ledger.rows import judgement_of
from consilience.ledger.tables import JUDGEMENTS


@dataclass(frozen=True, slots=True)
class Decided:
    """All decisions in the order of time, those in force, and the ids of these."""

    judgements: tuple[Judgement, ...] = ()
    valid: tuple[Judgement, ...] = ()
    ids: tuple[str, ...] = ()


class Deciding:
    """The part of a ledger that reads decisions."""

    _reading: Callable[[], AbstractContextManager[Connection]]
    _decided: Decided = Decided()

    def judgements(self) -> tuple[Judgement, ...]:
        """All decisions ever made, in the order of time."""
        with self._reading() as connection:
            return self._decisions(connection).judgements

    def in_force(self) -> tuple[Judgement, ...]:
        """The decisions that hold, in the order of time."""
        with self._reading() as connection:
            return self._decisions(connection).valid

    def _decisions(self, connection: Connection) -> Decided:
        """What was decided, as this connection sees it."""
        held = self._decided
        if connection.scalar(select(func.count()).select_from(JUDGEMENTS)) != len(held.judgements):
            told = map(judgement_of, connection.execute(select(JUDGEMENTS)))
            judgements = tuple(sorted(told, key=lambda j: (j.when, j.id)))
            valid = in_force(judgements)
            held = self._decided = Decided(judgements, valid, tuple(sorted(j.id for j in valid)))
        return held
