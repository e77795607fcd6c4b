"""The same as JSON: `/api/v1`, described by `/api/v1/openapi.json`; errors are problem details (RFC 9457)."""

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from consilience.desk import Judged, Listed, Month
from consilience.export import incident_shape, judgement_shape, report_shape
from consilience.ledger import Share
from consilience.toll import Toll
from consilience.web.filters import View, view_of
from consilience.web.security import Analyst, Reader
from consilience.web.serving import serving_of

#: Four numbers of degrees.
_BOX = r"^-?\d{1,3}(\.\d+)?(,-?\d{1,3}(\.\d+)?){3}$"


class ProblemDetails(BaseModel):
    """What went wrong, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str


_PROBLEM: dict[str, Any] = {"application/problem+json": {"schema": ProblemDetails.model_json_schema()}}
_ERRORS: dict[int | str, dict[str, Any]] = {
    code: {"description": told, "content": _PROBLEM}
    for code, told in {401: "Nobody is signed in", 403: "Not for this role", 404: "There is no such thing",
                       422: "What is asked cannot be understood or done", 503: "The ledger cannot be used"}.items()
}  # fmt: skip
router = APIRouter(prefix="/api/v1", tags=["api"], responses=_ERRORS)
_TITLES = {401: "Sign-in needed", 403: "Not for this role", 404: "Not found", 405: "Not this method",
           422: "Cannot be done", 503: "The ledger cannot be used"}  # fmt: skip


def problem(status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """An error, as problem details."""
    told = {"type": "about:blank", "title": _TITLES.get(status, "Error"), "status": status, "detail": detail}
    return JSONResponse(told, status, headers, "application/problem+json")


class TollShape(BaseModel):
    """A toll; `high` is null where it is open above."""

    low: int
    best: int
    high: int | None


class PlaceShape(BaseModel):
    """A place, never finer than its source told."""

    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: str


class DateShape(BaseModel):
    """The days between which it lies, both included."""

    start: str | None
    end: str | None
    precision: str


class ListedShape(BaseModel):
    """One incident in a list; the whole of it stands at `url`."""

    id: str
    url: str
    date: DateShape
    place: PlaceShape | None
    event_type: str | None
    grade: str | None
    strike_status: str | None
    killed: TollShape | None
    killed_standing: str
    injured: TollShape | None
    accounts: int
    sources: int


class PageShape(BaseModel):
    """Some incidents; `next` is the address of those after them, null on the last page.

    `total` is how many there are in all, or, where `exact` is false, a number below that.
    """

    items: list[ListedShape]
    total: int
    exact: bool
    next: str | None


class MonthShape(BaseModel):
    """Incidents that began in a month."""

    year: int
    month: int
    incidents: int
    killed: int


class ShareShape(BaseModel):
    """Incidents of one country, type, grade, actor or publisher."""

    name: str | None
    incidents: int
    killed: int


def _writable(words: str) -> str:
    """Words that can be kept: JSON can spell halves of characters, which no text holds."""
    try:
        words.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError("holds half a character (a lone surrogate)") from None
    return words


Kept = Annotated[str, AfterValidator(_writable)]


class Decision(BaseModel):
    """One decision: `sides` are an incident's id, an account's, or `REPORT:quoted words`."""

    model_config = ConfigDict(extra="forbid")

    verb: Literal["same", "different", "unsure", "accept", "reject", "prefer", "note"]
    sides: Annotated[list[Kept], Field(min_length=1, max_length=2)]
    because: Annotated[Kept, Field(min_length=1, max_length=2000)]
    field: Kept | None = None
    value: Annotated[Kept | None, Field(max_length=500)] = None
    words: Annotated[Kept | None, Field(max_length=2000, description="of the report it was read in")] = None


def _asked(
    request: Request,
    from_: Annotated[date | None, Query(alias="from", description="first day")] = None,
    to: Annotated[date | None, Query(description="last day")] = None,
    box: Annotated[str | None, Query(description="west,south,east,north in degrees", pattern=_BOX)] = None,
    country: Annotated[str | None, Query(description="ISO 3166-1 alpha-2", pattern="^[A-Za-z]{2}$")] = None,
    type: Annotated[str | None, Query(description="one of ACLED's sub-event types")] = None,
    actor: Annotated[str | None, Query(description="the beginning of a name")] = None,
    grade: Literal["confirmed", "fair", "weak", "contested", "discounted"] | None = None,
    killed: Annotated[int | None, Query(description="at least so many, by the best figure", ge=0, lt=10**9)] = None,
    publisher: Annotated[str | None, Query(description="the beginning of a name")] = None,
    q: Annotated[str | None, Query(description="words told of it, or their beginnings")] = None,
    order: Literal["newest", "day", "killed", "sources"] | None = None,
    after: Annotated[str | None, Query(description="as the page before gives it")] = None,
) -> View:
    view = view_of(request.query_params)
    if view.wrong:
        raise HTTPException(422, "; ".join(view.wrong))
    return view


Asked = Annotated[View, Depends(_asked)]


@router.get("/openapi.json", include_in_schema=False)
def description(request: Request, person: Reader) -> dict[str, Any]:
    """The description of all this."""
    told: dict[str, Any] = request.app.openapi()
    return told


@router.get("/incidents")
def incidents(
    request: Request, person: Reader, view: Asked, limit: Annotated[int, Query(ge=1, le=500)] = 50
) -> PageShape:
    """A page of incidents."""
    desk = serving_of(request).desk
    found = desk.page(view.wanted, view.order, view.after, limit)
    more = f"/api/v1/incidents{view.address(after=found.next)}&limit={limit}" if found.next else None
    return PageShape(items=[_listed(row) for row in found.rows], total=found.count.number, exact=found.count.exact,
                     next=more)  # fmt: skip


@router.get("/incidents/{id:path}")
def incident(request: Request, person: Reader, id: str) -> dict[str, Any]:
    """One incident with every claim, as `consilience export` writes it; an id it had before leads to it, too."""
    serving = serving_of(request)
    return incident_shape(serving.desk.incident(id).incident)


@router.get("/reports/{id:path}")
def report(request: Request, person: Reader, id: str) -> dict[str, Any]:
    """One report with its text."""
    serving = serving_of(request)
    return report_shape(serving.desk.report(id).report, with_text=True)


@router.get("/months")
def months(request: Request, person: Reader, view: Asked) -> list[MonthShape]:
    """Incidents by the month in which they began."""
    return [_month(month) for month in serving_of(request).desk.histogram(view.wanted).months]


@router.get("/shares/{by}")
def shares(
    request: Request, person: Reader, view: Asked, by: Literal["country", "type", "grade", "actor", "publisher"],
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> list[ShareShape]:  # fmt: skip
    """Incidents by country, type, grade, actor or publisher, the most first."""
    found = serving_of(request).desk.shares(by, view.wanted, limit)
    if found is None:
        raise HTTPException(422, f"Too many incidents to count by {by} at once: ask for those of a country or month.")
    return [_share(share) for share in found]


@router.get("/judgements")
def judgements(request: Request, person: Reader) -> list[dict[str, Any]]:
    """All decisions in the order of time; `in_force` says whether one still holds."""
    return [judgement_shape(j) | {"in_force": valid} for j, valid in serving_of(request).desk.judgements()]


@router.post("/judgements", status_code=201)
def judge(request: Request, person: Analyst, decision: Decision) -> dict[str, Any]:
    """Keeps one decision, in the name of whoever asks."""
    _refuse_foreign(request)
    serving = serving_of(request)
    with serving.writing:
        judged: Judged = serving.desk.judge(
            decision.verb, decision.sides, by=person.name, because=decision.because, field=decision.field,
            value=decision.value, words=decision.words,
        )  # fmt: skip
    return judgement_shape(judged.judgement) | {"new": judged.new}


def _refuse_foreign(request: Request) -> None:
    """A page of another site cannot judge in the name of whoever looks at it."""
    origin = request.headers.get("origin")
    if origin not in (None, f"{request.url.scheme}://{request.headers.get('host')}"):
        raise HTTPException(403, "Asked for by a page of another site.")
    if "json" not in request.headers.get("content-type", ""):
        raise HTTPException(422, "Send JSON, as application/json.")


def _listed(row: Listed) -> ListedShape:
    start, end, place = row.day.start, row.day.end, row.place
    return ListedShape(
        id=row.id,
        url=f"/api/v1/incidents/{row.id}",
        date=DateShape(start=_iso(start), end=_iso(end), precision=row.day.precision),
        place=PlaceShape(name=place.name, country=place.country, admin1=place.admin1, lat=place.lat, lon=place.lon,
                         precision=place.precision) if place else None,
        event_type=row.event_type,
        grade=row.grade,
        strike_status=row.strike_status,
        killed=_toll(row.killed),
        killed_standing=row.killed_standing,
        injured=_toll(row.injured),
        accounts=row.accounts,
        sources=row.sources,
    )  # fmt: skip


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _toll(toll: Toll | None) -> TollShape | None:
    return TollShape(low=toll.low, best=toll.best, high=toll.high) if toll else None


def _month(month: Month) -> MonthShape:
    return MonthShape(year=month.month.year, month=month.month.month, incidents=month.count, killed=month.killed)


def _share(share: Share) -> ShareShape:
    return ShareShape(name=share.name, incidents=share.count, killed=share.killed)
