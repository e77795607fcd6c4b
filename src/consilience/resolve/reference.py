"""The day from which a text speaks: what its "Thursday" and "last week" are counted from.

Where no day of publication is known, it is reasoned out of the text, and left open rather than guessed. The rules, in
their order: a date line; full dates near the head of the text; a weekday told with its month and day, which fixes the
year; then what pushes the day on: months and days shortly after the latest full date, and the weekdays, since news
names the days of its own week by weekday and earlier ones by month and day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp

from consilience.resolve.almanac import real_day
from consilience.resolve.day_words import DayWords, in_full

_NEAR_LINES = 10  # a date line stands among the first lines that are not empty
_APART = 200  # days between two full dates that belong to different times: news, and history or a sidebar
_SOON = 45  # days after the latest full date within which a month and day belongs to the same story
_BODY = 0.75  # what stands further down is often another page's teaser
_STORY = 0.9  # a month and day that soon follows is seldom a teaser's, so more of the text counts
_SIXTY_YEARS = 60

_BYLINE = re.compile(
    r"(?:published|updated|last|update|modified|posted|date|dated|on|at|by|issued|created|time|local|read|min|mins"
    r"|edited|first|gmt|utc|ist|est|edt|am|pm|the|and|photo)\b",
    re.I,
)
_MARKED = re.compile(
    r"\b(?:published|posted|updated|modified)\b(?:\s+on|\s+at)?\s*:?\s*(?:[\d:.]+\s*[ap]m,?\s*)?$", re.I
)
_WIRE = re.compile(r"\s*(?:\([^)\n]{1,60}\)|\[[^\]\n]{1,60}\])?\s*(?:--|—|–|-|:)\s")
_HISTORY = re.compile(
    r"\b(?:since|anniversary|born|after the|before the)\s+(?:\w+\s+){0,3}$"
    r"|\b(?:until|by|will|scheduled)\s+(?:on\s+|for\s+)?$",
    re.I,
)
_AHEAD = re.compile(r"\b(?:until|will|by|scheduled|next|due)\s+(?:\w+\s+){0,4}$", re.I)


@dataclass(frozen=True, slots=True)
class Reference:
    """The day a text speaks from, the last day anything it tells can have happened on, and how both were had."""

    day: date | None
    latest: date | None
    how: str


@dataclass(frozen=True, slots=True)
class _Told:
    """A day the text tells in full, or that was reasoned out, and where."""

    day: date
    words: DayWords


@dataclass(frozen=True, slots=True)
class _Floor:
    """No earlier than this can the text have been written; `strict`: its weekdays name later days than this one."""

    day: date
    strict: bool
    how: str
    weekday: int | None = None  # told with this day, in the story's own week


def infer_reference(
    text: str, words: tuple[DayWords, ...], published: date | None = None, taken_in: date | None = None
) -> Reference:
    """The day of publication where it is known; else what the text's own dates and weekdays allow.

    The earliest day is taken that agrees with all that is told. `latest` is the day of publication or of the date
    line, else the day of taking in.
    """
    if published is not None:
        return Reference(published, published, "day of publication")
    flat = [w for word in words for w in (word.ends or (word,))]
    line = _date_line(text, flat, taken_in)
    if line is not None:
        return Reference(line, line, "date line of the text")
    floor = _head_dates(text, flat, taken_in) or _fixed_year(text, flat, taken_in)
    if floor is None:
        return Reference(None, taken_in, "no day of publication, and the text does not fix one")
    floor = _pushed(text, flat, floor, taken_in)
    day, how = _closing(text, flat, floor, taken_in)
    return Reference(day, taken_in, how)


# --- the date line ---------------------------------------------------------------------------------------------------


def _date_line(text: str, words: list[DayWords], taken_in: date | None) -> date | None:
    """A full date near the top with a line for itself, behind "Published", or opening a wire: "KABUL, 3 Jan 2010 -"."""
    end = _head_end(text)
    for word in words:
        if word.start >= end:
            return None
        day = _full(word, taken_in, line=True)
        if day is None:
            continue
        start = text.rfind("\n", 0, word.start) + 1
        stop = text.find("\n", word.end)
        stop = len(text) if stop < 0 else stop
        before, after = text[start : word.start], text[word.end : stop]
        if _MARKED.search(before[-40:]) or _wire(before, text, word) or _alone(before, after, words, start, stop):
            return day
    return None


def _head_end(text: str) -> int:
    """Where the first lines end that are not empty."""
    seen = at = 0
    while seen < _NEAR_LINES and at < len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        seen += bool(text[at:stop].strip())
        at = stop + 1
    return at


def _alone(before: str, after: str, words: list[DayWords], start: int, stop: int) -> bool:
    """Whether a line holds nothing beside its date but a clock time, a byline's words or a name behind "by"."""
    if stop - start > 100:
        return False
    for word in words:
        if start <= word.start and word.end <= start + len(before):
            before = before.replace(word.words, " ")
        elif word.start >= stop - len(after) and word.end <= stop:
            after = after.replace(word.words, " ")
    rest = [w for w in re.findall(r"[^\W_]+", f"{before} {after}") if not _BYLINE.fullmatch(w)]
    if before.strip().lower().startswith(("by ", "published", "updated", "posted", "date")):
        return len(rest) <= 6
    divided = bool(re.search(r"[|•·]\s*$", before) or re.match(r"\s*[|•·]", after))
    return len(rest) <= (5 if divided else 0)


def _wire(before: str, text: str, word: DayWords) -> bool:
    """Whether a line opens with a place and the date, or with the date in brackets, and a dash."""
    if len(before) > 60:
        return False
    if before.strip() == "(":
        return text[word.end : word.end + 1] == ")" and bool(_WIRE.match(text, word.end + 1))
    place = [w for w in re.findall(r"[^\W\d_]+", before) if w.lower() not in ("of", "the", "al", "de", "el", "on")]
    return (
        not before.lstrip().lower().startswith("on ")
        and bool(place)
        and all(w[0].isupper() for w in place)
        and bool(_WIRE.match(text, word.end))
    )


# --- the time the text is about --------------------------------------------------------------------------------------


def _full(word: DayWords, taken_in: date | None, line: bool = False) -> date | None:
    """The day a full date tells, if there is such a day and it is not after the day of taking in.

    A year in two figures is read only in a date line, which is of the report's own time.
    """
    full = in_full(word, taken_in if line else None)
    if full is None or full.kind != "date":
        return None
    word = full
    day = real_day(word.year or 0, word.month or 0, word.day or 0)
    if word.swapped and day and taken_in and day > taken_in:
        day = real_day(word.year or 0, *word.swapped)
    return None if day is None or (taken_in and day > taken_in) else day


def _head_dates(text: str, words: list[DayWords], taken_in: date | None) -> _Floor | None:
    """The latest full date of those that belong together and weigh most, the head of the text weighing most.

    A date years away from them (history, a sidebar) is passed over; so is one that only stands deep in the text or is
    told as history ("since 11 September 2001").
    """
    told = sorted(((day, w) for w in words if (day := _full(w, taken_in))), key=lambda t: (t[0], t[1].start))
    clusters: list[list[_Told]] = []
    for day, word in told:
        if not clusters or (day - clusters[-1][-1].day).days > _APART:
            clusters.append([])
        clusters[-1].append(_Told(day, word))
    if not clusters:
        return None
    best = max(clusters, key=lambda c: sum(_weight(text, t.words) for t in c))
    news = [t for t in best if not _history(text, t.words)]
    near = max(1500, round(len(text) * 0.4))
    if not news or min(t.words.start for t in news) > near:
        return None
    return _Floor(max(t.day for t in best), False, "latest full date in the text")


def _weight(text: str, word: DayWords) -> float:
    return exp(-word.start / 2000) * (0.3 if _history(text, word) else 1.0)


def _history(text: str, word: DayWords) -> bool:
    return word.since or bool(_HISTORY.search(text[max(0, word.start - 60) : word.start]))


def _fixed_year(text: str, words: list[DayWords], taken_in: date | None) -> _Floor | None:
    """The year, from a month of a year told beside a day of that month, or from a weekday with its month and day.

    Of the years that fit a weekday the latest is taken, but for one that the text itself names ("Copyright 2016").
    """
    days = [w for w in words if w.kind == "month-day" and w.start <= len(text) * _BODY and w.unit != "year"]
    years = {
        w.month: w.year for w in words if w.kind == "month" and w.year and w.month and w.start <= len(text) * _BODY
    }
    told = [d for w in days if w.month in years and (d := real_day(years[w.month] or 0, w.month or 0, w.day or 0))]
    told = [d for d in told if taken_in is None or d <= taken_in]
    if told:
        return _Floor(max(told), False, "a month told with its year fixes the year of its days")
    pairs = [w for w in days if w.weekday is not None]
    if not pairs or taken_in is None:
        return None
    named = max((w.year for w in words if w.year and w.year <= taken_in.year), default=1)
    fitting = []
    for year in range(taken_in.year, max(taken_in.year - _SIXTY_YEARS, named - 1, 1), -1):
        first = real_day(year, pairs[0].month or 0, pairs[0].day or 0)
        if first and first <= taken_in and (all_of := _agreeing(pairs, first)):
            fitting.append(max(d for d in all_of if d <= taken_in))
    if not fitting:
        return None
    last = fitting[-1] if fitting[-1].year == named else fitting[0]
    return _Floor(last, False, "weekday and month-day fix the year", last.weekday())


def _agreeing(pairs: list[DayWords], first: date) -> list[date]:
    """The days of all pairs nearest to the first one's, if each falls on its weekday."""
    found: list[date] = []
    for pair in pairs:
        days = (
            real_day(year, pair.month or 0, pair.day or 0) for year in range(max(first.year - 1, 1), first.year + 2)
        )
        nearest = min((d for d in days if d), key=lambda d: abs((d - first).days), default=None)
        if nearest is None or nearest.weekday() != pair.weekday:
            return []
        found.append(nearest)
    return found


# --- what pushes the day on ------------------------------------------------------------------------------------------


def _pushed(text: str, words: list[DayWords], floor: _Floor, taken_in: date | None) -> _Floor:
    """A month and day that soon follows is part of the story: after 30 December 2019, "January 3" is 2020."""
    base = floor.day
    for word in words:
        if word.kind != "month-day" or word.unit == "year" or word.start > len(text) * _STORY:
            continue
        if _AHEAD.search(text[max(0, word.start - 60) : word.start]):
            continue
        after = _first_after(word, base)
        if after and (after - base).days <= _SOON and after > floor.day and (taken_in is None or after <= taken_in):
            how = "the first such month and day after the latest full date in the text"
            floor = _Floor(after, word.weekday is None, how)
    return floor


def _first_after(word: DayWords, day: date) -> date | None:
    for year in (day.year, min(day.year + 1, 9999)):
        found = real_day(year, word.month or 0, word.day or 0)
        if found and found > day and word.weekday in (None, found.weekday()):
            return found
    return None


def _closing(text: str, words: list[DayWords], floor: _Floor, taken_in: date | None) -> tuple[date | None, str]:
    """The first day on or after the floor on which the text's last weekday falls (after it, where that is strict).

    Where none of the weekdays is that of the full date, the date is most often history, told weeks or years later
    (28 of 37 such local news texts; 3 of 40 where they agree): the day is left open.
    """
    bare = set(_bare_weekdays(text, words))
    weekday = _last_weekday(bare if floor.weekday is None else bare | {floor.weekday})
    if weekday is None:
        return floor.day, floor.how
    days = (weekday - floor.day.weekday()) % 7
    if days == 0 and floor.strict:
        days = 7
    if days and not floor.strict and floor.weekday is None and floor.day.weekday() not in bare:
        return None, "no day of publication, and no weekday of the text is that of its latest full date"
    if days == 0:
        return floor.day, floor.how if floor.weekday is not None else f"{floor.how}, and the weekdays agree with it"
    try:
        day = floor.day + timedelta(days=days)
    except OverflowError:
        return floor.day, floor.how
    if taken_in is not None and day > taken_in:
        return floor.day, f"{floor.how}; the weekdays lie before it"
    return day, f"{floor.how}, and the first such weekday after it"


def _bare_weekdays(text: str, words: list[DayWords]) -> Iterator[int]:
    """The weekdays of the body, but for those in one line with a weekday's full date, whose week is its."""
    dated = {_line(text, w) for w in words if w.kind == "date" and w.weekday is not None}
    for word in words:
        bare = word.kind == "weekday" and word.weekday is not None and not word.step and word.unit is None
        if bare and word.start <= max(len(text) * _BODY, 500) and _line(text, word) not in dated:
            yield word.weekday or 0


def _line(text: str, word: DayWords) -> int:
    return text.rfind("\n", 0, word.start)


def _last_weekday(weekdays: set[int]) -> int | None:
    """Of some weekdays of one week the last: the one before the longest stretch of days that none of them names."""
    days = sorted(weekdays)
    if not days:
        return None
    gaps = [((days[(n + 1) % len(days)] - day) % 7 or 7, n) for n, day in enumerate(days)]
    return days[max(gaps)[1]]
