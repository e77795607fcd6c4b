"""Text all in capitals read as if it had been written with small letters: names keep their capital, nothing moves.

Which words are names is told by the rest of the report where it is written as usual, by the tables of actors and
places, and by what is left when the words of the language are taken away.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise

from consilience.extract.lexicon import word_set
from consilience.extract.token import flatten
from consilience.resolve.actor_table import table
from consilience.resolve.actors import find_actors
from consilience.resolve.countries import countries
from consilience.resolve.gazetteer import candidates
from consilience.resolve.place_cues import FUNCTION
from consilience.resolve.place_reading import first_names

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_]+")
_SUSPECT = re.compile(r"(?m)^[^a-z\n]{14}[^a-z\n]*$")
_LEAST = 14  # capitals in a line that is taken to be shouted, and not a code or a name
_MOST = 0.8  # of the letters of a text, from which all of it is
_LARGE = 100_000  # people of a place whose name is made of plain words: New York, Long Beach
_LONGEST = 4  # words of a place's name
_OPENING = re.compile(r"(?:\A|\n[ \t]*\n|\n {2,}|(?<![.\s][A-Z])[.!?][\"')\]]*[ \n]|: \")[\s\"'(\[]*\Z")
_DATELINE = re.compile(r"(?:\A|\n[ \t]*\n)\s*[^\n\"]{3,90}? --? ")
_DATED = re.compile(r"(?i)(?<=\d )(?:march|may|august)\b|\b(?:march|may|august)(?=,? \d)")  # months that are words too
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "at", "to", "by", "s"})


def readable(text: str, beside: str = "") -> str:
    """The text flattened, and its capitals made small where whole lines have nothing else; `beside` is more of the
    report, from which it is learnt how words are written. Every offset stays.
    """
    flat = flatten(text)
    shouted = _shouted(flat)
    if not shouted:
        return flat
    known = _spellings(_without(flat, shouted) + "\n" + flatten(beside))
    letters = list(flat)
    words = [m for start, end in shouted for m in _WORD.finditer(flat, start, end)]
    named = _names(flat, words)
    before = ""
    for word in words:
        written = _written(flat, word, before, known, word.start() in named)
        letters[word.start() : word.end()] = written
        before = written
    return "".join(letters)


def _shouted(flat: str) -> list[tuple[int, int]]:
    """The lines that stand in capitals; all lines, where most of the text does."""
    if not _SUSPECT.search(flat):
        return []  # as nearly always: nothing is counted
    upper = sum(map(str.isupper, flat))
    if upper > _MOST * (upper + sum(map(str.islower, flat))) and upper > 10 * _LEAST:
        return [(0, len(flat))]
    found = []
    for line in _LINE.finditer(flat):
        words = line[0]
        if words.isupper() and sum(map(str.isupper, words)) >= _LEAST and words.count(" ") >= 2:
            found.append(line.span())
    return found


def _without(flat: str, spans: Iterable[tuple[int, int]]) -> str:
    left, done = [], 0
    for start, end in spans:
        left.append(flat[done:start])
        done = end
    return "\n".join([*left, flat[done:]])


def _spellings(text: str) -> dict[str, str]:
    """How words are written where they do not open a sentence, small letters first."""
    found: dict[str, str] = {}
    for word in _WORD.finditer(text):
        low = word[0].lower()
        if word[0] == low or (low not in found and not _OPENING.search(text, max(0, word.start() - 12), word.start())):
            found[low] = word[0]
    return found


@cache
def english_words() -> frozenset[str]:
    """Words that are written small."""
    lines = (files("consilience") / "data" / "english_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _codes() -> frozenset[str]:
    """Names of actors that are written in capitals, and are no words."""
    told = (alias for aliases in table().values() for alias in aliases if alias.isalpha() and alias.isupper())
    return frozenset(alias.lower() for alias in told) - english_words()


def _written(flat: str, word: re.Match[str], before: str, known: dict[str, str], named: bool) -> str:
    """How one word is written; `before` is the word before it as written."""
    low, start = word[0].lower(), word.start()
    capital = word[0].capitalize()
    if len(low) != len(word[0]) or len(capital) != len(word[0]):
        return word[0]  # letters that change their number with their case
    if flat[start - 1 : start].isdigit():
        return low  # 1st, 20mm
    if len(low) == 1:
        small = flat[start - 1 : start] == "'" or (low == "a" and not flat.startswith(".", word.end()))
        return low if small and not _opens(flat, start) else word[0]
    if low in _codes() or not set(low) & set("aeiouyáéíóúü"):
        return word[0]
    if low in known:
        return known[low].capitalize() if _opens(flat, start) and known[low].islower() else known[low]
    if low in word_set("name particles"):
        return low if before[:1].isupper() and flat[start - 1] == " " and not _opens(flat, start) else capital
    plain = low in english_words() and not named
    return low if plain and not _opens(flat, start) else capital


def _opens(flat: str, start: int) -> bool:
    return _OPENING.search(flat[max(0, start - 12) : start] if start > 12 else flat[:start]) is not None


def _names(flat: str, words: list[re.Match[str]]) -> set[int]:
    """Where words stand that are plain ones, and part of a name here."""
    found = {m.start() for m in _DATED.finditer(flat)}
    found |= {m.start() for line in _DATELINE.finditer(flat) for m in _WORD.finditer(flat, line.start(), line.end())}
    titled = _WORD.sub(lambda m: m[0].capitalize() if m[0].lower() not in _codes() else m[0], flat)
    if len(titled) == len(flat):
        for actor in find_actors(titled):
            if len(actor.words.split()) > 1:
                inside = _WORD.finditer(flat, actor.start, actor.end)
                found |= {m.start() for m in inside if m[0].lower() not in _SMALL | word_set("who armed")}
    for run in _runs(flat, words):
        found.update(_places(run))
    for word, after in pairwise(words):
        given = word[0].lower() in first_names() - word_set("harm said")
        if given and _strange(after) and flat[word.end() : after.start()] == " ":
            found.add(word.start())
    return found | {word.start() for word in words if word[0].lower() in _lands()}


@cache
def _lands() -> frozenset[str]:
    """Names of countries: Turkey, Chad and Jordan are words too."""
    return frozenset(country.name.lower() for country in countries().values())


def _strange(word: re.Match[str]) -> bool:
    return word[0].lower() not in english_words()


def _runs(flat: str, words: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Words with nothing but one space or line break between them."""
    run: list[re.Match[str]] = []
    for word in words:
        if run and flat[run[-1].end() : word.start()] not in (" ", "\n"):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _places(run: list[re.Match[str]]) -> Iterator[int]:
    """Where plain words stand in names of places of several words."""
    i = 0
    while i < len(run):
        last = next((j for j in range(min(len(run), i + _LONGEST), i + 1, -1) if _is_place(run[i:j])), i)
        yield from (word.start() for word in run[i:last] if word[0].lower() not in _SMALL)
        i = max(last, i + 1)


def _is_place(words: list[re.Match[str]]) -> bool:
    lows = [word[0].lower() for word in words]
    strange = sum(map(_strange, words))
    if strange == len(words) or {lows[0], lows[-1]} & (_SMALL | FUNCTION):
        return False
    found = candidates(" ".join(lows))
    return any(strange or c.kind in ("country", "region") or c.population >= _LARGE for c in found)
