"""A derived incident as JSON values and back; what is settled points to the claims of the accounts, each kept once."""

from typing import Any

from consilience.claim import Account, Claim
from consilience.day import Day
from consilience.incident import Assessment, Finding, Incident
from consilience.ledger.plain import noun, plain
from consilience.place import Place
from consilience.toll import Toll

#: The number of this form; records kept in another are made again.
FORM = 5
_SETTLED: dict[str, Any] = {"day": Day, "place": Place, "event_type": str}
_ASSESSED = ("grade", "strike_status")
_REST = {
    field: Incident.__annotations__[field]
    for field in ("places", "launched_from", "actors", "victims", "responds_to", "sources", "over_time")
}


def incident_body(incident: Incident) -> Any:
    """The incident as JSON values."""
    where = {claim: [n, m] for n, account in enumerate(incident.accounts) for m, claim in enumerate(account.claims)}

    def settled(finding: Finding[Any]) -> Any:
        sides = ([where.get(claim) or plain(claim) for claim in side] for side in _sides(finding))
        return [plain(finding.value), finding.standing, finding.rule, list(finding.judged_by), *sides]

    def assessed(one: Assessment) -> Any:
        return [one.value, one.because, list(one.judged_by), [where.get(c) or plain(c) for c in one.claims]]

    body = {name: plain(getattr(incident, name)) for name in ("id", "accounts", *_REST)}
    body |= {name: settled(getattr(incident, name)) for name in _SETTLED}
    body |= {name: assessed(getattr(incident, name)) for name in _ASSESSED}
    return body | {"tolls": {name: settled(finding) for name, finding in incident.tolls.items()}}


def _sides(finding: Finding[Any]) -> tuple[tuple[Claim, ...], ...]:
    return finding.claims_for, finding.claims_against, finding.rejected


def incident_of(body: Any) -> Incident:
    """The incident of its body."""
    accounts: tuple[Account, ...] = noun(tuple[Account, ...], body["accounts"])

    def claim(told: Any) -> Claim:
        made: Claim = accounts[told[0]].claims[told[1]] if isinstance(told, list) else noun(Claim, told)
        return made

    def settled(kind: Any, told: Any) -> Finding[Any]:
        value, standing, rule, judged_by, *sides = told
        held = None if value is None else noun(kind, value)
        in_favour, against, rejected = (tuple(map(claim, side)) for side in sides)
        return Finding(held, standing, rule, in_favour, against, tuple(judged_by), rejected)

    def assessed(told: Any) -> Assessment:
        value, because, judged_by, claims = told
        return Assessment(value, because, tuple(map(claim, claims)), tuple(judged_by))

    told: dict[str, Any] = {name: settled(kind, body[name]) for name, kind in _SETTLED.items()}
    told |= {name: assessed(body[name]) for name in _ASSESSED}
    told |= {name: noun(kind, body[name]) for name, kind in _REST.items()}
    tolls = {name: settled(Toll, toll) for name, toll in body["tolls"].items()}
    return Incident(body["id"], accounts, tolls=tolls, **told)
