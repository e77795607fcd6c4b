"""Whether a ledger holds what it should: each quote in its text, and what is derived equal to what follows now."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from consilience.doors import Reading
from consilience.evidence import Evidence
from consilience.incident import Record
from consilience.ledger import Ledger
from consilience.problem import Problem
from consilience.report import Report

_TOO_LARGE = 10**15
_MEND = "`consilience check --rebuild` makes it again"


def checked(
    ledger: Ledger,
    extractor: str,
    reread: Callable[[Report], Reading],
    kept: Callable[[], Record],
    derive: Callable[[], Record],
) -> Iterator[Problem | str]:
    """The id of each report as it is looked at, and every problem found."""
    yield from (Problem(ledger.address, "damaged", words) for words in ledger.damage())
    unread = set(ledger.unread(extractor))
    for report in ledger.reports():
        yield report.id
        if ledger.stored_digest(report.id) != report.digest:
            yield Problem(report.id, "report changed", "its words are not those that were taken in")
        reading = ledger.reading(report.id, extractor)
        yield from _unquoted(report, reading)
        if report.id not in unread and reading != reread(report):
            said = f"what {extractor} finds in it now is not what was kept; {_MEND}"
            yield Problem(report.id, "reading differs", said)
    if _in_order(kept()) != _in_order(derive()):
        said = f"the record that was kept is not the one that follows from the reports and judgements; {_MEND}"
        yield Problem(ledger.address, "record differs", said)


def within_reason(report: Report, reading: Reading) -> Reading:
    """The reading without figures larger than a database holds, and a problem for each; no count of people is."""
    problems = list(reading.problems)

    def told(figures: Iterable[int | str | None], evidence: Evidence) -> bool:
        if all(abs(figure) < _TOO_LARGE for figure in figures if isinstance(figure, int)):
            return True
        said = "the figure is larger than any count can be; it is left out"
        problems.append(Problem(report.id, "figure too large", said, words=shortened(evidence.quote)))
        return False

    accounts = [
        replace(a, claims=tuple(c for c in a.claims if told((c.value, c.low, c.high), c.evidence)))
        for a in reading.accounts
    ]
    tallies = tuple(t for t in reading.tallies if told((t.value,), t.evidence))
    return Reading(tuple(a for a in accounts if a.claims), tallies, tuple(problems))


def _unquoted(report: Report, reading: Reading) -> Iterator[Problem]:
    """Quotes that do not stand in the report."""
    claims = (claim for account in reading.accounts for claim in account.claims)
    told = [(f"{claim.field} claim", claim.evidence) for claim in claims]
    for name, evidence in [*told, *((f"tally of {t.counts}", t.evidence) for t in reading.tallies)]:
        if not evidence.stands_in(report):
            said = f"the words of a {name} are not in its {evidence.part} from {evidence.start} to {evidence.end}"
            yield Problem(report.id, "quote not found", said, words=shortened(evidence.quote))


def _in_order(record: Record) -> tuple[Any, ...]:
    """A record, however its parts are ordered."""
    return (
        sorted(record.incidents, key=lambda i: i.id),
        sorted(record.proposals, key=repr),
        sorted(record.problems, key=repr),
    )


def shortened(words: str, length: int = 80) -> str:
    """The first words, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= length else line[: length - 3] + "..."
