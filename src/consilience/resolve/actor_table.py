"""The tables of actors and forces, and where their names stand in a text."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from consilience.actor import Actor
from consilience.resolve.countries import Country, countries
from consilience.resolve.tables import cell, rows

_Sort = Literal["row", "adjective", "name", "capital", "nobody"]


class Entry(NamedTuple):
    """What one spelling may mean: a row of the table, or a country by its adjective, name or capital."""

    sort: _Sort
    spelling: str  # evened out, case kept
    dotted: bool  # ends in a full stop that belongs to the name, as in 'U.S.'
    actor: Actor


class Hit(NamedTuple):
    """Where an evened text holds a name, counted with the space before it, and what the name means there."""

    start: int
    end: int
    entry: Entry


class Even(NamedTuple):
    """A text made even: as long as the text, ASCII, with one space before it and every sign a space."""

    text: str
    cased: str
    lower: str


# ---------------------------------------------------------------- evening out

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_WORD = "\x01"  # stands for a letter that has no plain one
_SIGNS = {c: " " for c in range(128) if not chr(c).isalnum() and chr(c) != _WORD}
_LETTERS = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "s", "æ": "a", "œ": "o"}


@cache
def _plain(letter: str) -> str:
    """One ASCII character for one that is not: its letter without marks, a space for a sign."""
    if letter in _LETTERS:
        return _LETTERS[letter]
    base = unicodedata.normalize("NFKD", letter)[:1]
    if base.isascii() and base.isalnum():
        return base
    category = unicodedata.category(letter)
    return _WORD if category[0] in "LNM" and category != "Lm" else " "


def _even(text: str) -> str:
    """The text at the same length, without accents, signs as spaces, case kept."""
    if not text.isascii():
        text = _NOT_ASCII.sub(lambda found: _plain(found[0]), text)
    return text.translate(_SIGNS)


# ---------------------------------------------------------------- the tables

_DATA = tomllib.loads((files("consilience") / "data" / "actor_names.toml").read_text(encoding="utf-8"))
_ADJECTIVES: dict[str, str] = _DATA["adjectives"]
_NEVER, _PARTICLES, _SHOUTED = (frozenset(_DATA["names"][which]) for which in ("never", "particles", "shouted"))
_NOBODY: tuple[str, ...] = tuple(_DATA["names"]["nobody"])
#: Forces of these kinds belong to their country's government.
OF_STATE = frozenset({"government", "military", "police", "intelligence", "agency", "court"})


@cache
def table() -> dict[Actor, tuple[str, ...]]:
    """The actors of `data/actors.tsv`, each with its name and aliases."""
    return {
        Actor(row["name"], row["kind"], row["country"] or None, row["side"] or None): (
            row["name"],
            *cell(row["aliases"]),
        )
        for row in rows("actors.tsv")
    }


@cache
def by_name() -> dict[str, Actor]:
    """The actors of the table by their canonical names."""
    return {actor.name: actor for actor in table()}


@cache
def government(iso2: str) -> Actor:
    """The government of a country, under the country's name."""
    return Actor(countries()[iso2].name, "government", iso2)


class _Force(NamedTuple):
    kind: str
    canonical: str


@cache
def forces_of_table() -> dict[str, _Force]:
    """What each noun of `data/forces.tsv`, evened out, makes of a country's word before it."""
    return {
        _even(noun).lower(): _Force(row["kind"], row["canonical"])
        for row in rows("forces.tsv")
        for noun in cell(row["noun"])
    }


@cache
def force_of(iso2: str, kind: str, canonical: str) -> Actor:
    """A country's force of one kind: the row of the table that bears its name, else composed."""
    country = countries()[iso2]
    adjective = _ADJECTIVES.get(iso2) or next(iter(country.adjectives), country.name)
    name = canonical.format(adjective=adjective, country=country.name)
    if name == country.name:
        return government(iso2)
    return by_name().get(name) or Actor(name, kind, iso2, country.name if kind in OF_STATE else None)


# ---------------------------------------------------------------- the automaton

_DOTTED = re.compile(r"^(US|UN|UK|EU|AU)(?=[ -])")


def _spellings(alias: str) -> Iterator[str]:
    """An alias with the ways it is written that no hand should have to list."""
    yield alias
    if _DOTTED.match(alias):
        yield _DOTTED.sub(lambda found: "".join(f"{c}." for c in found[1]), alias)
    if "'" in alias or "’" in alias:
        yield alias.replace("'", "").replace("’", "")


def _entries() -> Iterator[Entry]:
    for actor, aliases in table().items():
        for alias in aliases:
            for spelling in _spellings(alias):
                yield _entry("row", spelling, actor)
    for country in countries().values():
        yield from _country_entries(country)
    for phrase in _NOBODY:
        yield _entry("nobody", phrase, Actor(phrase))


def _country_entries(country: Country) -> Iterator[Entry]:
    actor = government(country.iso2)
    sorts: tuple[tuple[_Sort, tuple[str, ...]], ...] = (
        ("adjective", country.adjectives),
        ("name", (country.name, *country.aliases)),
        ("capital", country.capital),
    )
    for sort, names in sorts:
        for name in names:
            if name not in _NEVER or (sort == "adjective" and country.iso2 == "HK"):
                yield _entry(sort, name, actor)


def _entry(sort: _Sort, name: str, actor: Actor) -> Entry:
    return Entry(sort, _even(name).strip(), name.endswith("."), actor)


@cache
def _automaton() -> tuple[AhoCorasick, tuple[tuple[Entry, ...], ...]]:
    """The patterns, each begun by the space before a word, and what each of them may mean."""
    meanings: dict[str, list[Entry]] = {}
    for entry in _entries():
        if entry.spelling:
            meanings.setdefault(" " + entry.spelling.lower(), []).append(entry)
    # Built five times sooner than the one chosen by default for so many patterns, and as quick to search with.
    automaton = AhoCorasick(list(meanings), matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA)
    return automaton, tuple(tuple(m) for m in meanings.values())


@cache
def _is_code(word: str) -> bool:
    return len(word) <= 5 and word.upper() == word and not word.isdigit()


def _told_of_row(spelling: str, surface: str, even: Even) -> bool:
    """Whether these words are a row's alias: codes as they are, names with a capital unless they look foreign."""
    if " " not in spelling:
        return len(spelling) > 3 and surface == spelling.upper()
    if any(_is_code(word) for word in spelling.split(" ")):
        pairs = zip(spelling.split(" "), surface.split(" "), strict=False)
        return all(word == said or not _is_code(word) for word, said in pairs)
    return not surface.islower() or spelling.islower() or _foreign(spelling) or even.cased.islower()


@cache
def _foreign(spelling: str) -> bool:
    return not _PARTICLES.isdisjoint(spelling.lower().split(" "))


def _told(entry: Entry, surface: str, even: Even, lax: bool) -> bool:
    """Whether the case of these words lets them be this name."""
    spelling = entry.spelling
    if lax or surface == spelling:
        return True
    if entry.sort == "row":
        return _told_of_row(spelling, surface, even)
    if entry.sort == "nobody" or all(_is_code(word) for word in spelling.split(" ")):
        return False
    return surface[:1].isupper()


def _in_capitals(even: Even, start: int, end: int) -> bool:
    """Whether the words on both sides, or the only one there is, stand in capitals too."""
    before = even.cased[max(0, start - 24) : start].split()[-1:]
    after = even.cased[end : end + 24].split()[:1]
    around = [word for word in (*before, *after) if word.isalpha()]
    return bool(around) and all(len(word) > 1 and word.isupper() for word in around)


@lru_cache(4)
def hits_of(even: Even, lax: bool = False) -> list[Hit]:
    """Every name that stands between word boundaries, those within others among them, in order."""
    automaton, meanings = _automaton()
    lower, cased, length = even.lower, even.cased, len(even.lower)
    found: list[Hit] = []
    for pattern, before, end in automaton.find_matches_as_indexes(lower, overlapping=True):
        if end < length and lower[end] != " ":
            continue
        start = before + 1
        surface = cased[start:end]
        if surface in _SHOUTED and _in_capitals(even, start, end) and not lax:
            continue
        for entry in meanings[pattern]:
            if _told(entry, surface, even, lax):
                dot = entry.dotted and even.text[end : end + 1] == "."
                found.append(Hit(start, end + dot, entry))
    return found


@lru_cache(4)
def evened(text: str) -> Even:
    """A text made ready to look for names in."""
    cased = " " + _even(text)
    return Even(" " + text, cased, cased.lower())
