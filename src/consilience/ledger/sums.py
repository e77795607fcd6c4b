"""Incidents counted beforehand by month, spot, country, type and grade, for each choice of country, type and grade.

The counts change in the transaction in which incidents do, by what was taken out and what was put in.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from sqlalchemy import Column, Connection, Float, Integer, Table, Text, case, delete, func, insert, literal, select
from sqlalchemy import cast as as_type
from sqlalchemy.dialects import postgresql, sqlite

from consilience.ledger.batches import in_batches
from consilience.ledger.listed_tables import LISTED
from consilience.ledger.tables import METADATA
from consilience.ledger.wanted import Wanted, tokens

#: Stands for every country, type or grade; what has none is counted under "".
ANY = "*"

SUMS = Table(
    "listed_sums",
    METADATA,
    Column("country", Text, primary_key=True),
    Column("type", Text, primary_key=True),  # folded
    Column("grade", Text, primary_key=True),
    Column("by", Text, primary_key=True),  # month, spot, country, type or grade
    Column("key", Text, primary_key=True),  # the month's number, the spot's precision, or a name; "" for none
    Column("lat", Float, primary_key=True),  # 0 where not by spot
    Column("lon", Float, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("killed", Integer, nullable=False),
    Column("injured", Integer, nullable=False),
    sqlite_with_rowid=False,
)
_KEY = [column.name for column in SUMS.primary_key]
_VALUES = ("count", "killed", "injured")

Values = Mapping[str, Any]
Key = tuple[Any, ...]


def add_up(connection: Connection, gone: Iterable[Values], put: Iterable[Values]) -> None:
    """Counts rows of `listed` that were taken out and put in."""
    change: dict[Key, list[int]] = {}
    for rows, sign in ((gone, -1), (put, 1)):
        for row in rows:
            told = (1, row["killed_best"] or 0, row["injured_best"] or 0)
            for key in _keys(row):
                sums = change.setdefault(key, [0, 0, 0])
                for n, value in enumerate(told):
                    sums[n] += sign * value
    changed = [dict(zip((*_KEY, *_VALUES), (*key, *sums), strict=True)) for key, sums in change.items() if any(sums)]
    if not changed:
        return
    kind = sqlite.insert(SUMS) if connection.dialect.name == "sqlite" else postgresql.insert(SUMS)
    more = {name: SUMS.c[name] + kind.excluded[name] for name in _VALUES}
    asked = kind.on_conflict_do_update(index_elements=_KEY, set_=more)
    for some in in_batches(sorted(changed, key=lambda values: tuple(values[name] for name in _KEY))):
        connection.execute(asked, some)
    if any(sums[0] < 0 for sums in change.values()):
        connection.execute(delete(SUMS).where(SUMS.c["count"] == 0))


def _keys(row: Values) -> Iterator[Key]:
    """All the sums that a row is in."""
    country, kind, grade = row["country"] or "", row["type_folded"] or "", row["grade"] or ""
    spot = ("", 0.0, 0.0) if row["lat"] is None else (row["place_precision"], row["lat"], row["lon"])
    by = (
        ("month", "" if row["month"] is None else str(row["month"]), 0.0, 0.0),
        ("spot", *spot),
        ("country", country, 0.0, 0.0),
        ("type", row["event_type"] or "", 0.0, 0.0),
        ("grade", grade, 0.0, 0.0),
    )
    countries = (country,) if row["at"] else (ANY, country)
    for choice in product(countries, (ANY, kind), (ANY, grade)):
        for key in by:
            yield (*choice, *key)


def add_up_all(connection: Connection) -> None:
    """Counts everything anew."""
    row = LISTED.c
    connection.execute(delete(SUMS))
    nowhere = row.lat.is_(None)
    by = {
        "month": func.coalesce(as_type(row.month, Text), ""),
        "spot": case((nowhere, ""), else_=row.place_precision),
        "country": func.coalesce(row.country, ""),
        "type": func.coalesce(row.event_type, ""),
        "grade": func.coalesce(row.grade, ""),
    }
    sides = [(literal(ANY), func.coalesce(column, "")) for column in (row.country, row.type_folded, row.grade)]
    for n, choice in enumerate(product(*sides)):
        for name, key in by.items():
            where = [func.coalesce(c, 0.0) if name == "spot" else literal(0.0) for c in (row.lat, row.lon)]
            keys = [*choice, literal(name), key, *where]
            names = [f"k{i}" for i in range(len(keys))]
            labelled = (k.label(label) for k, label in zip(keys, names, strict=True))
            asked = select(*labelled, row.killed_best.label("killed"), row.injured_best.label("injured"))
            inner = (asked.where(row.at == 0) if n < 4 else asked).subquery()  # of any country: each incident once
            columns = [inner.c[name] for name in names]
            sums = [func.count(), *(func.coalesce(func.sum(inner.c[c]), 0) for c in ("killed", "injured"))]
            connection.execute(insert(SUMS).from_select([*_KEY, *_VALUES], select(*columns, *sums).group_by(*columns)))


def told_beforehand(connection: Connection, wanted: Wanted, by: str) -> dict[str | None, list[int]] | None:
    """What is wanted by month, country, type or grade: how many, killed and injured; None where no sums tell it."""
    choice = summed(wanted)
    if choice is None:
        return None
    return {row.key or None: [row.count_, row.killed, row.injured] for row in read_sums(connection, choice, by)}


def summed(wanted: Wanted) -> dict[str, str] | None:
    """The choice of sums that answers for what is wanted; None where none does."""
    others = (wanted.first, wanted.last, wanted.box, wanted.actor, wanted.killed, wanted.publisher)
    if any(field is not None for field in others) or tokens(wanted.text or ""):
        return None
    return {
        "country": ANY if wanted.country is None else wanted.country.upper(),
        "type": ANY if wanted.type is None else wanted.type.casefold(),
        "grade": ANY if wanted.grade is None else wanted.grade.casefold(),
    }


def read_sums(connection: Connection, choice: Mapping[str, str], by: str) -> list[Any]:
    """The sums of a choice by month, spot, country, type or grade."""
    chosen = [SUMS.c[name] == value for name, value in choice.items()]
    count = SUMS.c["count"].label("count_")
    asked = select(SUMS.c.key, SUMS.c.lat, SUMS.c.lon, count, SUMS.c.killed, SUMS.c.injured)
    return list(connection.execute(asked.where(*chosen, SUMS.c.by == by)))
