"""What joined accounts say of the accounts beside them: those they answer, and those that answer them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from consilience.claim import Account
from consilience.reconcile.near import answers
from consilience.reconcile.weights import sentence, weight

Pair = tuple[int, int]
#: Days before an answer within which an incident told beside it may be what it answers.
_SOON = 14


@dataclass(frozen=True, slots=True)
class Extra:
    """Bits that a relation adds to a likeness, and why."""

    bits: float
    reason: str


def relations(accounts: Sequence[Account], groups: Sequence[tuple[int, ...]]) -> dict[Pair, Extra]:
    """For pairs of accounts in different reports, what their reports' other accounts, already joined, add.

    If X answers Y in one report and X' answers Y' in another, and X and X' were joined, then Y and Y' are likely one;
    so, a little less, if the other report tells of Y' beside X' without saying that X' answers it. The same holds the
    other way round, for those that answer.
    """
    linked = answers(accounts)
    if not linked:
        return {}
    home = {number: g for g, group in enumerate(groups) for number in group}
    by_report: dict[str, list[int]] = {}
    for number, account in enumerate(accounts):
        by_report.setdefault(account.report, []).append(number)
    found: dict[Pair, Extra] = {}
    for pair, level, about in [*_both(linked, groups, home), *_beside(accounts, linked, groups, home, by_report)]:
        added = Extra(weight("relation", level), sentence("relation", level).format(one=_told(accounts[about])))
        if pair not in found or (added.bits, added.reason) > (found[pair].bits, found[pair].reason):
            found[pair] = added
    return found


def _both(
    linked: Sequence[Pair], groups: Sequence[tuple[int, ...]], home: dict[int, int]
) -> Iterator[tuple[Pair, str, int]]:
    """Both reports say so: two accounts answer, or are answered by, accounts of one incident."""
    answered: dict[int, set[int]] = {}
    answering: dict[int, set[int]] = {}
    for answer, cause in linked:
        answered.setdefault(home[answer], set()).add(cause)
        answering.setdefault(home[cause], set()).add(answer)
    for level, found in (("both_answered", answered), ("both_answer", answering)):
        for group, numbers in sorted(found.items()):
            for pair in combinations(sorted(numbers), 2):
                yield pair, level, groups[group][0]


def _beside(
    accounts: Sequence[Account],
    linked: Sequence[Pair],
    groups: Sequence[tuple[int, ...]],
    home: dict[int, int],
    by_report: dict[str, list[int]],
) -> Iterator[tuple[Pair, str, int]]:
    """One report says so; another tells of the same answer (or cause) and of a fitting incident beside it."""
    for answer, cause in linked:
        for anchor, sought, before in ((answer, cause, True), (cause, answer, False)):
            for joined in groups[home[anchor]]:
                if accounts[joined].report == accounts[anchor].report:
                    continue
                for beside in by_report[accounts[joined].report]:
                    if beside != joined and follows(accounts, beside, joined, before):
                        yield (min(sought, beside), max(sought, beside)), "beside", groups[home[anchor]][0]


def follows(accounts: Sequence[Account], beside: int, anchor: int, before: bool) -> bool:
    """Whether, by its own report, one may have happened within some days before (or after) the other."""
    first, second = (beside, anchor) if before else (anchor, beside)
    start, end = accounts[first].day, accounts[second].day
    if start.start is None or end.end is None or start.start > end.end:
        return False
    return start.end is None or end.start is None or (end.start - start.end).days <= _SOON


def _told(account: Account) -> str:
    """A few words by which people know an incident."""
    place = account.place.name if account.place else "place unknown"
    return f"{account.day}, {place}"
