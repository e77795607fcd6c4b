"""An incident as a light row: what is shown in lists, and by what it is filtered and put in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from consilience.day import Day
from consilience.incident import Finding, Incident, Settled, largest_told
from consilience.place import Place
from consilience.toll import Field, Toll

#: The orders of a list. Incidents whose value is not known come last; those that are equal, by their ids.
ORDERS = ("day", "newest", "killed", "sources")
#: Where an incident stands in an order that goes by a value which is not known: after all days there are.
LAST = date.max.toordinal() + 1


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list tells of an incident.

    `killed` and `injured` are None where no figure is told; `killed_largest` is the largest figure anybody tells, of
    interest where the settled one is open above. `countries` are those of all places struck, the main one's first.
    """

    id: str
    day: Day
    place: Place | None
    event_type: str | None
    grade: str | None
    strike_status: str | None
    killed: Toll | None
    injured: Toll | None
    killed_standing: Settled
    injured_standing: Settled
    killed_largest: int
    injured_largest: int
    accounts: int
    sources: int
    countries: tuple[str, ...] = ()
    actors: tuple[tuple[str, str], ...] = ()  # name and role

    @property
    def ranks(self) -> dict[str, int]:
        """Where it stands in each of the orders, the least first."""
        day = self.day.start or self.day.end
        return {
            "day": day.toordinal() if day else LAST,
            "newest": -day.toordinal() if day else LAST,
            "killed": -self.killed.best if self.killed else LAST,
            "sources": -self.sources,
        }


def listed_of(incident: Incident) -> Listed:
    """The row of an incident."""
    place = incident.place.value
    told = [p.country for p in (place, *incident.places) if p and p.country]
    killed, injured = (_finding(incident, field) for field in ("killed", "injured"))
    return Listed(
        incident.id,
        incident.day.value or Day.unknown(),
        place,
        incident.event_type.value,
        incident.grade.value,
        incident.strike_status.value,
        killed.value,
        injured.value,
        killed.standing,
        injured.standing,
        largest_told(killed),
        largest_told(injured),
        len(incident.accounts),
        len(incident.sources),
        tuple(dict.fromkeys(told)),
        tuple(dict.fromkeys((actor.name, actor.role) for actor in incident.actors)),
    )


def _finding(incident: Incident, field: Field) -> Finding[Toll]:
    return incident.tolls.get(field) or Finding(None, "unsaid", "")


def publishers_of(incident: Incident) -> tuple[str, ...]:
    """Who published the reports of an incident, each once."""
    return tuple(dict.fromkeys(a.publisher for a in incident.accounts if a.publisher))


def words_of(incident: Incident) -> Iterator[str]:
    """All that is said of an incident."""
    yield incident.id
    yield incident.event_type.value or ""
    yield from (f"{place.name} {place.admin1 or ''}" for place in (incident.place.value, *incident.places) if place)
    yield from (actor.name for actor in incident.actors)
    yield from incident.victims
    for account in incident.accounts:
        yield from (account.report, account.publisher or "")
        yield from (claim.evidence.quote for claim in account.claims)
