"""Nouns as the rows of their tables, and back."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Row

from consilience.claim import Account, Claim
from consilience.day import Day
from consilience.doors import Reading
from consilience.evidence import Evidence
from consilience.judgement import Judgement, Passage
from consilience.ledger.plain import noun, plain
from consilience.origin import Origin
from consilience.place import Place
from consilience.problem import Problem
from consilience.report import Report
from consilience.tally import Tally

Values = dict[str, Any]
_OF_ACCOUNT = ("rank", "published", "publisher")
_AS_THEY_ARE = ("qualifier", "scope", "category", "nationality", "standing", "according_to", "published")


def report_row(report: Report) -> Values:
    """A report as its row."""
    names = ("id", "digest", "text", "title", "publisher", "published", "url", "language", "taken_in", "found")
    return {name: getattr(report, name) for name in (*names, "original", "media_type", "byline")}


def report_of(row: Row[Any]) -> Report:
    """The report of a row."""
    return Report(**{name: value for name, value in row._mapping.items() if name != "digest"})


def reading_rows(report: Report, extractor: str, reading: Reading) -> dict[str, list[Values]]:
    """The rows of a reading by table."""
    key = {"report": report.id, "extractor": extractor}
    told = [(i, claim) for i, account in enumerate(reading.accounts) for claim in account.claims]
    return {
        "accounts": [
            {
                **key,
                "n": n,
                "mark": a.mark,
                **{name: getattr(a, name) for name in _OF_ACCOUNT},
                "names": list(a.names),
                "origin": plain(a.origin),
            }
            for n, a in enumerate(reading.accounts)
        ],
        "claims": [{**key, "n": n, "account": i, **_claim_row(claim)} for n, (i, claim) in enumerate(told)],
        "tallies": [{**key, "n": n, **_tally_row(t)} for n, t in enumerate(reading.tallies)],
        "problems": [{**key, "n": n, **_problem_row(p)} for n, p in enumerate(reading.problems)],
    }


def _evidence_row(evidence: Evidence) -> Values:
    return {"part": evidence.part, "start": evidence.start, "end": evidence.end, "quote": evidence.quote}


def _evidence_of(row: Row[Any]) -> Evidence:
    return Evidence(row.report, row.part, row.start, row.end, row.quote)


def _claim_row(claim: Claim) -> Values:
    number = isinstance(claim.value, int)
    return {
        "field": claim.field,
        "number": claim.value if number else None,
        "words": None if number else claim.value,
        "low": claim.low,
        "high": claim.high,
        "day": plain(claim.resolved) if isinstance(claim.resolved, Day) else None,
        "place": plain(claim.resolved) if isinstance(claim.resolved, Place) else None,
        **{name: getattr(claim, name) for name in _AS_THEY_ARE},
        **_evidence_row(claim.evidence),
    }


def _claim_of(row: Row[Any]) -> Claim:
    resolved = noun(Day, row.day) if row.day else noun(Place, row.place) if row.place else None
    return Claim(
        field=row.field,
        value=row.words if row.number is None else row.number,
        evidence=_evidence_of(row),
        low=row.low,
        high=row.high,
        resolved=resolved,
        **{name: getattr(row, name) for name in _AS_THEY_ARE},
    )


def accounts_of(accounts: Iterable[Row[Any]], claims: Iterable[Row[Any]]) -> Iterator[Account]:
    """The accounts of their rows and their claims' rows, both in the order of report and n."""
    held = {key: tuple(map(_claim_of, rows)) for key, rows in groupby(claims, key=lambda r: (r.report, r.account))}
    for row in accounts:
        told = held.get((row.report, row.n), ())
        origin = noun(Origin, row.origin) if row.origin else None
        names = tuple(row.names or ())
        yield Account(row.report, row.rank, row.extractor, told, row.published, row.publisher, names, origin)


def _tally_row(tally: Tally) -> Values:
    names = ("counts", "value", "qualifier", "according_to")
    return {**{name: getattr(tally, name) for name in names}, **_evidence_row(tally.evidence)}


def tally_of(row: Row[Any]) -> Tally:
    """The tally of a row."""
    return Tally(row.counts, row.value, _evidence_of(row), row.qualifier, row.according_to)


def _problem_row(problem: Problem) -> Values:
    return {n: getattr(problem, n) for n in ("source", "kind", "message", "line", "words", "level")}


def problem_of(row: Row[Any]) -> Problem:
    """The problem of a row."""
    return Problem(row.source, row.kind, row.message, row.line, row.words, row.level)


def judgement_row(judgement: Judgement) -> Values:
    """A judgement as its row."""
    names = ("id", "verb", "by", "because", "when", "field", "value", "retracts")
    return {**{n: getattr(judgement, n) for n in names}, "passages": plain(judgement.passages)}


def judgement_of(row: Row[Any]) -> Judgement:
    """The judgement of a row."""
    passages: tuple[Passage, ...] = noun(tuple[Passage, ...], row.passages)
    names = ("verb", "by", "because", "when", "field", "value", "retracts")
    return Judgement(**{n: row._mapping[n] for n in names}, passages=passages)
