"""One stage of the way, measured in a process of its own: `stages.py STAGE FOLDER` prints its figures as JSON.

FOLDER holds reports.jsonl; a stage leaves there what the next ones begin with. The process keeps to one core, but for
the stages that are there to show what all cores do; of those the memory of all processes is added up. Peak memory is
`ru_maxrss` of the whole process, with what had to be loaded to begin; the process that starts this one is kept small,
since the peak of a process is counted from its parent's on.
"""

import json
import os
import pickle
import resource
import statistics
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from io import BytesIO
from multiprocessing import active_children
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, TypeVar

TODAY = date(2026, 1, 1)
TIMES = 20  # how often one report is added to a full ledger
Figures = dict[str, Any]
T = TypeVar("T")


def one_core() -> None:
    """Keeps this process, and its threads, to one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def peak() -> float:
    """The most memory this process has held, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most / 1024


class Times(list[float]):
    """Seconds by the clock on the wall, one for each item; and of the processor, for all of them."""

    processor = 0.0


def timed(items: Iterable[T], do: Callable[[T], Any]) -> Times:
    """Seconds taken by each."""
    times, began = Times(), process_time()
    for item in items:
        start = perf_counter()
        do(item)
        times.append(perf_counter() - start)
    times.processor = process_time() - began
    return times


def figures(times: Times, warm_up: float | None = None) -> Figures:
    """Reports a second, and milliseconds a report as the run grows; the first one apart, since it had to load."""
    quarter = max(1, len(times) // 4)
    return {
        "reports": len(times),
        "seconds": sum(times),
        "processor_seconds": times.processor,
        "reports_per_second": len(times) / sum(times),
        "warm_up_seconds": warm_up,
        "ms_first_quarter": 1000 * statistics.fmean(times[:quarter]),
        "ms_last_quarter": 1000 * statistics.fmean(times[-quarter:]),
    }


def kept(folder: Path, name: str) -> Any:
    return pickle.loads((folder / name).read_bytes())


def keep(folder: Path, name: str, value: Any) -> None:
    (folder / name).write_bytes(pickle.dumps(value))


# the stages


def make(folder: Path, count: int) -> Figures:
    """Makes the reports; nothing is measured. Reports put there before are used as they are."""
    import vary

    path = folder / "reports.jsonl"
    told = "the reports given"
    if not path.exists():
        reports, told = vary.beginnings()
        path.write_text("".join(map(vary.as_line, vary.varied(reports, count))), encoding="utf-8")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    pages = (_as_page(json.loads(line)) for line in lines)
    (folder / "pages.jsonl").write_text("".join(json.dumps(page) + "\n" for page in pages), encoding="utf-8")
    size = sum(len(json.loads(line)["text"]) for line in lines) / len(lines)
    return {"from": told, "reports": len(lines), "characters": round(size), "digest": vary.digest(lines)}


def _as_page(row: dict[str, Any]) -> dict[str, Any]:
    """The report as a plain page, as its publisher might print it."""
    from html import escape

    head, _, body = row["text"].partition("\n")
    paragraphs = "".join(f"<p>{escape(line)}</p>\n" for line in body.splitlines() if line.strip())
    markup = f"<html><head><title>{escape(head)}</title></head><body><nav><a href='/'>Home</a></nav><article>"
    markup += f"<h1>{escape(head)}</h1>\n{paragraphs}</article><footer>About us</footer></body></html>"
    return {"id": row["id"], "html": markup, "published": row["published"], "publisher": row["publisher"]}


def read_lines(folder: Path) -> Figures:
    """JSON Lines into reports."""
    found, measured = _read(folder / "reports.jsonl")
    keep(folder, "reports.pickle", found)
    return measured


def read_pages(folder: Path) -> Figures:
    """Saved pages into reports."""
    return _read(folder / "pages.jsonl")[1]


def _read(path: Path) -> tuple[list[Any], Figures]:
    from consilience.read import read
    from consilience.report import Report

    source = (one for one in read([str(path)], taken_in=TODAY) if isinstance(one, Report))  # problems are told, too
    found: list[Any] = []
    total = sum(1 for line in path.open(encoding="utf-8") if line.strip())
    first = timed(range(1), lambda _: found.append(next(source, None)))
    rest = timed(range(total - 1), lambda _: found.append(next(source, None)))
    return [one for one in found if one is not None], figures(rest, first[0])


def extract(folder: Path) -> Figures:
    """Reports into accounts, with the check that every quote stands."""
    from consilience.check import check_claims
    from consilience.extract.grammar import Grammar

    reports = kept(folder, "reports.pickle")
    start = perf_counter()
    extractor = Grammar()
    readings = [check_claims(reports[0], extractor.extract(reports[0]))]
    warm_up = perf_counter() - start
    times = timed(reports[1:], lambda r: readings.append(check_claims(r, extractor.extract(r))))
    keep(folder, "readings.pickle", (extractor.name, readings))
    accounts = [account for reading in readings for account in reading.accounts]
    keep(folder, "accounts.pickle", accounts)
    claims = sum(len(account.claims) for account in accounts)
    return figures(times, warm_up) | {"accounts": len(accounts), "claims": claims}


def extract_all(folder: Path) -> Figures:
    """The same on all cores, one process a core, as `consilience add` has it."""
    from consilience.desk.extraction import cores, extracted_in_order
    from consilience.extract.grammar import Grammar

    reports = kept(folder, "reports.pickle")
    return _on_all_cores(extracted_in_order(Grammar(), reports, max(2, cores())), len(reports))


def add(folder: Path) -> Figures:
    """The whole of taking in on all cores: JSON Lines read, extracted, checked and kept in a ledger."""
    from consilience.desk import Desk
    from consilience.desk.desk import Taken

    total = len(kept(folder, "reports.pickle"))
    ledger = folder / f"added-{os.getpid()}.db"  # one for each time it is measured
    with Desk.open(str(ledger), make=True, jobs=None) as desk:
        told = desk.add([str(folder / "reports.jsonl")], taken_in=TODAY)  # of problems with reports, too
        return _on_all_cores((one for one in told if isinstance(one, Taken)), total)


def _on_all_cores(found: Iterator[Any], total: int) -> Figures:
    """What comes back in order, timed one by one; with the time and memory of all processes together."""
    first = timed(range(1), lambda _: next(found))
    rest = timed(range(total - 1), lambda _: next(found))
    readers = active_children()
    processes = len(readers) or 1
    memory = peak() + sum(_peak_of(reader.pid or 0) for reader in readers)
    for _ in found:
        raise ValueError("more came back than went in")
    spent = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    rest.processor = sum(one.ru_utime + one.ru_stime for one in spent)
    return figures(rest, first[0]) | {"processes": processes, "peak_mb": memory}


def _peak_of(process: int) -> float:
    """The most memory another process has held, in MB; where the system does not tell, the most of any that ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return peak()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))


def reconcile(folder: Path) -> Figures:
    """All accounts into incidents at once, and a quarter of the reports before, to see how the cost grows."""
    from consilience.reconcile import reconcile as whole

    accounts = kept(folder, "accounts.pickle")
    count = len(kept(folder, "reports.pickle"))
    order = sorted({account.report for account in accounts}, key=lambda id: id.rsplit("-", 1)[-1])
    warm_up = timed([set(order[:1])], lambda some: whole([a for a in accounts if a.report in some]))[0]
    some = set(order[: len(order) // 4])
    quarter = timed([[a for a in accounts if a.report in some]], whole)[0]
    record: list[Any] = []
    times = timed([accounts], lambda all_of_them: record.append(whole(all_of_them)))
    seconds = times[0]
    return {
        "reports": count,
        "seconds": seconds,
        "processor_seconds": times.processor,
        "reports_per_second": count / seconds,
        "warm_up_seconds": warm_up,
        "ms_first_quarter": 4000 * quarter / count,
        "ms_last_quarter": 1000 * (seconds - quarter) / (count * 0.75),
        "incidents": len(record[0].incidents),
    }


def ledger(folder: Path) -> Figures:
    """Reports with their accounts into a ledger, one transaction each."""
    from consilience.ledger import Ledger

    reports = kept(folder, "reports.pickle")
    name, readings = kept(folder, "readings.pickle")
    start = perf_counter()
    with Ledger.open(str(folder / "ledger.db"), make=True) as open_ledger:
        open_ledger.add(reports[0], name, readings[0])
        warm_up = perf_counter() - start
        pairs = zip(reports[1:], readings[1:], strict=True)
        times = timed(pairs, lambda pair: open_ledger.add(pair[0], name, pair[1]))
    return figures(times, warm_up) | {"megabytes": (folder / "ledger.db").stat().st_size / 1e6}


def one_more(folder: Path) -> Figures:
    """One report more into the full ledger, and the record made anew after it."""
    import vary

    from consilience.desk import Desk

    reports, _ = vary.beginnings()
    lines = [vary.as_line(report).encode() for report in vary.varied(reports, TIMES + 1, seed=2)]
    named = [line.replace(b'{"id": "', b'{"id": "more-', 1) for line in lines]
    with Desk.open(str(folder / "ledger.db")) as desk:

        def add(line: bytes) -> None:
            list(desk.add(["-"], taken_in=TODAY, stdin=BytesIO(line)))

        first = timed([lambda: desk.record()], lambda do: do())[0]
        add(named[0])
        added = timed(named[1:], add)
        anew = timed([0], lambda _: desk.record())[0]
        again = timed(range(TIMES), lambda _: desk.record())
    return {
        "times": TIMES,
        "add_ms": 1000 * statistics.median(added),
        "record_first_seconds": first,
        "record_anew_seconds": anew,
        "record_again_ms": 1000 * statistics.median(again),
    }


STAGES: dict[str, Callable[[Path], Figures]] = {
    "read": read_lines,
    "read pages": read_pages,
    "extract": extract,
    "extract all": extract_all,
    "add": add,
    "reconcile": reconcile,
    "ledger": ledger,
    "one more": one_more,
}


ON_ALL_CORES = ("extract all", "add")


def main() -> None:
    stage, folder = sys.argv[1], Path(sys.argv[2])
    if stage == "make":
        print(json.dumps(make(folder, int(sys.argv[3]))))
        return
    if stage not in ON_ALL_CORES:
        one_core()
    found = STAGES[stage](folder)
    print(json.dumps({"processes": 1, "peak_mb": peak()} | found))


if __name__ == "__main__":
    main()
