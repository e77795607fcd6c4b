"""How long one report more takes in a full ledger: `python bench/growth.py [--accounts N ...] [--times N]`.

Accounts are generated: incidents on random days in random towns of twenty countries, each told in one to eight reports
with noise in day, place, toll and names; a tenth of them know no more than the month and the region. The density stays
the same whatever their number. The ledger is filled by `Ledger.bring_up`, as after taking in many reports at once;
then single reports are added, of incidents that are told already and of new ones, and each is joined before the next.
Reading and extracting are not in it: `bench/run.py` measures them.
"""

import argparse
import json
import statistics
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from consilience.claim import Account, Claim
from consilience.day import Day
from consilience.desk import Desk
from consilience.doors import Reading
from consilience.evidence import Evidence
from consilience.ledger import Ledger
from consilience.place import Place
from consilience.reconcile import PlainMatcher
from consilience.report import Report

EXTRACTOR = "generated/1"
COUNTRIES = ("SY", "IQ", "YE", "LB", "AF", "PK", "SD", "ML", "NG", "SO", "ET", "CD", "MM", "UA", "CO", "MX", "LY", "TR",
             "IN", "PH")  # fmt: skip
TOWNS = 400  # of each country, in ten regions
PER_DAY = 275  # accounts a day
KINDS = ("Air/drone strike", "Armed clash", "Attack", "Shelling/artillery/missile attack", "Suicide bomb")
ACTORS = ("the army", "Islamic State", "gunmen", "a militia", "rebels")
SOUNDS = ("ba", "da", "fa", "ha", "ja", "ka", "la", "ma", "na", "ra", "sa", "ta", "wa", "za", "qu", "shi", "yu", "mo")
FIRST = date(2000, 1, 1)


class Reads:
    """The extractor whose readings these are; nothing is read in generated reports."""

    name = EXTRACTOR

    def extract(self, report: Report) -> Reading:
        """Nothing."""
        return Reading()


def town(country: int, number: int) -> Place:
    """One of the towns of a country, which lie some tens of kilometres from each other."""
    name = word(country * TOWNS + number)
    lat, lon = country * 5 - 40 + number // 20 * 0.2, country * 15 - 150 + number % 20 * 0.2
    return Place(name.title(), COUNTRIES[country], f"R{number // 40}", lat, lon, "town", f"town:{country}:{number}", "")


def region(place: Place, country: int) -> Place:
    """The region of a town."""
    return Place(f"{place.admin1} region", place.country, place.admin1, place.lat, place.lon, "region",
                 f"region:{country}:{place.admin1}", "")  # fmt: skip


def word(number: int) -> str:
    """A name that no other number has."""
    sounds = []
    for _ in range(4):
        number, sound = divmod(number, len(SOUNDS))
        sounds.append(SOUNDS[sound])
    return "".join(sounds) + (word(number) if number else "")


def told(
    random: Random, count: int, first: int = 0, days: int | None = None, most: int = 8
) -> Iterator[tuple[Report, Reading]]:
    """Reports with what was read in them, of about that many accounts; at most so many tell of one incident."""
    days = days or max(30, count // PER_DAY)
    made = 0
    while made < count:
        country = random.randrange(len(COUNTRIES))
        incident = {
            "day": FIRST + timedelta(days=random.randrange(days)), "country": country,
            "place": town(country, random.randrange(TOWNS)), "killed": int(random.paretovariate(1.2)),
            "kind": random.choice(KINDS), "actor": random.choice(ACTORS),
            "victim": f"{word(random.randrange(500)).title()} {word(random.randrange(10**6)).title()}",
        }  # fmt: skip
        for _ in range(min(most, int(random.paretovariate(0.8)))):
            yield one(random, f"r{first + made:08}", incident)
            made += 1


def one(random: Random, id: str, incident: dict[str, Any]) -> tuple[Report, Reading]:
    """One telling of an incident, with its noise."""
    day, place = incident["day"], incident["place"]
    vague = random.random() < 0.1
    published = day + timedelta(days=random.choice((0, 0, 1, 1, 2, 9)))
    at = 0

    def claim(field: Any, value: Any, quote: str, **more: Any) -> Claim:
        nonlocal at
        at += len(quote) + 20
        return Claim(field, value, Evidence(id, "text", at, at + len(quote), quote), **more)

    begins = day.replace(day=1)
    month = Day(begins, begins + timedelta(days=27), "month", "")
    off = day + timedelta(days=random.choice((0, 0, 0, 0, 0, 0, 0, 1)))
    where = region(place, incident["country"]) if vague else place
    killed = max(1, incident["killed"] + random.choice((0, 0, 0, 0, 1, 2)))
    claims = [
        claim("event_type", incident["kind"], f"{incident['kind']} told by {id}"),
        claim("date", str(day), "on that day", resolved=month if vague else Day(off, off, "day", "")),
        claim("place", where.name, where.name, resolved=where),
        claim("killed", killed, f"{killed} people were killed in {id}", low=killed, high=killed),
        claim("perpetrator", incident["actor"], incident["actor"], standing="stated"),
    ]
    if random.random() < 0.3:
        claims.append(claim("victim", incident["victim"], incident["victim"], qualifier="killed"))
    account = Account(id, 0, EXTRACTOR, tuple(claims), published, f"publisher {random.randrange(500)}")
    text = f"report {id}"
    return Report(id=id, text=text, publisher=account.publisher, published=published), Reading((account,))


def fill(ledger: Ledger, reports: Iterator[tuple[Report, Reading]]) -> int:
    """Keeps the reports; how many there were."""
    return ledger.add_many((report, EXTRACTOR, reading) for report, reading in reports)


def measure(accounts: int, times: int) -> dict[str, Any]:
    """Seconds to fill a ledger, and milliseconds for each report more."""
    random = Random(1)
    with tempfile.TemporaryDirectory(prefix="consilience-growth-") as folder:
        path = Path(folder) / "ledger.db"
        with Ledger.open(str(path), make=True) as ledger:
            desk = Desk(ledger, Reads(), PlainMatcher())
            start = perf_counter()
            count = fill(ledger, told(random, accounts))
            kept = perf_counter() - start
            desk.join()
            filled = perf_counter() - start - kept
            incidents = ledger.count()
            took = more(desk, told(random, times, first=10**7, days=max(30, accounts // PER_DAY)))
            size = path.stat().st_size / 1e6
    return {
        "accounts": count, "incidents": incidents, "kept_seconds": round(kept, 1), "joined_seconds": round(filled, 1),
        "megabytes": round(size), **took,
    }  # fmt: skip


def more(desk: Desk, reports: Iterator[tuple[Report, Reading]]) -> dict[str, Any]:
    """Milliseconds for each of these reports, taken in and joined one after another."""
    took = []
    for report, reading in reports:
        start = perf_counter()
        known = desk.ledger.add(report, EXTRACTOR, reading)
        desk.join()
        took.append(1000 * (perf_counter() - start))
        if known != "new":
            raise SystemExit(f"{report.id}: was in the ledger already, so that nothing was measured")
    took.sort()
    return {
        "added": len(took), "median_ms": round(statistics.median(took), 1),
        "95_in_100_ms": round(took[len(took) * 95 // 100], 1), "most_ms": round(took[-1], 1),
    }  # fmt: skip


def measure_in(path: Path, times: int) -> dict[str, Any]:
    """The same in a ledger that is there, made by `bench/large.py`; the reports stay in it."""
    with Ledger.open(str(path)) as ledger:
        desk = Desk(ledger, Reads(), PlainMatcher())
        desk.join()
        incidents, seed = ledger.count(), len(ledger.report_ids())
        took = more(desk, told(Random(seed), times, first=10**9 + seed, days=36))
        return {"ledger": path.name, "incidents": incidents, "reports": seed, **took}


def main() -> None:
    """One line of JSON for each number of accounts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--accounts", type=int, nargs="+", default=[10_000, 100_000], help="how full the ledger is")
    parser.add_argument("--times", type=int, default=200, help="reports added one by one")
    parser.add_argument("--ledger", type=Path, help="a ledger made by bench/large.py, to add to")
    asked = parser.parse_args()
    if asked.ledger:
        print(json.dumps(measure_in(asked.ledger, asked.times)), flush=True)
        return
    for accounts in asked.accounts:
        print(json.dumps(measure(accounts, asked.times)), flush=True)


if __name__ == "__main__":
    main()
