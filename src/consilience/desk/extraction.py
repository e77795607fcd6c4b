"""Reports given to an extractor: one after the other here, or on all cores, and taken back in their order."""

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from types import TracebackType
from typing import Generic, Self, TypeVar

from consilience.check import check_claims
from consilience.desk.checking import within_reason
from consilience.desk.language import with_language_told
from consilience.doors import Extractor, Reading
from consilience.extract.origin import with_origins
from consilience.problem import Problem
from consilience.report import Report

T = TypeVar("T")

_FEW = 24  # items that are read here before it is worth the second other processes need to begin
_BATCH = 8  # items given to a process at once
_SELDOM = 50_000  # objects made before those in rings are looked for, of which reading makes few
_AHEAD = 3  # batches out for each process: one being read, the next at hand, and one to come back in its turn


def extracted(extractor: Extractor, report: Report) -> Reading:
    """What the extractor finds, less what does not stand in the report; a fault in it loses no report."""
    try:
        reading = with_origins(report, within_reason(report, check_claims(report, extractor.extract(report))))
    except Exception as error:  # one report must not stop the others
        return _failed(extractor, report, f"{type(error).__name__}: {error}")
    reading = with_language_told(report, reading)
    if reading.accounts or any(p.kind == "no incident" for p in reading.problems):
        return reading
    note = Problem(report.id, "no incident", "no incident was found in it", level="note")
    return replace(reading, problems=(*reading.problems, note))


def _failed(extractor: Extractor, report: Report, fault: str) -> Reading:
    said = f"{extractor.name} failed on this report; the report is kept, nothing was found in it"
    return Reading(problems=(Problem(report.id, "extractor failed", said, words=fault[:200]),))


def extracted_in_order(
    extractor: Extractor, items: Iterable[Report | T], jobs: int | None
) -> Generator[tuple[Report | T, Reading], None, None]:
    """Each item with what was found in it, in the order they came in, whatever the number of processes.

    Only reports are read; what else comes along keeps its place. Without a number of `jobs` the first few are read
    here, and if there are more, all cores take part. No more than a few batches are out at any time.
    """
    items = iter(items)
    few = islice(items, _FEW if jobs is None else 0 if jobs > 1 else None)
    for item in few:
        yield item, extracted(extractor, item) if isinstance(item, Report) else Reading()
    jobs = jobs or cores()
    following = list(islice(items, 1))
    if not following:
        return
    items = chain(following, items)
    if jobs == 1:
        yield from extracted_in_order(extractor, items, 1)
        return
    with _Processes[T](extractor, jobs) as processes:
        while batch := list(islice(items, _BATCH)):
            processes.give(batch)
            if processes.busy:
                yield from processes.take()
        while processes.out:
            yield from processes.take()


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(slots=True)
class _Batch(Generic[T]):
    items: Sequence[Report | T]
    found: Future[list[Reading]] | None = None

    @property
    def reports(self) -> list[Report]:
        """Those to be read, without the bytes they came in, which the extractor does not ask for."""
        return [replace(item, original=None) for item in self.items if isinstance(item, Report)]


class _Processes(Generic[T]):
    """Processes that read, and the batches that are out with them, oldest first."""

    def __init__(self, extractor: Extractor, jobs: int) -> None:
        self._extractor, self._jobs = extractor, jobs
        self.out: deque[_Batch[T]] = deque()
        self._pool = _pool(extractor, jobs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._pool.shutdown(cancel_futures=True)

    @property
    def busy(self) -> bool:
        """Whether enough is out for every process to have something to do."""
        return len(self.out) > self._jobs * _AHEAD

    def give(self, items: Sequence[Report | T]) -> None:
        """Puts one batch more out."""
        self.out.append(_Batch(items))
        self._submit(self.out[-1])

    def take(self) -> Iterator[tuple[Report | T, Reading]]:
        """The oldest batch with what was found in it, as soon as it is there."""
        batch = self.out.popleft()
        try:
            found = iter(batch.found.result() if batch.found else self._one_by_one(batch))
        except BrokenProcessPool:
            found = iter(self._one_by_one(batch))
        for item in batch.items:
            yield item, next(found) if isinstance(item, Report) else Reading()

    def _submit(self, batch: _Batch[T]) -> None:
        with suppress(BrokenProcessPool), _uninterrupted():  # a broken pool is met again when the batch is taken
            batch.found = self._pool.submit(_read, batch.reports)

    def _one_by_one(self, batch: _Batch[T]) -> list[Reading]:
        """Where a process broke down: each report of the oldest batch alone, so that the one at fault is known.

        The others that were out are given out again.
        """
        self._pool.shutdown(cancel_futures=True)
        found = []
        self._pool = _pool(self._extractor, 1)
        for report in batch.reports:
            try:
                with _uninterrupted():
                    alone = self._pool.submit(_read, [report])
                found += alone.result()
            except BrokenProcessPool:
                found.append(_failed(self._extractor, report, "the process that read it broke down"))
                self._pool.shutdown()
                self._pool = _pool(self._extractor, 1)
        self._pool.shutdown()
        self._pool = _pool(self._extractor, self._jobs)
        for other in self.out:
            self._submit(other)
        return found


def _pool(extractor: Extractor, jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (extractor,))


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Processes begun inside it do not hear Ctrl-C: the one that began them does, and ends them in order."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


# --- in the processes

_extractor: Extractor


def _begin(extractor: Extractor) -> None:
    global _extractor
    _extractor = extractor
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.freeze()
    gc.set_threshold(_SELDOM)


def _end_with_parent() -> None:
    """A process whose parent was killed has nobody to read for."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read(reports: list[Report]) -> list[Reading]:
    return [extracted(_extractor, report) for report in reports]
