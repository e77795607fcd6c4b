"""Values that people prefer, from the words they gave for them; what cannot be one is told, never guessed at."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from consilience.claim import Account
from consilience.day import Day
from consilience.place import Place
from consilience.reconcile.kinds import TYPES
from consilience.reconcile.names import plain
from consilience.reconcile.places import place_told
from consilience.reconcile.testimony import table
from consilience.resolve.countries import countries, country_named
from consilience.resolve.places import place_named
from consilience.toll import FIELDS

#: The fields whose value a person may set, not only choose.
ASSESSED = {"grade": "grades", "strike_status": "statuses"}  # by their lists in data/grade.toml
SETTABLE = frozenset({*FIELDS, "date", "place", "event_type", *ASSESSED})
#: More people than any one incident has harmed.
MOST = 10_000_000
UNKNOWN = "not in the gazetteer"
_BY = "set by a person"


def why_not(field: str, value: str) -> str | None:
    """Why a value cannot be preferred for a field, as a sentence; None where it can."""
    value = value.strip()
    if field not in SETTABLE:
        return f"{field} cannot be preferred, only {', '.join(sorted(SETTABLE))} can; accept or reject its claims"
    if field in FIELDS:
        if not (value.isascii() and value.isdigit()):
            return f"the value of {field} is a number of people, such as 18"
        many = len(value.lstrip("0")) > len(str(MOST)) or int(value) > MOST
        return f"no incident has {value[:20]} people {field}; the most that is taken is {MOST:,}" if many else None
    if field == "date" and as_day(value) is None:
        return "the value of date is a day, a month or two days, such as 2020-03-12, 2020-03 or 2020-03-12..2020-03-14"
    if field == "event_type" and value not in TYPES:
        return f"there is no such type; there are {', '.join(sorted(TYPES))}"
    if field in ASSESSED and value not in (known := table()[ASSESSED[field]]):
        return f"there is no such {field.replace('_', ' ')}; there are {', '.join(known)}"
    return None if value else f"the value of {field} is empty"


def as_day(value: str) -> Day | None:
    """The days of `2020-03-12`, `2020-03` or `2020-03-12..2020-03-14`; None where these are no days."""
    first, dots, last = (part.strip() for part in value.partition(".."))
    start, end = _days(first), _days(last) if dots else _days(first)
    if not start or not end or start[0] > end[1]:
        return None
    if not dots and start[0] != start[1]:
        return Day(start[0], start[1], "month", _BY)
    return Day(start[0], end[1], "day" if start[0] == end[1] else "range", _BY)


def _days(words: str) -> tuple[date, date] | None:
    """The first and last day of a day or a month."""
    try:
        if len(words) == len("2020-03") and words[4] == "-":
            first = date.fromisoformat(f"{words}-01")
            return first, first.replace(day=monthrange(first.year, first.month)[1])
        day = date.fromisoformat(words)
    except ValueError:
        return None
    return (day, day) if words == day.isoformat() else None


def as_place(value: str, accounts: Iterable[Account]) -> Place:
    """The place of a name, or of `Name, Country`, in the countries that the incident's accounts tell of.

    One that the accounts tell of and that is known comes first. A name that the gazetteer does not know keeps the
    country, and says so in its rule.
    """
    told = [p for a in accounts for c in a.all("place") if (p := place_told(c))]
    name, country = _with_country(value.strip())
    weights = {country: 1.0} if country else _weights(told)
    named = [p for p in told if plain(p.name) == plain(name) and country in (None, p.country)]
    known = next((p for p in named if p.known), None)
    if known:
        return known
    found = place_named(name, weights)
    if not found.known and not country:
        found = place_named(name, {})
    if found.known and country in (None, found.country):
        return replace(found, rule=f"{_BY}; {found.rule}")
    land = max(weights, key=lambda c: (weights[c], c), default=None)
    return Place(name, land, precision="unknown", rule=f"{_BY}; {UNKNOWN}")


def _with_country(value: str) -> tuple[str, str | None]:
    """`Taji, Iraq` and `Taji, IQ` are Taji in Iraq; a comma that no country follows belongs to the name."""
    name, comma, last = (part.strip() for part in value.rpartition(","))
    code = last if last in countries() else country_named(last) if last else None
    return (name, code) if comma and name and code else (value, None)


def _weights(told: Sequence[Place]) -> dict[str, float]:
    """How often each country is told of, as a part of one."""
    counted = Counter(p.country for p in told if p.country)
    return {country: times / counted.total() for country, times in counted.items()}
