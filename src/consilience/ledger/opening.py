"""Opening a ledger: what it lies in, whether it is one, and bringing an older one up to date."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, delete, event, insert, inspect, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from consilience.ledger.listed_tables import make_lists
from consilience.ledger.sums import SUMS, add_up_all
from consilience.ledger.tables import (
    ACCOUNTS,
    DERIVED,
    DERIVED_STATE,
    INCIDENTS,
    METADATA,
    MIGRATIONS,
    ONLY_ADDED,
    PEOPLE,
    PROPOSALS,
    REPORTS,
    SESSIONS,
    TOKENS,
)

_READ_ONLY = "readonly database"
_WAIT = 30  # seconds to wait for another writer


class LedgerError(Exception):
    """A ledger cannot be used as asked; the message names it and says what to do."""


class ReadOnlyError(LedgerError):
    """A ledger can be read but not written."""


def _first(connection: Connection) -> None:
    METADATA.create_all(connection)
    if connection.dialect.name == "sqlite":
        for table in ONLY_ADDED:
            for verb in ("UPDATE", "DELETE"):
                connection.exec_driver_sql(
                    f"CREATE TRIGGER {table.name}_forbid_{verb.lower()} BEFORE {verb} ON {table.name} "
                    f"BEGIN SELECT RAISE(ABORT, '{table.name} are only ever added'); END"
                )


def _column(table: Table, name: str, kind: str = "JSON") -> Callable[[Connection], None]:
    """The step that adds a column; a ledger that is made now has it already. Readings are made anew to fill it."""

    def step(connection: Connection) -> None:
        if name not in {column["name"] for column in inspect(connection).get_columns(table.name)}:
            connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {name} {kind}")

    return step


def _in_rows(connection: Connection) -> None:
    """What is derived, in tables that are kept up to date row by row; they are filled when they are first asked for."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS derived")
    METADATA.create_all(connection, tables=DERIVED)


def _listed(connection: Connection) -> None:
    """Lists of incidents by what they are asked for, in place of columns beside their bodies."""
    for table in (INCIDENTS, PROPOSALS):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table.name}")
    METADATA.create_all(connection, tables=DERIVED)
    connection.execute(delete(DERIVED_STATE))
    make_lists(connection)


def _counted(connection: Connection) -> None:
    """Sums of what is listed."""
    METADATA.create_all(connection, tables=[SUMS])
    add_up_all(connection)


def _people(connection: Connection) -> None:
    """Those who may look and judge through the web."""
    METADATA.create_all(connection, tables=(PEOPLE, SESSIONS, TOKENS))


#: How a ledger came to its present form, oldest first. Never change one that was released: add another.
STEPS: tuple[tuple[str, Callable[[Connection], None]], ...] = (
    ("first tables", _first),
    ("rare names of accounts", _column(ACCOUNTS, "names")),
    ("origins of accounts", _column(ACCOUNTS, "origin")),
    ("bylines of reports", _column(REPORTS, "byline", "TEXT")),
    ("derived in rows", _in_rows),
    ("incidents listed", _listed),
    ("incidents counted", _counted),
    ("people", _people),
)


def engine_of(address: str) -> Engine:
    """The engine for a file or a database URL; nothing is opened yet."""
    if "://" not in address:
        path = Path(address)
        if path.is_dir():
            raise LedgerError(f"{address}: is a directory; name the ledger's file in it, such as {path / 'x.db'}")
        if not path.parent.is_dir():
            raise LedgerError(f"{address}: there is no directory {path.parent}; make it first")
    try:
        url = make_url(address) if "://" in address else _of_file(Path(address))
        engine = create_engine(url)
    except (ArgumentError, NoSuchModuleError) as error:
        raise LedgerError(f"{address}: is neither a file nor a database URL that is known: {error}") from error
    except ModuleNotFoundError as error:
        raise LedgerError(f"{address}: needs the package {error.name}; install it beside this one") from error
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _writable(path: Path) -> bool:
    """Whether a ledger's file can be written: its log lies beside it, so the folder must be writable too."""
    return os.access(path.parent, os.W_OK) and os.access(path, os.W_OK)


def _of_file(path: Path) -> URL:
    """The database in a file; one that cannot be written is only read, and taken as it stands if no log lies beside."""
    if not path.exists() or _writable(path):
        return URL.create("sqlite", database=str(path))
    log = path.with_name(path.name + "-wal")
    still = {} if log.exists() and log.stat().st_size else {"immutable": "1"}
    return URL.create("sqlite", database=path.absolute().as_uri(), query={"mode": "ro", **still, "uri": "true"})


def _prepare(connection: sqlite3.Connection, _: Any) -> None:
    """Transactions are begun by us; write-ahead log, so that readers do not wait for the writer."""
    connection.isolation_level = None
    for pragma in (f"busy_timeout = {_WAIT * 1000}", "foreign_keys = ON", "synchronous = NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def exists(address: str) -> bool:
    """Whether something lies at the address; a database URL is taken to lead somewhere."""
    return "://" in address or Path(address).exists()


@contextmanager
def explained(address: str) -> Iterator[None]:
    """Turns what the database says into words that name the ledger."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        said = str(error.orig if isinstance(error, DBAPIError) else error)
        kind = ReadOnlyError if _READ_ONLY in said else LedgerError
        raise kind(f"{address}: {_reason(said)}") from error


@contextmanager
def sound(address: str) -> Iterator[None]:
    """As `explained`, for reading: what was stored whole and can be made nothing of is damage too."""
    try:
        with explained(address):
            yield
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, SQLAlchemyError) as error:
        raise LedgerError(f"{address}: {_DAMAGED}") from error


_DAMAGED = "is damaged; restore it from a copy, or add its reports to a new ledger"


def _reason(said: str) -> str:
    reasons = {
        "file is not a database": "is no ledger: it is some other kind of file",
        _READ_ONLY: "can be read but not written; copy it, or ask for the right to write it",
        "unable to open database file": "cannot be opened; is it yours to read, and its directory yours to write?",
        "malformed": _DAMAGED,
        "Could not decode": _DAMAGED,
        "disk I/O error": _DAMAGED,
        "locked": f"is in use by another program, and was so for {_WAIT} seconds",
        "database or disk is full": "could not be written: the disk is full; nothing of this report was kept",
    }
    return next((words for key, words in reasons.items() if key in said), f"the database says: {said}")


def bring_up_to_date(engine: Engine, address: str) -> None:
    """Makes the tables of a new ledger and takes an older one through the steps it lacks."""
    with sound(address):
        if engine.dialect.name == "sqlite":
            _turn_on_wal(engine)
        with engine.connect() as connection:
            if _steps_taken(connection, address) == len(STEPS):
                return
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            taken = _steps_taken(connection, address)
            for version, (name, step) in enumerate(STEPS[taken:], start=taken + 1):
                step(connection)
                connection.execute(insert(MIGRATIONS).values(version=version, name=name))


def _turn_on_wal(engine: Engine) -> None:
    """The write-ahead log: it cannot be turned on inside a transaction, and stays on in the file.

    Only an empty file is changed: any other may turn out to be no ledger.
    """
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        if not cursor.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            cursor.execute("PRAGMA journal_mode = WAL")
        cursor.close()
    finally:
        raw.close()


def _steps_taken(connection: Connection, address: str) -> int:
    """How many steps this ledger has been through; an empty database is a ledger that has yet to be made."""
    names = set(inspect(connection).get_table_names())
    if MIGRATIONS.name not in names:
        if names:
            found = ", ".join(sorted(names)[:5])
            raise LedgerError(f"{address}: is a database but no ledger: it holds the tables {found}")
        return 0
    try:
        taken = list(connection.execute(select(MIGRATIONS.c.version, MIGRATIONS.c.name).order_by(MIGRATIONS.c.version)))
    except DBAPIError as error:
        raise LedgerError(f"{address}: is a database but no ledger: its table migrations is another's") from error
    known = [(version, name) for version, (name, _) in enumerate(STEPS, start=1)]
    if len(taken) > len(known):
        raise LedgerError(
            f"{address}: was written by a newer version of consilience (form {len(taken)}, this one knows "
            f"{len(known)}); bring consilience up to date"
        )
    if [tuple(row) for row in taken] != known[: len(taken)]:
        raise LedgerError(f"{address}: is a database but no ledger: its migrations are not consilience's")
    return len(taken)


def damage(connection: Connection) -> list[str]:
    """What the database itself finds wrong with its file."""
    if connection.dialect.name != "sqlite":
        return []
    said = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check(20)"))]
    lost = [f"a row of {row[0]} belongs to nothing" for row in connection.execute(text("PRAGMA foreign_key_check"))]
    return [words for words in said if words != "ok"] + lost
