"""Which accounts are worth comparing: those that share a day and a place, a name, a toll, or a report's links."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import cos, floor, radians

from consilience.claim import Account
from consilience.place import Place
from consilience.reconcile.bars import barred
from consilience.reconcile.counting import Word
from consilience.reconcile.places import TOO_FAR
from consilience.reconcile.sketch import SLACK, Sketch, sketch

Pair = tuple[int, int]
Key = tuple[object, ...]
#: An account that may have happened on more days than this is looked for by month, and by other evidence.
NARROW = 10
_LONGEST = 400
#: Beyond this many in one place and day, two must share more than that.
CROWD = 60
_ANY = "any"  # for the country of an account that names none
_CELL = TOO_FAR / 111.2  # degrees of latitude


def near(accounts: Sequence[Account]) -> list[Pair]:
    """Pairs of accounts, by their places in the list, that may tell of one incident; the smaller first, in order."""
    sketches = [sketch(a) for a in accounts]
    found: set[Pair] = set()
    for offers, asks, any_of_crowd in BLOCKS:
        found |= _blocked(sketches, offers, asks, any_of_crowd)
    return sorted(found | _linked(accounts, sketches, found))


def _blocked(
    sketches: Sequence[Sketch],
    offers: Callable[[Sketch], Iterable[Key]],
    asks: Callable[[Sketch], Iterable[Key]],
    any_of_crowd: bool,
) -> set[Pair]:
    """The pairs where one asks for what the other offers, and nothing bars them."""
    blocks: dict[Key, list[int]] = {}
    for number, one in enumerate(sketches):
        for key in offers(one):
            blocks.setdefault(key, []).append(number)
    tried: set[Pair] = set()
    found: set[Pair] = set()
    for number, one in enumerate(sketches):
        for key in asks(one):
            block = blocks.get(key, ())
            crowded = len(block) > CROWD
            for other in block:
                pair = (number, other) if number < other else (other, number)
                two = sketches[other]
                if number == other or pair in tried or (crowded and not any_of_crowd and not _share(one, two)):
                    continue  # whom a crowd turns away may still meet in a smaller block
                tried.add(pair)
                if not barred(one, two):
                    found.add(pair)
    return found


def _share(one: Sketch, other: Sketch) -> bool:
    """Whether two of a crowd share more than the day and the neighbourhood."""
    if one.surnames & other.surnames or one.quotes & other.quotes or len(one.names & other.names) > 1:
        return True
    mine, theirs = _best(one.killed), _best(other.killed)
    if mine is not None and mine == theirs:
        return True
    if mine is not None and theirs is not None and abs(mine - theirs) > max(1, min(mine, theirs) // 2):
        return False
    here, there = one.places[:1], other.places[:1]
    return bool(here and there and here[0].key and here[0].key == there[0].key)


def _best(word: Word | None) -> int | None:
    return word.toll.best if word else None


def _days(one: Sketch, margin: int = 0) -> range:
    if one.start is None or one.end is None or one.end - one.start >= NARROW:
        return range(0)
    return range(one.start - margin, one.end + margin + 1)


def _cell(place: Place) -> tuple[int, int]:
    lat, lon = place.lat or 0.0, place.lon or 0.0
    row = floor(lat / _CELL)
    return row, floor(lon * max(0.05, cos(radians(row * _CELL))) / _CELL)


def _cells(one: Sketch) -> Iterator[Key]:
    for day, cell in product(_days(one), {_cell(p) for p in one.fine}):
        yield "cell", day, cell


def _cells_around(one: Sketch) -> Iterator[Key]:
    around = set()
    for place in one.fine:
        for north, east in product((-1, 0, 1), repeat=2):
            lat = (place.lat or 0.0) + north * _CELL
            lon = (place.lon or 0.0) + east * _CELL / max(0.05, cos(radians(lat)))
            around.add(_cell(Place("", lat=lat, lon=lon)))
    for day, cell in product(_days(one, 1), sorted(around)):
        yield "cell", day, cell


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
    for month, key in product(months, {p.key for p in one.places if p.key and p.precision != "country"}):
        yield "spot", month, key


def _spots_asked(one: Sketch) -> Iterator[Key]:
    if one.span is None or one.span > NARROW:
        yield from _spot_keys(one, _asked(one))


def _tolls(one: Sketch) -> Iterator[Key]:
    yield from _toll_keys(one, _offered(one))


def _toll_keys(one: Sketch, months: list[int | None]) -> Iterator[Key]:
    told = {("killed", n) for n in _figures(one.killed)} | {("injured", n) for n in _figures(one.injured)}
    for month, country, toll in product(months, one.countries or {None}, sorted(told)):
        yield "toll", month, country, toll


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


def _linked(accounts: Sequence[Account], sketches: Sequence[Sketch], pairs: set[Pair]) -> set[Pair]:
    """Where two accounts are near, so are those they answer, those that answer them, and those told beside them."""
    linked = links(accounts)
    by_report: dict[str, list[int]] = {}
    for number, account in enumerate(accounts):
        by_report.setdefault(account.report, []).append(number)
    found: set[Pair] = set()
    for one, other in sorted(pairs):
        for here, there in ((one, other), (other, one)):
            for mine, theirs in product(linked.get(here, ()), by_report[accounts[there].report]):
                pair = (min(mine, theirs), max(mine, theirs))
                if theirs != there and pair not in pairs and not barred(sketches[mine], sketches[theirs]):
                    found.add(pair)
    return found


def links(accounts: Sequence[Account]) -> Mapping[int, tuple[int, ...]]:
    """For each account that answers another of its report, or is answered by it: the others, by their places."""
    found: dict[int, set[int]] = {}
    for answer, cause in answers(accounts):
        found.setdefault(answer, set()).add(cause)
        found.setdefault(cause, set()).add(answer)
    return {number: tuple(sorted(others)) for number, others in found.items()}


def answers(accounts: Sequence[Account]) -> list[Pair]:
    """(answer, cause): each response an account claims, to accounts by their places in the list."""
    told = [(number, c) for number, a in enumerate(accounts) for c in a.claims if c.field == "response"]
    if not told:
        return []
    known = {a.id: number for number, a in reversed(list(enumerate(accounts)))}
    pairs = ((number, known.get(str(c.value))) for number, c in told)
    return sorted({(number, cause) for number, cause in pairs if cause is not None and cause != number})


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
