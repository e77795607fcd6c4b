"""Joining accounts into incidents: the likeliest pairs first, never across a bar or a decision, never by a chain."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product

from consilience.claim import Account
from consilience.doors import Likeness, Matcher
from consilience.reconcile.decide import Decisions
from consilience.reconcile.relate import Extra, relations
from consilience.reconcile.weights import bits, limit, score

Pair = tuple[int, int]
Scores = Callable[[Sequence[Pair]], Iterable[float | None]]
#: How often what was joined is let speak for the accounts beside it.
PASSES = 3
#: Pairs across two groups that are compared before a person is asked about them.
SMALL = 64


@dataclass(slots=True)
class Likenesses:
    """The likeness of any two accounts, by their places in the list; asked of the matcher once."""

    accounts: Sequence[Account]
    matcher: Matcher
    known: dict[Pair, Likeness] = field(default_factory=dict)
    extra: Mapping[Pair, Extra] = field(default_factory=dict)

    def learn(self, pairs: Iterable[Pair]) -> None:
        """Compares all the pairs not compared yet, at once."""
        new = [p for p in dict.fromkeys(pairs) if p not in self.known]
        if new:
            compared = self.matcher.compare((self.accounts[i], self.accounts[j]) for i, j in new)
            self.known.update(zip(new, compared, strict=True))

    def of(self, pair: Pair) -> Likeness:
        """The likeness of a pair, with what its relations add."""
        self.learn((pair,))
        likeness = self.known[pair]
        more = self.extra.get(pair)
        if more is None or likeness.barred:
            return likeness
        return Likeness(score(bits(likeness.score) + more.bits), (*likeness.reasons, more.reason))

    def scores(self, pairs: Sequence[Pair]) -> list[float | None]:
        """The scores of pairs, None where they are barred."""
        self.learn(pairs)
        told = map(self.of, pairs)
        return [None if likeness.barred else likeness.score for likeness in told]


def cluster(likenesses: Likenesses, pairs: Sequence[Pair], decisions: Decisions) -> list[tuple[int, ...]]:
    """The accounts of each incident, by their places in the list, earliest first.

    A first pass joins what is alike; what was joined then speaks for the accounts that answer it, or that it answers,
    and all is joined anew, until nothing changes.
    """
    likenesses.learn(pairs)
    accounts = likenesses.accounts
    ranks = [account.rank for account in accounts]
    groups = joined(ranks, pairs, likenesses.scores, decisions)
    for _ in range(PASSES):
        extra = relations(accounts, groups)
        extra = {pair: more for pair, more in extra.items() if not likenesses.of(pair).barred}
        if extra == likenesses.extra:
            break
        likenesses.extra = extra
        groups = joined(ranks, sorted({*pairs, *extra}), likenesses.scores, decisions)
    return groups


def unsure(
    likenesses: Likenesses, pairs: Iterable[Pair], groups: Sequence[tuple[int, ...]], decisions: Decisions
) -> dict[Pair, Likeness]:
    """Pairs of groups (by their places) that a person could say to be one, with their best likeness."""
    home = {number: g for g, group in enumerate(groups) for number in group}
    apart = {_pair(home[i], home[j]) for i, j in decisions.different}
    apart |= {pair for pair, count in _left(decisions, home).items() if sum(len(groups[g]) for g in set(pair)) <= count}
    found: dict[Pair, Likeness] = {}
    for i, j in sorted({*pairs, *likenesses.extra}):
        pair = _pair(home[i], home[j])
        likeness = likenesses.of((i, j))
        if pair[0] == pair[1] or pair in apart or likeness.barred or likeness.score < limit("ask"):
            continue
        if pair not in found or likeness.score > found[pair].score:
            found[pair] = likeness
    return {
        pair: likeness for pair, likeness in found.items() if not _kept_apart(likenesses, *(groups[g] for g in pair))
    }


def _left(decisions: Decisions, home: Mapping[int, int]) -> dict[Pair, int]:
    """The pairs of groups that people left open, and the most accounts there were of both when they did."""
    found: dict[Pair, int] = {}
    for (i, j), count in decisions.left.items():
        pair = _pair(home[i], home[j])
        found[pair] = max(count, found.get(pair, 0))
    return found


def _kept_apart(likenesses: Likenesses, one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether a report tells of both groups as two, or a bar stands between them, of large groups between the first."""
    reports = {likenesses.accounts[number].report for number in one}
    if any(likenesses.accounts[number].report in reports for number in other):
        return True
    across = [_pair(i, j) for i, j in islice(product(one, other), SMALL)]
    likenesses.learn(across)
    return any(likenesses.known[p].barred for p in across)


def joined(ranks: Sequence[int], pairs: Sequence[Pair], scores: Scores, decisions: Decisions) -> list[tuple[int, ...]]:
    """The accounts of each incident: the likeliest pairs joined first, if all across their groups are alike enough.

    `ranks` are those of the accounts in their reports; `scores` gives the likenesses of pairs, None where they are
    barred, and may be asked for any two.
    """
    forest = _Forest(len(ranks), scores, decisions)
    for one, other in sorted(decisions.same):
        forest.join(one, other)
    likely = ((s, p) for s, p in zip(scores(pairs), pairs, strict=True) if s is not None and s >= limit("join"))
    ranked = sorted((sum(ranks[n] > 0 for n in p), -s, p) for s, p in likely)
    waiting = [p for *_, p in ranked]
    while waiting:
        left = [p for p in waiting if not forest.may_join(*p)]
        if len(left) == len(waiting):
            break
        waiting = left
    return forest.groups()


class _Forest:
    """Groups of accounts that grow together; all cross pairs are asked for before two groups join."""

    def __init__(self, count: int, scores: Scores, decisions: Decisions) -> None:
        self.scores = scores
        self.home = list(range(count))
        self.members = {number: [number] for number in self.home}
        self.apart: dict[int, set[int]] = {}  # groups between which a decision or a bar stands
        self.refused: dict[Pair, Pair] = {}  # groups too little alike on average, and how large they were
        for pair in decisions.different:
            self._keep_apart(*pair)

    def _keep_apart(self, here: int, there: int) -> None:
        self.apart.setdefault(here, set()).add(there)
        self.apart.setdefault(there, set()).add(here)

    def join(self, one: int, other: int) -> None:
        """Makes the groups of two accounts one."""
        keep, gone = sorted((self.home[one], self.home[other]))
        if keep != gone:
            for number in self.members[gone]:
                self.home[number] = keep
            self.members[keep] += self.members.pop(gone)
            for group in self.apart.pop(gone, ()):
                self._keep_apart(keep, group)

    def may_join(self, one: int, other: int) -> bool:
        """Joins the groups of two accounts if nothing stands against it; whether they are one now."""
        here, there = self.home[one], self.home[other]
        if here == there:
            return True
        mine, theirs = self.members[here], self.members[there]
        groups, sizes = _in_order((here, len(mine)), (there, len(theirs)))
        if there in self.apart.get(here, ()) or self.refused.get(groups) == sizes:
            return False
        across = [_pair(i, j) for i, j in product(mine, theirs)]
        total = 0.0
        for likeness in self.scores(across):
            if likeness is None:
                self._keep_apart(here, there)
                return False
            total += likeness
        if total < limit("mean") * len(across):
            self.refused[groups] = sizes
            return False
        self.join(one, other)
        return True

    def groups(self) -> list[tuple[int, ...]]:
        """The groups, each in the order of its accounts."""
        return sorted(tuple(sorted(group)) for group in self.members.values())


def _in_order(one: Pair, other: Pair) -> tuple[Pair, Pair]:
    """Two groups with their sizes, as the pair of groups, the smaller number first, and the pair of sizes."""
    (here, mine), (there, theirs) = sorted((one, other))
    return (here, there), (mine, theirs)


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)
