"""What `show --json` and `report --json` print."""

from typing import Any

from consilience.desk import ReportView, View
from consilience.export import (
    account_shape,
    finding_shape,
    incident_shape,
    judgement_shape,
    problem_shape,
    report_shape,
    tally_shape,
)
from consilience.incident import Finding


def view_shape(view: View) -> dict[str, Any]:
    """An incident as exported, with what it was settled from and what is said of it elsewhere."""
    incident = view.incident
    fields: dict[str, Finding[Any]] = {"date": incident.day, "place": incident.place, "event_type": incident.event_type}
    findings = fields | dict(incident.tolls)
    return {
        **incident_shape(incident),
        "findings": {name: finding_shape(finding) for name, finding in findings.items()},
        "answered_by": [other.id for other in view.answered_by],
        "judgements": [judgement_shape(judgement) for judgement in view.judgements],
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
