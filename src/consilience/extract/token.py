"""Words and marks of a text with their offsets."""

import re
from dataclasses import dataclass

#: Characters that are read as another one; each stands for exactly one, so that offsets hold.
_SAME = str.maketrans({
    "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\t": " ", "\r": " ", "\u200b": " ", "\ufeff": " ",
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "–": "-", "‑": "-", "‐": "-", "−": "-", "—": "—",
})  # fmt: skip

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}(?:-[A-Za-z]+)*"  # U.S., p.m., U.S.-led
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?(?:-[A-Za-z]+)*(?![A-Za-z])"  # 1,200  9:50  22nd  13-year-old
    r"|'s\b|'S\b"
    r"|[^\W_]+(?:['-](?!s\b|S\b)[^\W_]+)*\.?(?<=\b(?:Mr|Dr|St|Lt|Mt|Ft)\.)"
    r"|[^\W_]+(?:['-](?!s\b|S\b)[^\W_]+)*"  # anti-government  Al-Jir  don't
    r"|\S"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark; `low` is its lower case."""

    text: str
    low: str
    start: int
    end: int

    @property
    def word(self) -> bool:
        """Whether it is a word or number, not a mark."""
        return self.text[0].isalnum()

    @property
    def capital(self) -> bool:
        """Whether it opens with a capital letter."""
        return self.text[0].isupper()


def flatten(text: str) -> str:
    """The text with its odd blanks, quotes and dashes made plain; every offset stays."""
    return text.translate(_SAME)


def tokenize(flat: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of a flattened text between two offsets."""
    found = _TOKEN.finditer(flat, start, len(flat) if end is None else end)
    return [Token(m.group(), m.group().lower(), m.start(), m.end()) for m in found]
