"""Fits the weights of likeness to labelled pairs of reports: `python scripts/likeness.py SHARED`, or `make likeness`.

Three sets tell which reports are of one incident: the violent corpus (local news), UCDP GED's headlines of Syria, and
Airwars' assessments of Gaza, each of an incident of its own, many on one day and near each other. Only the half of each
that is there to work on is used. Pairs are those that blocking finds, of the main accounts of two reports. The weights
are those of a logistic regression in bits, drawn towards the weights that were reasoned (`weight` in
data/likeness.toml) by a penalty on the square of the difference; levels marked `fixed` stay as they were reasoned,
since no set tells of what they are for. What comes of it goes into data/likeness.json.
"""

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from pathlib import Path

from consilience.claim import Account
from consilience.reconcile import earliest_first
from consilience.reconcile.match import levels
from consilience.reconcile.near import near
from consilience.reconcile.sketch import sketch
from consilience.reconcile.weights import groups, table
from consilience.score import airwars, ucdp, violent_corpus
from consilience.score.measured import digest

OUT = Path(__file__).resolve().parent.parent / "src" / "consilience" / "data" / "likeness.json"
#: How many pairs of the violent corpus each set counts for as a whole: the headlines are short, and many.
MASS = {"violent_corpus": 1.0, "ucdp": 0.1, "airwars": 0.05}
PENALTY = 8.0  # on the squared difference of a weight, in bits, from the reasoned one
STEPS = 30
LN2 = log(2)

Level = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two main accounts: the levels they reach, whether they are of one incident, and how much that counts."""

    levels: tuple[Level, ...]
    one: bool
    counts: float = 1.0


def pairs_of(accounts: Iterable[Account], same: Callable[[str, str], bool]) -> list[Pair]:
    """The pairs of main accounts that blocking finds, each with whether its two reports are of one incident."""
    ordered = earliest_first(accounts)
    sketches = [sketch(account) for account in ordered]
    found = []
    for i, j in near(ordered):
        if ordered[i].rank == ordered[j].rank == 0:
            reached = tuple((g, level) for g, (level, _) in levels(sketches[i], sketches[j]) if level != "unknown")
            found.append(Pair(reached, same(ordered[i].report, ordered[j].report)))
    return found


def fitted(pairs: Sequence[Pair], reasoned: Mapping[Level, float], fixed: frozenset[Level]) -> dict[Level, float]:
    """The weights at the least sum of log loss and penalty, by Newton's method."""
    free = [level for level in reasoned if level not in fixed]
    at = {level: n for n, level in enumerate(free)}
    weights = dict(reasoned)
    prior = float(table()["prior"])
    for _ in range(STEPS):
        slope = [PENALTY * (weights[level] - reasoned[level]) for level in free]
        bend = [[PENALTY if n == m else 0.0 for m in range(len(free))] for n in range(len(free))]
        for pair in pairs:
            total = prior + sum(weights[level] for level in pair.levels)
            likely = 1 / (1 + 2 ** -max(-60.0, min(60.0, total)))
            own = [at[level] for level in pair.levels if level in at]
            pull, stiff = pair.counts * LN2 * (likely - pair.one), pair.counts * LN2**2 * likely * (1 - likely)
            for n in own:
                slope[n] += pull
                for m in own:
                    bend[n][m] += stiff
        step = _solved(bend, slope)
        for level, n in at.items():
            weights[level] -= step[n]
        if max(map(abs, step)) < 1e-6:
            break
    return weights


def _solved(matrix: list[list[float]], right: Sequence[float]) -> list[float]:
    """The solution of a system of linear equations, by Gauss's elimination; the matrix is positive definite."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for n in range(size):
        for row in rows[n + 1 :]:
            times = row[n] / rows[n][n]
            if times:
                for m in range(n, size + 1):
                    row[m] -= times * rows[n][m]
    found = [0.0] * size
    for n in reversed(range(size)):
        found[n] = (rows[n][size] - sum(rows[n][m] * found[m] for m in range(n + 1, size))) / rows[n][n]
    return found


def main(shared: Path) -> None:
    """Fits, and writes the model with what it was fitted to."""
    pairs: list[Pair] = []
    sources, first = {}, 0
    for name, benchmark in (("violent_corpus", violent_corpus), ("ucdp", ucdp), ("airwars", airwars)):
        where = benchmark.find(shared)
        if where is None:
            sys.exit(f"{shared}: {name} is not there, and the weights cannot be fitted without it")
        accounts, same = benchmark.labelled(where)
        own = pairs_of(accounts, same)
        sources[name] = {"digest": digest([where]), "pairs": len(own), "of one incident": sum(p.one for p in own)}
        first = first or len(own)
        each = MASS[name] * first / len(own)
        pairs += [replace(pair, counts=each) for pair in own]
    reasoned = {(g, name): level["weight"] for g in groups() for name, level in table()[g].items()}
    fixed = frozenset(
        (g, name) for g in groups() for name, level in table()[g].items() if level.get("fixed") or name == "unknown"
    )
    weights = fitted(pairs, reasoned, fixed)
    model = {
        "fitted to": sources,
        "weights": {g: {n: round(weights[g, n], 2) for n in table()[g] if (g, n) not in fixed} for g in groups()},
    }
    OUT.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {len(reasoned) - len(fixed)} weights fitted to {len(pairs):,} pairs")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared"))
