"""Whether two names are of one person or one actor, for all the ways of spelling them."""

import re
from collections.abc import Iterable
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz

_PARTICLES = frozenset(
    ("al", "el", "ul", "ad", "as", "ash", "ar", "at", "an", "the", "de", "la", "of",
     "dr", "gen", "general", "col", "colonel", "sheikh", "mr", "mrs", "ms", "sayyid")
)  # fmt: skip
_SOUNDS = (("kh", "k"), ("gh", "g"), ("ch", "sh"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("q", "k"), ("c", "k"))
#: Given names whose spellings differ more than those of two different names often do (Hassan and Hussein, say).
_ONE_NAME = (
    "muhammad mohammed mohammad mohamed mohamad muhammed muhamad",
    "yusuf yousef youssef yosef yousif",
    "said saeed sayed saied",
    "umar omar omer",
    "uthman othman osman",
    "hussein husain hussain hossein husayn",
    "ismail ismael esmail",
)
_SPELLING = {word: line.split()[0] for line in _ONE_NAME for word in line.split()}
#: Words that many actors share, and that make no two of them the same.
_COMMON_WORDS = """
army armed force forces military militia militias group groups movement front brigade brigades battalion
police security state states national guard defence defense ministry government air command fighters militants
rebels gunmen soldiers troops unknown unidentified suspected suspects men people and in pro anti led islamic
liberation democratic republic peoples popular party union united new civilians residents protesters officials
organisation organization civilian local
"""
_COMMON = frozenset(_COMMON_WORDS.split())


@lru_cache(maxsize=100_000)
def words(name: str) -> tuple[str, ...]:
    """The telling words of a name, in plain Latin letters: `('qasem', 'soleimani')`."""
    plain = re.sub(r"['’`ʿʾ]", "", anyascii(name).lower())
    told = [w for w in re.split(r"[^a-z0-9]+", plain) if w]
    return tuple(_SPELLING.get(w, w) for w in told if w not in _PARTICLES) or tuple(told)


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """A word by its consonants, each sound written one way: Qassem and Qasem are both `ksm`."""
    for sound, letter in _SOUNDS:
        word = word.replace(sound, letter)
    return re.sub(r"(.)\1+", r"\1", word[:1] + re.sub(r"[aeiouwy]", "", word[1:]))


def _alike(one: str, other: str) -> bool:
    if one == other or one + "a" == other or other + "a" == one:  # Samir and Samira are two
        return one == other
    likeness = fuzz.ratio(one, other)
    return (skeleton(one) == skeleton(other) and likeness >= 72) or (min(len(one), len(other)) >= 6 and likeness >= 88)


@lru_cache(maxsize=200_000)
def same_person(one: str, other: str) -> bool:
    """Whether two names may be one person's: each word of the shorter is found, in order, in the longer."""
    short, long = sorted((words(one), words(other)), key=lambda w: (len(w), w))
    if not short or not _alike(short[-1], long[-1]):
        return False
    rest = iter(long)
    return all(any(_alike(word, told) for told in rest) for word in short)


def surname(name: str) -> str:
    """The last word of a name as a key that its spellings share."""
    told = words(name)
    return skeleton(told[-1]) if told else ""


def full_name(name: str) -> str | None:
    """The first and the last word of a name as a key that its spellings share; None of a name of one word."""
    told = words(name)
    return f"{skeleton(told[0])} {skeleton(told[-1])}" if len(told) > 1 else None


def distinct(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The names, those of one person together, in the order of their fullest spellings."""
    groups: list[list[str]] = []
    by_surname: dict[str, list[list[str]]] = {}
    for name in sorted(names, key=lambda n: (-len(words(n)), n)):
        known = by_surname.setdefault(surname(name), [])
        home = next((g for g in known if same_person(g[0], name)), None)
        if home is None:
            home = next((g for g in groups if same_person(g[0], name)), None) if len(groups) < 60 else None
        if home is None:
            home = []
            groups.append(home)
            known.append(home)
        home.append(name)
    return tuple(tuple(g) for g in groups)


def plain(text: str) -> str:
    """A text for comparing: one space for every run of white space, no case."""
    return " ".join(text.split()).casefold()


@lru_cache(maxsize=100_000)
def telling(name: str) -> frozenset[str]:
    """The words of an actor's name that tell it from others, by their skeletons."""
    return frozenset(skeleton(w) for w in words(name) if w not in _COMMON and len(w) > 1)
