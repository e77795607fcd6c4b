"""What a report as a whole says of where it plays: the countries it speaks of, and the places that are beyond doubt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from consilience.extract.sentence import Sentence
from consilience.place import Place
from consilience.resolve.places import Context, PlaceWords, context_of, countries_of, resolve_place

_ACTOR = 0.3  # how much an actor speaks for its country, where a country's own name counts 1
_HOME = frozenset({"military", "police", "militia", "rebel", "jihadist", "separatist", "cartel", "gang"})


@dataclass(frozen=True, slots=True)
class Setting:
    """The weight of each country (ISO 3166-1 alpha-2), and the places that need no context to be known."""

    countries: Mapping[str, float]
    firm: tuple[Place, ...]
    context: Context
    _found: dict[object, Place] = field(default_factory=dict, compare=False, repr=False)

    def beside(self, words: PlaceWords) -> list[Place]:
        """The firm places that can speak for what a name means: those of other names."""
        return [p for p in self.firm if p.name != words.words]

    def place(self, words: PlaceWords, countries: Mapping[str, float]) -> Place:
        """The place a name means beside all others of the report, given the weights of countries."""
        asked = (words.words, words.kind, words.cue, words.precision, words.within, *countries.items())
        if asked not in self._found:
            self._found[asked] = resolve_place(words, countries, self.beside(words), self.context)
        return self._found[asked]


def setting(lines: Iterable[Sentence]) -> Setting:
    """The setting of a report by all its sentences."""
    told = list(lines)
    words = [f.what for line in told for f in line.places]
    context = context_of(words)
    weights = countries_of(words, context)
    for actor in {f.what.actor for line in told for f in line.actors}:
        if actor.kind in _HOME and actor.country:
            weights[actor.country] = weights.get(actor.country, 0.0) + _ACTOR
    named = (w for w in words if w.kind not in ("adjective", "country", "region"))
    resolved = (resolve_place(w, weights, (), context) for w in named)
    firm = [p for p in resolved if p.known and "ambiguous" not in p.rule and p.precision not in ("country", "region")]
    return Setting(weights, tuple(dict.fromkeys(firm)), context)
