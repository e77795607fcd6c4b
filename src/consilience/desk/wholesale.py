"""The whole way for more reports than a ledger is for: reports in, a folder of incidents out."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path

from consilience.bulk.engine import Engine
from consilience.bulk.engines import engine_named
from consilience.bulk.families import families
from consilience.bulk.joining import join
from consilience.bulk.parquet import rows_of, write_rows
from consilience.bulk.working import batches
from consilience.desk.extraction import extracted
from consilience.desk.finding import DeskError
from consilience.desk.wholesale_record import Shard, write_record, write_shard
from consilience.doors import Extractor
from consilience.problem import Problem
from consilience.read import read
from consilience.report import Report

_REPORTS = 200  # read at once by a process
Tell = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Bulk:
    """What came of it."""

    reports: int
    accounts: int
    incidents: int


@dataclass(frozen=True, slots=True)
class _Extracted:
    path: Path
    reports: int
    accounts: int
    problems: tuple[Problem, ...]


def in_bulk(
    addresses: Sequence[str],
    record: Path,
    extractor: Extractor,
    engine_name: str,
    taken_in: date,
    *,
    jobs: int | None = None,
    tell: Tell,
    problem: Callable[[Problem], None],
) -> Bulk:
    """Reports into incidents, written into the folder `record`: incidents.jsonl and incidents.parquet.

    `tell` hears of each step and how much of it is done, `problem` of what went wrong with a report. Raises DeskError
    where something lies in the folder already, and MissingError where the engine is not installed.
    """
    if record.exists() and any(record.iterdir()):
        raise DeskError(f"{record}: is not empty; a record is written into a folder of its own")
    work = record / "in-work"
    work.mkdir(parents=True)
    try:
        with closing(engine_named(engine_name, work, jobs)) as engine:
            reports, accounts, files = 0, 0, []
            for done in engine.work(partial(_extract, extractor, work), _given(addresses, taken_in, problem)):
                reports, accounts = reports + done.reports, accounts + done.accounts
                tell("reading", reports)
                for one in done.problems:
                    problem(one)
                if done.accounts:
                    files.append(done.path)
            incidents = write_record(engine, record, _shards(engine, files, work, tell)) if files else 0
    finally:
        shutil.rmtree(work, ignore_errors=True)
        if not any(record.iterdir()):
            record.rmdir()
    return Bulk(reports, accounts, incidents)


def _given(
    addresses: Iterable[str], taken_in: date, problem: Callable[[Problem], None]
) -> Iterator[tuple[int, list[Report]]]:
    """New reports, some at a time; the first of an id is taken."""
    reports = _new(read(addresses, taken_in=taken_in), problem)
    number = 0
    while batch := list(islice(reports, _REPORTS)):
        yield number, batch
        number += 1


def _new(found: Iterable[Report | Problem], problem: Callable[[Problem], None]) -> Iterator[Report]:
    seen: dict[str, str] = {}
    for item in found:
        if isinstance(item, Problem):
            problem(item)
        elif item.id not in seen:
            seen[item.id] = item.digest
            yield item
        elif seen[item.id] != item.digest:
            said = "a report with this id and another text came before; this one was not taken in: give it its own id"
            problem(Problem(item.id, "id already used", said))


def _extract(extractor: Extractor, folder: Path, given: tuple[int, list[Report]]) -> _Extracted:
    number, reports = given
    readings = [extracted(extractor, report) for report in reports]
    rows = rows_of(account for reading in readings for account in reading.accounts)
    path = folder / f"accounts-{number:07}.parquet"
    if rows:
        write_rows(path, rows)
    return _Extracted(path, len(reports), len(rows), tuple(p for reading in readings for p in reading.problems))


def _shards(engine: Engine, files: list[Path], work: Path, tell: Tell) -> Iterator[Shard]:
    for step in join(engine, files):
        tell(step, 0)
    done = 0
    for shard in engine.work(partial(write_shard, work), enumerate(batches(families(engine)))):
        done += len(shard.lines)
        tell("settling", done)
        yield shard
