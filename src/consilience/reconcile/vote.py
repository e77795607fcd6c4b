"""Which day, place and kind of incident most independent sources give, and the finest they agree on."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Generic, TypeVar

from consilience.claim import Account, Claim, Field
from consilience.day import Day
from consilience.place import Place
from consilience.reconcile.kinds import is_wide, may_be_one
from consilience.reconcile.places import fineness, meet, same

T = TypeVar("T")
#: How the rule of a day begins that no words of its report tell.
SUPPOSED = "no day is told"


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """What one account tells of a field, the most telling first; accounts of one source share its number."""

    value: T
    also: tuple[T, ...]
    claim: Claim
    account: Account
    source: int

    @property
    def order(self) -> tuple[int, int, str]:
        """Reports mainly about the incident first, then the most recent, then by their ids."""
        return self.account.rank, -(self.account.published or date.min).toordinal(), self.account.id


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """The value voted for, and whether all could agree on it."""

    value: T
    agreed: bool


def told(sources: Sequence[Sequence[Account]], field: Field, read: Callable[[Claim], T | None]) -> list[Told[T]]:
    """What each account tells of a field, as far as it can be read; accounts come by independent source."""
    found = []
    for number, group in enumerate(sources):
        for account in group:
            values = [(v, c) for c in account.all(field) if (v := read(c)) is not None]
            if values:
                first, claim = values[0]
                found.append(Told(first, tuple(v for v, _ in values[1:]), claim, account, number))
    return found


def day_told(claim: Claim) -> Day | None:
    """The day a claim was resolved to, None where it says none."""
    day = claim.resolved
    return day if isinstance(day, Day) and (day.start or day.end) else None


def kind_told(claim: Claim) -> str | None:
    """The kind of incident a claim gives."""
    return str(claim.value) if claim.value else None


def vote_day(told: Sequence[Told[Day]]) -> Outcome[Day]:
    """The finest day, where several are as fine the one most sources meet; a range is narrowed by those it meets.

    No incident happens after a report has told of it, so that later days, as of an arrest or a trial, do not count.
    Where as many sources stand for two days, a day told in words comes before one supposed for want of any, then the
    one told more often in all reports, and then the report published first: "on Tuesday" is written within the week,
    and follow-ups tell of other days, too.
    """

    def length(day: Day) -> float:
        return day.length or float("inf")

    standing = _until_told(told)
    finest = min(length(t.value) for t in standing)
    best = min(
        (t for t in standing if length(t.value) == finest),
        key=lambda t: (
            -_support(standing, t.value, Day.meets),
            -_times(standing, t.value, _same_days),
            t.value.rule.startswith(SUPPOSED),
            -_tellings(standing, t.value),
            t.account.rank,
            t.account.published or date.max,
            t.account.id,
            str(t.value),
        ),
    ).value
    agreed = all(a.value.meets(b.value) for a, b in combinations(told, 2))
    if best.precision == "day":
        return Outcome(best, agreed)
    return Outcome(_narrowed(best, [t.value for t in standing]), agreed)


def _tellings(told: Sequence[Told[Day]], day: Day) -> int:
    """How often the accounts tell this very day."""
    days = (day_told(claim) for t in told for claim in t.account.all("date"))
    return sum(1 for other in days if other and _same_days(other, day))


def _until_told(told: Sequence[Told[Day]]) -> Sequence[Told[Day]]:
    """Without the days that lie after the first report of the incident, if any others are left."""
    first = min((t.account.published for t in told if t.account.published), default=date.max)
    return [t for t in told if t.value.start is None or t.value.start <= first] or told


def vote_place(told: Sequence[Told[Place]]) -> Outcome[Place]:
    """The finest place that most sources agree on, in the spelling most of them use."""
    everyone = len({t.source for t in told})

    def rank(one: Told[Place]) -> tuple[object, ...]:
        support = _support(told, one.value, meet)
        minority = 2 * support <= everyone
        return minority, fineness(one.value), -support, -_times(told, one.value, same), one.order, one.value.name

    best = min(told, key=rank).value
    spelt = [t for t in told if same(t.value, best) and t.value.precision == best.precision]
    names = Counter(t.value.name for t in spelt)
    value = min(spelt, key=lambda t: (-names[t.value.name], t.order)).value
    return Outcome(value, all(_some_meet(a, b) for a, b in combinations(told, 2)))


def vote_kind(told: Sequence[Told[str]]) -> Outcome[str]:
    """The kind most sources could mean; where several could be meant, the most telling, then the most told."""

    def rank(one: Told[str]) -> tuple[object, ...]:
        support = _support(told, one.value, may_be_one)
        return -support, is_wide(one.value), -_times(told, one.value, str.__eq__), one.order, one.value

    return Outcome(min(told, key=rank).value, all(may_be_one(a.value, b.value) for a, b in combinations(told, 2)))


def _same_days(one: Day, other: Day) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _some_meet(one: Told[Place], other: Told[Place]) -> bool:
    return any(meet(p, q) for p in (one.value, *one.also) for q in (other.value, *other.also))


def _support(told: Sequence[Told[T]], value: T, agree: Callable[[T, T], bool]) -> int:
    """Sources that tell something which agrees with the value."""
    return len({t.source for t in told if any(agree(v, value) for v in (t.value, *t.also))})


def _times(told: Sequence[Told[T]], value: T, equal: Callable[[T, T], bool]) -> int:
    """Sources that tell this very value first."""
    return len({t.source for t in told if equal(t.value, value)})


def _narrowed(best: Day, others: Sequence[Day]) -> Day:
    start, end = best.start, best.end
    for day in sorted(others, key=lambda d: (d.length or 10**6, str(d))):
        if Day(start, end, "range").meets(day):
            start = max((d for d in (start, day.start) if d), default=None)
            end = min((d for d in (end, day.end) if d), default=None)
    if (start, end) == (best.start, best.end):
        return best
    return Day(start, end, "day" if start == end else "range", f"{best.rule}; narrowed by another report")
