"""Whether two accounts name the same actors."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from consilience.actor import Actor
from consilience.reconcile.names import plain, telling

try:
    from consilience.resolve.actors import actor_named, same_side
except ImportError:  # until the actors are there

    def actor_named(name: str) -> Actor | None:
        """No actor is known."""
        return None

    def same_side(a: str, b: str) -> bool:
        """No sides are known."""
        return False


@lru_cache(maxsize=50_000)
def canonical(name: str) -> str:
    """The name an actor goes by, whatever it is called here."""
    known = actor_named(name)
    return known.name if known else name


@lru_cache(maxsize=200_000)
def kinship(one: str, other: str) -> str:
    """`same`, `side` or `differ`."""
    a, b = canonical(one), canonical(other)
    if plain(a) == plain(b):
        return "same"
    if same_side(a, b):
        return "side"
    mine, theirs = telling(a), telling(b)
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
