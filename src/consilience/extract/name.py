"""Names of people in a sentence."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from consilience.extract.lexicon import victim_words, word_set
from consilience.extract.token import Token

_PARTICLES = word_set("name particles")
_TITLES = word_set("name titles")
_NO_NAME = word_set("name no_name")
_INSTITUTIONS = word_set("name institutions")
_BLOCKS = word_set("name blocks")
_LONGEST = 7
_ARTICLED = re.compile(r"(?:al|el|ad|as|ash|at|az|an|ar|ul|ud|d')-?[A-Z]")  # al-Raqab, el-Masry


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name: token indexes, end exclusive, and whether a rank, role or title stands before it."""

    first: int
    last: int
    titled: bool


def names(tokens: Sequence[Token], taken: Collection[int]) -> list[Name]:
    """Every name of two words and more, or of one after a title; `taken` are tokens of places, days and actors."""
    found: list[Name] = []
    i = 0
    while i < len(tokens):
        if not tokens[i].capital and tokens[i].low not in _PARTICLES:
            i += 1
            continue
        last = _run(tokens, i, taken)
        titled = i > 0 and (_is_title(tokens[i - 1]) or tokens[i - 1].low.endswith("-old"))
        if i > 0 and tokens[i - 1].text == "(" and found and found[-1].last == i - 1:
            i = max(last, i + 1)  # another name of the person just named
            continue
        capitals = sum(t.capital or _ARTICLED.match(t.text) is not None for t in tokens[i:last])
        person = last > i and tokens[last - 1].low not in _INSTITUTIONS and not _is_no_person(tokens, i)
        if person and (capitals >= 2 or (capitals == 1 and (titled or _is_aged(tokens, last)))):
            found.append(Name(i, last, titled))
            i = last
        else:
            i = max(last, i + 1)
    return found


def _is_no_person(tokens: Sequence[Token], i: int) -> bool:
    """Whether what leads up to a name makes it that of a thing: "the West End", "the 6800 block of South Sangamon"."""
    if i == 0 or tokens[i - 1].low == "the":
        return i > 0
    return i > 1 and tokens[i - 1].low == "of" and tokens[i - 2].low in _BLOCKS


def _is_aged(tokens: Sequence[Token], i: int) -> bool:
    """Whether an age stands there, as behind a name: "Bahaa (35)", "Omar, 9, and"."""
    after = [t.text for t in tokens[i : i + 3]]
    if len(after) == 3 and after[0] == "," and after[1].isdigit() and len(after[1]) < 3:
        return after[2] in (",", "and", ".", ";")
    return len(after) == 3 and after[0] == "(" and after[1].isdigit() and len(after[1]) < 3 and after[2] == ")"


def _run(tokens: Sequence[Token], i: int, taken: Collection[int]) -> int:
    """The index after a run of words that can make up a name."""
    start = i
    while i < len(tokens) and i - start < _LONGEST and (_may_name(tokens, i, taken) or _is_initial(tokens, start, i)):
        i += 1
    while i > start and tokens[i - 1].low in _PARTICLES and not tokens[i - 1].capital:
        i -= 1
    return i


def _is_initial(tokens: Sequence[Token], start: int, i: int) -> bool:
    """Whether a full stop closes an initial inside a name: "Jamal R. Whitfield"."""
    initial = tokens[i].text == "." and i > start and len(tokens[i - 1].text) == 1
    return initial and i + 1 < len(tokens) and tokens[i + 1].capital


def _may_name(tokens: Sequence[Token], i: int, taken: Collection[int]) -> bool:
    token = tokens[i]
    if (
        i in taken
        or not token.text[0].isalpha()
        or token.text[-1].isdigit()
        or token.low in _NO_NAME
        or _is_title(token)
    ):
        return False
    if token.low in _PARTICLES:
        return i + 1 < len(tokens) and tokens[i + 1].capital and i + 1 not in taken
    return (token.capital or _ARTICLED.match(token.text) is not None) and not (
        token.text.isupper() and len(token.text) > 2 and token.text.isascii() and _neighbours_lower(tokens, i)
    )


def _neighbours_lower(tokens: Sequence[Token], i: int) -> bool:
    """Whether the text around is not upper case, so that an upper-case word is an abbreviation."""
    return any(t.text.islower() for t in tokens[max(0, i - 3) : i + 4])


def _is_title(token: Token) -> bool:
    return token.low in _TITLES or victim_words().word(token.low) is not None
