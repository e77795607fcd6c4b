"""Accounts and judgements into incidents: near, match, cluster, settle, respond."""

from collections.abc import Iterable

from consilience.claim import Account
from consilience.doors import Matcher
from consilience.incident import Incident, Record
from consilience.judgement import Judgement
from consilience.reconcile.asking import in_rank, proposed
from consilience.reconcile.chain import Step, chain
from consilience.reconcile.cluster import Likenesses, cluster, unsure
from consilience.reconcile.counting import account_toll
from consilience.reconcile.decide import decide, in_order
from consilience.reconcile.independence import sources
from consilience.reconcile.match import PlainMatcher
from consilience.reconcile.near import near
from consilience.reconcile.order import earliest_first, told_apart
from consilience.reconcile.overtime import Rise, rise
from consilience.reconcile.respond import respond
from consilience.reconcile.rules import rule_choices, rule_chosen, rule_held, rules_told
from consilience.reconcile.settle import settle
from consilience.reconcile.tolls import RULES
from consilience.reconcile.verdicts import verdicts
from consilience.reconcile.weighing import Weighing, weigh, weigh_nearest

__all__ = [
    "RULES",
    "PlainMatcher",
    "Rise",
    "Step",
    "Weighing",
    "account_toll",
    "chain",
    "find_incident",
    "reconcile",
    "rise",
    "rule_choices",
    "rule_chosen",
    "rule_held",
    "rules_told",
    "sources",
    "told_apart",
    "weigh",
    "weigh_nearest",
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
    asked = proposed(incidents, unsure(likenesses, pairs, groups, decisions))
    problems = in_order([*decisions.problems, *(p for _, found in decided for p in found)])
    return Record(tuple(sorted(incidents, key=lambda i: i.id)), in_rank(asked), problems)


def find_incident(record: Record, id: str) -> Incident | None:
    """The incident of this id; of an id from before a merge, the one that holds its earliest account."""
    exact = next((i for i in record.incidents if i.id == id), None)
    mark = id.replace("#", "-").rsplit("-", 1)[-1]
    return exact or next((i for i in record.incidents if any(a.mark == mark for a in i.accounts)), None)
