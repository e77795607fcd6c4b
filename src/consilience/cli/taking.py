"""Taking reports in: add, demo."""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from consilience.cli.outcome import Outcome, as_day, calm, count, desk_at, fail, margin, screen, shown
from consilience.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from consilience.desk import Desk, Taken
    from consilience.incident import Incident


@calm
def add(
    context: typer.Context,
    what: Annotated[
        list[str], typer.Argument(metavar="WHAT...", help="Files, folders, globs, or - for standard input.")
    ],
    taken_in: Annotated[
        date | None,
        typer.Option(
            parser=as_day, metavar="DAY", help="The day of taking in; no report can be later. [default: today]"
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help="How many processes read. [default: one a core; 1 for few, and for what is piped]"
        ),
    ] = None,
) -> None:
    """Take in reports; what is known already is left as it is."""
    with desk_at(context, make=True, jobs=jobs) as desk:
        counts, outcome = _take_in(desk, what, taken_in)
    total = f"{counts['added']} added, {counts['known']} known already, {outcome.told}; ledger: {context.obj}"
    screen().print(Text(shown(total), style="bold"), soft_wrap=True)
    outcome.end(done=bool(counts["added"] or counts["known"]) or not outcome.problems)


def _take_in(
    desk: "Desk", what: list[str], taken_in: date | None, *, quiet: bool = False
) -> tuple[Counter[str], Outcome]:
    """Adds, telling of each report as it comes."""
    counts: Counter[str] = Counter()
    with _progress() as (step, console), closing(desk.add(what, taken_in=taken_in)) as events:
        outcome = Outcome(console)
        lines = console if console and sys.stdout.isatty() else screen()
        for event in events:
            if isinstance(event, Problem):
                outcome.tell((event,))
                continue
            word = {"new": "added", "id used": "refused"}.get(event.known, "known")
            counts[word] += 1
            if not quiet:
                lines.print(_line(word, event), soft_wrap=True)
            outcome.tell(event.problems)
            step(event.report)
    return counts, outcome


def _line(word: str, taken: "Taken") -> Text:
    """`added    000  5 accounts`."""
    line = Text(f"{word:<8}", style={"added": "green", "refused": "red"}.get(word, "dim"))
    line.append(f" {shown(taken.report)}", style="default")
    if word == "added":
        line.append(f"  {count(taken.accounts, 'account')}", style="dim")
    return line


@contextmanager
def _progress() -> Iterator[tuple["Callable[[str], None]", Console | None]]:
    """A bar on a terminal, nothing elsewhere; gives what to call after each report, and the console to print on."""
    console = margin()
    if not console.is_terminal:
        yield (lambda _: None), None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        BarColumn(20),
        TextColumn("{task.completed} reports"),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        task = bar.add_task("", total=None)
        yield (lambda report: bar.update(task, advance=1, description=shown(report)[:40])), bar.console


_INVENTED = "Consilience demonstration"  # words that every demonstration report holds


@calm
def demo(
    into: Annotated[
        Path, typer.Option(metavar="PATH", help="The demonstration's own ledger; made afresh each time.")
    ] = Path("consilience-demo.db"),
    serve: Annotated[bool, typer.Option("--serve", help="Then open it in the browser.")] = False,
) -> None:
    """Run the whole way on the reports that ship with the package: take in, list, show one."""
    from consilience.desk import Desk

    out = screen()
    _clear(into)
    with as_file(files("consilience") / "demo") as folder, Desk.open(str(into), make=True) as desk:
        reports = sorted(str(p) for p in folder.iterdir() if p.suffix in (".txt", ".html", ".jsonl"))
        counts, outcome = _take_in(desk, reports, None, quiet=True)
        out.print(
            f"{count(counts['added'], 'report')} taken in, written for this demonstration; the events are invented."
        )
        _tour(desk, into, out)
    if serve:
        from consilience.cli.serving import run

        run(str(into), "127.0.0.1", 0, "demo analyst", open_browser=True)
    outcome.end()


def _tour(desk: "Desk", into: Path, out: Console) -> None:
    """The incidents, one of them in full, and what to try next."""
    from consilience.cli.draw import incident_page, incident_table
    from consilience.desk import listed_of

    incidents = desk.incidents()
    command = _command()
    ours = f"{command} --ledger {into}"
    out.print(Text(f"\n$ {ours} list\n", style="bold"))
    out.print(incident_table(map(listed_of, incidents), out.width))
    if not incidents:
        return
    fullest = max(incidents, key=lambda i: (len(i.reports), i.id))
    id, report = fullest.id[-8:], fullest.reports[0]
    out.print(Text(f"\n$ {ours} show {id}\n", style="bold"))
    out.print(incident_page(desk.incident(fullest.id)))
    out.print(Text("\nWhat to try next", style="bold"))
    country = fullest.place.value.country if fullest.place.value else None
    for line in (
        f"{ours} serve --open",
        f"{ours} report {report}",
        f"{ours} list --country {country}" if country else f"{ours} list --json",
        f"{ours} judge prefer {id} --field killed --value {_figure(fullest)} --by me --because 'counted the graves'",
        f"{ours} export --format geojson -o incidents.geojson",
        f"{command} add my-reports/",
    ):
        out.print(f"  {line}", soft_wrap=True)


def _command() -> str:
    """How to call this program: by its name, or by its path where only that is found (`.venv/bin/consilience`)."""
    path = os.path.relpath(sys.argv[0])
    return path if Path(path).name == "consilience" and not which("consilience") else "consilience"


def _figure(incident: "Incident") -> int:
    """A figure for its dead that a person could settle on."""
    killed = incident.tolls["killed"].value if "killed" in incident.tolls else None
    return (killed.high or killed.best) if killed else 1


def _clear(path: Path) -> None:
    """Takes an earlier demonstration away; a ledger with a report of somebody's own stays."""
    from consilience.ledger import Ledger, LedgerError

    if path.exists():
        try:
            with Ledger.open(str(path)) as ledger:
                own = [r.id for r in ledger.reports() if _INVENTED.encode() not in (r.original or r.text.encode())]
        except LedgerError as error:
            raise fail(f"{error}. Name another place for the demonstration: --into PATH") from None
        if own:
            said = f"{path}: is not the demonstration's alone: it holds {own[0]}"
            raise fail(f"{said}. Name another place for the demonstration: --into PATH")
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
