"""Looking at the record: lists, maps and single incidents, each read without the rest; and the whole record, too."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from consilience.desk.finding import (
    DeskError,
    accounts_named,
    incident_named,
    incident_on_day,
    refuse_unknown_rule,
    report_named,
    touches,
)
from consilience.desk.knowing import known_accounts, known_judgements
from consilience.desk.naming import incident_id, incidents_meant
from consilience.doors import Matcher, Reading
from consilience.export import in_order
from consilience.incident import Incident, Proposal, Record
from consilience.judgement import Judgement
from consilience.ledger import (
    ORDERS,
    Box,
    By,
    Count,
    Facets,
    Histogram,
    Ledger,
    Listed,
    Points,
    ReadOnlyError,
    Share,
    Wanted,
    listed_of,
)
from consilience.problem import Problem
from consilience.reconcile import Step, Weighing, chain, reconcile, rule_chosen, weigh_nearest
from consilience.report import Report

#: Incidents beyond which a page does not count how many there are in all.
COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class View:
    """One incident as people look at it: with the chain of attacks and answers it stands in, and its judgements."""

    incident: Incident
    chain: tuple[Step, ...]  # the earliest first; of one step where nothing is told of an answer
    answered_by: tuple[Incident, ...]
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report with what was found in it, and the incident each of its accounts came to (by account id)."""

    report: Report
    reading: Reading
    incidents: dict[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list, how many there are in all, and what to ask for the next page with (None on the last)."""

    rows: tuple[Listed, ...]
    count: Count
    next: str | None


@dataclass(frozen=True, slots=True)
class Asking:
    """Two incidents that may be one, as rows."""

    proposal: Proposal
    one: Listed
    other: Listed


@dataclass(frozen=True, slots=True)
class Proposals:
    """What people are asked, the most useful first; how much there is in all, and what to ask for the rest with."""

    rows: tuple[Asking, ...]
    count: int
    next: str | None


class Looking(ABC):
    """The part of a desk that looks at the record."""

    ledger: Ledger
    _matcher: Matcher
    _kept: tuple[int | None, Record] | None = None

    @property
    @abstractmethod
    def extractor_name(self) -> str:
        """The extractor's name with its version."""

    @property
    @abstractmethod
    def rule(self) -> str:
        """The name of the rule that settles tolls in this ledger."""

    @abstractmethod
    def join(self) -> None:
        """Joins what has come in since."""

    @abstractmethod
    def catch_up(self) -> None:
        """Reads the reports that the extractor in use has not read yet."""

    @abstractmethod
    def _stand(self) -> int | None: ...

    @property
    def stand(self) -> int:
        """A number that changes with the record, after joining what has come in since."""
        self.join()
        return self._stand() or 0

    # lists

    def page(
        self, wanted: Wanted | None = None, order: str = "newest", after: str | None = None, limit: int = 50
    ) -> Page:
        """A page of the incidents wanted, in one of ORDERS; `after` is the `next` of the page before.

        Raises DeskError for an order there is not, or an `after` that no page gave.
        """
        if order not in ORDERS:
            raise DeskError(f"{order}: there is no such order; there are {', '.join(ORDERS)}")
        self.join()
        wanted = wanted or Wanted()
        rows = self.ledger.listed(wanted, order, _spot(after), limit + 1)
        last = rows[limit - 1] if len(rows) > limit else None
        next = f"{last.ranks[order]}~{last.id}" if last else None
        return Page(tuple(rows[:limit]), self.ledger.counted(wanted, COUNTED), next)

    def all_listed(
        self, wanted: Wanted | None = None, as_of: date | None = None, rule: str | None = None
    ) -> Iterable[Listed]:
        """The rows of all incidents wanted, by day."""
        wanted = wanted or Wanted()
        if as_of is None and rule is None and self._joined():
            return self.ledger.all_listed(wanted)
        return map(listed_of, self.chosen(self.record(as_of, rule), wanted))

    def how_many(self, as_of: date | None = None, rule: str | None = None) -> int:
        """How many incidents there are."""
        plain = as_of is None and rule is None and self._joined()
        return self.ledger.count() if plain else len(self.record(as_of, rule).incidents)

    def event_types(self, as_of: date | None = None, rule: str | None = None) -> list[str]:
        """The types of incident there are."""
        if as_of is None and rule is None and self._joined():
            return self.ledger.event_types()
        return sorted({i.event_type.value for i in self.record(as_of, rule).incidents if i.event_type.value})

    def points(self, wanted: Wanted | None = None, box: Box | None = None, limit: int = 2_000) -> Points:
        """The incidents wanted on a map that shows `box`, put together into cells where they are more than `limit`."""
        self.join()
        return self.ledger.points(wanted or Wanted(), box, limit)

    def histogram(self, wanted: Wanted | None = None) -> Histogram:
        """The incidents wanted by month, with the people killed and injured."""
        self.join()
        return self.ledger.histogram(wanted or Wanted())

    def facets(self, wanted: Wanted | None = None) -> Facets:
        """How many of the incidents wanted there are of each country, type and grade."""
        self.join()
        return self.ledger.facets(wanted or Wanted())

    def shares(self, by: By, wanted: Wanted | None = None, limit: int = 20) -> list[Share] | None:
        """The incidents wanted by country, type, grade, actor or publisher, the most first, with the dead in them.

        None where actors or publishers are asked for of more incidents than can be counted while one waits.
        """
        self.join()
        return self.ledger.shares(wanted or Wanted(), by, limit)

    # single things

    def incident(self, words: str, as_of: date | None = None, rule: str | None = None) -> View:
        """One incident by its id, or by how its id begins or ends; any id it has had leads to it."""
        if as_of is None and rule is None and self._joined():
            (incident,) = self.ledger.incidents_of((incident_id(self.ledger, words),))
            near: Iterable[Incident] = self._chained(incident)
        else:
            record = self.record(as_of, rule)
            incident = incident_on_day(record, words, self.record, as_of) if as_of else incident_named(record, words)
            near = record.incidents
        return View(
            incident,
            chain(near, incident),
            tuple(i for i in near if incident.id in i.responds_to),
            self._decided(incident),
        )

    def _chained(self, incident: Incident) -> list[Incident]:
        """The incident with all it answers and all that answer it, however far, and what those answer."""
        found = {incident.id}
        for onward in (self.ledger.answered_by, self.ledger.answers_to):
            reached, latest = {incident.id}, {incident.id}
            while latest:
                latest = onward(latest) - reached
                reached |= latest
            found |= reached
        return self.ledger.incidents_of(found | self.ledger.answered_by(found))

    def _decided(self, incident: Incident) -> tuple[Judgement, ...]:
        """The decisions that hold on to words of this incident, and what took them back."""
        there = self.ledger.judgements()
        claims = [claim.evidence for account in incident.accounts for claim in account.claims]
        held = {j.id for j in there if any(touches(p, e) for p in j.passages for e in claims)}
        return tuple(j for j in there if j.id in held or (j.verb == "retract" and j.retracts in held))

    def report(self, words: str) -> ReportView:
        """One report by its id, or by how its id begins or ends, with what was found in it."""
        report = report_named(self.ledger, words)
        told = {a.id: i.id for i in self.around((report.id,)).incidents for a in i.accounts if a.report == report.id}
        return ReportView(report, self.ledger.reading(report.id, self.extractor_name), told)

    def around(self, reports: Iterable[str], ids: Iterable[str] = ()) -> Record:
        """The incidents of these reports and ids, as a record of nothing else."""
        if not self._joined():
            return self.record()
        wanted = self.ledger.ids_of_reports(set(reports)) | set(ids)
        return Record(tuple(self.ledger.incidents_of(wanted)))

    def weighing(self, one: str, other: str) -> Weighing:
        """Why two incidents or accounts are alike, by those of their accounts that are most so.

        Sides are named as those of a decision; DeskError where one is not there.
        """
        self.join()
        record = self.around(*incidents_meant(self.ledger, (one, other)))
        return weigh_nearest(*(accounts_named(self.ledger, record, side) for side in (one, other)))

    # what people are asked

    def proposals(self, after: str | None = None, limit: int = 50) -> Proposals:
        """A page of the pairs of incidents that may be one, the most useful first."""
        self.join()
        found = self.ledger.proposals(_rank(after), limit + 1)
        next = "~".join(map(str, found[limit - 1][0])) if len(found) > limit else None
        return Proposals(self._asked([p for _, p in found[:limit]]), self.ledger.proposals_count(), next)

    def all_proposals(self, as_of: date | None = None, rule: str | None = None) -> Iterable[Proposal]:
        """All pairs of incidents that may be one, the most useful first."""
        if as_of is None and rule is None and self._joined():
            return (proposal for _, proposal in self.ledger.proposals())
        return self.record(as_of, rule).proposals

    def proposal(self, one: str, other: str) -> Asking | None:
        """What is asked of two incidents; None where nothing is, or no more."""
        self.join()
        found = self.ledger.proposal(one, other)
        return self._asked([found])[0] if found else None

    def _asked(self, proposals: list[Proposal]) -> tuple[Asking, ...]:
        rows = self.ledger.listed_by_id([id for p in proposals for id in (p.one, p.other)])
        return tuple(Asking(p, rows[p.one], rows[p.other]) for p in proposals)

    def record_problems(self) -> tuple[Problem, ...]:
        """What is wrong with decisions."""
        return self.ledger.record_problems() if self._joined() else self.record().problems

    # the whole record

    def _joined(self) -> bool:
        """Joins what has come in since; whether the ledger holds the record then."""
        try:
            self.join()
        except ReadOnlyError:
            return False
        return True

    def record(self, as_of: date | None = None, rule: str | None = None) -> Record:
        """What follows from everything in the ledger, or from what was published up to a day.

        `rule` settles tolls for this one look; without it the ledger's own does.
        """
        if as_of is not None or (rule is not None and rule != self.rule):
            self.catch_up()
            return self._derive(as_of, rule)
        if not self._joined():
            return self._derive(None)
        stand = self._stand()
        if self._kept is None or self._kept[0] != stand:
            self._kept = stand, self.ledger.record()
        return self._kept[1]

    def _derive(self, as_of: date | None, rule: str | None = None) -> Record:
        accounts, judgements = self.ledger.accounts(self.extractor_name), self.ledger.judgements()
        if as_of is not None:
            reports = self.ledger.published_by(as_of)
            accounts = known_accounts(accounts, reports)
            judgements = known_judgements(judgements, reports, as_of)
        return reconcile(accounts, judgements, self._matcher, refuse_unknown_rule(rule or rule_chosen(judgements)))

    def incidents(
        self, wanted: Wanted | None = None, as_of: date | None = None, rule: str | None = None
    ) -> list[Incident]:
        """The incidents wanted, whole, by day."""
        if as_of is None and rule is None and self._joined():
            return list(self.ledger.incidents(wanted))
        return self.chosen(self.record(as_of, rule), wanted)

    @staticmethod
    def chosen(record: Record, wanted: Wanted | None = None) -> list[Incident]:
        """The incidents of a record that are wanted, by day."""
        wanted = wanted or Wanted()
        return [incident for incident in in_order(record.incidents) if wanted.all or wanted.holds(incident)]


def _spot(after: str | None) -> tuple[int, str] | None:
    """The spot in an order that a page named as the next."""
    if after is None:
        return None
    rank, _, id = after.partition("~")
    try:
        return int(rank), id
    except ValueError:
        raise DeskError(f"{after}: is no page of this list; begin again without it") from None


def _rank(after: str | None) -> tuple[float, int, str, str] | None:
    if after is None:
        return None
    try:
        off, harmed, one, other = after.split("~")
        return float(off), int(harmed), one, other
    except ValueError:
        raise DeskError(f"{after}: is no page of the proposals; begin again without it") from None
