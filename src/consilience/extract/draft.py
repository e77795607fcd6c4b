"""An account in the making: mentions that tell of one incident, and how well another mention fits them."""

from dataclasses import dataclass, field

from rapidfuzz import fuzz

from consilience.actor import Actor
from consilience.claim import Claim
from consilience.day import Day
from consilience.extract.lexicon import Found
from consilience.extract.mention import Mention
from consilience.extract.who import Who
from consilience.place import Place
from consilience.resolve.actors import same_side
from consilience.resolve.places import contains

_FAR = 60.0  # km between towns that cannot be one place
#: Types that one incident can be told as by turns; all others exclude each other.
_OPEN_TYPES = frozenset({None, "Attack"})
_ALIKE = (
    frozenset({"Air/drone strike", "Remote explosive/landmine/IED", "Shelling/artillery/missile attack"}),
    frozenset({"Remote explosive/landmine/IED", "Suicide bomb", "Grenade"}),
    frozenset({"Armed clash", "Shelling/artillery/missile attack"}),
    frozenset({"Armed clash", "Remote explosive/landmine/IED"}),
    frozenset({"Armed clash", "Suicide bomb"}),
    frozenset({"Mob violence", "Excessive force against protesters"}),
)


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
    same_place: tuple[Mention, Found[str], Place] | None = (
        None  # "in the town": the place of another incident told before
    )

    def add(self, mention: Mention) -> None:
        """Takes in one more mention, and its day where it is the better one."""
        self.mentions.append(mention)
        loose = mention.when.told or mention.looks_back
        if mention.day and (self.day is None or _finer(mention.day, self.day) or (self.loose and not loose)):
            self.day, self.loose = mention.day, loose

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
        if _far_apart(mention, self):
            return "other place"
        if mention.sentence.kind != "headline" and _turned_round(mention, self):
            return "other direction"
        return None

    def likeness(self, mention: Mention) -> float:
        """How well a mention fits, in points; the weights are set by hand on the project's own stories."""
        points = _day_points(mention, self) + _place_points(mention, self) + _type_points(mention, self)
        if mention.what.lemmas & self.lemmas:
            points += 1.0
        if mention.what.reference in ("definite", "that", "each"):
            points += 1.0
        points += _actor_points(mention, self) + _victim_points(mention, self) + _toll_points(mention, self)
        return points


def _finer(new: Day, old: Day) -> bool:
    return (new.length or 99999) < (old.length or 99999)


def _far_apart(mention: Mention, draft: Draft) -> bool:
    """Whether all towns of the one are far from all towns of the other."""
    here = [p for p, _ in mention.where.places if p.known and p.precision != "country"]
    there = [p for p in draft.places if p.known and p.precision != "country"]
    if not here or not there or mention.what.reference == "each":
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


def _day_points(mention: Mention, draft: Draft) -> float:
    if mention.day is None or draft.day is None:
        return 0.0
    if mention.when.told and draft.day.start and mention.day.end:
        return 0.3 if draft.day.start <= mention.day.end else -1.0
    if not mention.day.meets(draft.day):
        return -1.0
    return 3.0 if mention.day.precision == "day" and draft.day.precision == "day" else 1.5


def _place_points(mention: Mention, draft: Draft) -> float:
    best = 0.0
    for here, _ in mention.where.places:
        for there in draft.places:
            if here.key and here.key == there.key:
                best = max(best, 2.5 if here.precision not in ("country",) else 0.8)
            elif contains(there, here) or contains(here, there):
                best = max(best, 0.8)
    return best if best > 1 else _elsewhere(mention, draft) or best


def _elsewhere(mention: Mention, draft: Draft) -> float:
    """Against: both name a town, and another one; more so where the mention brings a toll of its own."""
    here = [p for p, _ in mention.where.places if p.known and p.precision not in ("country", "region")]
    there = [p for p in draft.places if p.known and p.precision not in ("country", "region")]
    if not here or not there or any((a.km(b) or 0.0) < 10 for a in here for b in there):
        return 0.0
    return -3.0 if any(c.value for c in mention.tolls("killed") + mention.tolls("injured")) else -1.5


def _type_points(mention: Mention, draft: Draft) -> float:
    if mention.what.type in _OPEN_TYPES or not draft.types - _OPEN_TYPES:
        return 0.0
    if mention.what.type in draft.types:
        return 1.0
    return -0.3 if any(mention.what.type in family and draft.types & family for family in _ALIKE) else -3.0


def _actor_points(mention: Mention, draft: Draft) -> float:
    points = 0.0
    for here, there in (
        (mention.perps, [w for m in draft.mentions for w in m.perps]),
        (mention.targets, [w for m in draft.mentions for w in m.targets]),
    ):
        agree = any(
            a.name == b.name or (a.actor and b.actor and same_side(a.actor, b.actor)) for a in here for b in there
        )
        known = any(a.actor for a in here) and any(b.actor for b in there)
        points += 1.0 if agree else (-0.7 if known else 0.0)
    return points


def _victim_points(mention: Mention, draft: Draft) -> float:
    names = {str(c.value) for c in mention.tolls("victim")}
    alike = any(fuzz.token_set_ratio(a, b) >= 85 for a in names for b in draft.victims)
    words = {t.text for t in mention.sentence.tokens[mention.segment.first : mention.segment.last] if t.capital}
    spoken = any(name.split()[-1] in words for name in draft.victims)
    return 4.0 if alike or spoken else 0.0


def _toll_points(mention: Mention, draft: Draft) -> float:
    """Equal figures speak for one incident, unlike ones mildly against it."""
    points = 0.0
    for name in ("killed", "injured"):
        here = {c.value for c in mention.tolls(name) if c.scope in ("whole", "later") and c.value}
        there = {c.value for c in draft.tolls(name) if c.scope in ("whole", "later") and c.value}
        if here and there:
            points += (
                1.5 if here & there else (-0.8 if not any(c.scope == "later" for c in mention.tolls(name)) else 0.0)
            )
    return points
