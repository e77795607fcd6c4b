"""The tables by which incidents are listed, filtered and searched without reading them; all derived.

They are narrow, so that what many incidents are asked for lies close together, and numbers stand in them for days and
for places in an order (`listed.Listed.ranks`), so that every order goes upwards.
"""

from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Connection, Float, Index, Integer, SmallInteger, Table, Text, text

from consilience.ledger.tables import METADATA, Verbatim


def _toll(field: str) -> list[Column[Any]]:
    """A toll: its figures, how it stands, and the largest figure told."""
    parts = [Column(f"{field}_{part}", BigInteger) for part in ("low", "best", "high")]
    return [*parts, Column(f"{field}_standing", Text, nullable=False), Column(f"{field}_largest", BigInteger)]


#: Days beyond which an incident is looked for apart from those that can be found near one day of theirs.
WIDE = 40
_MAIN = text("at = 0")
_WIDE = text("wide = 1")

#: An incident, once for each country of its places: `at` is 0 for the main one (or none), so that a country is looked
#: for as quickly as all are. `n` is any number, and means nothing outside.
LISTED = Table(
    "listed",
    METADATA,
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    Column("at", SmallInteger, primary_key=True, autoincrement=False),
    Column("id", Verbatim, nullable=False),
    Column("by_day", Integer, nullable=False),  # ordinals of days, LAST for unknown
    Column("by_newest", Integer, nullable=False),
    Column("by_killed", BigInteger, nullable=False),
    Column("by_sources", Integer, nullable=False),
    Column("start", Integer),  # ordinals
    Column("end", Integer),
    Column("wide", SmallInteger, nullable=False),  # 1 where it may have been on more than WIDE days
    Column("month", Integer),  # of the day it is put in order by: years times 12 and months since
    Column("day_precision", Text, nullable=False),
    Column("country", Text),
    Column("place", Verbatim),
    Column("place_country", Text),
    Column("admin1", Verbatim),
    Column("lat", Float),
    Column("lon", Float),
    Column("place_precision", Text),
    Column("event_type", Text),
    Column("type_folded", Text),
    Column("grade", Text),
    Column("strike_status", Text),
    *_toll("killed"),
    *_toll("injured"),
    Column("accounts", Integer, nullable=False),
    Column("sources", Integer, nullable=False),
    Index("listed_by_id", "id"),
    *(
        Index(f"listed_in_country_by_{order}", "country", f"by_{order}", "id")
        for order in ("day", "newest", "killed", "sources")
    ),
    Index("listed_wide", "wide", "n", sqlite_where=_WIDE, postgresql_where=_WIDE),
    *(
        Index(f"listed_{name}", *columns, sqlite_where=_MAIN, postgresql_where=_MAIN)
        for name, columns in {
            "by_day": ("by_day", "id"),
            "by_newest": ("by_newest", "id"),
            "by_killed": ("by_killed", "id"),
            "by_sources": ("by_sources", "id"),
            "of_type": ("type_folded", "by_newest", "id"),
            "of_grade": ("grade", "by_newest", "id"),
            "on_map": ("lat", "lon"),
        }.items()
    ),
    sqlite_with_rowid=False,
)


def _named(name: str, *more: Column[Any]) -> Table:
    """A table of names of incidents, found by how they begin, folded."""
    return Table(
        name,
        METADATA,
        Column("folded", Verbatim, primary_key=True),
        Column("n", BigInteger, primary_key=True, autoincrement=False, index=True),
        Column("name", Verbatim, primary_key=True),
        *more,
        sqlite_with_rowid=False,
    )


LISTED_ACTORS = _named("listed_actors", Column("role", Text, primary_key=True), Column("nth", Integer, nullable=False))
LISTED_PUBLISHERS = _named("listed_publishers")

#: The words told of an incident, folded, each once; on SQLite they are looked for in an index beside the table.
LISTED_WORDS = Table(
    "listed_words",
    METADATA,
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    Column("words", Text, nullable=False),
)

#: Which incident is told to answer which.
ANSWERED = Table(
    "answered",
    METADATA,
    Column("answer", Verbatim, primary_key=True),
    Column("cause", Verbatim, primary_key=True, index=True),
    sqlite_with_rowid=False,
)

#: What is wrong with decisions on an incident.
INCIDENT_PROBLEMS = Table(
    "incident_problems",
    METADATA,
    Column("incident", Verbatim, primary_key=True),
    Column("problems", JSON, nullable=False),
)

LISTS = (LISTED, LISTED_ACTORS, LISTED_PUBLISHERS, LISTED_WORDS, ANSWERED, INCIDENT_PROBLEMS)

_INDEX = {
    "sqlite": "CREATE VIRTUAL TABLE IF NOT EXISTS word_index USING fts5(words, content='listed_words', "
    "content_rowid='n', detail='none', columnsize=0, tokenize='ascii', prefix='3')",
    "postgresql": "CREATE INDEX IF NOT EXISTS word_index ON listed_words USING gin (to_tsvector('simple', words))",
}


def make_lists(connection: Connection) -> None:
    """Makes these tables, and the index of words that the database offers."""
    METADATA.create_all(connection, tables=LISTS)
    if connection.dialect.name in _INDEX:
        connection.exec_driver_sql(_INDEX[connection.dialect.name])
