"""Looking at what is there: list, show, report."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from consilience.cli.outcome import Outcome, as_day, bounded, calm, count, desk_at, margin, screen, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from consilience.desk import Desk, Wanted
    from consilience.incident import Proposal

_WIDE = 1000  # columns for what is piped into another program
_PROPOSED = 5  # pairs shown
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]
Country = Annotated[str | None, typer.Option(metavar="CC", help="Only this country, as ISO 3166-1 alpha-2: SY.")]
First = Annotated[
    date | None, typer.Option("--from", parser=as_day, metavar="DAY", help="Only incidents of this day or later.")
]
Last = Annotated[
    date | None, typer.Option("--to", parser=as_day, metavar="DAY", help="Only incidents of this day or earlier.")
]
Type = Annotated[str | None, typer.Option(metavar="TYPE", help="Only this type, such as 'Air/drone strike'.")]

Grade = Annotated[
    str | None, typer.Option(metavar="GRADE", help="Only confirmed, fair, weak, contested or discounted ones.")
]
AsOf = Annotated[
    date | None,
    typer.Option("--as-of", parser=as_day, metavar="DAY", help="As it was known from reports published by this day."),
]
Rule = Annotated[
    str | None,
    typer.Option("--rule", metavar="RULE", help="This once, settle figures by this rule; see `consilience rule`."),
]


def wanted_of(
    first: date | None,
    last: date | None,
    country: str | None,
    type: str | None,
    grade: str | None,
    text: str | None = None,
) -> "Wanted":
    """What the filters ask for; a span that ends before it begins is told."""
    from consilience.desk import DeskError, Wanted, no_such_grade

    if first and last and last < first:
        raise DeskError(f"--to {last} lies before --from {first}: no day is in this span")
    if country is not None and not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise DeskError(f"--country {country}: give two letters (ISO 3166-1 alpha-2), such as SY")
    if grade is not None and (wrong := no_such_grade(grade)):
        raise DeskError(f"--grade {grade}: {wrong}")
    return Wanted(first, last, country, type, text, grade)


@calm
def list_(
    context: typer.Context,
    country: Country = None,
    first: First = None,
    last: Last = None,
    type: Type = None,
    grade: Grade = None,
    text: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Only incidents told with all of these words.")
    ] = None,
    as_of: AsOf = None,
    rule: Rule = None,
    as_json: AsJson = False,
) -> None:
    """List the incidents, by day."""
    from consilience.cli.draw import print_json
    from consilience.export import incident_shape

    wanted = wanted_of(first, last, country, type, grade, text)
    outcome = Outcome()
    with desk_at(context) as desk:
        if as_json:
            print_json([incident_shape(incident) for incident in desk.incidents(wanted, as_of, rule)])
        else:
            _table(desk, wanted, as_of, rule)
        outcome.tell(desk.record(as_of, rule).problems if as_of or rule else desk.record_problems())
    outcome.end()


def _table(desk: "Desk", wanted: "Wanted", as_of: date | None, rule: str | None) -> None:
    """The incidents as a table, how many more there are, and what people may decide."""
    from consilience.cli.draw import incident_table

    out = screen()
    if not bounded(out):
        out.width = _WIDE
    rows = list(desk.all_listed(wanted, as_of, rule))
    if rows:
        out.print(incident_table(rows, out.width))
    left = desk.how_many(as_of, rule) - len(rows)
    out.print(
        Text(
            count(len(rows), "incident")
            + (f"; {left} more not asked for" if left else "")
            + (f"; as known on {as_of}" if as_of else "")
            + (f"; figures by the rule {rule or desk.rule}" if rows else ""),
            style="dim",
        )
    )
    if not rows and left and wanted.type:
        _hint_types(desk.event_types(as_of, rule), wanted.type)
    _propose(desk.all_proposals(as_of, rule), {row.id for row in rows})


def _hint_types(types: list[str], type: str) -> None:
    """A type that no incident has may be misspelt."""
    if type.casefold() not in {t.casefold() for t in types}:
        margin().print(Text(f"no incident is of the type {shown(type)!r}; there are: {', '.join(types)}", style="dim"))


def _propose(proposals: "Iterable[Proposal]", listed: set[str]) -> None:
    """Pairs of what was listed that may be one incident are for a person to decide; the most useful first."""
    pairs = [p for p in proposals if listed & {p.one, p.other}]
    for proposal in pairs[:_PROPOSED]:
        why = "; ".join(proposal.likeness.reasons)
        words = f"may be one incident: {proposal.one} and {proposal.other} ({proposal.likeness.score:.2f}: {why})"
        margin().print(Text(shown(words), style="dim"))
    if pairs:
        more = f"{len(pairs) - _PROPOSED} more pairs may be one; " if len(pairs) > _PROPOSED else ""
        margin().print(Text(f"{more}`consilience judge same` or `different` decides", style="dim"))


@calm
def show(
    context: typer.Context,
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="Its id, or enough of either end of it.")],
    as_of: AsOf = None,
    rule: Rule = None,
    as_json: AsJson = False,
) -> None:
    """Show one incident: what is settled, and every claim for and against it with its words."""
    from consilience.cli.draw import incident_page, print_json
    from consilience.cli.shapes import view_shape

    with desk_at(context) as desk:
        view = desk.incident(incident, as_of, rule)
    if as_json:
        print_json(view_shape(view))
    else:
        screen().print(incident_page(view))


@calm
def report(
    context: typer.Context,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="Its id, or enough of either end of it.")],
    as_json: AsJson = False,
    with_text: Annotated[bool, typer.Option("--with-text", help="With --json: the report's whole text too.")] = False,
) -> None:
    """Show one report with what was found in it, in its place."""
    from consilience.cli.draw import print_json
    from consilience.cli.page import report_page
    from consilience.cli.shapes import report_view_shape

    with desk_at(context) as desk:
        view = desk.report(report)
    if as_json:
        print_json(report_view_shape(view, with_text=with_text))
    else:
        screen().print(report_page(view))
