"""A person's decision: who, when, why; never overwritten, only retracted."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, get_args

Verb = Literal["same", "different", "unsure", "accept", "reject", "prefer", "note", "rule", "retract"]
VERBS: tuple[Verb, ...] = get_args(Verb)


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """The words a judgement holds on to; they outlive re-extraction, as an account's or claim's number would not."""

    report: str
    quote: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision.

    same, different: two passages, each telling of an incident. unsure: the same two, and as `value` how many accounts
    there were of both; it is asked again once there are more. note: one passage that tells of the incident; `because`
    is all it says. accept, reject: one passage, the quote of a claim, and the claim's `field`. prefer: one passage that
    tells of the incident, the `field` and the `value` to be the best; a second passage may hold the words of the same
    report that the person read it in. rule: `value` is the name of the rule that
    settles the tolls of the whole ledger from then on. retract: `retracts` is the id of the judgement taken back.
    `when` is ISO 8601, UTC.
    """

    verb: Verb
    by: str
    because: str
    when: str
    passages: tuple[Passage, ...] = ()
    field: str | None = None
    value: str | None = None
    retracts: str | None = None

    @property
    def id(self) -> str:
        """Twelve hex digits made from all that was decided."""
        parts = [self.verb, self.by, self.because, self.when, self.field, self.value, self.retracts]
        parts += [word for p in self.passages for word in (p.report, p.quote)]
        return sha256("\x00".join(p or "" for p in parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def in_force(judgements: tuple[Judgement, ...]) -> tuple[Judgement, ...]:
    """The judgements not retracted, in order of time; a retraction that is itself retracted has no effect."""
    ordered = sorted(set(judgements), key=lambda j: (j.when, j.id))
    gone: set[str] = set()
    for judgement in reversed(ordered):
        if judgement.verb == "retract" and judgement.id not in gone and judgement.retracts:
            gone.add(judgement.retracts)
    return tuple(j for j in ordered if j.id not in gone and j.verb != "retract")
