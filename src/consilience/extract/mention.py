"""One telling of one incident: a segment with its day, place, type, actors and claims."""

from dataclasses import dataclass, field, replace

from consilience.claim import Claim
from consilience.day import Day
from consilience.evidence import Evidence, Part
from consilience.extract.lexicon import word_set
from consilience.extract.segment import Segment
from consilience.extract.sentence import Sentence
from consilience.extract.what import What
from consilience.extract.when import When
from consilience.extract.where import Where
from consilience.extract.who import Who

_OCCUR = word_set("when occur")


@dataclass(slots=True)
class Mention:
    """What one segment tells of one incident."""

    segment: Segment
    part: Part
    when: When
    where: Where
    what: What
    perps: list[Who] = field(default_factory=list)
    targets: list[Who] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    named: frozenset[Evidence] = frozenset()  # evidence of toll claims that count one named person
    narrow: frozenset[Evidence] = frozenset()  # evidence of toll claims that count some people only
    generic: bool = False  # a habit, a sum over many, or unreal: no incident of its own
    answers: str = ""  # "verb" or "adjective" where its own words, or those of the scene, say that it is an answer
    day_from: Sentence | None = None  # the sentence or heading that lent its day, where its own tells none
    place_from: Sentence | None = None  # the same for its places
    spread: bool = False  # a toll of attacks in many places, which may be told one by one
    under: int | None = None  # the number of the heading it stands under

    @property
    def sentence(self) -> Sentence:
        """The sentence it stands in."""
        return self.segment.sentence

    @property
    def day(self) -> Day | None:
        """Its day, None where its own words tell none."""
        return self.when.day

    @property
    def looks_back(self) -> bool:
        """Whether its day may be that of something done about a known incident: "gathered near the base on Friday"."""
        if self.what.reference not in ("definite", "that") or self.segment.harms or self.when.at is None:
            return False
        at, sentence = self.when.at, self.sentence
        words = {t.low for t in sentence.tokens[self.segment.first : self.segment.last]}
        own = [(e.first, e.last) for e in self.segment.events]
        own += [(d.first, d.last) for d in sentence.days if d.what.kind == "time"]
        beside = any(abs(at.first - last) <= 1 or abs(first - at.last) <= 1 for first, last in own)
        return not beside and not words & _OCCUR

    @property
    def countries(self) -> frozenset[str]:
        """The countries it places itself in."""
        lands = {p.country for p, _ in self.where.places if p.country}
        return frozenset(lands or ({self.where.hint} if self.where.hint else set()))

    def tolls(self, name: str) -> list[Claim]:
        """Its toll claims of one field."""
        return [c for c in self.claims if c.field == name]


def with_day(told: Mention, day: Day) -> None:
    """Gives a mention a day that its own words do not tell, but another incident's day and the gap between them do."""
    told.when = replace(told.when, day=day)
