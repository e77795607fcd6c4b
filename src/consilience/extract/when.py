"""Which of the days a segment names is the day it happened, and which only the day it was told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from consilience.day import Day
from consilience.extract.lexicon import EventWord, Found, phrases, word_set
from consilience.extract.segment import Segment
from consilience.extract.sentence import Sentence
from consilience.resolve.days import NO_DAY, DayWords, Reference, narrow, resolve_day

#: Finest first; a kind that is not listed tells no day by itself.
_KINDS = (
    "date", "month-day", "weekday", "near", "overnight", "range", "ordinal", "ago",
    "weekend", "week", "feast", "month", "season", "year",
)  # fmt: skip
_FINENESS = {kind: rank for rank, kind in enumerate(_KINDS)}
_NEAR_SPEECH = 4  # tokens between "said" and "on Saturday"


@dataclass(frozen=True, slots=True)
class When:
    """The day of one segment and the words that tell it; `latest` is a bound ("told on Wednesday").

    `later` holds words that count from another incident told before ("days later").
    """

    day: Day | None = None
    at: Found[DayWords] | None = None
    latest: date | None = None
    later: Found[DayWords] | None = None
    told: bool = False  # the day is the one it was told on, for want of another


def when(segment: Segment, reference: Reference) -> When:
    """The day of a segment as its own words tell it, its sentence speaking from `reference`."""
    sentence = segment.sentence
    inside = [d for d in sentence.days if segment.holds(d.last - 1) and d.what.kind not in NO_DAY]
    counted = (d for d in inside if d.what.kind == "anchored" and d.what is not segment.gap)
    later = next((d for d in counted if not _tells_time(sentence, d)), None)
    days = [d for d in inside if d.what.kind in _FINENESS and not d.what.since]
    aside = [d for d in days if d.first < sentence.dateline or _is_aside(segment, d, later)]
    spoken = [d for d in days if d not in aside and _is_told(sentence, d)]
    told = [d for d in days if d in spoken or d in aside or sentence.kind == "caption"]
    own = _best(segment, [d for d in days if d not in told])
    said = _best(segment, told)
    latest = _end(resolve_day(said.what, reference)) if said else None
    if own:
        day = _until(sentence, own, days, reference) or resolve_day(own.what, reference)
        if day.precision != "unknown":
            return When(narrow(day, latest) if latest else day, own, None, later)
    if said and said in spoken and sentence.kind != "caption":
        day = resolve_day(said.what, reference)
        known = (
            None
            if day.precision == "unknown"
            else Day(day.start, day.end, day.precision, f"the day it was told: {day.rule}")
        )
        return When(known, said, latest, later, told=True)
    return When(None, None, latest, later)


def _tells_time(sentence: Sentence, found: Found[DayWords]) -> bool:
    """Whether words such as "shortly before" stand before a clock time or a day, and count from nothing else."""
    return any(d.first in (found.last, found.last + 1) for d in sentence.days)


def _until(
    sentence: Sentence, own: Found[DayWords], days: Sequence[Found[DayWords]], reference: Reference
) -> Day | None:
    """From one day to another: "broke out late on Monday and went on until Tuesday"."""
    other = next(
        (d for d in days if d.first > own.first and {sentence.low(d.first - 1), sentence.low(d.first)} & _UNTIL), None
    )
    if other is None:
        return None
    start, end = resolve_day(own.what, reference), resolve_day(other.what, reference)
    if start.start is None or end.end is None or end.end <= start.start:
        return None
    return Day(start.start, end.end, "range", f"from {start.rule} until {end.rule}")


_PASSIVE = frozenset({"was", "were", "been"})
_UNTIL = frozenset({"until", "till", "through"})


def _end(day: Day) -> date | None:
    return day.end


def _best(segment: Segment, days: Sequence[Found[DayWords]]) -> Found[DayWords] | None:
    """The finest, then the one nearest to the words of the event."""
    anchors = [e.first for e in segment.events] + [h.word.first for h in segment.harms] or [segment.first]
    return min(
        days,
        key=lambda d: (_coarse(d), min(abs(d.first - a) for a in anchors), d.first),
        default=None,
    )


def _coarse(found: Found[DayWords]) -> int:
    rank = _FINENESS[found.what.kind]
    return 0 if rank <= _FINENESS["ago"] else rank


def _is_told(sentence: Sentence, found: Found[DayWords]) -> bool:
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
            return not _event_follows(sentence, verb, found)
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


def _is_aside(segment: Segment, found: Found[DayWords], later: Found[DayWords] | None) -> bool:
    """Whether a day is that of something else told in the same breath, and only bounds the day of the incident."""
    sentence = segment.sentence
    if _owns_event(sentence, found):
        return _looks_back(segment, found) or _anchors(segment, found, later)
    if _stamped(sentence, found) or _of_aftermath(sentence, found):
        return True
    if any(h.later and found.first >= h.last for h in segment.harms):
        return True  # "the toll rose to 23 on Friday"
    return _looks_back(segment, found) or _anchors(segment, found, later) or _dies_later(segment, found)


def _of_aftermath(sentence: Sentence, found: Found[DayWords]) -> bool:
    """Whether a verb of what was done afterwards governs the day: "on Wednesday denied", "was arrested on Sunday".

    A day goes with the verb before it; with the one that follows where it stands right before it or opens the clause.
    """
    after = [f for f in phrases("telling").find(sentence.tokens) if not _in_group(sentence, f.first)]
    if any(f.first == found.last for f in after) and not _event_between(sentence, found.last, found.last + 3):
        return True
    own = [(e.first, e.last) for e in sentence.events] + [(h.word.first, h.word.last) for h in sentence.harms]
    own += [(i, i + 1) for i, t in enumerate(sentence.tokens) if t.low in _OCCUR or _is_call(sentence, i)]
    if any(first == found.last for first, _ in own):
        return False  # "a Sunday afternoon shooting"
    taken = {i for span in own for i in range(*span)}
    deeds = [(*span, False) for span in own] + [(f.first, f.last, True) for f in after if f.first not in taken]
    before = max((d for d in deeds if d[1] <= found.first and not _parted(sentence, d[1], found.first)), default=None)
    following = min((d for d in deeds if d[0] >= found.last), default=None)
    if following and "," in {sentence.low(k) for k in range(found.last + 1, following[0])}:
        following = None
    opens = found.first <= 1 or sentence.low(found.first - 1) in _OPENS
    governor = following if opens and following else before
    return governor is not None and governor[2]


def _is_call(sentence: Sentence, i: int) -> bool:
    """Whether help was called to where it happened: "officers were called to the bar"."""
    return sentence.low(i) in _CALLED and sentence.low(i + 1) == "to"


_CALLED = word_set("when called")


def _in_group(sentence: Sentence, i: int) -> bool:
    """Whether a participle only describes people: "eight identified victims"."""
    return any(g.first <= i < g.last for g in sentence.groups)


def _parted(sentence: Sentence, first: int, last: int) -> bool:
    """Whether another clause begins between two tokens."""
    return any(sentence.low(k) in _CLAUSE for k in range(first, last))


_OPENS = frozenset({",", "and", "but", "that", ":", "-", "—"})
_CLAUSE = word_set("harm clause") - {"as"}


def _stamped(sentence: Sentence, found: Found[DayWords]) -> bool:
    """Whether a day is that of publication: "Posted: Tuesday", "(Published Thursday)", or stands at the head alone."""
    before = [sentence.low(k) for k in range(found.first - 3, found.first)]
    return bool(_STAMPS & {before[-1], before[-2] if before[-1] in (":", "on", "at") else ""})


_STAMPS = word_set("when stamps")


def _dies_later(segment: Segment, found: Found[DayWords]) -> bool:
    """Whether the day is that of a death from wounds: "died in hospital on Monday"."""
    sentence = segment.sentence
    before = [sentence.low(k) for k in range(max(segment.first, found.first - 9), found.first)]
    died = next((k for k, low in enumerate(before) if low in ("died", "dies", "succumbed")), None)
    after = [sentence.low(k) for k in range(found.last, found.last + 4)]
    return died is not None and bool({*before[died:], *after} & {"hospital", "wounds", "injuries", "burns", "clinic"})


def _anchors(segment: Segment, found: Found[DayWords], later: Found[DayWords] | None) -> bool:
    """Whether a day counted from this one stands nearer to the event: "on Thursday ... struck the previous day"."""
    if later is None or not segment.events:
        return False
    return min(abs(later.first - e.first) for e in segment.events) < min(
        abs(found.first - e.first) for e in segment.events
    )


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


_OCCUR = word_set("when occur")


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
