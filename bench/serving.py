"""How quickly the web interface answers while people work in it: `serving.py [--incidents N | --ledger FILE]`.

A large ledger (`large.py`) is served from a process of its own, as `consilience serve` does it; into one that is given,
judgements are written, so give a copy. Readers look at the overview, with filters and without, at incidents, and
search; each thinks for a second after a page has come. One writer decides at the same pace. Server, readers and writer
share the machine's cores. What is counted is from the asking to the last byte of the answer; what goes wrong is
counted, too, and ends the run with a failure. `--browser` also opens the overview in Chromium.
"""

import argparse
import json
import socket
import statistics
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from shutil import which
from threading import Event, Lock, Thread
from time import perf_counter, sleep
from typing import Any
from urllib.parse import quote, urlencode

HOST = "127.0.0.1"
WARM = 5.0  # seconds in which nothing is counted: files come into the system's cache, code is imported
#: Milliseconds within which 95 of 100 answers are to come.
WANTED = {"overview": 150, "filtered": 150, "search": 150, "incident": 150, "map": 150, "judgement": 50}


@dataclass(slots=True)
class Known:
    """What the ledger holds, to ask about: some of its incidents, and the months it covers."""

    incidents: list[dict[str, Any]]
    months: list[str]


@dataclass(slots=True)
class Times:
    """Milliseconds of each kind of answer, and answers that were none."""

    took: dict[str, list[tuple[float, str]]] = field(default_factory=lambda: defaultdict(list))
    wrong: Counter[str] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)


class Asker:
    """One person's connection."""

    def __init__(self, port: int) -> None:
        self._line = HTTPConnection(HOST, port, timeout=120)

    def ask(self, path: str, body: dict[str, Any] | None = None) -> tuple[int, bytes]:
        """Status and body of the answer."""
        told = {"Accept-Encoding": "gzip"} if body is None else {"Content-Type": "application/json"}
        sent = None if body is None else json.dumps(body)
        self._line.request("GET" if body is None else "POST", path, sent, told)
        answer = self._line.getresponse()
        return answer.status, answer.read()

    def json(self, path: str) -> Any:
        """What the API says."""
        self._line.request("GET", path)
        answer = self._line.getresponse()
        told = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status} {told[:200]!r}")
        return json.loads(told)


def serve(ledger: Path) -> None:
    """Serves a generated ledger until the process is ended, and prints the port first.

    Not by `consilience serve`: that reads the reports anew, where somebody else's reading of them is in the ledger.
    """
    import uvicorn
    from growth import EXTRACTOR, Reads

    from consilience.desk import Desk
    from consilience.desk.people import Doorkeeper
    from consilience.ledger import Ledger
    from consilience.reconcile import PlainMatcher
    from consilience.web import Serving, make_app

    with Ledger.open(str(ledger)) as opened:
        if next(iter(opened.unread(EXTRACTOR)), None) is not None:
            raise SystemExit(f"{ledger}: was not made by bench/large.py")
        desk = Desk(opened, Reads(), PlainMatcher())
        desk.join()
        app = make_app(Serving(desk, Doorkeeper(opened), "a writer"))
        listening = socket.create_server((HOST, 0))
        print(listening.getsockname()[1], flush=True)
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])


@contextmanager
def served(ledger: Path) -> Iterator[int]:
    """The port at which the ledger is served, from a process of its own."""
    command = [sys.executable, __file__, "--serve-only", "--ledger", str(ledger)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")
    try:
        told = server.stdout.readline() if server.stdout else ""
        if not told:
            raise SystemExit("the server did not start")
        yield int(told)
    finally:
        server.terminate()
        server.wait(30)


def learn(port: int, random: Random) -> Known:
    """Asks about incidents of some months, spread over all."""
    asker = Asker(port)
    months = [f"{m['year']}-{m['month']:02}" for m in asker.json("/api/v1/months")]
    found: list[dict[str, Any]] = []
    for month in random.sample(months, min(20, len(months))):
        told = asker.json(f"/api/v1/incidents?from={month}-01&to={month}-28&limit=100")
        found += told["items"]
    if not found:
        raise SystemExit("there is no incident to ask about")
    return Known(found, months)


def click(random: Random, known: Known) -> tuple[str, str]:
    """What a reader asks for next: what kind of page it is, and its address."""
    one = random.choice(known.incidents)
    kind = random.choices(["overview", "filtered", "search", "incident"], [1, 3, 2, 4])[0]
    if kind == "incident":
        return kind, f"/incidents/{quote(one['id'], safe='')}"
    if kind == "search":
        name = (one["place"] or {}).get("name") or "attack"
        return kind, "/?" + urlencode({"q": name})
    return kind, "/" + (f"?{urlencode(some_filter(random, known, one))}" if kind == "filtered" else "")


def some_filter(random: Random, known: Known, one: dict[str, Any]) -> dict[str, Any]:
    """A filter as people set them."""
    place, month = one["place"] or {}, random.choice(known.months)
    choices: list[dict[str, Any]] = [{"from": f"{month}-01", "to": f"{month}-28"}]
    if place.get("country"):
        choices.append({"country": place["country"]})
        choices.append({"country": place["country"], "from": f"{month}-01", "killed": 5})
    if place.get("lat") is not None:
        west, south = max(-180, place["lon"] - 2), max(-90, place["lat"] - 2)
        choices.append({"box": f"{west:.3f},{south:.3f},{min(180, west + 4):.3f},{min(90, south + 4):.3f}"})
    if one["event_type"]:
        choices.append({"type": one["event_type"], "order": "killed"})
    choices.append({"grade": one["grade"] or "weak", "killed": 3})
    return random.choice(choices)


def timed(asker: Asker, times: Times, kind: str, path: str, body: dict[str, Any] | None = None) -> None:
    """Asks, and writes down how long it took."""
    start = perf_counter()
    status, told = asker.ask(path, body)
    took = 1000 * (perf_counter() - start)
    with times.lock:
        times.took[kind].append((took, path))
        if status >= 400:
            times.wrong[f"{kind} {path}: {status} {told[:120]!r}" if body else f"{kind} {path}: {status}"] += 1


def read(port: int, seed: int, known: Known, times: Times, think: float, over: Event) -> None:
    """A reader at work; a page with a map has the map asked for, as the page's script does."""
    random, asker = Random(seed), Asker(port)
    over.wait(random.random() * think)
    while not over.is_set():
        kind, path = click(random, known)
        timed(asker, times, kind, path)
        if kind != "incident":
            timed(asker, times, "map", f"/map.json{path[1:]}")
        over.wait(think)


def write(port: int, known: Known, times: Times, think: float, over: Event) -> None:
    """A person who decides on the killed of one incident after the other."""
    random, asker = Random(0), Asker(port)
    told = [one for one in known.incidents if one["killed"]]
    while not over.is_set():
        best = str(random.randrange(1, 60))
        body = {"verb": "prefer", "sides": [random.choice(told)["id"]], "field": "killed", "value": best,
                "because": "counted again for this measurement"}  # fmt: skip
        timed(asker, times, "judgement", "/api/v1/judgements", body)
        over.wait(think)


def work(port: int, known: Known, readers: int, think: float, seconds: float) -> Times:
    """Lets everybody work; what they do in the first seconds does not count."""
    times, over = Times(), Event()
    people = [Thread(target=read, args=(port, n + 1, known, times, think, over)) for n in range(readers)]
    people.append(Thread(target=write, args=(port, known, times, think, over)))
    for person in people:
        person.start()
    sleep(WARM)
    with times.lock:
        times.took.clear()
    sleep(seconds)
    over.set()
    for person in people:
        person.join()
    return times


def summed(times: Times, seconds: float) -> dict[str, Any]:
    """Figures of each kind of answer, and what the slowest was asked for."""
    figures = {}
    for kind, answers in sorted(times.took.items()):
        took = sorted(milliseconds for milliseconds, _ in answers)
        figures[kind] = {
            "answers": len(took), "a_second": round(len(took) / seconds, 2),
            "median_ms": round(statistics.median(took), 1), "95_in_100_ms": round(took[len(took) * 95 // 100], 1),
            "most_ms": round(took[-1], 1), "wanted_ms": WANTED[kind], "slowest": max(answers)[1],
        }  # fmt: skip
    return figures


def first_map(port: int, times: int = 5) -> list[int]:
    """Milliseconds from asking for the overview until its map is drawn, each time in a browser that kept nothing."""
    from playwright.sync_api import sync_playwright

    took = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox"])
        for _ in range(times):
            page = browser.new_context().new_page()
            start = perf_counter()
            page.goto(f"http://{HOST}:{port}/", wait_until="commit")
            page.wait_for_selector("#map[data-drawn]", state="attached")
            page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
            took.append(round(1000 * (perf_counter() - start)))
            page.context.close()
        browser.close()
    return took


def measure(ledger: Path, asked: argparse.Namespace) -> bool:
    """Prints the figures as JSON; whether all went well."""
    with served(ledger) as port:
        start = perf_counter()
        known = learn(port, Random(7))
        count = Asker(port).json("/api/v1/incidents?limit=1")["total"]
        figures: dict[str, Any] = {"incidents": count, "learned_seconds": round(perf_counter() - start, 1)}
        if asked.browser:
            figures["first_map_ms"] = first_map(port)
        times = work(port, known, asked.readers, asked.think, asked.seconds)
    figures |= {"readers": asked.readers, "think_seconds": asked.think, "seconds": asked.seconds}
    figures |= {"answers": summed(times, asked.seconds), "wrong": dict(times.wrong.most_common(5))}
    print(json.dumps(figures, indent=2), flush=True)
    return not times.wrong


def main(words: Sequence[str] | None = None) -> int:
    """Fails where an answer was none; how long they took is for people to judge."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--incidents", type=int, default=1_000_000, help="how many are generated, about")
    parser.add_argument("--ledger", type=Path, help="one that is there already: judgements are written into it")
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--think", type=float, default=1.0, help="seconds between an answer and the next click")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--browser", action="store_true", help="open the first map in Chromium, too")
    parser.add_argument("--serve-only", action="store_true", help="serve the ledger, and measure nothing")
    asked = parser.parse_args(words)
    if asked.serve_only and asked.ledger:
        serve(asked.ledger)
        return 0
    if asked.ledger:
        return 0 if measure(asked.ledger, asked) else 1
    with tempfile.TemporaryDirectory(prefix="consilience-serving-") as folder:
        from large import make

        path = Path(folder) / "ledger.db"
        make(path, asked.incidents, lambda said: print(said, file=sys.stderr))
        return 0 if measure(path, asked) else 1


if __name__ == "__main__":
    sys.exit(main())
