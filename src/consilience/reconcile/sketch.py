"""What of an account is compared with others, brought once into a form that compares quickly."""

from dataclasses import dataclass
from datetime import date

from consilience.claim import Account, Field
from consilience.day import Day
from consilience.place import Place
from consilience.reconcile.copies import COPIED
from consilience.reconcile.counting import Word, account_word
from consilience.reconcile.names import full_name, plain, surname
from consilience.reconcile.places import FINE, distinct, place_told

#: Days past the ends of a day by which two tellings of one incident differ, by how finely the day is told.
SLACK = {"day": 1, "range": 1, "week": 3, "month": 5, "year": 10, "unknown": 0}
#: Fields whose words are of one incident; who is held responsible is told of many in the same words.
_OWN_WORDS = frozenset({"killed", "injured", "missing", "victim", "date", "place", "event_type"})


@dataclass(frozen=True, slots=True)
class Sketch:
    """An account as the matcher sees it."""

    account: Account
    day: Day
    start: int | None  # days as ordinals
    end: int | None
    slack: int
    published: int | None
    places: tuple[Place, ...]  # all it tells, the main one first
    fine: tuple[Place, ...]  # those known as finely as a town
    countries: frozenset[str]
    event_type: str | None
    killed: Word | None
    injured: Word | None
    victims: tuple[str, ...]
    surnames: frozenset[str]
    dead: frozenset[str]  # victims named in full among those killed, each as a key that its spellings share
    perpetrators: tuple[str, ...]
    targets: tuple[str, ...]
    munitions: int | None
    launched_from: Place | None
    quotes: frozenset[str]  # the long ones
    names: frozenset[str]  # rare ones, of whatever part

    @property
    def span(self) -> int | None:
        """How many days it may have happened on; None where that is open."""
        return None if self.start is None or self.end is None else self.end - self.start + 1


def sketch(account: Account) -> Sketch:
    """The account, ready to be compared."""
    day = account.day
    places = distinct(p for c in account.all("place") if (p := place_told(c)))
    killed, injured = account_word(account, "killed"), account_word(account, "injured")
    victims = _names(account, "victim")
    munitions = next((c.value for c in account.all("munitions") if isinstance(c.value, int)), None)
    launched = next((c.resolved for c in account.all("launched_from") if isinstance(c.resolved, Place)), None)
    quotes = (
        plain(c.evidence.quote) for c in account.claims if c.field in _OWN_WORDS and len(c.evidence.quote) >= COPIED
    )
    return Sketch(
        account, day, _ordinal(day.start), _ordinal(day.end), SLACK[day.precision], _ordinal(account.published),
        places, tuple(p for p in places if p.precision in FINE and p.known),
        frozenset(p.country for p in places if p.country), account.event_type, killed, injured,
        victims, frozenset(map(surname, victims)), _dead(account), _blamed(account), _names(account, "target"),
        munitions, launched, frozenset(quotes), frozenset(account.names),
    )  # fmt: skip


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None


def _names(account: Account, field: Field) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(c.value) for c in account.claims if c.field == field and c.value))


def _dead(account: Account) -> frozenset[str]:
    named = (str(c.value) for c in account.all("victim") if c.value and (c.qualifier or "killed") == "killed")
    return frozenset(key for name in named if (key := full_name(name)))


def _blamed(account: Account) -> tuple[str, ...]:
    """Those held responsible; not those who deny it, or who say nothing."""
    told = (c for c in account.claims if c.field in ("perpetrator", "attribution") and c.value)
    return tuple(
        dict.fromkeys(str(c.value) for c in told if c.standing not in ("denied", "no comment", "unidentified"))
    )
