"""How many incidents there are of each country, type, grade, actor and publisher, and the dead in them."""

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Select, func, select

from consilience.ledger.choosing import choices
from consilience.ledger.listed_tables import LISTED, LISTED_ACTORS, LISTED_PUBLISHERS
from consilience.ledger.wanted import Wanted

#: By what incidents are counted.
By = Literal["country", "type", "grade", "actor", "publisher"]
_ROW = LISTED.c
_COLUMNS = {"country": _ROW.country, "type": _ROW.event_type, "grade": _ROW.grade}
_TABLES = {"actor": LISTED_ACTORS, "publisher": LISTED_PUBLISHERS}


@dataclass(frozen=True, slots=True)
class Share:
    """The incidents of one name, and the dead by their best figures; None where nothing is told."""

    name: str | None
    count: int
    killed: int


class Sharing(ABC):
    """The part of a ledger that counts incidents by what they have in common."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]: ...

    def shares(self, wanted: Wanted, by: By, limit: int) -> list[Share]:
        """The incidents wanted by country..., the most first; one with several actors counts for each."""
        found: dict[str | None, tuple[int, int]] = {}
        with self._reading() as connection:
            for lot in choices(connection, wanted):
                for name, count, killed in connection.execute(_asked(by).where(*lot.conditions)):
                    before = found.get(name, (0, 0))
                    found[name] = before[0] + count, before[1] + (killed or 0)
        shares = (Share(name, *told) for name, told in found.items())
        return sorted(shares, key=lambda share: (-share.count, share.name or ""))[:limit]


def _asked(by: By) -> Select[Any]:
    sums = func.count(), func.sum(_ROW.killed_best)
    if by in _COLUMNS:
        return select(_COLUMNS[by], *sums).group_by(_COLUMNS[by])
    names = _TABLES[by]
    each = select(names.c.n, names.c.name).distinct().subquery()  # an actor may have two parts in one incident
    return select(each.c.name, *sums).select_from(LISTED.join(each, each.c.n == _ROW.n)).group_by(each.c.name)
