"""Words and marks of a text with their offsets."""

import re
from dataclasses import dataclass
from functools import lru_cache

#: Characters that are read as another one; each stands for exactly one, so that offsets hold.
_SAME = str.maketrans({
    "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\t": " ", "\r": " ", "\u200b": " ", "\ufeff": " ",
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "–": "-", "‑": "-", "‐": "-", "−": "-", "—": "—",
})  # fmt: skip

_ODD = re.compile("[" + "".join(map(chr, _SAME)) + "]")

#: A short dash between two plain words opens a remark ("killed–spanning three generations") and makes no compound.
_REMARK = re.compile(r"(?<=[a-z])–(?=[a-z])")

# What is matched is never given back ("++", "*+"): most of the time went into trying shorter words.
_TOKEN = re.compile(
    r"[A-Za-z]++(?=[ ,])"  # most words
    r"|(?:[A-Za-z]\.){2,}(?:-[A-Za-z]+)*"  # U.S., p.m., U.S.-led
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?(?:-[A-Za-z]+)*(?![A-Za-z])"  # 1,200  9:50  22nd  13-year-old
    r"|'s\b|'S\b"
    r"|(?:[^\W_]++['-](?!s\b|S\b))*+\b(?:Mr|Dr|St|Lt|Mt|Ft)\."
    r"|[^\W_]++(?:['-](?!s\b|S\b)[^\W_]++)*+"  # anti-government  Al-Jir  don't
    r"|\S"
)


@dataclass(slots=True)
class Token:
    """One word or mark; `low` is its lower case. Nobody changes one: it is not frozen, since that is slow to make."""

    text: str
    low: str
    word: bool  # a word or number, no mark
    capital: bool  # opens with a capital letter
    start: int
    end: int


class _Spellings(dict[str, tuple[str, str, bool, bool]]):
    """What is known of a token by its spelling alone: a text is made of few words, told over and over."""

    def __missing__(self, text: str) -> tuple[str, str, bool, bool]:
        known = (text, text.lower(), text[0].isalnum(), text[0].isupper())
        if len(self) < _REMEMBERED:
            self[text] = known
        return known


_REMEMBERED = 50_000
_SPELLINGS = _Spellings()


@lru_cache(4)
def flatten(text: str) -> str:
    """The text with its odd blanks, quotes and dashes made plain; every offset stays."""
    if "–" in text:
        text = _REMARK.sub("—", text)
    return _ODD.sub(lambda odd: _SAME[ord(odd[0])], text)


def tokenize(flat: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of a flattened text between two offsets."""
    found = _TOKEN.finditer(flat, start, len(flat) if end is None else end)
    return [Token(*_SPELLINGS[m[0]], *m.span()) for m in found]
