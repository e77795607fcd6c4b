"""To whom it was done: the actors, posts and people an incident is told to have hit."""

from collections.abc import Sequence

from consilience.actor import Actor
from consilience.extract.lexicon import word_set
from consilience.extract.segment import Segment
from consilience.extract.stance import WATCHERS, Known, Stance
from consilience.extract.who import Who, told_of
from consilience.resolve.actors import same_side

_AGAINST, _HIT_WORDS = word_set("who against"), word_set("who hit")
_POSTS, _POST_OF = word_set("who posts"), word_set("who post_of")


def targets(segment: Segment, known: list[Known], done_by: list[Who], answers: Sequence[Stance] = ()) -> list[Who]:
    """Whom it is told to have hit: actors after the words of the event, their posts, and the harmed people."""
    sentence = segment.sentence
    taken = {w.first for w in done_by}
    found: list[Who] = []
    for first, last, actor in told_of(segment, known, answers):
        if (
            first in taken
            or any(w.actor and same_side(w.actor, actor) for w in done_by)
            or not _can_be_hit(segment, first, last, actor)
        ):
            continue
        if _is_hit(segment, first, last):
            found.append(Who(first, last, actor.name, "stated", actor))
    found = found or _posts(segment)
    if not found:
        for harm in segment.harms:
            for group in harm.groups:
                if group.head is not None and group.category and not harm.subset:
                    found.append(Who(group.head, group.last, sentence.tokens[group.last - 1].low, "stated"))
                    break
    return found


def _can_be_hit(segment: Segment, first: int, last: int, actor: Actor) -> bool:
    """Whether an actor is told of as such: no one who only reports, no country that is only the place."""
    if actor.kind in WATCHERS:
        return any(g.first <= first < g.last for h in segment.harms for g in h.groups)
    if actor.kind != "government" or first in {a.first for a in segment.sentence.actors}:
        return True
    before, after = segment.sentence.low(first - 1), segment.sentence.low(last)
    if any(g.first <= first < g.last for h in segment.harms for g in h.groups):
        return True
    return before in _HIT_WORDS and after not in ("'s", "-")


def _posts(segment: Segment) -> list[Who]:
    """Posts and convoys of armed forces that were attacked: "ambushed a police patrol", "an attack on an army post"."""
    sentence = segment.sentence
    for event in segment.events:
        for k in range(event.last, min(event.last + 7, segment.last)):
            if sentence.low(k) not in _POSTS or sentence.low(k + 1) in _POSTS:
                continue
            first = k
            while first > event.last and sentence.low(first - 1) in _POST_OF:
                first -= 1
            free = all(sentence.tokens[i].word or sentence.low(i) == "'s" for i in range(event.last, first))
            if free and first < k:
                return [Who(first, k + 1, " ".join(t.low for t in sentence.tokens[first : k + 1]), "stated")]
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
