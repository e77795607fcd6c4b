"""Places of GeoNames country files, in a gazetteer of one's own beside that of the package.

A country file ("SD.txt", or "SD.zip" as it is offered) has one place a line, 19 columns parted by tabs, no heading.
Towns, villages and their quarters, second- and third-level districts, camps, bases, airports, hospitals and prisons
are taken. What the package's gazetteer holds already is left out. A file of the same name takes the place of the one
before.
"""

import os
import re
import sqlite3
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from io import TextIOWrapper
from pathlib import Path

from consilience.resolve.gazetteer import Added, gazetteer_file
from consilience.resolve.names import ARABIC, ROUGH, bare, key, rough

_COLUMNS = 19
#: What is taken, by feature class and code; a class alone stands for all its other codes.
_KINDS = {
    "P.PPLX": ("neighbourhood", "town"), "P.PPLQ": None, "P.PPLH": None, "P.PPLW": None, "P": (None, None),
    "A.ADM2": ("district", "district"), "A.ADM3": ("district", "district"),
    "S.CMPRF": ("camp", "exact"), "S.MILB": ("base", "exact"), "S.INSM": ("base", "exact"), "S.AIRB": ("base", "exact"),
    "S.AIRP": ("airport", "exact"), "S.HSP": ("hospital", "exact"), "S.PRN": ("prison", "exact"),
    "L.MILB": ("base", "exact"), "L.INSM": ("base", "exact"),
}  # fmt: skip
_SCHEMA = """
CREATE TABLE IF NOT EXISTS file (name TEXT PRIMARY KEY, digest TEXT NOT NULL, places INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS place (
    id INTEGER PRIMARY KEY, key TEXT, name TEXT NOT NULL, country TEXT, admin1 TEXT,
    lat INTEGER NOT NULL, lon INTEGER NOT NULL, population INTEGER NOT NULL, kind TEXT, precision TEXT, file TEXT
);
CREATE TABLE IF NOT EXISTS alias (key TEXT, place INTEGER, main INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rough (
    country TEXT, key TEXT, place INTEGER, PRIMARY KEY (country, key, place)
) WITHOUT ROWID;
"""


Watch = Callable[[Iterable[str]], Iterable[str]]


class PlacesError(Exception):
    """A file of places that cannot be read: which, where and why."""


@dataclass(frozen=True, slots=True)
class PlacesFile:
    """A country file that was added."""

    name: str
    places: int
    digest: str  # SHA-256 (hex) of its lines


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    name: str
    names: tuple[str, ...]
    country: str
    admin1: str
    lat: float
    lon: float
    population: int
    kind: str | None
    precision: str | None


def places_path() -> Path:
    """Where added places are kept: CONSILIENCE_PLACES, or in the user's folder for data."""
    told = os.environ.get("CONSILIENCE_PLACES")
    if told:
        return Path(told)
    if sys.platform == "win32":
        data = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        data = Path.home() / "Library" / "Application Support"
    else:
        data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return data / "consilience" / "places.sqlite"


def added_places(path: Path) -> Added | None:
    """The added places as an extractor takes them, None where there are none."""
    files = list_places(path)
    if not files:
        return None
    mark = sha256("\n".join(f"{f.name} {f.digest}" for f in files).encode()).hexdigest()[:8]
    return Added(path, mark)


def list_places(path: Path) -> list[PlacesFile]:
    """The files that were added, by name."""
    if not path.is_file():
        return []
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            rows = connection.execute("SELECT name, places, digest FROM file ORDER BY name").fetchall()
    except sqlite3.DatabaseError as error:
        raise PlacesError(f"{path}: this is no file of added places ({error})") from None
    return [PlacesFile(*row) for row in rows]


def add_places(source: Path, path: Path, watch: Watch = iter) -> PlacesFile:
    """Take in a country file; nothing is kept of one with a line that cannot be read.

    `watch` gets the lines and gives each on, so that somebody may see how far it is.
    """
    name, lines = _opened(source)
    digest, rows = sha256(), []
    known = _known()
    for number, line in enumerate(watch(lines), 1):
        digest.update(line.encode())
        row = _row(line.rstrip("\r\n"), f"{source}, line {number}")
        if row is not None and row.id not in known:
            rows.append(row)
    if not rows:
        raise PlacesError(f"{source}: no place in it that the package does not know already")
    path.parent.mkdir(parents=True, exist_ok=True)
    list_places(path)  # says so where it is another kind of file
    told = PlacesFile(name, len(rows), digest.hexdigest())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(_SCHEMA)
        _write(connection, told, rows)
    return told


def _opened(source: Path) -> tuple[str, Iterator[str]]:
    """The name a file is known by, and its lines."""
    if not zipfile.is_zipfile(source):
        return source.name, _lines(source)
    with zipfile.ZipFile(source) as archive:
        inside = [n for n in archive.namelist() if n.endswith(".txt") and "readme" not in n.casefold()]
    if len(inside) != 1:
        raise PlacesError(f"{source}: {len(inside)} text files in it, where one country file should be")
    return Path(inside[0]).name, _lines(source, inside[0])


def _lines(source: Path, inside: str | None = None) -> Iterator[str]:
    try:
        if inside is None:
            with source.open(encoding="utf-8", newline="\n") as lines:
                yield from lines
        else:
            with zipfile.ZipFile(source) as archive, archive.open(inside) as member:
                yield from TextIOWrapper(member, encoding="utf-8", newline="\n")
    except UnicodeDecodeError as error:
        raise PlacesError(f"{source}: its text is not UTF-8 ({error.reason} at byte {error.start})") from None
    except zipfile.BadZipFile as error:
        raise PlacesError(f"{source}: {error}") from None


def _row(line: str, where: str) -> _Row | None:
    """The place of one line, None where its kind is not taken."""
    cells = line.split("\t")
    if len(cells) != _COLUMNS:
        raise PlacesError(f"{where}: {len(cells)} columns where {_COLUMNS} should be: {line[:60]!r}")
    feature, code, country = cells[6], cells[7], cells[8]
    kind = _KINDS.get(f"{feature}.{code}", _KINDS.get(feature))
    if kind is None:
        return None
    number = _whole(cells[0], "the number of the place", where)
    lat, lon = _degrees(cells[4], 90, where), _degrees(cells[5], 180, where)
    if not re.fullmatch(r"[A-Z]{2}", country) or not cells[1].strip():
        raise PlacesError(f"{where}: no name, or no country of two letters: {line[:60]!r}")
    others = (n.strip() for n in (cells[2], *cells[3].split(",")))
    names = tuple(dict.fromkeys([cells[1], *(n for n in others if n and not re.fullmatch(r"[A-Z]{2,4}|\d+", n))]))
    people = _whole(cells[14] or "0", "the number of people", where)
    return _Row(number, cells[1], names, country, cells[10], lat, lon, people, *kind)


def _whole(words: str, what: str, where: str) -> int:
    if not words.isascii() or not words.isdigit():
        raise PlacesError(f"{where}: {what} is no whole number: {words[:40]!r}")
    return int(words)


def _degrees(words: str, most: int, where: str) -> float:
    try:
        degrees = float(words)
    except ValueError:
        degrees = float("nan")
    if not -most <= degrees <= most:
        raise PlacesError(f"{where}: no degrees from -{most} to {most}: {words[:40]!r}")
    return degrees


def _known() -> set[int]:
    """The places that the package's gazetteer holds."""
    with closing(sqlite3.connect(f"{gazetteer_file().as_uri()}?mode=ro", uri=True)) as connection:
        return {row[0] for row in connection.execute("SELECT id FROM place")}


def _write(connection: sqlite3.Connection, told: PlacesFile, rows: Iterable[_Row]) -> None:
    for table in ("alias", "rough"):
        connection.execute(f"DELETE FROM {table} WHERE place IN (SELECT id FROM place WHERE file = ?)", (told.name,))
    connection.execute("DELETE FROM place WHERE file = ?", (told.name,))
    connection.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?)", (told.name, told.digest, told.places))
    for row in rows:
        connection.execute(
            "INSERT OR REPLACE INTO place VALUES (?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (row.id, row.name, row.country, row.admin1, round(row.lat * 1e4), round(row.lon * 1e4), row.population,
             row.kind, row.precision, told.name),
        )  # fmt: skip
        connection.executemany("INSERT OR REPLACE INTO alias VALUES (?, ?, ?)", _aliases(row))
        loose = {rough(n, row.country) for n in row.names} if row.country in ROUGH else set()
        loose_rows = [(row.country, k, row.id) for k in sorted(loose) if len(k) > 3]
        connection.executemany("INSERT OR REPLACE INTO rough VALUES (?, ?, ?)", loose_rows)


def _aliases(row: _Row) -> list[tuple[str, int, int]]:
    found: dict[str, int] = {}
    for position, name in enumerate(row.names):
        short = bare(name) if row.country in ARABIC else None
        for k in (key(name), short):
            if k and len(k) > 1:
                found.setdefault(k, int(position == 0))
    return [(k, row.id, main) for k, main in sorted(found.items())]
