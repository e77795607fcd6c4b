"""Who did it and to whom, as the words of an incident tell."""

from dataclasses import dataclass
from itertools import pairwise

from consilience.actor import Actor, Standing
from consilience.extract.lexicon import event_words, harm_words, munitions, phrases, word_set
from consilience.extract.segment import Segment
from consilience.extract.sentence import Sentence
from consilience.extract.stance import Known, stances
from consilience.resolve.actors import same_side

_LIGHT = word_set("who light")
_AGAINST = word_set("who against")
_DOUBT = word_set("who doubt")
_UNKNOWN = frozenset(["unidentified", "unknown", "mystery", "masked"])
_ARMED = word_set("who armed")
_WATCHERS = frozenset({"agency", "monitor", "humanitarian", "court"})
_ARMED_MEN = word_set("who armed_men")
_BETWEEN = word_set("where skip")
_FORCES = frozenset({"police", "soldiers", "troops"})  # bare, they act where the verb is one of violence
_VAGUE, _HIT_WORDS = word_set("who vague"), word_set("who hit")


@dataclass(frozen=True, slots=True)
class Who:
    """An actor as the words name it: token indexes, end exclusive, canonical name, and how it is held to be one."""

    first: int
    last: int
    name: str
    standing: Standing
    actor: Actor | None = None
    according_to: str | None = None


def actors(sentence: Sentence) -> list[Known]:
    """Named actors of a sentence and the governments its country names and adjectives may stand for.

    A country that owns an actor told with it is left out: "Iraq's Kataib Hezbollah". So is all of the dateline.
    """
    named = [(a.first, a.last, a.what.actor) for a in sentence.actors]
    lands = [
        (g.first, g.last, g.what.actor) for g in sentence.governments
        if sentence.tokens[g.first].text == g.what.words.split()[0] and not any(a <= g.first < b for a, b, _ in named)
    ]  # fmt: skip
    found = [f for f in (*named, *lands) if f[0] >= sentence.dateline]
    owners = {a for a, b, _ in found if sentence.low(b) == "'s" and any(c in (b + 1, b + 2) for c, _, _ in found)}
    return sorted((f for f in found if f[0] not in owners), key=lambda f: (f[0], -f[1]))


def perpetrators(segment: Segment, known: list[Known]) -> list[Who]:
    """Who is told to have done it, in the order told."""
    sentence = segment.sentence
    found: list[Who] = []
    for first, last, actor in _told_of(segment, known):
        if actor.kind not in _WATCHERS and _acts(segment, first, last):
            found.append(Who(first, last, actor.name, _standing(sentence, first, actor), actor))
    return found or _unnamed(segment)


def _told_of(segment: Segment, known: list[Known]) -> list[Known]:
    """Those a segment names that neither speak in it nor are told to answer for something."""
    sentence = segment.sentence
    answering = {i for s in stances(sentence, known) for i in range(s.first, s.last)}
    return [k for k in known if segment.holds(k[0]) and k[0] not in answering and not _speaks(sentence, k[0])]


def targets(segment: Segment, known: list[Known], done_by: list[Who]) -> list[Who]:
    """Whom it is told to have hit: actors after the words of the event, and the harmed people themselves."""
    sentence = segment.sentence
    taken = {w.first for w in done_by}
    found: list[Who] = []
    for first, last, actor in _told_of(segment, known):
        if (
            first in taken
            or any(w.actor and same_side(w.actor, actor) for w in done_by)
            or not _can_be_hit(segment, first, last, actor)
        ):
            continue
        if _is_hit(segment, first, last):
            found.append(Who(first, last, actor.name, "stated", actor))
    if not found:
        for harm in segment.harms:
            for group in harm.groups:
                if group.head is not None and group.category and not harm.subset:
                    found.append(Who(group.head, group.last, sentence.tokens[group.last - 1].low, "stated"))
                    break
    return found


def _can_be_hit(segment: Segment, first: int, last: int, actor: Actor) -> bool:
    """Whether an actor is told of as such: no one who only reports, no country that is only the place."""
    if actor.kind in _WATCHERS:
        return any(g.first <= first < g.last for h in segment.harms for g in h.groups)
    if actor.kind != "government" or first in {a.first for a in segment.sentence.actors}:
        return True
    before, after = segment.sentence.low(first - 1), segment.sentence.low(last)
    if any(g.first <= first < g.last for h in segment.harms for g in h.groups):
        return True
    return before in _HIT_WORDS and after not in ("'s", "-")


def _speaks(sentence: Sentence, first: int) -> bool:
    return any(s.first <= first < s.last for s in sentence.speakers)


def _standing(sentence: Sentence, first: int, actor: Actor) -> Standing:
    before = {sentence.low(k) for k in range(max(0, first - 3), first)}
    if before & _DOUBT:
        return "suspected"
    spoken = [
        s
        for s in sentence.speakers
        if any(
            a <= s.first < b or s.first <= a < s.last for a, b, other in _spoken(sentence) if same_side(other, actor)
        )
    ]
    return "claimed" if spoken else "stated"


def _spoken(sentence: Sentence) -> list[Known]:
    return [(a.first, a.last, a.what.actor) for a in sentence.actors]


def _acts(segment: Segment, first: int, last: int) -> bool:
    """Whether an actor stands where the one who did it stands."""
    sentence = segment.sentence
    after = last
    if sentence.low(after) == "'s" and any(p.first == after + 1 for p in sentence.places):
        return False
    while sentence.low(after) in ("'s", "-", "'") or sentence.low(after) in _FILL:
        after += 1
    event = event_words().at(sentence.tokens, after) if after < segment.last else None
    if event and event.what.part == "noun" and event.what.lemma != "incident":  # "Israeli airstrike"
        return sentence.low(first - 1) not in ("on", "against", "of", "at")
    if sentence.low(first - 1) == "by" or (
        sentence.low(first - 1) in ("the", "a", "an", "suspected", "alleged") and sentence.low(first - 2) == "by"
    ):
        return _by_after_event(segment, first)
    return _is_subject(segment, first, last)


_FILL = word_set("who fill")


def _by_after_event(segment: Segment, first: int) -> bool:
    sentence = segment.sentence
    back = [sentence.low(k) for k in range(max(segment.first, first - 5), first)]
    if any(
        w in ("used", "claimed", "controlled", "held", "backed", "led", "supported", "condemned", "conducted")
        for w in back[-4:]
    ):
        return "conducted" in back
    return any(e.first < first and first - e.last <= 14 for e in segment.events) or any(
        h.word.first < first for h in segment.harms
    )


def _is_subject(segment: Segment, first: int, last: int) -> bool:
    """Whether the words are the subject of an active verb of violence."""
    sentence = segment.sentence
    back = [sentence.low(k) for k in range(max(0, first - 4), first)]
    if (
        (back and back[-1] in _OBLIQUE)
        or any(a in _OBLIQUE and b in _BETWEEN for a, b in pairwise(back))
        or sentence.low(last) == "'s"
    ):
        return False
    for k in range(last, min(last + 12, segment.last)):
        low = sentence.low(k)
        if phrases("telling").at(sentence.tokens, k) or phrases("stance", "standing", "order").at(sentence.tokens, k):
            return False
        if low in _NO_SUBJECT or not (low[0].isalnum() or low in ('"', "'", "-", "'s", ",", "(", ")")):
            return False
        event = event_words().at(sentence.tokens, k)
        harm = harm_words().at(sentence.tokens, k)
        if event and event.what.part == "verb":
            return event.what.form in ("past", "participle", "third", "base")
        if harm and harm.what.shape == "act":
            return harm.what.form in ("past", "participle", "third", "base")
        if low in _LIGHT:
            return any(e.first > k for e in segment.events)
    return False


_NO_SUBJECT = word_set("who no_subject")
_OBLIQUE = word_set("who oblique")


def _unnamed(segment: Segment) -> list[Who]:
    """Armed people without a name: "unidentified gunmen", "armed men", "suspected jihadists", "unidentified planes"."""
    sentence = segment.sentence
    for i in range(segment.first, segment.last):
        low = sentence.low(i)
        if (
            low not in _ARMED
            or (munitions().at(sentence.tokens, i) and low == "fighter")
            or any(g.first <= i < g.last for h in segment.harms for g in h.groups)
        ):
            continue
        first = i
        while first > segment.first and (
            sentence.low(first - 1) in _DOUBT | _UNKNOWN | _ARMED_MEN
            or sentence.low(first - 1).endswith(("ist", "-masked"))
        ):
            first -= 1
        vague = low in _VAGUE
        if vague and first == i and low not in _FORCES:
            continue
        if _is_subject(segment, i, i + 1) or (sentence.low(first - 1) == "by" and _by_after_event(segment, first)):
            words = {sentence.low(k) for k in range(first, i)}
            standing: Standing = "suspected" if words & _DOUBT else "unidentified"
            name = " ".join(sentence.tokens[k].text for k in range(first, i + 1) if sentence.low(k) not in _DOUBT)
            return [Who(first, i + 1, name[0].lower() + name[1:], standing)]
    return []


def _is_hit(segment: Segment, first: int, last: int) -> bool:
    """Whether an actor stands after the words of the event, as what it was aimed at, or among the harmed."""
    sentence = segment.sentence
    if any(g.first <= first < g.last for h in segment.harms for g in h.groups):
        return True
    events = [e for e in segment.events if e.last <= first]
    if events:
        between = {sentence.low(k) for k in range(events[-1].last, first)}
        return bool(between & _AGAINST) or first - events[-1].last <= 3
    passive = [e for e in segment.events if e.what.part == "verb" and e.first >= last and e.first - last <= 8]
    return any(sentence.low(k) in ("was", "were", "been") for e in passive for k in range(last, e.first))
