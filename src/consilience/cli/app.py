"""The commands, and the options before them."""

from typing import Annotated

import typer

from consilience import __version__
from consilience.cli import (
    giving,
    judging,
    looking,
    people,
    placing,
    scoring,
    serving,
    settling,
    taking,
    weighing,
    wholesale,
)

app = typer.Typer(
    help="Published reports of armed-conflict incidents into one record per incident, every value with its words.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"consilience {__version__}")
        raise typer.Exit


@app.callback()
def _before(
    context: typer.Context,
    ledger: Annotated[
        str, typer.Option(envvar="CONSILIENCE_LEDGER", metavar="PATH", help="The ledger: a file, or a database URL.")
    ] = "consilience.db",
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    context.obj = ledger


app.command()(taking.demo)
app.command()(taking.add)
app.command("list")(looking.list_)
app.command()(looking.show)
app.command()(looking.report)
app.command()(weighing.compare)
app.add_typer(judging.app, name="judge")
app.command()(settling.rule)
app.add_typer(placing.app, name="places")
app.command()(giving.export)
app.command()(wholesale.bulk)
app.command()(giving.check)
app.command()(serving.serve)
app.add_typer(people.app, name="people")
app.command()(scoring.score)
