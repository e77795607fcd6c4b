"""Words of one country's police, courts and divisions, which tell where a report plays that names no country.

The words stand in `data/institutions.tsv`: "sheriff's deputies" are of the United States, a tehsil is in India or
Pakistan. Each counts once for a text, however often it stands there.
"""

import re
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+")
_HUNDREDS = "00"  # stands in the table for any number of them: "the 5300 block of"
_LEAST = 0.5  # points below which a country is not told of: one hint may be chance


class _Phrase(NamedTuple):
    words: tuple[str, ...]  # one with a capital must have it
    points: tuple[tuple[str, float], ...]  # by ISO 3166-1 alpha-2 code


@cache
def _table() -> dict[str, tuple[_Phrase, ...]]:
    """By their first word in small letters, the longest first."""
    text = (files("consilience") / "data" / "institutions.tsv").read_text(encoding="utf-8")
    found: dict[str, list[_Phrase]] = defaultdict(list)
    for line in text.splitlines()[1:]:
        if line and not line.startswith("#"):
            phrases, lands, strength = line.split("\t")
            each = float(strength) / len(lands.split())
            points = tuple((land, each) for land in lands.split())
            for phrase in phrases.split(" | "):
                words = tuple(_WORD.findall(phrase))
                found[words[0].casefold()].append(_Phrase(words, points))
    return {first: tuple(sorted(told, key=lambda p: (-len(p.words), p))) for first, told in found.items()}


def lands_of_institutions(text: str) -> dict[str, float]:
    """How much the institutions told of speak for each country, where a country's own name counts 1."""
    words = _WORD.findall(text)
    table = _table()
    told: set[_Phrase] = set()
    for i, word in enumerate(words):
        first = _HUNDREDS if word.isdecimal() and len(word) > 2 and word.endswith("00") else word.casefold()
        for phrase in table.get(first, ()):
            if _matches(phrase.words[1:], words[i + 1 : i + len(phrase.words)]) and _is(phrase.words[0], word, first):
                told.add(phrase)
                break
    weights: dict[str, float] = defaultdict(float)
    for phrase in sorted(told):
        for land, points in phrase.points:
            weights[land] += points
    return {land: points for land, points in weights.items() if points >= _LEAST}


def _matches(wanted: tuple[str, ...], words: list[str]) -> bool:
    return len(wanted) == len(words) and all(
        _is(asked, word, word.casefold()) for asked, word in zip(wanted, words, strict=True)
    )


def _is(wanted: str, word: str, small: str) -> bool:
    return wanted in (word, small)
