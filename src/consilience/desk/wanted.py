"""Which incidents a person wants to see."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from anyascii import anyascii

from consilience.incident import Incident
from consilience.reconcile.wished import why_not


@dataclass(frozen=True, slots=True)
class Wanted:
    """Incidents of these days (both included), this country, type and grade, with these words; None wants all."""

    first: date | None = None
    last: date | None = None
    country: str | None = None
    type: str | None = None
    text: str | None = None
    grade: str | None = None

    @property
    def all(self) -> bool:
        """Whether nothing is left out."""
        return self == Wanted()

    def holds(self, incident: Incident) -> bool:
        """Whether this incident is wanted."""
        return (
            self._day(incident)
            and self._country(incident)
            and (self.type is None or (incident.event_type.value or "").casefold() == self.type.casefold())
            and (self.grade is None or incident.grade.value == self.grade.casefold())
            and self._text(incident)
        )

    def _day(self, incident: Incident) -> bool:
        """An incident whose day is not known at all is in no span of days."""
        if self.first is None and self.last is None:
            return True
        day = incident.day.value
        if day is None or (day.start is None and day.end is None):
            return False
        begins, ends = day.start or date.min, day.end or date.max
        return begins <= (self.last or date.max) and ends >= (self.first or date.min)

    def _country(self, incident: Incident) -> bool:
        if self.country is None:
            return True
        places = (incident.place.value, *incident.places)
        return self.country.upper() in {place.country for place in places if place}

    def _text(self, incident: Incident) -> bool:
        if self.text is None:
            return True
        words = folded(self.text).split()
        told = folded("\n".join(_words(incident)))
        return all(word in told for word in words)


def no_such_grade(grade: str) -> str | None:
    """Why no incident can be of this grade, as a sentence; None where one can."""
    return why_not("grade", grade.casefold())


def folded(words: str) -> str:
    """Without case and accents, in Latin letters."""
    return anyascii(words).casefold()


def _words(incident: Incident) -> Iterator[str]:
    """All that is said of an incident."""
    yield incident.id
    yield incident.event_type.value or ""
    yield from (f"{place.name} {place.admin1 or ''}" for place in (incident.place.value, *incident.places) if place)
    yield from (actor.name for actor in incident.actors)
    yield from incident.victims
    for account in incident.accounts:
        yield from (account.report, account.publisher or "")
        yield from (claim.evidence.quote for claim in account.claims)
