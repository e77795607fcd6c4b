"""Weeks, weekends, months, seasons and years, told by name or by their place from the report."""

from datetime import date

from consilience.day import Day, Precision
from consilience.resolve.almanac import between, month_ends, no_reference, plus, plus_months
from consilience.resolve.day_words import DayWords
from consilience.resolve.reference import Reference

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def resolve_period(words: DayWords, reference: Reference, anchor: Day | None) -> Day:
    """A week, month or year told by its place from the report: last, this, next."""
    if words.step > 0:
        return Day.unknown(f"a {words.unit} still to come")
    if reference.day is None:
        return no_reference(f"a {words.unit} counted from the report")
    start, end = _unit_around(str(words.unit), reference.day, words.step)
    return _edged(words, reference, start, end, f"{words.unit} counted from the day of the report")


def _unit_around(unit: str, day: date, step: int) -> tuple[date, date]:
    if unit == "week":
        monday = plus(day, -day.weekday() + 7 * step)
        return monday, plus(monday, 6)
    if unit == "month":
        first = plus_months(day.replace(day=1), step)
        return month_ends(first.year, first.month)
    year = max(day.year + step, 1)
    return date(year, 1, 1), date(year, 12, 31)


def _edged(words: DayWords, reference: Reference, start: date, end: date, rule: str) -> Day:
    """The early, middle or late part of a stretch; "earlier this week" is all of it up to the report.

    Early is the first third, late the last; of a year, early is its first quarter and late its last, and "the end of
    the year" the second half of December.
    """
    unit: Precision = "year" if (end - start).days > 31 else "month" if (end - start).days > 7 else "week"
    if words.edge is None:
        return between(start, end, rule, unit)
    if words.edge == "earlier":
        bound = reference.day
        return between(start, bound if bound and start <= bound <= end else end, f"{rule}, until the report")
    length = (end - start).days + 1
    if unit == "year":
        if words.edge == "late":
            turn = "end" in words.words.lower() or "close" in words.words.lower()
            return between(date(start.year, 12, 16) if turn else date(start.year, 10, 1), end, f"end of the {rule}")
        if words.edge == "early":
            return between(start, date(start.year, 3, 31), f"beginning of the {rule}")
        return between(date(start.year, 5, 1), date(start.year, 8, 31), f"middle of the {rule}")
    if " half " in f" {words.words.lower()} ":
        middle = plus(start, length // 2)
        early = words.edge == "early"
        return between(start if early else middle, plus(middle, -1) if early else end, f"half of the {rule}")
    third = max(length // 3, 1)
    if words.edge == "early":
        return between(start, plus(start, third), f"beginning of the {rule}")
    if words.edge == "late":
        return between(plus(end, -third), end, f"end of the {rule}")
    return between(plus(start, third), plus(end, -third), f"middle of the {rule}")


def resolve_month(words: DayWords, reference: Reference, anchor: Day | None) -> Day:
    """A month: of the year told, else the nearest on or before the report; or "last month"."""
    if words.month is None:
        return resolve_period(words, reference, anchor)
    if words.year is not None:
        start, end = month_ends(words.year, words.month)
        return _edged(words, reference, start, end, "month of the year told")
    if words.step > 0:
        return Day.unknown("a month still to come")
    if reference.day is None:
        return no_reference("a month without a year")
    year = reference.day.year - (words.month > reference.day.month)
    if words.unit == "year":
        year = reference.day.year + words.step
    elif words.step < 0 and words.month == reference.day.month:
        year -= 1
    start, end = month_ends(max(year, 1), words.month)
    return _edged(words, reference, start, end, "nearest such month on or before the report")


def resolve_year(words: DayWords, reference: Reference, anchor: Day | None) -> Day:
    """A year or decade told, or "last year"."""
    if words.year is None:
        return resolve_period(words, reference, anchor)
    if words.unit == "decade":
        return between(date(words.year, 1, 1), date(words.year + 9, 12, 31), "decade told")
    return _edged(words, reference, date(words.year, 1, 1), date(words.year, 12, 31), "year told")


def resolve_weekend(words: DayWords, reference: Reference, anchor: Day | None) -> Day:
    """Saturday and Sunday on or before the report; Friday night belongs to few of them and is left out."""
    if words.step > 0:
        return Day.unknown("a weekend still to come")
    if reference.day is None:
        return no_reference("a weekend")
    saturday = plus(reference.day, -((reference.day.weekday() - 5) % 7))
    if words.step < 0 and (reference.day - saturday).days <= 1:
        saturday = plus(saturday, -7)
    return between(saturday, plus(saturday, 1), "nearest weekend on or before the report")


def resolve_season(words: DayWords, reference: Reference, anchor: Day | None) -> Day:
    """Three months, as the northern half of the world counts them: winter is December to February."""
    first = _SEASONS.get(words.unit or "", 0)
    if not first or words.step > 0:
        return Day.unknown("no season that can be placed")
    if words.year is not None:
        start = date(words.year, first, 1)
        if first == 12:
            return between(date(words.year - 1, 12, 1), date(words.year, 12, 31), "winter of the year told, either one")
    elif reference.day is not None:
        start = date(reference.day.year, first, 1)
        while start > reference.day or (words.step < 0 and plus_months(start, 3) > reference.day):
            start = plus_months(start, -12)
    else:
        return no_reference("a season")
    return between(start, plus(plus_months(start, 3), -1), "three months of the season told")
