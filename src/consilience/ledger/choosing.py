"""What is wanted, as conditions on the rows of `listed`."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    Table,
    and_,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    text,
)

from consilience.ledger.listed_tables import (
    LISTED,
    LISTED_ACTORS,
    LISTED_PUBLISHERS,
    LISTED_WORDS,
    WIDE,
)
from consilience.ledger.wanted import Box, Wanted, folded, tokens

Conditions = list[ColumnElement[bool]]
#: Incidents found by a name or a word from which on they are better looked for in the order of the list.
MANY = 3_000
_LAST_SIGN = "\x7f"  # after all that folded names hold

_ROW = LISTED.c
# written out, since an index of some rows only is of use only where the question says so
_MAIN = literal_column("listed.at", Integer) == literal_column("0", Integer)
_NARROW, _WIDE = (literal_column("listed.wide", Integer) == literal_column(n, Integer) for n in "01")


def choices(connection: Connection, wanted: Wanted, order: str = "day") -> list[Conditions]:
    """Conditions of which a row meets one lot: those with days in a few weeks, and those wide, told only where asked.

    A row meets all conditions of at most one lot. `order` is that in which rows will be asked for.
    """
    common: Conditions = []
    row = _ROW
    if wanted.country is not None:
        common.append(row.country == wanted.country.upper())
    else:
        common.append(_MAIN)
    if wanted.type is not None:
        common.append(row.type_folded == wanted.type.casefold())
    if wanted.grade is not None:
        common.append(row.grade == wanted.grade.casefold())
    if wanted.killed is not None:
        common.append(row.by_killed <= -wanted.killed)
    if wanted.box is not None:
        common += boxed(wanted.box)
    for table, words in ((LISTED_ACTORS, wanted.actor), (LISTED_PUBLISHERS, wanted.publisher)):
        if words is not None:
            common.append(_named(connection, table, words))
    if asked := tokens(wanted.text or ""):
        common.append(_worded(connection, asked))
    if wanted.first is None and wanted.last is None:
        return [common]
    return [common + days for days in _days(wanted.first, wanted.last, order)]


def _days(first: date | None, last: date | None, order: str) -> list[Conditions]:
    row = _ROW
    begin = (first or date.min).toordinal()
    end = (last or date.max).toordinal()
    near = row.by_newest.between(-end, WIDE - begin) if order == "newest" else row.by_day.between(begin - WIDE, end)
    narrow = [_NARROW, near, row.end >= begin]
    wide = [
        _WIDE,
        or_(row.start.is_(None), row.start <= end),
        or_(row.end.is_(None), row.end >= begin),
    ]
    return [narrow, wide]


def boxed(box: Box) -> Conditions:
    """What lies in a part of the map."""
    row = _ROW
    if box.west <= box.east:
        across: ColumnElement[bool] = row.lon.between(box.west, box.east)
    else:
        across = or_(row.lon >= box.west, row.lon <= box.east)
    return [row.lat.between(box.south, box.north), across]


def _few(connection: Connection, question: Select[int]) -> bool:
    """Whether a question has few answers."""
    some = question.limit(MANY).subquery()
    return (connection.scalar(select(func.count()).select_from(some)) or 0) < MANY


def _named(connection: Connection, table: Table, words: str) -> ColumnElement[bool]:
    """Those of a name that begins with these words."""
    name = table.c
    begins = folded(words)
    holds = and_(name.folded >= begins, name.folded < begins + _LAST_SIGN)
    chosen = select(name.n).where(holds)
    if _few(connection, chosen):
        return _ROW.n.in_(chosen)
    return exists(select(name.n).where(name.n == _ROW.n, holds))


def _worded(connection: Connection, asked: Sequence[str]) -> ColumnElement[bool]:
    """Those told with all of these words."""
    words = LISTED_WORDS.c
    if connection.dialect.name == "sqlite":
        found = _in_index(asked)
        if _few(connection, found):
            return _ROW.n.in_(found)
    elif connection.dialect.name == "postgresql":
        looked_for = func.to_tsquery("simple", " & ".join(f"{word}:*" for word in asked))
        chosen = select(words.n).where(func.to_tsvector(text("'simple'"), words.words).op("@@")(looked_for))
        return _ROW.n.in_(chosen)
    told = literal(" ").concat(words.words)
    return exists(select(words.n).where(words.n == _ROW.n, *(told.like(f"% {word}%") for word in asked)))


def _in_index(asked: Sequence[str]) -> Select[int]:
    """The numbers of incidents whose words begin with each of these, from the index."""
    question = " AND ".join(f'"{word}"*' for word in asked)
    found: Select[int] = select(literal_column("rowid", Integer).label("n")).select_from(text("word_index"))
    return found.where(text("word_index MATCH :asked")).params(asked=question)
