"""The desk itself, over one open ledger."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from consilience import __version__
from consilience.desk.checking import checked, shortened
from consilience.desk.exporting import Exported, exported_incidents, exported_sources, refuse_unknown
from consilience.desk.extraction import extracted, extracted_in_order
from consilience.desk.finding import (
    DeskError,
    refuse_unknown_rule,
)
from consilience.desk.judging import Judging
from consilience.desk.villages import added_places
from consilience.doors import Extractor, Matcher, Reading
from consilience.extract.grammar import Grammar
from consilience.ledger import Known, Ledger, Wanted
from consilience.ledger.joined import Join
from consilience.problem import Problem
from consilience.read import read
from consilience.reconcile import PlainMatcher
from consilience.reconcile.fingerprint import fingerprint
from consilience.reconcile.grow import grow
from consilience.report import Report

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Taken:
    """One report that came by: whether it was new, and what was found in it."""

    report: str
    known: Known
    accounts: int = 0
    problems: tuple[Problem, ...] = ()


def _now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    """The day it is here."""
    return _now().astimezone().date()


class Desk(Judging):
    """Takes in, looks up, judges and gives out. The clock is here and nowhere below."""

    def __init__(
        self, ledger: Ledger, extractor: Extractor, matcher: Matcher, clock: Clock = _now, *, jobs: int | None = 1
    ) -> None:
        self.ledger = ledger
        self._jobs = jobs
        self._extractor = extractor
        self._matcher = matcher
        self._clock = clock

    @classmethod
    def open(
        cls, address: str, *, make: bool = False, clock: Clock = _now, jobs: int | None = 1, places: Path | None = None
    ) -> Self:
        """A desk with the extractor and matcher that come with the package.

        `jobs` is how many processes read reports; with None all cores do, where there are many reports. `places` is
        the file of places that were added, if it is there.
        """
        added = added_places(places) if places else None
        ledger = Ledger.open(address, make=make)
        return cls(ledger, Grammar(added) if added else Grammar(), PlainMatcher(), clock, jobs=jobs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.ledger.close()

    def _today(self) -> date:
        return self._clock().astimezone().date()

    # taking in

    def add(
        self, addresses: Sequence[str], *, taken_in: date | None = None, stdin: BinaryIO | None = None
    ) -> Generator[Taken | Problem, None, None]:
        """Takes in the reports at these addresses, one transaction each; tells of each as it goes."""
        met = self._met(addresses, taken_in or self._today(), stdin)
        jobs = 1 if self._jobs is None and "-" in addresses else self._jobs  # what is piped in is kept as it comes
        found: Generator[tuple[Report | Taken | Problem, Reading], None, None]
        found = extracted_in_order(self._extractor, met, jobs)
        with closing(found):  # the processes end with whoever stops here
            for item, reading in found:
                if isinstance(item, Report):
                    yield self._take(item, reading)
                else:
                    yield item

    def _met(self, addresses: Sequence[str], day: date, stdin: BinaryIO | None) -> Iterator[Report | Taken | Problem]:
        """What stands at these addresses: new reports, those that are known, and problems."""
        for found in read(addresses, taken_in=day, stdin=stdin):
            if isinstance(found, Problem):
                yield found
                continue
            known = self.ledger.knows(found)
            if known == "new":
                yield found if found.taken_in else replace(found, taken_in=day)
            else:
                yield Taken(found.id, known, problems=_of_known(found, known))

    def _take(self, report: Report, reading: Reading) -> Taken:
        known = self.ledger.add(report, self._extractor.name, reading)
        if known == "new":
            return Taken(report.id, known, len(reading.accounts), reading.problems)
        return Taken(report.id, known, problems=_of_known(report, known))

    def _read(self, report: Report) -> Reading:
        return extracted(self._extractor, report)

    def catch_up(self) -> None:
        """Reads the reports that the extractor in use has not read yet."""
        unread = filter(None, map(self.ledger.report, self.ledger.unread(self._extractor.name)))
        with closing(extracted_in_order(self._extractor, unread, self._jobs)) as found:
            for report, reading in found:
                self.ledger.keep(report, self._extractor.name, reading)

    # looking

    def join(self) -> None:
        """Joins what has come in since to what was joined before: it looks only at what that reaches."""
        rule = refuse_unknown_rule(self.rule)
        made_by, extractor = self._made_by(rule), self._extractor.name
        if self.ledger.stand(made_by, extractor) is not None:
            return
        if self.ledger.lacks(made_by, extractor):
            self.catch_up()
        self.ledger.bring_up(made_by, extractor, self.joins)

    @property
    def joins(self) -> Join:
        """What joins new reports and decisions to what is kept."""
        rule = refuse_unknown_rule(self.rule)
        return lambda kept, reports, judgements: grow(kept, reports, judgements, self._matcher, rule)

    def now(self) -> datetime:
        """The time it is."""
        return self._clock()

    def _made_by(self, rule: str) -> str:
        """All that a record follows from beside reports and judgements."""
        return "/".join((__version__, self._extractor.name, type(self._matcher).__name__, fingerprint(), rule))

    @property
    def extractor_name(self) -> str:
        """The extractor's name with its version."""
        return self._extractor.name

    def _stand(self) -> int | None:
        return self.ledger.stand(self._made_by(self.rule), self._extractor.name)

    # giving out

    def export(
        self,
        format: str = "jsonl",
        what: str = "incidents",
        *,
        wanted: Wanted | None = None,
        as_of: date | None = None,
        rule: str | None = None,
        with_text: bool = False,
    ) -> Exported:
        """Incidents, or all else the ledger holds; the same ledger gives the same bytes."""
        refuse_unknown(format, what)
        if what == "incidents":
            return exported_incidents(format, self.incidents(wanted, as_of, rule), self.ledger.urls())
        if as_of or rule or not (wanted or Wanted()).all:
            raise DeskError(f"{what}: days, country, type, grade and rule are for incidents only")
        return exported_sources(what, self.ledger, self._extractor.name, self.record_problems(), with_text=with_text)

    # checking

    def check(self) -> Iterator[Problem | str]:
        """Verifies the ledger: the id of each report as it is looked at, and every problem found."""
        return checked(self.ledger, self._extractor.name, self._read, self.record, lambda: self._derive(None))

    def rebuild(self) -> None:
        """Takes away all that can be made again, and makes it again."""
        self.ledger.forget_derived()
        self._kept = None
        self.join()


def _of_known(report: Report, known: Known) -> tuple[Problem, ...]:
    """What to say of a report whose id is in the ledger already."""
    if known == "id used":
        said = "a report with this id and another text is in the ledger; this one was not taken in: give it its own id"
        return (Problem(report.id, "id already used", said, words=shortened(report.text)),)
    if known == "known otherwise":
        said = "the same text is in the ledger with another title, publisher, day or language; what came first is kept"
        return (Problem(report.id, "known otherwise", said, level="note"),)
    return ()
