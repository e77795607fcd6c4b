"""Lists of incidents read from their rows: pages, counts, months, what there is of each kind; no incident is loaded."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, literal, select, tuple_

from consilience.day import Day
from consilience.ledger.batches import in_batches
from consilience.ledger.choosing import choices, found_by_name, number
from consilience.ledger.listed import Listed
from consilience.ledger.listed_tables import LISTED, LISTED_ACTORS
from consilience.ledger.sums import told_beforehand
from consilience.ledger.tables import Verbatim
from consilience.ledger.wanted import Wanted
from consilience.place import Place
from consilience.toll import Toll

#: A row's place in an order: its rank there, and its id.
Spot = tuple[int, str]
_ROW = LISTED.c
_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are; "at least" where it is not exact."""

    number: int
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Month:
    """The incidents of a month, by the first day they may have been on, their best figures added up."""

    month: date
    count: int
    killed: int
    injured: int


@dataclass(frozen=True, slots=True)
class Histogram:
    """Months that have incidents, the earliest first, and how many incidents have no day."""

    months: tuple[Month, ...]
    without_day: int


@dataclass(frozen=True, slots=True)
class Facets:
    """How many incidents there are of each country, type and grade, the most first; None counts those without one."""

    country: dict[str | None, int]
    type: dict[str | None, int]
    grade: dict[str | None, int]


class Listing(ABC):
    """The part of a ledger that lists incidents."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]: ...

    def listed(self, wanted: Wanted, order: str, after: Spot | None = None, limit: int = 50) -> list[Listed]:
        """The incidents wanted that come after a spot in an order, at most so many."""
        with self._reading() as connection:
            by = f"by_{order}"
            lots = []
            for lot in choices(connection, wanted, order):
                rank = lot.rank(order)
                asked = select(LISTED).where(*lot.conditions).order_by(rank, _ROW.id).limit(limit)
                if after:
                    asked = asked.where(tuple_(rank, _ROW.id) > tuple_(literal(after[0]), literal(after[1], Verbatim)))
                lots.append(connection.execute(asked).all())
            rows = islice(merge(*lots, key=lambda row: (getattr(row, by), row.id)), limit)
            return listed_rows(connection, list(rows))

    def all_listed(self, wanted: Wanted, order: str = "day") -> Iterator[Listed]:
        """All incidents wanted, in an order."""
        after = None
        while rows := self.listed(wanted, order, after, _PAGE):
            yield from rows
            after = rows[-1].ranks[order], rows[-1].id

    def listed_by_id(self, ids: Sequence[str]) -> dict[str, Listed]:
        """The rows of these incidents."""
        with self._reading() as connection:
            rows: list[Any] = []
            for some in in_batches(ids):
                rows += connection.execute(select(LISTED).where(_ROW.id.in_(some), _ROW.at == 0))
            return {one.id: one for one in listed_rows(connection, rows)}

    def counted(self, wanted: Wanted, most: int | None = None) -> Count:
        """How many incidents are wanted; with `most`, no more than these are counted one by one."""
        with self._reading() as connection:
            if (told := told_beforehand(connection, wanted, "grade")) is not None:
                return Count(sum(sums[0] for sums in told.values()))
            if most is None:
                asked = (
                    select(func.count()).select_from(LISTED).where(*c.conditions) for c in choices(connection, wanted)
                )
                return Count(sum(connection.scalar(question) or 0 for question in asked))
            found = _count_of_names(connection, wanted, most + 1)
            if found is None:
                lots = choices(connection, wanted)
                asked_some = (select(_ROW.n).where(*lot.conditions) for lot in lots)
                found = sum(number(connection, question, most + 1) for question in asked_some)
        return Count(found) if found <= most else Count(most, exact=False)

    def histogram(self, wanted: Wanted) -> Histogram:
        """The incidents wanted by month."""
        found = self._by(wanted, "month", _ROW.month)
        without = found.pop(None, [0, 0, 0])[0]
        months = (Month(date(int(m) // 12, int(m) % 12 + 1, 1), *sums) for m, sums in found.items())
        return Histogram(tuple(sorted(months, key=lambda month: month.month)), without)

    def facets(self, wanted: Wanted) -> Facets:
        """How many of the incidents wanted there are of each country, type and grade."""
        columns = {"country": _ROW.country, "type": _ROW.event_type, "grade": _ROW.grade}
        found = (self._by(wanted, name, column) for name, column in columns.items())
        told = (sorted(((key, sums[0]) for key, sums in one.items()), key=_most_first) for one in found)
        return Facets(*map(dict, told))

    def _by(self, wanted: Wanted, name: str, column: ColumnElement[Any]) -> dict[Any, list[int]]:
        """How many, and how many killed and injured, of each value; None for those without one."""
        with self._reading() as connection:
            told = told_beforehand(connection, wanted, name)
        if told is not None:
            return told
        sums = [func.count(), func.sum(_ROW.killed_best), func.sum(_ROW.injured_best)]
        return {key[0]: told for key, told in self._grouped(wanted, [column], sums).items()}

    def _grouped(
        self, wanted: Wanted, by: Sequence[ColumnElement[Any]], sums: Sequence[ColumnElement[Any]]
    ) -> dict[tuple[Any, ...], list[int]]:
        found: dict[tuple[Any, ...], list[int]] = {}
        with self._reading() as connection:
            for lot in choices(connection, wanted):
                asked: Select[Any] = select(*by, *sums).where(*lot.conditions).group_by(*by)
                for row in connection.execute(asked):
                    key, told = tuple(row[: len(by)]), [number or 0 for number in row[len(by) :]]
                    found[key] = [a + b for a, b in zip(found.get(key, [0] * len(told)), told, strict=True)]
        return found

    def event_types(self) -> list[str]:
        """The types of incident there are."""
        with self._reading() as connection:
            return sorted(connection.scalars(select(_ROW.event_type).where(_ROW.event_type.is_not(None)).distinct()))


def _count_of_names(connection: Connection, wanted: Wanted, most: int) -> int | None:
    """How many there are of one name or of words, where nothing else is wanted."""
    if wanted not in (Wanted(actor=wanted.actor), Wanted(publisher=wanted.publisher), Wanted(text=wanted.text)):
        return None
    return next((number(connection, question, most) for question, _ in found_by_name(connection, wanted)), None)


def _most_first(item: tuple[str | None, int]) -> tuple[int, str]:
    return -item[1], item[0] or ""


def listed_rows(connection: Connection, rows: Sequence[Row[Any]]) -> list[Listed]:
    """Rows of the table as they are shown, with their actors and countries."""
    numbers = [row.n for row in rows]
    actors: dict[int, list[tuple[str, str]]] = {}
    countries: dict[int, list[str]] = {}
    for some in in_batches(numbers):
        told = LISTED_ACTORS.c
        asked = select(told.n, told.name, told.role).where(told.n.in_(some)).order_by(told.n, told.nth)
        for n, name, role in connection.execute(asked):
            actors.setdefault(n, []).append((name, role))
        places = select(_ROW.n, _ROW.country).where(_ROW.n.in_(some)).order_by(_ROW.n, _ROW.at)
        for n, country in connection.execute(places):
            countries.setdefault(n, []).extend([country] if country else [])
    return [_listed(row, countries[row.n], actors.get(row.n, ())) for row in rows]


def _listed(row: Row[Any], countries: Sequence[str], actors: Sequence[tuple[str, str]]) -> Listed:
    start, end = (date.fromordinal(n) if n else None for n in (row.start, row.end))
    place = None
    if row.place is not None:
        place = Place(row.place, row.place_country, row.admin1, row.lat, row.lon, row.place_precision)
    told = row._mapping
    killed, injured = (
        None if told[f"{field}_best"] is None else Toll(*(told[f"{field}_{part}"] for part in ("low", "best", "high")))
        for field in ("killed", "injured")
    )
    return Listed(
        row.id,
        Day(start, end, row.day_precision),
        place,
        row.event_type,
        row.grade,
        row.strike_status,
        killed,
        injured,
        row.killed_standing,
        row.injured_standing,
        row.killed_largest,
        row.injured_largest,
        row.accounts,
        row.sources,
        tuple(countries),
        tuple(actors),
    )
