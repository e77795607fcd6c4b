"""Which of the days a sentence names are those of something else: of telling, arrest, trial, death or publication."""

from consilience.extract.found import Found
from consilience.extract.lexicon import EventWord, phrases, word_set
from consilience.extract.segment import Segment
from consilience.extract.sentence import Sentence
from consilience.resolve.days import NO_DAY, DayWords

_NEAR_SPEECH = 4  # tokens between "said" and "on Saturday"
_NEAR_DEATH = 9  # tokens between "died" and its day
_AHEAD_WITHIN = 8  # tokens between "is scheduled" and its day
_WHO = frozenset({"who", "which", "that", "whom"})
_PASSIVE = frozenset({"was", "were", "been"})
_WHILE = frozenset({"when", "while", "as", "where"})
_OPENS = frozenset({",", "and", "but", "that", ":", "-", "—"})
_OCCUR, _CALLED = word_set("when occur"), word_set("when called")
_STAMPS, _AHEAD = word_set("when stamps"), word_set("when ahead")
_MARKS = word_set("when marks")
_DYING, _WOUNDS = word_set("when dying"), word_set("when wounds")
_CLAUSE = word_set("harm clause") - {"as"}


def is_told(sentence: Sentence, found: Found[DayWords]) -> bool:
    """Whether a day stands with a verb of speech: "said on Saturday", "on Wednesday reported", "On Tuesday, X said"."""
    if _owns_event(sentence, found):
        return False
    for speaker in sentence.speakers:
        verb = speaker.at
        if sentence.low(verb - 1) in _PASSIVE:
            continue  # "the shooting was reported at 1 a.m. on Friday"
        if 0 < found.first - verb <= _NEAR_SPEECH + _named(sentence, verb, found.first) and not _event_between(
            sentence, verb, found.first
        ):
            clause = {sentence.low(k) for k in range(verb + 1, found.first)} & _PASSIVE
            return not clause and not _event_follows(sentence, verb, found)
        if 0 <= verb - found.last <= 2 and speaker.last <= found.first:
            return True  # "the army on Wednesday said"; but "was shot on Wednesday, the police said"
        if (
            found.first <= 1
            and found.last <= speaker.first <= found.last + 2
            and not _event_between(sentence, found.last, verb)
        ):
            return True
    return False


def _owns_event(sentence: Sentence, found: Found[DayWords]) -> bool:
    """Whether the day is told as that of an event: "said Thursday's strike"."""
    owner = sentence.low(found.last - 1).endswith("'s") or sentence.low(found.last) == "'s"
    return owner and any(found.last <= e.first <= found.last + 3 for e in sentence.events)


def is_aside(segment: Segment, found: Found[DayWords], later: Found[DayWords] | None) -> bool:
    """Whether a day is that of something else told in the same breath, and only bounds the day of the incident."""
    sentence = segment.sentence
    if _owns_event(sentence, found):
        return _looks_back(segment, found) or _anchors(segment, found, later)
    if is_stamped(sentence, found) or _of_aftermath(sentence, found) or sentence.low(found.last) in _MARKS:
        return True
    if any(h.later and found.first >= h.last for h in segment.harms):
        return True  # "the toll rose to 23 on Friday"
    return _looks_back(segment, found) or _anchors(segment, found, later) or dies_later(segment, found)


def _of_aftermath(sentence: Sentence, found: Found[DayWords]) -> bool:
    """Whether a verb of what was done afterwards governs the day: "on Wednesday denied", "was arrested on Sunday".

    A day goes with the verb before it; with the one that follows where it stands right before it or opens the clause.
    """
    after = [f for f in phrases("telling").find(sentence.tokens) if not _is_setting(sentence, f.first)]
    beside = found.first > 0 and any(f.first == found.last for f in after)  # but "On Friday confirmed strikes hit"
    if beside and not _event_between(sentence, found.last, found.last + 3):
        return True
    own = [(e.first, e.last) for e in sentence.events] + [(h.word.first, h.word.last) for h in sentence.harms]
    own += [(i, i + 1) for i, t in enumerate(sentence.tokens) if t.low in _OCCUR or is_call(sentence, i)]
    if any(first == found.last for first, _ in own):
        return False  # "a Sunday afternoon shooting"
    taken = {i for span in own for i in range(*span)}
    done = [f for f in after if f.first not in taken and (found.first or f.first != found.last)]
    deeds = [(*span, False) for span in own] + [(f.first, f.last, True) for f in done]
    before = max((d for d in deeds if d[1] <= found.first and not _parted(sentence, d[1], found.first)), default=None)
    following = min((d for d in deeds if d[0] >= found.last), default=None)
    if following and "," in {sentence.low(k) for k in range(found.last + 1, following[0])}:
        following = None
    opens = found.first <= 1 or sentence.low(found.first - 1) in _OPENS
    governor = following if opens and following else before
    return governor is not None and governor[2]


def is_call(sentence: Sentence, i: int) -> bool:
    """Whether help was called to where it happened: "officers were called at 9 p.m. to the bar"."""
    if sentence.low(i) not in _CALLED:
        return False
    return sentence.low(i - 1) in _PASSIVE or "to" in {sentence.low(k) for k in range(i + 1, i + 6)}


def lies_ahead(sentence: Sentence, found: Found[DayWords]) -> bool:
    """Whether a day is one still to come: "the hearing is set for Friday", "will be buried on Monday"."""
    if sentence.low(found.first - 1) == "for" and sentence.low(found.first - 2) in ("set", "hearing"):
        return True
    for k in range(found.first - 1, max(-1, found.first - _AHEAD_WITHIN), -1):
        if sentence.low(k) in _CLAUSE or sentence.low(k) in (",", '"') or _event_between(sentence, k, found.first):
            return False
        if sentence.low(k) in _AHEAD:
            return True
    return False


def _is_setting(sentence: Sentence, i: int) -> bool:
    """Whether a verb only describes people or the moment: "eight identified victims", "as people gathered"."""
    if any(g.first <= i < g.last for g in sentence.groups):
        return True
    for k in range(i - 1, max(-1, i - _AHEAD_WITHIN), -1):
        if sentence.low(k) in (",", ".", "after", "and"):
            return False
        if sentence.low(k) in _WHILE:
            return True
    return False


def _parted(sentence: Sentence, first: int, last: int) -> bool:
    """Whether another clause begins between two tokens."""
    return any(sentence.low(k) in _CLAUSE for k in range(first, last))


def is_stamped(sentence: Sentence, found: Found[DayWords]) -> bool:
    """Whether a day is that of writing: "Posted: Tuesday", "Ann Lee (@annlee) June 3, 2014", "as of Friday"."""
    before = [sentence.low(k) for k in range(found.first - _NEAR_DEATH, found.first)]
    if before[-2:] == ["as", "of"]:
        return True
    posted = _STAMPS & {before[-1], before[-2] if before[-1] in (":", "on", "at") else ""}
    return bool(posted) or (before[-1] == ")" and "@" in before)


def dies_later(segment: Segment, found: Found[DayWords]) -> bool:
    """Whether the day is that of a death from wounds: "died in hospital on Monday", "died Monday after being shot"."""
    sentence = segment.sentence
    first = max(segment.first, found.first - _NEAR_DEATH)
    died = next((k for k in range(first, found.first) if sentence.low(k) in _DYING), None)
    if died is None or any(died < d.first < found.first for d in sentence.days if d.what.kind not in NO_DAY):
        return False  # "died on Sunday of wounds suffered on Saturday": only the first is that of the death
    near = {sentence.low(k) for k in (*range(died, found.first), *range(found.last, found.last + 4))}
    shot = any(e.first >= found.last and e.what.part == "verb" for e in segment.events)
    after = sentence.low(found.last) == "after" or counted_from(segment, found) is not None
    return bool(near & _WOUNDS) or (shot and after and found.first - died <= 2)


def counted_from(segment: Segment, found: Found[DayWords]) -> Found[DayWords] | None:
    """The words that count from what somebody died of to the day: "on Friday, two days after he was shot"."""
    days = segment.sentence.days
    near = (d for d in days if d.what.kind == "anchored" and d.what.step > 0 and 0 <= d.first - found.last <= 1)
    return next((d for d in near if segment.holds(d.first) and any(e.first >= d.last for e in segment.events)), None)


def _anchors(segment: Segment, found: Found[DayWords], later: Found[DayWords] | None) -> bool:
    """Whether a day counted from this one stands nearer to the event: "on Thursday ... struck the previous day"."""
    if later is None or not segment.events:
        return False
    nearest = min((e.first for e in segment.events), key=lambda first: abs(found.first - first))
    if found.first < nearest < later.first and _WHO & {segment.sentence.low(k) for k in range(found.last, nearest)}:
        return True  # "on Tuesday mourned the men who were shot dead two days earlier"
    return abs(later.first - nearest) < abs(found.first - nearest)


def _looks_back(segment: Segment, found: Found[DayWords]) -> bool:
    """Whether the day is that of something else, from which the sentence looks back on a known incident.

    "Two days of mourning began on Thursday for the victims of the attack": the day stands before "the attack".
    """
    sentence = segment.sentence
    if any(h.finite for h in segment.harms if h.word.what.shape in ("act", "undergo")) or not segment.events:
        return False
    first = min(segment.events, key=lambda e: e.first)
    back = [sentence.low(k) for k in range(max(0, first.first - 3), first.first)]
    own = (
        sentence.low(found.last - 1) == "'s"
        or found.what.words.endswith(("'s", "’s"))
        or sentence.low(found.last) == "'s"
    )
    described = first.what.part == "noun" and "the" in back
    if own or not (described or _is_attribute(sentence, first)):
        return False
    if not described:
        return found.first > first.last
    return found.first > 2 and found.last < first.first - 1


def _is_attribute(sentence: Sentence, event: Found[EventWord]) -> bool:
    """Whether a participle only describes a thing: "a bombed monastery"."""
    if event.what.form not in ("participle", "past") or sentence.low(event.first - 1) not in (
        "a",
        "an",
        "the",
        "of",
        "burned",
    ):
        return False
    after = sentence.tokens[event.last] if event.last < len(sentence.tokens) else None
    return (
        after is not None
        and after.text.islower()
        and after.low not in ("by", "in", "at", "on", "near", "the", "a", "and", "when", "while")
    )


def _named(sentence: Sentence, first: int, last: int) -> int:
    """Tokens of names between: "told Agence France-Presse late on Wednesday"."""
    return sum(t.capital for t in sentence.tokens[first + 1 : last])


def _event_between(sentence: Sentence, first: int, last: int) -> bool:
    return any(first < e.first < last for e in sentence.events) or any(
        first < h.first < last or first < h.word.first < last for h in sentence.harms
    )


def _event_follows(sentence: Sentence, verb: int, found: Found[DayWords]) -> bool:
    """Whether the day opens what is said: "said that on Friday gunmen attacked"."""
    return sentence.low(verb + 1) == "that" or (sentence.low(found.last) == "," and sentence.low(verb + 1) != "on")
