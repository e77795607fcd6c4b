"""What is wanted, as conditions on the rows of `listed`, and by which of them rows are best found.

Databases have no idea how common a name, a word or a kind of incident is, and guess. So we look: what is found with few
rows is found by that, and put in order; else rows are gone through in the order asked for until there are enough. What
rows are not to be found by is told so that no index answers it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
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

from consilience.ledger.listed_tables import LISTED, LISTED_ACTORS, LISTED_PUBLISHERS, LISTED_WORDS, WIDE
from consilience.ledger.wanted import Box, Wanted, folded, tokens

Conditions = list[ColumnElement[bool]]
#: Incidents from which on they are better looked for in the order of the list than put in order.
MANY = 3_000
_LAST_SIGN = "\x7f"  # after all that folded names hold

_ROW = LISTED.c
# written out, since an index of some rows only is of use only where the question says so
_MAIN = literal_column("listed.at", Integer) == literal_column("0", Integer)
_NARROW, _WIDE = (literal_column("listed.wide", Integer) == literal_column(n, Integer) for n in "01")


@dataclass(frozen=True, slots=True)
class Lot:
    """Conditions for some of the rows wanted; `by_rank` says whether rows are to be found in the order asked for."""

    conditions: Conditions
    by_rank: bool

    def rank(self, order: str) -> ColumnElement[int]:
        """What the rows are put in order by."""
        column: ColumnElement[int] = _ROW[f"by_{order}"]
        return column if self.by_rank else column + 0


@dataclass(frozen=True, slots=True)
class _Part:
    """One thing wanted: as rows are found by it, and as rows found otherwise are looked over."""

    finding: ColumnElement[bool]
    looking: ColumnElement[bool]
    few: bool
    listed: bool = False  # whether rows found by it come in the order asked for
    named: bool = False  # whether it is slow to look over many rows


def choices(connection: Connection, wanted: Wanted, order: str | None = None) -> list[Lot]:
    """Conditions of which a row meets one lot at most: those within few weeks, and wide ones, told where days count.

    `order` is that in which some rows are asked for; None where all are.
    """
    main: Conditions = [] if wanted.country is not None else [_MAIN]
    parts = [*_kinds(connection, wanted, order), *_places(connection, wanted), *_names(connection, wanted)]
    if wanted.first is None and wanted.last is None:
        return [_lot(main, parts, order)]
    begin = wanted.first.toordinal() if wanted.first else 0
    end = wanted.last.toordinal() if wanted.last else literal_column(str(10**7), Integer)
    near = _ROW.by_day.between(begin - WIDE, end) if order == "day" else _ROW.by_newest.between(-end, WIDE - begin)
    rest: Conditions = [_NARROW, _ROW.end + 0 >= begin]
    days = _part(
        connection, near, (_ROW.by_day + 0).between(begin - WIDE, end), listed=order in (None, "day", "newest")
    )
    wide: Conditions = [
        _WIDE,
        or_(_ROW.start.is_(None), _ROW.start <= end),
        or_(_ROW.end.is_(None), _ROW.end >= begin),
    ]
    return [
        _lot(main + rest, [days, *parts], order),
        Lot(main + wide + [part.looking for part in parts], by_rank=False),
    ]


def _lot(sure: Conditions, parts: Sequence[_Part], order: str | None) -> Lot:
    """The parts put together, rows being found by the best one."""
    few = next((part for part in parts if part.few), None)
    if order is None:
        finding = few or next((p for p in parts if p.named), None) or next((p for p in parts if p.listed), None)
        finding = finding or (parts[0] if parts else None)
    else:
        finding = few or next((part for part in parts if part.listed), None)
    beside = finding is not None and finding.listed and few is None  # one index may answer for several of these
    told = [p.finding if p is finding or (beside and p.listed) else p.looking for p in parts]
    return Lot(sure + told, by_rank=few is None)


def _part(
    connection: Connection,
    finding: ColumnElement[bool],
    looking: ColumnElement[bool],
    *,
    listed: bool = False,
) -> _Part:
    some = select(_ROW.n).where(finding, _MAIN)
    return _Part(finding, looking, few(connection, some), listed)


def _kinds(connection: Connection, wanted: Wanted, order: str | None) -> Iterable[_Part]:
    """Country, type and grade."""
    if wanted.country is not None:
        country = wanted.country.upper()
        found = _ROW.country == country
        rows = select(_ROW.n).where(found)
        yield _Part(found, func.coalesce(_ROW.country, "") == country, few(connection, rows), listed=True)
    newest = order in (None, "newest")
    for column, value in ((_ROW.type_folded, wanted.type), (_ROW.grade, wanted.grade)):
        if value is not None:
            folded = value.casefold()
            looking = func.coalesce(column, "") == folded
            yield _part(connection, column == folded, looking, listed=newest and wanted.country is None)


def _places(connection: Connection, wanted: Wanted) -> Iterable[_Part]:
    """How many were killed, and where."""
    if wanted.killed is not None:
        yield _part(connection, _ROW.by_killed <= -wanted.killed, _ROW.by_killed + 0 <= -wanted.killed)
    if wanted.box is not None:
        there = LISTED.alias("there").c  # by itself, the index tells all that is asked of it
        inside = select(there.n).where(
            _boxed(wanted.box, there.lat, there.lon), there.at == literal_column("0", Integer)
        )
        looking = _boxed(wanted.box, _ROW.lat + 0.0, _ROW.lon + 0.0)
        yield _Part(_ROW.n.in_(inside), looking, few(connection, inside))


def _boxed(box: Box, lat: ColumnElement[Any], lon: ColumnElement[Any]) -> ColumnElement[bool]:
    """What lies in a part of the map."""
    if box.west <= box.east:
        across: ColumnElement[bool] = lon.between(box.west, box.east)
    else:
        across = or_(lon >= box.west, lon <= box.east)
    return and_(lat.between(box.south, box.north), across)


def few(connection: Connection, question: Select[int]) -> bool:
    """Whether a question has few answers."""
    return number(connection, question, MANY) < MANY


def number(connection: Connection, question: Select[int], most: int) -> int:
    """How many answers a question has; no more than so many are counted."""
    return connection.scalar(select(func.count()).select_from(question.limit(most).subquery())) or 0


def _names(connection: Connection, wanted: Wanted) -> Iterable[_Part]:
    """Actor, publisher and words."""
    for question, looking in found_by_name(connection, wanted):
        yield _Part(_ROW.n.in_(question), looking, few(connection, question), named=True)


def found_by_name(connection: Connection, wanted: Wanted) -> Iterable[tuple[Select[int], ColumnElement[bool]]]:
    """For actor, publisher and words: the numbers of incidents, and how a row is looked over for them."""
    for table, words in ((LISTED_ACTORS, wanted.actor), (LISTED_PUBLISHERS, wanted.publisher)):
        if words is not None:
            yield _named(table, words)
    if asked := tokens(wanted.text or ""):
        yield _worded(connection, asked)


def _named(table: Table, words: str) -> tuple[Select[int], ColumnElement[bool]]:
    """Those of a name that begins with these words."""
    name = table.c
    begins = folded(words)
    holds = and_(name.folded >= begins, name.folded < begins + _LAST_SIGN)
    n: Column[int] = name.n
    return select(n).distinct().where(holds), exists(select(n).where(n == _ROW.n, holds))


def _worded(connection: Connection, asked: Sequence[str]) -> tuple[Select[int], ColumnElement[bool]]:
    """Those told with all of these words."""
    words = LISTED_WORDS.c
    told = literal(" ").concat(words.words)
    likes = [told.like(f"% {word}%") for word in asked]
    question: Select[int]
    if connection.dialect.name == "sqlite":
        index = select(literal_column("rowid", Integer).label("n")).select_from(text("word_index"))
        match = " AND ".join(f'"{word}"*' for word in asked)
        question = index.where(text("word_index MATCH :asked")).params(asked=match)
    elif connection.dialect.name == "postgresql":
        match = " & ".join(f"{word}:*" for word in asked)
        question = select(words.n).where(
            func.to_tsvector(text("'simple'"), words.words).op("@@")(func.to_tsquery(text("'simple'"), match))
        )
    else:
        question = select(words.n).where(*likes)
    return question, exists(select(words.n).where(words.n == _ROW.n, *likes))
