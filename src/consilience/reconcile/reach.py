"""How far a change reaches: every account whose incident it may change, and no more."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache

from consilience.claim import Account
from consilience.reconcile.kept import Number, Numbers, ordered
from consilience.reconcile.look import Look
from consilience.reconcile.relate import follows
from consilience.reconcile.weights import bits, limit, score, table, weight


def reach(look: Look, start: Collection[Number], tied: Collection[Numbers]) -> tuple[set[Number], set[Numbers]]:
    """The accounts that those of the start may be joined with, on whatever way, and the pairs that relations may join.

    A way leads over likenesses that are enough to join, over what people said to be the same, over responses within a
    report, and over what these say of the accounts beside them.
    """
    by_tie: dict[Number, set[Number]] = {}
    for one, other in tied:
        by_tie.setdefault(one, set()).add(other)
        by_tie.setdefault(other, set()).add(one)
    found: set[Number] = set()
    edges: set[Numbers] = set()
    related: set[Numbers] = set()
    waiting = set(start)
    while True:
        while waiting:
            found |= waiting
            way = _ways(look, waiting, by_tie)
            edges |= way
            kept = look.kept.related(waiting)
            waiting = {n for pair in (*way, *kept) for n in pair} - found
        more = _relatable(look, found, edges | related)
        waiting = {n for pair in more for n in pair} - found
        if not waiting and more == related:
            return found, related
        related = more


def _ways(look: Look, numbers: Collection[Number], by_tie: Mapping[Number, set[Number]]) -> set[Numbers]:
    """The pairs, one of these in each, whose two may come to be in one incident or decide on one another's."""
    ways = {pair for pair, likeness in look.alike(numbers).items() if likeness >= limit("join")}
    ways |= {ordered(n, other) for n in numbers for other in by_tie.get(n, ())}
    return ways | {ordered(n, other) for n, others in look.links(numbers).items() for other in others}


def _relatable(look: Look, numbers: Collection[Number], edges: Iterable[Numbers]) -> set[Numbers]:
    """The pairs that relations might make likely enough to ask about: see `relate.relations`."""
    links = look.links(numbers)
    if not links:
        return set()
    parts = [part for part in _parts(numbers, edges) if any(n in links for n in part)]
    accounts = look.accounts({n for part in parts for n in part})
    siblings = look.beside({account.report for account in accounts.values()})
    accounts = look.accounts({n for own in siblings.values() for n in own})
    links = look.links(accounts)
    wanted: set[Numbers] = set()
    for part in parts:
        for anchor in part:
            for sought in links.get(anchor, ()):
                wanted |= _beside(accounts, siblings, links, part, anchor, sought)
    found = look.likenesses(wanted)
    return {p for p, told in found.items() if not told.barred and score(bits(told.score) + _most()) >= limit("ask")}


def _beside(
    accounts: Mapping[Number, Account],
    siblings: Mapping[str, tuple[Number, ...]],
    links: Mapping[Number, tuple[Number, ...]],
    part: Collection[Number],
    anchor: Number,
    sought: Number,
) -> set[Numbers]:
    """Whom an account that is linked to the anchor may be one with, if the anchor is one with another of its part."""
    own = accounts[anchor].report
    found = set()
    for joined in part:
        report = accounts[joined].report
        for beside in siblings[report] if report != own else ():
            pair = (accounts[beside], accounts[joined])
            if beside != joined and (
                beside in links.get(joined, ()) or follows(pair, 0, 1, True) or follows(pair, 0, 1, False)
            ):
                found.add(ordered(sought, beside))
    return found


def _parts(numbers: Collection[Number], edges: Iterable[Numbers]) -> list[list[Number]]:
    """The numbers by what the edges connect."""
    home = {number: number for number in numbers}

    def root(number: Number) -> Number:
        while home[number] != number:
            home[number] = home[home[number]]
            number = home[number]
        return number

    for one, other in edges:
        if one in home and other in home:
            home[root(one)] = root(other)
    parts: dict[Number, list[Number]] = {}
    for number in numbers:
        parts.setdefault(root(number), []).append(number)
    return list(parts.values())


@cache
def _most() -> float:
    """The most bits that any relation adds."""
    return max(weight("relation", level) for level in table()["relation"])
