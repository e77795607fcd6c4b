"""Joining more to what was joined: only what the new reports and decisions reach is looked at, and all of that anew.

What comes out is what `reconcile` gives for everything at once.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from consilience.claim import Account
from consilience.doors import Matcher
from consilience.incident import Incident
from consilience.judgement import Judgement, in_force
from consilience.problem import Problem
from consilience.reconcile.asking import Asked, proposed
from consilience.reconcile.cluster import Likenesses, cluster, unsure
from consilience.reconcile.decide import Decisions, Verdict, decide, in_order
from consilience.reconcile.kept import Change, Kept, Number, Numbers, Told, ordered
from consilience.reconcile.look import Look
from consilience.reconcile.match import PlainMatcher
from consilience.reconcile.meeting import bring_in
from consilience.reconcile.order import earliest_first, told_apart
from consilience.reconcile.reach import reach
from consilience.reconcile.respond import days_found, days_pointed, respond
from consilience.reconcile.settle import settle
from consilience.reconcile.verdicts import verdicts

Groups = list[tuple[int, ...]]


def grow(
    kept: Kept,
    reports: Mapping[str, Sequence[Account]],
    judgements: Iterable[Judgement],
    matcher: Matcher | None = None,
    rule: str = "range",
) -> Change:
    """What changes when these reports, none of them kept before, come in, and all these decisions are there."""
    change = Change()
    look = Look(kept, change, matcher or PlainMatcher())
    bring_in(look, reports)
    deciding = _Deciding(look, tuple(judgements))
    decided = deciding.on({*deciding.differing, *reports})
    start = {n for pair in change.lost for n in pair} | set(change.accounts) | deciding.changed
    while True:
        numbers, related = reach(look, start, decided.tied)
        wider = deciding.on({account.report for account in look.accounts(numbers).values()})
        if wider is not decided:  # what is reached was judged on, too, and that may reach further
            decided, start = wider, numbers
            continue
        joined = _joined(look, numbers, decided, rule)
        more = _further(look, joined) - numbers
        if not more:
            break
        start = numbers | more
    change.in_force, change.problems = deciding.in_force, deciding.problems(decided.decisions.problems)
    change.joined_anew, change.related = numbers, related
    change.gone = {id for id, told in joined.before.items() if joined.after.get(id) != told}
    change.told = [told for id, told in joined.after.items() if joined.before.get(id) != told]
    change.unasked = {*joined.before, *joined.after}
    change.asked_anew = _asked(look, joined, decided)
    return change


@dataclass(frozen=True, slots=True)
class _Decided:
    """What people decided, by the numbers of accounts."""

    decisions: Decisions
    numbers: tuple[Number, ...]  # the accounts that the decisions are about, by their places there

    @property
    def tied(self) -> set[Numbers]:
        """The accounts said to be of one incident, though others may say the contrary."""
        return {ordered(self.numbers[i], self.numbers[j]) for i, j in self.decisions.tied}

    def of(self, numbers: Sequence[Number]) -> Decisions:
        """The decisions on these accounts, by their places here; pairs only where both are here."""
        place = {number: n for n, number in enumerate(numbers)}

        def pairs(of: Iterable[Numbers]) -> frozenset[Numbers]:
            sides = ((place.get(self.numbers[i]), place.get(self.numbers[j])) for i, j in of)
            return frozenset(ordered(i, j) for i, j in sides if i is not None and j is not None)

        def own(of: Iterable[Verdict]) -> tuple[Verdict, ...]:
            found = ((place.get(self.numbers[v.account]), v) for v in of)
            return tuple(replace(v, account=n) for n, v in found if n is not None)

        told = self.decisions
        same, tied, different = pairs(told.same), pairs(told.tied), pairs(told.different)
        left = {pair: count for one, count in told.left.items() for pair in pairs([one])}
        return Decisions(same, tied, different, left, own(told.accepted), own(told.rejected), own(told.preferred))


class _Deciding:
    """What people decided, read as far as it is reached: decisions hang together by the reports they are about.

    `differing` are the reports about which there are other decisions than before, `changed` the accounts of these.
    """

    def __init__(self, look: Look, judgements: tuple[Judgement, ...]) -> None:
        valid = in_force(judgements)
        self._look = look
        self._before = look.kept.in_force()
        self.in_force = tuple(sorted(j.id for j in valid))
        self._other = set(self._before) ^ set(self.in_force)
        self.differing = {p.report for j in judgements if j.id in self._other for p in j.passages}
        self.changed = {n for own in look.beside(self.differing).values() for n in own}
        self._on: dict[str, list[Judgement]] = {}
        for judgement in valid:
            for passage in judgement.passages:
                self._on.setdefault(passage.report, []).append(judgement)
        self._reports: set[str] = set()
        self._read: set[Judgement] = set()
        self._decided = _Decided(Decisions(), ())

    def on(self, reports: Collection[str]) -> "_Decided":
        """The decisions on these reports and on all that were asked for before; the same if these bring no more."""
        waiting = set(reports) - self._reports
        more: set[Judgement] = set()
        while waiting:
            self._reports |= waiting
            found = {j for report in waiting for j in self._on.get(report, ())} - self._read - more
            more |= found
            waiting = {p.report for j in found for p in j.passages} - self._reports
        if more:
            self._read |= more
            beside = self._look.beside({p.report for j in self._read for p in j.passages})
            accounts, numbers = _in_order(self._look, [n for own in beside.values() for n in own])
            self._decided = _Decided(decide(accounts, self._read), tuple(numbers))
        return self._decided

    def problems(self, found: Iterable[Problem]) -> tuple[Problem, ...]:
        """What is wrong with all decisions: what was found with those read, and what was kept of the others."""
        anew = {j.id for j in self._read} | self._other
        return in_order([*found, *(p for p in self._look.kept.problems() if p.source not in anew)])


def _in_order(look: Look, numbers: Collection[Number]) -> tuple[list[Account], list[Number]]:
    """The accounts of these numbers, earliest first, and the numbers in the same order."""
    held = look.accounts(set(numbers))
    number = {id(account): n for n, account in held.items()}
    accounts = earliest_first(held.values())
    return accounts, [number[id(account)] for account in accounts]


@dataclass(frozen=True, slots=True)
class _Joined:
    """Accounts joined anew: by number, their groups, what they came to, and what relations add to their likeness."""

    numbers: list[Number]
    groups: Groups
    likenesses: Likenesses
    incidents: list[Incident]
    before: dict[str, Told]  # what was kept of these accounts, by id
    after: dict[str, Told]  # what they came to


def _joined(look: Look, wanted: Collection[Number], decided: _Decided, rule: str) -> _Joined:
    accounts, numbers = _in_order(look, wanted)
    decisions = decided.of(numbers)
    likenesses, pairs = _likenesses(look, accounts, numbers, set(wanted))
    groups = cluster(likenesses, pairs, decisions)
    told = [verdicts(accounts, group, decisions) for group in groups]
    members = ([accounts[n] for n in group] for group in groups)
    settled = [settle(own, judged, rule) for own, (judged, _) in zip(members, told, strict=True)]
    before = look.kept.told(set(look.kept.homes(numbers).values()))
    incidents = _answering(look, told_apart(settled), before)
    after = {
        incident.id: Told(incident, one.id, tuple(numbers[n] for n in group), tuple(found))
        for incident, one, group, (_, found) in zip(incidents, settled, groups, told, strict=True)
    }
    return _Joined(numbers, groups, likenesses, incidents, before, after)


def _answering(look: Look, incidents: Sequence[Incident], before: Collection[str]) -> list[Incident]:
    """The incidents with what they answer, among them and among all others they may point to."""
    days = {day for incident in incidents for day in days_pointed(incident)}
    others = look.kept.found_on(days) if days else {}
    return list(respond(incidents, [told.incident for id, told in others.items() if id not in before]))


def _likenesses(
    look: Look, accounts: Sequence[Account], numbers: Sequence[Number], about: Collection[Number]
) -> tuple[Likenesses, list[tuple[int, int]]]:
    """The likenesses of accounts by their places, and the pairs of which one is among those it is about."""
    place = {number: n for n, number in enumerate(numbers)}
    alike = [pair for pair in look.alike(about) if pair[0] in place and pair[1] in place]
    known = {ordered(place[i], place[j]): told for (i, j), told in look.likenesses(alike).items()}
    return Likenesses(accounts, look.matcher, dict(known)), sorted(known)


def _further(look: Look, joined: _Joined) -> set[Number]:
    """The accounts of other incidents that may change since these do: of the same id, or pointing to their days."""
    kept, before, after = look.kept, joined.before, joined.after
    ids = set(kept.of_base({told.base for told in (*before.values(), *after.values())}))
    changed = [
        told.incident
        for here, there in ((before, after), (after, before))
        for id, told in here.items()
        if id not in there or not _alike(told.incident, there[id].incident)
    ]
    days = {day for incident in changed for day in days_found(incident)}
    ids |= kept.pointing_to(days) if days else set()
    return {n for told in kept.told(ids - set(before)).values() for n in told.numbers}


def _alike(one: Incident, other: Incident) -> bool:
    """Whether two incidents differ in nothing but what they answer."""
    return one == other or replace(one, responds_to=()) == replace(other, responds_to=())


def _asked(look: Look, joined: _Joined, decided: _Decided) -> list[Asked]:
    """What to ask about the incidents joined anew, among themselves and with others."""
    own = set(joined.numbers)
    homes = look.kept.homes({n for pair in look.alike(own) for n in pair} - own)
    others = look.kept.told(set(homes.values()))
    held = {n: a for told in others.values() for n, a in zip(told.numbers, told.incident.accounts, strict=True)}
    look.held |= held
    accounts, numbers = _in_order(look, [*own, *held])
    place = {number: n for n, number in enumerate(numbers)}
    groups = [tuple(place[joined.numbers[n]] for n in group) for group in joined.groups]
    known = [(group, incident) for group, incident in zip(groups, joined.incidents, strict=True)]
    known += [(tuple(place[n] for n in told.numbers), told.incident) for told in others.values()]
    known.sort(key=lambda item: item[0])
    likenesses, pairs = _likenesses(look, accounts, numbers, own)

    def here(pair: tuple[int, int]) -> tuple[int, int]:
        return ordered(place[joined.numbers[pair[0]]], place[joined.numbers[pair[1]]])

    likenesses.known |= {here(pair): told for pair, told in joined.likenesses.known.items()}
    likenesses.extra = {here(pair): more for pair, more in joined.likenesses.extra.items()}
    found = unsure(likenesses, pairs, [group for group, _ in known], decided.of(numbers))
    return proposed([incident for _, incident in known], found)
