"""Whether an incident meets a line of a story: each check gives "" where it does, else what the incident says."""

import re
from collections.abc import Callable
from typing import Literal, get_args

from consilience.actor import Standing
from consilience.incident import Incident
from consilience.place import Place
from consilience.resolve.actors import actor_named, same_side
from consilience.resolve.places import place_named
from consilience.score.story import Expected

_TOLL = re.compile(r"(\d+)(?:-(\d+))?(\+)?$")
_NEAR = 25  # kilometres within which two places are one


def misses(expected: Expected, incident: Incident) -> list[tuple[str, str, str]]:
    """The lines that an incident does not meet: key, what is wanted, and what it says instead."""
    checked = ((key, value, _CHECKS[key](value, incident)) for key, value in expected.lines if key in _CHECKS)
    return [(key, value, got) for key, value, got in checked if got]


def _day(value: str, incident: Incident) -> str:
    day = incident.day.value
    if day is None or day.precision == "unknown":
        return "" if value == "none" else "no day"
    if re.fullmatch(r"\d{4}-\d{2}", value):
        return "" if day.start and f"{day.start:%Y-%m}" == value else str(day)
    start, _, end = value.partition("..")
    return "" if (str(day.start), str(day.end)) == (start.strip(), (end or start).strip()) else str(day)


def _place(value: str, incident: Incident) -> str:
    name, _, country = value.rpartition(",")
    place = incident.place.value
    if place is None or place.country != country.strip():
        return f"{place and place.name}, {place and place.country}"
    if not name:
        return ""
    wanted = place_named(name.strip(), {country.strip(): 1.0})
    met = _alike(wanted, place, name.strip()) or any(_alike(wanted, p, name.strip()) for p in incident.places)
    return "" if met else f"{place.name}, {place.country}"


def _alike(wanted: Place, place: Place, name: str) -> bool:
    km = wanted.km(place)
    one, other = name.casefold(), place.name.casefold()
    return one in other or other in one or (km is not None and km < _NEAR)


def _toll(field: Literal["killed", "injured", "missing"]) -> Callable[[str, Incident], str]:
    def check(value: str, incident: Incident) -> str:
        finding = incident.tolls.get(field)
        toll = finding.value if finding else None
        if value == "none":
            return "" if toll is None else str(toll)
        match = _TOLL.match(value)
        assert match, f"no toll: {value!r}"
        low, high = int(match[1]), None if match[3] else int(match[2] or match[1])
        best = int(match[2] or match[1])
        return "" if toll and (toll.low, toll.high) == (low, high) and (high or toll.best <= best) else str(toll)

    return check


_STANDINGS = frozenset(get_args(Standing))


def _perpetrator(value: str, incident: Incident) -> str:
    name, _, standing = value.rpartition("(")
    name, standing = (name, standing.rstrip(") ")) if standing.rstrip(") ") in _STANDINGS else (value, "")
    told = [a for a in incident.actors if a.role == "perpetrator"]
    if standing == "unidentified" and "unknown" in name:
        return "" if any(a.standing == "unidentified" for a in incident.actors) or not told else f"{told}"
    alike = [a for a in told if _same_name(a.name, name.strip())]
    if not alike:
        return f"{[(a.name, a.standing) for a in told]}"
    met = not standing or any(a.standing == standing for a in alike)
    return "" if met else f"{[(a.name, a.standing) for a in alike]}"


def _same_name(a: str, b: str) -> bool:
    one, two = actor_named(a), actor_named(b)
    if one and two and same_side(one, two):
        return True
    return bool(set(re.findall(r"\w{4,}", a.casefold())) & set(re.findall(r"\w{4,}", b.casefold())))


def _target(value: str, incident: Incident) -> str:
    told = [a.name for a in incident.actors if a.role == "target"]
    return "" if any(_same_name(a, value) for a in told) else f"{told}"


def _victim(value: str, incident: Incident) -> str:
    return "" if any(value in v or v in value for v in incident.victims) else f"{list(incident.victims)}"


def _victims(value: str, incident: Incident) -> str:
    """Everybody named among the dead and hurt, and nobody else; each word of a line is of the name told."""
    wanted = [] if value == "none" else [name.strip() for name in value.split(";")]
    told = list(incident.victims)
    met = len(told) == len(wanted) and all(any(name in v or v in name for v in told) for name in wanted)
    return "" if met else f"{told}"


def _type(value: str, incident: Incident) -> str:
    return "" if incident.event_type.value == value else f"{incident.event_type.value}"


def _reports(value: str, incident: Incident) -> str:
    got = {int(r) for r in incident.reports}
    return "" if {int(n) for n in value.replace(",", " ").split()} == got else f"{sorted(got)}"


def _sources(value: str, incident: Incident) -> str:
    got = [", ".join(source.reports) for source in incident.sources]
    return "" if len(got) == int(value) else f"{len(got)}: {'; '.join(got)}"


def _grade(value: str, incident: Incident) -> str:
    return "" if incident.grade.value == value else f"{incident.grade.value}: {incident.grade.because}"


def _status(value: str, incident: Incident) -> str:
    status = incident.strike_status
    return "" if (status.value or "none") == value else f"{status.value}: {status.because}"


def _launched(value: str, incident: Incident) -> str:
    return "" if incident.launched_from else "none"


_CHECKS: dict[str, Callable[[str, Incident], str]] = {
    "day": _day, "place": _place, "type": _type,
    "killed": _toll("killed"), "injured": _toll("injured"), "missing": _toll("missing"),
    "perpetrator": _perpetrator, "target": _target, "victim": _victim, "victims": _victims,
    "reports": _reports, "sources": _sources, "grade": _grade, "status": _status,
    "launched_from": _launched,
}  # fmt: skip
