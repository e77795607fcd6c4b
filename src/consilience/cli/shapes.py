"""What `show --json` and `report --json` print."""

from typing import Any

from consilience.claim import Claim
from consilience.desk import ReportView, View
from consilience.export import (
    account_shape,
    assessment_shape,
    evidence_shape,
    finding_shape,
    incident_shape,
    judgement_shape,
    problem_shape,
    report_shape,
    tally_shape,
)
from consilience.incident import Finding
from consilience.reconcile import Step


def view_shape(view: View) -> dict[str, Any]:
    """An incident as exported, with what it was settled from and what is said of it elsewhere."""
    incident = view.incident
    fields: dict[str, Finding[Any]] = {"date": incident.day, "place": incident.place, "event_type": incident.event_type}
    findings = fields | dict(incident.tolls)
    return {
        **incident_shape(incident),
        "findings": {name: finding_shape(finding) for name, finding in findings.items()},
        "assessments": {
            "grade": assessment_shape(incident.grade),
            "strike_status": assessment_shape(incident.strike_status),
        },
        "answered_by": [other.id for other in view.answered_by],
        "chain": [_step_shape(step) for step in view.chain],
        "judgements": [judgement_shape(judgement) for judgement in view.judgements],
    }


def _step_shape(step: Step) -> dict[str, Any]:
    """One incident of a chain: what it answers, with the words; `id` is null where no report tells of that."""
    answered: list[tuple[str | None, Claim]] = [(id, claim) for id, claims in step.answers.items() for claim in claims]
    answered += [(None, claim) for claim in step.open]
    return {
        "id": step.incident.id,
        "answers": [
            {"id": id, "report": claim.evidence.report, **evidence_shape(claim.evidence)} for id, claim in answered
        ],
    }


def report_view_shape(view: ReportView, *, with_text: bool) -> dict[str, Any]:
    """A report with its accounts, the incident each came to, its tallies and problems."""
    reading = view.reading
    return {
        **report_shape(view.report, with_text=with_text),
        "accounts": [{**account_shape(a), "incident": view.incidents.get(a.id)} for a in reading.accounts],
        "tallies": [tally_shape(tally) for tally in reading.tallies],
        "problems": [problem_shape(problem) for problem in reading.problems],
    }
