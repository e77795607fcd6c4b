"""Who is let in: tries are counted even where they come at once, and nobody learns which names there are."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from consilience.desk.people import Doorkeeper, TooManyError
from consilience.ledger import Ledger

PASSWORD = "correct horse battery"


class Clock:
    """A clock that a test sets."""

    now = datetime(2026, 6, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def door(tmp_path, clock):
    with Ledger.open(str(tmp_path / "ledger.db"), make=True) as ledger:
        door = Doorkeeper(ledger, clock)
        door.add("Ben", "analyst", PASSWORD)
        yield door


def tried(door, *given):
    """True, False, or how many seconds one has to wait."""
    try:
        return door.sign_in(*given) is not None
    except TooManyError as error:
        return int(error.wait.total_seconds())


def test_of_many_guesses_at_once_few_are_looked_at(door):
    with ThreadPoolExecutor(30) as people:
        found = list(people.map(lambda n: tried(door, "Ben", f"guess number {n}", f"10.0.0.{n}"), range(30)))
    assert found.count(False) == 5
    assert tried(door, "Ben", PASSWORD, "10.1.0.1") > 0


def test_the_wait_doubles_up_to_an_hour_and_a_good_sign_in_ends_it(door, clock):
    waits = []
    for _ in range(16):
        while (wait := tried(door, "Ben", "a wrong password", "10.0.0.1")) is False:
            pass
        waits.append(wait)
        clock.now += timedelta(seconds=wait)
    assert waits[:4] == [30, 60, 120, 240]
    assert waits[-1] == 3600
    assert tried(door, "Ben", PASSWORD, "10.0.0.1") is True
    assert [tried(door, "Ben", "a wrong password", "10.0.0.1") for _ in range(5)] == [False] * 5


def test_a_name_that_nobody_has_is_answered_as_one_that_somebody_has(door, monkeypatch):
    looked = []
    verify = type(door._hasher).verify
    monkeypatch.setattr(type(door._hasher), "verify", lambda *given: looked.append(given[1]) or verify(*given))
    answers = [tried(door, name, "a wrong password", name) for name in ("Ben", "Nobody")]
    assert answers == [False, False]
    assert len(looked) == 2  # a hash takes long to look at: it is looked at for both
    assert looked[0].split("$")[1:4] == looked[1].split("$")[1:4]  # by the same method and parameters


def test_keys_that_were_never_given_open_nothing(door):
    for key in ("", "a", "\ud800", "x" * 10_000):
        assert door.of_session(key) is None
        assert door.of_token(key) is None
