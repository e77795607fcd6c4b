"""What a segment tells of: the type of incident, how its words point to one, and whether they tell of one at all."""

from dataclasses import dataclass

from consilience.day import Day
from consilience.extract.found import Found
from consilience.extract.lexicon import EventWord, Munition, phrases, word_set
from consilience.extract.segment import Segment, only_could_be
from consilience.extract.sentence import Sentence
from consilience.extract.sums import counts_incidents, has_period, in_one_operation, is_spread, sums_up_time
from consilience.extract.where import Where

_DEFINITE, _BASES = word_set("what definite"), word_set("what bases")
_ANSWERING = word_set("answer to")
_FIRING, _STOPPING = word_set("what firing"), word_set("what stopping")
_HOLLOW, _TAKING = word_set("what hollow"), word_set("what taking")
_GENERIC = "Attack"
#: Munitions say the type where the word of violence says one of these, or none.
_SAID_BY_MUNITIONS = frozenset(
    {None, "Attack", "Air/drone strike", "Remote explosive/landmine/IED", "Disrupted weapons use"}
)
_MODAL = 4  # tokens between "will" or "threatened to" and the event it makes unreal

Event = Found[EventWord]
Arm = Found[Munition]


@dataclass(frozen=True, slots=True)
class What:
    """The event of a segment.

    `type` is one of ACLED's sub-event types, None where the words leave it open; `at` are the tokens that say it.
    `reference` is how a noun points: "definite" (the attack), "that", "latest", "described" (the attack on X), "each"
    (one strike, another), or empty. `plural` tells of a first noun in the plural.
    """

    type: str | None = None
    at: tuple[int, int] | None = None
    lemmas: frozenset[str] = frozenset()
    plural: bool = False
    reference: str = ""


def real_events(segment: Segment) -> list[Event]:
    """The event words of a segment that tell of violence here: no threats, and no "launched" without a weapon."""
    arms = _arms(segment)
    people = {g.first for g in segment.sentence.groups}
    events = [e for e in segment.events if _is_real(segment.sentence, e, arms, people)]
    hollow = all(e.what.lemma in _HOLLOW for e in events)
    return [] if hollow and not segment.harms else events


def _is_real(sentence: Sentence, event: Event, arms: list[Arm], people: set[int]) -> bool:
    lemma = event.what.lemma
    if _is_unreal(sentence, event.first) or _is_subject_noun(sentence, event):
        return False
    if lemma in _STOPPING and lemma != "destroy":
        return _stops_weapon(sentence, event, arms)
    if lemma in _FIRING:
        return bool(arms)
    return lemma not in _TAKING or bool(people & {event.last, event.last + 1})


def _is_subject_noun(sentence: Sentence, event: Event) -> bool:
    """Whether the base of a verb is a noun, since a verb of harm follows it: "Market bomb kills 16"."""
    harm = next((h.word for h in sentence.harms if h.word.first == event.last), None)
    return event.what.form == "base" and harm is not None and harm.what.form in ("past", "third")


def _is_unreal(sentence: Sentence, i: int) -> bool:
    """Whether words before an event say that it only could, should or will happen."""
    for flag in sentence.flags:
        if flag.what[0] != "modal" or i < flag.last:
            continue
        to = sentence.low(flag.first) == "to" and flag.last - flag.first == 1
        if to and sentence.low(flag.first - 1) in _ANSWERING:
            continue  # "in response to an attack"
        if i - flag.last <= (1 if to else _MODAL) and not (
            sentence.low(flag.first) == "to" and sentence.low(i) not in _BASES
        ):
            return True
    return False


def _arms(segment: Segment) -> list[Arm]:
    return [m for m in segment.sentence.munitions if segment.holds(m.first)]


def what(segment: Segment) -> What:
    """The event of a segment whose events are real ones."""
    events = segment.events
    kind, at = _type(segment, _arms(segment))
    first = events[0] if events else None
    return What(
        kind, at,
        lemmas=frozenset(_lemma(e.what) for e in events),
        plural=bool(first and first.what.form == "plural"),
        reference=_reference(segment, first) if first and first.what.part == "noun" else "",
    )  # fmt: skip


def _killed_first(segment: Segment, event: Event) -> bool:
    """Whether people are told killed before others are told taken: "killed 20, and 12 were kidnapped"."""
    return any(h.field == "killed" and not h.subset and h.word.first < event.first for h in segment.harms)


def _lemma(word: EventWord) -> str:
    """What a noun and a verb of one violence share: shoot for "shooting", "shot dead"; strike for "airstrike"."""
    core = word.lemma.split()[0 if word.part == "verb" else -1].lower()
    core = "strike" if core.endswith("strike") else core
    return core.removesuffix("ing") if len(core) > 6 else core


def _type(segment: Segment, arms: list[Arm]) -> tuple[str | None, tuple[int, int] | None]:
    """The type the words point to, and the tokens that do: the munitions where the word of violence is open."""
    events = segment.events
    for event in events:
        if event.what.lemma in _STOPPING and _stops_weapon(segment.sentence, event, arms):
            return "Disrupted weapons use", (event.first, event.last)
    ranked = sorted(events, key=lambda e: (e.what.type is None, e.what.type == _GENERIC, not e.what.strong, e.first))
    best = ranked[0] if ranked else None
    kind = best.what.type if best else None
    if best and kind == "Abduction/forced disappearance" and _killed_first(segment, best):
        return None, (segment.harms[0].word.first, segment.harms[0].word.last)
    firm = best is not None and best.what.strong and kind != _GENERIC
    weapon = next((m for m in arms if m.what.type != _GENERIC), None)
    if weapon and ((kind in _SAID_BY_MUNITIONS and not firm) or kind is None):
        return weapon.what.type, (weapon.first, weapon.last)
    if best:
        return kind, (best.first, best.last)
    harm = segment.harms[0].word if segment.harms else None
    return None, (harm.first, harm.last) if harm else None


def _stops_weapon(sentence: Sentence, event: Event, arms: list[Arm]) -> bool:
    """Whether weapons are what was destroyed or shot down, as object or, in the passive, as subject."""
    passive = sentence.low(event.first - 1) in ("was", "were", "been", "being")
    return any(0 <= a.first - event.last <= 5 or (passive and 0 < event.first - a.last <= 8) for a in arms)


def _reference(segment: Segment, event: Event) -> str:
    """How a noun points: "the attack", "that attack", "the latest strikes", "one strike ..., another ..."."""
    sentence, noun = segment.sentence, event.first
    back = [sentence.low(k) for k in range(max(segment.first, noun - 4), noun)]
    if "latest" in back:
        return "latest"
    if {"that", "those"} & set(back):
        return "that"
    if {"one", "another", "others", "each", "second", "third"} & set(back[-2:]):
        return "each"
    if {"a", "an"} & set(back):
        return ""
    if "the" in back and sentence.low(event.last) in ("of", "in", "on", "against", "at", "by", "that", "which"):
        return "described"  # "the killing of X": its "the" points there, and not back
    days_own = "'s" in back and any(d.last in range(noun - 3, noun + 1) for d in sentence.days)
    return "definite" if days_own or _DEFINITE & set(back) else ""


def is_generic(segment: Segment, told: What, day: Day | None, where: Where) -> bool:
    """Whether the words tell of a habit, a sum over many, a drill or a wish, and of no incident that happened."""
    harms = [h for h in segment.harms if not h.unreal and not h.subset]
    if not segment.events and not harms:
        return True
    flags = {f.what[0] for f in segment.sentence.flags if segment.holds(f.first)}
    strong = any(e.what.strong for e in segment.events)
    exact = day is not None and day.precision == "day"
    mishap = "cause" in flags and not strong and not _arms(segment)
    if (flags & {"mock", "drill"} and not (harms and (exact or _arms(segment)))) or mishap:
        return True
    if not exact and not strong and sums_up_time(segment, day, where):
        return True
    if not exact and counts_incidents(segment) and not (is_spread(segment, where) or in_one_operation(segment, where)):
        return True
    perfect = any(h.perfect for h in harms)
    if (perfect and has_period(segment)) or ("habit" in flags and (told.plural or perfect or not harms)):
        return True
    bare = told.plural and not harms and not day and not told.reference and not where.places
    return bare and segment.link is not None


def answers(segment: Segment) -> str:
    """ "verb", "adjective" or "noun" where the segment's own words say that it is an answer, else empty."""
    sentence = segment.sentence
    hits = (h for h in phrases("retaliation", "part").find(sentence.tokens) if segment.holds(h.first))
    return next((h.what[0] for h in hits if not only_could_be(sentence, h.first)), "")
