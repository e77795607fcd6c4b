"""The keys under which an account is found, and those under which it looks for others, as stable tuples.

Two accounts are brought near each other where one asks for a key that the other offers. The first word of a key is its
kind; all else in it is numbers and words that depend on nothing but the account.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import product
from math import cos, floor, radians

from consilience.place import Place
from consilience.reconcile.counting import Word
from consilience.reconcile.places import TOO_FAR
from consilience.reconcile.sketch import SLACK, Sketch

Key = tuple[str | int | None, ...]
#: Kinds of key under which so many may be found that sharing one tells nothing more: see `near.CROWD`.
CROWDED = frozenset({"cell", "land", "month", "name", "dead"})
#: An account that may have happened on more days than this is looked for by month, and by other evidence.
NARROW = 10
_LONGEST = 400
_ANY = "any"  # for the country of an account that names none
_CELL = TOO_FAR / 111.2  # degrees of latitude


def offered(one: Sketch) -> dict[Key, None]:
    """The keys under which others find an account: each once, in a fixed order."""
    return dict.fromkeys(key for offers, _, _ in BLOCKS for key in offers(one))


def asked(one: Sketch) -> dict[Key, None]:
    """The keys under which an account looks for others: each once, in a fixed order."""
    return dict.fromkeys(key for _, asks, _ in BLOCKS for key in asks(one))


def _days(one: Sketch, margin: int = 0) -> range:
    if one.start is None or one.end is None or one.end - one.start >= NARROW:
        return range(0)
    return range(one.start - margin, one.end + margin + 1)


def _cell(place: Place) -> tuple[int, int]:
    lat, lon = place.lat or 0.0, place.lon or 0.0
    row = floor(lat / _CELL)
    return row, floor(lon * max(0.05, cos(radians(row * _CELL))) / _CELL)


def _cells(one: Sketch) -> Iterator[Key]:
    for day, cell in product(_days(one), sorted({_cell(p) for p in one.fine})):
        yield "cell", day, *cell


def _cells_around(one: Sketch) -> Iterator[Key]:
    around = set()
    for place in one.fine:
        for north, east in product((-1, 0, 1), repeat=2):
            lat = (place.lat or 0.0) + north * _CELL
            lon = (place.lon or 0.0) + east * _CELL / max(0.05, cos(radians(lat)))
            around.add(_cell(Place("", lat=lat, lon=lon)))
    for day, cell in product(_days(one, 1), sorted(around)):
        yield "cell", day, *cell


def _coarse(one: Sketch) -> bool:
    return len(one.fine) < len(one.places) or not one.places


def _lands(one: Sketch) -> Iterator[Key]:
    for day, country in product(_days(one), [*sorted(one.countries), _ANY]):
        yield "land", day, country


def _lands_around(one: Sketch) -> Iterator[Key]:
    """For those placed no finer than a region: all of that day and country; of that day, where they name none."""
    if _coarse(one):
        for day, country in product(_days(one, 1), sorted(one.countries) or [_ANY]):
            yield "land", day, country


def _of_months(one: Sketch, margin: int = 0) -> range:
    """The months, of 30 days, that its days and a margin around them lie in; none where they are open or many."""
    if one.start is None or one.end is None or one.end - one.start > _LONGEST:
        return range(0)
    return range((one.start - margin) // 30, (one.end + margin) // 30 + 1)


def _months(one: Sketch) -> Iterator[Key]:
    for month, country in product(_of_months(one), sorted(one.countries)):
        yield "month", month, country


def _months_around(one: Sketch) -> Iterator[Key]:
    """For those told to have happened some time in a week, a month or a year."""
    if one.span is not None and one.span > NARROW:
        yield from _months(one)


def _vague(one: Sketch) -> bool:
    return one.span is None or one.span > NARROW or not one.fine


def _season(one: Sketch) -> range:
    """The months, of 30 days, in which it may have happened, as far as its day or its publication tells."""
    if one.start is not None and one.end is not None and one.end - one.start <= _LONGEST:
        return range(one.start // 30, one.end // 30 + 1)
    end = one.end or one.published
    return range(end // 30 - 2, end // 30 + 1) if end is not None else range(0)


def _offered(one: Sketch) -> list[int | None]:
    """The months under which an account is found; None for those that know neither their day nor their publication."""
    return [*_season(one), None]


def _asked(one: Sketch) -> list[int | None]:
    """The months under which an account looks for others: those of any time where its own is not known."""
    return list(_season(one)) or [None]


def _spots(one: Sketch) -> Iterator[Key]:
    yield from _spot_keys(one, _offered(one))


def _spot_keys(one: Sketch, months: list[int | None]) -> Iterator[Key]:
    for month, key in product(months, sorted({p.key for p in one.places if p.key and p.precision != "country"})):
        yield "spot", month, key


def _spots_asked(one: Sketch) -> Iterator[Key]:
    if one.span is None or one.span > NARROW:
        yield from _spot_keys(one, _asked(one))


def _tolls(one: Sketch) -> Iterator[Key]:
    yield from _toll_keys(one, _offered(one))


def _toll_keys(one: Sketch, months: list[int | None]) -> Iterator[Key]:
    told = {("killed", n) for n in _figures(one.killed)} | {("injured", n) for n in _figures(one.injured)}
    for month, country, (field, people) in product(months, _lands_told(one), sorted(told)):
        yield "toll", month, country, field, people


def _lands_told(one: Sketch) -> list[str | None]:
    return [*sorted(one.countries)] or [None]


def _figures(word: Word | None) -> set[int]:
    """The counts of a toll and of its parts, since one account's whole may be a part of another's."""
    if word is None:
        return set()
    return {word.toll.best, *(c.value for c in word.restricted if isinstance(c.value, int))} - {0}


def _tolls_asked(one: Sketch) -> Iterator[Key]:
    if _vague(one):
        yield from _toll_keys(one, _asked(one))


def _victims(one: Sketch) -> Iterator[Key]:
    for month, name in product(_offered(one), sorted(one.surnames - {""})):
        yield "victim", month, name


def _victims_asked(one: Sketch) -> Iterator[Key]:
    for month, name in product(_asked(one), sorted(one.surnames - {""})):
        yield "victim", month, name


def _names(one: Sketch) -> Iterator[Key]:
    for month, name in product(_offered(one), sorted(one.names)):
        yield "name", month, name


def _names_asked(one: Sketch) -> Iterator[Key]:
    """Those told some days off, too; and of any time, where its own day is not known."""
    months = [*_of_months(one, NARROW)] if one.span is not None and one.span <= NARROW else [None]
    for month, name in product(months, sorted(one.names)):
        yield "name", month, name


def _dead(one: Sketch) -> Iterator[Key]:
    """Of whatever time: who is named as killed in two reports, by whatever day, was killed once."""
    for name in sorted(one.dead):
        yield "dead", name


def _texts(one: Sketch) -> Iterator[Key]:
    for quote, month in product(sorted(one.quotes), [*_of_months(one), None]):
        yield "text", quote, month


def _texts_asked(one: Sketch) -> Iterator[Key]:
    """Set phrases stand in reports of all times: those of known days are looked for where no bar can stand."""
    for quote, month in product(sorted(one.quotes), _of_months(one, max(SLACK.values())) or [None]):
        yield "text", quote, month


Keys = Callable[[Sketch], Iterable[Key]]
#: Under which keys an account is found, for which it asks, and whether it compares itself with any of a crowd there.
BLOCKS: tuple[tuple[Keys, Keys, bool], ...] = (
    (_cells, _cells_around, False),
    (_lands, _lands_around, False),
    (_months, _months_around, False),
    (_spots, _spots_asked, True),
    (_tolls, _tolls_asked, True),
    (_victims, _victims_asked, True),
    (_texts, _texts_asked, True),
    (_names, _names_asked, False),
    (_dead, _dead, False),
)
