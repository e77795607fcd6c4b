"""Words of one country's police, courts and divisions, which tell where a report plays that names no country.

The words stand in `data/institutions.tsv`: "sheriff's deputies" are of the United States, a tehsil is in India or
Pakistan. Each counts once for a text, however often it stands there, and in the plural too.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from consilience.resolve.tables import cell, rows

_WORD = re.compile(r"[^\W_]+")
_HUNDREDS = "00"  # stands in the table for any number of them: "the 5300 block of"
_LEAST = 0.5  # points below which a country is not told of: one hint may be chance


class _Phrase(NamedTuple):
    words: tuple[str, ...]  # one with a capital must have it
    points: tuple[tuple[str, float], ...]  # by ISO 3166-1 alpha-2 code


@cache
def _table() -> Mapping[str, tuple[_Phrase, ...]]:
    """By their first word in small letters."""
    found: dict[str, tuple[_Phrase, ...]] = defaultdict(tuple)
    for row in rows("institutions.tsv"):
        lands = row["countries"].split()
        points = tuple((land, float(row["strength"]) / len(lands)) for land in lands)
        for phrase in cell(row["phrases"]):
            words = tuple(_WORD.findall(phrase))
            found[words[0].casefold()] += (_Phrase(words, points),)
    return dict(found)


def lands_of_institutions(text: str) -> dict[str, float]:
    """How much the institutions told of speak for each country, where a country's own name counts 1."""
    words = [_HUNDREDS if _is_hundreds(word) else word for word in _WORD.findall(text)]
    told = {phrase for i, word in enumerate(words) for phrase in _begun_by(word) if _stands(phrase, words, i)}
    weights: dict[str, float] = defaultdict(float)
    for phrase in sorted(told):
        for land, points in phrase.points:
            weights[land] += points
    return {land: points for land, points in weights.items() if points >= _LEAST}


def _is_hundreds(word: str) -> bool:
    return word.endswith(_HUNDREDS) and len(word) > len(_HUNDREDS) and word.isdecimal()


def _begun_by(word: str) -> tuple[_Phrase, ...]:
    small, table = word.casefold(), _table()
    return table.get(small) or table.get(small.removesuffix("s"), ())


def _stands(phrase: _Phrase, words: list[str], at: int) -> bool:
    here = words[at : at + len(phrase.words)]
    return len(here) == len(phrase.words) and all(map(_is, phrase.words, here))


def _is(wanted: str, word: str) -> bool:
    return any(wanted in (form, form.casefold()) for form in (word, word.removesuffix("s")))
