"""Who did it, as the words of an incident tell."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from consilience.actor import Actor, Standing
from consilience.extract.lexicon import event_words, harm_words, munitions, phrases, word_set
from consilience.extract.segment import Segment
from consilience.extract.sentence import Sentence
from consilience.extract.stance import WATCHERS, Known, Stance
from consilience.resolve.actors import actor_named, same_side

_LIGHT, _ABOUT, _GENERAL = word_set("who light"), word_set("who about"), word_set("who general")
_AGAINST = word_set("who against")
_DOUBT = word_set("who doubt")
_UNKNOWN = word_set("who unknown")
_ARMED = word_set("who armed")
_ARMED_MEN = word_set("who armed_men")
_BETWEEN = word_set("where skip")
_FORCES, _OWN = word_set("who forces"), word_set("who own")  # bare, forces act where the verb is one of violence
_SORTS = word_set("who sorts")
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

    A country that owns an actor told with it is left out: "Iraq's Kataib Hezbollah"; so are those told to be part of
    another: "Maoist guerrillas of the Shining Path", and all of the dateline.
    """
    named = [(a.first, a.last, a.what.actor) for a in sentence.actors]
    lands = [
        (g.first, g.last, g.what.actor) for g in sentence.governments
        if sentence.tokens[g.first].text == g.what.words.split()[0] and not any(a <= g.first < b for a, b, _ in named)
    ]  # fmt: skip
    found = [f for f in (*named, *lands) if f[0] >= sentence.dateline]
    owners = {a for a, b, _ in found if sentence.low(b) == "'s" and any(c in (b + 1, b + 2) for c, _, _ in found)}
    parts = {
        a for a, b, _ in found if sentence.low(b - 1) in _PARTS and sentence.low(b) == "of" and _opens(found, b + 1)
    }
    return sorted((f for f in found if f[0] not in owners | parts), key=lambda f: (f[0], -f[1]))


def _opens(found: list[Known], i: int) -> bool:
    return any(i <= a <= i + 1 for a, _, _ in found)


def perpetrators(segment: Segment, known: list[Known], answers: Sequence[Stance] = ()) -> list[Who]:
    """Who is told to have done it, in the order told; `answers` are the stances of its sentence."""
    sentence = segment.sentence
    found: list[Who] = []
    for first, last, actor in told_of(segment, known, answers):
        lead = _lead(sentence, first)
        if actor.kind not in WATCHERS and _acts(segment, lead, first, last):
            found.append(Who(first, last, actor.name, _standing(segment, lead, first, actor), actor))
    denied = min((s.last for s in answers if s.standing == "denied"), default=len(sentence.tokens))
    found = [w for w in found if w.first < denied]
    if segment.first < denied < segment.last:
        return found  # what is told behind a denial is what somebody says did not happen
    named = {i for a, b, _ in known for i in range(a, b)}
    return found or _own_forces(segment, known) or _unnamed(segment, named)


def told_of(segment: Segment, known: list[Known], answers: Sequence[Stance]) -> list[Known]:
    """Those a segment names that neither speak in it nor are told to answer for something."""
    sentence = segment.sentence
    answering = {i for s in answers for i in range(s.first, s.last)}
    return [k for k in known if segment.holds(k[0]) and k[0] not in answering and not _speaks(sentence, k[0])]


def _speaks(sentence: Sentence, first: int) -> bool:
    return any(s.first <= first < s.last for s in sentence.speakers)


def _standing(segment: Segment, lead: int, first: int, actor: Actor) -> Standing:
    """Suspected where doubt stands before it or its deed ("in an alleged strike by X"), claimed where it speaks."""
    sentence = segment.sentence
    doubted = [range(min(lead, max(0, first - 3)), first)]
    if sentence.low(lead - 1) == "by":
        doubted += [range(max(0, e.first - 3), e.last + 1) for e in segment.events if 0 <= lead - 1 - e.last < 4]
        doubted += [range(max(0, h.word.first - 1), h.word.first) for h in segment.harms if h.word.first < lead]
    if any(sentence.low(k) in _DOUBT for span in doubted for k in span):
        return "suspected"
    spoken = [
        o for a, b, o in _spoken(sentence) if any(a <= s.first < b or s.first <= a < s.last for s in sentence.speakers)
    ]
    return "claimed" if any(same_side(other, actor) for other in spoken) else "stated"


def _spoken(sentence: Sentence) -> list[Known]:
    return [(a.first, a.last, a.what.actor) for a in sentence.actors]


def _lead(sentence: Sentence, first: int) -> int:
    """Where the words that lead up to a name begin: "members of the X", "an alleged X", "a jet belonging to X"."""
    i = _opened(sentence, first)
    if sentence.low(i - 1) in ("of", "from", "with") or (
        sentence.low(i - 1) == "to" and sentence.low(i - 2) == "belonging"
    ):
        k = i - 2 - (sentence.low(i - 2) == "belonging")
        if sentence.low(k) in _PARTS and k > 0 and sentence.low(k - 1) == "of":
            k = k - 2 if sentence.low(k - 2) in _PARTS else k
        if sentence.low(k) in _PARTS:
            return _opened(sentence, k)
    return i


def _opened(sentence: Sentence, i: int) -> int:
    while i > 0 and (
        sentence.low(i - 1) in _OPENING or sentence.tokens[i - 1].text.isdigit() or sentence.low(i - 1).endswith("ist")
    ):
        i -= 1
    return i


_OPENING = word_set("who opening") | _DOUBT
_PARTS = word_set("who parts")


def _acts(segment: Segment, lead: int, first: int, last: int) -> bool:
    """Whether an actor stands where the one who did it stands; the words that lead up to it begin at `lead`."""
    sentence = segment.sentence
    after = last
    if sentence.low(after) == "'s" and any(p.first == after + 1 for p in sentence.places):
        return False
    arms = {i for m in sentence.munitions for i in range(m.first, m.last)}
    while sentence.low(after) in ("'s", "-", "'") or sentence.low(after) in _FILL or after in arms:
        event = event_words().at(sentence.tokens, after) if after in arms and after < segment.last else None
        if event and event.what.part == "noun":
            break
        after += 1
    event = event_words().at(sentence.tokens, after) if after < segment.last else None
    if event and event.what.part == "noun" and event.what.lemma != "incident":  # "Israeli airstrike"
        if event.what.lemma in _GENERAL or _is_capital(sentence, first):
            return False  # "the Guatemalan violence", "the Kabul attack"
        hit = sentence.low(lead - 1) == "of" and any(e.last == lead - 1 for e in segment.events)
        return not hit and sentence.low(lead - 1) not in ("on", "against", "at")
    if sentence.low(lead - 1) == "by":
        return _by_after_event(segment, lead)
    tail = _tail(sentence, last)
    return _fights(segment, lead) or _is_subject(segment, lead, tail) or _goes_on(segment, lead, tail)


def _is_capital(sentence: Sentence, first: int) -> bool:
    """Whether a government is named by its seat, as which a place can be meant just as well."""
    named = next((g for g in sentence.governments if g.first == first), None)
    return named is not None and actor_named(named.what.words) is None


def _tail(sentence: Sentence, last: int) -> int:
    """Where a name ends with the arm of it that acts: "Hamas's armed wing"."""
    if sentence.low(last) != "'s":
        return last
    return next((k + 1 for k in range(last + 1, last + 4) if sentence.low(k) in _OWN | _ARMED | _ARMS_OF), last)


_ARMS_OF = word_set("who arms_of")


def _fights(segment: Segment, lead: int) -> bool:
    """Whether an actor is a side of a fight: "fighting between the army and the rebels", "killed in a clash with"."""
    sentence = segment.sentence
    ends = [e.last for e in segment.events if e.what.type == "Armed clash" and e.what.part == "noun"]
    if sentence.low(lead - 1) in ("with", "against"):
        return lead - 1 in ends
    at = next((k for k in range(lead - 1, max(-1, lead - 10), -1) if sentence.low(k) == "between"), None)
    return at is not None and any(0 <= at - end < 4 for end in ends)


_FILL, _OTHER_DEED = word_set("who fill"), word_set("who other deed")


def _by_after_event(segment: Segment, first: int) -> bool:
    sentence = segment.sentence
    back = [sentence.low(k) for k in range(max(segment.first, first - 5), first)]
    harmed = any(first - 3 <= h.word.last < first for h in segment.harms)  # "rescued, then killed by"
    if not harmed and not _OTHER_DEED.isdisjoint(back[-4:]):
        return "conducted" in back
    return any(e.first < first and first - e.last <= 14 for e in segment.events) or any(
        h.word.first < first for h in segment.harms
    )


def _is_subject(segment: Segment, first: int, last: int) -> bool:
    """Whether the words are the subject of an active verb of violence."""
    sentence = segment.sentence
    if any(e.last == first and e.what.part == "verb" for e in segment.events):
        return False  # "Rockets hit Iraqi base, contractor killed"
    back = [sentence.low(k) for k in range(max(0, first - 4), first)]
    if (
        (back and back[-1] in _OBLIQUE)
        or any(a in _OBLIQUE and b in _BETWEEN for a, b in pairwise(back))
        or sentence.low(last) == "'s"
    ):
        return False
    start = _past_aside(sentence, last)
    for k in range(start, min(start + 12, segment.last)):
        low = sentence.low(k)
        if phrases("telling").at(sentence.tokens, k) or phrases("stance", "standing", "order").at(sentence.tokens, k):
            return False
        if low in _BEING and sentence.low(k + 1).endswith("ing") and sentence.low(k + 1) != "being":
            continue  # "guerrillas are attacking"
        if low in _NO_SUBJECT or not (low[0].isalnum() or low in ('"', "'", "-", "'s", ",", "(", ")")):
            return False
        event = event_words().at(sentence.tokens, k)
        harm = harm_words().at(sentence.tokens, k)
        if event and event.what.part == "verb":
            return event.what.form in ("past", "participle", "third", "base") or sentence.low(k - 1) in _BEING
        if harm and harm.what.shape == "act":
            return harm.what.form in ("past", "participle", "third", "base")
        if low in _LIGHT:
            deeds = (e for e in segment.events if e.first > k and not _is_purpose(sentence, k, e.first))
            return any(deeds) or any(k < m.first <= k + 6 for m in sentence.munitions)
    return False


def _is_purpose(sentence: Sentence, verb: int, event: int) -> bool:
    """Whether violence is but what something else is about: "conducting a search to catch those behind the attack"."""
    return any(sentence.low(k) in _ABOUT for k in range(verb + 1, event))


def _past_aside(sentence: Sentence, last: int) -> int:
    """The token after an aside in commas: "the army, supported by its allies, attacked"."""
    if sentence.low(last) != ",":
        return last
    return next((k + 1 for k in range(last + 1, last + 16) if sentence.low(k) == ","), last)


def _goes_on(segment: Segment, first: int, last: int) -> bool:
    """Whether the first words of a sentence act further on: "rebels took him from Mass on Sunday and shot him"."""
    sentence = segment.sentence
    if first not in (segment.first, sentence.dateline):
        return False
    for k in range(last, min(last + 30, segment.last)):
        if k == last and sentence.low(k) in _NO_SUBJECT:
            return False
        if sentence.low(k - 1) in (",", "and", "then") and sentence.low(k + 1) not in ("by", "in"):
            event = event_words().at(sentence.tokens, k)
            harm = harm_words().at(sentence.tokens, k)
            if event and event.what.part == "verb" and event.what.form in ("past", "participle"):
                return True
            if harm and harm.what.shape == "act" and harm.what.form in ("past", "participle"):
                return True
    return False


_BEING, _NO_SUBJECT = word_set("who being"), word_set("who no_subject")
_OBLIQUE = word_set("who oblique")


def _own_forces(segment: Segment, known: list[Known]) -> list[Who]:
    """Whoever says that it or "its forces" did it: "the army said its jets had killed four rebels"."""
    sentence = segment.sentence
    for i in range(segment.first, segment.last):
        low = sentence.low(i)
        if low not in _SELF and not (low in _BODY and sentence.low(i - 1) == "the"):
            continue
        last = (
            next((k + 1 for k in range(i + 1, i + 5) if sentence.low(k) in _ARMED | _OWN), 0) if low in _ITS else i + 1
        )
        owner = next((s for s in reversed(sentence.speakers) if s.at < i and s.first < i), None)
        if not last or owner is None or not _is_subject(segment, i, last):
            continue
        named = next((o for a, _, o in known if owner.first <= a < owner.last and o.kind not in WATCHERS), None)
        if named or any(sentence.low(k) in _FORCES for k in range(owner.first, owner.last)):
            return [Who(owner.first, owner.last, named.name if named else owner.name, "claimed", named)]
    return []


_ITS, _SELF, _BODY = word_set("who its"), word_set("who self"), word_set("who body")


def _unnamed(segment: Segment, named: Collection[int]) -> list[Who]:
    """Armed people without a name: "unidentified gunmen", "armed men", "suspected jihadists", "unidentified planes"."""
    sentence = segment.sentence
    for i in range(segment.first, segment.last):
        low = sentence.low(i)
        if (
            low not in _ARMED
            or i in named
            or sentence.low(i - 1) in _ITS
            or (munitions().at(sentence.tokens, i) and low == "fighter")
            or any(g.first <= i < g.last for h in segment.harms for g in h.groups)
        ):
            continue
        first = i
        while first > segment.first and (
            sentence.low(first - 1) in _DOUBT | _UNKNOWN | _ARMED_MEN
            or (low in _FORCES and sentence.low(first - 1) in _SORTS)
            or sentence.low(first - 1).endswith(("ist", "-masked"))
        ):
            first -= 1
        vague = low in _VAGUE
        if vague and first == i and low not in _FORCES:
            continue
        by = sentence.low(first - 1) == "by" and _by_after_event(segment, first)
        if by or _is_subject(segment, i, i + 1) or _fights(segment, first):
            words = {sentence.low(k) for k in range(first, i)}
            standing: Standing = "suspected" if words & _DOUBT else "stated" if low in _FORCES else "unidentified"
            name = " ".join(sentence.tokens[k].text for k in range(first, i + 1) if sentence.low(k) not in _DOUBT)
            return [Who(first, i + 1, name[0].lower() + name[1:], standing)]
    return []
