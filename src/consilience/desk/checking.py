"""Whether a ledger holds what it should: each quote in its text, and what is derived equal to what follows now."""

from collections.abc import Callable, Iterator
from typing import Any

from consilience.doors import Reading
from consilience.incident import Record
from consilience.ledger import Ledger
from consilience.problem import Problem
from consilience.report import Report

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
