"""One report: its text as stored, with every claim in its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from consilience.desk import ReportView
from consilience.evidence import Evidence
from consilience.web.pages import page
from consilience.web.routes.review import stand_of
from consilience.web.security import Reader
from consilience.web.serving import serving_of

router = APIRouter()
#: What a person may say of an incident from words that the program passed over.
_FIELDS = ("killed", "injured", "missing", "date", "place", "event_type")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of the words, and the numbers of all quotes they belong to; none for words that nothing rests on."""

    words: str
    quotes: tuple[int, ...]
    field: str
    begins: tuple[int, ...]  # quotes that begin here, by which they are reached


@router.get("/reports/{id:path}")
def report(request: Request, person: Reader, id: str) -> HTMLResponse:
    """The report of an id, with what was found in it."""
    serving = serving_of(request)
    view = serving.desk.report(id)
    claims = [claim for account in view.reading.accounts for claim in account.claims]
    evidence = [c.evidence for c in claims] + [t.evidence for t in view.reading.tallies]
    ordered = sorted(set(evidence), key=lambda e: (e.part != "title", e.start, e.end))
    numbers = {one: n for n, one in enumerate(ordered, 1)}
    fields = {c.evidence: c.field for c in reversed(claims)} | {t.evidence: "tally" for t in view.reading.tallies}
    asked = request.query_params.get("at", "")
    stands = {}
    if person.role != "reader":
        stands = {one: stand_of([serving.desk.incident(one)]) for one in dict.fromkeys(view.incidents.values())}
    return page(
        request,
        "report.html",
        person,
        view=view,
        report=view.report,
        numbers=numbers,
        stands=stands,
        fields=_FIELDS,
        at=next((n for one, n in numbers.items() if asked == f"{one.part}-{one.start}-{one.end}"), 0),
        title=pieces(view, "title", numbers, fields),
        text=pieces(view, "text", numbers, fields),
    )


def pieces(view: ReportView, part: str, numbers: dict[Evidence, int], fields: dict[Evidence, str]) -> Sequence[Piece]:
    """The words of a part, cut wherever a quote begins or ends."""
    words = view.report.part(part)
    here = sorted((e for e in numbers if e.part == part), key=lambda e: (e.start, -e.end))
    cuts = sorted({0, len(words), *(at for e in here for at in (e.start, e.end))})
    found = []
    for start, end in pairwise(cuts):
        over = [e for e in here if e.start <= start and end <= e.end]
        shortest = min(over, key=lambda e: e.end - e.start, default=None)
        begins = tuple(numbers[e] for e in over if e.start == start)
        field = fields[shortest] if shortest else ""
        found.append(Piece(words[start:end], tuple(numbers[e] for e in over), field, begins))
    return found
