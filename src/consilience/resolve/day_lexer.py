"""Reads a text as a string of word classes, one letter a word, in which the grammar of days is matched.

A news text of 3.7 kB holds some 700 words, of which most say nothing of time: they all become the one letter of class
`X`. The grammar then runs over 700 letters instead of 3,700 characters, and its rules read as rules.
"""

import re
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from string import ascii_letters, digits
from typing import Any

from consilience.resolve.almanac import real_day

#: One word, number or mark of the text in lower case, with where it stands.
Word = re.Match[str]


@cache
def day_data() -> dict[str, Any]:
    """The word lists of `data/days.toml`."""
    return tomllib.loads(files("consilience").joinpath("data/days.toml").read_text("utf-8"))


_DATA = day_data()
WEEKDAYS: dict[str, int] = {w: n for n, w in enumerate(_DATA["ordered"]["weekdays"])} | {
    w: n for n, short in enumerate(_DATA["ordered"]["weekdays_short"]) for w in short
}
MONTHS: dict[str, int] = {w: n for n, w in enumerate(_DATA["ordered"]["months"], 1)} | {
    w: n for n, short in enumerate(_DATA["ordered"]["months_short"], 1) for w in short
}
NUMBER_WORDS: dict[str, int] = _DATA["number_words"]
ORDINAL_WORDS: dict[str, int] = _DATA["ordinal_words"]

# Classes that are not plain word lists: see `_word_classes` and `_number_class`.
_MADE = (
    "WD WDS MO MOA MOL MOS D N NN N4 H4 Y ORD NW CLOCK DEC NUMDATE DECADE TENS "
    "YY COMMA DASH DOT SLASH LP RP POSS BR NAMEB NAMEA NAMEF PUNCT X"
)
_NAMES = [*_MADE.split(), *_DATA["classes"]]
_LETTERS = (ascii_letters + digits + "".join(chr(c) for c in range(0xC0, 0x180)))[: len(_NAMES)]
LETTER: dict[str, str] = dict(zip(_NAMES, _LETTERS, strict=True))
_X = LETTER["X"]

_TOKEN = re.compile(
    r"[ap]\.m\b\.?|o['’]clock"
    r"|[a-z]+[^\W\d_]*|[^\W\d_]+"
    r"|[0-9]{4}([-/.])[0-9]{1,2}\1[0-9]{1,2}(?:t[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]+)?(?:z|[+-][0-9]{2}:?[0-9]{2})?)?"
    r"(?![0-9])"
    r"|[0-9]{1,2}([-/.])[0-9]{1,2}\2[0-9]{4}(?![0-9])|[0-9]{1,2}([/.])[0-9]{1,2}\3[0-9]{2}(?![0-9/]|\.[0-9])"
    r"|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]{1,2}[:h][0-9]{2}(?::[0-9]{2})?(?![0-9])"
    r"|[0-9]+(?:st|nd|rd|th|d|s)(?![^\W_])|[0-9]+\.[0-9]+(?![0-9])|[0-9]+"
    r"|['’]s(?![^\W_])|['’][0-9]{2}(?![^\W_])|\n[^\S\n]*\n|\S"
)
_MARKS = {",": "COMMA", "-": "DASH", "–": "DASH", "‑": "DASH", ".": "DOT", "/": "SLASH", "(": "LP", "[": "LP"} | {
    ")": "RP", "]": "RP", "'s": "POSS", "’s": "POSS"
}  # fmt: skip


@cache
def _word_classes() -> "_Classes":
    """Word -> letter of its class."""
    found = {w: LETTER[name] for name, listed in _DATA["classes"].items() for w in listed}
    found |= dict.fromkeys(NUMBER_WORDS, LETTER["NW"])
    found |= {w: LETTER[name] for w, name in _MARKS.items()}
    found |= dict.fromkeys(_DATA["ordered"]["weekdays"], LETTER["WD"])
    found |= {w: LETTER["MO"] for w in _DATA["ordered"]["months"] if w not in _DATA["also_words"]["months"]}
    return _Classes(found)


# Words that are months, weekdays or parts of a name only with a capital: the class they have with one, and without.
_CAPITALS = dict.fromkeys(_DATA["also_words"]["months"], (LETTER["MOA"], LETTER["MOL"]))
_CAPITALS |= {w: (LETTER["MOS"], LETTER["MOL"]) for short in _DATA["ordered"]["months_short"] for w in short}
_CAPITALS |= {w: (LETTER["WDS"], _X) for short in _DATA["ordered"]["weekdays_short"] for w in short}
_CAPITALS |= dict.fromkeys(_DATA["names"]["before"], (LETTER["NAMEB"], _X))
_CAPITALS |= dict.fromkeys(_DATA["names"]["after"], (LETTER["NAMEA"], _X))
_CAPITALS |= dict.fromkeys(_DATA["names"]["feasts"], (LETTER["NAMEF"], _X))
_BY_CAPITAL = "?"
_REMEMBERED = 100_000


class _Classes(dict[str, str]):
    """Word -> letter of its class; remembers what it has worked out for words that are in no list."""

    def __missing__(self, low: str) -> str:
        letter = _unlisted(low)
        if len(self) < _REMEMBERED:
            self[low] = letter
        return letter


def _number_class(low: str) -> str:
    """The class of a word that begins with a figure."""
    if low.isdecimal():
        return _plain_number(low)
    last = low[-1]
    if last in "tdh":
        return "ORD" if 1 <= int(re.sub(r"\D", "", low)[:6]) <= 31 else "X"
    if last == "s":
        return "DECADE" if len(low) == 5 and low[:2] in ("19", "20") else "TENS"
    if ":" in low[:3] or "h" in low[:3]:
        return "CLOCK"
    if "," in low:
        return "N"
    if numeric_date(low):
        return "NUMDATE"
    return "DEC" if low.count(".") == 1 else "X"


def _plain_number(low: str) -> str:
    if len(low) == 4:
        if low[:2] in ("19", "20"):
            return "Y"
        return "H4" if low[0] in "01" and low[2:] < "60" and low[:2] < "25" else "N4"
    if len(low) <= 2 and 1 <= int(low) <= 31:
        return "D"
    return "NN" if len(low) == 2 else "N"


def numeric_date(low: str) -> tuple[date, date] | None:
    """The days a date in figures may be: `2019-12-29`, `29/12/2019`, `03-04-2020` (two readings, day first).

    A year of two figures stands for one of this century here; `almanac.century` says which one it is.
    """
    parts = re.split(r"[-/.]", low.split("t")[0])
    if len(parts) != 3 or not all(p.isdecimal() for p in parts):
        return None
    if len(parts[0]) == 4:
        year, month, day = map(int, parts)
        only = real_day(year, month, day)
        return (only, only) if only else None
    one, two, year = map(int, parts)
    year += 2000 if len(parts[2]) == 2 else 0
    found = [d for d in (real_day(year, two, one), real_day(year, one, two)) if d and 1900 <= d.year < 2100]
    return (found[0], found[-1]) if found else None


def fold(text: str) -> str:
    """Lower case, code point for code point, so that offsets stay."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def lex(text: str) -> tuple[str, list[Word]]:
    """The text as letters of word classes, and the words they stand for."""
    classes = _word_classes()
    words = list(_TOKEN.finditer(fold(text)))
    letters = [classes[word[0]] for word in words]
    if _BY_CAPITAL in letters:
        for at, letter in enumerate(letters):
            if letter == _BY_CAPITAL:
                capital, small = _CAPITALS[words[at][0]]
                letters[at] = capital if text[words[at].start()].isupper() else small
    return "".join(letters), words


def _unlisted(low: str) -> str:
    first = low[0]
    if "0" <= first <= "9":
        return LETTER[_number_class(low)]
    if low in _CAPITALS:
        return _BY_CAPITAL
    if first == "\n":
        return LETTER["BR"]
    if first in "'’" and len(low) == 3:
        return LETTER["YY"]
    return _X if first.isalpha() else LETTER["PUNCT"]
