"""What the program makes of some reports: taken in at a desk of their own, as anybody would, and thrown away after."""

import json
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from consilience.claim import Account, Claim
from consilience.desk import Desk
from consilience.export import in_order
from consilience.extract.grammar import Grammar
from consilience.incident import Incident
from consilience.place import Place
from consilience.problem import Problem
from consilience.reconcile import account_toll
from consilience.report import Report
from consilience.toll import FIELDS, Toll
from consilience.toll import Field as TollField

#: The day on which all reports are taken in, so that those without a day read the same whenever this runs.
TAKEN_IN = date(2026, 1, 1)


@dataclass(frozen=True)
class Told:
    """Reports with their accounts (the main one first), and the incidents that came of them all, if asked for."""

    reports: Mapping[str, Report]
    accounts: Mapping[str, tuple[Account, ...]]
    incidents: tuple[Incident, ...]
    problems: int

    @property
    def main_incidents(self) -> dict[str, Incident]:
        """Each report's main incident: the one that holds its first account."""
        held = {account.id: incident for incident in self.incidents for account in incident.accounts}
        return {report: held[accounts[0].id] for report, accounts in self.accounts.items() if accounts}


@dataclass(frozen=True, slots=True)
class Answer:
    """What is told of one incident, by one report or by all that tell of it, in the form that gold has it."""

    day: date | None
    place: Place | None
    tolls: Mapping[TollField, Toll | None]
    claims: tuple[Claim, ...]

    @classmethod
    def of_account(cls, account: Account) -> "Answer":
        """What one report tells by itself."""
        tolls = {field: account_toll(account, field) for field in FIELDS}
        return cls(account.day.start, account.place, tolls, account.claims)

    @classmethod
    def of_incident(cls, incident: Incident) -> "Answer":
        """What was settled from all reports."""
        day = incident.day.value
        settled = ((field, incident.tolls.get(field)) for field in FIELDS)
        tolls = {field: finding.value if finding else None for field, finding in settled}
        claims = tuple(claim for account in incident.accounts for claim in account.claims)
        return cls(day.start if day else None, incident.place.value, tolls, claims)

    def about(self, *fields: str) -> tuple[Claim, ...]:
        """The claims of these fields."""
        return tuple(claim for claim in self.claims if claim.field in fields)


def tell(lines: Iterable[Mapping[str, Any]], *, join: bool = True) -> Told:
    """Takes in reports given as the objects of JSON Lines."""
    return tell_bytes(["-"], "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode(), join=join)


def tell_bytes(addresses: list[str], stdin: bytes = b"", *, join: bool = True) -> Told:
    """Takes in the reports at these addresses."""
    with (
        tempfile.TemporaryDirectory(prefix="consilience-score-") as folder,
        Desk.open(str(Path(folder) / "score.db"), make=True) as desk,
    ):
        problems = 0
        for taken in desk.add(addresses, taken_in=TAKEN_IN, stdin=BytesIO(stdin)):
            met = (taken,) if isinstance(taken, Problem) else taken.problems
            problems += sum(problem.level == "problem" for problem in met)
        reports = {report.id: report for report in desk.ledger.reports()}
        accounts: dict[str, list[Account]] = {id: [] for id in reports}
        for account in desk.ledger.accounts(Grammar.name):
            accounts[account.report].append(account)
        ranked = {id: tuple(sorted(told, key=lambda a: a.rank)) for id, told in accounts.items()}
        incidents = tuple(in_order(desk.record().incidents)) if join else ()
        return Told(reports, ranked, incidents, problems)


def bounds(toll: Toll | None) -> tuple[int, int] | None:
    """The least and the most a toll says; where it is open above, the best it says."""
    return (toll.low, toll.best if toll.high is None else toll.high) if toll else None
