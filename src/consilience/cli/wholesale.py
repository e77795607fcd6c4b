"""Joining in bulk: bulk."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from consilience.cli.outcome import Outcome, as_day, calm, count, fail, margin, screen


@calm
def bulk(
    reports: Annotated[
        list[str], typer.Argument(metavar="REPORTS...", help="Parquet or JSON Lines, or whatever `add` takes in.")
    ],
    record: Annotated[
        Path, typer.Option("--output", "-o", metavar="RECORD", help="The folder to write, new or empty.")
    ],
    engine: Annotated[str, typer.Option(metavar="E", help="duckdb, or spark for more than one machine.")] = "duckdb",
    taken_in: Annotated[
        date | None,
        typer.Option(
            parser=as_day, metavar="DAY", help="The day of taking in; no report can be later. [default: today]"
        ),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="How many processes work. [default: one a core]")
    ] = None,
) -> None:
    """Join more reports than a ledger is for: reports in, a folder with incidents.jsonl and incidents.parquet out."""
    from consilience.bulk.engine import MissingError
    from consilience.desk.desk import today
    from consilience.desk.villages import added_places, places_path
    from consilience.desk.wholesale import in_bulk
    from consilience.extract.grammar import Grammar

    console = margin()
    outcome = Outcome(console)
    told: list[str] = []

    def tell(step: str, done: int) -> None:
        if console.is_terminal:
            console.print(Text(f"\r{step:<24}{done or '':>12}", style="dim"), end="")
        elif step not in told:
            console.print(step)
            told.append(step)

    added = added_places(places_path())
    extractor = Grammar(added) if added else Grammar()
    try:
        done = in_bulk(
            reports, record, extractor, engine, taken_in or today(),
            jobs=jobs, tell=tell, problem=lambda one: outcome.tell((one,)),
        )  # fmt: skip
    except MissingError as error:
        raise fail(str(error)) from None
    if console.is_terminal:
        console.print()
    counts = ((done.reports, "report"), (done.accounts, "account"), (done.incidents, "incident"))
    total = ", ".join(count(*one) for one in counts)
    screen().print(Text(f"{total}, {outcome.told}; record: {record}", style="bold"), soft_wrap=True)
    outcome.end(done=bool(done.reports))
