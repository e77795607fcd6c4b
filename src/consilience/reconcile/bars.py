"""What makes it impossible that two accounts tell of one incident."""

from consilience.place import Place
from consilience.reconcile.names import plain
from consilience.reconcile.places import TOO_FAR, holds, same
from consilience.reconcile.sketch import Sketch

#: Rare names that two reports share only if they tell of one incident: whatever day each tells, within a year; where
#: their towns are too far apart, on the same days; where their days are up to a week apart.
_SURELY, _SHARED_AFAR, _SHARED = 4, 3, 2
_WEEK, _YEAR = 7, 366


def barred(one: Sketch, other: Sketch) -> str | None:
    """Why these two cannot be one incident, as a sentence; None where they can."""
    if one.account.report == other.account.report:
        return f"report {one.account.report} tells of them as two"
    return _days(one, other) or _too_early(one, other) or _too_early(other, one) or _places(one, other)


def gap(one: Sketch, other: Sketch) -> int:
    """Days between two days, 0 where they meet or where either is open on that side."""
    if one.start is not None and other.end is not None and one.start > other.end:
        return one.start - other.end
    if other.start is not None and one.end is not None and other.start > one.end:
        return other.start - one.end
    return 0


def shortest(one: Sketch, other: Sketch) -> float | None:
    """Kilometres between the nearest places of both that are known as finely as a town."""
    if not one.fine or not other.fine:
        return None
    return min((km for p in one.fine for q in other.fine if (km := p.km(q)) is not None), default=None)


def one_dead(one: Sketch, other: Sketch) -> bool:
    """Whether both name the same person among those killed, who can have died but once."""
    return not one.dead.isdisjoint(other.dead)


def namesakes(one: Place, other: Place) -> bool:
    """Whether two towns of one name may be one town, since nothing but the name says which of them is meant."""
    return one.country == other.country and not (one.sure and other.sure) and plain(one.name) == plain(other.name)


def surely_one(one: Sketch, other: Sketch) -> bool:
    """Whether names show two accounts to be of one incident, so that a day or a town they differ in is a mistake."""
    return one_dead(one, other) or len(one.names & other.names) >= _SURELY


def _days(one: Sketch, other: Sketch) -> str | None:
    away = gap(one, other)
    if away <= max(one.slack, other.slack) or (away <= _YEAR and surely_one(one, other)):
        return None
    if away <= _WEEK and len(one.names & other.names) >= _SHARED:
        return None  # one of them tells a day on which somebody was arrested, or died
    return f"one was on {one.day}, the other on {other.day}"


def _too_early(one: Sketch, other: Sketch) -> str | None:
    """Told before it happened; a day's difference may be one of clocks."""
    if one.published is None or other.start is None or other.start <= one.published + 1 or surely_one(one, other):
        return None
    return f"one was published on {one.account.published}, before the other happened ({other.day})"


def _places(one: Sketch, other: Sketch) -> str | None:
    abroad = one.countries and other.countries and one.countries.isdisjoint(other.countries)
    if not abroad and not (one.fine and other.fine):
        return None
    km = shortest(one, other)
    if km is not None and km <= TOO_FAR:
        return None
    if abroad:
        return f"one was in {_list(one)}, the other in {_list(other)}"
    if km is None or _shares_a_place(one, other) or surely_one(one, other):
        return None
    if gap(one, other) == 0 and len(one.names & other.names) >= _SHARED_AFAR:
        return None
    return f"{one.fine[0].name} and {other.fine[0].name} are {km:.0f} km apart"


def _shares_a_place(one: Sketch, other: Sketch) -> bool:
    """Whether some place below a country is told by both, or holds one of the other's."""
    return any(
        same(p, q) or holds(p, q) or holds(q, p) or namesakes(p, q)
        for p in one.places
        for q in other.places
        if p.precision not in ("country", "unknown") and q.precision not in ("country", "unknown")
    )


def _list(sketch: Sketch) -> str:
    return " and ".join(sorted(sketch.countries))
