"""Incidents, and all else a ledger holds, in the formats other programs read. The same values give the same bytes."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from consilience.export.csv import csv_rows
from consilience.export.geojson import feature_collection, without_coordinates
from consilience.export.jsonl import incident_lines, json_lines
from consilience.export.shape import (
    account_shape,
    assessment_shape,
    claim_shape,
    evidence_shape,
    finding_shape,
    in_order,
    incident_shape,
)
from consilience.export.sources import judgement_shape, problem_shape, report_shape, tally_shape
from consilience.incident import Incident

#: By format: incidents, and the addresses (url) of the reports by id, to pieces of text.
FORMATS: dict[str, Callable[[Iterable[Incident], Mapping[str, str]], Iterator[str]]] = {
    "jsonl": incident_lines,
    "csv": csv_rows,
    "geojson": feature_collection,
}
#: What can be exported; everything but incidents only as jsonl.
WHAT = ("incidents", "tallies", "problems", "reports", "judgements")

__all__ = [
    "FORMATS",
    "WHAT",
    "account_shape",
    "assessment_shape",
    "claim_shape",
    "csv_rows",
    "evidence_shape",
    "feature_collection",
    "finding_shape",
    "in_order",
    "incident_lines",
    "incident_shape",
    "json_lines",
    "judgement_shape",
    "problem_shape",
    "report_shape",
    "tally_shape",
    "without_coordinates",
]
