"""Which pairs of incidents are worth a person's while to look at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from consilience.day import Day
from consilience.doors import Likeness
from consilience.incident import Incident, Proposal
from consilience.place import Place
from consilience.reconcile.names import same_person
from consilience.reconcile.places import FINE, meet
from consilience.reconcile.weights import limit

#: Kilometres beyond which two known towns are not asked about.
_FAR = 50.0
_NARROW = 31  # days beyond which a shared time tells little


@dataclass(frozen=True, slots=True)
class Asked:
    """A proposal with what puts it in its place among others: the least comes first."""

    proposal: Proposal
    rank: tuple[float, int]


def proposed(incidents: Sequence[Incident], pairs: Mapping[tuple[int, int], Likeness]) -> list[Asked]:
    """Of pairs of incidents, by their places in the list, those worth asking about."""
    found = []
    for (here, there), likeness in pairs.items():
        one, other = incidents[here], incidents[there]
        if worth_asking(one, other):
            harmed = sum(toll.value.best for i in (one, other) for toll in i.tolls.values() if toll.value)
            rank = round(abs(likeness.score - limit("join")), 1), -harmed
            found.append(Asked(Proposal(one.id, other.id, likeness), rank))
    return found


def in_rank(asked: Iterable[Asked]) -> tuple[Proposal, ...]:
    """Most useful first: those nearest to being joined, and of these the ones with most people harmed."""
    return tuple(a.proposal for a in sorted(asked, key=lambda a: (*a.rank, a.proposal.one, a.proposal.other)))


def worth_asking(one: Incident, other: Incident) -> bool:
    """Whether two may be one by what is settled: not in towns far apart, and with something in common."""
    here, there = one.place.value, other.place.value
    if here and there and _far(here, there):
        return False
    return (
        _same_time(one.day.value, other.day.value)
        or bool(here and there and here.precision != "country" and meet(here, there))
        or _same_toll(one, other)
        or any(same_person(a, b) for a in one.victims for b in other.victims)
    )


def _far(here: Place, there: Place) -> bool:
    km = here.km(there)
    return km is not None and km > _FAR and here.precision in FINE and there.precision in FINE


def _same_time(one: Day | None, other: Day | None) -> bool:
    """Whether some day lies in both, of two that are known well enough to tell."""
    if one is None or other is None or one.length is None or other.length is None:
        return False
    return max(one.length, other.length) <= _NARROW and one.meets(other)


def _same_toll(one: Incident, other: Incident) -> bool:
    tolls = ((one.tolls[f].value, other.tolls[f].value) for f in one.tolls if f in other.tolls)
    return any(a is not None and b is not None and a.best > 0 and a.meets(b) for a, b in tolls)
