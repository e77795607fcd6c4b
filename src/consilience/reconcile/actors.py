"""Whether two accounts name the same actors."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import product

from consilience.reconcile.names import plain, telling
from consilience.resolve.actors import actor_named, same_side

#: Kinds of actors that act for their state whenever they act.
_ORGANS = frozenset({"military", "government", "intelligence", "police"})


@lru_cache(maxsize=50_000)
def canonical(name: str) -> str:
    """The name an actor goes by, whatever it is called here."""
    known = actor_named(name)
    return known.name if known else name


def state_of(name: str, others: Collection[str]) -> str:
    """The state an actor is an organ of, if that is among the others; else its own name."""
    seen = {name}
    actor = actor_named(name)
    while actor and actor.kind in _ORGANS and actor.side and actor.side not in seen:
        if actor.side in others:
            return actor.side
        seen.add(actor.side)
        actor = actor_named(actor.side)
    return name


@lru_cache(maxsize=200_000)
def kinship(one: str, other: str) -> str:
    """`same`, `side`, `differ`, or `unknown` where a name is too wide to tell ("pro-Iran militias")."""
    a, b = actor_named(one), actor_named(other)
    mine, theirs = a.name if a else one, b.name if b else other
    if plain(mine) == plain(theirs):
        return "same"
    if a and b:
        wide = plain(mine).startswith("pro-") or plain(theirs).startswith("pro-")
        return "side" if same_side(a, b) else "unknown" if wide else "differ"
    return _by_words(telling(mine), telling(theirs))


def _by_words(mine: frozenset[str], theirs: frozenset[str]) -> str:
    if not mine or not theirs:
        return "unknown"
    if mine == theirs:
        return "same"
    return "side" if mine < theirs or theirs < mine else "differ"


def agreement(one: Sequence[str], other: Sequence[str]) -> tuple[str, dict[str, object]]:
    """The best that two lists of actors have in common, as a level and the two names."""
    found: dict[str, tuple[str, str]] = {}
    for a, b in product(one, other):
        found.setdefault(kinship(a, b), (a, b))
    for level in ("same", "side", "unknown", "differ"):
        if level in found:
            a, b = found[level]
            return level, {"one": a, "other": b}
    return "unknown", {}
