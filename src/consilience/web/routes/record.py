"""Beside incidents: what went wrong, who reports, totals kept apart, how it is all done, and a briefing to print."""

from collections import Counter

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, PlainTextResponse

from consilience.desk import DeskError
from consilience.ledger import By
from consilience.reconcile import RULES
from consilience.web.charts import HEIGHT, WIDTH, timeline
from consilience.web.filters import view_of
from consilience.web.pages import page
from consilience.web.security import Reader
from consilience.web.serving import serving_of

router = APIRouter()
_MANY = 500
_COUNTED: tuple[tuple[str, By], ...] = (
    ("Countries", "country"), ("Kinds of incident", "type"), ("Grades", "grade"), ("Actors", "actor"),
    ("Publishers", "publisher"),
)  # fmt: skip


@router.get("/problems")
def problems(request: Request, person: Reader) -> HTMLResponse:
    """What went wrong with reports and decisions, by kind."""
    serving = serving_of(request)
    found = [*serving.desk.record_problems(), *serving.desk.ledger.problems(serving.desk.extractor_name)]
    kinds = Counter((p.level, p.kind) for p in found)
    asked = request.query_params.get("kind")
    shown = [p for p in found if asked in (None, p.kind)]
    return page(request, "problems.html", person, problems=shown[:_MANY], total=len(shown), kinds=kinds.most_common(),
                asked=asked)  # fmt: skip


@router.get("/sources")
def sources(request: Request, person: Reader) -> HTMLResponse:
    """Who published of how many incidents."""
    desk = serving_of(request).desk
    desk.join()
    return page(request, "sources.html", person, publishers=desk.shares("publisher", limit=_MANY))


@router.get("/tallies")
def tallies(request: Request, person: Reader) -> HTMLResponse:
    """Totals over several incidents: kept, and added to none."""
    desk = serving_of(request).desk
    return page(request, "tallies.html", person, tallies=desk.ledger.tallies(desk.extractor_name)[:_MANY])


@router.get("/method")
def method(request: Request, person: Reader) -> HTMLResponse:
    """The rules, counts and versions behind every figure shown."""
    desk = serving_of(request).desk
    desk.join()
    return page(
        request, "method.html", person, rule=desk.rule, rules=list(RULES), incidents=desk.how_many(),
        reader=desk.extractor_name, reports=desk.ledger.count_reports(), judgements=len(desk.judgements()),
    )  # fmt: skip


@router.get("/charts")
def charts(request: Request, person: Reader) -> HTMLResponse:
    """Incidents and the dead by month, country, type and actor."""
    desk, view = serving_of(request).desk, view_of(request.query_params)
    desk.join()
    told = [(name, desk.shares(by, view.wanted, 15)) for name, by in _COUNTED]
    return page(request, "charts.html", person, view=view, shares=told,
                timeline=timeline(desk.histogram(view.wanted).months), width=WIDTH, height=HEIGHT)  # fmt: skip


@router.get("/briefing")
def briefing(request: Request, person: Reader) -> HTMLResponse:
    """A period and area on one page that prints well; each figure leads to its incidents."""
    desk, view = serving_of(request).desk, view_of(request.query_params)
    told, deadliest = desk.page(view.wanted, "day", None, 200), desk.page(view.wanted, "killed", None, 10)
    histogram = desk.histogram(view.wanted)
    return page(
        request, "briefing.html", person, view=view, rows=told.rows, more=told.next is not None,
        deadliest=deadliest.rows, timeline=timeline(histogram.months),
        incidents=histogram.without_day + sum(m.count for m in histogram.months),
        killed=sum(m.killed for m in histogram.months),
        width=WIDTH, height=HEIGHT, rule=desk.rule, countries=desk.shares("country", view.wanted, 10),
        types=desk.shares("type", view.wanted, 10), grades=desk.shares("grade", view.wanted, 10),
    )  # fmt: skip


@router.get("/export.{format}")
def export(request: Request, person: Reader, format: str) -> PlainTextResponse:
    """The incidents of the view, as `consilience export` writes them."""
    serving, view = serving_of(request), view_of(request.query_params)
    if view.wrong:
        raise DeskError("; ".join(view.wrong))
    told = serving.desk.export(format, wanted=view.wanted)
    kinds = {"csv": "text/csv", "geojson": "application/geo+json", "jsonl": "application/jsonl"}
    name = f'attachment; filename="incidents.{format}"'
    return PlainTextResponse("".join(told.pieces), headers={"Content-Disposition": name},
                             media_type=kinds.get(format, "text/plain"))  # fmt: skip
