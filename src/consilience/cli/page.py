"""One report drawn for a terminal: its words with what was found in them, then a list of it."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from consilience.cli.draw import Hanging, claim_words, unpadded
from consilience.cli.outcome import shown
from consilience.desk import ReportView
from consilience.evidence import Evidence
from consilience.report import Report

_STYLES = {
    "killed": "bold red",
    "injured": "bold yellow",
    "missing": "bold yellow",
    "date": "green",
    "place": "cyan",
    "perpetrator": "magenta",
    "attribution": "magenta",
}
Marks = dict[Evidence, int]


def report_page(view: ReportView) -> Group:
    """The report, every quote marked [n] and coloured by what it tells."""
    return unpadded(_page(view))


def _page(view: ReportView) -> Iterator[RenderableType]:
    report = view.report
    claims = [claim for account in view.reading.accounts for claim in account.claims]
    styles = {claim.evidence: _STYLES.get(claim.field, "bold") for claim in reversed(claims)}
    styles.update({tally.evidence: "dim underline" for tally in view.reading.tallies if tally.evidence not in styles})
    marks = {evidence: n for n, evidence in enumerate(sorted(styles, key=_where), start=1)}
    yield Text(shown(report.id), style="bold cyan")
    yield Text(shown(_facts(report)), style="dim")
    if report.title:
        yield Text("\n").append_text(_marked(report, "title", styles, marks))
    yield Text("\n").append_text(_marked(report, "text", styles, marks))
    yield Text("\nfound in it" if marks else "\nno incident was found in it", style="bold")
    yield from _found(view, marks)


def _where(evidence: Evidence) -> tuple[bool, int, int]:
    """Title first, then as they stand in the text."""
    return evidence.part != "title", evidence.start, evidence.end


def _facts(report: Report) -> str:
    def fact(name: str, value: object) -> str:
        found = report.found.get(name)
        return f"{name} {value}" + (f" (from {found})" if found else "") if value else f"{name} unknown"

    names = ("publisher", "published", "language")
    told = [fact(name, getattr(report, name)) for name in names]
    return "; ".join(told + [part for part in (report.url, f"taken in {report.taken_in}") if part])


def _marked(report: Report, part: str, styles: dict[Evidence, str], marks: Marks) -> Text:
    """The words with each quote in its style and its number behind it, where quotes may lie within quotes."""
    words = shown(report.part(part))
    here = [evidence for evidence in marks if evidence.part == part]
    coloured = Text(words)
    for evidence in sorted(here, key=lambda e: e.start - e.end):  # the longest first, so that short ones show in it
        coloured.stylize(styles[evidence], evidence.start, evidence.end)
    text, done = Text(), 0
    for evidence in sorted(here, key=lambda e: (e.end, -e.start)):
        text.append_text(coloured[done : evidence.end])
        text.append(f"[{marks[evidence]}]", style="dim")
        done = evidence.end
    return text.append_text(coloured[done:])


def _found(view: ReportView, marks: Marks) -> Iterator[RenderableType]:
    for account in view.reading.accounts:
        line = Text(f"\n{shown(account.id)}", style="cyan")
        line.append(f"  incident {view.incidents.get(account.id, 'none')}", style="dim")
        yield line
        yield from (_line(marks[claim.evidence], claim.field, claim_words(claim)) for claim in account.claims)
    if view.reading.tallies:
        yield Text("\ntotals over several incidents, added to none", style="cyan")
        for tally in view.reading.tallies:
            number = tally.qualifier or "no number" if tally.value is None else str(tally.value)
            yield _line(marks[tally.evidence], tally.counts, shown(number))
    for problem in view.reading.problems:
        yield Text(f"\n{problem.level}: {shown(str(problem))}", style="red" if problem.level == "problem" else "dim")


def _line(mark: int, name: str, words: str) -> Hanging:
    line = Text(f"{name} ", style=_STYLES.get(name, "bold"))
    return Hanging(Text(f"  [{mark}]", style="dim"), line.append(words, style="default not bold"))
