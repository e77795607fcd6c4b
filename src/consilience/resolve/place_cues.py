"""The words around a name that say it is a place, what kind of place, or that it is somebody's name.

The words stand in `data/place_cues.toml`.
"""

import re
import tomllib
from importlib.resources import files
from typing import Any

_DATA: dict[str, Any] = tomllib.loads((files("consilience") / "data" / "place_cues.toml").read_text(encoding="utf-8"))


def words_of(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


KINDS: dict[str, str] = {word: kind for kind, words in _DATA["kinds"].items() for word in sorted(words_of(words))}
#: Nouns that may stand, in small letters, inside the names the hand-kept list knows.
TAILS = words_of(_DATA["tails"]) | {w for w, kind in KINDS.items() if kind in ("site", "area", "district", "region")}
#: US states as the press abbreviates them, without stops, small.
STATES: dict[str, str] = {name: code for code, names in _DATA["states"].items() for name in names.split()}
#: Nouns of what is a part of a town and may be named after anything.
PARTS = words_of(_DATA["parts"])
SIDES = words_of(_DATA["sides"])
#: Abbreviations of states that are words or names as well, and need their stop.
WORDY = words_of(_DATA["wordy"])
LOCATIVE = words_of(_DATA["locative"])
STRUCK = words_of(_DATA["struck"])
COMPASS = words_of(_DATA["compass"])
BACKED = words_of(_DATA["backed"])
BEFORE_ADJECTIVE = words_of(_DATA["before_adjective"])
SITE_LEAD = words_of(_DATA["site_lead"])
TITLES = words_of(_DATA["titles"])
BEARERS = words_of(_DATA["bearers"])
CLANS = words_of(_DATA["clans"])
FUNCTION = words_of(_DATA["function"])
NAMED_AFTER = words_of(_DATA["named_after"])
STREETS = words_of(_DATA["streets"])
HOUSES = words_of(_DATA["houses"])
MONTHS = words_of(_DATA["months"])
BODY = words_of(_DATA["body"])

#: "15 km north of X", "a few miles from X", "on the outskirts of X"
DISTANCE = re.compile(
    r"(?:\b(?:km|kms|kilomet(?:er|re)s?|miles?|meters|metres)\b[^.;]{0,30}\b(?:of|from)|"
    r"\b(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west|northwards?|southwards?) of|"
    r"\b(?:near|outside|around|close to|not far from|next to|in the vicinity of|off|on the road to|towards?)|"
    r"\b(?:road|highway|border|area|located|point|junction|line|village|somewhere) (?:that )?(?:runs |lies )?"
    r"between(?: [^.;,]{2,40} and)?)(?: the)?(?: [a-z]+){0,2}(?: of)?\s*$",
    re.IGNORECASE,
)
#: One of them stands in all that `DISTANCE` can match: where none does, it need not be tried.
DISTANCE_WORDS = words_of(_DATA["distance_words"])
#: "the town of X", "in the Nineveh province's X district"
OF_KIND = re.compile(r"\b([a-z]+) (?:of|de)(?: the)?\s+$", re.IGNORECASE)
