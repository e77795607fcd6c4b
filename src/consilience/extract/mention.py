"""One telling of one incident: a segment with its day, place, type, actors and claims."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from consilience.actor import Actor
from consilience.claim import Claim
from consilience.claim import Field as ClaimField
from consilience.day import Day
from consilience.evidence import Evidence, Part
from consilience.extract.group import Group
from consilience.extract.harm import Harm
from consilience.extract.lexicon import Found, phrases, word_set
from consilience.extract.segment import Segment
from consilience.extract.sentence import Sentence
from consilience.extract.setting import Setting
from consilience.extract.speech import Speaker
from consilience.extract.when import When, when
from consilience.extract.where import Where, where
from consilience.extract.who import Who, actors, perpetrators, stances, targets
from consilience.report import Report
from consilience.resolve.days import Reference

_DEFINITE = word_set("mention definite")
_BASES = word_set("mention bases")
_GENERIC = "Attack"
#: Munitions say the type where the word of violence does not, or says only that there was an attack.
_SAID_BY_MUNITIONS = frozenset(
    {None, "Attack", "Air/drone strike", "Remote explosive/landmine/IED", "Disrupted weapons use"}
)
_FIRING = word_set("mention firing")
#: Verbs that tell of weapons stopped where weapons are their object.
_STOPPING = word_set("mention stopping")
#: Nouns that tell of violence only in company.
_HOLLOW = word_set("mention hollow")
#: Verbs that tell of an abduction where people are taken.
_TAKING = word_set("mention taking")
_PERIODS = frozenset({"duration", "year", "month", "season"})


@dataclass(slots=True)
class Mention:
    """What one segment tells of one incident."""

    segment: Segment
    part: Part
    when: When
    where: Where
    type: str | None = None
    type_at: tuple[int, int] | None = None
    lemmas: frozenset[str] = frozenset()
    plural: bool = False
    reference: str = ""  # "definite", "that", "latest", "each" ("one strike ..., another ..."), or empty
    perps: list[Who] = field(default_factory=list)
    targets: list[Who] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    named: frozenset[Evidence] = frozenset()  # evidence of toll claims that count one named person
    generic: bool = False  # a habit, a sum over many, or unreal: no incident of its own
    answers: str = ""  # "verb" or "adjective" where its own words say that it is an answer
    scene: "Mention | None" = None  # the sentence before, where it lent its day or place

    @property
    def sentence(self) -> Sentence:
        """The sentence it stands in."""
        return self.segment.sentence

    @property
    def day(self) -> Day | None:
        """Its day, None where its own words tell none."""
        return self.when.day

    @property
    def countries(self) -> frozenset[str]:
        """The countries it places itself in."""
        lands = {p.country for p, _ in self.where.places if p.country}
        return frozenset(lands or ({self.where.hint} if self.where.hint else set()))

    def tolls(self, name: str) -> list[Claim]:
        """Its toll claims of one field."""
        return [c for c in self.claims if c.field == name]


class Scribe:
    """Writes the claims of one part of one report: knows the report, its day and how to quote it."""

    def __init__(self, report: Report, part: Part, reference: Reference, published: date | None) -> None:
        self.report, self.part, self.reference, self.published = report, part, reference, published

    def quote(self, sentence: Sentence, first: int, last: int) -> Evidence:
        """The words of tokens `first` to `last`, end exclusive."""
        return Evidence.of(self.report, *sentence.span(first, last), self.part)

    def claim(self, name: ClaimField, value: int | str | None, evidence: Evidence, **more: object) -> Claim:
        """A claim of this report."""
        return Claim(name, value, evidence, published=self.published, **more)  # type: ignore[arg-type]

    def mention(self, segment: Segment, scene: Setting) -> Mention:
        """All that one segment tells."""
        sentence = segment.sentence
        known = actors(sentence)
        told = Mention(segment, self.part, when(segment, self.reference), where(segment, scene))
        _describe(told)
        told.perps = perpetrators(segment, known)
        told.targets = targets(segment, known, told.perps)
        told.generic = _is_generic(told)
        told.answers = _answers(segment)
        self._tolls(told)
        self._victims(told)
        self._munitions(told)
        self._actors(told)
        if segment.link is None:
            self._stances(told, known)
        return told

    def _tolls(self, told: Mention) -> None:
        named = set()
        for harm in told.segment.harms:
            if harm.unreal:
                continue
            speaker = _speaker(told.sentence, harm.word.first)
            for claim, single in self._counts(told.sentence, harm, speaker):
                told.claims.append(claim)
                if single:
                    named.add(claim.evidence)
            for name in harm.names:
                words = self.quote(told.sentence, name.first, name.last)
                told.claims.append(
                    self.claim("victim", _plain(words.quote), words, qualifier=harm.field, according_to=speaker)
                )
        told.named = frozenset(named)

    def _victims(self, told: Mention) -> None:
        """Names after words such as "among the dead was"."""
        for hit in phrases("victim_cues", "field").find(told.sentence.tokens):
            if not told.segment.holds(hit.first):
                continue
            for name in told.sentence.names:
                if name.first >= hit.last and not any(s.first <= name.first < s.last for s in told.sentence.speakers):
                    words = self.quote(told.sentence, name.first, name.last)
                    told.claims.append(self.claim("victim", _plain(words.quote), words, qualifier=hit.what[0]))

    def _counts(self, sentence: Sentence, harm: Harm, speaker: str | None) -> Iterable[tuple[Claim, bool]]:
        """The claims of one harm: the sum first where it adds groups up, then each group as a part of it."""
        evidence = self.quote(sentence, harm.first, harm.last)
        scope = "part" if harm.subset else "later" if harm.later else "whole"
        if len(harm.groups) > 1:
            yield self._sum(harm, evidence, scope, speaker), False
            scope = "part"
        for group in harm.groups:
            words = evidence if len(harm.groups) == 1 else self.quote(sentence, group.first, group.last)
            yield self._count(harm.field, group, words, scope, speaker), bool(harm.names) and group.single

    def _sum(self, harm: Harm, evidence: Evidence, scope: str, speaker: str | None) -> Claim:
        groups = harm.groups
        counted = [g for g in groups if g.count is not None]
        low = sum(g.low for g in groups)
        high = None if any(g.high is None for g in groups) else sum(g.high or 0 for g in groups)
        value = sum(g.count or 0 for g in counted) if len(counted) == len(groups) else low
        categories = {g.category for g in groups}
        return self.claim(
            harm.field, value, evidence, low=low, high=high, scope=scope, according_to=speaker,  # type: ignore[arg-type]
            qualifier=next((g.quantity.qualifier for g in groups if g.quantity and g.quantity.qualifier), None),
            category=categories.pop() if len(categories) == 1 else None,
        )  # fmt: skip

    def _count(self, name: str, group: Group, evidence: Evidence, scope: str, speaker: str | None) -> Claim:
        qualifier = group.quantity.qualifier if group.quantity else (None if group.single else "plural")
        if group.more:
            qualifier = f"{qualifier} others" if qualifier else "others"
        low = 1 if qualifier and qualifier.startswith(("up to", "as many as", "at most")) and name == "" else group.low
        return self.claim(
            name, group.count, evidence, low=low, high=group.high, scope=scope, qualifier=qualifier,  # type: ignore[arg-type]
            category=group.category, nationality=group.nationality, according_to=speaker,
        )  # fmt: skip

    def _munitions(self, told: Mention) -> None:
        for found in told.sentence.munitions:
            quantity = next((q for q in told.sentence.counted if q.last == found.first), None)
            if found.what.counted and quantity and told.segment.holds(found.first):
                words = self.quote(told.sentence, quantity.first, min(found.last + 4, told.segment.last))
                told.claims.append(self.claim(
                    "munitions", quantity.value, words, low=quantity.low, high=quantity.high, category=found.what.lemma,
                    qualifier=quantity.qualifier, according_to=_speaker(told.sentence, found.first),
                ))  # fmt: skip

    def _actors(self, told: Mention) -> None:
        roles: tuple[tuple[ClaimField, list[Who]], ...] = (("perpetrator", told.perps), ("target", told.targets))
        for role, people in roles:
            for who in people:
                speaker = _speaker(told.sentence, who.first)
                told.claims.append(self.claim(
                    role, who.name, self.quote(told.sentence, who.first, who.last),
                    standing=who.standing, according_to=speaker,
                ))  # fmt: skip

    def _stances(self, told: Mention, known: list[tuple[int, int, Actor]]) -> None:
        for stance in stances(told.sentence, known):
            told.claims.append(self.claim(
                "attribution", stance.name, self.quote(told.sentence, stance.first, stance.last),
                standing=stance.standing, according_to=stance.according_to,
            ))  # fmt: skip
        for hit in phrases("verification", "value").find(told.sentence.tokens):
            told.claims.append(self.claim("verification", hit.what[0], self.quote(told.sentence, hit.first, hit.last)))


def _plain(name: str) -> str:
    return " ".join(name.split())


def _speaker(sentence: Sentence, i: int) -> str | None:
    """Whom the sentence quotes for what stands at a token: the nearest speaker."""
    near: Speaker | None = min(sentence.speakers, key=lambda s: abs(s.at - i), default=None)
    return near.name if near else None


def _describe(told: Mention) -> None:
    """Type, words and definiteness of the event."""
    segment, sentence = told.segment, told.segment.sentence
    arms = [m for m in sentence.munitions if segment.holds(m.first)]
    people = {g.first for g in sentence.groups}
    events = [
        e
        for e in segment.events
        if not _unreal(sentence, e.first)
        and not (e.what.lemma in _STOPPING - {"destroy"} and not _stops_weapon(sentence, e, arms))
        and not (e.what.lemma in _FIRING and not arms)
        and not (e.what.lemma in _TAKING and not people & {e.last, e.last + 1})
    ]
    if all(e.what.lemma in _HOLLOW for e in events) and not segment.harms:
        events = []
    segment.events = events
    told.lemmas = frozenset(e.what.lemma.split()[-1] for e in events)
    told.type, told.type_at = _type(told, events, arms)
    first = events[0] if events else None
    told.plural = bool(first and first.what.form == "plural")
    if first and first.what.part == "noun":
        told.reference = _reference(sentence, segment, first.first)


def _type(told: Mention, events: list[Found], arms: list[Found]) -> tuple[str | None, tuple[int, int] | None]:  # type: ignore[type-arg]
    """The type the words point to, and the tokens that do: the munitions where the word of violence is open."""
    stopped = next((e for e in events if e.what.lemma in _STOPPING and _stops_weapon(told.sentence, e, arms)), None)
    if stopped:
        return "Disrupted weapons use", (stopped.first, stopped.last)
    ranked = sorted(events, key=lambda e: (e.what.type is None, e.what.type == _GENERIC, not e.what.strong, e.first))
    best = ranked[0] if ranked else None
    kind = best.what.type if best else None
    weapon = next((m for m in arms if m.what.type not in (_GENERIC,)), None)
    if weapon and kind in _SAID_BY_MUNITIONS and not (best and best.what.strong and kind != _GENERIC):
        return weapon.what.type, (weapon.first, weapon.last)
    if best and kind:
        return kind, (best.first, best.last)
    if weapon:
        return weapon.what.type, (weapon.first, weapon.last)
    if best or told.segment.harms:
        at = best or told.segment.harms[0].word
        return None, (at.first, at.last)
    return None, None


def _stops_weapon(sentence: Sentence, event: Found, arms: list[Found]) -> bool:  # type: ignore[type-arg]
    """Whether weapons are what was destroyed or shot down, as object or, in the passive, as subject."""
    passive = sentence.low(event.first - 1) in ("was", "were", "been", "being")
    return any(0 <= a.first - event.last <= 5 or (passive and 0 < event.first - a.last <= 8) for a in arms)


def _reference(sentence: Sentence, segment: Segment, noun: int) -> str:
    """How a noun points: "the attack", "that attack", "the latest strikes", "one strike ..., another ..."."""
    back = [sentence.low(k) for k in range(max(segment.first, noun - 4), noun)]
    if "latest" in back:
        return "latest"
    if any(w in ("that", "those") for w in back):
        return "that"
    if any(w in ("one", "another", "others", "each", "second", "third") for w in back[-2:]) or (
        noun == segment.first and back == []
    ):
        return "each" if back else ""
    if any(w in ("a", "an") for w in back):
        return ""
    if "the" in back and _complemented(sentence, noun):
        return "described"
    return (
        "definite"
        if any(w in _DEFINITE for w in back)
        or ("'s" in back and any(d.last in range(noun - 3, noun + 1) for d in sentence.days))
        else ""
    )


def _complemented(sentence: Sentence, noun: int) -> bool:
    """Whether "of ..." or the like follows a noun, so that its "the" points there and not back: "the killing of X"."""
    event = next(e for e in sentence.events if e.first == noun)
    return sentence.low(event.last) in ("of", "in", "on", "against", "at", "by", "that", "which")


def _is_generic(told: Mention) -> bool:
    """Whether the words tell of a habit, a sum over many, a drill or a wish, and of no incident that happened."""
    segment, sentence = told.segment, told.segment.sentence
    flags = {f.what[0] for f in sentence.flags if segment.holds(f.first)}
    real_events = segment.events
    harms = [h for h in segment.harms if not h.unreal and not h.subset]
    if not real_events and not harms:
        return True
    if ("mock" in flags and not harms) or ("cause" in flags and not any(e.what.strong for e in real_events)):
        return True
    if _counted_many(told) or _is_sum(told, real_events):
        return True
    summed = any(h.perfect for h in harms) and _has_period(segment)
    if summed or ("habit" in flags and (told.plural or any(h.perfect for h in harms) or not harms)):
        return True
    return bool(
        told.plural and not harms and not told.day and told.reference == "" and not told.where.places and segment.link
    )


def _is_sum(told: Mention, events: list[Found]) -> bool:  # type: ignore[type-arg]
    """Whether a toll is told of a month or a year in a whole country, and of no incident in it."""
    coarse = told.day is not None and told.day.precision in ("month", "year", "range") and (told.day.length or 0) > 20
    period = coarse or _has_period(told.segment)
    wide = not any(p.precision not in ("country", "region", "unknown") for p, _ in told.where.places)
    single = any(e.what.form == "singular" and e.what.lemma not in _HOLLOW for e in events)
    return (
        period
        and wide
        and not single
        and not any(e.what.strong for e in events)
        and not (told.day and told.day.precision == "day")
    )


def _counted_many(told: Mention) -> bool:
    """Whether incidents themselves are counted, with no one day for them: "dozens of rocket attacks this winter"."""
    if told.day is not None and told.day.precision == "day":
        return False
    firsts = {e.first for e in told.segment.events if e.what.form == "plural"}
    return any(
        q.last in firsts or (q.last + 1 in firsts and told.sentence.low(q.last) != "of")
        for q in told.sentence.counted
        if q.low >= 2 and told.segment.holds(q.first)
    )


def _has_period(segment: Segment) -> bool:
    days = [d for d in segment.sentence.days if segment.holds(d.first)]
    words = {t.low for t in segment.sentence.tokens[segment.first : segment.last]}
    return any(d.what.kind in _PERIODS or d.what.since for d in days) or bool(
        words & {"violence", "war", "conflict", "since", "insurgency", "unrest", "crackdown"}
    )


def _unreal(sentence: Sentence, i: int) -> bool:
    """Whether words before an event say that it only could, should or will happen."""
    return any(
        f.what[0] == "modal"
        and 0 <= i - f.last <= (1 if f.last - f.first == 1 and sentence.low(f.first) == "to" else 4)
        and not (sentence.low(f.first) == "to" and sentence.low(i) not in _BASES)
        for f in sentence.flags
    )


def _answers(segment: Segment) -> str:
    hits = phrases("retaliation", "part").find(segment.sentence.tokens)
    return next((h.what[0] for h in hits if segment.holds(h.first)), "")


def with_day(told: Mention, day: Day) -> None:
    """Gives a mention a day that its own words do not tell, but another incident's day and the gap between them do."""
    told.when = replace(told.when, day=day)
