"""What incidents are made from, as JSON values: reports, tallies, problems, judgements."""

from typing import Any

from consilience.export.shape import evidence_shape
from consilience.judgement import Judgement
from consilience.problem import Problem
from consilience.report import Report
from consilience.tally import Tally


def report_shape(report: Report, *, with_text: bool) -> dict[str, Any]:
    """A report; its text only when asked for, for it belongs to its publisher. With it, it can be taken in again."""
    shape: dict[str, Any] = {
        "id": report.id,
        "title": report.title,
        "publisher": report.publisher,
        "published": None if report.published is None else report.published.isoformat(),
        "url": report.url,
        "language": report.language,
        "byline": report.byline,
        "taken_in": None if report.taken_in is None else report.taken_in.isoformat(),
        "found": dict(sorted(report.found.items())),
        "media_type": report.media_type,
        "digest": report.digest,
        "characters": len(report.text),
    }
    return {**shape, "text": report.text} if with_text else shape


def tally_shape(tally: Tally) -> dict[str, Any]:
    """A total with its words."""
    return {
        "report": tally.evidence.report,
        "counts": tally.counts,
        "value": tally.value,
        "qualifier": tally.qualifier,
        "according_to": tally.according_to,
        **evidence_shape(tally.evidence),
    }


def problem_shape(problem: Problem) -> dict[str, Any]:
    """What went wrong, and where."""
    names = ("level", "source", "line", "kind", "message", "words")
    return {name: getattr(problem, name) for name in names}


def judgement_shape(judgement: Judgement) -> dict[str, Any]:
    """A decision, the retracted and the retracting ones too."""
    names = ("id", "verb", "by", "because", "when", "field", "value", "retracts")
    shape = {name: getattr(judgement, name) for name in names}
    return {**shape, "passages": [{"report": p.report, "quote": p.quote} for p in judgement.passages]}
