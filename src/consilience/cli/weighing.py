"""Why two incidents or accounts are taken to be one or two: a chart of what speaks for it and against."""

from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from consilience.cli.outcome import calm, desk_at, fail, screen, shown

if TYPE_CHECKING:
    from consilience.reconcile import Weighing

_HALF = 12  # columns of the longest bar, to either side
_SIDE = "An incident's id, an account's (REPORT#mark), or words of a report (REPORT:quoted words)."


@calm
def compare(
    context: typer.Context,
    one: Annotated[str, typer.Argument(metavar="ONE", help=_SIDE)],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The other side, named likewise.")],
    svg: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the chart as a picture, too.")] = None,
) -> None:
    """Show what makes two incidents alike or not, each thing with its weight."""
    with desk_at(context) as desk:
        weighing = desk.weighing(one, other)
    out = screen()
    for part in _drawn(weighing):
        out.print(part)
    if svg:
        picture = Console(record=True, width=100, file=StringIO(), force_terminal=True)
        for part in _drawn(weighing):
            picture.print(part)
        try:
            picture.save_svg(str(svg), title="consilience compare")
        except OSError as error:
            raise fail(f"{svg}: cannot be written: {error.strerror}") from error


def _drawn(weighing: "Weighing") -> list[Text | Table]:
    head = Text(shown(weighing.one.id), style="cyan").append(" and ", style="default")
    head.append(shown(weighing.other.id), style="cyan")
    if weighing.barred:
        return [head, Text(f"cannot be one: {shown(weighing.barred)}", style="bold")]
    longest = max([abs(weighing.prior), *(abs(w.bits) for w in weighing.weights)])
    table = Table(box=None, padding=(0, 1), show_edge=False, header_style="dim")
    table.add_column("against", justify="right", width=_HALF)
    table.add_column("for", width=_HALF)
    table.add_column("bits", justify="right", width=6)
    table.add_column("what it is", overflow="fold")
    bars = [(weighing.prior, "any two that are near each other"), *((w.bits, w.sentence) for w in weighing.weights)]
    for bits, said in bars:
        bar = "█" * max(1, round(_HALF * abs(bits) / longest)) if bits else ""
        against, speaks = (bar, "") if bits < 0 else ("", bar)
        table.add_row(Text(against, style="yellow"), Text(speaks, style="green"), f"{bits:+.1f}", shown(said))
    total = weighing.prior + sum(w.bits for w in weighing.weights)
    verdict = "joined" if weighing.score >= weighing.join else "not joined by themselves"
    last = f"together {total:+.1f} bits, a likelihood of {weighing.score:.2f}: {verdict} (from {weighing.join} on)"
    return [head, table, Text(last, style="bold")]
