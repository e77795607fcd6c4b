"""Places beyond those of the package: places add, places list."""

from pathlib import Path
from typing import Annotated

import typer

from consilience.cli.outcome import calm, count, screen, shown

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
        told = add_places(file, places_path())
        screen().print(f"{shown(told.name)}: {count(told.places, 'place')} added to {places_path()}", soft_wrap=True)


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
