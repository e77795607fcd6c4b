"""Who may look and judge through the web: passwords, sessions, tokens."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from consilience.desk.finding import DeskError
from consilience.ledger import ROLES, Ledger, Person, Role, Token

#: A session ends after this time, however it is used.
SESSION = timedelta(hours=12)
_LEAST = 10  # characters of a password
_FAILURES = 5  # in a row, before one has to wait
_WAIT = timedelta(seconds=30)  # after the first of them too many; it doubles with each
_LONGEST = timedelta(hours=1)


class TooManyError(Exception):
    """Too many failures to sign in; `wait` is how long until the next try."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"too many tries: the next is looked at in {int(wait.total_seconds()) + 1} seconds")
        self.wait = wait


class Doorkeeper:
    """Knows people by passwords, sessions and tokens. Of what they show, the ledger keeps digests only.

    Passwords are hashed by argon2id with the parameters of RFC 9106 for little memory, which the library chooses. Keys
    of sessions and tokens are random, 256 bits, so that a plain digest keeps them.
    """

    def __init__(self, ledger: Ledger, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._ledger = ledger
        self._clock = clock
        self._hasher = PasswordHasher()
        self._nobody = self._hasher.hash(secrets.token_urlsafe())
        self._failures: dict[str, tuple[int, datetime]] = {}
        self._counting = Lock()

    def people(self) -> tuple[Person, ...]:
        """Everybody, by name."""
        return self._ledger.people()

    def add(self, name: str, role: str, password: str) -> Person:
        """Adds a person; DeskError where the name is taken or empty, the role unknown, or the password too short."""
        person = Person(_named(name), _role(role))
        if not self._ledger.put_person(person, self._hasher.hash(_fit(password))):
            raise DeskError(f"{person.name}: there is a person of this name already")
        return person

    def change(self, name: str, *, role: str | None = None, password: str | None = None) -> None:
        """Changes a role or a password; the person has to sign in again."""
        self._refuse_no_admin(name, role)
        hashed = self._hasher.hash(_fit(password)) if password is not None else None
        if not self._ledger.change_person(name, role=_role(role) if role else None, password=hashed):
            raise DeskError(f"{name}: there is no person of this name")

    def remove(self, name: str) -> None:
        """Takes a person's access away; what the person judged stays."""
        self._refuse_no_admin(name, None, gone=True)
        if not self._ledger.remove_person(name):
            raise DeskError(f"{name}: there is no person of this name")

    def _refuse_no_admin(self, name: str, role: str | None, *, gone: bool = False) -> None:
        """Others may depend on there being somebody who manages people."""
        people = self._ledger.people()
        admins = {person.name for person in people if person.role == "admin"}
        if admins == {name} and len(people) > 1 and (gone or role not in (None, "admin")):
            raise DeskError(f"{name}: is the only admin; make another one first")

    def sign_in(self, name: str, password: str, address: str) -> str | None:
        """The key of a new session; None where name and password do not fit.

        After some failures in a row, by name or by address, TooManyError is raised for a while, whatever is given.
        """
        now = self._clock()
        sides = (f"name {name}", f"address {address}")
        with self._counting:  # each try counts before it is looked at: of many at once, no more than the first few are
            wait = max((self._failures[s][1] - now for s in sides if s in self._failures), default=timedelta(0))
            if wait > timedelta(0):
                raise TooManyError(wait)
            for side in sides:
                self._fail(side, now)
        found = self._ledger.person(name)
        fits = self._fits(found[1] if found else self._nobody, password)  # as long for a name that nobody has
        if not found or not fits:
            return None
        with self._counting:
            for side in sides:
                self._failures.pop(side, None)
        key = secrets.token_urlsafe(32)
        self._ledger.begin_session(_digest(key), name, _written(now + SESSION))
        return key

    def _fits(self, hashed: str, password: str) -> bool:
        try:
            return self._hasher.verify(hashed, password)
        except (VerifyMismatchError, InvalidHashError):
            return False

    def _fail(self, side: str, now: datetime) -> None:
        count = self._failures.get(side, (0, now))[0] + 1
        over = count - _FAILURES
        wait = min(_WAIT * 2 ** min(over, 12), _LONGEST) if over >= 0 else timedelta(0)
        self._failures[side] = count, now + wait
        if len(self._failures) > 10_000:  # of many names or addresses, those that were tried longest ago
            self._failures.pop(next(iter(self._failures)))

    def of_session(self, key: str) -> Person | None:
        """Who is signed in with this key."""
        return self._ledger.session(_digest(key), _written(self._clock()))

    def sign_out(self, key: str) -> None:
        """Ends a session."""
        self._ledger.end_session(_digest(key), _written(self._clock()))

    def give_token(self, name: str, label: str) -> str:
        """A new key for programs, told this once; it may do what the person may."""
        if self._ledger.person(name) is None:
            raise DeskError(f"{name}: there is no person of this name")
        if label in {token.label for token in self._ledger.tokens(name)}:
            raise DeskError(f"{label}: {name} has a token of this name already")
        key = secrets.token_urlsafe(32)
        self._ledger.put_token(_digest(key), Token(_named(label), name, _written(self._clock())))
        return key

    def tokens(self, name: str) -> tuple[Token, ...]:
        """A person's tokens, without their keys."""
        return self._ledger.tokens(name)

    def take_token(self, name: str, label: str) -> None:
        """Takes a token away."""
        if not self._ledger.remove_token(name, label):
            raise DeskError(f"{label}: {name} has no token of this name")

    def of_token(self, key: str) -> Person | None:
        """For whom a program acts that shows this key."""
        return self._ledger.token(_digest(key))


def _named(name: str) -> str:
    name = name.strip()
    if not name or len(name) > 100 or not name.isprintable():
        raise DeskError(f"{name[:80]!r}: give a name of 1 to 100 characters that can be printed")
    return name


def _role(role: str) -> Role:
    for known in ROLES:
        if role == known:
            return known
    raise DeskError(f"{role}: there is no such role; there are {', '.join(ROLES)}")


def _fit(password: str) -> str:
    if len(password) < _LEAST:
        raise DeskError(f"a password needs at least {_LEAST} characters")
    return password


def _digest(key: str) -> str:
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _written(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
