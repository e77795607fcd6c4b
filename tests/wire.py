"""Short reports in plain text, and what the grammar makes of them, as words that read well in a test."""

from datetime import date

from consilience.claim import Account, Claim
from consilience.claim import Field as ClaimField
from consilience.doors import Reading
from consilience.extract.grammar import Grammar
from consilience.extract.sentence import Sentence, sentences
from consilience.report import Report

FRIDAY = date(2021, 3, 5)


def report(text: str, title: str | None = None, published: date | None = FRIDAY) -> Report:
    """A report as it would come in; without more said it is of Friday 5 March 2021."""
    return Report("r1", text, title=title, publisher="The Courier", published=published)


def read(text: str, title: str | None = None, published: date | None = FRIDAY) -> Reading:
    """What the grammar finds in a report."""
    return Grammar().extract(report(text, title, published))


def main(text: str, title: str | None = None, published: date | None = FRIDAY) -> Account:
    """The account of what a report is mainly about."""
    accounts = read(text, title, published).accounts
    assert accounts, f"nothing is told in: {text}"
    return accounts[0]


def sentence(text: str) -> Sentence:
    """One sentence with all that is recognised in it."""
    found = sentences(report(text))
    assert len(found) == 1
    return found[0]


def count(claim: Claim) -> str:
    """A count as people write it: `18`, `18+`, `10-15`, `2+ (several)` where nobody counted."""
    low = claim.value if claim.low is None else claim.low
    if claim.value is None:
        return f"{low}-{claim.high} ({claim.qualifier})" if claim.high else f"{low}+ ({claim.qualifier})"
    if claim.high is None:
        return f"{low}+"
    return str(low) if low == claim.high else f"{low}-{claim.high}"


def figures(account: Account, field: ClaimField = "killed", scope: str = "whole") -> list[str]:
    """The counts of one field and scope, each once, in the order of the claims."""
    return list(dict.fromkeys(count(c) for c in account.all(field) if c.scope == scope))


def values(account: Account, field: ClaimField) -> list[int | str | None]:
    """The values of one field, each once."""
    return list(dict.fromkeys(c.value for c in account.all(field)))


def quotes(account: Account, field: ClaimField) -> list[str]:
    """The words of one field's claims."""
    return [c.evidence.quote for c in account.all(field)]
