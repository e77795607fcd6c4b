"""Sentences cut where they pass from one incident to another: "hours after", "in retaliation for", "while"."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from consilience.extract.found import Found
from consilience.extract.group import Group
from consilience.extract.harm import Harm
from consilience.extract.lexicon import EventWord, phrases, word_set
from consilience.extract.sentence import Sentence
from consilience.resolve.days import NO_DAY, DayWords

_SINCE, _SPANS, _RAISING = word_set("harm since"), word_set("harm spans"), word_set("segment raising")
_DYING = word_set("when dying")
_VOWS = word_set("answer vows")
_HELPERS, _CALLS = word_set("answer helpers"), word_set("answer calls")
_HELP_WITHIN = 5  # tokens between those who respond, or what they respond to, and "responded to"
_VOWED_WITHIN = 4  # tokens between "vowed" and the words of an answer


@dataclass(slots=True)
class Segment:
    """A part of a sentence that tells of one incident at most: token indexes, end exclusive.

    `link` says how it hangs on the segment of the same sentence it was cut from: None for the main one, else the
    kind of data/lexicon/links.tsv, or "scene" for what those who come to help respond to; `gap` holds the words that
    measure the time between them.
    """

    sentence: Sentence
    first: int
    last: int
    link: str | None = None
    gap: DayWords | None = None
    events: list[Found[EventWord]] = field(default_factory=list)
    harms: list[Harm] = field(default_factory=list)

    def holds(self, i: int) -> bool:
        """Whether a token belongs to it."""
        return self.first <= i < self.last

    @property
    def tells(self) -> bool:
        """Whether anything in it can tell of an incident."""
        return bool(self.events or self.harms)


@dataclass(frozen=True, slots=True)
class _Cut:
    first: int  # the link's own tokens
    last: int
    link: str
    gap: DayWords | None


def segments(sentence: Sentence) -> list[Segment]:
    """The segments of a sentence, the main one first."""
    spans: list[Span] = [(0, len(sentence.tokens), None, None)]
    cuts = [*_cuts(sentence), *_joined(sentence), *_place_by_place(sentence), *_summed(sentence)]
    for cut in sorted(cuts, key=lambda c: c.first):
        pieces = _split(sentence, spans[-1] if not spans[-1][2] or cut.first >= spans[-1][0] else spans[0], cut)
        if pieces:
            spans = [s for s in spans if s != pieces[0]] + pieces[1]
    found = [_filled(Segment(sentence, first, last, link, gap)) for first, last, link, gap in spans]
    return sorted(found, key=lambda s: (s.link is not None, s.first))


Span = tuple[int, int, str | None, DayWords | None]


def _split(sentence: Sentence, span: Span, cut: _Cut) -> tuple[Span, list[Span]] | None:
    """The span cut in two, if both halves can tell of an incident of their own."""
    first, last, link, gap = span
    if not first <= cut.first < last:
        return None
    if cut.first <= first + 1:  # "Two days after the attack, the army ..."
        comma = _main_clause(sentence, cut.last, last)
        if comma is None:
            return None
        side, main = (cut.last, comma), (comma + 1, last)
    else:
        side, main = (cut.last, last), (first, cut.first)
    if (cut.link != "too" and not _tells(sentence, *side)) or not _worth_cutting(sentence, main, side, cut):
        return None
    end = _attributed(sentence, *side) if cut.link in ("answers", "scene") else side[1]
    rest: list[Span] = [(end, side[1], "rest", None)] if end < side[1] and _tells(sentence, end, side[1]) else []
    return span, [(*main, link, gap), (side[0], end, cut.link, cut.gap), *rest]


def _attributed(sentence: Sentence, start: int, end: int) -> int:
    """Where words that say who said it end what was linked: "in response to rocket fire, the army said, and ..."."""
    for speaker in sentence.speakers:
        comma = speaker.first - 1 if sentence.low(speaker.first - 1) == "," else speaker.first - 2
        after = {sentence.low(k) for k in range(max(speaker.last, speaker.at), speaker.at + 5)}
        if start < comma < end and sentence.low(comma) == "," and speaker.at >= speaker.last and "and" in after:
            return comma
    return end


def _main_clause(sentence: Sentence, start: int, end: int) -> int | None:
    """The comma after which the main clause begins, for a sentence that opens with a subordinate one."""
    commas = [i for i in range(start, end) if sentence.low(i) == "," and not _goes_on(sentence, i + 1)]
    return next((i for i in commas if _tells(sentence, i + 1, end) and _tells(sentence, start, i)), None)


def _goes_on(sentence: Sentence, i: int) -> bool:
    """Whether what follows a comma still belongs to the clause before it: "hit Taji, killing two, ..."."""
    ing = [e.first for e in sentence.events if e.what.form == "ing"]
    ing += [h.word.first for h in sentence.harms if h.word.what.form == "ing"]
    return i in ing or sentence.low(i) in ("which", "who", "where")


def _tells(sentence: Sentence, first: int, last: int) -> bool:
    return any(first <= e.first < last for e in sentence.events) or any(
        first <= h.word.first < last for h in sentence.harms
    )


def _worth_cutting(sentence: Sentence, main: tuple[int, int], side: tuple[int, int], cut: _Cut) -> bool:
    """Whether the link parts two incidents, or only tells how one went ("killed after gunmen opened fire")."""
    if cut.link == "after" and _dies_of(sentence, main, side):
        return False
    more = cut.link == "apart" and sentence.low(cut.last - 1) in ("another", "second")
    joined = sentence.low(cut.first) == "and" and not more and cut.link != "as"
    if cut.link in ("answers", "scene", "aside", "too") or cut.gap is not None or joined:
        return True
    own = [e for e in sentence.events if main[0] <= e.first < main[1]]
    other = [e for e in sentence.events if side[0] <= e.first < side[1]]
    harmed = [any(a <= h.word.first < b and not h.subset for h in sentence.harms) for a, b in (main, side)]
    day = [_has_day(sentence, *part) for part in (main, side)]
    before, placed = (_has_place(sentence, *part) for part in (main, side))
    told = any(side[0] <= s.first < side[1] for s in sentence.speakers)  # "while another network said five had died"
    alike = before and placed and not told and _same_harm_anew(sentence, main, side)
    if cut.link == "as" or alike:
        return alike
    if cut.link == "apart":
        if not more and _points_back(sentence, side):
            return False  # "a convoy was attacked on Monday; two drivers died in that ambush"
        both = all(_tells(sentence, *part) for part in (main, side))
        if more:
            return both and harmed[1] and (placed or bool(other)) and (before or bool(own))
        return both and (harmed[1] or day[1]) and bool(other) and (bool(own) or day[0])
    if sentence.low(cut.first) in ("follow", "follows", "followed") and own and other:
        return True
    told = bool(own and (other or harmed[1])) and (
        harmed[1] or day[1] or (harmed[0] and bool(other) and _indefinite_noun(sentence, other[0]))
    )
    if not day[0] and not harmed[1] and _one_deed(own, other):
        return False  # "was shot dead after a chase and a shooting on Tuesday" tells one incident
    return told and (day[1] or _types_differ(own, other) or all(harmed))


def _dies_of(sentence: Sentence, main: tuple[int, int], side: tuple[int, int]) -> bool:
    """Whether somebody died of what is told after the link: "died on Friday, two days after he was shot"."""
    died = any(sentence.low(k) in _DYING for k in range(*main))
    own = any(main[0] <= e.first < main[1] for e in sentence.events)
    killed = any(h.field == "killed" and side[0] <= h.word.first < side[1] for h in sentence.harms)
    return died and not own and not killed


def _same_harm_anew(sentence: Sentence, main: tuple[int, int], side: tuple[int, int]) -> bool:
    """Whether both sides tell of people harmed in one way, the second of others, with a subject of its own.

    "and gunmen shot two", but not "and wounded two" by those told before, nor "and two others were hurt".
    """
    here, there = ([h for h in sentence.harms if a <= h.word.first < b and not h.subset] for a, b in (main, side))
    new = next((h for h in there if h.field == "killed"), None)
    if new is None or new.word.what.shape == "toll" or any(g.more for g in new.groups):
        return False
    own = new.first > side[0] or new.first < new.word.first
    counted = all(any(g.quantity or g.single for h in told for g in h.groups) for told in (here, [new]))
    return own and counted and any(h.field == "killed" for h in here)


def _points_back(sentence: Sentence, side: tuple[int, int]) -> bool:
    """Whether one side's only word of violence is "that ambush", of which the other side told."""
    events = [e for e in sentence.events if side[0] <= e.first < side[1]]
    nouns = [e for e in events if e.what.part == "noun"]
    return len(events) == len(nouns) == 1 and sentence.low(nouns[0].first - 1) in ("that", "this")


def _one_deed(own: list[Found[EventWord]], other: list[Found[EventWord]]) -> bool:
    """Whether both sides tell of violence with one word, as verb and noun: "shot ... shooting"."""
    stems = [{e.what.lemma.split()[-1].removesuffix("ing")[:5] for e in side} for side in (own, other)]
    return bool(stems[0] & stems[1])


def _indefinite_noun(sentence: Sentence, event: Found[EventWord]) -> bool:
    before = [sentence.low(i) for i in range(max(0, event.first - 4), event.first)]
    return event.what.part == "noun" and any(w in ("a", "an", "deadly") for w in before)


def _types_differ(own: list[Found[EventWord]], other: list[Found[EventWord]]) -> bool:
    types = [{e.what.type for e in side if e.what.type and e.what.type != "Attack"} for side in (own, other)]
    return bool(types[0] and types[1] and not types[0] & types[1]) or (not types[1] and bool(types[0]))


def _has_place(sentence: Sentence, first: int, last: int) -> bool:
    first = max(first, sentence.dateline)
    return any(first <= p.first < last and p.what.kind != "adjective" for p in sentence.places)


def _has_day(sentence: Sentence, first: int, last: int) -> bool:
    return any(first <= d.first < last and d.what.kind not in NO_DAY | {"anchored"} for d in sentence.days)


def _cuts(sentence: Sentence) -> Iterator[_Cut]:
    """The links of a sentence from left to right; a measure of time before "after" belongs to the link."""
    gaps = {d.last: d for d in sentence.days if d.what.kind == "anchored"}
    done = -1
    for hit in phrases("links", "link").find(sentence.tokens):
        if hit.first <= done or any(
            d.first <= hit.first < d.last and d.last != hit.last for d in sentence.days if d.what.kind != "anchored"
        ):
            continue
        if hit.what[0] in ("after", "before") and _stands_alone(sentence, hit.last):
            continue
        gap = next((d for d in sentence.days if d.what.kind == "anchored" and d.first <= hit.first < d.last), None)
        gap = gap or gaps.get(hit.first)
        first = min(hit.first, gap.first) if gap else hit.first
        done = max(hit.last, gap.last if gap else 0) - 1
        link = hit.what[0]
        if link in ("after", "before", "answers", "apart", "aside", "as"):
            if link == "answers" and _comes_to_help(sentence, hit.first, hit.last):
                link = "scene"
            elif link == "answers" and only_could_be(sentence, hit.first):
                link = "aside"
            yield _Cut(first, done + 1, link, gap.what if gap else None)


def _joined(sentence: Sentence) -> Iterator[_Cut]:
    """Two incidents told with "and", each with a day and a toll: "..., and on Thursday a bomb killed two"."""
    for day in sentence.days:
        at = day.first - 1
        sides = (0, at), (day.first, len(sentence.tokens))
        if sentence.low(at) == "and" and all(
            _has_day(sentence, *side) and any(side[0] <= h.word.first < side[1] for h in sentence.harms)
            for side in sides
        ):
            yield _Cut(at, at + 1, "apart", None)


def _place_by_place(sentence: Sentence) -> Iterator[_Cut]:
    """A toll told place by place: "killed 12 in Khan Younis and three in Rafah" is of two incidents."""
    for harm in sentence.harms:
        placed = [g for g in harm.groups if g.quantity and _place_after(sentence, g)]
        if len(placed) == len(harm.groups) > 1:
            for group in placed[1:]:
                at = group.first - 1
                if sentence.low(at) in ("and", ",", ";"):
                    yield _Cut(at, group.first, "too", None)


def _summed(sentence: Sentence) -> Iterator[_Cut]:
    """What an incident brings a toll of a time to: "..., raising to 26 the number of those killed this month"."""
    lows = [t.low for t in sentence.tokens]
    at = next((k for k in range(1, len(lows)) if lows[k] in _RAISING and lows[k - 1] == ","), None)
    if at is not None and (
        any(low in _SINCE for low in lows[at:]) or any(a == "this" and b in _SPANS for a, b in pairwise(lows[at:]))
    ):
        yield _Cut(at, at + 1, "aside", None)


def _place_after(sentence: Sentence, group: Group) -> bool:
    """Whether "in" and a place stand right after a group."""
    at = [p.first for p in sentence.places if p.what.kind != "adjective" and 1 <= p.first - group.last <= 3]
    return bool(at) and sentence.low(group.last) in ("in", "at", "near")


def _stands_alone(sentence: Sentence, i: int) -> bool:
    """Whether nothing follows that "before" or "after" could link to: "a bombing the day before at a mosque"."""
    if any(d.first in (i, i + 1) and d.what.kind != "anchored" for d in sentence.days):
        return True  # "shortly before 8:17 PM on Saturday"
    gerund = (
        i < len(sentence.tokens)
        and sentence.low(i).endswith("ing")
        and sentence.low(i) not in ("shelling", "bombing", "fighting", "shooting")
    )
    return (
        gerund
        or i >= len(sentence.tokens)
        or not sentence.tokens[i].word
        or sentence.low(i) in ("at", "in", "on", "near", "and", "by")
    )


def _filled(segment: Segment) -> Segment:
    segment.events = [e for e in segment.sentence.events if segment.holds(e.first)]
    segment.harms = [own for h in segment.sentence.harms if (own := _own(segment, h))]
    return segment


def _own(segment: Segment, harm: Harm) -> Harm | None:
    """A harm as far as it belongs to a segment: of a toll told place by place, the people told there."""
    inside = tuple(g for g in harm.groups if segment.holds(g.first))
    if len(harm.groups) > 1 and 0 < len(inside) < len(harm.groups):
        first = harm.first if segment.holds(harm.first) else inside[0].first
        return replace(harm, groups=inside, first=first, last=max(inside[-1].last, first + 1))
    if segment.link == "too":
        return None
    return harm if segment.holds(harm.word.first) or segment.holds(harm.first) else None


def _comes_to_help(sentence: Sentence, first: int, last: int) -> bool:
    """Whether those who respond only come to where it happened: "officers responded to a shooting"."""
    if not any(sentence.low(k).startswith("respon") for k in range(first, last)):
        return False
    before = {sentence.low(k) for k in range(max(0, first - _HELP_WITHIN), first)}
    after = {sentence.low(k) for k in range(last, last + _HELP_WITHIN)}
    return bool(before & _HELPERS or after & _CALLS)


def only_could_be(sentence: Sentence, i: int) -> bool:
    """Whether words of an answer are a vow, a fear or a guess: "vowed to retaliate", "may have been in revenge for"."""
    near = {sentence.low(k) for k in range(max(0, i - _VOWED_WITHIN), i)}
    return sentence.low(i - 1) == "to" or bool(near & _VOWS)
