"""Deciding: one decision each, kept for ever or taken back, and what it would change."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from consilience.desk.finding import (
    DeskError,
    claim_named,
    decides_the_same,
    judgement_named,
    passage_named,
    refuse_one_incident,
    refuse_unfit,
    refuse_unknown_field,
    refuse_unknown_rule,
    report_named,
    touches,
    words_in,
)
from consilience.desk.looking import Looking
from consilience.desk.naming import incidents_meant
from consilience.incident import Incident
from consilience.judgement import Judgement, Passage, Verb, in_force
from consilience.ledger.joined import Join
from consilience.problem import Problem
from consilience.reconcile import rule_choices, rule_held


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision as it was kept, whether it is new, and the problems it meets with."""

    judgement: Judgement
    new: bool
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a decision would change: the incidents it reaches as they are, and as they would be."""

    judgement: Judgement
    before: tuple[Incident, ...]
    after: tuple[Incident, ...]


class Judging(Looking):
    """The part of a desk at which people decide."""

    @abstractmethod
    def now(self) -> datetime:
        """The time it is."""

    @property
    @abstractmethod
    def joins(self) -> Join:
        """What joins new reports and decisions to what is kept."""

    def judge(
        self,
        verb: Verb,
        sides: Sequence[str],
        *,
        by: str,
        because: str,
        field: str | None = None,
        value: str | None = None,
        words: str | None = None,
    ) -> Judged:
        """Keeps one decision. Each side is an incident's id, an account's, or `REPORT:quoted words`.

        `words` are those of the side's report in which a preferred value was read; they have to stand there.
        """
        decision = self._decided_on(verb, sides, by, because, field, value, words)
        there = next((j for j in self.ledger.in_force() if decides_the_same(j, decision)), None)
        return Judged(there, False, ()) if there else self._keep(decision)

    def preview(
        self,
        verb: Verb,
        sides: Sequence[str],
        *,
        by: str,
        because: str,
        field: str | None = None,
        value: str | None = None,
        words: str | None = None,
    ) -> Preview:
        """What a decision would change, before it is made: nothing is kept."""
        return self._tried(self._decided_on(verb, sides, by, because, field, value, words))

    def preview_retract(self, words: str, *, by: str, because: str) -> Preview:
        """What taking a decision back would change."""
        judgement = judgement_named(self.ledger.judgements(), words)
        return self._tried(self._decision("retract", by, because, retracts=judgement.id))

    def _tried(self, decision: Judgement) -> Preview:
        self.join()
        return Preview(decision, *map(tuple, self.ledger.tried(decision, self.extractor_name, self.joins)))

    def _decided_on(
        self,
        verb: Verb,
        sides: Sequence[str],
        by: str,
        because: str,
        field: str | None,
        value: str | None,
        words: str | None,
    ) -> Judgement:
        """The decision, with the words it holds on to."""
        refuse_unknown_field(field)
        self.join()
        record = self.around(*incidents_meant(self.ledger, sides))
        if verb in ("same", "different", "unsure"):
            passages = tuple(passage_named(self.ledger, record, side) for side in sides)
            if len(set(passages)) != 2:
                refuse_one_incident(record, self.ledger.judgements(), verb, sides)
                raise DeskError(f"{verb}: name two sides that differ; both of these are {passages[0].quote!r}")
            if verb == "unsure":
                value = str(sum(len(i.accounts) for i in record.incidents if _tells(i, passages)))
        elif verb == "note":
            passages = (passage_named(self.ledger, record, sides[0]),)
        elif verb in ("accept", "reject"):
            passage, field = claim_named(self.ledger, record, sides[0], field)
            passages = (passage,)
        else:
            if not field or value is None:
                raise DeskError("prefer: say which field, and the value that is the best: --field killed --value 18")
            refuse_unfit(field, value, self.now().astimezone().date())
            passages = (passage_named(self.ledger, record, sides[0]),)
            if words:
                report = report_named(self.ledger, passages[0].report)
                passages = (*passages, Passage(report.id, words_in(report, words)))
        return self._decision(verb, by, because, passages, field, value)

    def retract(self, words: str, *, by: str, because: str) -> Judged:
        """Takes a decision back; what was before it comes into force again."""
        there = self.ledger.judgements()
        judgement = judgement_named(there, words)
        gone = {j.retracts for j in there if j.verb == "retract"} & {judgement.id}
        if gone and judgement not in in_force(there) and judgement.verb != "retract":
            raise DeskError(f"{judgement.id}: is retracted already")
        return self._keep(self._decision("retract", by, because, retracts=judgement.id))

    def _decision(
        self,
        verb: Verb,
        by: str,
        because: str,
        passages: tuple[Passage, ...] = (),
        field: str | None = None,
        value: str | None = None,
        retracts: str | None = None,
    ) -> Judgement:
        for name, said in (("--by", by), ("--because", because)):
            if not said.strip():
                raise DeskError(f"{verb}: a decision needs {name}: who decides, and why, is kept with it for ever")
        when = self.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        return Judgement(verb, by.strip(), because.strip(), when, passages, field, value, retracts)

    def _keep(self, judgement: Judgement) -> Judged:
        new = bool(self.ledger.judge((judgement,)))
        mine = {judgement.id, *(p.report for p in judgement.passages)}
        problems = tuple(p for p in self.record_problems() if p.source in mine or judgement.id in p.message)
        return Judged(judgement, new, problems)

    @property
    def rule(self) -> str:
        """The name of the rule that settles tolls in this ledger."""
        return rule_held(self.ledger.in_force())

    def choose_rule(self, rule: str, *, by: str, because: str) -> Judged:
        """Keeps the choice of the rule that settles tolls; retracting it brings back the one before."""
        decision = self._decision("rule", by, because, value=refuse_unknown_rule(rule))
        choices = rule_choices(self.ledger.judgements())
        if choices and choices[-1].value == rule:
            return Judged(choices[-1], False, ())
        return self._keep(decision)

    def judgements(self) -> tuple[tuple[Judgement, bool], ...]:
        """All decisions in the order of time, and whether each is in force."""
        there = self.ledger.judgements()
        valid = set(in_force(there))
        return tuple((judgement, judgement in valid) for judgement in there)


def _tells(incident: Incident, passages: Sequence[Passage]) -> bool:
    """Whether one of the passages is told of this incident."""
    quotes = [claim.evidence for account in incident.accounts for claim in account.claims]
    return any(touches(passage, evidence) for passage in passages for evidence in quotes)
