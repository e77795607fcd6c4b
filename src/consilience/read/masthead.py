"""Who published a plain text, where its head names the publisher beside the day of publication.

A line is a masthead when it

- is one of the first three that are not blank, of at most 6 words and 60 characters,
- has a capital at every word but small connecting ones, and neither ends nor is built like a sentence,
- stands directly above or below the line that holds the day of publication and nothing else (above it, the first line
  of the text may be parted from it by blank lines),
- stands there once, and is neither the headline, a byline nor a section of a site, and
- has a word that publishers' names have (`data/page_mastheads.toml`), or else is the first line, of two to four words
  in letters that have capitals, with a headline still to come, and no place that the text speaks of.

Of `Border Gazette, Mae Sot` and `Estuary Herald - World` the part before the sign is the name; so is the first label
of `Desert Monitor | Mali | 15 May 2026`, where it has such a word and a headline stands beside it. Nothing is taken
from bylines, from lines like `Ouagadougou, 14 January 2022`, or from the signature of an agency.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from consilience.read import published

FIRST = 3  # a masthead is one of so many lines
MOST_WORDS, MOST_CHARS = 6, 60
UNKNOWN = 4  # words of a name that has none of the words that publishers' names have
LONGEST_HEADLINE = 160  # characters
_END = re.compile(r"[.!?…。؟:;][\"'’”»)]*$")
_SIGN = re.compile(r"\s*(?:,|\||·|•)\s*|\s+[-–—]\s+")
_NO_NAME = re.compile(r"[\"“”«»()\[\]{}<>:;@#%*=+\\!?…]|\d{3}|https?\b|www\.")


@dataclass(frozen=True, slots=True)
class Masthead:
    """The name of a publisher and the number of the line (from 1) that it stands on."""

    name: str
    line: int


@dataclass(frozen=True, slots=True)
class _Head:
    """The lines a text opens with that are not blank, by their numbers, and which of them holds the day."""

    lines: list[tuple[int, str]]
    day: int
    title: str

    def words(self, place: int) -> str:
        return self.lines[place][1]

    def beside(self, place: int) -> bool:
        """Whether this line and that of the day are next to each other."""
        if abs(place - self.day) != 1:
            return False
        return place == 0 or abs(self.lines[place][0] - self.lines[self.day][0]) == 1

    def once(self, place: int) -> bool:
        said = [_plain(words) for _, words in self.lines]
        return said.count(said[place]) == 1 and said[place] != _plain(self.title)

    def headline(self, place: int) -> bool:
        """Whether the text has a headline beside this line: in its title, above, or next below."""
        above = [n for n in range(place) if n != self.day]
        below = next((n for n in range(place + 1, len(self.lines)) if n != self.day), None)
        return bool(self.title or above) or (below is not None and _is_headline(self.words(below)))


def in_text(text: str, title: str | None = None) -> Masthead | None:
    """The publisher that the head of a text names; `title` is the headline that came beside it."""
    dated = published.in_text(text)
    if dated is None:
        return None
    numbered = enumerate(published.first_lines(text), 1)
    lines = [(number, line.strip()) for number, line in numbered if line.strip()][: published.LINES]
    head = _Head(lines, next(n for n, (number, _) in enumerate(lines) if number == dated.line), title or "")
    for place in range(min(FIRST, len(lines))):
        label = published.STROKE.split(lines[place][1])[0] if place == head.day else None
        if label or (head.beside(place) and head.once(place)):
            name = _name(head, place, label or lines[place][1], text)
            if name:
                return Masthead(name, lines[place][0])
    return None


def _name(head: _Head, place: int, line: str, text: str) -> str | None:
    """The name of a publisher on this line, or None."""
    if not _is_name(line) or published.alone(line):
        return None
    name, *rest = _SIGN.split(line)
    told = _tokens(name)
    lists = _lists()
    if not told or " ".join(told) in lists.sections:
        return None
    if " ".join(told) in lists.names:
        return name
    alone = place == 0 and place != head.day and not rest
    known = [word in lists.words or word.endswith(lists.endings) for word in told]
    if not any(known):
        first = alone and 1 < len(told) <= UNKNOWN and name.lower() != name
        return name if first and head.headline(place) and not _is_place(name, text) else None
    bare = alone and len(told) <= 3 and (known[0] or known[-1])
    return name if bare or head.headline(place) else None


def _is_name(line: str) -> bool:
    words = line.split()
    if len(words) > MOST_WORDS or len(line) > MOST_CHARS or _END.search(line) or _NO_NAME.search(line):
        return False
    lists = _lists()
    if not lists.no_name.isdisjoint(_tokens(line)):
        return False
    letters = [word for word in words if any(char.isalpha() for char in word)]
    capital = all(not word[0].islower() or word in lists.small for word in letters)
    return capital and any(len(word) > 1 for word in letters) and not words[0][0].islower()


def _is_headline(line: str) -> bool:
    words = _tokens(line)
    return len(words) > 3 and len(line) <= LONGEST_HEADLINE and not _END.search(line) and words[0] not in _lists().never


def _is_place(name: str, text: str) -> bool:
    """Whether the text speaks of this as of a place: in it, near it, or at the head of a dateline."""
    spoken = rf"\b(?:in|near|across|from|au|en|à)\s+{re.escape(name)}\b|^\W*{re.escape(name)}\s*(?:,|\(|[-–—]\s)"
    return re.search(spoken, text[:20_000], re.IGNORECASE | re.MULTILINE) is not None


def _tokens(words: str) -> list[str]:
    return re.findall(r"\w+", words.lower())


def _plain(words: str) -> str:
    return " ".join(_tokens(words))


@dataclass(frozen=True, slots=True)
class _Lists:
    words: frozenset[str]
    endings: tuple[str, ...]
    names: frozenset[str]
    small: frozenset[str]
    never: frozenset[str]
    no_name: frozenset[str]
    sections: frozenset[str]


@cache
def _lists() -> _Lists:
    data: dict[str, Any] = tomllib.loads(files("consilience").joinpath("data/page_mastheads.toml").read_text("utf-8"))
    words, names, small, never, tidings, sections = (
        frozenset(data[key]) for key in ("words", "names", "small", "never", "tidings", "sections")
    )
    return _Lists(words, tuple(data["endings"]), names, small, never, never | tidings, sections)
