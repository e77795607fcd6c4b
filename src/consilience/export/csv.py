"""A spreadsheet of incidents: one row each, flat columns."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from consilience.export.shape import in_order
from consilience.incident import Incident

Told = Callable[[Incident, Mapping[str, str]], Any]


def _day(part: str) -> Told:
    return lambda incident, _: getattr(incident.day.value, part, None)


def _place(part: str) -> Told:
    return lambda incident, _: getattr(incident.place.value, part, None)


def _toll(field: str, part: str) -> Told:
    def told(incident: Incident, _: Mapping[str, str]) -> Any:
        finding = incident.tolls.get(field)
        if finding is None or finding.value is None:
            return None
        return finding.standing if part == "standing" else getattr(finding.value, part)

    return told


def _over_time(field: str) -> Told:
    """The series of the toll, where it is one: figures of two days, or more."""

    def told(incident: Incident, _: Mapping[str, str]) -> list[str]:
        series = [figure for figure in incident.over_time if figure.field == field]
        if len({figure.published for figure in series}) < 2:
            return []
        ordered = sorted(series, key=lambda f: (f.published is None, str(f.published), f.source))
        return [f"{figure.published or 'no day'} {figure.source}: {figure.toll}" for figure in ordered]

    return told


def _actors(role: str) -> Told:
    return lambda incident, _: [f"{a.name} ({a.standing})" for a in incident.actors if a.role == role]


def _rule(incident: Incident, _: Mapping[str, str]) -> list[str]:
    return sorted({finding.rule for finding in incident.tolls.values() if finding.value is not None})


def _publishers(incident: Incident, _: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(a.publisher or a.report for a in incident.accounts))


def _urls(incident: Incident, urls: Mapping[str, str]) -> list[str]:
    return [urls[report] for report in incident.reports if report in urls]


#: Every column: its name, what it holds, and how it is told of an incident. Lists are joined by "; ".
COLUMNS: tuple[tuple[str, str, Told], ...] = (
    ("id", "the incident's id", lambda i, _: i.id),
    ("date_start", "first day it may have happened on, ISO 8601; empty where unknown", _day("start")),
    ("date_end", "last day it may have happened on", _day("end")),
    ("date_precision", "day, range, week, month, year, unknown", _day("precision")),
    ("event_type", "one of ACLED's sub-event types", lambda i, _: i.event_type.value),
    ("place", "the place's name as its report spells it", _place("name")),
    ("country", "ISO 3166-1 alpha-2", _place("country")),
    ("admin1", "first-level region", _place("admin1")),
    ("latitude", "WGS 84 degrees", _place("lat")),
    ("longitude", "WGS 84 degrees", _place("lon")),
    ("place_precision", "exact, nearby, town, district, region, country, unknown", _place("precision")),
    ("further_places", "further places struck in the same operation", lambda i, _: [p.name for p in i.places]),
    ("launched_from", "where it was launched from", lambda i, _: i.launched_from and i.launched_from.name),
    *(
        (f"{field}_{part}", about, _toll(field, part))
        for field in ("killed", "injured", "missing")
        for part, about in (
            ("low", f"lowest figure of people {field}; empty where none is told"),
            ("best", f"best figure of people {field}"),
            ("high", f"highest figure of people {field}; empty where open above or none is told"),
            ("standing", "agreed, disputed or judged; empty where none is told"),
        )
    ),
    *(
        (
            f"{field}_over_time",
            f"each source's figures of people {field} by day: `2020-03-12 Daily: at least 18`",
            _over_time(field),
        )
        for field in ("killed", "injured", "missing")
    ),
    ("rule", "the rule that settled the figures", _rule),
    ("perpetrators", "who is held responsible, and how that is known", _actors("perpetrator")),
    ("targets", "who or what was attacked", _actors("target")),
    ("victims", "people named among the dead, hurt or missing", lambda i, _: list(i.victims)),
    ("grade", "confirmed, fair, weak, contested or discounted, as Airwars grades evidence", lambda i, _: i.grade.value),
    ("grade_because", "why it has this grade", lambda i, _: i.grade.because),
    ("strike_status", "declared, likely, contested or single source claim", lambda i, _: i.strike_status.value),
    ("responds_to", "ids of the incidents it is told to answer", lambda i, _: list(i.responds_to)),
    ("accounts", "how many accounts tell of it", lambda i, _: len(i.accounts)),
    ("quotes", "how many quotes its values point to", lambda i, _: sum(len(a.claims) for a in i.accounts)),
    ("sources", "how many independent sources tell of it; copies count as one", lambda i, _: len(i.sources)),
    ("reports", "how many reports tell of it", lambda i, _: len(i.reports)),
    ("publishers", "publishers, or reports where no publisher is known", _publishers),
    ("report_ids", "ids of the reports", lambda i, _: list(i.reports)),
    ("urls", "addresses of the reports, where known", _urls),
)


def csv_rows(incidents: Iterable[Incident], urls: Mapping[str, str]) -> Iterator[str]:
    """The header and one row an incident, by day and id."""
    yield _line([name for name, _, _ in COLUMNS])
    for incident in in_order(incidents):
        yield _line([_cell(told(incident, urls)) for _, _, told in COLUMNS])


def _cell(value: Any) -> Any:
    """Words from outside that a spreadsheet would run as a formula get a ' before them, as it shows text itself."""
    words = "; ".join(value) if isinstance(value, list) else value
    if isinstance(words, str):
        words = words.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
        return f"'{words}" if words.startswith(("=", "+", "-", "@", "\t", "\r")) else words
    return words


def _line(cells: list[Any]) -> str:
    held = io.StringIO()
    csv.writer(held, lineterminator="\r\n").writerow(cells)
    return held.getvalue()
