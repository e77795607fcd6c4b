"""Days of the calendar: those that exist, steps between them, and the `Day` each rule makes of them."""

from calendar import monthrange
from datetime import date

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from consilience.day import Day, Precision


def precision_of(start: date | None, end: date | None, otherwise: Precision) -> Precision:
    """`day` where both ends are one day, else what is said otherwise."""
    return "day" if start and start == end else otherwise


def on(day: date, rule: str) -> Day:
    """One day."""
    return Day(day, day, "day", rule)


def between(start: date, end: date, rule: str, precision: Precision = "range") -> Day:
    """The days from `start` to `end`."""
    return Day(start, end, precision_of(start, end, precision), rule)


def real_day(year: int, month: int, day: int) -> date | None:
    """The day, if the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def plus(day: date, days: int) -> date:
    """`day` moved, stopping at the ends of the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def plus_months(day: date, months: int) -> date:
    """`day` moved by months, to the last day of a shorter one."""
    number = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_ends(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def no_reference(what: str) -> Day:
    """An unknown day, for want of a day to count from."""
    return Day.unknown(f"{what}, and the day the report speaks from is not known")


def nearest_before(month: int, day: int, reference: date, weekday: int | None) -> date | None:
    """The nearest such month and day on or before `reference`, at most twelve years back (on that weekday)."""
    for year in range(reference.year, max(reference.year - 12, 0), -1):
        found = real_day(year, month, day)
        if found and found <= reference and weekday in (None, found.weekday()):
            return found
    return None


def easters(year: int) -> frozenset[date]:
    """Easter Sunday of the western and of the eastern churches, which in some years is one day."""
    return frozenset({easter(year, EASTER_WESTERN), easter(year, EASTER_ORTHODOX)})


def century(two_figures: int, bound: date | None) -> int | None:
    """The year that two figures stand for: the last such on or before a bound, if that is within living memory."""
    if bound is None:
        return None
    year = bound.year - (bound.year - two_figures) % 100
    return year if bound.year - year <= _LIVING_MEMORY else None


_LIVING_MEMORY = 60  # years
