"""People who may look and judge through the web: never derived, never given out."""

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Row, delete, insert, select, update

from consilience.ledger.tables import PEOPLE, SESSIONS, TOKENS

#: What a person may do: look; look and judge; all that and manage people.
Role = Literal["reader", "analyst", "admin"]
ROLES: tuple[Role, ...] = ("reader", "analyst", "admin")


@dataclass(frozen=True, slots=True)
class Person:
    """An account; the name stands on each judgement."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Token:
    """A key by which a program acts for a person; of the key itself only a digest is kept."""

    label: str
    name: str
    made: str  # ISO 8601, UTC


class People(ABC):
    """The part of a ledger that knows people, their sessions and tokens."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]: ...

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Connection]: ...

    def people(self) -> tuple[Person, ...]:
        """Everybody, by name."""
        with self._reading() as connection:
            return tuple(_person(row) for row in connection.execute(select(PEOPLE).order_by(PEOPLE.c.name)))

    def person(self, name: str) -> tuple[Person, str] | None:
        """A person and the hash of the password."""
        with self._reading() as connection:
            row = connection.execute(select(PEOPLE).where(PEOPLE.c.name == name)).first()
            return (_person(row), row.password) if row else None

    def put_person(self, person: Person, password: str) -> bool:
        """Adds a person; False where there is one of this name."""
        with self._writing() as connection:
            if connection.scalar(select(PEOPLE.c.name).where(PEOPLE.c.name == person.name)) is not None:
                return False
            row = {"name": person.name, "role": person.role, "password": password}
            connection.execute(insert(PEOPLE), [row])
            return True

    def change_person(self, name: str, *, role: Role | None = None, password: str | None = None) -> bool:
        """Changes a role or password, and ends the person's sessions; False where there is none of this name."""
        values = {key: value for key, value in (("role", role), ("password", password)) if value is not None}
        with self._writing() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.name == name))
            return bool(connection.execute(update(PEOPLE).where(PEOPLE.c.name == name).values(values)).rowcount)

    def remove_person(self, name: str) -> bool:
        """Takes a person away with all sessions and tokens; what the person judged stays. False where there is none."""
        with self._writing() as connection:
            for table in (SESSIONS, TOKENS):
                connection.execute(delete(table).where(table.c.name == name))
            return bool(connection.execute(delete(PEOPLE).where(PEOPLE.c.name == name)).rowcount)

    def begin_session(self, key: str, name: str, ends: str) -> None:
        """Keeps a session by the digest of its key until a time (ISO 8601, UTC)."""
        with self._writing() as connection:
            connection.execute(insert(SESSIONS), [{"key": key, "name": name, "ends": ends}])

    def session(self, key: str, now: str) -> Person | None:
        """Whose session this is, if it has not ended."""
        with self._reading() as connection:
            joined = select(PEOPLE).join(SESSIONS, SESSIONS.c.name == PEOPLE.c.name)
            row = connection.execute(joined.where(SESSIONS.c.key == key, SESSIONS.c.ends > now)).first()
            return _person(row) if row else None

    def end_session(self, key: str, now: str) -> None:
        """Ends a session, and clears away those that have ended."""
        with self._writing() as connection:
            connection.execute(delete(SESSIONS).where((SESSIONS.c.key == key) | (SESSIONS.c.ends <= now)))

    def put_token(self, key: str, token: Token) -> None:
        """Keeps a token by the digest of its key."""
        with self._writing() as connection:
            row = {"key": key, "label": token.label, "name": token.name, "made": token.made}
            connection.execute(insert(TOKENS), [row])

    def tokens(self, name: str) -> tuple[Token, ...]:
        """A person's tokens, the oldest first."""
        with self._reading() as connection:
            rows = connection.execute(select(TOKENS).where(TOKENS.c.name == name).order_by(TOKENS.c.made))
            return tuple(Token(row.label, row.name, row.made) for row in rows)

    def token(self, key: str) -> Person | None:
        """Whose token this is."""
        with self._reading() as connection:
            joined = select(PEOPLE).join(TOKENS, TOKENS.c.name == PEOPLE.c.name).where(TOKENS.c.key == key)
            row = connection.execute(joined).first()
            return _person(row) if row else None

    def remove_token(self, name: str, label: str) -> bool:
        """Takes a person's token away; False where there is none of this label."""
        with self._writing() as connection:
            ours = (TOKENS.c.name == name) & (TOKENS.c.label == label)
            return bool(connection.execute(delete(TOKENS).where(ours)).rowcount)


def _person(row: Row[Any]) -> Person:
    return Person(row.name, row.role)
