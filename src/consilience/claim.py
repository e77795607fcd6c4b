"""One value said of an incident, and the account that holds what one report says of it."""

import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Literal

from consilience.actor import Standing
from consilience.day import Day
from consilience.evidence import Evidence
from consilience.origin import Origin
from consilience.place import Place
from consilience.toll import Toll

Field = Literal[
    "killed", "injured", "missing", "date", "place", "launched_from", "event_type", "munitions", "victim",
    "perpetrator", "target", "attribution", "response", "verification", "status",
]  # fmt: skip
Scope = Literal["whole", "part", "tally", "later"]
#: Qualifiers of toll claims. People who were hit, the dead among them ("five people were shot"), told as injured;
#: somebody killed whom only a word such as "fatal" tells of; one person told of before ("the victim", "he"); people
#: listed, whom only the reader has counted ("his wife and their two sons"); and a figure that was only the first one.
HIT, IMPLIED, AGAIN = "hit, the dead among them", "implied", "told before"
LISTED, AT_FIRST = "listed", "at first"
_MONTHS = 12
_AGE = re.compile(r"\b(\d{1,3})[- ](year|month|week|day)s?[- ]old")


@dataclass(frozen=True, slots=True)
class Claim:
    """One value, the words it came from, and whom the report quotes for it.

    `value` is a number for tolls and munitions (None where the words give none: "several"; `low` and `high` then say
    what is known), the canonical name for actors, the id of the account answered for a response (None for one
    that its report only points to), the category that victims are said to have been of for a status, else a string.
    `resolved` holds the day or place that the words of a date or place claim were resolved to, or, for a response to
    what its report only points to, the day or one place told of that.
    """

    field: Field
    value: int | str | None
    evidence: Evidence
    low: int | None = None
    high: int | None = None
    qualifier: str | None = None  # "at least", "up to", "several", ... as told; of a day the time told beside it
    scope: Scope = "whole"
    category: str | None = None  # of victims: civilian, fighter, soldier, police, child, woman, medic, journalist, ...
    nationality: str | None = None  # of victims, ISO 3166-1 alpha-2, where told
    standing: Standing | None = None  # of an actor or attribution
    according_to: str | None = None
    published: date | None = None
    resolved: Day | Place | None = None

    @property
    def toll(self) -> Toll | None:
        """The count of people this claim gives, None where it gives none."""
        if self.field not in ("killed", "injured", "missing") or not isinstance(self.value, int):
            return None
        low = self.value if self.low is None else self.low
        return Toll(min(low, self.value), self.value, self.high if self.high is None else max(self.high, self.value))


#: Categories of victims who bear arms for a side; none of them is of another category as well.
ARMED = frozenset({"fighter", "soldier", "police", "commander", "security"})
#: Kinds of people of whom nobody is of two.
_AGE_OR_SEX = frozenset({"child", "woman", "man", "elderly"})


def apart(one: Claim, other: Claim) -> bool:
    """Whether two counts are of different people for certain: by nationality, or by category.

    A medic may be a woman and a civilian be a child, but no soldier is a child and no child a woman. Those of whom one
    source says that they were fighters may be the civilians of another.
    """
    if disputed(one, other):
        return False
    if one.nationality and other.nationality and one.nationality != other.nationality:
        return True
    a, b = one.category, other.category
    if not a or not b or a == b:
        return False
    return a in ARMED or b in ARMED or (a in _AGE_OR_SEX and b in _AGE_OR_SEX)


def disputed(one: Claim, other: Claim) -> bool:
    """Whether two sources each count people, who were fighters for one of them and not for the other."""
    told = one.according_to and other.according_to and one.according_to != other.according_to
    return bool(told) and "fighter" in (one.category, other.category) and one.category != other.category


def age_told(words: str) -> str | None:
    """The age that words about one person tell: `14 year` of "a 14-year-old girl", None where they tell none."""
    found = _AGE.search(words)
    if found and found[2] == "month" and int(found[1]) >= _MONTHS:
        return f"{int(found[1]) // _MONTHS} year"  # a boy of 20 months may be told of as a 1-year-old, too
    return f"{found[1]} {found[2]}" if found else None


#: Fields whose quotes tell the accounts of one report apart, the surest first.
_OWN: tuple[frozenset[Field], ...] = (frozenset({"killed", "injured", "missing", "victim"}), frozenset({"event_type"}))


@dataclass(frozen=True, slots=True)
class Account:
    """What one report tells of one incident: a set of claims, the most telling of each field first.

    `rank` 0 is what the report is mainly about. Two accounts of one report tell of different incidents. `names` are the
    rare names it is told with, in small letters, by which it is known again in other reports; they say nothing of it.
    """

    report: str
    rank: int
    extractor: str
    claims: tuple[Claim, ...]
    published: date | None = None
    publisher: str | None = None
    names: tuple[str, ...] = ()
    origin: Origin | None = None  # whose words it prints; None where nobody looked

    @property
    def mark(self) -> str:
        """Eight hex digits made from the report's id and the account's most own quote; stable while both stand.

        That is the first that tells of a toll, else of what happened, else any: a day and a place may be told once
        for several incidents. What it answers does not count, since that is told by the marks of other accounts.
        """
        told = [c for c in self.claims if c.field != "response"]
        ranked = ([c for c in told if c.field in fields] for fields in _OWN)
        first = min((c.evidence for c in next(filter(None, ranked), told)), default=None)
        words = f"{self.report}\x00{first.part}\x00{first.start}\x00{first.quote}" if first else self.report
        return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:8]

    @property
    def id(self) -> str:
        """The report's id and the account's mark: `000#4f2a91c0`."""
        return f"{self.report}#{self.mark}"

    def all(self, field: Field) -> tuple[Claim, ...]:
        """The claims of one field, the most telling first."""
        return tuple(c for c in self.claims if c.field == field)

    def first(self, field: Field) -> Claim | None:
        """The most telling claim of one field."""
        return next((c for c in self.claims if c.field == field), None)

    @property
    def day(self) -> Day:
        """The day this report alone tells."""
        claim = self.first("date")
        return claim.resolved if claim and isinstance(claim.resolved, Day) else Day.unknown()

    @property
    def place(self) -> Place | None:
        """The place this report alone tells."""
        claim = self.first("place")
        return claim.resolved if claim and isinstance(claim.resolved, Place) else None

    @property
    def event_type(self) -> str | None:
        """The kind of incident this report alone tells, one of ACLED's sub-event types."""
        claim = self.first("event_type")
        return str(claim.value) if claim else None
