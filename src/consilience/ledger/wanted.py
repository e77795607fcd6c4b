"""Which incidents a person wants to see: one notion for lists, maps, exports and the web."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from anyascii import anyascii

from consilience.incident import Incident
from consilience.ledger.listed import Listed, listed_of, publishers_of, words_of

_TOKEN = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map in degrees, edges included; one whose west lies east of its east goes over the date line."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a spot lies in it."""
        across = self.west <= lon <= self.east if self.west <= self.east else lon >= self.west or lon <= self.east
        return self.south <= lat <= self.north and across


@dataclass(frozen=True, slots=True)
class Wanted:
    """What incidents have to be to be wanted; None leaves a field open.

    Days: some day the incident may have been on lies from `first` to `last`, both included; one whose day is not known
    at all is in no span. Country: of any place struck. Box: the place as it is drawn. Actor and publisher: a name that
    begins with these words. Killed: the best figure is at least this. Text: each word begins a word that is told; a
    text without letters or digits asks for nothing. Letters count without case and accents.
    """

    first: date | None = None
    last: date | None = None
    country: str | None = None
    type: str | None = None
    text: str | None = None
    grade: str | None = None
    box: Box | None = None
    actor: str | None = None
    killed: int | None = None
    publisher: str | None = None

    @property
    def all(self) -> bool:
        """Whether nothing is left out."""
        return self == Wanted()

    def holds(self, incident: Incident) -> bool:
        """Whether this incident is wanted."""
        row = listed_of(incident)
        place = row.place
        return (
            self._day(row)
            and (self.country is None or self.country.upper() in row.countries)
            and (self.type is None or (row.event_type or "").casefold() == self.type.casefold())
            and (self.grade is None or row.grade == self.grade.casefold())
            and (self.killed is None or (row.killed is not None and row.killed.best >= self.killed))
            and (self.actor is None or _begins(self.actor, (name for name, _ in row.actors)))
            and (self.publisher is None or _begins(self.publisher, publishers_of(incident)))
            and (self.box is None or (place is not None and self._boxed(place.lat, place.lon)))
            and self._text(incident)
        )

    def _day(self, row: Listed) -> bool:
        if self.first is None and self.last is None:
            return True
        if row.day.start is None and row.day.end is None:
            return False
        begins, ends = row.day.start or date.min, row.day.end or date.max
        return begins <= (self.last or date.max) and ends >= (self.first or date.min)

    def _boxed(self, lat: float | None, lon: float | None) -> bool:
        return lat is not None and lon is not None and self.box is not None and self.box.holds(lat, lon)

    def _text(self, incident: Incident) -> bool:
        asked = tokens(self.text or "")
        if not asked:
            return True
        there = told_tokens(incident)
        return all(any(one.startswith(word) for one in there) for word in asked)


def folded(words: str) -> str:
    """Without case and accents, in Latin letters."""
    return anyascii(words).casefold()


def tokens(words: str) -> list[str]:
    """The words by which a text is looked for: runs of letters and digits, folded; each once, in order."""
    return list(dict.fromkeys(_TOKEN.findall(folded(words))))


def told_tokens(incident: Incident) -> list[str]:
    """All words that are told of an incident."""
    return tokens("\n".join(words_of(incident)))


def _begins(words: str, names: Iterable[str]) -> bool:
    return any(folded(name).startswith(folded(words)) for name in names)
