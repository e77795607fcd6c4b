"""An account in the making: mentions that tell of one incident, and how well another mention fits them."""

from dataclasses import dataclass, field

from consilience.actor import Actor
from consilience.claim import Claim
from consilience.day import Day
from consilience.extract.found import Found
from consilience.extract.mention import Mention
from consilience.extract.who import Who
from consilience.place import Place
from consilience.resolve.actors import same_side
from consilience.resolve.places import contains

_FAR = 60.0  # km between towns that cannot be one place
OPEN_TYPES = frozenset({None, "Attack"})  # types that any other may turn out to be


@dataclass(slots=True)
class Draft:
    """Mentions told to be of one incident, in the order of the text."""

    mentions: list[Mention] = field(default_factory=list)
    day: Day | None = None
    loose: bool = False  # its day is only that of telling, or one reckoned from another incident
    answers: "Draft | None" = None
    follows: "tuple[Draft, Mention] | None" = None  # told to have come after it
    retaliates: bool = False  # told to be a retaliation, without saying there for what
    answer_at: Mention | None = None
    unmet: list[tuple[Mention, Day | None]] = field(default_factory=list)  # what it answers and no incident here is
    retaliation: Mention | None = None  # told by its own words to be a retaliation
    same_place: tuple[Mention, Found[str], Place] | None = (
        None  # "in the town": the place of another incident told before
    )

    def add(self, mention: Mention) -> None:
        """Takes in one more mention, and its day where it is the better one."""
        self.mentions.append(mention)
        loose = mention.when.told or mention.looks_back
        firmer, weaker = self.loose and not loose, loose and not self.loose
        finer = mention.day and self.day and _finer(mention.day, self.day) and not self._spans(mention)
        if mention.day and (self.day is None or firmer or (not weaker and finer)):
            self.day, self.loose = mention.day, loose

    def _spans(self, mention: Mention) -> bool:
        """Whether it went on for days, and one of them is told with some of its dead: "Sixty were killed on Friday"."""
        days = self.day is not None and self.day.precision == "range" and not self.loose
        most, some = (max([c.value for c in told if isinstance(c.value, int)], default=0)
                      for told in (self.tolls("killed"), mention.tolls("killed")))  # fmt: skip
        return days and 0 < some < most

    @property
    def types(self) -> set[str | None]:
        """The types its mentions point to."""
        return {m.what.type for m in self.mentions if m.what.type}

    @property
    def lemmas(self) -> set[str]:
        """The words of violence it was told with."""
        return {lemma for m in self.mentions for lemma in m.what.lemmas}

    @property
    def places(self) -> list[Place]:
        """All places named for it."""
        return [p for m in self.mentions for p, _ in m.where.places]

    @property
    def best_place(self) -> Place | None:
        """The finest place named for it."""
        known = [p for p in self.places if p.known and p.precision not in ("country", "region")]
        return known[0] if known else (self.same_place[2] if self.same_place else None)

    @property
    def countries(self) -> set[str]:
        """The countries it was placed in."""
        lands = {c for m in self.mentions for c in m.countries}
        return lands or ({self.same_place[2].country} if self.same_place and self.same_place[2].country else set())

    @property
    def announced(self) -> bool:
        """Whether only a headline has told of it so far."""
        return {m.sentence.kind for m in self.mentions} == {"headline"}

    @property
    def spread(self) -> bool:
        """Whether all that its body tells is a toll of many attacks."""
        return any(m.spread for m in self.mentions) and all(
            m.spread or m.sentence.kind == "headline" for m in self.mentions
        )

    @property
    def under(self) -> int | None:
        """The number of the heading it was first told under."""
        return self.mentions[0].under

    def tolls(self, name: str) -> list[Claim]:
        """All toll claims of one field."""
        return [c for m in self.mentions for c in m.tolls(name)]

    @property
    def victims(self) -> set[str]:
        """The names of its victims."""
        return {str(c.value) for c in self.tolls("victim")}

    def bar(self, mention: Mention) -> str | None:
        """What makes it impossible that the mention tells of this incident, or None."""
        if mention.day and self.day and not self.loose and not mention.when.told and not mention.day.meets(self.day):
            return "other day"
        if (
            mention.when.latest
            and self.day
            and self.day.start
            and self.day.start > mention.when.latest
            and not self.loose
        ):
            return "told before it happened"
        if mention.countries and self.countries and not mention.countries & self.countries:
            return "other country"
        if _far_apart(mention, self) and not self.announced:
            return "other place"
        tells_deed = bool(mention.segment.events) and mention.sentence.kind != "headline"
        if tells_deed and _turned_round(mention, self):
            return "other direction"
        return None


def _finer(new: Day, old: Day) -> bool:
    return (new.length or 99999) < (old.length or 99999)


def _far_apart(mention: Mention, draft: Draft) -> bool:
    """Whether all towns of the one are far from all towns of the other."""
    here = [p for p, _ in mention.where.places if p.known and p.precision != "country"]
    there = [p for p in draft.places if p.known and p.precision != "country"]
    one_of_them = mention.what.reference == "each" and any(m.what.plural for m in draft.mentions)
    if not here or not there or one_of_them:
        return False
    return all(_apart(a, b) for a in here for b in there)


def _apart(a: Place, b: Place) -> bool:
    """Whether two places cannot be one: neither holds the other, and more than their reach lies between."""
    if contains(a, b) or contains(b, a):
        return False
    return (a.km(b) or 0.0) > _FAR + a.reach + b.reach


def _turned_round(mention: Mention, draft: Draft) -> bool:
    """Whether the one who did it here was hit there."""
    for a, b in (
        (mention.perps, [w for m in draft.mentions for w in m.targets]),
        (mention.targets, [w for m in draft.mentions for w in m.perps]),
    ):
        others = [w for m in draft.mentions for w in (m.perps if a is mention.perps else m.targets)]
        for who in a:
            if who.actor and _on_side(who.actor, b) and not _on_side(who.actor, others):
                return True
    return False


def _on_side(actor: Actor, people: list[Who]) -> bool:
    return any(w.actor and same_side(actor, w.actor) for w in people)
