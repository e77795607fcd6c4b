"""Which accounts are worth comparing: those that share a day and a place, a name, a toll, or a report's links."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product

from consilience.claim import Account
from consilience.reconcile.bars import barred
from consilience.reconcile.counting import Word
from consilience.reconcile.keys import CROWDED, Key, asked, offered
from consilience.reconcile.sketch import Sketch, sketch

Pair = tuple[int, int]
#: Beyond this many under one key of a crowded kind, two must share more than that.
CROWD = 60


def near(accounts: Sequence[Account]) -> list[Pair]:
    """Pairs of accounts, by their places in the list, that may tell of one incident; the smaller first, in order."""
    sketches = [sketch(a) for a in accounts]
    found = met(sketches, [asked(one) for one in sketches], [offered(one) for one in sketches])
    return sorted(found | linked(accounts, sketches, found))


def met(
    sketches: Sequence[Sketch],
    asks: Sequence[Iterable[Key]],
    offers: Sequence[Iterable[Key]],
    sizes: Mapping[Key, int] | None = None,
    about: Callable[[Pair], bool] | None = None,
) -> set[Pair]:
    """The pairs where one asks for a key that the other offers, and nothing bars them.

    `sizes` tells how many offer a key where these accounts are not all there are; `about` which pairs are wanted.
    """
    blocks: dict[Key, list[int]] = {}
    for number, keys in enumerate(offers):
        for key in keys:
            blocks.setdefault(key, []).append(number)
    tried: set[Pair] = set()
    found: set[Pair] = set()
    for number, keys in enumerate(asks):
        for key in keys:
            block = blocks.get(key, ())
            crowd = is_crowd(key, len(block) if sizes is None else sizes.get(key, 0))
            for other in block:
                pair = (number, other) if number < other else (other, number)
                if number == other or pair in tried or (about and not about(pair)):
                    continue
                if crowd and not share(sketches[number], sketches[other]):
                    continue  # whom a crowd turns away may still meet in a smaller block
                tried.add(pair)
                if not barred(sketches[number], sketches[other]):
                    found.add(pair)
    return found


def is_crowd(key: Key, size: int) -> bool:
    """Whether so many offer a key that two who share it must share more."""
    return key[0] in CROWDED and size > CROWD


def share(one: Sketch, other: Sketch) -> bool:
    """Whether two of a crowd share more than the day and the neighbourhood."""
    if one.surnames & other.surnames or one.quotes & other.quotes or len(one.names & other.names) > 1:
        return True
    mine, theirs = _best(one.killed), _best(other.killed)
    if mine is not None and mine == theirs:
        return True
    if mine is not None and theirs is not None and abs(mine - theirs) > max(1, min(mine, theirs) // 2):
        return False
    here, there = one.places[:1], other.places[:1]
    return bool(here and there and here[0].key and here[0].key == there[0].key)


def _best(word: Word | None) -> int | None:
    return word.toll.best if word else None


def linked(accounts: Sequence[Account], sketches: Sequence[Sketch], pairs: set[Pair]) -> set[Pair]:
    """Where two accounts are near, so are those they answer, those that answer them, and those told beside them."""
    others = links(accounts)
    by_report: dict[str, list[int]] = {}
    for number, account in enumerate(accounts):
        by_report.setdefault(account.report, []).append(number)
    found: set[Pair] = set()
    for one, other in sorted(pairs):
        for here, there in ((one, other), (other, one)):
            for mine, theirs in product(others.get(here, ()), by_report[accounts[there].report]):
                pair = (min(mine, theirs), max(mine, theirs))
                if theirs != there and pair not in pairs and not barred(sketches[mine], sketches[theirs]):
                    found.add(pair)
    return found


def links(accounts: Sequence[Account]) -> Mapping[int, tuple[int, ...]]:
    """For each account that answers another of its report, or is answered by it: the others, by their places."""
    found: dict[int, set[int]] = {}
    for answer, cause in answers(accounts):
        found.setdefault(answer, set()).add(cause)
        found.setdefault(cause, set()).add(answer)
    return {number: tuple(sorted(others)) for number, others in found.items()}


def answers(accounts: Sequence[Account]) -> list[Pair]:
    """(answer, cause): each response an account claims, to accounts of its report by their places in the list."""
    told = [(number, c) for number, a in enumerate(accounts) for c in a.claims if c.field == "response"]
    if not told:
        return []
    reports = {accounts[number].report for number, _ in told}
    ids = [(number, a) for number, a in enumerate(accounts) if a.report in reports]
    known = {(a.report, a.id): number for number, a in reversed(ids)}
    pairs = ((number, known.get((accounts[number].report, str(c.value)))) for number, c in told)
    return sorted({(number, cause) for number, cause in pairs if cause is not None and cause != number})
