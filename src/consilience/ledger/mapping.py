"""Incidents on a map: their spots, put together into cells where there are very many."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection, func, select

from consilience.ledger.choosing import Conditions, boxed, choices
from consilience.ledger.listed_tables import LISTED
from consilience.ledger.wanted import Box, Wanted
from consilience.place import Precision

_ROW = LISTED.c
#: Sizes of cells in degrees, the finest first.
_CELLS = (0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)


@dataclass(frozen=True, slots=True)
class Mark:
    """Incidents on one spot, or of one cell and precision: then it lies in the middle of their spots.

    `killed` is the sum of the best figures; `id` is the incident's where there is one only.
    """

    lat: float
    lon: float
    precision: Precision
    count: int
    killed: int
    id: str | None


@dataclass(frozen=True, slots=True)
class Points:
    """Marks on a map; `cell` is the width of the cells in degrees, None where each mark is a spot of its own."""

    marks: tuple[Mark, ...]
    cell: float | None
    without_place: int  # incidents wanted that have no coordinates, wherever the map looks


class Mapping(ABC):
    """The part of a ledger that draws incidents on a map."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]: ...

    def points(self, wanted: Wanted, box: Box | None = None, limit: int = 2_000) -> Points:
        """The incidents wanted, of which the map shows those in `box`, in at most about `limit` marks."""
        with self._reading() as connection:
            shown = choices(connection, wanted)
            without = sum(_without(connection, conditions) for conditions in shown)
            spots = [mark for conditions in shown for mark in _spots(connection, conditions, box)]
        spots = _together(spots, lambda mark: (mark.lat, mark.lon))
        cell, marks = None, spots
        for size in _CELLS:
            if len(marks) <= limit:
                break
            cell, marks = size, _together(spots, partial(_cell, size))
        return Points(tuple(sorted(marks, key=lambda m: (m.lat, m.lon, m.precision))), cell, without)


def _without(connection: Connection, conditions: Conditions) -> int:
    asked = select(func.count()).select_from(LISTED).where(*conditions, _ROW.lat.is_(None))
    return connection.scalar(asked) or 0


def _spots(connection: Connection, conditions: Conditions, box: Box | None) -> list[Mark]:
    """A mark for each spot and precision."""
    seen = boxed(box) if box else [_ROW.lat.is_not(None)]
    by = (_ROW.lat, _ROW.lon, _ROW.place_precision)
    told = (func.count(), func.sum(_ROW.killed_best), func.min(_ROW.id))
    rows = connection.execute(select(*by, *told).where(*conditions, *seen).group_by(*by))
    return [
        Mark(lat, lon, how, count, killed or 0, id if count == 1 else None) for lat, lon, how, count, killed, id in rows
    ]


def _cell(size: float, mark: Mark) -> tuple[float, float]:
    return mark.lat // size, mark.lon // size


def _together(marks: Iterable[Mark], where: Callable[[Mark], tuple[float, float]]) -> list[Mark]:
    """One mark for those that lie together and are of one precision, in the middle of all their incidents."""
    lots: dict[tuple[float, float, Precision], list[Mark]] = {}
    for mark in marks:
        lots.setdefault((*where(mark), mark.precision), []).append(mark)
    return [lot[0] if len(lot) == 1 else _one(lot) for lot in lots.values()]


def _one(lot: list[Mark]) -> Mark:
    count = sum(mark.count for mark in lot)
    lat, lon = (sum(getattr(mark, name) * mark.count for mark in lot) / count for name in ("lat", "lon"))
    return Mark(lat, lon, lot[0].precision, count, sum(mark.killed for mark in lot), None)
