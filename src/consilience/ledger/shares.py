"""How many incidents there are of each country, type, grade, actor and publisher, and the dead in them."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Table, func, select

from consilience.ledger.choosing import choices
from consilience.ledger.listed_tables import LISTED, LISTED_ACTORS, LISTED_PUBLISHERS
from consilience.ledger.listing import Listing
from consilience.ledger.wanted import Wanted

#: By what incidents are counted.
By = Literal["country", "type", "grade", "actor", "publisher"]
#: Incidents beyond which actors and publishers are not counted: of a million they take a second or two.
MOST = 2_000_000
_ROW = LISTED.c
_COLUMNS = {"country": _ROW.country, "type": _ROW.event_type, "grade": _ROW.grade}
_TABLES = {"actor": LISTED_ACTORS, "publisher": LISTED_PUBLISHERS}


@dataclass(frozen=True, slots=True)
class Share:
    """The incidents of one name, and the dead by their best figures; None where nothing is told."""

    name: str | None
    count: int
    killed: int


class Sharing(Listing):
    """The part of a ledger that counts incidents by what they have in common."""

    def shares(self, wanted: Wanted, by: By, limit: int) -> list[Share] | None:
        """The incidents wanted by country..., the most first; one with several actors counts for each.

        None where there are more than MOST of them, of which actors and publishers cannot be counted while one waits.
        """
        if by == "country" or by == "type" or by == "grade":
            told = self._by(wanted, by, _COLUMNS[by])
            found = {name: (sums[0], sums[1]) for name, sums in told.items()}
        elif self.counted(wanted, MOST + 1).number <= MOST:
            found = self._by_name(wanted, _TABLES[by])
        else:
            return None
        shares = (Share(name, *told) for name, told in found.items())
        return sorted(shares, key=lambda share: (-share.count, share.name or ""))[:limit]

    def _by_name(self, wanted: Wanted, names: Table) -> dict[str | None, tuple[int, int]]:
        found: dict[str | None, tuple[int, int]] = {}
        # an actor may have two parts in one incident
        each = select(names.c.n, names.c.name).distinct().subquery()
        sums = func.count(), func.sum(_ROW.killed_best)
        asked = select(each.c.name, *sums).select_from(LISTED.join(each, each.c.n == _ROW.n)).group_by(each.c.name)
        with self._reading() as connection:
            for lot in choices(connection, wanted):
                for name, count, killed in connection.execute(asked.where(*lot.conditions)):
                    before = found.get(name, (0, 0))
                    found[name] = before[0] + count, before[1] + (killed or 0)
        return found
