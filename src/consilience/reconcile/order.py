"""The order of accounts and of incidents, which depends on nothing but themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from consilience.claim import Account
from consilience.incident import Incident


def earliest_first(accounts: Iterable[Account]) -> list[Account]:
    """Each account once, by day of publication (none last), report and rank, whatever order they came in."""

    def order(account: Account) -> tuple[date, str, int, str, str]:
        return account.published or date.max, account.report, account.rank, account.extractor, account.mark

    ordered = groupby(sorted(set(accounts), key=order), key=order)
    return [a for _, alike in ordered for a in sorted(alike, key=repr)]


def earlier_first(one: Account, other: Account) -> tuple[Account, Account]:
    """Two accounts in the same order; of one report they may come in any."""
    here, there = ((a.published or date.max, a.report) for a in (one, other))
    return (one, other) if here <= there else (other, one)


def told_apart(incidents: Sequence[Incident]) -> list[Incident]:
    """Ids told apart where two accounts of one report begin with the same words."""
    times: dict[str, int] = {}
    found = []
    for incident in incidents:
        times[incident.id] = times.get(incident.id, 0) + 1
        again = times[incident.id]
        found.append(incident if again == 1 else replace(incident, id=f"{incident.id}-{again}"))
    return found
