"""Who did it and to whom, and who claims, blames, suspects, denies or says nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from consilience.actor import Actor, Standing
from consilience.extract.lexicon import Found, event_words, harm_words, phrases, word_set
from consilience.extract.segment import Segment
from consilience.extract.sentence import Sentence
from consilience.resolve.actors import same_side

_LIGHT = word_set("who light")
_AGAINST = word_set("who against")
_DOUBT = word_set("who doubt")
_UNKNOWN = frozenset(["unidentified", "unknown", "mystery", "masked"])
_ARMED = word_set("who armed")
_WATCHERS = frozenset({"agency", "monitor", "humanitarian", "court"})
_ARMED_MEN = word_set("who armed_men")


@dataclass(frozen=True, slots=True)
class Who:
    """An actor as the words name it: token indexes, end exclusive, canonical name, and how it is held to be one."""

    first: int
    last: int
    name: str
    standing: Standing
    actor: Actor | None = None
    according_to: str | None = None


def actors(sentence: Sentence) -> list[tuple[int, int, Actor]]:
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


def perpetrators(segment: Segment, known: list[tuple[int, int, Actor]]) -> list[Who]:
    """Who is told to have done it, in the order told."""
    found: list[Who] = []
    for first, last, actor in known:
        if (
            segment.holds(first)
            and actor.kind not in _WATCHERS
            and not _speaks(segment.sentence, first)
            and _acts(segment, first, last)
        ):
            found.append(Who(first, last, actor.name, _standing(segment.sentence, first, actor), actor))
    return found or _unnamed(segment)


def targets(segment: Segment, known: list[tuple[int, int, Actor]], done_by: list[Who]) -> list[Who]:
    """Whom it is told to have hit: actors after the words of the event, and the harmed people themselves."""
    sentence = segment.sentence
    taken = {w.first for w in done_by}
    found: list[Who] = []
    for first, last, actor in known:
        if not segment.holds(first) or first in taken or _speaks(sentence, first):
            continue
        if any(w.actor and same_side(w.actor, actor) for w in done_by) or not _can_be_hit(segment, first, last, actor):
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
    return before in (
        "on",
        "against",
        "targeting",
        "targeted",
        "hit",
        "hitting",
        "attacked",
        "struck",
    ) and after not in ("'s", "-")


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


def _spoken(sentence: Sentence) -> list[tuple[int, int, Actor]]:
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
        or any(a in _OBLIQUE and b in ("the", "a", "an") for a, b in pairwise(back))
        or sentence.low(last) == "'s"
    ):
        return False
    for k in range(last, min(last + 12, segment.last)):
        low = sentence.low(k)
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
        if low not in _ARMED or any(g.first <= i < g.last for h in segment.harms for g in h.groups):
            continue
        first = i
        while first > segment.first and (
            sentence.low(first - 1) in _DOUBT | _UNKNOWN | _ARMED_MEN
            or sentence.low(first - 1).endswith(("ist", "-masked"))
        ):
            first -= 1
        vague = low in (
            "men",
            "planes",
            "warplanes",
            "aircraft",
            "jets",
            "drones",
            "police",
            "soldiers",
            "troops",
            "herders",
            "gangs",
        )
        if vague and first == i:
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


@dataclass(frozen=True, slots=True)
class Stance:
    """Someone's answer for an incident: who is held responsible or answers, how, and who says so."""

    first: int
    last: int
    name: str | None
    standing: Standing
    according_to: str | None


def stances(sentence: Sentence, known: list[tuple[int, int, Actor]]) -> Iterator[Stance]:
    """Who claims, is blamed or suspected, denies or does not comment."""
    for hit in phrases("stance", "standing", "order").find(sentence.tokens):
        standing, order = hit.what
        if order == "adjective":
            continue
        stance = _stance(sentence, known, hit, standing, order)
        if stance:
            yield stance


def _stance(
    sentence: Sentence, known: list[tuple[int, int, Actor]], hit: Found[tuple[str, ...]], standing: str, order: str
) -> Stance | None:
    before, after = _nearest(known, _before_aside(sentence, hit.first), left=True), _after(sentence, known, hit.last)
    said = (
        sentence.speakers[0].name
        if sentence.speakers and not sentence.speakers[0].first <= hit.first < sentence.speakers[0].last
        else None
    )
    if standing == "unidentified":
        return Stance(hit.first, hit.last, None, "unidentified", None)
    if order == "blamer":
        if after is None:
            return None
        blamer = _name(sentence, before) if before else said or _subject(sentence, hit.first)
        return Stance(before[0] if before else hit.first, after[1], after[2].name, standing, blamer)  # type: ignore[arg-type]
    if order == "by":
        if after is None:
            return None
        return Stance(hit.first, after[1], after[2].name, standing, said)  # type: ignore[arg-type]  # a Standing by the table
    if standing == "no comment" and before is None and after:
        return Stance(hit.first, after[1], after[2].name, "no comment", None)
    name = before[2].name if before else _subject(sentence, hit.first)
    if name is None:
        return None
    speaker = name if standing in ("claimed", "denied", "no comment") else said
    return Stance(before[0] if before else hit.first, hit.last, name, standing, speaker)  # type: ignore[arg-type]


def _before_aside(sentence: Sentence, i: int) -> int:
    """Past an aside in commas before a verb: "Al-Shabaab, in a statement on its radio, claimed"."""
    if sentence.low(i - 1) != ",":
        return i
    comma = next((k for k in range(i - 2, max(-1, i - 18), -1) if sentence.low(k) == ","), None)
    return i if comma is None else comma


def _nearest(known: list[tuple[int, int, Actor]], i: int, *, left: bool) -> tuple[int, int, Actor] | None:
    sides = [k for k in known if (k[1] <= i if left else k[0] >= i) and abs(k[0] - i) <= 14]
    return (max(sides, key=lambda k: k[0]) if left else min(sides, key=lambda k: k[0])) if sides else None


def _after(sentence: Sentence, known: list[tuple[int, int, Actor]], i: int) -> tuple[int, int, Actor] | None:
    """The one blamed: after "on" where there is one ("blamed the attack on X"), else the first named."""
    right = [k for k in known if k[0] >= i and k[0] - i <= 20]
    on = [k for k in right if any(sentence.low(j) in ("on", "to") for j in range(max(i - 1, k[0] - 3), k[0]))]
    found = on or right
    return found[0] if found else None


def _name(sentence: Sentence, known: tuple[int, int, Actor]) -> str:
    return " ".join(t.text for t in sentence.tokens[known[0] : known[1]])


def _subject(sentence: Sentence, i: int) -> str | None:
    """The words before a verb, back to a comma or the start, as a name where no actor is known."""
    j = i
    while (
        j > 0
        and sentence.tokens[j - 1].word
        and i - j < 7
        and sentence.low(j - 1) not in ("and", "but", "that", "has", "have")
    ):
        j -= 1
    words = [
        t.text for t in sentence.tokens[j:i] if t.low not in ("the", "a", "an", "has", "have", "also", "immediately")
    ]
    return " ".join(words) or None
