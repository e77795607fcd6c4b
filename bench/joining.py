"""Measures joining in bulk on accounts that are made: `python bench/joining.py [--count N] [--engine E] [--json FILE]`.

Accounts of known truth (bench/accounts.py) are written as rows, one file a month, on all cores; that time is told
apart, since in use it is a part of extraction. Then they are brought near, weighed, clustered and settled, and compared
with the truth. Two sizes of the same density show how the time grows. See bench/README.md.
"""

import argparse
import json
import resource
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any

import accounts as made

Figures = dict[str, Any]
_DAYS = 30  # a file


def write(folder: Path, count: int) -> list[Path]:
    """The rows of that many accounts, in files of some days each."""
    days = made.days(count)
    parts = [(folder, first, min(first + _DAYS, days)) for first in range(0, days, _DAYS)]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        return list(pool.map(_write, parts))


def _write(part: tuple[Path, int, int]) -> Path:
    from consilience.bulk.parquet import rows_of, write_rows

    folder, first, last = part
    path = folder / f"{first:05}.parquet"
    if not path.exists():
        told = [a for day in range(first, last) for _, a in made.day_accounts(day)]
        write_rows(path, rows_of(told))
    return path


@contextmanager
def _step(found: Figures, name: str) -> Iterator[None]:
    start, began = perf_counter(), _processor()
    yield
    found[name] = round(perf_counter() - start, 2)
    used = found[f"{name}, processor"] = round(_processor() - began, 2)
    print(f"{name:<10} {found[name]:8.2f} s, processor {used:8.2f} s", file=sys.stderr, flush=True)


def _processor() -> float:
    """Seconds of processor that this process and those it began and ended have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def measure(files: list[Path], engine_name: str, folder: Path) -> tuple[Figures, dict[str, int]]:
    """Seconds of each step by the clock and of the processor, how well it did, and the incident of each account."""
    from consilience.bulk import families, pairs
    from consilience.bulk.engines import engine_named
    from consilience.bulk.working import settled

    found: Figures = {}
    engine = engine_named(engine_name, folder)
    began, used = perf_counter(), _processor()
    with _step(found, "load"):
        engine.load("rows", files)
        pairs.number(engine, "rows")
        engine.drop("rows")
    with _step(found, "block"):
        pairs.block(engine)
    with _step(found, "score"):
        pairs.compare_names(engine)
        pairs.score(engine, "scored", "pairs")
    with _step(found, "families"):
        found["families"] = families.find_families(engine)
        families.weigh_families(engine)
    home: dict[int, int] = {}
    with _step(found, "settle"):
        for group, _ in settled(engine, families.families(engine)):
            home.update(dict.fromkeys(group, group[0]))
    found["seconds"] = round(perf_counter() - began, 1)
    found["processor seconds"] = round(_processor() - used, 1)
    found["accounts"], found["incidents"] = len(home), len(set(home.values()))
    ((found["pairs"],),) = engine.rows("select count(*) from scored")
    ids = dict(engine.rows("select number, account from accounts"))
    engine.close()
    return found, {ids[number]: first for number, first in home.items()}


def well(home: dict[str, int]) -> Figures:
    """Pairs and B-cubed precision and recall against the truth, which the ids of the reports and ranks tell."""
    truth = made.truth(home)
    both = Counter((first, truth[id]) for id, first in home.items())
    ours, theirs = Counter(home.values()), Counter(truth[id] for id in home)
    right = _pairs(both.values())
    cubed = {side: sum(n * n / of[key[at]] for key, n in both.items()) / len(home)
             for side, of, at in (("precision", ours, 0), ("recall", theirs, 1))}  # fmt: skip
    return {
        "pairs precision": round(right / max(1, _pairs(ours.values())), 4),
        "pairs recall": round(right / max(1, _pairs(theirs.values())), 4),
        "B-cubed precision": round(cubed["precision"], 4),
        "B-cubed recall": round(cubed["recall"], 4),
    }


def _pairs(sizes: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0].partition(":")[0])
    parser.add_argument("--count", type=int, default=1_000_000, help="how many accounts, about (1,000,000)")
    parser.add_argument("--engine", default="duckdb", help="duckdb or spark (duckdb)")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the rows there, to measure on them again")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures as JSON too")
    return parser.parse_args()


def main() -> None:
    asked = arguments()
    with tempfile.TemporaryDirectory(prefix="consilience-bench-") as name:
        folder = asked.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        rows: Figures = {}
        with _step(rows, "rows"):
            files = write(folder, asked.count)
        found, home = measure(files, asked.engine, Path(name))
        found |= {"rows": rows["rows"], "engine": asked.engine} | well(home)
        peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        found["peak GB, this process and the largest other"] = [round(peak / 1024 / 1024, 2) for peak in peaks]
        found["mark"] = made.mark_of(home)
    print(json.dumps(found, indent=1))
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
