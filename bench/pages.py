"""How long pages of a large ledger take to read: `python bench/pages.py LEDGER [--times N]`.

Ledgers are made by `bench/large.py`. One reader, in one process, by the desk. Each kind of page is
read with other filters each time, drawn from a seed.
"""

import argparse
import json
import statistics
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from growth import ACTORS, COUNTRIES, KINDS, Reads

from consilience.desk import Box, Desk, Wanted
from consilience.ledger import Ledger
from consilience.reconcile import PlainMatcher

WORDS = ("gunmen", "army r0050", "publisher 17", "islamic ba", '"', "militia attack", "shelling r003")


def kinds(desk: Desk, random: Random) -> dict[str, Callable[[], Any]]:
    """What is asked for, by its name."""
    latest = desk.page(limit=1).rows[0].day.start or date(2000, 1, 1)
    span = (latest - date(2000, 1, 1)).days

    def day() -> date:
        return date(2000, 1, 1) + timedelta(days=random.randrange(span))

    def days() -> dict[str, Any]:
        first = day()
        return {"first": first, "last": first + timedelta(days=random.choice((7, 31, 365)))}

    def box() -> Box:
        west, south = random.uniform(-150, 130), random.uniform(-40, 50)
        return Box(west, south, west + random.choice((2, 10, 40)), south + random.choice((2, 10)))

    def some() -> Wanted:
        return random.choice([
            Wanted(country=random.choice(COUNTRIES)), Wanted(type=random.choice(KINDS)), Wanted(killed=20),
            Wanted(**days()), Wanted(grade="discounted", killed=1),
            Wanted(country=random.choice(COUNTRIES), **days()), Wanted(grade="fair"), Wanted(box=box()),
            Wanted(actor=random.choice(ACTORS)), Wanted(publisher=f"publisher {random.randrange(500)}"),
            Wanted(type=random.choice(KINDS), killed=3, country=random.choice(COUNTRIES)),
        ])  # fmt: skip

    def an_id() -> str:
        rows = desk.page(Wanted(first=day(), country=random.choice(COUNTRIES)), "day", limit=1).rows
        return rows[0].id if rows else desk.page(limit=1).rows[0].id

    ids = [an_id() for _ in range(50)]
    return {
        "first page": lambda: desk.page(),
        "filtered page": lambda: desk.page(some(), random.choice(("newest", "killed", "day", "sources"))),
        "search": lambda: desk.page(Wanted(text=random.choice(WORDS))),
        "filtered search": lambda: desk.page(Wanted(text=random.choice(WORDS), country=random.choice(COUNTRIES))),
        "one incident": lambda: desk.incident(random.choice(ids)),
        "all points": lambda: desk.points(),
        "filtered points": lambda: desk.points(some(), box()),
        "all months": lambda: desk.histogram(),
        "filtered months": lambda: desk.histogram(some()),
        "all facets": lambda: desk.facets(),
        "filtered facets": lambda: desk.facets(some()),
        "proposals": lambda: desk.proposals(),
    }


def main() -> None:
    """One line of JSON for each kind of page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--times", type=int, default=60)
    given = parser.parse_args()
    with Ledger.open(str(given.ledger)) as ledger:
        desk = Desk(ledger, Reads(), PlainMatcher())
        for name, ask in kinds(desk, Random(7)).items():
            took = []
            for _ in range(given.times):
                start = perf_counter()
                ask()
                took.append(1000 * (perf_counter() - start))
                if sum(took) > 20_000:
                    break
            took.sort()
            told = {"median_ms": statistics.median(took), "p95_ms": took[len(took) * 95 // 100], "most_ms": took[-1]}
            print(json.dumps({"page": name, **{k: round(v, 1) for k, v in told.items()}}), flush=True)


if __name__ == "__main__":
    main()
