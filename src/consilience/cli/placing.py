"""Places beyond those of the package: places add, places list."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from consilience.cli.outcome import calm, count, margin, screen, shown

if TYPE_CHECKING:
    from consilience.desk.villages import Watch

app = typer.Typer(
    help="Add the villages of a country, from a file of GeoNames.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
@calm
def add(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Country files of GeoNames: SD.txt, SD.zip.")],
) -> None:
    """Take the places of country files into your own gazetteer; reports are then read with them, too."""
    from consilience.desk.villages import add_places, places_path

    for file in files:
        with _progress(file) as watch:
            told = add_places(file, places_path(), watch)
        screen().print(f"{shown(told.name)}: {count(told.places, 'place')} added to {places_path()}", soft_wrap=True)


@contextmanager
def _progress(file: Path) -> Iterator["Watch"]:
    """Counts the lines read on a terminal, and shows nothing elsewhere: the files of large countries hold millions."""
    if not margin().is_terminal:
        yield iter
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed:,} lines"),
        TimeElapsedColumn(),
        TextColumn(shown(file.name)),
    )
    with Progress(*columns, console=margin(), transient=True) as bar:
        yield lambda lines: bar.track(lines, total=None)


@app.command("list")
@calm
def list_() -> None:
    """The country files that were added."""
    from consilience.desk.villages import list_places, places_path

    files = list_places(places_path())
    for file in files:
        screen().print(f"{shown(file.name)}: {count(file.places, 'place')}, digest {file.digest[:8]}", soft_wrap=True)
    if not files:
        screen().print(f"No places were added; {places_path()} would hold them.", soft_wrap=True)
