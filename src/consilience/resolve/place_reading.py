"""A text in words, with what stands around each: the ground on which names of places are found."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal

from consilience.resolve.countries import country_of_adjective, country_of_people
from consilience.resolve.gazetteer import Candidate, candidates
from consilience.resolve.names import key
from consilience.resolve.place_cues import (
    BEARERS,
    BODY,
    CLANS,
    COMPASS,
    DISTANCE,
    DISTANCE_WORDS,
    FUNCTION,
    KINDS,
    LOCATIVE,
    OF_KIND,
    SITE_LEAD,
    STRUCK,
    TAILS,
    TITLES,
    words_of,
)  # fmt: skip

PlaceKind = Literal["town", "site", "district", "region", "country", "area", "adjective"]

_INDIC = "\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670"
_WORD = re.compile(
    r"[A-Za-z]++(?=[ ,])"  # most words, the quickest way
    rf"|(?:[A-Z]\.){{2,}}|[^\W_](?:[\w{_INDIC}])*(?:['’ʼʻʿ`´](?!s\b)[^\W\d_][\w{_INDIC}]*)*"
)
_GAP = re.compile(r"[ \t\u00a0]{1,3}|[ \t]*\r?\n[ \t]*|[-‐‑–’']|\. ")
_ABBREVIATED = frozenset({"st", "mt", "ft", "ste", "sta"})
INNER = words_of(
    """
    al el ar as ash ad ed ez az an at au aux de la las los le les of the del da do dos das du des di e y bin ibn sur
    sous en am und upon and i o ze zor abu umm deir beit sidi bou
    """
)
ARTICLES = frozenset(("al", "el", "ar", "as", "ash", "ad", "az", "an", "at", "ed", "ez"))
_LONGEST = 6
_SPACE = " \t\r\n\u00a0"


_FEATURES: dict[str, PlaceKind] = {
    "town": "town", "village": "town", "neighbourhood": "district", "district": "district", "region": "region",
    "country": "country",
    **dict.fromkeys(("base", "camp", "airport", "crossing", "hospital", "prison", "port", "dam", "field"), "site"),
}  # fmt: skip


def kind_of(feature: str) -> PlaceKind:
    """What kind of words name such a feature."""
    return _FEATURES.get(feature, "area")


@dataclass(slots=True)
class Token:
    """A word of the text, where it stands, and whether it may begin a name. Nobody changes one."""

    start: int
    end: int
    text: str
    low: str
    capital: bool


def _listed(name: str) -> frozenset[str]:
    lines = (files("consilience") / "data" / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def common_words() -> frozenset[str]:
    """Words of the language that are names of places somewhere."""
    return _listed("common_words.txt")


@cache
def first_names() -> frozenset[str]:
    """People's names that are names of places somewhere."""
    return _listed("first_names.txt")


def _is_capital(word: str) -> bool:
    first = word[0]
    return first.isupper() or first.isdigit() or (first.isalpha() and first.lower() == first.upper())


def tokens_of(text: str) -> list[Token]:
    """The words of a text; "Syria's" is "Syria"."""
    return [Token(m.start(), m.end(), *_spelling(m[0])) for m in _WORD.finditer(text)]


@lru_cache(50_000)
def _spelling(word: str) -> tuple[str, str, bool]:
    """What is known of a word by its spelling alone."""
    return word, word.casefold(), _is_capital(word)


def _mostly_upper(text: str) -> bool:
    if 5 * sum(map(str.islower, text[: len(text) // 3])) >= len(text):  # settled for most texts by a third of them
        return False
    upper = sum(map(str.isupper, text))
    return upper > 30 and upper > 4 * sum(map(str.islower, text))


class Reading:
    """One reading of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens_of(text)
        self.upper = _mostly_upper(text)
        self.small = Counter([t.low for t in self.tokens if not t.capital])
        self.people: frozenset[str] = frozenset()
        gaps = [text[a.end : b.start] for a, b in pairwise(self.tokens)]
        #: By token: whether what follows it may stand inside a name, and whether nothing but blanks follows it.
        self.linked = [gap == " " or self._links(t, gap) for t, gap in zip(self.tokens, gaps, strict=False)] + [False]
        self._spaced = [gap == " " or not (gap.strip(_SPACE) or gap.count("\n") > 1) for gap in gaps] + [False]
        #: Tokens with a capital, and articles that may stand before one: where a name can begin.
        self.openings = [i for i, t in enumerate(self.tokens) if t.capital or t.low in ARTICLES]
        self._afar = [t.start for t in self.tokens if t.low in DISTANCE_WORDS]
        self._distances: dict[int, re.Match[str] | None] = {}
        self.people = frozenset(self.surnames())

    def _links(self, token: Token, gap: str) -> bool:
        """Whether what stands between a word and the next may stand inside a name."""
        return len(gap) < 4 and _GAP.fullmatch(gap) is not None and (gap[0] != "." or token.low in _ABBREVIATED)

    def surnames(self) -> Iterator[str]:
        """Words that stand after a given name or a title somewhere in the text, possessive or not."""
        for k in self.openings:
            i, b = k - 1, self.tokens[k]
            if i < 0 or not (b.capital and self._spaced[i] and self.linked[i]) or self.upper:
                continue
            a = self.tokens[i]
            if (a.capital and a.low in first_names()) or (a.low in TITLES and a.low not in ("chief", "director")):
                last = i + 1
                while self.linked[last] and self.tokens[last + 1].capital and last < i + 4:
                    last += 1
                if b.low not in KINDS and b.low not in BODY:
                    yield self.tokens[last].low

    # names ------------------------------------------------------------------------------------------------------

    def spans(self) -> Iterator[tuple[int, int, tuple[Candidate, ...]]]:
        """Token ranges (end exclusive) that are names of places, the longest at each start."""
        last = 0
        for i in self.openings:
            found = self.longest(i) if i >= last and self.may_start(i) else None
            if found:
                yield i, *found
                last = found[0]

    def may_start(self, i: int) -> bool:
        """Whether a name may begin with token i."""
        token = self.tokens[i]
        if self.upper and token.low in FUNCTION:
            return False
        if token.capital and not token.text.isdigit():
            return True
        return self.article(i)

    def article(self, i: int) -> bool:
        """Whether token i is an Arabic article in small letters before a name: 'al-Bukamal', 'al Bukamal'."""
        low = self.tokens[i].low
        if low not in ARTICLES or not self.linked[i] or not self.tokens[i + 1].capital:
            return False
        return low in ("al", "el") or self.text[self.tokens[i].end] in "-‐‑–"

    def longest(self, i: int) -> tuple[int, tuple[Candidate, ...]] | None:
        """The longest name from token i on: where it ends, and the places of that name."""
        last = i
        while last + 1 < len(self.tokens) and last + 1 - i < _LONGEST and self.linked[last]:
            following = self.tokens[last + 1]
            if not (following.capital or following.low in INNER or following.low in TAILS):
                break
            last += 1
        if self._owns(last):
            last += 2
        for j in range(last, i - 1, -1):
            if self.may_end(i, j):
                found = candidates(self.text[self.tokens[i].start : self.tokens[j].end]) or self.split_name(i, j)
                if found and (j > i or len(self.tokens[i].text) > 1) and self.fits(i, j, found):
                    if self._articled(i, j, found):
                        return None
                    return j + 1, found
        return None

    def _owns(self, j: int) -> bool:
        """Whether the name of a district may go on after "'s": "Prince George's County"."""
        following = self.tokens[j + 1 : j + 3]
        if len(following) < 2 or following[0].text != "s" or not (self.linked[j] and self.linked[j + 1]):
            return False
        return following[1].capital and KINDS.get(following[1].low) == "district"

    def _articled(self, i: int, j: int, found: tuple[Candidate, ...]) -> bool:
        """Whether the first word is the article of the sentence, and no part of the name: "An Algiers woman"."""
        if self.tokens[i].text not in ("A", "An", "As", "At") or j == i:
            return False
        words = key(self.words(i, j + 1))
        return not any(key(c.name) == words for c in found)

    def split_name(self, i: int, j: int) -> tuple[Candidate, ...]:
        """Places of a name with its noun in the middle: 'Kharab base al-Jir'."""
        if j - i < 2:
            return ()
        middle = [t for t in self.tokens[i + 1 : j] if not t.capital and KINDS.get(t.low) == "site"]
        if len(middle) != 1:
            return ()
        text, noun = self.text, middle[0]
        name = text[self.tokens[i].start : noun.start] + text[noun.end : self.tokens[j].end]
        return tuple(c for c in candidates(name) if kind_of(c.kind) == "site")

    def may_end(self, i: int, j: int) -> bool:
        """Whether a name from token i on may end with token j."""
        token = self.tokens[j]
        if self.upper and token.low in FUNCTION:
            return False
        if token.capital:
            return not (j > i and token.low in INNER and not self.upper and token.low in ("the", "of", "and"))
        return j > i and token.low in TAILS

    def fits(self, i: int, j: int, found: tuple[Candidate, ...]) -> bool:
        """Whether a name ending in a small word is one the hand-kept list or the regions know."""
        return self.tokens[j].capital or any(c.own or c.kind == "region" for c in found)

    def words(self, i: int, j: int) -> str:
        """The text of the tokens from i up to j."""
        return self.text[self.tokens[i].start : self.tokens[j - 1].end]

    # what stands around -------------------------------------------------------------------------------------------

    def before(self, i: int, steps: int = 1) -> Token | None:
        """The word before token i in the same phrase."""
        k = i - steps
        return self.tokens[k] if k >= 0 and self._spaced[k] else None

    def after(self, j: int) -> Token | None:
        """The word after the token range that ends before j in the same phrase."""
        return self.tokens[j] if j < len(self.tokens) and self._spaced[j - 1] else None

    def hyphen(self, j: int) -> Token | None:
        """The word tied to the range's end with a hyphen."""
        if j < len(self.tokens) and self.text[self.tokens[j - 1].end : self.tokens[j].start] in ("-", "‐", "‑", "–"):
            return self.tokens[j]
        return None

    def kind_cue(self, i: int, j: int) -> str:
        """The noun beside the name that says what kind of place it is: 'X province', 'the town of X'."""
        after = self.after(j)
        if after and after.low in SITE_LEAD and j + 1 < len(self.tokens):
            second = self.after(j + 1)
            after = second if second and KINDS.get(second.low) == "site" else after
        if after and after.low in KINDS and (not after.capital or self.upper or after.low not in ("front",)):
            return after.low
        of = i and self.tokens[i - 1].low in ("of", "de", "the")
        m = OF_KIND.search(self.text, max(0, self.tokens[i].start - 40), self.tokens[i].start) if of else None
        if m and m.group(1).casefold() in KINDS:
            return m.group(1).casefold()
        before = self.before(i)
        if before and before.low in KINDS and KINDS[before.low] in ("site", "town", "district", "region"):
            return before.low  # 'Camp Taji', 'the village Khanasir'
        return ""

    def place_cue(self, i: int) -> str:
        """The preposition or compass word before the name, or ''."""
        before = self.before(i)
        if before and before.low == "the":
            before = self.before(i - 1)
        led = before and (before.low in LOCATIVE or before.low in STRUCK or self._hails(before))
        if before and (led or (before.low in COMPASS and self.tokens[i].capital)):
            return before.low
        return "near" if self._distance(i) else ""

    def _hails(self, of: Token) -> bool:
        """Whether an "of" says where somebody named just before is from: "John Roe, 31, of Fulton"."""
        return of.low == "of" and self.text.endswith(", ", 0, of.start)

    def bears(self, j: int) -> bool:
        """Whether those who live or serve there follow a name that ends before token j: "a Fulton man"."""
        after = self.after(j)
        return after is not None and after.low in BEARERS and not self.upper

    def _distance(self, i: int) -> re.Match[str] | None:
        """The words of distance that lead up to token i."""
        if i not in self._distances:
            start = self.tokens[i].start
            last = bisect_left(self._afar, start) - 1
            near = last >= 0 and self._afar[last] >= start - 60
            self._distances[i] = DISTANCE.search(self.text, max(0, start - 60), start) if near else None
        return self._distances[i]

    def nearby(self, i: int) -> bool:
        """Whether the words before say near it rather than in it."""
        m = self._distance(i)
        return m is not None and "\n\n" not in m.group()

    def starts_sentence(self, i: int) -> bool:
        """Whether token i owes its capital to its position."""
        head = self.text[max(0, self.tokens[i].start - 4) : self.tokens[i].start].rstrip(" \t\u00a0\"'“‘(«")
        return not head or head[-1] in ".!?\n:;•"

    def is_person(self, i: int, j: int) -> bool:
        """Whether a title or a given name makes it somebody's name."""
        before, after = self.before(i), self.after(j)
        if before and before.low in TITLES:
            return True
        if before and before.low == "the" and after and after.low in CLANS:
            return True  # the Hamdan family
        if before and before.capital and before.low in first_names() and not self.upper:
            return True
        single = j - i == 1
        return bool(
            single
            and self.tokens[i].low in first_names()
            and after
            and after.capital
            and after.low not in KINDS
            and after.low not in BODY
        )

    def in_name(self, i: int, j: int) -> bool:
        """Whether unknown capitalised words stand on either side, as in people's and companies' names."""
        if self.upper:
            return False
        before, after = self.before(i), self.after(j)
        odd_before = (
            before is not None
            and before.capital
            and before.low not in COMPASS
            and before.low not in KINDS
            and before.low not in LOCATIVE
            and not self.starts_sentence(i - 1)
        )
        odd_after = after is not None and after.capital and after.low not in BODY and after.low not in KINDS
        return odd_before or odd_after

    def followed(self, j: int) -> bool:
        """Whether a comma and a capitalised word follow, as in 'Paris, Texas'."""
        return re.match(r",\s[A-Z]", self.text[self.tokens[j - 1].end : self.tokens[j - 1].end + 3]) is not None

    # kinds --------------------------------------------------------------------------------------------------------

    def adjective(self, i: int) -> tuple[int, str] | None:
        """'Iraqi', 'South Sudanese', 'Iraqis': the range's end and the country."""
        for j in (i + 2, i + 1):
            if j <= len(self.tokens) and (j == i + 1 or self.linked[i]) and self.tokens[j - 1].capital:
                words = self.text[self.tokens[i].start : self.tokens[j - 1].end]
                if self.upper and not words.endswith("."):
                    words = words.title() if len(words) > 3 else words
                iso2 = country_of_adjective(words) or country_of_people(words)
                if iso2 and not (j == i + 1 and candidates(words) and candidates(words)[0].kind == "country"):
                    return j, iso2
        return None
