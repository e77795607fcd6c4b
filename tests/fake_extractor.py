"""A tiny extractor for tests: reads `at least 18 killed in Albukamal on 2020-03-12`, and nothing else."""

import re
from datetime import date

from consilience.claim import Account, Claim
from consilience.day import Day
from consilience.doors import Reading
from consilience.evidence import Evidence
from consilience.place import Place
from consilience.report import Report
from consilience.tally import Tally

PLACES = {
    "Albukamal": Place("Albukamal", "SY", "Deir ez-Zor", 34.45, 40.92, "town", "1", "only one of its name"),
    "Taji": Place("Taji", "IQ", None, 33.52, 44.26, "town", "2", "only one of its name"),
    "Nowhere": Place("Nowhere", rule="not in the gazetteer"),
}
_TOLD = re.compile(r"(?P<toll>(?P<open>at least )?(?P<n>\d+) killed) in (?P<place>\w+) on (?P<day>\d{4}-\d\d-\d\d)")
_TALLY = re.compile(r"(\d+) killed this year")


class Fake:
    """Finds sentences of one form."""

    name = "fake/1"

    def extract(self, report: Report) -> Reading:
        accounts = [self._account(report, found, rank) for rank, found in enumerate(_TOLD.finditer(report.text))]
        tallies = [Tally("killed", int(t[1]), Evidence.of(report, *t.span())) for t in _TALLY.finditer(report.text)]
        return Reading(tuple(accounts), tuple(tallies))

    def _account(self, report: Report, found: re.Match[str], rank: int) -> Account:
        def quote(group: str) -> Evidence:
            return Evidence.of(report, *found.span(group))

        number, day = int(found["n"]), date.fromisoformat(found["day"])
        high, qualifier = (None, "at least") if found["open"] else (number, None)
        claims = (
            Claim("killed", number, quote("toll"), number, high, qualifier, published=report.published),
            Claim("date", found["day"], quote("day"), resolved=Day(day, day, "day", "as printed")),
            Claim("place", found["place"], quote("place"), resolved=PLACES.get(found["place"])),
            Claim("event_type", "Air/drone strike", quote("toll")),
        )
        return Account(report.id, rank, self.name, claims, report.published, report.publisher)


def report(id: str, text: str, **facts: object) -> Report:
    """A report taken in on one day."""
    told: dict[str, object] = {"published": date(2020, 3, 13), "publisher": f"The {id}", "taken_in": date(2020, 4, 1)}
    return Report(id, text, **(told | facts))  # type: ignore[arg-type]
