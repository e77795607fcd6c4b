"""What people decided, tied to the accounts and claims it is about; contradictions become problems."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations

from consilience.claim import Account, Claim
from consilience.judgement import Judgement, Passage, in_force
from consilience.problem import Problem
from consilience.reconcile.names import plain
from consilience.reconcile.wished import why_not

Pair = tuple[int, int]
_ENOUGH = 20  # characters a passage and a quote must share, where neither holds the other


@dataclass(frozen=True, slots=True)
class Verdict:
    """One decision on one field of one account: the claims accepted or rejected, or the value preferred."""

    judgement: Judgement
    account: int
    field: str
    claims: tuple[Claim, ...] = ()
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Decisions:
    """Every judgement in force that can take effect; accounts by their place in the ordered list."""

    same: frozenset[Pair] = frozenset()
    tied: frozenset[Pair] = frozenset()  # those of `same`, and those of them that others contradict
    different: frozenset[Pair] = frozenset()
    left: Mapping[Pair, int] = field(default_factory=dict)  # those left open, with how many accounts there were of both
    accepted: tuple[Verdict, ...] = ()
    rejected: tuple[Verdict, ...] = ()
    preferred: tuple[Verdict, ...] = ()
    problems: tuple[Problem, ...] = ()


def decide(accounts: Sequence[Account], judgements: Iterable[Judgement]) -> Decisions:
    """Ties each judgement in force to the accounts it is about; the ones that cannot take effect become problems."""
    by_report: dict[str, list[int]] = {}
    for number, account in enumerate(accounts):
        by_report.setdefault(account.report, []).append(number)
    links: dict[str, dict[Pair, list[Judgement]]] = {"same": {}, "different": {}, "unsure": {}}
    verdicts: dict[str, list[Verdict]] = {"accept": [], "reject": [], "prefer": []}
    problems: list[Problem] = []
    for judgement in in_force(tuple(judgements)):
        if judgement.verb in ("rule", "note"):
            continue  # it changes no account; who calls says which rule holds
        read = _link if judgement.verb in links else _verdict
        found = read(accounts, by_report, judgement)
        if isinstance(found, Problem):
            problems.append(found)
        elif isinstance(found, list):
            verdicts[judgement.verb] += found
        elif found is not None:
            links[judgement.verb].setdefault(found, []).append(judgement)
    same, different, clashes = _without_clashes(links["same"], links["different"])
    accepted, rejected, disputes = _without_disputes(verdicts["accept"], verdicts["reject"])
    problems += [*clashes, *disputes]
    tied, preferred = frozenset(links["same"]), tuple(verdicts["prefer"])
    left = {pair: max(int(j.value or 0) for j in judged) for pair, judged in links["unsure"].items()}
    return Decisions(same, tied, different, left, accepted, rejected, preferred, in_order(problems))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, in an order that depends on nothing but the problems."""
    return tuple(sorted(set(problems), key=lambda p: (p.kind, p.source, p.message, p.words or "")))


def contradiction(judgements: Iterable[Judgement], about: str) -> Problem:
    """Judgements that cannot all hold; none of them takes effect there."""
    ordered = sorted(set(judgements), key=lambda j: (j.when, j.id))
    told = " and ".join(f"{j.id} ({j.verb}, by {j.by}, {j.when})" for j in ordered)
    message = f"judgements {told} contradict each other on {about}: none takes effect there until one is retracted"
    return Problem(ordered[0].id, "contradictory judgements", message)


def account_of(accounts: Sequence[Account], numbers: Iterable[int], passage: Passage) -> int | None:
    """The account of the passage's report that quotes these words, or shares most text with them."""
    ranked = []
    for number in numbers:
        shares = [_shared(passage.quote, c.evidence.quote) for c in accounts[number].claims]
        if any(shares):
            ranked.append((-max(shares), -sum(shares), accounts[number].rank, number))
    return min(ranked)[-1] if ranked else None


@lru_cache(maxsize=50_000)  # every decision is read again whenever one is made
def _shared(words: str, quote: str) -> float:
    """Characters both have in common, more if they are equal; 0 where that is too little to tell."""
    a, b = plain(words), plain(quote)
    if not a or not b:
        return 0
    if a == b:
        return 10.0 * len(a)
    if a in b or b in a:
        return min(len(a), len(b))
    longest = SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size
    return longest if longest >= min(_ENOUGH, max(len(a), len(b)) // 2 + 1) else 0


def _link(
    accounts: Sequence[Account], by_report: Mapping[str, list[int]], judgement: Judgement
) -> Pair | Problem | None:
    if len(judgement.passages) != 2:
        return Problem(judgement.id, "bad judgement", f"'{judgement.verb}' needs two passages")
    if judgement.verb == "unsure" and not (judgement.value or "").isdecimal():
        return Problem(judgement.id, "bad judgement", "'unsure' needs the number of accounts there were as its value")
    found = []
    for passage in judgement.passages:
        number = account_of(accounts, by_report.get(passage.report, ()), passage)
        if number is None:
            return _lost(judgement, passage)
        found.append(number)
    one, other = sorted(found)
    if one != other:
        return one, other
    if judgement.verb in ("same", "unsure"):
        return None
    message = "both passages are read as telling of one incident of the report, which cannot be taken apart"
    return Problem(judgement.id, "bad judgement", message, words=judgement.passages[0].quote[:80])


def _verdict(
    accounts: Sequence[Account], by_report: Mapping[str, list[int]], judgement: Judgement
) -> list[Verdict] | Problem:
    most = 2 if judgement.verb == "prefer" else 1
    if not 1 <= len(judgement.passages) <= most or not judgement.field:
        return Problem(judgement.id, "bad judgement", f"'{judgement.verb}' needs one passage and a field")
    passage = judgement.passages[0]
    numbers = by_report.get(passage.report, [])
    if judgement.verb == "prefer":
        number = account_of(accounts, numbers, passage)
        wrong = _bad_value(judgement)
        if wrong:
            return wrong
        if number is None:
            return _lost(judgement, passage)
        return [Verdict(judgement, number, judgement.field, value=judgement.value)]
    return _on_claims(accounts, numbers, judgement, judgement.field) or _lost(judgement, passage)


def _on_claims(accounts: Sequence[Account], numbers: Sequence[int], judgement: Judgement, field: str) -> list[Verdict]:
    """One verdict for each account of the report with a claim of the field in these words, or the nearest to them."""
    passage = judgement.passages[0]
    shares = {
        (n, c): _shared(passage.quote, c.evidence.quote)
        for n in numbers
        for c in accounts[n].claims
        if c.field == field
    }
    best = max(shares.values(), default=0)
    found: dict[int, list[Claim]] = {}
    for (number, claim), share in shares.items():
        if share and share == best:
            found.setdefault(number, []).append(claim)
    return [Verdict(judgement, number, field, tuple(claims)) for number, claims in found.items()]


def _bad_value(judgement: Judgement) -> Problem | None:
    """Why the preferred value cannot be one of its field."""
    wrong = why_not(judgement.field or "", judgement.value or "")
    return Problem(judgement.id, "bad value", wrong, words=(judgement.value or "")[:80]) if wrong else None


def _lost(judgement: Judgement, passage: Passage) -> Problem:
    message = f"words not found any more: nothing said of an incident in report {passage.report!r} has these words"
    return Problem(judgement.id, "words not found", message, words=passage.quote[:80])


def _without_clashes(
    same: Mapping[Pair, list[Judgement]], different: Mapping[Pair, list[Judgement]]
) -> tuple[frozenset[Pair], frozenset[Pair], list[Problem]]:
    """Sets aside each 'different' whose accounts are the same by way of others, with every 'same' on such a way."""
    idle_same: set[Pair] = set()
    idle_different: set[Pair] = set()
    problems = []
    for pair, against in sorted(different.items()):
        ways = [edge for way in _ways(set(same), *pair) for edge in way]
        if ways:
            idle_different.add(pair)
            idle_same.update(ways)
            judgements = [*against, *(j for edge in ways for j in same[edge])]
            problems.append(contradiction(judgements, "whether two are one incident"))
    return frozenset(set(same) - idle_same), frozenset(set(different) - idle_different), problems


def _ways(edges: set[Pair], start: int, end: int) -> Iterator[list[Pair]]:
    """Ways from one account to another, shortest first, no link used twice."""
    while True:
        neighbours: dict[int, list[int]] = {}
        for one, other in sorted(edges):
            neighbours.setdefault(one, []).append(other)
            neighbours.setdefault(other, []).append(one)
        came: dict[int, int] = {start: start}
        waiting = deque([start])
        while waiting and end not in came:
            here = waiting.popleft()
            for there in neighbours.get(here, ()):
                if there not in came:
                    came[there] = here
                    waiting.append(there)
        if end not in came:
            return
        way, here = [], end
        while here != start:
            way.append((min(here, came[here]), max(here, came[here])))
            here = came[here]
        edges = edges - set(way)
        yield way


def _without_disputes(
    accepted: Sequence[Verdict], rejected: Sequence[Verdict]
) -> tuple[tuple[Verdict, ...], tuple[Verdict, ...], list[Problem]]:
    """Sets aside accepting and rejecting the same claim."""
    idle: set[Judgement] = set()
    problems = []
    for one, other in combinations([*accepted, *rejected], 2):
        if one.judgement.verb != other.judgement.verb and set(one.claims) & set(other.claims):
            idle |= {one.judgement, other.judgement}
            problems.append(contradiction([one.judgement, other.judgement], f"a claim of '{one.field}'"))
    kept = (tuple(v for v in side if v.judgement not in idle) for side in (accepted, rejected))
    return next(kept), next(kept), problems
