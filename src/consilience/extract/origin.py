"""Where the words of a report's accounts come from: put on whatever an extractor found."""

from dataclasses import replace

from consilience.doors import Reading
from consilience.extract.credit import credits
from consilience.extract.wording import sentences_of, wording
from consilience.origin import Origin
from consilience.report import Report


def with_origins(report: Report, reading: Reading) -> Reading:
    """The reading, its accounts with their origins; depends on nothing but the report and what was found in it."""
    if not reading.accounts:
        return reading
    whole, part = credits(report.text, report.byline)
    language = (report.language or "").replace("_", "-").partition("-")[0].casefold()[:3] or None
    spans = sentences_of(report)
    accounts = (replace(a, origin=Origin(whole, part, language, wording(report, a, spans))) for a in reading.accounts)
    return replace(reading, accounts=tuple(accounts))
