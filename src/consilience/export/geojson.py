"""GeoJSON (RFC 7946) for maps: one point an incident, at the coordinates of its place, its precision beside it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from consilience.export.jsonl import json_text
from consilience.export.shape import day_shape, in_order, incident_shape
from consilience.incident import Incident
from consilience.problem import Problem
from consilience.toll import FIELDS


def feature_collection(incidents: Iterable[Incident], urls: Mapping[str, str]) -> Iterator[str]:
    """The incidents that have coordinates, one feature a line; never moved, never jittered."""
    yield '{"type": "FeatureCollection", "features": ['
    between = "\n"
    for incident in in_order(incidents):
        if incident.place.value and incident.place.value.known:
            yield between + json_text(_feature(incident, urls))
            between = ",\n"
    yield "\n]}\n"


def without_coordinates(incidents: Iterable[Incident]) -> Problem | None:
    """How many incidents a map leaves out, as a note."""
    left_out = [i.id for i in in_order(incidents) if not (i.place.value and i.place.value.known)]
    if not left_out:
        return None
    count = "1 incident" if len(left_out) == 1 else f"{len(left_out)} incidents"
    some = ", ".join(left_out[:3]) + (", ..." if len(left_out) > 3 else "")
    return Problem("export", "no coordinates", f"{count} left out of the map: {some}", level="note")


def _feature(incident: Incident, urls: Mapping[str, str]) -> dict[str, Any]:
    place = incident.place.value
    shape = incident_shape(incident)
    day = day_shape(incident.day.value)
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat] if place else []},
        "properties": {
            "title": _title(incident),
            "date": day["start"],
            "date_end": day["end"],
            "date_precision": day["precision"],
            "event_type": shape["event_type"],
            "place": shape["place"]["name"],
            "country": shape["place"]["country"],
            "admin1": shape["place"]["admin1"],
            "precision": shape["place"]["precision"],
            **{field: shape[field] for field in FIELDS},
            "actors": shape["actors"],
            "grade": shape["grade"],
            "strike_status": shape["strike_status"],
            "sources": list(dict.fromkeys(a.publisher or a.report for a in incident.accounts)),
            "links": [urls[report] for report in incident.reports if report in urls],
        },
    }


def _title(incident: Incident) -> str:
    """As a map shows it: `Air/drone strike, Albukamal, 2020-03-12`."""
    told = (incident.event_type.value, incident.place.value and incident.place.value.name, incident.day.value)
    return ", ".join(str(part) for part in told if part)
