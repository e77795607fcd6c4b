"""Measuring accuracy: score."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.table import Table
from rich.text import Text

from consilience.cli.outcome import calm, count, fail, margin, screen, shown

if TYPE_CHECKING:
    from consilience.score.floors import Floors, Judged
    from consilience.score.measured import Benchmark, Options
    from consilience.score.sets import Result

_STYLES = {"VIOLATED": "bold red", "NOT TOLD": "bold red", "better": "green", "no floor": "yellow"}
_WIDTH = 80
_DATA = [Path(), Path("../shared")]


@calm
def score(
    sets: Annotated[
        list[str] | None, typer.Argument(metavar="[SET...]", help="Sets by name, or SET=PATH; all, if none is named.")
    ] = None,
    data: Annotated[
        list[Path] | None,
        typer.Option(metavar="DIR", help="Where sets are looked for; may be repeated. [default: . and ../shared]"),
    ] = None,
    half: Annotated[
        Literal["tune", "check"],
        typer.Option(help="Which half of each set; only tune has floors, and check is not to be looked into."),
    ] = "tune",
    alone: Annotated[
        bool, typer.Option("--alone", help="Only what each report tells by itself; joins none, which is quicker.")
    ] = False,
    jobs: Annotated[int, typer.Option(min=0, metavar="N", help="Sets measured at a time; 0: as many as cores.")] = 0,
    floors: Annotated[Path, typer.Option(metavar="FILE", help="The floors.")] = Path("bench/floors.toml"),
    update: Annotated[bool, typer.Option("--update", help="Raise the floors to the figures.")] = False,
    lower: Annotated[
        str | None, typer.Option(metavar="REASON", help="With --update: lower them too, for this reason.")
    ] = None,
    errors: Annotated[
        str | None, typer.Option(metavar="FIELD", help="Of one set: show where this field was missed, one by one.")
    ] = None,
    at: Annotated[int, typer.Option(min=1, metavar="N", help="With --errors: begin with the Nth.")] = 1,
    kind: Annotated[str | None, typer.Option(metavar="WORDS", help="With --errors: only those of this kind.")] = None,
    whole: Annotated[bool, typer.Option("--whole", help="With --errors: whole texts, however long.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
) -> None:
    """Measure accuracy on sets that others have read before, and hold it against the floors."""
    from consilience.score.floors import Floors, load
    from consilience.score.measured import Options
    from consilience.score.sets import measure

    options = Options(half, alone)
    _refuse_unfit(options, update, lower, errors, sets)
    found = _located(sets or [], data or _DATA)
    with _patience(", ".join(one.name for one, where in found if where)):
        results = measure(found, options, jobs or os.cpu_count() or 1)
    if errors is not None:
        from consilience.cli.misses import show_misses

        show_misses(results[0], errors, at=at, kind=kind, whole=whole, as_json=as_json)
        return
    there, _ = load(floors) if half == "tune" else ({}, [])
    held = {result.set.name: there.get(result.set.name, Floors()) for result in results}
    _print(results, held, options, as_json=as_json)
    if update:
        wrong = _update(results, floors, options, lower)
    else:
        from consilience.score.floors import faults

        wrong = [words for result in results for words in faults(result, held[result.set.name], options)]
    _end(results, wrong, floored=bool(there))


def _refuse_unfit(
    options: "Options", update: bool, lower: str | None, errors: str | None, sets: list[str] | None
) -> None:
    """What cannot be asked for together."""
    if lower is not None and not (update and lower.strip()):
        raise fail("--lower goes with --update, and needs a reason")
    if update and (options.half == "check" or options.alone):
        raise fail("--update: floors are of the tune half, and of all that is measured there")
    if errors is not None and options.half == "check":
        raise fail("--errors: the check half is not to be looked into; a program tuned on it is measured by nothing")
    if errors is not None and len(sets or ()) != 1:
        raise fail("--errors: name the one set to look into")


def _located(asked: list[str], data: list[Path]) -> "list[tuple[Benchmark, Path | None]]":
    """The sets asked for, each with where it is; one that is named and not there is a fault."""
    from consilience.score.sets import SETS, located

    known = {one.name: one for one in SETS}
    names = [words.partition("=")[0] for words in asked]
    if unknown := [name for name in names if name not in known]:
        raise fail(f"{unknown[0]}: there is no such set; there are {', '.join(known)}")
    found = dict(located((known[name] for name in names or known), data))
    for words in asked:
        name, _, path = words.partition("=")
        if path:
            found[known[name]] = known[name].find(Path(path))
        if found[known[name]] is None:
            raise fail(f"{name}: not measured, the data is not in {path or ' or '.join(map(str, data))}")
    return list(found.items())


@contextmanager
def _patience(words: str) -> Iterator[None]:
    """Says on a terminal what is going on."""
    console = margin()
    if console.is_terminal:
        with console.status(f"measuring {words}"):
            yield
    else:
        yield


def _print(results: "list[Result]", floors: "dict[str, Floors]", options: "Options", *, as_json: bool) -> None:
    """All sets, as tables or as JSON."""
    if as_json:
        from consilience.cli.draw import print_json

        print_json([_shape(result, floors[result.set.name], options) for result in results])
        return
    for result in results:
        _show(result, floors[result.set.name], options, floored=options.half == "tune")


def _show(result: "Result", floors: "Floors", options: "Options", *, floored: bool) -> None:
    """The table of one set."""
    from consilience.score.floors import changed, judged

    out = screen()
    out.width = _WIDTH
    line = Text(f"\n{result.set.name}", style="bold").append(f"  {result.set.about}: ", style="dim not bold")
    if not result.here:
        out.print(line.append("not measured, the data is not here", style="yellow not bold"))
        return
    out.print(line.append(shown(result.fault) or f"{result.seconds:.0f} s", style="not bold"))
    if changed(result, floors):
        out.print(Text("  the data has changed since its floors were set", style="red"))
    table = Table(box=None, pad_edge=False)
    table.add_column("measure", width=46)
    for name in ("figure", "floor") if floored else ("figure",):
        table.add_column(name, justify="right", width=7)
    table.add_column("", width=9)
    for row in judged(result, floors, options):
        told = [_told(result, row.measure, value) for value in ((row.figure, row.floor) if floored else (row.figure,))]
        verdict = row.verdict if floored else ""
        table.add_row(Text(row.measure), *told, Text(verdict, style=_STYLES.get(verdict, "")))
    if not result.fault:
        out.print(table)
    fields: dict[str, int] = {}
    for miss in result.measured.misses:
        fields[miss.field] = fields.get(miss.field, 0) + 1
    if fields and options.half == "tune":
        told_fields = ", ".join(f"{name} {number}" for name, number in fields.items())
        out.print(Text(f"to look into with --errors: {told_fields}", style="dim"))


def _told(result: "Result", measure: str, figure: float | None) -> str:
    """A count as a whole number, a share to three decimals."""
    if figure is None:
        return "-"
    counted = measure in result.measured.few or isinstance(figure, int)
    return f"{figure:.0f}" if counted else f"{figure:.3f}"


def _shape(result: "Result", floors: "Floors", options: "Options") -> dict[str, Any]:
    from consilience.score.floors import changed, judged

    def row(of: "Judged") -> dict[str, Any]:
        return {"measure": of.measure, "figure": of.figure, "floor": of.floor, "verdict": of.verdict}

    return {
        "set": result.set.name,
        "half": options.half,
        "measured": result.here and not result.fault,
        "fault": result.fault or None,
        "digest": result.measured.digest or None,
        "changed": changed(result, floors),
        "seconds": round(result.seconds, 1),
        "figures": [row(of) for of in judged(result, floors, options)],
    }


def _update(results: "list[Result]", path: Path, options: "Options", reason: str | None) -> list[str]:
    """Writes the floors anew; what kept some from it."""
    from consilience.score.floors import Floors, load, save, update

    floors, lowered = load(path)
    wrong = [f"{result.set.name}: {result.fault}" for result in results if result.fault]
    for result in results:
        if result.here and not result.fault:
            more, refused = update(result, floors.setdefault(result.set.name, Floors()), options, reason)
            lowered += more
            wrong += refused
    save({name: of for name, of in floors.items() if of.digest}, lowered, path)
    return wrong


def _end(results: "list[Result]", wrong: list[str], *, floored: bool) -> None:
    """One line on what was measured and what was not, the failures, and the exit status."""
    here = [result.set.name for result in results if result.here and not result.fault]
    absent = [result.set.name for result in results if not result.here]
    out = margin()
    out.print(f"\nmeasured: {', '.join(here) or 'nothing'}; not measured: {', '.join(absent) or 'nothing'}")
    for words in wrong:
        out.print(Text(f"FAILED: {shown(words)}", style="bold red"))
    if wrong:
        raise typer.Exit(1)
    if not here:
        raise typer.Exit(2)
    if floored:
        out.print(f"no floor is violated in {count(len(here), 'set')}")
    else:
        out.print("no floors are held")
