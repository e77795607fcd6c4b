"""Whether every claim stands in its report: a claim whose words are not there is refused, and shown as a problem."""

from collections.abc import Iterable
from dataclasses import replace

from consilience.claim import Account, Claim
from consilience.doors import Reading
from consilience.evidence import Evidence
from consilience.problem import Problem
from consilience.report import Report


def check_claims(report: Report, reading: Reading) -> Reading:
    """The reading without the claims and tallies whose quotes do not stand in the report, and a problem for each.

    An account without a claim left is dropped. Where an account's mark changes with its first claim, the responses
    that point to it follow.
    """
    problems = list(reading.problems)
    kept: list[tuple[Account, Account]] = []
    for account in reading.accounts:
        standing = tuple(_standing(report, account.claims, problems))
        if standing:
            kept.append((account, replace(account, claims=standing)))
    moved = {old.id: new.id for old, new in kept if old.id != new.id}
    accounts = tuple(_following(new, moved) if moved else new for _, new in kept)
    tallies = []
    for tally in reading.tallies:
        if tally.evidence.stands_in(report):
            tallies.append(tally)
        else:
            problems.append(_not_found(report, f"tally of {tally.counts}", tally.evidence))
    return Reading(accounts, tuple(tallies), tuple(problems))


def _standing(report: Report, claims: Iterable[Claim], problems: list[Problem]) -> Iterable[Claim]:
    for claim in claims:
        if claim.evidence.stands_in(report):
            yield claim
        else:
            problems.append(_not_found(report, f"claim of '{claim.field}'", claim.evidence))


def _following(account: Account, moved: dict[str, str]) -> Account:
    claims = tuple(
        replace(c, value=moved.get(str(c.value), c.value)) if c.field == "response" else c for c in account.claims
    )
    return replace(account, claims=claims)


def _not_found(report: Report, what: str, evidence: Evidence) -> Problem:
    where = f"{evidence.start}-{evidence.end} of the {evidence.part}"
    message = f"the quote of a {what} does not stand at {where}; it is left out"
    return Problem(report.id, "quote not found", message, words=evidence.quote[:80])
