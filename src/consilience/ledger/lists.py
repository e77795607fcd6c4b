"""Keeping the lists of incidents: rows put in and taken out as incidents change, with the index of their words."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, text

from consilience.incident import Incident
from consilience.ledger.batches import in_batches
from consilience.ledger.listed import Listed, listed_of, publishers_of
from consilience.ledger.listed_tables import (
    ANSWERED,
    INCIDENT_PROBLEMS,
    LISTED,
    LISTED_ACTORS,
    LISTED_PUBLISHERS,
    LISTED_WORDS,
    LISTS,
    WIDE,
)
from consilience.ledger.plain import plain
from consilience.ledger.sums import SUMS, add_up
from consilience.ledger.wanted import folded, told_tokens
from consilience.problem import Problem

Values = dict[str, Any]

_FORGET_WORDS = text("INSERT INTO word_index (word_index, rowid, words) VALUES ('delete', :n, :words)")
_LEARN_WORDS = text("INSERT INTO word_index (rowid, words) VALUES (:n, :words)")


def put_lists(
    connection: Connection, gone: Collection[str], told: Sequence[tuple[Incident, tuple[Problem, ...]]]
) -> None:
    """Takes the incidents of these ids out of all lists, and puts those told in, with the problems of decisions."""
    taken = [row for some in in_batches(sorted(gone)) for row in _take_out(connection, some)]
    first = (connection.scalar(select(func.max(LISTED.c.n))) or 0) + 1
    numbered = [(n, incident, listed_of(incident)) for n, (incident, _) in enumerate(told, first)]
    rows = [row for n, _, one in numbered for row in _rows(n, one)]
    _add(connection, LISTED, rows)
    add_up(connection, taken, rows)
    _add(
        connection,
        LISTED_ACTORS,
        (
            {"folded": folded(name), "n": n, "name": name, "role": role, "nth": nth}
            for n, _, one in numbered
            for nth, (name, role) in enumerate(one.actors)
        ),
    )
    published = ((n, name) for n, incident, _ in numbered for name in publishers_of(incident))
    _add(connection, LISTED_PUBLISHERS, ({"folded": folded(name), "n": n, "name": name} for n, name in published))
    words = [{"n": n, "words": " ".join(told_tokens(incident))} for n, incident, _ in numbered]
    _add(connection, LISTED_WORDS, words)
    if words and connection.dialect.name == "sqlite":
        connection.execute(_LEARN_WORDS, words)
    answers = ((i.id, cause) for _, i, _ in numbered for cause in i.responds_to)
    _add(connection, ANSWERED, ({"answer": answer, "cause": cause} for answer, cause in answers))
    wrong = ({"incident": i.id, "problems": plain(problems)} for i, problems in told if problems)
    _add(connection, INCIDENT_PROBLEMS, wrong)


def empty_lists(connection: Connection) -> None:
    """Takes everything out of all lists."""
    for table in (*LISTS, SUMS):
        connection.execute(delete(table))
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO word_index (word_index) VALUES ('delete-all')")


def _take_out(connection: Connection, ids: list[str]) -> list[Values]:
    """Takes these incidents out of all lists; gives the rows that they had."""
    rows: list[Values] = [dict(row._mapping) for row in connection.execute(select(LISTED).where(LISTED.c.id.in_(ids)))]
    numbers = sorted({row["n"] for row in rows})
    if connection.dialect.name == "sqlite" and numbers:
        known = connection.execute(select(LISTED_WORDS).where(LISTED_WORDS.c.n.in_(numbers)))
        connection.execute(_FORGET_WORDS, [{"n": row.n, "words": row.words} for row in known])
    for table in (LISTED, LISTED_ACTORS, LISTED_PUBLISHERS, LISTED_WORDS):
        # one by one: a long list of values may lead a database to look through all rows
        if numbers:
            connection.execute(delete(table).where(table.c.n == bindparam("its")), [{"its": n} for n in numbers])
    connection.execute(delete(ANSWERED).where(ANSWERED.c.answer.in_(ids)))
    connection.execute(delete(INCIDENT_PROBLEMS).where(INCIDENT_PROBLEMS.c.incident.in_(ids)))
    return rows


def _add(connection: Connection, table: Any, rows: Iterable[Values]) -> None:
    for some in in_batches(rows):
        connection.execute(insert(table), some)


def _rows(n: int, one: Listed) -> Iterator[Values]:
    """The rows of an incident: of its main country, and of any other of its places."""
    day, place = one.day, one.place
    start, end = (known.toordinal() if known else None for known in (day.start, day.end))
    first = day.start or day.end
    unsure = first is not None and (start is None or end is None or end - start >= WIDE)
    row: Values = {
        "n": n, "id": one.id, **{f"by_{order}": rank for order, rank in one.ranks.items()},
        "start": start, "end": end, "wide": int(unsure), "day_precision": day.precision,
        "month": first.year * 12 + first.month - 1 if first else None,
        "place": place and place.name, "place_country": place and place.country, "admin1": place and place.admin1,
        "lat": place and place.lat, "lon": place and place.lon, "place_precision": place and place.precision,
        "event_type": one.event_type, "type_folded": one.event_type and one.event_type.casefold(),
        "grade": one.grade, "strike_status": one.strike_status, "accounts": one.accounts, "sources": one.sources,
    }  # fmt: skip
    for name, toll, standing, largest in (
        ("killed", one.killed, one.killed_standing, one.killed_largest),
        ("injured", one.injured, one.injured_standing, one.injured_largest),
    ):
        row |= {f"{name}_{part}": toll and getattr(toll, part) for part in ("low", "best", "high")}
        row |= {f"{name}_standing": standing, f"{name}_largest": largest}
    for at, country in enumerate(one.countries or (None,)):
        yield {**row, "at": at, "country": country}
