"""The lead of a roundup, whose toll sums up the incidents told one by one below it."""

from collections.abc import Sequence
from dataclasses import replace

from consilience.extract.draft import Draft
from consilience.extract.mention import Mention
from consilience.extract.what import What
from consilience.extract.when import When
from consilience.extract.where import Where
from consilience.place import Place
from consilience.resolve.places import contains


def told_one_by_one(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without those that only sum up others of the report, which become tallies and lend them their day."""
    kept = list(drafts)
    for draft in drafts:
        parts = [d for d in kept if d is not draft and _is_part(d, draft)]
        if (draft.spread or _adds_up(draft, parts)) and len(parts) >= 2:
            for mention in draft.mentions:
                mention.generic = True
            kept.remove(draft)
            _lend_day(draft, parts)
    return kept


def _lend_day(whole: Draft, parts: Sequence[Draft]) -> None:
    """The parts told without a day are of the one day that the sum is told of."""
    lender = next((m for m in whole.mentions if m.day == whole.day and m.when.at and not m.when.told), None)
    if whole.loose or whole.day is None or whole.day.precision != "day" or lender is None:
        return
    day = replace(whole.day, rule=f"{whole.day.rule}, of the sum it is part of")
    for part in parts:
        counted = any(m.when.later or m.segment.gap for m in part.mentions)
        if part.day is None and part.under is None and not counted:
            when = When(day, lender.when.at)
            part.mentions.append(Mention(lender.segment, lender.part, when, Where(), What(), generic=True))
            part.day, part.loose = day, True


def _is_part(other: Draft, whole: Draft) -> bool:
    """Whether an incident can be one of those a sum is of: at one of its days, in its place."""
    if other.spread or not any(not m.generic for m in other.mentions):
        return False
    days = other.day is None or whole.day is None or whole.loose or other.day.meets(whole.day)
    wide = whole.spread or _town(whole) is None
    near = not whole.places or not other.places or any(
        p.key == q.key or contains(p, q) or (wide and p.country == q.country)
        for p in whole.places for q in other.places
    )  # fmt: skip
    return days and (near or whole.best_place is None)


def _town(draft: Draft) -> Place | None:
    """The first town it names, but for that of a dateline."""
    told = (p for m in draft.mentions for p, f in m.where.places if f.first >= m.sentence.dateline)
    return next((p for p in told if p.known and p.precision not in ("country", "region")), None)


def _adds_up(whole: Draft, parts: Sequence[Draft]) -> bool:
    """Whether the deaths of the parts are those of the whole, which names no town of its own."""
    total = _most(whole)
    tolls = [_most(p) for p in parts]
    return _town(whole) is None and total > max(tolls, default=0) > 0 and total == sum(tolls)


def _most(draft: Draft) -> int:
    figures = [c.value for c in draft.tolls("killed") if c.scope != "part" and isinstance(c.value, int)]
    return max(figures, default=0)
