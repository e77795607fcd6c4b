"""Whether order leaves no mark: reports added in many orders, in bulk and one by one, must export the same bytes.

python bench/orders.py
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from random import Random

import vary

from consilience.desk import Desk

ORDERS = 10
WAYS = ("in bulk", "one by one", "one by one, looked at in between")


def export(lines: Sequence[bytes], way: str, address: Path) -> bytes:
    """The incidents and tallies of a ledger to which these reports were added in this order."""
    batches = [b"".join(lines)] if way == "in bulk" else lines
    for batch in batches:
        with Desk.open(str(address), make=True) as desk:
            list(desk.add(["-"], taken_in=vary.TODAY, stdin=BytesIO(batch)))
            if way == WAYS[2]:
                desk.record()
    with Desk.open(str(address)) as desk:
        return "".join(p for what in ("incidents", "tallies") for p in desk.export("jsonl", what).pieces).encode()


def exports() -> Iterator[tuple[str, str]]:
    """Each way of adding the reports, and the digest of what came out."""
    lines = [vary.as_line(report).encode() for report in vary.beginnings()[0]]
    for number in range(ORDERS):
        order = Random(number).sample(lines, len(lines))
        for way in WAYS:
            with tempfile.TemporaryDirectory(prefix="consilience-orders-") as folder:
                told = sha256(export(order, way, Path(folder) / "orders.db")).hexdigest()
            yield f"order {number + 1}, {way}", told


def main() -> None:
    found = dict(exports())
    different = len(set(found.values()))
    print(f"{len(found)} ledgers of {vary.beginnings()[1]}: {different} different exports")
    if different > 1:
        usual = max(found.values(), key=list(found.values()).count)
        print("\n".join(f"  another: {way}" for way, told in found.items() if told != usual))
    sys.exit(different > 1)


if __name__ == "__main__":
    main()
