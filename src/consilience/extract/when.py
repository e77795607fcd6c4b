"""Which of the days a segment names is the day it happened, and which only the day it was told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from consilience.day import Day
from consilience.extract.aside import counted_from, dies_later, is_aside, is_told, lies_ahead
from consilience.extract.found import Found
from consilience.extract.segment import Segment
from consilience.extract.sentence import Sentence
from consilience.resolve.days import NO_DAY, DayWords, Reference, before_anchor, narrow, resolve_day

#: Finest first; a kind that is not listed tells no day by itself.
_KINDS = (
    "date", "month-day", "weekday", "near", "overnight", "range", "ordinal", "ago",
    "weekend", "week", "feast", "month", "season", "year",
)  # fmt: skip
_FINENESS = {kind: rank for rank, kind in enumerate(_KINDS)}


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
    open: tuple[Found[DayWords], Day] | None = None  # words that tell a day which cannot be known: "on 17 Rajab"


def when(segment: Segment, reference: Reference) -> When:
    """The day of a segment as its own words tell it, its sentence speaking from `reference`."""
    sentence = segment.sentence
    inside = [d for d in sentence.days if segment.holds(d.last - 1) and d.what.kind not in NO_DAY]
    counted = (d for d in inside if d.what.kind == "anchored" and d.what is not segment.gap)
    later = next((d for d in counted if not _tells_time(sentence, d)), None)
    days = [
        n for d in inside if d.what.kind in _FINENESS and (n := _named(sentence, d)) and not lies_ahead(sentence, n)
    ]
    aside = [d for d in days if d.first < sentence.dateline or is_aside(segment, d, later)]
    spoken = [d for d in days if d not in aside and is_told(sentence, d)]
    told = [d for d in days if d in spoken or d in aside or sentence.kind == "caption"]
    own = _best(segment, [d for d in days if d not in told])
    said = _best(segment, told)
    latest = _end(resolve_day(said.what, reference)) if said else None
    if own:
        day = _until(sentence, own, days, reference) or resolve_day(own.what, reference)
        if day.precision != "unknown":
            return When(narrow(day, latest) if latest else day, own, None, later)
        unknown = own, day
    else:
        unknown = None
    if said and sentence.kind != "caption":
        day = resolve_day(said.what, reference)
        back = counted_from(segment, said) if said not in spoken and dies_later(segment, said) else None
        if back and day.precision != "unknown":
            return When(before_anchor(back.what, day), said, latest, None, False, unknown)
        whose = "it was told" if said in spoken else "somebody died of it" if dies_later(segment, said) else ""
        if whose:
            known = None if day.precision == "unknown" else replace(day, rule=f"the day {whose}: {day.rule}")
            return When(known, said, latest, later, True, unknown)
    if said and later and said.first < later.first and later.what.count:
        day = resolve_day(later.what, reference, resolve_day(said.what, reference))
        if day.precision != "unknown":  # "mourned on Tuesday three men who were shot dead two days earlier"
            return When(day, later, latest, None, False, unknown)
    return When(None, None, latest, later, open=unknown)


def _named(sentence: Sentence, found: Found[DayWords]) -> Found[DayWords] | None:
    """A day as it is named; none for "since Friday", but the day of the event for "since the 3 May attack"."""
    if not found.what.since:
        return found
    if any(e.first == found.last and e.what.part == "noun" for e in sentence.events):
        return replace(found, what=replace(found.what, since=False))
    return None


def _tells_time(sentence: Sentence, found: Found[DayWords]) -> bool:
    """Whether words such as "shortly before" stand before a clock time or a day, and count from nothing else."""
    return any(d.first in (found.last, found.last + 1) and d.what.kind != "age" for d in sentence.days)


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
