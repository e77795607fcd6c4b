"""What a report as a whole says of where it plays: the countries it speaks of, and the places that are beyond doubt."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from consilience.extract.found import Found
from consilience.extract.sentence import Sentence
from consilience.place import Place
from consilience.resolve.place_cues import PARTS
from consilience.resolve.places import LIKE_SPELLING, Context, PlaceWords, context_of, countries_of, resolve_place
from consilience.resolve.publisher import places_of_publisher

_ACTOR = 0.3  # how much an actor speaks for its country, where a country's own name counts 1
_BESIDE = 30.0  # km from home: a mosque, school or quarter farther away is none of its own
_STRAY = 80.0  # km from home: a place of a name that others share
_LARGE = 100_000  # people: a town that needs no home to be meant
_SPOKEN_FOR = 0.35  # support by the other names of the report
_WIDE = ("country", "region")
Told = tuple[Place, Found[PlaceWords]]
_HOME = frozenset({"military", "police", "militia", "rebel", "jihadist", "separatist", "cartel", "gang"})


@dataclass(frozen=True, slots=True)
class Setting:
    """The weight of each country (ISO 3166-1 alpha-2), and the places that need no context to be known."""

    countries: Mapping[str, float]
    firm: tuple[Place, ...]
    context: Context
    _found: dict[object, Place] = field(default_factory=dict, compare=False, repr=False)
    published_in: tuple[PlaceWords, ...] = ()  # the places its publisher's name or address tells of
    home: Place | None = None  # the town the report plays in, where one is told
    local: bool = False  # whether the report is that town's own news, not just sent from there

    def beside(self, words: PlaceWords) -> list[Place]:
        """The firm places that can speak for what a name means: those of other names."""
        return [p for p in self.firm if p.name != words.words]

    def place(self, words: PlaceWords, countries: Mapping[str, float]) -> Place:
        """The place a name means beside all others of the report, given the weights of countries."""
        asked = (words.words, words.kind, words.cue, words.precision, words.within, *countries.items())
        if asked not in self._found:
            self._found[asked] = resolve_place(words, countries, self.beside(words), self.context)
        return self._found[asked]

    def gathered(self, told: Sequence[Told], weights: Mapping[str, float]) -> list[Told]:
        """The places told together; a quarter or a mosque of which only far namesakes are known is in the others' town.

        "A bar in Homewood" is a part of the town that the report plays in, not one of the far Homewoods.
        """
        kept = []
        for place, found in told:
            near = (p for p, f in told if p.known and p.precision not in _WIDE and f.what.cue not in PARTS)
            holder = next(near, self.home) if found.what.cue in PARTS else self.home
            stray = holder is not None and self._is_stray(found.what, place, holder)
            if holder is None and found.what.cue in PARTS and place.rule.startswith(LIKE_SPELLING):
                place = Place(place.name, precision="unknown", rule=f"{place.rule}: too little for a part of a town")
            kept.append((_part_of(holder, place) if holder and stray else place, found))
        return [(p if p.country or p.known else self._lying(p, kept, weights), f) for p, f in kept]

    def _lying(self, place: Place, told: Sequence[Told], weights: Mapping[str, float]) -> Place:
        """A place no gazetteer lists: it lies in the region told with it, or else in the country spoken of most."""
        around = [p for p, _ in told if p.known and p.precision == "region"]
        around += [p for p, _ in told if p.known and p.precision not in ("country", "region")]
        rule = f"{place.rule}: taken to lie in"
        for near in around[:1]:
            where = f"{near.admin1}, {near.country}"
            return replace(place, country=near.country, admin1=near.admin1, rule=f"{rule} {where}")
        lands = {c: w for c, w in weights.items() if c and w} or Counter(p.country for p in self.firm if p.country)
        land = max(lands, key=lambda c: (lands[c], c), default=None)
        return replace(place, country=land, rule=f"{rule} {land}") if land else place

    def _is_stray(self, words: PlaceWords, place: Place, home: Place) -> bool:
        """Whether what is known of this name is too far from home to be meant."""
        if words.within or words.kind in ("adjective", "country", "region"):
            return False
        part = words.cue in PARTS
        if not place.known:
            return part
        if place.precision in ("country", "region") or (place.km(home) or 0.0) < (_BESIDE if part else _STRAY):
            return False
        meant = next((c for c in words.candidates if c.key == place.key), None)
        if meant and (meant.population >= _LARGE or (self.context.of(words, meant) > _SPOKEN_FOR and not part)):
            return False
        far = [c for c in words.candidates if meant and c.country == meant.country and c.kind == meant.kind]
        alone = meant is not None and meant.match == "name" and len(far) == 1
        return part or not alone or (self.local and place.admin1 != home.admin1)


def _part_of(home: Place, place: Place) -> Place:
    """A place of this name in the home, as finely as that is known."""
    rule = f"not known near {home.name}, with which it is told: taken for a part of it"
    return Place(place.name, home.country, home.admin1, home.lat, home.lon, "nearby", home.key, rule)


def setting(lines: Iterable[Sentence], text: str, publisher: str | None) -> Setting:
    """The setting of a report by all its sentences, its whole text and who published it."""
    told = list(lines)
    published_in = places_of_publisher(publisher)
    words = [*(f.what for line in told for f in line.places), *published_in]
    context = context_of(words, text)
    weights = countries_of(words, context)
    for actor in {f.what.actor for line in told for f in line.actors}:
        if actor.kind in _HOME and actor.country:
            weights[actor.country] = weights.get(actor.country, 0.0) + _ACTOR
    named = (w for w in words if w.kind not in ("adjective", "country", "region"))
    resolved = (resolve_place(w, weights, (), context) for w in named)
    firm = [p for p in resolved if p.known and "ambiguous" not in p.rule and p.precision not in ("country", "region")]
    return Setting(weights, tuple(dict.fromkeys(firm)), context, published_in=published_in)
