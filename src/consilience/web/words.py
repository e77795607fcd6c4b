"""How values are written for people, the same on every page; what is not known is said, never left blank."""

from collections.abc import Callable
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from consilience.claim import Claim
from consilience.day import Day
from consilience.incident import Finding
from consilience.judgement import Judgement
from consilience.place import Place
from consilience.toll import Toll

_STATES = {"agreed": "sources agree", "disputed": "disputed", "judged": "judged", "unsaid": "not told"}


def day(value: Day | None) -> str:
    """`12 May 2026`; `between 3 and 9 May 2026`; `some day in May 2026`; `day not known`."""
    if value is None or (value.start is None and value.end is None):
        return "day not known"
    start, end = value.start, value.end
    if start is None or end is None:
        return f"before {_date(end)}" if end else f"after {_date(start)}"
    if start == end:
        return _date(start)
    if value.precision == "year":
        return f"some day in {start.year}"
    if value.precision == "month":
        return f"some day in {start:%B %Y}"
    first = f"{start.day}" if (start.year, start.month) == (end.year, end.month) else _date(start, end.year)
    return f"between {first} and {_date(end)}"


def _date(value: date | None, but_year: int | None = None) -> str:
    if value is None:
        return "?"
    year = "" if value.year == but_year else f" {value.year}"
    return f"{value.day} {value:%B}{year}"


def plain_date(value: date | str | None) -> str:
    """A day of the calendar."""
    return _date(date.fromisoformat(value[:10]) if isinstance(value, str) else value) if value else "day not known"


def toll(value: Toll | None) -> str:
    """`18`; `20 (18-25)`; `at least 18`; `none told`."""
    if value is None:
        return "none told"
    if value.high is None:
        return f"at least {value.best}" if value.low == value.best else f"{value.best} ({value.low} or more)"
    return str(value.best) if value.low == value.high else f"{value.best} ({value.low}–{value.high})"


def place(value: Place | None) -> str:
    """The place with what it lies in: `Kusti, White Nile, Sudan`."""
    if value is None:
        return "place not known"
    within = [part for part in (value.admin1, country(value.country)) if part and part != value.name]
    return ", ".join([value.name, *within])


_FINENESS = {
    "exact": "exact place", "nearby": "near this place", "town": "town", "district": "somewhere in this district",
    "region": "somewhere in this region", "country": "somewhere in this country", "unknown": "no coordinates known",
}  # fmt: skip


def fineness(value: Place | None) -> str:
    """How finely a place is known."""
    if value is None:
        return "not told"
    return _FINENESS[value.precision] if value.known or value.precision == "unknown" else "no coordinates known"


@cache
def _countries() -> dict[str, str]:
    text = files("consilience").joinpath("data/countries.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows if len(row) > 1}


def country(code: str | None) -> str:
    """The name of a country; its letters where it has none."""
    return _countries().get(code or "", code or "")


def claim(value: Claim) -> str:
    """What a claim says."""
    if isinstance(value.resolved, Day):
        return day(value.resolved)
    if isinstance(value.resolved, Place):
        return place(value.resolved)
    if value.value is None:
        ends = [str(end) for end in (value.low, value.high) if end is not None]
        return (value.qualifier or "no number") + (f" ({'–'.join(ends)})" if ends else "")
    if isinstance(value.value, int) and value.low is not None and value.high not in (None, value.low):
        return f"{value.low}–{value.high}"
    return f"{value.qualifier} {value.value}" if value.qualifier and isinstance(value.value, int) else str(value.value)


def details(value: Claim) -> str:
    """What else is said of a claim: whom it counts, how it is known, whom the report quotes."""
    told = [value.scope if value.scope != "whole" else None, value.category, country(value.nationality), value.standing]
    words = ", ".join(part for part in told if part)
    said = f"according to {value.according_to}" if value.according_to else ""
    return "; ".join(part for part in (words, said) if part)


def standing(value: Finding[Any]) -> str:
    """How a finding stands, and by whom."""
    by = f" by {', '.join(value.judged_by)}" if value.judged_by else ""
    return _STATES[value.standing] + by


def judgement(value: Judgement) -> str:
    """What was decided, in a sentence without its end."""
    quotes = [f"“{passage.quote}” ({passage.report})" for passage in value.passages]
    both = " and ".join(quotes)
    said: dict[str, str] = {
        "same": f"{both} tell of one incident",
        "different": f"{both} tell of two incidents",
        "unsure": f"{both}: nobody can tell whether they tell of one incident",
        "note": f"a note on {both}",
        "accept": f"{both} holds for {field(value.field)}",
        "reject": f"{both} does not count for {field(value.field)}",
        "prefer": f"{field(value.field)} is {value.value}, of {', as is told in '.join(quotes)}",
        "rule": f"tolls are settled by the rule {value.value}",
        "retract": f"judgement {value.retracts} is taken back",
    }
    return said.get(value.verb, f"{value.verb}: {both}")


_FIELDS = {"event_type": "kind", "according_to": "source", "launched_from": "launched from",
           "strike_status": "strike status", "date": "day"}  # fmt: skip


def field(name: str | None) -> str:
    """The name of a field as people say it."""
    return _FIELDS.get(name or "", (name or "").replace("_", " "))


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 report`, `1,204 reports`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


FILTERS: dict[str, Callable[..., str]] = {
    "day_words": day, "date_words": plain_date, "toll_words": toll, "place_words": place, "fineness": fineness,
    "country_name": country, "claim_words": claim, "claim_details": details, "standing_words": standing,
    "judgement_words": judgement, "field_words": field,
}  # fmt: skip
