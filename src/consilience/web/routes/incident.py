"""One incident: what is settled, by which rule, from which words."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from consilience.claim import Claim
from consilience.incident import Incident
from consilience.toll import FIELDS
from consilience.web.charts import TALL, WIDTH, over_time
from consilience.web.pages import page
from consilience.web.routes.review import reasons, stand_of
from consilience.web.security import Reader
from consilience.web.serving import serving_of

router = APIRouter()


@router.get("/incidents/{id:path}")
def incident(request: Request, person: Reader, id: str) -> Response:
    """The incident of an id; one it had before a merge leads on to it."""
    serving = serving_of(request)
    view = serving.desk.incident(id)
    found = view.incident
    if found.id != id:
        return RedirectResponse(f"/incidents/{found.id}", 302)
    charts = [over_time(field, [f for f in found.over_time if f.field == field]) for field in FIELDS]
    return page(
        request,
        "incident.html",
        person,
        view=view,
        stand=stand_of([view]),
        reasons=reasons([judgement for judgement, _ in serving.desk.judgements()]),
        incident=found,
        charts=[chart for chart in charts if chart],
        width=WIDTH,
        tall=TALL,
        spots=_spots(found),
        tiles=serving.tiles or "",
        attributions=_of(found, "attribution"),
        publishers={a.report: a.publisher for a in found.accounts},
        kinds=(("date", found.day), ("place", found.place), ("event_type", found.event_type),
               *((f, found.tolls[f]) for f in FIELDS if f in found.tolls)),
    )  # fmt: skip


def _of(incident: Incident, field: str) -> list[Claim]:
    return [claim for account in incident.accounts for claim in account.claims if claim.field == field]


def _spots(incident: Incident) -> list[list[object]]:
    """The places struck as the map draws them: latitude, longitude, precision, incidents, killed, id."""
    finding = incident.tolls.get("killed")
    killed = finding.value.best if finding and finding.value else 0
    places = [place for place in (incident.place.value, *incident.places) if place and place.known]
    return [[p.lat, p.lon, p.precision, 1, killed, incident.id] for p in places]
