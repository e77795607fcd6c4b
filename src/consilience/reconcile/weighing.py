"""How the likeness of two accounts comes about: what each thing they share, or do not, adds to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from consilience.claim import Account
from consilience.reconcile.bars import barred
from consilience.reconcile.match import levels
from consilience.reconcile.sketch import sketch
from consilience.reconcile.weights import limit, score, sentence, weight


@dataclass(frozen=True, slots=True)
class Weight:
    """One thing that speaks for one incident (bits above 0) or against it; a bit doubles or halves the odds."""

    group: str
    level: str
    bits: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Weighing:
    """Two accounts weighed: from what any two have (`prior`), each weight added, to a likelihood of 0 to 1.

    `barred` says what makes it impossible that they are one; then nothing is weighed. `join` is the likelihood from
    which two are joined.
    """

    one: Account
    other: Account
    prior: float
    weights: tuple[Weight, ...]
    score: float
    barred: str | None
    join: float


def weigh(one: Account, other: Account) -> Weighing:
    """How alike two accounts are, and what makes them so, the weightiest first; as PlainMatcher has it."""
    mine, theirs = sketch(one), sketch(other)
    prior, join = limit("prior"), limit("join")
    why_not = barred(mine, theirs)
    if why_not:
        return Weighing(one, other, prior, (), 0.0, why_not, join)
    found = [
        Weight(group, level, weight(group, level), sentence(group, level).format(**told))
        for group, (level, told) in levels(mine, theirs)
        if level != "unknown"
    ]
    ordered = tuple(sorted(found, key=lambda w: (-abs(w.bits), w.group)))
    return Weighing(one, other, prior, ordered, score(prior + sum(w.bits for w in found)), None, join)


def weigh_nearest(ones: Iterable[Account], others: Iterable[Account]) -> Weighing:
    """The two, one of each, that are most alike."""
    weighed = (weigh(one, other) for one, other in product(ones, others))
    return max(weighed, key=lambda w: (w.score, w.one.id, w.other.id))
