"""Deciding: same, different, unsure, accept, reject, prefer, note, retract."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from consilience.cli.outcome import Outcome, calm, desk_at, screen

if TYPE_CHECKING:
    from consilience.desk import Judged
    from consilience.judgement import Verb

app = typer.Typer(
    help="Decide: what is one incident, which claims hold, which value is best; or take a decision back.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

By = Annotated[str, typer.Option(envvar="CONSILIENCE_BY", metavar="WHO", help="Who decides; kept with the decision.")]
Because = Annotated[str, typer.Option(metavar="WHY", help="Why; kept with the decision.")]
_SIDES = "An incident's id, an account's (REPORT#mark), or words of a report (REPORT:quoted words)."
Side = Annotated[str, typer.Argument(metavar="SIDE", help=_SIDES)]
Other = Annotated[str, typer.Argument(metavar="OTHER", help="The other side, named likewise.")]
Claimed = Annotated[str, typer.Argument(metavar="CLAIM", help="REPORT:quoted words; or an id, with --field.")]
OfField = Annotated[str | None, typer.Option(metavar="FIELD", help="Which claim: killed, place, date, ...")]


@app.command()
@calm
def same(context: typer.Context, one: Side, other: Other, by: By, because: Because) -> None:
    """Two sides tell of one incident."""
    _judge(context, "same", (one, other), by, because)


@app.command()
@calm
def different(context: typer.Context, one: Side, other: Other, by: By, because: Because) -> None:
    """Two sides tell of two incidents."""
    _judge(context, "different", (one, other), by, because)


@app.command()
@calm
def unsure(context: typer.Context, one: Side, other: Other, by: By, because: Because) -> None:
    """Nobody can tell whether two sides are one incident; it is asked again once more is told of them."""
    _judge(context, "unsure", (one, other), by, because)


@app.command()
@calm
def note(context: typer.Context, side: Side, by: By, because: Because) -> None:
    """Words of your own on an incident; they change nothing else."""
    _judge(context, "note", (side,), by, because)


@app.command()
@calm
def accept(context: typer.Context, claim: Claimed, by: By, because: Because, field: OfField = None) -> None:
    """A claim holds."""
    _judge(context, "accept", (claim,), by, because, field)


@app.command()
@calm
def reject(context: typer.Context, claim: Claimed, by: By, because: Because, field: OfField = None) -> None:
    """A claim does not count."""
    _judge(context, "reject", (claim,), by, because, field)


@app.command()
@calm
def prefer(
    context: typer.Context,
    side: Side,
    by: By,
    because: Because,
    field: Annotated[str, typer.Option(metavar="FIELD", help="Which field: killed, injured, date, place, ...")],
    value: Annotated[str, typer.Option(metavar="VALUE", help="What is best for it.")],
    words: Annotated[str | None, typer.Option(metavar="WORDS", help="The words of the report you read it in.")] = None,
) -> None:
    """A value is the best for a field of an incident."""
    _judge(context, "prefer", (side,), by, because, field, value, words)


@app.command()
@calm
def retract(
    context: typer.Context,
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="Its id, or enough of its beginning.")],
    by: By,
    because: Because,
) -> None:
    """Take a decision back."""
    with desk_at(context) as desk:
        _tell(desk.retract(judgement, by=by, because=because))


def _judge(
    context: typer.Context,
    verb: "Verb",
    sides: tuple[str, ...],
    by: str,
    because: str,
    field: str | None = None,
    value: str | None = None,
    words: str | None = None,
) -> None:
    with desk_at(context) as desk:
        judged = desk.judge(verb, sides, by=by, because=because, field=field, value=value, words=words)
    _tell(judged)


def _tell(judged: "Judged") -> None:
    from consilience.cli.draw import judgement_line
    from consilience.cli.outcome import shown

    out = screen()
    out.print(judgement_line(judged.judgement), soft_wrap=True)
    if not judged.new:
        out.print(Text("  is judged already: nothing was added", style="dim"))
    for passage in judged.judgement.passages:
        out.print(Text(f"  holds on to {shown(passage.report)}: “{shown(passage.quote)}”", style="dim"), soft_wrap=True)
    outcome = Outcome()
    outcome.tell(judged.problems)
    outcome.end()
