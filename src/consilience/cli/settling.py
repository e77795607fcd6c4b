"""Which rule settles the figures of a ledger: rule."""

from typing import Annotated

import typer
from rich.text import Text

from consilience.cli.outcome import calm, desk_at, fail, screen, shown


@calm
def rule(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(metavar="[RULE]", help="range, conservative, majority or latest.", show_default=False),
    ] = None,
    by: Annotated[
        str, typer.Option(envvar="CONSILIENCE_BY", metavar="WHO", help="Who chooses; kept with the choice.")
    ] = "",
    because: Annotated[str, typer.Option(metavar="WHY", help="Why; kept with the choice.")] = "",
) -> None:
    """List the rules that settle figures, or choose the one for this ledger; `judge retract` takes a choice back."""
    from consilience.cli.draw import Hanging, judgement_line
    from consilience.reconcile import rules_told

    if name is None and (by or because):
        raise fail("rule: name the rule to choose; `consilience rule` by itself lists them")
    out = screen()
    with desk_at(context) as desk:
        if name is not None:
            chosen = desk.choose_rule(name, by=by, because=because)
            out.print(judgement_line(chosen.judgement), soft_wrap=True)
            if not chosen.new:
                out.print(Text("  is chosen already: nothing was added", style="dim"))
            return
        holds = desk.rule
        choices = [(judgement, valid) for judgement, valid in desk.judgements() if judgement.verb == "rule"]
    for told in rules_told():
        mark = Text("* " if told.name == holds else "  ", style="bold green")
        words = Text(told.name, style="bold").append(f"  {told.does}; follows {told.practice}", style="not bold")
        out.print(Hanging(mark, words))
    last = [f"{shown(j.by)}, {j.when[:10]}: {shown(j.because)}" for j, valid in choices if valid][-1:]
    said = f"* settles the figures of this ledger ({last[0] if last else 'the default; nobody has chosen one'})"
    out.print(Text(f"\n{said}", style="dim"))
    for judgement, valid in choices:
        line = judgement_line(judgement)
        out.print(Hanging(Text(" "), line if valid else line.append("  (taken back)", style="dim")))
