"""Whether the order of taking in leaves a mark: `python bench/orders.py [--orders N] [--reports FILE] [--count N]`.

Reports are taken in in random orders: in bulk, and one by one with the record brought up to date after each. Judgements
fall at random times among them. Whatever the order and the way, the exports must be the same bytes, those of a record
made from everything at once. Each report is extracted once, since extraction does not depend on the others.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from random import Random

import vary

from consilience.check import check_claims
from consilience.desk import Desk
from consilience.doors import Reading
from consilience.extract.grammar import Grammar
from consilience.judgement import Judgement, Passage
from consilience.ledger import Ledger
from consilience.read import read
from consilience.reconcile import PlainMatcher, reconcile
from consilience.report import Report

TODAY = date(2026, 1, 1)
DECIDED = 12  # judgements, the last of which takes another back
Read = tuple[Report, Reading]


def reports(path: Path | None, count: int) -> list[Report]:
    """The reports of a file, or made from the demonstration's."""
    with tempfile.TemporaryDirectory() as folder:
        if path is None:
            path = Path(folder) / "reports.jsonl"
            path.write_text("".join(map(vary.as_line, vary.varied(vary.beginnings()[0], count))), encoding="utf-8")
        found = [one for one in read([str(path)], taken_in=TODAY) if isinstance(one, Report)]
    return Random(0).sample(found, min(count, len(found)))


def judgements(found: Sequence[Read]) -> list[Judgement]:
    """Decisions on what was found: to join, to part, to choose, to leave out, to set, and to take back."""
    random = Random(1)
    told = [(a, c) for _, reading in found for a in reading.accounts for c in a.claims if c.field == "killed"]
    made: list[Judgement] = []
    for number in range(DECIDED - 1):
        (one, claim), (other, second) = random.sample(told, 2)
        verb = ("same", "different", "prefer", "accept", "reject")[number % 5]
        passages = [Passage(one.report, claim.evidence.quote)]
        if verb in ("same", "different"):
            passages.append(Passage(other.report, second.evidence.quote))
        field = None if len(passages) > 1 else "killed"
        when, value = f"2025-01-01T00:00:{number:02}Z", "7" if verb == "prefer" else None
        made.append(Judgement(verb, "bench", "to see it kept", when, tuple(passages), field, value))  # type: ignore[arg-type]
    back = Judgement("retract", "bench", "to see it gone", "2025-01-02T00:00:00Z", retracts=made[0].id)
    return [*made, back]


def export(found: Sequence[Read], decided: Sequence[Judgement], order: int, one_by_one: bool) -> str:
    """The digest of what comes out of a ledger that was filled in this order."""
    extractor = Grammar()
    items: list[Read | Judgement] = [*found, *decided]
    Random(order).shuffle(items)
    with (
        tempfile.TemporaryDirectory(prefix="consilience-orders-") as folder,
        Ledger.open(str(Path(folder) / "ledger.db"), make=True) as ledger,
    ):
        desk = Desk(ledger, extractor, PlainMatcher())
        for item in items:
            if isinstance(item, Judgement):
                ledger.judge([item])
            else:
                ledger.add(item[0], extractor.name, item[1])
            if one_by_one:
                desk.join()
        shown = [*desk.export("jsonl", "incidents").pieces, *desk.export("jsonl", "problems").pieces]
        record = desk.record()
        if record != reconcile(ledger.accounts(extractor.name), ledger.judgements()):
            sys.exit(f"order {order}: what has grown is not what a rebuild gives")
        shown += [repr(record.proposals)]
    return sha256("".join(shown).encode()).hexdigest()


def main() -> None:
    """One line for each order, and how many different exports there were."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--orders", type=int, default=20, help="random orders, each in bulk and one by one (20)")
    parser.add_argument("--count", type=int, default=300, help="reports (300)")
    parser.add_argument("--reports", type=Path, metavar="FILE", help="take reports of this file (JSON Lines)")
    asked = parser.parse_args()
    extractor = Grammar()
    found = [(r, check_claims(r, extractor.extract(r))) for r in reports(asked.reports, asked.count)]
    decided = judgements(found)
    digests = set()
    for order in range(asked.orders):
        for one_by_one in (False, True):
            digests.add(export(found, decided, order, one_by_one))
        print(f"order {order + 1} of {asked.orders}: {len(digests)} different", file=sys.stderr, flush=True)
    accounts = sum(len(reading.accounts) for _, reading in found)
    print(json.dumps({"reports": len(found), "accounts": accounts, "orders": asked.orders, "exports": len(digests)}))
    sys.exit(len(digests) != 1)


if __name__ == "__main__":
    main()
