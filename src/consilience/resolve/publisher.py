"""Where a publisher writes from, by its name or address: a local paper tells of its own town and seldom says so.

"The Baltimore Sun" and "baltimoresun.com" are of Baltimore, "dailypost.ng" is of Nigeria. Nothing is taken to have
happened there on that account; it only speaks for one of the places that a name of the text may mean. Local papers use
the names that their readers know without more ("local lexicon": Lieberman, Samet and Sankaranarayanan 2010).
"""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

from consilience.resolve.actors import actor_named
from consilience.resolve.countries import countries
from consilience.resolve.gazetteer import Candidate, candidates, country_candidate
from consilience.resolve.names import key
from consilience.resolve.place_cues import COMPASS, words_of
from consilience.resolve.place_words import PlaceWords, kind_of

_DATA: dict[str, Any] = tomllib.loads((files("consilience") / "data" / "publishers.toml").read_text(encoding="utf-8"))
_PARTS = words_of(_DATA["parts"]) | COMPASS | frozenset("0123456789")
_NEVER, _ADOPTED = words_of(_DATA["never"]), words_of(_DATA["adopted"])
_MASTHEADS: dict[str, Any] = tomllib.loads(
    (files("consilience") / "data" / "page_mastheads.toml").read_text(encoding="utf-8")
)
_PRESS = frozenset([*_MASTHEADS["words"], *_MASTHEADS["names"], "weather", "sports"])
_TIDINGS, _SMALL = frozenset(_MASTHEADS["tidings"]), frozenset(_MASTHEADS["small"])
_PARTING = re.compile(r"\s+(?:[-–—|»·]|::?)\s+|\s*\|\s*")
_STATION = re.compile(r"\b[WK][A-Z]{2,3}(?:\b|-?TV|\d)|\b[\w-]+\.(?:com|net|org|tv|co)\b")
_WORD = re.compile(r"[^\W_]+(?:\.[^\W\d_]+)*")
_ADDRESS = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)
_LEAST_LETTERS = 4  # of the name of a place; shorter ones are there by chance
_MOST_LETTERS = 60  # of a name of a publisher
_LEAST_PEOPLE = 15_000  # of a town, likewise


def headline_and_masthead(title: str) -> tuple[str, str]:
    """A title and the name of its publisher, where it ends in one: "Two shot at bar - WRDO News 4 Fulton, Mo."."""
    for parting in _PARTING.finditer(title):
        if _is_masthead(title[parting.end() :]):
            return title[: parting.start()], title[parting.end() :]
    return title, ""


def _is_masthead(words: str) -> bool:
    """Whether words that a title ends in are the name of a publisher, and tell nothing."""
    each = _WORD.findall(words)
    named = any(word[0].isupper() and word.casefold() in _PRESS for word in each) or _STATION.search(words) is not None
    small = [word for word in each if word[0].islower() and "." not in word and word not in _SMALL]
    return named and not small and not _TIDINGS.intersection(map(str.casefold, each))


@lru_cache(4096)
def places_of_publisher(publisher: str | None) -> tuple[PlaceWords, ...]:
    """The places in the name or the address of a publisher, each by its name alone; none where it tells of none.

    A body that watches one country, such as a monitor known by its letters, writes of that country.
    """
    if publisher is None:
        return ()
    watcher = actor_named(publisher)
    if watcher and watcher.kind == "monitor" and watcher.country in countries():
        return (_whole(watcher.country),)
    if not _ADDRESS.fullmatch(publisher):
        return tuple(_in_label(key(publisher)))
    *labels, ending = publisher.casefold().split(".")
    return (*(words for label in labels for words in _in_label(key(label))), *_of_ending(ending))


def _of_ending(ending: str) -> Iterator[PlaceWords]:
    """The country whose letters an address ends in."""
    land = "GB" if ending == "uk" else ending.upper()
    if land in countries() and ending not in _ADOPTED:
        yield _whole(land)


def _whole(land: str) -> PlaceWords:
    name = countries()[land].name
    return PlaceWords(0, len(name), name, "country", (country_candidate(land),))


def _in_label(label: str) -> Iterator[PlaceWords]:
    """The longest name of a place that leaves of a label only what the names of publishers are made of."""
    if label in _NEVER or len(label) > _MOST_LETTERS:
        return
    for core in sorted(_cores(label), key=lambda c: (-len(c), c)):
        known = tuple(c for c in candidates(core) if _is_large(c))
        if known:
            yield PlaceWords(0, len(core), known[0].name, kind_of(known[0].kind), known)
            return


def _cores(label: str) -> set[str]:
    """What may be left of a label once parts are taken from its ends: "abc7chicago" -> "chicago", ..."""
    found, left = {label}, [label]
    while left:
        whole = left.pop()
        for part in _PARTS:
            rests = {whole.removeprefix(part), whole.removesuffix(part)} - found
            found |= rests
            left += rests
    return {core for core in found if len(core) >= _LEAST_LETTERS and core not in _PARTS}


def _is_large(candidate: Candidate) -> bool:
    known = candidate.population >= _LEAST_PEOPLE or candidate.kind in ("country", "region")
    return known and candidate.match == "name"
