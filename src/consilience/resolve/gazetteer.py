"""Looks names up in the compact gazetteer (GeoNames, CC BY; regions; a hand-kept list) and among the countries."""

import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from rapidfuzz import fuzz

from consilience.place import Precision
from consilience.resolve.countries import countries, country_named
from consilience.resolve.names import ARABIC, ROUGH, bare, key, rough, spelled_out

Match = Literal["name", "other name", "like"]
Row = tuple[int, str | None, str, str, str, int, int, int, str | None, str | None, Match]
#: What a place counts for where the gazetteer holds no number of people.
_PEOPLE = {"country": 50_000_000, "region": 200_000, "town": 20_000}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place of the gazetteer that a name may mean. `match` says whether the name is its main one."""

    name: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    precision: Precision
    key: str
    population: int
    kind: str  # town, neighbourhood, base, camp, airport, crossing, region, country, island, mountain, sea, ...
    match: Match = "name"

    @property
    def own(self) -> bool:
        """Whether it comes from the hand-kept list."""
        return "-" in self.key


@dataclass(frozen=True, slots=True)
class Added:
    """A second gazetteer, of places people added themselves; `mark` tells its contents from others'."""

    path: Path
    mark: str


_here = threading.local()  # by itself, since no class of it can be compiled: a thread's connections to both gazetteers
_added: Added | None = None


def look_also_in(added: Added | None) -> None:
    """From now on look names up in a second gazetteer, too; with None in the package's own alone."""
    global _added
    if added != _added:
        _added = added
        for kept in (_by_key, candidates, like, region_candidates):
            kept.cache_clear()


def gazetteer_file() -> Path:
    """Where the made gazetteer is."""
    return Path(str(files("consilience") / "data" / "gazetteer.sqlite"))


def _connection() -> sqlite3.Connection:
    known: sqlite3.Connection | None = getattr(_here, "connection", None)
    if known is None:
        path = gazetteer_file()
        if not path.is_file():
            raise FileNotFoundError(f"{path} is made when the package is built: run `python scripts/gazetteer.py`")
        known = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        _here.connection = known
    return known


def _rows(query: str, words: tuple[str, ...]) -> Iterator[Row]:
    """The rows of the package's gazetteer, then those of the one that was added."""
    yield from _connection().execute(query, words)
    if _added is None:
        return
    known: tuple[Added, sqlite3.Connection] | None = getattr(_here, "second", None)
    if known is None or known[0] != _added:
        uri = f"{_added.path.resolve().as_uri()}?mode=ro"
        known = _here.second = _added, sqlite3.connect(uri, uri=True, check_same_thread=False)
    yield from known[1].execute(query, words)


@cache
def _region_names() -> dict[tuple[str, str], str]:
    return {(c, code): name for c, code, name in _connection().execute("SELECT country, code, name FROM region")}


def _candidate(row: Row) -> Candidate:
    number, own_key, name, country, admin1, lat, lon, population, kind, precision, match = row
    kind = kind or "town"
    return Candidate(
        name=name,
        country=country or None,
        admin1=name if kind == "region" else _region_names().get((country, admin1)),
        lat=lat / 1e4,
        lon=lon / 1e4,
        precision=precision or "town",  # type: ignore[arg-type]
        key=own_key or f"gn{number}",
        population=population or (_PEOPLE.get(kind, 20_000) if own_key else 0),
        kind=kind,
        match=match,
    )


_COLUMNS = "p.id, p.key, p.name, p.country, p.admin1, p.lat, p.lon, p.population, p.kind, p.precision"


@lru_cache(maxsize=65536)
def _by_key(wanted: str) -> tuple[Candidate, ...]:
    rows = _rows(
        f"SELECT {_COLUMNS}, CASE a.main WHEN 1 THEN 'name' ELSE 'other name' END "
        "FROM alias a JOIN place p ON p.id = a.place WHERE a.key = ?",
        (wanted,),
    )
    return tuple(sorted((_candidate(row) for row in rows), key=lambda c: (-c.population, c.key)))


def _country(name: str) -> tuple[Candidate, ...]:
    iso2 = country_named(name)
    return (country_candidate(iso2),) if iso2 else ()


@cache
def country_candidate(iso2: str) -> Candidate:
    """A country as a candidate; its key is its code."""
    country = countries()[iso2]
    return Candidate(
        country.name, iso2, None, country.lat, country.lon, "country", iso2, _PEOPLE["country"], "country"
    )  # fmt: skip


@lru_cache(maxsize=65536)
def candidates(name: str) -> tuple[Candidate, ...]:
    """Every place of this name, countries and those with the most people first; spelling by spelling."""
    wanted = key(name)
    if len(wanted) < 2:
        return ()
    lands, places = _country(name), _by_key(wanted)
    aside = bool(lands) and key(lands[0].name) != wanted
    if aside and any(p.kind == "region" and p.country == lands[0].country for p in places):
        lands = ()  # 'Gaza Strip' and 'Scotland' are regions, though the list of countries has them as other names
    if not places:
        short = bare(name)
        places = tuple(c for c in _by_key(short) if c.country in ARABIC) if short else ()
    if not places:
        whole = spelled_out(name)
        places = _by_key(key(whole)) if whole else ()
    return lands + _towns_first(places)


def _towns_first(places: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """A town before the region that has its name from it: "in Kirkuk" is the town, unless the words say otherwise."""
    named_after = {r for r in places if r.kind == "region" and any(names_region(t, r) for t in places)}
    first = [p for p in places if p.kind == "town" and p.population >= 100_000 and key(p.name) in capitals()]
    rest = [p for p in places if p not in first]
    return (*first, *(p for p in rest if p not in named_after), *(p for p in rest if p in named_after))


def names_region(town: Candidate, region: Candidate) -> bool:
    """Whether the region has its name from this town, its chief one."""
    return (
        town.kind == "town"
        and town.country == region.country
        and town.admin1 == region.name
        and region.match == "name"
        and town.population >= 0.04 * region.population
        and _same_name(town, region)
    )


def _same_name(a: Candidate, b: Candidate) -> bool:
    forms = {key(a.name), bare(a.name), rough(a.name, a.country or "")}
    return bool({key(b.name), bare(b.name), rough(b.name, b.country or "")} & (forms - {None, ""}))


@cache
def capitals() -> frozenset[str]:
    """The keys of the names of capitals."""
    return frozenset(key(name) for country in countries().values() for name in country.capital)


@lru_cache(maxsize=16384)
def like(name: str, country: str) -> tuple[Candidate, ...]:
    """Places of one country whose name is romanised like this one; only where `candidates` finds nothing there."""
    if country not in ROUGH:
        return ()
    wanted = rough(name, country)
    if len(wanted) < 4:
        return ()
    rows = _rows(
        f"SELECT {_COLUMNS}, 'like' FROM rough r JOIN place p ON p.id = r.place WHERE r.country = ? AND r.key = ?",
        (country, wanted),
    )
    found = ((fuzz.ratio(key(name), key(c.name)), c) for c in map(_candidate, rows))
    near = sorted(((r, c) for r, c in found if r >= 50), key=lambda rc: (-rc[0], -rc[1].population, rc[1].key))
    return tuple(c for r, c in near if r >= near[0][0] - 10)


@cache
def region_code(country: str, name: str) -> str | None:
    """The code of a first-level region by its English name."""
    return next((code for (c, code), n in _region_names().items() if c == country and n == name), None)


@cache
def region_candidates(code: str) -> tuple[Candidate, ...]:
    """The first-level region of this key ('US.VA'), or nothing."""
    country, _, number = code.partition(".")
    name = _region_names().get((country, number))
    return tuple(c for c in _by_key(key(name)) if c.key == code) if name else ()
