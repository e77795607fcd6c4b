"""How two places lie to each other, each as finely as it is known."""

from collections.abc import Iterable

from consilience.claim import Claim
from consilience.place import REACH, Place

#: From the finest to the widest: by how far the incident may lie from the coordinates.
FINENESS = tuple(sorted(REACH, key=lambda precision: REACH[precision]))
FINE = frozenset({"exact", "nearby", "town"})
_REGIONS = frozenset({"district", "region"})
#: Kilometres beyond which two places known at town precision are never one.
TOO_FAR = 60.0


def fineness(place: Place) -> int:
    """0 for the finest."""
    return FINENESS.index(place.precision)


def same(one: Place, other: Place) -> bool:
    """Whether both are one place: by the gazetteer's key, or, where it knows neither, by name."""
    if one.key and other.key:
        return one.key == other.key
    alike = one.name.casefold().strip() == other.name.casefold().strip()
    return alike and (one.country is None or other.country is None or one.country == other.country)


def holds(wide: Place, narrow: Place) -> bool:
    """Whether `narrow` lies in `wide`: in its country, its region, or within its reach."""
    if fineness(wide) <= fineness(narrow) or wide.precision == "unknown":
        return False
    if wide.country and narrow.country and wide.country != narrow.country:
        return False
    if wide.precision == "country":
        return wide.country is not None and wide.country == narrow.country
    if wide.precision in _REGIONS:
        if wide.precision == "region" and wide.admin1 and narrow.admin1:
            return wide.admin1 == narrow.admin1
        km = wide.km(narrow)
        return km is not None and km <= wide.reach
    return False


def meet(one: Place, other: Place) -> bool:
    """Whether one spot may be told as either place."""
    if same(one, other) or holds(one, other) or holds(other, one):
        return True
    km = one.km(other)
    return km is not None and one.precision in FINE and other.precision in FINE and km <= one.reach + other.reach


def place_told(claim: Claim) -> Place | None:
    """The place a claim was resolved to, or only its name."""
    if isinstance(claim.resolved, Place):
        return claim.resolved
    return Place(str(claim.value)) if claim.value else None


def distinct(places: Iterable[Place]) -> tuple[Place, ...]:
    """Each place once, in the order told."""
    found: list[Place] = []
    for place in places:
        if not any(same(place, known) for known in found):
            found.append(place)
    return tuple(found)
