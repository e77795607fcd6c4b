"""The words by which one report shows that it copied another."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from consilience.claim import Account
from consilience.evidence import Evidence
from consilience.reconcile.names import plain
from consilience.toll import Field

#: Characters from which the same words in two reports show that one copied the other.
COPIED = 40
_RUN = 3  # quotes that stand as far from each other in two reports only where the words between them are the same
_GAP = 200  # characters between two quotes, beyond which their distance is not looked at


def copied_words(accounts: Iterable[Account], field: Field) -> set[str]:
    """What only copies share of one toll: a long quote of it, or some quotes about it at the same distances."""
    found = set()
    for account in accounts:
        of_field = {c.evidence for c in account.claims if c.field == field}
        found |= {words for e in of_field if len(words := plain(e.quote)) >= COPIED}
        found |= {_told(run) for run in _runs(account) if of_field.intersection(run)}
    return found


def _runs(account: Account) -> Iterator[tuple[Evidence, ...]]:
    """Each few quotes of the text that follow each other, and are together long enough to tell."""
    by_start = {c.evidence.start: c.evidence for c in sorted(account.claims, key=lambda c: c.evidence.end)}
    quotes = [e for _, e in sorted(by_start.items()) if e.part == "text"]
    for run in zip(*(quotes[n:] for n in range(_RUN)), strict=False):
        gaps = (later.start - former.end for former, later in pairwise(run))
        if run[-1].end - run[0].start >= COPIED and all(gap <= _GAP for gap in gaps):
            yield run


def _told(run: tuple[Evidence, ...]) -> str:
    return "\x00".join(f"{e.start - run[0].start} {plain(e.quote)}" for e in run)
