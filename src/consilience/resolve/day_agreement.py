"""What one expression of a text settles for others: the order of figures, and the day of a weekday beside its date."""

import re
from dataclasses import replace
from datetime import date

from consilience.resolve.almanac import real_day
from consilience.resolve.day_told import DayWords

_FIGURES = re.compile(r"(?<![0-9])([0-9]{1,2})[-/.]([0-9]{1,2})[-/.][0-9]{2,4}(?![0-9])")
_ONE_STORY = 27  # days over which the dates of one story spread, and not two such days of two months
_NEAR_DATE = 60  # characters: "on Thursday, likely on or shortly after 19 October 2023"


def settled(text: str, found: list[DayWords]) -> tuple[DayWords, ...]:
    """What one expression settles for others of the text.

    Where one date in figures can be read in one way only, so are the others; else they are read in the way that brings
    the dates of the text together. "On the 23rd" is of the month told before it with its year. A weekday in
    one line with a full date told with that very weekday (a caption: "Monday, Dec. 30, 2019. The militia said Monday")
    is that day.
    """
    found = [_on_its_weekday(w) for w in found]
    if any(w.swapped for w in found):
        month_first = {order for w in found if (order := _month_first(w)) is not None} or _closer(found)
        if len(month_first) == 1:
            found = [_read_as(w, month_first=True in month_first) for w in found]
    found = [_in_month_told(found, n) for n in range(len(found))]
    dated = [w for w in found if w.kind == "date" and not w.swapped and not w.short]
    if dated:
        found = [_beside_its_date(text, w, dated) if w.kind == "weekday" else w for w in found]
    return tuple(found)


def _beside_its_date(text: str, word: DayWords, dated: list[DayWords]) -> DayWords:
    """A bare weekday as the day of a date in its line that is told with it, or that stands near and falls on it."""
    if word.step or word.unit is not None or word.weekday is None:
        return word
    line = text.rfind("\n", 0, word.start)
    for full in dated:
        if text.rfind("\n", 0, full.start) != line:
            continue
        day = real_day(full.year or 0, full.month or 0, full.day or 0)
        near = max(word.start - full.end, full.start - word.end) <= _NEAR_DATE
        if full.weekday == word.weekday or (near and full.weekday is None and day and day.weekday() == word.weekday):
            return replace(word, year=full.year, month=full.month, day=full.day)
    return word


def _month_first(word: DayWords) -> bool | None:
    """Whether a date in figures must be read month first: `12/29/2019`, `29/12/2019`; None where both ways are open."""
    figures = _FIGURES.search(word.words)
    if word.kind != "date" or word.swapped or not figures or figures[1] == figures[2]:
        return None
    return int(figures[2]) > 12


def _on_its_weekday(word: DayWords) -> DayWords:
    """A date in figures in the order in which it falls on the weekday told with it: "Sunday 07/12/2020"."""
    if word.swapped is None or word.weekday is None or word.short:
        return word
    fits = [order for order in (False, True) if (d := _day(_read_as(word, order))) and d.weekday() == word.weekday]
    return _read_as(word, fits[0]) if len(fits) == 1 else word


def _closer(found: list[DayWords]) -> set[bool]:
    """The order of figures in which all dates of a text lie within a month, if in the other they do not."""
    dates = [w for w in found if w.kind == "date" and not w.short]
    spread = {}
    for month_first in (False, True):
        days = [d for w in dates if (d := _day(_read_as(w, month_first)))]
        spread[month_first] = (max(days) - min(days)).days if len(days) > 1 else 0
    near = {order for order, days in spread.items() if days <= _ONE_STORY}
    return near if len(near) == 1 and len(dates) > 1 else set()


def _day(word: DayWords) -> date | None:
    return real_day(word.year or 0, word.month or 0, word.day or 0)


def _in_month_told(found: list[DayWords], n: int) -> DayWords:
    """A day of the month alone, with the month and year last told before it: "In August 2018 ... On the 23rd"."""
    word = found[n]
    if word.kind != "ordinal" or word.month or word.unit:
        return word
    told = next((w for w in reversed(found[:n]) if w.month and w.year and not w.short and not w.swapped), None)
    return replace(word, year=told.year, month=told.month) if told else word


def _read_as(word: DayWords, month_first: bool) -> DayWords:
    if word.swapped is None:
        return word
    month, day = word.swapped if month_first else (word.month, word.day)
    return replace(word, month=month, day=day, swapped=None)
