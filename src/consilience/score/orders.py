"""Whether the order of taking in leaves a mark: in any order, in bulk or one by one, the same bytes must come out.

The reports are those of the seeds.
"""

import json
import tempfile
from collections.abc import Iterator, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from random import Random

from consilience.desk import Desk
from consilience.score import seeds
from consilience.score.measured import Measured, Options, digest
from consilience.score.told import TAKEN_IN

ORDERS = 10
_WAYS = ("in bulk", "one by one", "one by one, looked at in between")


def find(data: Path) -> Path | None:
    """The seeds."""
    return seeds.find(data)


def measure(where: Path, options: Options) -> Measured:
    """How many different exports there are; there should be one."""
    lines = [json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in seeds.lines(where)]
    different = "different exports"
    return Measured({different: len(set(_exports(lines)))}, digest([where]), few=frozenset({different}))


def _exports(lines: Sequence[bytes]) -> Iterator[str]:
    """The digest of what came out, for each order and way."""
    for number in range(ORDERS):
        order = Random(number).sample(lines, len(lines))
        for way in _WAYS:
            with tempfile.TemporaryDirectory(prefix="consilience-orders-") as folder:
                yield sha256(_export(order, way, Path(folder) / "orders.db")).hexdigest()


def _export(lines: Sequence[bytes], way: str, address: Path) -> bytes:
    """The incidents and tallies of a ledger to which these reports were added in this order."""
    for batch in [b"".join(lines)] if way == "in bulk" else lines:
        with Desk.open(str(address), make=True) as desk:
            list(desk.add(["-"], taken_in=TAKEN_IN, stdin=BytesIO(batch)))
            if way == _WAYS[2]:
                desk.record()
    with Desk.open(str(address)) as desk:
        return "".join(p for what in ("incidents", "tallies") for p in desk.export("jsonl", what).pieces).encode()
