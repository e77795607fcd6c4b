"""Accounts that tell of the same event, and what is settled of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

from consilience.actor import Role, Standing
from consilience.claim import Account, Claim
from consilience.day import Day
from consilience.doors import Likeness
from consilience.place import Place
from consilience.problem import Problem
from consilience.toll import Field as TollField
from consilience.toll import Toll

T = TypeVar("T")
Settled = Literal["agreed", "disputed", "judged", "unsaid"]


@dataclass(frozen=True, slots=True)
class Finding(Generic[T]):
    """One settled field: the value, its standing, the rule that settled it, the claims for and against.

    Where people judged the value, the rule is "judged" and `judged_by` names them; `rejected` are the claims against
    that people said do not count.
    """

    value: T | None
    standing: Settled
    rule: str
    claims_for: tuple[Claim, ...] = ()
    claims_against: tuple[Claim, ...] = ()
    judged_by: tuple[str, ...] = ()
    rejected: tuple[Claim, ...] = ()


def largest_told(finding: Finding[Toll]) -> int:
    """The largest figure told of everybody, less those that people rejected; 0 where none is told."""
    told = (c for c in (*finding.claims_for, *finding.claims_against) if c not in finding.rejected)
    return max((c.toll.high or c.toll.best for c in told if c.toll and c.scope in ("whole", "later")), default=0)


@dataclass(frozen=True, slots=True)
class Involved:
    """An actor in an incident: its part in it, how that is known, and who says so."""

    name: str
    role: Role
    standing: Standing
    according_to: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One independent source of an incident: the reports that are of it, earliest first, and why they are one.

    `name` is the agency's, else the publisher's, else the earliest report's id. `because` says for people why several
    reports count as one; it is empty where there is one.
    """

    name: str
    reports: tuple[str, ...]
    because: tuple[str, ...] = ()


#: How a figure of a series stands: it is its source's latest; it is, and later sources give more; its source has given
#: another since; it counts only some of those whom its source counts in full elsewhere.
Stand = Literal["stands", "raised by others", "replaced", "in part"]


@dataclass(frozen=True, slots=True)
class Figure:
    """What one independent source gave for one toll on one day: a step of the toll over time."""

    field: TollField
    source: str
    published: date | None
    toll: Toll
    stand: Stand
    accounts: tuple[str, ...]  # ids of the accounts that give it


@dataclass(frozen=True, slots=True)
class Assessment:
    """How well something is borne out: its value, the sentence that explains it, and the claims it rests on.

    Where people judged the value, `judged_by` names them, and the claims are those it would rest on otherwise.
    """

    value: str | None
    because: str
    claims: tuple[Claim, ...] = ()
    judged_by: tuple[str, ...] = ()


#: Nothing was assessed.
UNGRADED = Assessment(None, "")


@dataclass(frozen=True, slots=True)
class Incident:
    """One event as all its accounts tell it. Its id is made from its day, its place and its earliest account."""

    id: str
    accounts: tuple[Account, ...]  # earliest first: by day of publication, report id, rank
    day: Finding[Day]
    place: Finding[Place]
    places: tuple[Place, ...]  # further places struck in the same operation
    launched_from: Place | None
    event_type: Finding[str]
    tolls: Mapping[str, Finding[Toll]]  # by "killed", "injured", "missing"
    actors: tuple[Involved, ...]
    victims: tuple[str, ...]
    responds_to: tuple[str, ...]  # ids of the incidents it is told to answer
    sources: tuple[Source, ...] = ()  # independent of each other, earliest first
    over_time: tuple[Figure, ...] = ()  # every figure of every source, by toll, source and day of publication
    grade: Assessment = UNGRADED  # in Airwars' sense: confirmed, fair, weak, contested or discounted
    strike_status: Assessment = UNGRADED  # declared, likely, contested, single source claim; or None

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports that tell of it, earliest first."""
        return tuple(dict.fromkeys(a.report for a in self.accounts))


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two incidents that may be one; for a person to decide."""

    one: str
    other: str
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Record:
    """What follows from a set of accounts and judgements: nothing in it is stored anywhere else."""

    incidents: tuple[Incident, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    problems: tuple[Problem, ...] = ()
