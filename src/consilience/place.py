"""Where: a named place with its coordinates, never finer than its source."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Literal

Precision = Literal["exact", "nearby", "town", "district", "region", "country", "unknown"]
#: How far (km) from the coordinates the incident may lie, by precision; for comparing, not for drawing.
REACH: dict[Precision, float] = {
    "exact": 2, "nearby": 20, "town": 15, "district": 40, "region": 150, "country": 700, "unknown": 20000,
}  # fmt: skip

#: How the rule of a place begins that was told with its region ("Shelby, N.C."), so that no namesake can be meant.
WITH_REGION = "named with its region"


def km_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in km (haversine, mean Earth radius 6371 km)."""
    a, b = radians(lat), radians(other_lat)
    h = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other_lon - lon) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(h)))


@dataclass(frozen=True, slots=True)
class Place:
    """A place as a report names it, and as the gazetteer knows it.

    `name` is in the report's own spelling; `key` is the gazetteer's identity of the place, the same for all
    spellings (None where the name could not be resolved). Coordinates are WGS 84 degrees, None where not known.
    `rule` says how the name was resolved, with "ambiguous" in it where other places were as likely.
    """

    name: str
    country: str | None = None  # ISO 3166-1 alpha-2
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: Precision = "unknown"
    key: str | None = None
    rule: str = ""

    @property
    def known(self) -> bool:
        """Whether it has coordinates."""
        return self.lat is not None and self.lon is not None

    def km(self, other: "Place") -> float | None:
        """Great-circle distance in km; None where either is not known."""
        if self.lat is None or self.lon is None or other.lat is None or other.lon is None:
            return None
        return km_between(self.lat, self.lon, other.lat, other.lon)

    @property
    def sure(self) -> bool:
        """Whether more than its name and country says which of its namesakes it is."""
        return WITH_REGION in self.rule

    @property
    def unlisted(self) -> bool:
        """Whether no gazetteer has it, and only the country it lies in is known."""
        return self.key is None and not self.known and self.country is not None

    @property
    def reach(self) -> float:
        """How far (km) from its coordinates the incident may lie."""
        return REACH[self.precision]
