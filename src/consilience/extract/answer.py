"""What an incident is told to answer: another of the report, or one that the report only points to.

"In retaliation for Monday's attack on the base" leads to an incident of its own. "In response to an attack two days
earlier", with nothing but a day or a place, is too little to be one: it stays with the answer as a response to
something nobody here tells of, with its words and the day and place told in them, until a report that tells of it
comes in.
"""

from collections.abc import Iterator, Mapping, Sequence

from consilience.claim import Claim
from consilience.evidence import Evidence
from consilience.extract.draft import Draft
from consilience.extract.found import Found
from consilience.extract.lexicon import phrases, word_set
from consilience.extract.mention import Mention
from consilience.extract.scribe import Scribe
from consilience.extract.segment import Segment, only_could_be
from consilience.toll import FIELDS

_COPULAS, _DEEDS = word_set("answer copulas"), word_set("answer deeds")
_FAR = 6  # tokens between the words of a link and what it leads to: "in response to, the army said, an attack"
_SAID = 5  # tokens of a clause such as "the air operation was launched"
_NAMED = 4  # tokens between "retaliatory" and the event it describes


def only_said_of(mention: Mention) -> bool:
    """Whether the clause before a cause only says why something told before was done: "The operation was"."""
    link = _link_first(mention.segment)
    lows = [mention.sentence.low(k) for k in range(max(0, link - _SAID), link)]
    return bool(lows) and lows[-1] in _COPULAS and any(low in _DEEDS for low in lows)


def pointed_to(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts that are incidents, without those only pointed to, which stay as words with their answers."""
    if len(drafts) < 2:
        return list(drafts)
    bare = [d for d in drafts if _is_bare(d)]
    for draft in drafts:
        if draft.answers and any(draft.answers is d for d in bare) and draft.answer_at:
            draft.unmet.append((draft.answer_at, None if draft.answers.loose else draft.answers.day))
            draft.answers = draft.answer_at = None
    return [d for d in drafts if not any(d is b for b in bare)]


def _is_bare(draft: Draft) -> bool:
    """Whether an incident is told only as the cause of another, without a place, a toll or a name."""
    if any(m.segment.link != "answers" for m in draft.mentions) or draft.countries or draft.places:
        return False
    return not draft.victims and not any(draft.tolls(field) for field in FIELDS)


def unmet_claims(draft: Draft, scribes: Mapping[str, Scribe]) -> Iterator[Claim]:
    """The claims that it answers what no account of the report tells, by the day and the place its words tell."""
    for mention, day in draft.unmet:
        scribe = scribes[mention.part]
        words = _pointing_words(mention.segment, scribe)
        known = [day] if day and day.precision != "unknown" else []
        for resolved in [*known, *(place for place, _ in mention.where.places)] or [None]:
            yield scribe.claim("response", None, words, resolved=resolved)
    if draft.retaliation and not draft.unmet and draft.answers is None:
        scribe = scribes[draft.retaliation.part]
        yield scribe.claim("response", None, _own_words(draft.retaliation, scribe))


def answer_words(mention: Mention, scribe: Scribe) -> Evidence:
    """The words that tell the answer: the link and the event it leads to, or the verb of retaliation and its event."""
    segment = mention.segment
    event = segment.events[0].last if segment.events else min(segment.first + 6, segment.last)
    first = _link_first(segment) if segment.link else segment.first
    return scribe.quote(segment.sentence, first, max(event, first + 1))


def _pointing_words(segment: Segment, scribe: Scribe) -> Evidence:
    """The link with the event, the day and the place it leads to."""
    sentence = segment.sentence
    told = [e.last for e in segment.events]
    told += [d.last for d in sentence.days if segment.holds(d.first)]
    told += [p.last for p in sentence.places if segment.holds(p.first)]
    last = max(told, default=segment.first + _FAR)
    return scribe.quote(sentence, _link_first(segment), min(last, segment.last))


def is_own(mention: Mention) -> bool:
    """Whether a mention's own words say that it is an answer, and not those before a cause: "in retaliation for"."""
    return _own_hit(mention.segment) is not None


def _own_words(mention: Mention, scribe: Scribe) -> Evidence:
    """The words of retaliation, with the event they describe."""
    segment = mention.segment
    hit = _own_hit(segment)
    first, last = (hit.first, hit.last) if hit else (segment.first, segment.first + 1)
    events = [e.last for e in segment.events if first <= e.first <= last + _NAMED]
    return scribe.quote(segment.sentence, first, max([last, *events]))


def _own_hit(segment: Segment) -> Found[tuple[str, ...]] | None:
    sentence = segment.sentence
    linked = {k for h in phrases("links", "link").find(sentence.tokens) for k in range(h.first, h.last)}
    hits = phrases("retaliation", "part").find(sentence.tokens)
    own = (h for h in hits if segment.holds(h.first) and h.first not in linked and not only_could_be(sentence, h.first))
    return next((h for h in own if h.what[0] != "adjective" or _describes(segment, h)), None)


def _describes(segment: Segment, hit: Found[tuple[str, ...]]) -> bool:
    """Whether what an adjective stands before is violence: "a revenge attack", not "revenge porn"."""
    return any(hit.last <= e.first <= hit.last + _NAMED for e in segment.events)


def _link_first(segment: Segment) -> int:
    """The first token of the words that link a segment to what it was cut from."""
    hits = phrases("links", "link").find(segment.sentence.tokens)
    near = [h.first for h in hits if h.what[0] == segment.link and segment.first - _FAR <= h.last <= segment.first + 1]
    return near[-1] if near else max(0, segment.first - 4)
