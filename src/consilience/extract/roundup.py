"""The lead of a roundup, whose toll sums up the incidents told one by one below it."""

from collections.abc import Sequence

from consilience.extract.draft import Draft
from consilience.resolve.places import contains


def told_one_by_one(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without those that only sum up others of the report, which become tallies."""
    kept = list(drafts)
    for draft in drafts:
        parts = [d for d in kept if d is not draft and _is_part(d, draft)]
        if (draft.spread or _adds_up(draft, parts)) and len(parts) >= 2:
            for mention in draft.mentions:
                mention.generic = True
            kept.remove(draft)
    return kept


def _is_part(other: Draft, whole: Draft) -> bool:
    """Whether an incident can be one of those a sum is of: at one of its days, in its place."""
    if other.spread or not any(not m.generic for m in other.mentions):
        return False
    days = other.day is None or whole.day is None or whole.loose or other.day.meets(whole.day)
    near = not whole.places or not other.places or any(
        p.key == q.key or contains(p, q) for p in whole.places for q in other.places
    )  # fmt: skip
    return days and (near or whole.best_place is None)


def _adds_up(whole: Draft, parts: Sequence[Draft]) -> bool:
    """Whether the deaths of the parts are those of the whole, which names no town of its own."""
    total = _most(whole)
    tolls = [_most(p) for p in parts]
    return whole.best_place is None and total > max(tolls, default=0) > 0 and total == sum(tolls)


def _most(draft: Draft) -> int:
    figures = [c.value for c in draft.tolls("killed") if c.scope != "part" and isinstance(c.value, int)]
    return max(figures, default=0)
