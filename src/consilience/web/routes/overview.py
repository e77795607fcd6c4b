"""The overview: a map, a timeline and a table of the same incidents."""

from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from consilience.desk import Mark
from consilience.web.charts import HEIGHT, WIDTH, timeline
from consilience.web.filters import view_of
from consilience.web.pages import page
from consilience.web.security import Reader
from consilience.web.serving import serving_of

router = APIRouter()
_LINES = 50


@router.get("/")
def overview(request: Request, person: Reader) -> HTMLResponse:
    """Everything the filters of the address leave."""
    desk, view = serving_of(request).desk, view_of(request.query_params)
    told = desk.page(view.wanted, view.order, view.after, _LINES)
    histogram, there = desk.histogram(view.wanted), desk.facets()
    return page(
        request,
        "overview.html",
        person,
        view=view,
        rows=told.rows,
        next=told.next,
        count=histogram.without_day + sum(month.count for month in histogram.months),
        killed=sum(month.killed for month in histogram.months),
        undated=histogram.without_day,
        timeline=timeline(histogram.months),
        width=WIDTH,
        height=HEIGHT,
        types=there.type,
        countries=there.country,
        tiles=serving_of(request).tiles or "",
    )


@router.get("/map.json")
def spots(request: Request, person: Reader, seen: str = "") -> dict[str, Any]:
    """What the map draws of the part of it that is seen: near ones as one where there are very many."""
    view = view_of(request.query_params)
    if view.wrong:
        raise HTTPException(422, "; ".join(view.wrong))
    part = view_of({"box": seen})
    if part.wrong:
        raise HTTPException(422, "; ".join(part.wrong))
    points = serving_of(request).desk.points(view.wanted, part.wanted.box)
    return {"spots": [_shape(mark) for mark in points.marks], "cell": points.cell, "placeless": points.without_place}


def _shape(mark: Mark) -> list[Any]:
    """Latitude, longitude, precision, incidents, killed, id."""
    return [round(mark.lat, 4), round(mark.lon, 4), mark.precision, mark.count, mark.killed, mark.id]
