"""An incident and all it holds as JSON values, in the one published form; see the format's number, SCHEMA."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from consilience.claim import Account, Claim
from consilience.day import Day
from consilience.evidence import Evidence
from consilience.incident import Assessment, Finding, Incident
from consilience.place import Place
from consilience.reconcile import account_toll
from consilience.toll import FIELDS, Toll
from consilience.toll import Field as TollField

SCHEMA = 1


def in_order(incidents: Iterable[Incident]) -> list[Incident]:
    """By day, those without one last, then by id."""

    def key(incident: Incident) -> tuple[date, str]:
        day = incident.day.value
        return (day and (day.start or day.end)) or date.max, incident.id

    return sorted(incidents, key=key)


def incident_shape(incident: Incident) -> dict[str, Any]:
    """One incident with its accounts and every claim."""
    return {
        "id": incident.id,
        "schema": SCHEMA,
        "date": day_shape(incident.day.value),
        "event_type": incident.event_type.value,
        "place": place_shape(incident.place.value),
        "places": [place_shape(place) for place in incident.places],
        "launched_from": place_shape(incident.launched_from),
        **{field: _settled_toll(incident.tolls.get(field)) for field in FIELDS},
        "actors": [
            {"name": a.name, "role": a.role, "standing": a.standing, "according_to": a.according_to}
            for a in incident.actors
        ],
        "victims": list(incident.victims),
        "grade": incident.grade.value,
        "grade_because": incident.grade.because or None,
        "strike_status": incident.strike_status.value,
        "strike_status_because": incident.strike_status.because or None,
        "responds_to": list(incident.responds_to),
        "sources": [{"name": s.name, "reports": list(s.reports), "because": list(s.because)} for s in incident.sources],
        "toll_over_time": {field: _series(incident, field) for field in FIELDS},
        "accounts": [account_shape(account) for account in incident.accounts],
    }


def _series(incident: Incident, field: TollField) -> list[dict[str, Any]]:
    """Each figure of each independent source, by day of publication, with the words it was read from."""
    accounts = {account.id: account for account in incident.accounts}
    return [
        {
            "source": figure.source,
            "published": _iso(figure.published),
            **(toll_shape(figure.toll) or {}),
            "stand": figure.stand,
            "claims": [
                {"report": claim.evidence.report, **evidence_shape(claim.evidence)}
                for id in figure.accounts
                for claim in accounts[id].all(field)
                if claim.scope != "tally" and claim not in incident.tolls[field].rejected
            ],
        }
        for figure in incident.over_time
        if figure.field == field
    ]


def account_shape(account: Account) -> dict[str, Any]:
    """What one report alone tells."""
    return {
        "id": account.id,
        "report": account.report,
        "rank": account.rank,
        "extractor": account.extractor,
        "date": day_shape(account.day),
        "place": place_shape(account.place),
        **{field: toll_shape(account_toll(account, field)) for field in FIELDS},
        "claims": [claim_shape(claim) for claim in account.claims],
    }


def claim_shape(claim: Claim) -> dict[str, Any]:
    """One value with its words; `resolved` is the day or place that the words of a date or place came to."""
    return {
        "field": claim.field,
        "value": claim.value,
        "low": claim.low,
        "high": claim.high,
        "qualifier": claim.qualifier,
        "scope": claim.scope,
        "category": claim.category,
        "nationality": claim.nationality,
        "standing": claim.standing,
        "according_to": claim.according_to,
        "published": _iso(claim.published),
        **evidence_shape(claim.evidence),
        "resolved": _resolved(claim.resolved),
    }


def finding_shape(finding: Finding[Any]) -> dict[str, Any]:
    """One settled field with the claims for and against it."""
    return {
        "value": _value(finding.value),
        "standing": finding.standing,
        "rule": finding.rule,
        "judged_by": list(finding.judged_by),
        "claims_for": [_sourced(claim) for claim in finding.claims_for],
        "claims_against": [_sourced(claim) for claim in finding.claims_against],
    }


def assessment_shape(assessment: Assessment) -> dict[str, Any]:
    """A grade or a status with the sentence that explains it and the claims it rests on."""
    return {
        "value": assessment.value,
        "because": assessment.because,
        "judged_by": list(assessment.judged_by),
        "claims": [_sourced(claim) for claim in assessment.claims],
    }


def evidence_shape(evidence: Evidence) -> dict[str, Any]:
    """Where a quote stands."""
    return {"in": evidence.part, "quote": evidence.quote, "start": evidence.start, "end": evidence.end}


def day_shape(day: Day | None) -> dict[str, Any]:
    """A day; never null, for "unknown" is a precision."""
    day = day or Day.unknown()
    return {"start": _iso(day.start), "end": _iso(day.end), "precision": day.precision}


def place_shape(place: Place | None) -> dict[str, Any] | None:
    """A place, in the spelling of its report."""
    if place is None:
        return None
    names = ("name", "country", "admin1", "lat", "lon", "precision")
    return {name: getattr(place, name) for name in names}


def toll_shape(toll: Toll | None) -> dict[str, Any] | None:
    """A count of people; `high` is null where it is open above."""
    return None if toll is None else {"low": toll.low, "best": toll.best, "high": toll.high}


def _settled_toll(finding: Finding[Toll] | None) -> dict[str, Any] | None:
    shape = toll_shape(finding.value) if finding else None
    return {**shape, "standing": finding.standing, "rule": finding.rule} if finding and shape else None


def _resolved(resolved: Day | Place | None) -> dict[str, Any] | None:
    """With the rule that led from the words to it."""
    if resolved is None:
        return None
    shape = day_shape(resolved) if isinstance(resolved, Day) else place_shape(resolved)
    return {**(shape or {}), "rule": resolved.rule}


def _sourced(claim: Claim) -> dict[str, Any]:
    return {"report": claim.evidence.report, **claim_shape(claim)}


def _value(value: Any) -> Any:
    if isinstance(value, Day):
        return day_shape(value)
    if isinstance(value, Place):
        return place_shape(value)
    return toll_shape(value) if isinstance(value, Toll) else value


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
