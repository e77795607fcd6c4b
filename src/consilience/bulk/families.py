"""Families: accounts that could be joined by way of each other, the pieces in which all is clustered and settled.

What is in two families never meets again: likenesses that suffice to join hold each together, and so do the links by
which joined accounts speak for those their reports tell of beside them (reconcile/relate.py). So each can be worked on
by itself, by the same code that joins a small ledger, and on as many processes as there are.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter

from consilience.bulk import pairs
from consilience.bulk.engine import Engine
from consilience.reconcile.weights import MILLI, limit, score_of

Pair = tuple[int, int]
FAMILIES = {"number": "bigint", "family": "bigint", "linked": "boolean"}


@dataclass(frozen=True, slots=True)
class Family:
    """Accounts in their order, what is kept of each, and the weight of each two in thousandths of a bit.

    Pairs are of places in it. Those brought `near` may join; others are only asked for when groups do; barred ones
    weigh None. Of a `linked` family, in which some answer others, only those brought near are weighed.
    """

    numbers: tuple[int, ...]
    ranks: tuple[int, ...]
    bodies: tuple[bytes, ...]
    near: tuple[Pair, ...]
    weights: dict[Pair, int | None]
    linked: bool = False


@cache
def enough() -> int:
    """The least weight, in thousandths of a bit, that suffices to join two."""
    weight = round(-60 * MILLI)
    step = 1 << 17
    while step:
        if score_of(weight + step) < limit("join"):
            weight += step
        step >>= 1
    return weight + 1


class _Forest:
    """Which accounts are of one family, by their numbers."""

    def __init__(self, count: int) -> None:
        self.parent = list(range(count))

    def root(self, number: int) -> int:
        parent = self.parent
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    def join(self, one: int, other: int) -> bool:
        """Makes two families one; whether they were two."""
        here, there = self.root(one), self.root(other)
        if here == there:
            return False
        first, second = (here, there) if here < there else (there, here)
        self.parent[second] = first
        return True


def find_families(engine: Engine) -> int:
    """Makes `families` of `accounts`, `scored` and `links`, a family named by its first number; how many there are."""
    ((count,),) = engine.rows("select count(*) from accounts")
    forest = _Forest(count)
    for one, other in engine.rows(f"select l, r from scored where weight >= {enough()}"):
        forest.join(one, other)
    linked = sorted({number for (number,) in engine.rows("select one from links")})
    if linked:
        _spread(forest, linked, _siblings(engine), list(engine.rows("select answer, cause from answers")))
    roots = [forest.root(number) for number in range(count)]
    of_links = {roots[number] for number in linked}
    engine.put("families", FAMILIES, ((n, root, root in of_links) for n, root in enumerate(roots)))
    return len(set(roots))


def _siblings(engine: Engine) -> dict[int, list[int]]:
    """The accounts of each report that has several, for each of them."""
    several = "select report from accounts group by report having count(*) > 1"
    rows = engine.rows(f"select report, number from accounts join ({several}) using (report) order by report, number")
    found: dict[int, list[int]] = {}
    for _, told in groupby(rows, key=itemgetter(0)):
        numbers = [number for _, number in told]
        found.update(dict.fromkeys(numbers, numbers))
    return found


def _spread(forest: _Forest, linked: Sequence[int], siblings: dict[int, list[int]], answers: Iterable[Pair]) -> None:
    """Makes of one family what links can bring together: all that the reports of its members tell of."""
    for answer, cause in answers:
        forest.join(answer, cause)
    members: dict[int, list[int]] = {}
    for number in range(len(forest.parent)):
        members.setdefault(forest.root(number), []).append(number)
    waiting = {forest.root(number) for number in linked}
    done: set[int] = set()
    while waiting:
        here = forest.root(waiting.pop())
        for number in [n for n in members[here] if n in siblings and n not in done]:
            done.add(number)
            for other in siblings[number]:
                there = forest.root(other)
                here = forest.root(here)
                if forest.join(here, other):
                    keep, gone = (here, there) if forest.root(here) == here else (there, here)
                    members[keep] += members.pop(gone)
                    waiting.add(keep)


def weigh_families(engine: Engine) -> None:
    """Makes `weighed` of `families` and `scored`: the weight of each two of a family, null where they are barred."""
    both = "families f join families g on f.family = g.family and f.number < g.number"
    small = "select family from families where not linked group by family having count(*) > 2"
    every = f"select f.number as l, g.number as r from {both} join ({small}) s on s.family = f.family"
    engine.make("missing", f"{every} except select l, r from scored")
    engine.make("open_pairs", pairs.unbarred(engine, "missing"))
    pairs.compare_names(engine, "open_pairs")
    pairs.score(engine, "scored_more", "open_pairs")
    met = "select f.family, s.l, s.r, s.weight, true as near from scored s join families f on f.number = s.l"
    met += " join families g on g.number = s.r and g.family = f.family"
    more = "select f.family, m.l, m.r, s.weight, false as near from missing m join families f on f.number = m.l"
    more += " left join scored_more s on s.l = m.l and s.r = m.r"
    engine.make("weighed", f"{met} union all {more}")
    for table in ("missing", "open_pairs", "scored_more"):
        engine.drop(table)


def families(engine: Engine) -> Iterator[Family]:
    """Each family, by its first number."""
    members = engine.rows(
        "select f.family, f.number, a.rank, b.body, f.linked from families f join accounts a on a.number = f.number"
        " join bodies b on b.number = f.number order by f.family, f.number"
    )
    weighed = engine.rows("select family, l, r, weight, near from weighed order by family, l, r")
    following = groupby(weighed, key=itemgetter(0))
    now = next(following, None)
    for name, rows in groupby(members, key=itemgetter(0)):
        told = list(rows)
        _, numbers, ranks, bodies, linked = zip(*told, strict=True)
        near, weights = [], {}
        if now is not None and now[0] == name:
            place = {number: n for n, number in enumerate(numbers)}
            for _, one, other, weight, is_near in now[1]:
                pair = place[one], place[other]
                weights[pair] = weight
                if is_near:
                    near.append(pair)
            now = next(following, None)
        yield Family(numbers, ranks, tuple(map(bytes, bodies)), tuple(near), weights, linked[0])
