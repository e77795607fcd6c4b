"""A toll over time, drawn for a terminal: a row a source, a column a day of publication."""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from consilience.cli.outcome import count, shown
from consilience.incident import Figure, Incident
from consilience.reconcile import Rise, rise
from consilience.toll import Field, Toll

_GAP = "  "
_NAME = 24  # columns of a terminal that a source's name takes at most
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
#: What the marks of figures mean that do not simply stand; what was replaced is dim, and another follows it.
_MARKS = {"raised by others": "^", "in part": "~"}
_LEGEND = {"^": "^ raised by other sources since", "~": "~ only some of them are told of"}


def rise_words(incident: Incident, field: Field) -> str:
    """`rose from 3 to 5 between 12 and 14 March 2020`; empty where a toll did not rise, or is disputed."""
    risen = rise(incident, field)
    return f"rose from {risen.first} to {risen.last} between {_days(risen)}" if risen else ""


def _days(risen: Rise) -> str:
    start, end = risen.start, risen.end
    year = f" {start.year}" if start.year != end.year else ""
    month = f" {_MONTHS[start.month - 1]}{year}" if year or start.month != end.month else ""
    return f"{start.day}{month} and {end.day} {_MONTHS[end.month - 1]} {end.year}"


def toll_over_time(incident: Incident, field: Field) -> Iterator["OverTime"]:
    """The table of one toll, where there is more to see than one figure a source on one day."""
    figures = [figure for figure in incident.over_time if figure.field == field]
    if len({f.published for f in figures}) > 1 or len(figures) > len({f.source for f in figures}):
        yield OverTime(figures)


class OverTime:
    """The figures of one toll in as many columns as the terminal has room for; the first and the latest are kept."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._days = sorted({f.published for f in figures}, key=lambda day: day or date.max)
        self._rows: dict[str, dict[date | None, list[Figure]]] = {}
        for figure in figures:
            self._rows.setdefault(figure.source, {}).setdefault(figure.published, []).append(figure)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """A heading, the rows, and what the marks mean."""
        heads = self._heads()
        name = min(_NAME, max(cell_len(shown(source)) for source in self._rows))
        widths = {day: max(cell_len(heads[day]), *(len(self._cell(s, day)) for s in self._rows)) for day in self._days}
        kept, left_out = self._fitting(widths, options.max_width - name - len(_GAP) * 2)
        years = sorted({day.year for day in kept if day})
        told = "over time, by day of publication" + (f", {years[0]}" if len(years) == 1 else "")
        more = f"; {count(left_out, 'day')} between not shown" if left_out else ""
        yield Text(f"{_GAP}{told}{more}", style="dim")
        yield self._line("", name, [Text(heads[day].rjust(widths[day]), style="dim") for day in kept])
        for source in self._rows:
            cells = [Text(" " * (widths[day] - len(self._cell(source, day)))) + self._cell(source, day) for day in kept]
            yield self._line(source, name, cells)
        marks = {mark for row in self._rows.values() for day in kept for f in row.get(day, ()) if (mark := _mark(f))}
        if marks:
            yield Text(_GAP + "; ".join(words for mark, words in _LEGEND.items() if mark in marks), style="dim")

    def _heads(self) -> dict[date | None, str]:
        one_year = len({day.year for day in self._days if day}) == 1
        return {day: "no day" if day is None else f"{day:%m-%d}" if one_year else str(day) for day in self._days}

    def _fitting(self, widths: dict[date | None, int], room: int) -> tuple[list[date | None], int]:
        """The first day and the latest ones that fit, and how many are left out between."""
        kept, room = self._days[:1], room - widths[self._days[0]]
        last: list[date | None] = []
        for day in reversed(self._days[1:]):
            room -= widths[day] + len(_GAP)
            if room < 0:
                break
            last.insert(0, day)
        return kept + last, len(self._days) - len(kept) - len(last)

    def _cell(self, source: str, day: date | None) -> Text:
        parts = [_figure(figure) for figure in self._rows[source].get(day, ())]
        return Text(" ").join(parts)

    @staticmethod
    def _line(source: str, name: int, cells: Sequence[Text]) -> Text:
        line = Text(_GAP + set_cell_size(shown(source), name) + _GAP) + Text(_GAP).join(cells)
        line.rstrip()
        return line


def _mark(figure: Figure) -> str:
    return _MARKS.get(figure.stand, "")


def _figure(figure: Figure) -> Text:
    return Text(_short(figure.toll) + _mark(figure), style="" if figure.stand == "stands" else "dim")


def _short(toll: Toll) -> str:
    if toll.high is None:
        return f"{toll.best}+" if toll.low == toll.best else f"{toll.low}-{toll.best}+"
    return str(toll.best) if toll.low == toll.high else f"{toll.low}-{toll.high}"
