"""The words by which one account shows that it copied another, however lightly they were edited."""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise, product
from typing import Any

from consilience.claim import Account
from consilience.evidence import Evidence
from consilience.origin import Origin, marks_in
from consilience.reconcile.names import plain
from consilience.toll import FIELDS

#: Characters from which the same words in two reports show that one copied the other.
COPIED = 40
_RUN = 3  # quotes that stand as far from each other in two reports only where the words between them are the same
_GAP = 200  # characters between two quotes, beyond which their distance is not looked at


@cache
def table() -> dict[str, Any]:
    """All of data/independence.toml."""
    return tomllib.loads(files("consilience").joinpath("data/independence.toml").read_text(encoding="utf-8"))


def has_marks(account: Account) -> bool:
    """Whether an account tells the marks of its sentences, by which copies are known best."""
    return account.origin is not None and bool(account.origin.sentences)


def shared_sentences(one: Account, other: Account) -> int:
    """How many sentences of one account stand in the other too, as they are or lightly edited."""
    pairs = _sentence_pairs(one.origin, other.origin) if one.origin and other.origin else []
    left, right = (set[str](), set[str]())
    for _, a, b in sorted(pairs):
        if a not in left and b not in right:
            left.add(a)
            right.add(b)
    return len(left)


def copied_sentences(one: Account, other: Account) -> int:
    """As `shared_sentences`, where they are enough to show that one text was made of the other; else 0."""
    if one.origin is None or other.origin is None:
        return 0
    limits = table()["copies"]
    if not _may_copy(one.origin, other.origin, limits["sentences"] * limits["marks"]):
        return 0
    shared = shared_sentences(one, other)
    fewer = min(len(one.origin.sentences), len(other.origin.sentences))
    if shared >= limits["sentences"] and (shared >= limits["many"] or shared >= limits["part"] * fewer):
        return shared
    return shared if shared and shared == fewer and _is_enough_alone(one.origin, other.origin) else 0


def copied_words(account: Account) -> frozenset[str]:
    """What only copies share of the tolls: a long quote of one, or some quotes about it at the same distances."""
    found: set[str] = set()
    tolls = {c.evidence for c in account.claims if c.field in FIELDS}
    found |= {words for e in tolls if len(words := plain(e.quote)) >= COPIED}
    found |= {_told(run) for run in _runs(account) if tolls.intersection(run)}
    return frozenset(found)


def _sentence_pairs(one: Origin, other: Origin) -> list[tuple[float, str, str]]:
    """Sentences of either that are one, the likest first: by the share of marks they lack."""
    limits = table()["copies"]
    found: list[tuple[float, str, str]] = []
    for a, b in product(one.sentences, other.sentences):
        mine, theirs = _marks(a), _marks(b)
        common, fewer = len(mine & theirs), min(len(mine), len(theirs))
        if common and (a == b or (common >= limits["marks"] and common >= limits["share"] * fewer)):
            found.append((-common / fewer, a, b))
    return found


def _may_copy(one: Origin, other: Origin, least: int) -> bool:
    """Whether they have as many marks in common as two sentences need at least, which most pairs have not."""
    mine, theirs = _all_marks(one.sentences), _all_marks(other.sentences)
    return len(mine & theirs) >= least or mine == theirs


def _is_enough_alone(one: Origin, other: Origin) -> bool:
    """Whether one sentence, which is all that one of them rests on, is long enough; or both are the same throughout."""
    mine, theirs = _all_marks(one.sentences), _all_marks(other.sentences)
    return mine == theirs or len(mine & theirs) >= int(table()["copies"]["alone"])


@lru_cache(50_000)
def _marks(sentence: str) -> frozenset[str]:
    return marks_in(sentence)


@lru_cache(10_000)
def _all_marks(sentences: tuple[str, ...]) -> frozenset[str]:
    return frozenset[str]().union(*map(_marks, sentences))


def _runs(account: Account) -> Iterator[Sequence[Evidence]]:
    """Each few quotes of the text that follow each other, and are together long enough to tell."""
    by_start = {c.evidence.start: c.evidence for c in sorted(account.claims, key=lambda c: c.evidence.end)}
    quotes = [e for _, e in sorted(by_start.items()) if e.part == "text"]
    for run in zip(*(quotes[n:] for n in range(_RUN)), strict=False):
        gaps = (later.start - former.end for former, later in pairwise(run))
        if run[-1].end - run[0].start >= COPIED and all(gap <= _GAP for gap in gaps):
            yield run


def _told(run: Sequence[Evidence]) -> str:
    return "\x00".join(f"{e.start - run[0].start} {plain(e.quote)}" for e in run)
