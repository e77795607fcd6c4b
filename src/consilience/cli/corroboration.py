"""How well an incident is borne out, drawn for a terminal: its independent sources, and why reports count as one."""

from collections.abc import Iterator

from rich.text import Text

from consilience.cli.outcome import count, shown
from consilience.incident import Incident


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
