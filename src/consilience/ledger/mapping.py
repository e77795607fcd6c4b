"""Incidents on a map: their spots, put together into cells where there are very many."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy import Connection, func, select

from consilience.ledger.batches import in_batches
from consilience.ledger.choosing import choices
from consilience.ledger.listed_tables import LISTED
from consilience.ledger.sums import read_sums, summed
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
            choice = summed(wanted)
            spots, without = _summed(connection, choice, box) if choice else _looked_for(connection, wanted, box)
            cell, marks = None, spots
            for size in _CELLS:
                if len(marks) <= limit:
                    break
                cell, marks = size, _together(spots, partial(_cell, size))
            marks = _single(connection, wanted, marks)
        return Points(tuple(sorted(marks, key=lambda m: (m.lat, m.lon, m.precision))), cell, without)


def _summed(connection: Connection, choice: dict[str, str], box: Box | None) -> tuple[list[Mark], int]:
    """A mark for each spot and precision, and how many have none, by the sums made beforehand."""
    rows = read_sums(connection, choice, "spot")
    spots = [Mark(r.lat, r.lon, r.key, r.count_, r.killed, None) for r in rows if r.key and _within(box, r.lat, r.lon)]
    return spots, sum(row.count_ for row in rows if not row.key)


def _within(box: Box | None, lat: float, lon: float) -> bool:
    return box is None or box.holds(lat, lon)


def _looked_for(connection: Connection, wanted: Wanted, box: Box | None) -> tuple[list[Mark], int]:
    """The same by looking at each incident wanted."""
    found: dict[tuple[float, float, Precision], list[int]] = {}
    without = 0
    by = (_ROW.lat, _ROW.lon, _ROW.place_precision)
    for lot in choices(connection, wanted):
        asked = select(*by, func.count(), func.sum(_ROW.killed_best)).where(*lot.conditions).group_by(*by)
        for lat, lon, precision, count, killed in connection.execute(asked):
            if lat is None:
                without += count
            elif _within(box, lat, lon):
                sums = found.setdefault((lat, lon, precision), [0, 0])
                found[lat, lon, precision] = [sums[0] + count, sums[1] + (killed or 0)]
    return [Mark(*key, count, killed, None) for key, (count, killed) in found.items()], without


def _single(connection: Connection, wanted: Wanted, marks: list[Mark]) -> list[Mark]:
    """The marks, with the incident's id where there is one only."""
    alone = {(mark.lat, mark.lon, mark.precision) for mark in marks if mark.count == 1}
    if not alone:
        return marks
    ids: dict[tuple[float, float, Precision], str] = {}
    dated = wanted.first is not None or wanted.last is not None
    for lot in choices(connection, wanted):
        # Where few are wanted they are found by that; of many, few are on one of these latitudes.
        lat = _ROW.lat + 0.0 if dated or not lot.by_rank else _ROW.lat
        for some in in_batches(sorted({lat for lat, _, _ in alone}), 500):
            asked = select(_ROW.lat, _ROW.lon, _ROW.place_precision, _ROW.id).where(*lot.conditions, lat.in_(some))
            ids |= {(lat, lon, how): id for lat, lon, how, id in connection.execute(asked) if (lat, lon, how) in alone}
    return [replace(m, id=ids.get((m.lat, m.lon, m.precision))) if m.count == 1 else m for m in marks]


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
