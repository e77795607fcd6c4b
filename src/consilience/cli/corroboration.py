"""How well an incident is borne out, drawn for a terminal: its grade, its independent sources, and why."""

from collections.abc import Iterator

from rich.text import Text

from consilience.cli.outcome import count, shown
from consilience.incident import Incident


def grade_lines(incident: Incident) -> Iterator[Text]:
    """The grade and the strike status, each with the sentence that explains it."""
    for name, one in (("grade", incident.grade), ("strike status", incident.strike_status)):
        line = Text("\n" if name == "grade" else "", style="bold").append(f"{name}  ", style="bold")
        line.append(one.value or "not told", style="not bold magenta" if one.judged_by else "not bold")
        yield line.append(shown(f": {one.because}") if one.because else "", style="not bold dim")


def source_lines(incident: Incident) -> Iterator[Text]:
    """How many independent sources; then those of several reports, each with why these are one."""
    independent, reports = len(incident.sources), len(incident.reports)
    line = Text("\nsources  ", style="bold")
    more = f" ({count(reports, 'report')})" if reports != independent else ""
    yield line.append(f"{independent}{more}", style="not bold")
    for source in incident.sources:
        if source.because:
            said = f"  {source.name}: {count(len(source.reports), 'report')}, 1 source: {'; '.join(source.because)}"
            yield Text(shown(said), style="dim")
