"""Accounts as flat rows, made from the same sketches as everywhere else; their columns, and the keys they meet by."""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from consilience.bulk.spelling import Engine
from consilience.claim import Account
from consilience.place import Place
from consilience.reconcile.counting import Word, count
from consilience.reconcile.keys import BLOCKS, Key
from consilience.reconcile.kinds import TYPES, may_be_one
from consilience.reconcile.match import vast
from consilience.reconcile.names import plain
from consilience.reconcile.places import FINE, fineness
from consilience.reconcile.sketch import Sketch, sketch

#: A place: `told` is its name for comparing, `below` whether it is finer than a country, `fine` as fine as a town.
_OF_PLACE = {
    "key": "varchar", "told": "varchar", "plain": "varchar", "sure": "boolean", "country": "varchar",
    "admin1": "varchar", "lat": "double", "lon": "double", "precision": "varchar", "fineness": "integer",
    "reach": "double", "fine": "boolean", "below": "boolean",
}  # fmt: skip
PLACE = f"struct({', '.join(f'{name} {type}' for name, type in _OF_PLACE.items())})"
#: A count of some of the people harmed only.
SOME = "struct(nationality varchar, category varchar, best bigint)"
#: Every column, by its type as DuckDB writes it. Days are ordinals; lists may be empty, never null.
COLUMNS = {
    "account": "varchar", "report": "varchar", "rank": "integer", "published": "integer",
    "first_day": "integer", "last_day": "integer", "slack": "integer", "span": "integer",
    **{f"main_{name}": type for name, type in _OF_PLACE.items()}, "more": f"{PLACE}[]", "spots": "integer",
    "launched": f"{PLACE}[]", "lands": "varchar[]", "vast_lands": "varchar[]", "kind": "bigint", "kinds_like": "bigint",
    **{
        f"{field}_{part}": type
        for field in ("killed", "injured")
        for part, type in (
            ("low", "bigint"), ("best", "bigint"), ("high", "bigint"), ("named", "boolean"), ("of", f"{SOME}[]"),
        )
    },
    "victims": "bigint[]", "perpetrators": "bigint[]", "targets": "bigint[]", "named": "varchar[]",
    "munitions": "integer", "surnames": "bigint[]", "dead": "bigint[]", "names": "bigint[]", "quotes": "bigint[]",
    "answers": "varchar[]", "offers": "bigint[]", "asks": "bigint[]", "asks_of_crowds": "bigint[]",
    "body": "blob",
}  # fmt: skip
Row = dict[str, Any]
_PRIME = (1 << 61) - 1
_MIX = 0x9E3779B97F4A7C15 % _PRIME


def column_type(type: str, engine: Engine) -> str:
    """A column's type as the engine writes it."""
    if engine == "duckdb":
        return type
    if type.endswith("[]"):
        return f"array<{column_type(type[:-2], engine)}>"
    if type.startswith("struct("):
        parts = (part.strip().partition(" ") for part in type[len("struct(") : -1].split(","))
        return f"struct<{', '.join(f'{name}: {column_type(kind, engine)}' for name, _, kind in parts)}>"
    return {"varchar": "string", "integer": "int", "blob": "binary"}.get(type, type)


def row_of(account: Account, body: bytes | None = None) -> Row:
    """One account as a row; `body` is all of it, in whatever form it is taken up again later."""
    one = sketch(account)
    places = [_place(p) for p in one.places]
    main: Row = places[0] if places else dict.fromkeys(_OF_PLACE)
    return {
        "account": account.id, "report": account.report, "rank": account.rank, "published": one.published,
        "first_day": one.start, "last_day": one.end, "slack": one.slack, "span": one.span,
        **{f"main_{name}": value for name, value in main.items()}, "more": places[1:], "spots": len(one.fine),
        "launched": [_place(one.launched_from)] if one.launched_from else [],
        "lands": sorted(one.countries), "vast_lands": sorted(one.countries & vast()),
        **_kind(one.event_type), **_toll("killed", one.killed), **_toll("injured", one.injured),
        "victims": _numbers(one.victims), "perpetrators": _numbers(one.perpetrators), "targets": _numbers(one.targets),
        "named": list(dict.fromkeys((*one.victims, *one.perpetrators, *one.targets))),
        "munitions": one.munitions or None, "surnames": _numbers(one.surnames), "dead": _numbers(one.dead),
        "names": _numbers(one.names), "quotes": _numbers(one.quotes),
        "answers": [str(c.value) for c in account.all("response") if c.value],
        **_keys(one),
        "body": body,
    }  # fmt: skip


def _place(place: Place) -> Row:
    return {
        "key": place.key or None, "told": place.name.casefold().strip(),
        "plain": plain(place.name), "sure": place.sure, "country": place.country or None,
        "admin1": place.admin1 or None, "lat": place.lat, "lon": place.lon, "precision": place.precision,
        "fineness": fineness(place), "reach": float(place.reach), "fine": place.precision in FINE,
        "below": place.precision not in ("country", "unknown"),
    }  # fmt: skip


def _toll(field: str, word: Word | None) -> Row:
    if word is None:
        return {f"{field}_{part}": [] if part == "of" else None for part in ("low", "best", "high", "named", "of")}
    some = [
        {"nationality": c.nationality or None, "category": c.category or None, "best": toll.best if toll else None}
        for c, toll in ((c, count(c)) for c in word.restricted)
    ]
    return {
        f"{field}_low": word.toll.low, f"{field}_best": word.toll.best, f"{field}_high": word.toll.high,
        f"{field}_named": word.named, f"{field}_of": some,
    }  # fmt: skip


def _kind(kind: str | None) -> Row:
    """The kind as one bit, and as many bits as there are kinds told of the same incident."""
    return {"kind": _bit(kind), "kinds_like": _bits_like(kind)} if kind else {"kind": None, "kinds_like": None}


def _bit(kind: str) -> int:
    """ACLED's kinds have a bit each; any others share the rest."""
    return 1 << (TYPES.index(kind) if kind in TYPES else len(TYPES) + number(kind) % (60 - len(TYPES)))


@lru_cache(maxsize=1_000)
def _bits_like(kind: str) -> int:
    return sum(_bit(other) for other in dict.fromkeys((kind, *TYPES)) if may_be_one(kind, other))


def _keys(one: Sketch) -> dict[str, list[int]]:
    """What the account offers to be found by and asks for, as numbers; of a crowd, or only of a few."""
    offers: set[int] = set()
    asks: dict[bool, set[int]] = {False: set(), True: set()}
    for number, (offered, asked, any_of_crowd) in enumerate(BLOCKS):
        offers.update(_numbered(number, offered(one)))
        asks[any_of_crowd].update(_numbered(number, asked(one)))
    return {"offers": sorted(offers), "asks": sorted(asks[False]), "asks_of_crowds": sorted(asks[True])}


def _numbered(block: int, keys: Iterable[Key]) -> set[int]:
    """Keys as numbers of 61 bits; that two different ones fall together is as good as never."""
    return {_mixed((block, *key)) for key in keys}


def _mixed(parts: tuple[object, ...], found: int = 1) -> int:
    """A polynomial over the parts, those within parts in their place, modulo a prime."""
    for part in parts:
        if isinstance(part, tuple):
            found = _mixed(part, found)
        else:
            value = part + 2 if isinstance(part, int) else 1 if part is None else number(str(part))
            found = (found * _MIX + value) % _PRIME
    return found


def _numbers(words: Iterable[str]) -> list[int]:
    return sorted({number(word) for word in words})


@lru_cache(maxsize=200_000)
def number(words: str) -> int:
    """62 bits that stand for the words."""
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 2
