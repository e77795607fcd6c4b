"""The accounts of one family into incidents, by the rule that all joining follows (reconcile/cluster.py)."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from consilience.bulk.families import Family, Pair
from consilience.claim import Account
from consilience.reconcile.cluster import Likenesses, cluster, joined
from consilience.reconcile.decide import Decisions
from consilience.reconcile.match import PlainMatcher
from consilience.reconcile.weights import score_of

_score = lru_cache(maxsize=100_000)(score_of)


def groups(family: Family) -> list[tuple[int, ...]]:
    """The accounts of each incident of a family that has no links, by their places in it, earliest first."""
    if len(family.numbers) == 1:
        return [(0,)]
    weights = family.weights

    def scores(pairs: Sequence[Pair]) -> Iterable[float | None]:
        return [None if (weight := weights[pair]) is None else _score(weight) for pair in pairs]

    return joined(family.ranks, family.near, scores, Decisions())


def linked_groups(family: Family, accounts: Sequence[Account]) -> list[tuple[int, ...]]:
    """The same of a family in which accounts answer others, and joined ones speak for those beside them."""
    return cluster(Likenesses(accounts, PlainMatcher()), family.near, Decisions())
