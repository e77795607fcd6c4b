"""Turns words that tell when into a day, or the days between which it lies, with the rule that was used.

Nothing told can lie after the report (`Reference.latest`): a day that would is unknown, a range is cut off there.
"""

from collections.abc import Callable
from datetime import date

from consilience.day import Day, Precision
from consilience.resolve.almanac import (
    between,
    easters,
    nearest_before,
    no_reference,
    on,
    plus,
    plus_months,
    precision_of,
    real_day,
)
from consilience.resolve.day_lexer import day_data
from consilience.resolve.day_periods import resolve_month, resolve_period, resolve_season, resolve_weekend, resolve_year
from consilience.resolve.day_words import NO_DAY, DayWords, find_days, in_full
from consilience.resolve.reference import Reference, infer_reference

__all__ = [
    "NO_DAY", "DayWords", "Reference", "after_anchor", "before_anchor", "find_days", "infer_reference", "narrow",
    "resolve_day",
]  # fmt: skip

_DAYS_IN = {"second": 0, "minute": 0, "hour": 0, "day": 1, "week": 7, "fortnight": 14, "weekend": 7}
_MONTHS_IN = {"month": 1, "year": 12, "decade": 120, "century": 1200}
_VAGUE = {"day": (2, 7), "week": (14, 56), "month": (61, 365), "year": (730, 3650)}


def resolve_day(words: DayWords, reference: Reference, anchor: Day | None = None) -> Day:
    """The day the words tell of, in a text that speaks from `reference`.

    `anchor` is the day of the event that anchored words count from: Y in "two days after Y". Weekdays are on or
    before the reference day, months and days without a year the nearest on or before it.
    """
    full = in_full(words, reference.day)
    if full is None:
        return Day.unknown("a year in two figures, whose century is not told")
    day = _RESOLVERS[full.kind](full, reference, anchor)
    if words.since and day.start is not None:
        end = reference.day or reference.latest
        day = Day(
            day.start, end if end and end >= day.start else None, "range", f"since then, until the report: {day.rule}"
        )
    return _not_after(day, reference.latest)


def before_anchor(words: DayWords, anchor: Day) -> Day:
    """The day of the earlier event, where the later one's is known: X came "two days after" Y, so Y is X - 2."""
    return _shifted(words, anchor, -1)


def after_anchor(words: DayWords, anchor: Day) -> Day:
    """The day of the later event, where the earlier one's is known: X came "two days before" Y, X is known."""
    return _shifted(words, anchor, 1)


def narrow(day: Day, latest: date | None = None, earliest: date | None = None) -> Day:
    """The same day within bounds: told on Wednesday, it was on or before Wednesday.

    A bound that would leave nothing contradicts the words, and leaves the day as it is.
    """
    if day.precision == "unknown":
        if latest is None and earliest is None:
            return day
        if latest and earliest and latest < earliest:
            return day
        return Day(earliest, latest, precision_of(earliest, latest, "range"), "only a bound is known")
    start = max((d for d in (day.start, earliest) if d), default=None)
    end = min((d for d in (day.end, latest) if d), default=None)
    if (start, end) == (day.start, day.end) or (start and end and start > end):
        return day
    return Day(start, end, precision_of(start, end, "range"), f"{day.rule}, within the bound told")


def _not_after(day: Day, latest: date | None) -> Day:
    if latest is None or day.precision == "unknown":
        return day
    if day.start and day.start > latest:
        return Day.unknown(f"the day told lies after the report ({day.rule})")
    if day.end is None or day.end > latest:
        return Day(
            day.start, latest, precision_of(day.start, latest, _cut(day.precision)), f"{day.rule}, not after the report"
        )
    return day


def _cut(precision: Precision) -> Precision:
    return "range" if precision == "day" else precision


# --- dates -----------------------------------------------------------------------------------------------------------


def _date(words: DayWords, reference: Reference, anchor: Day | None) -> Day:
    told = real_day(words.year or 0, words.month or 0, words.day or 0)
    if told is None:
        return Day.unknown("the date told is in no calendar")
    if words.swapped is None:
        return on(told, "full date")
    other = real_day(words.year or 0, *words.swapped)
    bound = reference.day or reference.latest
    if other and bound and told > bound >= other:
        return on(other, "date in figures, month first: day first would lie after the report")
    if other and reference.day and _is_news(other, reference.day) and not _is_news(told, reference.day):
        return on(other, "date in figures, month first: day first would lie long before the report")
    return on(told, "date in figures, read day first though month first is possible")


def _is_news(day: date, told: date) -> bool:
    """Whether a day is one of the last of those before it was told of."""
    return 0 <= (told - day).days <= _NEWS


_NEWS = 7  # days


def _month_day(words: DayWords, reference: Reference, anchor: Day | None) -> Day:
    month, day = words.month or 0, words.day or 0
    if reference.day is None:
        return no_reference("a month and a day without a year")
    if words.unit == "year":
        told = real_day(reference.day.year + words.step, month, day)
        return on(told, "month and day of the year told") if told else Day.unknown("the date told is in no calendar")
    found = nearest_before(month, day, reference.day, words.weekday)
    if found is None:
        found = nearest_before(month, day, reference.day, None)
        if found is None:
            return Day.unknown("the date told is in no calendar")
        return on(found, "nearest such day on or before the report, though the weekday told is another")
    soon = real_day(found.year + 1, month, day)
    if soon and words.weekday is None and 0 < (soon - reference.day).days <= 7:
        return Day.unknown("the month and day told are those of a day soon after the report")
    return on(found, "nearest such day on or before the report")


def _ordinal(words: DayWords, reference: Reference, anchor: Day | None) -> Day:
    in_month = real_day(words.year or 0, words.month or 0, words.day or 0)
    if reference.day is None:
        if in_month:
            return on(in_month, "day of the month told before it")
        return no_reference("a day of the month alone")
    first = reference.day.replace(day=1)
    for back in range(0, 24):
        month = plus_months(first, -back)
        found = real_day(month.year, month.month, words.day or 0)
        if not found or found > reference.day or words.weekday not in (None, found.weekday()):
            continue
        if words.unit == "month" and words.step < 0 and found >= first:
            continue
        return on(found, "nearest such day of a month on or before the report")
    return Day.unknown("no such day of the month")


def _weekday(words: DayWords, reference: Reference, anchor: Day | None) -> Day:
    if words.weekday is None:
        return Day.unknown("no weekday is told")
    beside = real_day(words.year or 0, words.month or 0, words.day or 0)
    if beside is not None:
        return on(beside, "weekday of the date told in the same line")
    if words.unit != "week" and words.step > 0:
        return Day.unknown("a weekday still to come")
    if reference.day is None:
        return no_reference("a weekday alone")
    if words.unit == "week":
        monday = plus(reference.day, -reference.day.weekday() + 7 * words.step)
        return on(plus(monday, words.weekday), "weekday of the week told")
    back = (reference.day.weekday() - words.weekday) % 7
    if words.step < 0:
        return on(plus(reference.day, -(back or 7)), 'weekday before the report ("last")')
    return on(plus(reference.day, -back), "weekday on or before the report")


def _near(words: DayWords, reference: Reference, anchor: Day | None) -> Day:
    if words.step > 0:
        return Day.unknown("a day still to come")
    if reference.day is None:
        return no_reference("a day counted from the report")
    return on(plus(reference.day, words.step), "counted from the day of the report")


def _overnight(words: DayWords, reference: Reference, anchor: Day | None) -> Day:
    if not words.ends:
        if reference.day is None:
            return no_reference("overnight")
        return between(plus(reference.day, -1), reference.day, "overnight: the day before the report or that day")
    day = resolve_day(words.ends[0], reference, anchor)
    if day.start is None or day.end is None:
        return day
    bound = reference.day or reference.latest
    if words.step < 0 or (bound and day.end >= bound):
        return between(plus(day.start, -1), day.end, "overnight into the day told")
    return between(day.start, plus(day.end, 1), "the night that begins on the day told")


def _range(words: DayWords, reference: Reference, anchor: Day | None) -> Day:
    one, two = (_RESOLVERS[w.kind](w, reference, anchor) for w in words.ends)
    if one.start is None or two.end is None:
        return Day.unknown(f"one end of the range is unknown ({one.rule if one.start is None else two.rule})")
    start, end = one.start, two.end
    if start > end and words.ends[0].kind == "weekday":
        start = plus(start, -7)
    if start > end and not words.ends[0].year:
        start = plus_months(start, -12)
    if start > end:
        return Day.unknown("the range told ends before it begins")
    return between(start, end, "from the first day told to the last")


def _feast(words: DayWords, reference: Reference, anchor: Day | None) -> Day:
    told = (w for w in words.words.lower().replace("'s", "").replace("’s", "").split() if w != words.part)
    name = " ".join(w for w in told if w not in _SMALL)
    if reference.day is None:
        return no_reference("a feast without a year")
    moved = day_data()["easter_feasts"].get(name)
    if moved is not None:
        return _of_easter(moved, reference.day)
    fixed = day_data()["fixed_feasts"].get(name)
    if fixed is None:
        return Day.unknown("a feast that moves from year to year")
    month, day = fixed
    found = nearest_before(month, day, reference.day, None)
    return on(found, "the feast's last day on or before the report") if found else Day.unknown("no such day")


def _of_easter(days: int, reference: date) -> Day:
    """A feast counted from Easter; open where west and east have just kept it on different days."""
    years = range(max(reference.year - 1, 1), reference.year + 1)
    kept = sorted(d for year in years for easter in easters(year) if (d := plus(easter, days)) <= reference)
    if len(kept) > 1 and (kept[-1] - kept[-2]).days <= 35 and (reference - kept[-1]).days > _NEWS:
        return Day.unknown("a feast that churches keep on different days")
    return on(kept[-1], "the feast's last day on or before the report") if kept else Day.unknown("no such day")


#: Words of a feast's expression that are no part of its name.
_SMALL = frozenset(("on", "in", "at", "the", "during", "over", "since", "by", "early", "late"))

# --- counted from the report or from another event -------------------------------------------------------------------


def _ago(words: DayWords, reference: Reference, anchor: Day | None) -> Day:
    if reference.day is None:
        return no_reference("days counted back from the report")
    return _shifted(words, on(reference.day, "the day of the report"), -1)


def _anchored(words: DayWords, reference: Reference, anchor: Day | None) -> Day:
    if anchor is None and words.words.lower().endswith(
        ("in the day", "in the evening", "in the night", "in the morning")
    ):
        return on(reference.day, "the day of the report") if reference.day else no_reference("earlier in the day")
    if anchor is None or anchor.precision == "unknown":
        return Day.unknown("counted from another event whose day is not known")
    if words.weekday is not None and anchor.start == anchor.end and anchor.start is not None:
        days = (words.weekday - anchor.start.weekday()) % 7 or 7
        days = days if words.step > 0 else days - 7 or -7
        return on(plus(anchor.start, days), "the weekday next to the day it counts from")
    return _shifted(words, anchor, words.step)


def _shifted(words: DayWords, anchor: Day, step: int) -> Day:
    """The anchor moved by what the words count: "two days" exactly, "days" by two to seven, "hours" by none or one.

    A count of weeks is good to three days either way, of months to half a month, of years to half a year.
    """
    if anchor.start is None and anchor.end is None:
        return Day.unknown("counted from another event whose day is not known")
    least, most = _distance(words, anchor, step)
    if step == 0 or (least, most) == (0, 0):
        return Day(anchor.start, anchor.end, anchor.precision, "the same day as the event it is told with")
    low, high = (least, most) if step > 0 else (-most, -least)
    start = None if anchor.start is None else plus(anchor.start, low)
    end = None if anchor.end is None else plus(anchor.end, high)
    side = "after" if step > 0 else "before"
    if words.unit == "week" and words.count and start and end:
        return between(start, end, f"{words.count} weeks {side} the day it counts from", "week")
    exact: Precision = anchor.precision if low == high and anchor.precision in ("day", "range", "week") else "range"
    return Day(start, end, precision_of(start, end, exact), f"{_span(least, most)} {side} the day it counts from")


def _span(least: int, most: int) -> str:
    return f"{least} days" if least == most else f"{least} to {most} days"


def _distance(words: DayWords, anchor: Day, step: int) -> tuple[int, int]:
    """Least and most days the words may mean."""
    unit = words.unit or "day"
    count = words.count
    if unit in ("second", "minute"):
        return 0, 1
    if unit == "hour":
        days = (count or 0) // 24
        return days, days + (0 if count and count % 24 == 0 else 1)
    if count is None:
        return _VAGUE.get(unit, (2, 3650))
    if unit in _DAYS_IN:
        days = min(count * _DAYS_IN[unit], 100_000)
        slack = 0 if unit == "day" or not count else 3
        return days - slack, days + slack
    months = min(count * _MONTHS_IN.get(unit, 12), 24_000)
    days, slack = round(months * 30.44), 15 if unit == "month" else 183
    return max(days - slack, 0), days + slack


def _part(words: DayWords, reference: Reference, anchor: Day | None) -> Day:
    if anchor is None or anchor.precision == "unknown":
        return Day.unknown("a part of the day that is told without its day")
    return Day(anchor.start, anchor.end, anchor.precision, "a part of the day it is told with")


def _duration(words: DayWords, reference: Reference, anchor: Day | None) -> Day:
    return Day.unknown("a length of time, no day")


def _none(words: DayWords, reference: Reference, anchor: Day | None) -> Day:
    return Day.unknown("no day is told")


_RESOLVERS: dict[str, Callable[[DayWords, Reference, Day | None], Day]] = {
    "date": _date, "month-day": _month_day, "ordinal": _ordinal, "weekday": _weekday, "near": _near,
    "overnight": _overnight, "range": _range, "week": resolve_period, "weekend": resolve_weekend,
    "month": resolve_month,
    "season": resolve_season, "year": resolve_year, "ago": _ago, "anchored": _anchored, "part": _part, "feast": _feast,
    "time": _none, "age": _none, "number": _none, "duration": _duration,
}  # fmt: skip
