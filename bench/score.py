"""Measures accuracy over the real command line and holds it against the floors: `python bench/score.py`.

Exit status 1 where a figure is under its floor, or where the data is not what the floors were measured on. What lies
outside the repository is measured where it is, and else said to be not measured. See bench/README.md.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from floors import Floors, Lowered, load, save

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SHARED = Path(os.environ.get("SHARED") or ROOT.parent / "shared")
TAKEN_IN = "2026-01-01"  # so that reports without a day read the same whenever this runs
_FIGURE = re.compile(r"^(?: {2}(?P<name>\S.*?)\s+|(?P<last>[^:]+): (?:\d+/\d+ = )?)(?P<value>nan|[\d./]+)$")
#: Figures of which there should be as few as possible.
FEW = frozenset(
    {
        "kept-apart pairs merged", "incidents split off", "incidents no report tells of", "forbidden passages used",
        "claims whose quote is not in the text", "claims whose offsets miss the quote", "different exports",
        "stories that fail", "incidents nobody expects", "problems",
    }
)  # fmt: skip
#: Figures that are neither good nor bad.
PLAIN = frozenset({"incidents exported", "(killed exact, if always 0)"})
#: Data that grows with the project: a changed digest is said, and is no failure.
GROWING = frozenset({"stories", "orders"})

Figures = dict[str, float | None]


class NotHereError(Exception):
    """What a set needs is not on this machine."""


@dataclass
class Measured:
    """What came of one set."""

    name: str
    figures: Figures = field(default_factory=dict)
    digest: str = ""
    seconds: float = 0.0
    fault: str = ""
    here: bool = True


# running


def ours(*words: str, stdin: bytes | None = None) -> None:
    """Runs the command line itself; a report with a problem is no failure, a command that did nothing is."""
    env = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "consilience.cli", *words]
    done = subprocess.run(command, input=stdin, capture_output=True, env=env)
    if done.returncode not in (0, 1) or b"Traceback" in done.stderr:
        raise RuntimeError(f"consilience {words[2]}: exit status {done.returncode}: {_end_of(done.stderr)}")


def theirs(script: Path, *words: str) -> bytes:
    """Runs a scorer, which stands on its own."""
    env = os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, str(script), *words], capture_output=True, env=env)
    if done.returncode:
        raise RuntimeError(f"{script.name}: exit status {done.returncode}: {_end_of(done.stderr)}")
    return done.stdout


def _end_of(said: bytes) -> str:
    return said.decode("utf-8", "replace").strip()[-300:]


def exported(folder: Path, what: list[str], stdin: bytes | None = None) -> tuple[Path, Figures]:
    """Takes in reports; gives the export of their incidents, and how many problems there were (notes are none)."""
    ledger, incidents, problems = str(folder / "score.db"), folder / "incidents.jsonl", folder / "problems.jsonl"
    ours("--ledger", ledger, "add", *what, "--taken-in", TAKEN_IN, stdin=stdin)
    ours("--ledger", ledger, "export", "-o", str(incidents))
    ours("--ledger", ledger, "export", "--what", "problems", "-o", str(problems))
    told = [json.loads(line) for line in problems.read_text(encoding="utf-8").splitlines()]
    return incidents, {"problems": float(sum(row.get("level") != "note" for row in told))}


def parsed(told: bytes) -> Figures:
    """The figures a scorer prints; `2/3/4` are right, said and wanted."""
    found: Figures = {}
    for line in told.decode("utf-8").splitlines():
        match = _FIGURE.match(line)
        if match:
            found |= _figure((match["name"] or match["last"]).strip(), match["value"])
    return found


def _figure(name: str, value: str) -> Figures:
    parts = value.split("/")
    if len(parts) == 3:
        right, said, wanted = map(int, parts)
        kind = name.partition(" ")[0]
        shares = {"said": _ratio(right, said), "wanted": _ratio(right, wanted)}
        return {f"{kind} right, of those {what}": share for what, share in shares.items()}
    if len(parts) == 2:
        return {name: _ratio(int(parts[0]), int(parts[1]))}
    return {name: None if value == "nan" else float(value)}


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def digest(*paths: Path) -> str:
    """SHA-256 of files and folders, by name and content."""
    made = sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                made.update(f"{file.name}\x00{sha256(file.read_bytes()).hexdigest()}\n".encode())
    return made.hexdigest()


def _needed(*paths: Path) -> None:
    for path in paths:
        if not path.exists():
            raise NotHereError


# the sets


def seeds(shared: Path, *, alone: bool = False) -> tuple[Figures, str]:
    """The seed reports, with their days of publication or as bare texts."""
    folder, score = shared / "corpus" / "seeds", shared / "score"
    _needed(folder / "gold.json", score / "seeds.py", score / "feed.py")
    with tempfile.TemporaryDirectory(prefix="consilience-score-") as name:
        if alone:
            export, problems = exported(Path(name), sorted(map(str, folder.glob("*.txt"))))
        else:
            export, problems = exported(Path(name), ["-"], theirs(score / "feed.py", "seeds", str(folder)))
        return parsed(theirs(score / "seeds.py", str(export), str(folder))) | problems, digest(folder)


def tuned(shared: Path, kind: str, where: str) -> tuple[Figures, str]:
    """The half of a set that is there to work on, each report by itself."""
    data, score = shared / "benchmarks" / where, shared / "score"
    _needed(data, score / f"{kind}.py", score / "feed.py")
    with tempfile.TemporaryDirectory(prefix="consilience-score-") as name:
        export, problems = exported(Path(name), ["-"], theirs(score / "feed.py", kind, str(data), "--half=tune"))
        told = theirs(score / f"{kind}.py", str(export), str(data), "--half=tune", "--alone")
    return parsed(told) | problems, digest(data)


def told_stories() -> tuple[Figures, str]:
    """The stories of tests/stories: shares of the incidents they expect."""
    sys.path[:0] = [path for path in (str(ROOT / "src"), str(ROOT / "tests")) if path not in sys.path]
    import story

    expected = found = placed = whole = clean = failed = extra = 0
    all_of_them = story.stories()
    for one in all_of_them:
        expected += len(one.incidents)
        try:
            told = story.tell(one)
        except Exception as error:  # a story that cannot be told counts as one that tells nothing
            print(f"{one.name}: {type(error).__name__}: {error}", file=sys.stderr)
            failed += 1
            continue
        matched = story.matches(one, told)
        missed = [{m.partition(":")[0] for m in story.misses(one.incidents[n], i)} for n, i in matched.items()]
        found += len(missed)
        placed += sum(not wrong & {"day", "place"} for wrong in missed)
        whole += sum(not wrong for wrong in missed)
        clean += not story.problems(one, told)
        extra += len(told.record.incidents) - len(missed)
    figures = {
        "incidents found": _ratio(found, expected),
        "incidents with right day and place": _ratio(placed, expected),
        "incidents with all lines right": _ratio(whole, expected),
        "stories with nothing wrong": _ratio(clean, len(all_of_them)),
        "incidents nobody expects": float(extra),
        "stories that fail": float(failed),
    }
    return figures, digest(*sorted(story.FOLDER.glob("*.md")))


def all_orders() -> tuple[Figures, str]:
    """The seed reports in many orders: how many different exports there are; there should be one."""
    import orders
    import vary

    found = dict(orders.exports())
    data = vary.SEEDS if vary.SEEDS.is_dir() else vary.DEMO
    return {"different exports": float(len(set(found.values())))}, digest(data)


def sets(shared: Path) -> dict[str, Callable[[], tuple[Figures, str]]]:
    """Everything measured, the longest first."""
    return {
        "violent corpus": lambda: tuned(shared, "violent_corpus", "violent_corpus"),
        "airwars": lambda: tuned(shared, "airwars", "airwars/dev.jsonl"),
        "stories": told_stories,
        "orders": all_orders,
        "seeds": lambda: seeds(shared),
        "seeds without days": lambda: seeds(shared, alone=True),
    }


def measured(name: str, run: Callable[[], tuple[Figures, str]]) -> Measured:
    """One set, run; whatever goes wrong is told of it and stops no other."""
    start = perf_counter()
    try:
        figures, told = run()
    except NotHereError:
        return Measured(name, here=False)
    except Exception as error:  # told as a failure of this set
        return Measured(name, seconds=perf_counter() - start, fault=f"{type(error).__name__}: {error}")
    return Measured(name, figures, told, perf_counter() - start)


# telling


def faults(found: Measured, floors: Floors) -> list[str]:
    """Why this set fails, if it does."""
    if not found.here:
        return []
    if found.fault:
        return [f"{found.name}: {found.fault}"]
    told = [f"{found.name}: {m} is under its floor" for m, _, verdict in judged(found, floors) if verdict == "VIOLATED"]
    told += [f"{found.name}: {m} was not told" for m, _, verdict in judged(found, floors) if verdict == "NOT TOLD"]
    if changed(found, floors) and found.name not in GROWING:
        told.append(f"{found.name}: is not the data that the floors were measured on")
    return told


def changed(found: Measured, floors: Floors) -> bool:
    """Whether the data is another than the floors were measured on."""
    return bool(floors.digest and found.digest and floors.digest != found.digest)


def judged(found: Measured, floors: Floors) -> Iterator[tuple[str, float | None, str]]:
    """Each measure with its figure and how it stands; a measure with a floor that is told no more is one too."""
    for measure in dict.fromkeys([*found.figures, *floors.least, *floors.most]):
        figure = found.figures.get(measure)
        plain = measure in PLAIN or (figure is None and floors.floor(measure) is None)
        yield measure, figure, "" if plain else floors.verdict(measure, figure)


def show(found: Measured, floors: Floors) -> None:
    """The table of one set."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    out = Console(width=80)
    if not found.here:
        out.print(f"\n[bold]{found.name}[/]: not measured, the data is not here")
        return
    out.print(f"\n[bold]{found.name}[/]: {found.fault or f'{found.seconds:.0f} s'}")
    if changed(found, floors):
        out.print("  the data has changed since its floors were set", style="red")
    table = Table(box=None, pad_edge=False)
    table.add_column("measure", width=46)
    for name in ("figure", "floor"):
        table.add_column(name, justify="right", width=7)
    table.add_column("verdict", width=9)
    styles = {"VIOLATED": "bold red", "NOT TOLD": "bold red", "better": "green", "no floor": "yellow"}
    for measure, figure, verdict in judged(found, floors):
        told = (_told(measure, figure), _told(measure, floors.floor(measure)))
        table.add_row(Text(measure), *told, Text(verdict, style=styles.get(verdict, "")))
    if not found.fault:
        out.print(table)


def _told(measure: str, figure: float | None) -> str:
    """A count as a whole number, a share to three decimals."""
    if figure is None:
        return "-"
    return f"{figure:.0f}" if measure in FEW or measure == "incidents exported" else f"{figure:.3f}"


def update(found: Measured, floors: Floors, reason: str | None) -> tuple[list[Lowered], list[str]]:
    """Raises the floors of one set to its figures; lowers with a reason, refuses without one."""
    lowered: list[Lowered] = []
    refused: list[str] = []
    if changed(found, floors) and found.name not in GROWING:
        if reason is None:
            return [], [f"{found.name}: the data has changed; --lower REASON takes the new"]
        lowered.append(Lowered(found.name, "digest", floors.digest, found.digest, reason))
    for measure, figure in found.figures.items():
        if measure in PLAIN or figure is None:
            continue
        if floors.verdict(measure, figure) == "VIOLATED":
            if reason is None:
                refused.append(f"{found.name}: {measure} would go down to {figure:.3f}; --lower REASON does it")
                continue
            before, after = _told(measure, floors.floor(measure)), _told(measure, figure)
            lowered.append(Lowered(found.name, measure, before, after, reason))
        floors.set(measure, figure, most=measure in FEW)
    floors.digest = found.digest
    return lowered, refused


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument("--update", action="store_true", help="raise the floors to the figures")
    parser.add_argument("--lower", metavar="REASON", help="with --update: lower them too; the reason is kept")
    parser.add_argument("--only", action="append", metavar="SET", help="measure this set only; may be repeated")
    parser.add_argument("--shared", type=Path, default=SHARED, help="where seeds and benchmarks are")
    asked = parser.parse_args()
    if asked.lower is not None and not (asked.update and asked.lower.strip()):
        parser.error("--lower goes with --update, and needs a reason")
    if unknown := set(asked.only or ()) - set(sets(asked.shared)):
        parser.error(f"no such set: {', '.join(sorted(unknown))}; there are {', '.join(sets(asked.shared))}")
    return asked


def main() -> None:
    asked = arguments()
    chosen = {name: run for name, run in sets(asked.shared).items() if not asked.only or name in asked.only}
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(measured, chosen, chosen.values()))
    floors, lowered = load()
    held = {found.name: floors.get(found.name, Floors()) for found in results}
    for found in reversed(results):
        show(found, held[found.name])
    wrong = [words for found in results for words in faults(found, held[found.name])]
    if asked.update:
        wrong = [f"{found.name}: {found.fault}" for found in results if found.fault]
        for found in results:
            if found.here and not found.fault:
                more, refused = update(found, held[found.name], asked.lower)
                lowered += more
                wrong += refused
        kept = floors | {name: of for name, of in held.items() if of.digest}
        save({name: kept[name] for name in [*reversed(sets(asked.shared)), *kept] if name in kept}, lowered)
    end(results, wrong)


def end(results: list[Measured], wrong: list[str]) -> None:
    """One line on what was measured and what was not, the failures, and the exit status."""
    here = [found.name for found in results if found.here and not found.fault]
    absent = [found.name for found in results if not found.here]
    print(f"\nmeasured: {', '.join(here) or 'nothing'}; not measured: {', '.join(absent) or 'nothing'}")
    if wrong or here:
        print("\n".join(f"FAILED: {words}" for words in wrong) or "no floor is violated in what was measured")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
