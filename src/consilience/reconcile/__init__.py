"""Accounts and judgements into incidents: near, match, cluster, settle, respond."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from consilience.claim import Account
from consilience.doors import Likeness, Matcher
from consilience.incident import Incident, Proposal, Record
from consilience.judgement import Judgement
from consilience.reconcile.asking import worth_asking
from consilience.reconcile.chain import Step, chain
from consilience.reconcile.cluster import Likenesses, Pair, cluster, unsure
from consilience.reconcile.counting import account_toll
from consilience.reconcile.decide import decide, in_order
from consilience.reconcile.independence import sources
from consilience.reconcile.match import PlainMatcher
from consilience.reconcile.near import near
from consilience.reconcile.overtime import Rise, rise
from consilience.reconcile.respond import respond
from consilience.reconcile.rules import rule_choices, rule_chosen, rules_told
from consilience.reconcile.settle import settle
from consilience.reconcile.tolls import RULES
from consilience.reconcile.verdicts import verdicts
from consilience.reconcile.weights import limit

__all__ = [
    "RULES",
    "PlainMatcher",
    "Rise",
    "Step",
    "account_toll",
    "chain",
    "find_incident",
    "reconcile",
    "rise",
    "rule_choices",
    "rule_chosen",
    "rules_told",
    "sources",
    "told_apart",
]


def reconcile(
    accounts: Iterable[Account],
    judgements: Iterable[Judgement] = (),
    matcher: Matcher | None = None,
    rule: str = "range",
) -> Record:
    """What follows from these accounts and judgements, whatever order they come in."""
    ordered = earliest_first(accounts)
    decisions = decide(ordered, judgements)
    pairs = near(ordered)
    likenesses = Likenesses(ordered, matcher or PlainMatcher())
    groups = cluster(likenesses, pairs, decisions)
    decided = [verdicts(ordered, group, decisions) for group in groups]
    members = [[ordered[number] for number in group] for group in groups]
    settled = [settle(own, judged, rule) for own, (judged, _) in zip(members, decided, strict=True)]
    incidents = respond(told_apart(settled))
    proposals = _proposals(incidents, unsure(likenesses, pairs, groups, decisions))
    problems = in_order([*decisions.problems, *(p for _, found in decided for p in found)])
    return Record(tuple(sorted(incidents, key=lambda i: i.id)), proposals, problems)


def find_incident(record: Record, id: str) -> Incident | None:
    """The incident of this id; of an id from before a merge, the one that holds its earliest account."""
    exact = next((i for i in record.incidents if i.id == id), None)
    mark = id.replace("#", "-").rsplit("-", 1)[-1]
    return exact or next((i for i in record.incidents if any(a.mark == mark for a in i.accounts)), None)


def earliest_first(accounts: Iterable[Account]) -> list[Account]:
    """Each account once, by day of publication (none last), report and rank, whatever order they came in."""

    def order(account: Account) -> tuple[date, str, int, str, str]:
        return account.published or date.max, account.report, account.rank, account.extractor, account.mark

    ordered = groupby(sorted(set(accounts), key=order), key=order)
    return [a for _, alike in ordered for a in sorted(alike, key=repr)]


def told_apart(incidents: Sequence[Incident]) -> list[Incident]:
    """Ids told apart where two accounts of one report begin with the same words."""
    times: dict[str, int] = {}
    found = []
    for incident in incidents:
        times[incident.id] = times.get(incident.id, 0) + 1
        again = times[incident.id]
        found.append(incident if again == 1 else replace(incident, id=f"{incident.id}-{again}"))
    return found


def _proposals(incidents: Sequence[Incident], pairs: dict[Pair, Likeness]) -> tuple[Proposal, ...]:
    """Most useful first: those nearest to being joined, and of these the ones with most people harmed."""

    def order(item: tuple[Pair, Likeness]) -> tuple[float, int, str, str]:
        (one, other), likeness = item
        tolls = [t.value.best for n in (one, other) for t in incidents[n].tolls.values() if t.value]
        near_it = round(abs(likeness.score - limit("join")), 1)
        return near_it, -sum(tolls), incidents[one].id, incidents[other].id

    asked = ((pair, likeness) for pair, likeness in pairs.items() if worth_asking(*(incidents[n] for n in pair)))
    ranked = sorted(asked, key=order)
    return tuple(Proposal(incidents[one].id, incidents[other].id, likeness) for (one, other), likeness in ranked)
