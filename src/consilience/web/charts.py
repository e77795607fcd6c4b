"""Charts as figures to be drawn: sizes and places worked out here, drawn as SVG by the templates.

They are drawn on the server so that they show and print without any script, and are read out with what they say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from consilience.desk import Month
from consilience.incident import Figure
from consilience.toll import Field

WIDTH, HEIGHT = 960, 120
_GAP = 1


@dataclass(frozen=True, slots=True)
class Bar:
    """A span of months: where it is drawn, what it says, the days it covers."""

    x: float
    width: float
    y: float
    height: float
    label: str
    incidents: int
    killed: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars over time, the labels below them, and what the highest bar counts."""

    bars: tuple[Bar, ...]
    labels: tuple[tuple[float, str], ...]
    most: int


def timeline(months: Sequence[Month]) -> Timeline:
    """Incidents by month, or by year where there are more than ten years of them."""
    if not months:
        return Timeline((), (), 0)
    first, last = _number(months[0]), _number(months[-1])
    size = 1 if last - first < 120 else 12
    begin = first - first % size
    spans = (last - begin) // size + 1
    incidents, killed = [0] * spans, [0] * spans
    for month in months:
        at = (_number(month) - begin) // size
        incidents[at] += month.count
        killed[at] += month.killed
    most, step = max(incidents), WIDTH / max(spans, 24)
    bars = []
    for n in range(spans):
        start, end = begin + n * size, begin + (n + 1) * size
        height = max(2.0, HEIGHT * incidents[n] / most) if incidents[n] else 0.0
        label = f"{start // 12}" if size == 12 else f"{_day(start):%B %Y}"
        day = date.fromordinal(_day(end).toordinal() - 1)
        bars.append(Bar(round(n * step, 2), round(step - _GAP, 2), round(HEIGHT - height, 2), round(height, 2), label,
                        incidents[n], killed[n], _day(start), day))  # fmt: skip
    return Timeline(tuple(bars), _labels(begin, size, spans, step), most)


def _labels(begin: int, size: int, spans: int, step: float) -> tuple[tuple[float, str], ...]:
    """The years, as many as there is room for; months where they are few."""
    if size == 1 and spans <= 12:
        return tuple((round(n * step + step / 2 if n else 0, 1), f"{_day(begin + n):%b %Y}") for n in range(spans))
    starts = [(n, (begin + n * size) // 12) for n in range(spans) if size == 12 or (begin + n) % 12 == 0]
    every = -(-len(starts) // 16)
    return tuple((round(n * step, 1), str(year)) for n, year in starts if year % max(every, 1) == 0)


def _number(month: Month) -> int:
    return month.month.year * 12 + month.month.month - 1


def _day(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure of a source: its place, and the span from low to high as a line; an open one ends in an arrow."""

    x: float
    y: float
    top: float
    bottom: float
    open: bool
    figure: Figure


@dataclass(frozen=True, slots=True)
class Series:
    """What one source gave over time."""

    source: str
    style: int  # by which it is told from the others
    marks: tuple[Mark, ...]
    path: str


@dataclass(frozen=True, slots=True)
class OverTime:
    """A toll over time, a line for each source; `days` and `levels` are what stands at the axes."""

    field: Field
    series: tuple[Series, ...]
    days: tuple[tuple[float, date], ...]
    levels: tuple[tuple[float, int], ...]
    undated: tuple[Figure, ...]


TALL = 200
_LEFT, _RIGHT, _FOOT = 44, 20, 8


def over_time(field: Field, figures: Sequence[Figure]) -> OverTime | None:
    """The figures of one toll as a chart; None where fewer than two have a day."""
    dated = [f for f in figures if f.published]
    if len(dated) < 2:
        return None
    days = sorted({f.published for f in dated if f.published})
    first, span = days[0].toordinal(), max(1, days[-1].toordinal() - days[0].toordinal())
    most = max(f.toll.high or f.toll.best for f in dated) or 1
    room = WIDTH - _LEFT - _RIGHT

    def x(day: date) -> float:
        share = (day.toordinal() - first) / span if len(days) > 1 else 0.5
        return round(_LEFT + room * share, 1)

    def y(people: int) -> float:
        return round(_FOOT + (TALL - 2 * _FOOT) * (1 - people / most), 1)

    series = []
    for n, source in enumerate(dict.fromkeys(f.source for f in dated)):
        own = sorted((f for f in dated if f.source == source), key=lambda f: f.published or date.min)
        marks = tuple(
            Mark(x(f.published), y(f.toll.best), y(f.toll.high or f.toll.best), y(f.toll.low), f.toll.high is None, f)
            for f in own
            if f.published
        )
        path = " ".join(f"{'M' if k == 0 else 'L'}{m.x} {m.y}" for k, m in enumerate(marks))
        series.append(Series(source, n % 6, marks, path))
    every = -(-len(days) // 8)
    levels = sorted({0, most // 2, most})
    return OverTime(
        field, tuple(series), tuple((x(d), d) for d in days[::every]), tuple((y(n), n) for n in levels),
        tuple(f for f in figures if not f.published),
    )  # fmt: skip
