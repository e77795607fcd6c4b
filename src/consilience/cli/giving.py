"""Giving out and checking: export, check."""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from consilience.cli.looking import AsOf, Country, First, Grade, Last, Rule, Type, wanted_of
from consilience.cli.outcome import Outcome, calm, count, desk_at, margin, screen
from consilience.cli.writing import write
from consilience.problem import Problem


@calm
def export(
    context: typer.Context,
    format: Annotated[str, typer.Option("--format", "-f", metavar="F", help="jsonl, csv or geojson.")] = "jsonl",
    what: Annotated[
        str, typer.Option(metavar="WHAT", help="incidents, tallies, problems, reports or judgements.")
    ] = "incidents",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="A file. [default: standard output]")
    ] = None,
    country: Country = None,
    first: First = None,
    last: Last = None,
    type: Type = None,
    grade: Grade = None,
    as_of: AsOf = None,
    rule: Rule = None,
    with_text: Annotated[bool, typer.Option("--with-text", help="Whole texts of reports (--what reports).")] = False,
) -> None:
    """Write incidents, or all else the ledger holds, for other programs; the same ledger gives the same bytes."""
    wanted = wanted_of(first, last, country, type, grade)
    outcome = Outcome()
    with desk_at(context) as desk:
        exported = desk.export(format, what, wanted=wanted, as_of=as_of, rule=rule, with_text=with_text)
        write(exported.pieces, output)
    outcome.tell(exported.problems)
    outcome.end()


@calm
def check(
    context: typer.Context,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="First make everything again that follows from reports and judgements.")
    ] = False,
) -> None:
    """Verify the ledger: every quote in its text, everything derived equal to a rebuild."""
    reports, console = 0, margin()
    outcome = Outcome(console)
    with desk_at(context) as desk:
        if rebuild:
            desk.rebuild()
        for event in desk.check():
            if isinstance(event, Problem):
                outcome.tell((event,))
            else:
                reports += 1
    words = "every quote stands, everything derived is what follows" if not outcome.problems else outcome.told
    screen().print(Text(f"{count(reports, 'report')} checked: {words}", style="bold"), soft_wrap=True)
    outcome.end()
