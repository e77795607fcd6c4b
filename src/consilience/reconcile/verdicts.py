"""What people decided on the fields of one incident."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from consilience.claim import Account, Claim
from consilience.day import Day
from consilience.judgement import Judgement
from consilience.place import Place
from consilience.problem import Problem
from consilience.reconcile.counting import account_toll
from consilience.reconcile.decide import Decisions, Verdict, contradiction
from consilience.reconcile.names import plain
from consilience.reconcile.places import place_told
from consilience.reconcile.vote import day_told, kind_told
from consilience.reconcile.wished import ASSESSED, UNKNOWN, as_day, as_place
from consilience.toll import FIELDS

Value = int | str | Day | Place


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The claims people rejected, and the values they judged best."""

    rejected: frozenset[Claim] = frozenset()
    tolls: Mapping[str, int] = field(default_factory=dict)
    day: Day | None = None
    place: Place | None = None
    kind: str | None = None
    assessed: Mapping[str, str] = field(default_factory=dict)  # the grade and the strike status
    by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by field: who judged it


def verdicts(
    accounts: Sequence[Account], numbers: Collection[int], decisions: Decisions
) -> tuple[Verdicts, list[Problem]]:
    """The decisions on the incident of these accounts; different values for one field are a problem, and idle."""
    own = set(numbers)
    told: dict[str, list[tuple[Value, Verdict]]] = {}
    problems = []
    for verdict in (v for v in [*decisions.accepted, *decisions.preferred] if v.account in own):
        value = _value(accounts, numbers, verdict)
        if value is not None:
            told.setdefault(verdict.field, []).append((value, verdict))
    judged: dict[str, Value] = {}
    by: dict[str, tuple[str, ...]] = {}
    for name, values in told.items():
        if len({_sign(v) for v, _ in values}) == 1:
            judged[name] = values[0][0]
            problems += [doubt for value, v in values for doubt in _doubts(value, v.judgement)]
            decided = sorted((v.judgement for _, v in values), key=lambda j: (j.when, j.id))
            by[name] = tuple(dict.fromkeys(j.by for j in decided))
        else:
            problems.append(contradiction((v.judgement for _, v in values), f"'{name}' of one incident"))
    rejected = frozenset(c for v in decisions.rejected if v.account in own for c in v.claims)
    return _verdicts(rejected, judged, by), problems


def _verdicts(rejected: frozenset[Claim], judged: Mapping[str, Value], by: Mapping[str, tuple[str, ...]]) -> Verdicts:
    day, place, kind = judged.get("date"), judged.get("place"), judged.get("event_type")
    return Verdicts(
        rejected,
        {name: value for name, value in judged.items() if isinstance(value, int)},
        day if isinstance(day, Day) else None,
        place if isinstance(place, Place) else None,
        kind if isinstance(kind, str) else None,
        {name: value for name, value in judged.items() if name in ASSESSED and isinstance(value, str)},
        by,
    )


def _sign(value: Value) -> str:
    """By which two judged values are the same value, whatever the rule or the spelling."""
    return value.key or plain(value.name) if isinstance(value, Place) else str(value)


def _value(accounts: Sequence[Account], numbers: Collection[int], verdict: Verdict) -> Value | None:
    if verdict.judgement.verb == "accept":
        return _accepted(accounts[verdict.account], verdict)
    words = (verdict.value or "").strip()
    if verdict.field in FIELDS:
        return int(words)
    if verdict.field == "date":
        return as_day(words)
    return as_place(words, (accounts[n] for n in sorted(numbers))) if verdict.field == "place" else words


def _doubts(value: Value, judgement: Judgement) -> Iterator[Problem]:
    """What a person should know of a place that another decided on."""
    if judgement.verb != "prefer" or not isinstance(value, Place):
        return
    if UNKNOWN in value.rule:
        said = f"the place preferred is {UNKNOWN}: it has no coordinates, and its country is the incident's"
        yield Problem(judgement.id, UNKNOWN, said, words=value.name, level="note")
    elif "ambiguous" in value.rule:
        said = f"the place preferred may mean another ({value.rule}); name it with its country, as in 'Taji, Iraq'"
        yield Problem(judgement.id, "ambiguous place", said, words=value.name, level="note")


def _accepted(account: Account, verdict: Verdict) -> Value | None:
    """The value of the claims accepted; None for fields of which several values stand side by side."""
    for toll in FIELDS:
        if verdict.field == toll:
            counted = account_toll(replace(account, claims=verdict.claims), toll)
            return counted.best if counted else None
    first = verdict.claims[0]
    if verdict.field == "date":
        return day_told(first)
    if verdict.field == "place":
        return place_told(first)
    return kind_told(first) if verdict.field == "event_type" else None
