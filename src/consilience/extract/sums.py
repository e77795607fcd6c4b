"""Whether the words of a segment sum up many incidents: those of a time, of a war, or of many places."""

from collections.abc import Collection

from consilience.day import Day
from consilience.extract.lexicon import word_set
from consilience.extract.segment import Segment
from consilience.extract.sentence import Sentence
from consilience.extract.where import Where

_PERIODS = frozenset({"duration", "year", "month", "season"})
#: Kinds of which many in one place are one operation.
_BLOWS = frozenset(
    {"Air/drone strike", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED", "Suicide bomb"}
)
_LONG = 20  # days: a toll told of more than that, in a whole country, is a sum
_BRIEF = 12  # days: the third of a month, or a week
_HOLLOW, _UNREST = word_set("what hollow"), word_set("what unrest")
_SPANS = word_set("sums spans")
_SPREAD, _SEVERAL, _PLACES = word_set("sums spread"), word_set("sums several"), word_set("sums places")


def sums_up_time(segment: Segment, day: Day | None, where: Where) -> bool:
    """Whether a toll is told of a month or a year in a whole country, and of no incident in it."""
    coarse = day is not None and day.precision in ("month", "year", "range") and (day.length or 0) > _LONG
    wide = not any(p.precision not in ("country", "region") for p, _ in where.places)
    single = any(e.what.form == "singular" and e.what.lemma not in _HOLLOW for e in segment.events)
    brief = day is not None and (day.length or _LONG) <= _BRIEF  # "in late December"
    period = any(f.what[0] == "period" and segment.holds(f.first) for f in segment.sentence.flags)
    return not single and (period or (wide and (coarse or (has_period(segment) and not brief))))


def counts_incidents(segment: Segment) -> bool:
    """Whether incidents themselves are counted: "dozens of rocket attacks this winter"."""
    sentence = segment.sentence
    firsts = {e.first for e in segment.events if e.what.form == "plural"}
    counted = [q for q in sentence.counted if q.low >= 2 and segment.holds(q.first)]
    return any(q.last in firsts or (q.last + 1 in firsts and sentence.low(q.last) != "of") for q in counted)


def in_one_operation(segment: Segment, where: Where) -> bool:
    """Whether blows of one kind that are counted fell on one town: "15 airstrikes target Deir ez-Zor"."""
    counted = {e.what.type for e in segment.events if e.what.part == "noun" and e.what.form == "plural"}
    fine = [p for p, _ in where.places if p.precision not in ("country", "region", "unknown")]
    flagged = any(f.what[0] in ("habit", "period") and segment.holds(f.first) for f in segment.sentence.flags)
    return bool(counted) and counted <= _BLOWS and len(fine) == 1 and not flagged and not has_period(segment)


def has_period(segment: Segment) -> bool:
    """Whether a length of time is told, or a word that stands for one: a war, unrest."""
    days = [d for d in segment.sentence.days if segment.holds(d.first)]
    words = {t.low for t in segment.sentence.tokens[segment.first : segment.last]}
    return any(d.what.kind in _PERIODS or d.what.since for d in days) or bool(words & _UNREST)


def is_spread(segment: Segment, where: Where) -> bool:
    """Whether a toll is told of attacks in many places, which may be told one by one below."""
    if not any(not h.subset for h in segment.harms):
        return False
    told = [p for p, f in where.places if f.first >= segment.sentence.dateline]
    wide = bool(told) and all(p.precision in ("country", "region") for p in told)
    return bool(_plural(segment)) and (_tells_of_several(segment) or wide or _counts_places(segment))


def is_of_several(segment: Segment, where: Where) -> bool:
    """Whether its own words tell that attacks are several: "in separate shootings", "in Chicago weekend shootings"."""
    plural = _plural(segment)
    spread = bool(plural) and _tells_of_several(segment)
    towns = {k for p, f in where.places if p.precision not in ("country", "region") for k in range(f.first, f.last)}
    return spread or any(_is_of_a_town(segment.sentence, first, towns) for first in plural)


def _tells_of_several(segment: Segment) -> bool:
    words = {t.low for t in segment.sentence.tokens[segment.first : segment.last]}
    return bool(words & (_SPREAD | _SEVERAL))


def _plural(segment: Segment) -> list[int]:
    """Where nouns for several attacks stand."""
    return [e.first for e in segment.events if e.what.part == "noun" and e.what.form == "plural"]


def _is_of_a_town(sentence: Sentence, first: int, towns: Collection[int]) -> bool:
    """Whether the attacks are told as those of a town: "5 wounded in Chicago weekend shootings"."""
    at = first
    while at > 0 and (at - 1 in towns or sentence.low(at - 1) in _SPANS):
        at -= 1
    return any(k in towns for k in range(at, first)) and sentence.low(at - 1) == "in"


def _counts_places(segment: Segment) -> bool:
    """Whether places are counted, and more than one: "in two Pakistani cities"."""
    sentence = segment.sentence
    counted = [q for q in sentence.counted if q.low >= 2 and segment.holds(q.first)]
    return any({sentence.low(q.last), sentence.low(q.last + 1)} & _PLACES for q in counted)
