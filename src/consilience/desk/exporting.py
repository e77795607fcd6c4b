"""What leaves the ledger, in the formats other programs read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from consilience.desk.finding import DeskError
from consilience.export import (
    FORMATS,
    WHAT,
    json_lines,
    judgement_shape,
    problem_shape,
    report_shape,
    tally_shape,
    without_coordinates,
)
from consilience.incident import Incident
from consilience.ledger import Ledger
from consilience.problem import Problem


@dataclass(frozen=True, slots=True)
class Exported:
    """An export as pieces of text, and what a person should know of it."""

    pieces: Iterator[str]
    problems: tuple[Problem, ...] = ()


def refuse_unknown(format: str, what: str) -> None:
    """A format or a kind of thing that there is not."""
    if format not in FORMATS:
        raise DeskError(f"{format}: there is no such format; there are {', '.join(FORMATS)}")
    if what not in WHAT:
        raise DeskError(f"{what}: cannot be exported; there are {', '.join(WHAT)}")
    if what != "incidents" and format != "jsonl":
        raise DeskError(f"{format}: holds incidents only; {what} are exported as jsonl")


def exported_incidents(format: str, incidents: Iterable[Incident], urls: Mapping[str, str]) -> Exported:
    """Incidents in one of the formats."""
    chosen = list(incidents)
    left_out = without_coordinates(chosen) if format == "geojson" else None
    return Exported(FORMATS[format](chosen, urls), (left_out,) if left_out else ())


def exported_sources(
    what: str, ledger: Ledger, extractor: str, wrong: Iterable[Problem], *, with_text: bool
) -> Exported:
    """All else a ledger holds; `wrong` is what is wrong with decisions."""
    shapes: Iterable[Any]
    if what == "reports":
        shapes = (report_shape(report, with_text=with_text) for report in ledger.reports())
    elif what == "judgements":
        shapes = map(judgement_shape, ledger.judgements())
    elif what == "tallies":
        shapes = map(tally_shape, sorted(ledger.tallies(extractor), key=lambda t: (t.evidence, t.counts)))
    else:
        problems = set(ledger.problems(extractor)) | set(wrong)
        shapes = map(problem_shape, sorted(problems, key=lambda p: (p.source, p.line or 0, p.kind, p.message)))
    return Exported(json_lines(shapes))
