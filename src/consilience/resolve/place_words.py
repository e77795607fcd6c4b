"""Finds the names of places in a text, each with the places it may mean."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal

from consilience.place import Precision
from consilience.resolve.countries import country_of_adjective, country_of_people
from consilience.resolve.gazetteer import Candidate, candidates, country_candidate, like, region_candidates
from consilience.resolve.place_cues import (
    BACKED, BEFORE_ADJECTIVE, BODY, COMPASS, DISTANCE, KINDS, LOCATIVE, MONTHS, OF_KIND, SITE_LEAD,
    STATES, TAILS, TITLES,
)  # fmt: skip

PlaceKind = Literal["town", "site", "district", "region", "country", "area", "adjective"]

_INDIC = "\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670"
_WORD = re.compile(rf"(?:[A-Z]\.){{2,}}|[^\W_](?:[\w{_INDIC}])*(?:['’ʼʻʿ`´](?!s\b)[^\W\d_][\w{_INDIC}]*)*")
_GAP = re.compile(r"[ \t\u00a0]{1,3}|[ \t]*\r?\n[ \t]*|[-‐‑–’']|\. (?=[A-Z])")
_ABBREVIATED = frozenset({"st", "mt", "ft", "ste", "sta"})
_INNER = frozenset(
    "al el ar as ash ad ed ez az an at de la las los le les of the del da do dos das du des di e y bin ibn sur en am und "
    "upon and i o ze zor abu umm deir beit sidi bou".split()
)
_ARTICLES = frozenset(("al", "el", "ar", "as", "ash", "ad", "az", "an", "at", "ed", "ez"))
_STATE = re.compile(r",\s{1,2}([A-Z][a-z]{0,4}\b\.?(?: ?[A-Z][a-z]{0,3}\.)?|(?:[A-Z]\.? ?){2})")
_LONGEST = 6
_SPACE = " \t\r\n\u00a0"
_SURE = 100_000  # a town of this many people needs no cue


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The name of a place where it stands in a text, and the places it may mean.

    `start` and `end` span the name alone. `cue` is the word beside it that says what it is ("province", "base",
    "near"), and `precision` what that word makes of it, None where it makes nothing. `within` is the key of the
    region or country that follows ("Taji, Iraq"). Without candidates the name is one the gazetteer does not know.
    """

    start: int
    end: int
    words: str
    kind: PlaceKind
    candidates: tuple[Candidate, ...]
    cue: str = ""
    precision: Precision | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    low: str
    capital: bool


def _listed(name: str) -> frozenset[str]:
    lines = (files("consilience") / "data" / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _common() -> frozenset[str]:
    return _listed("common_words.txt")


@cache
def _first_names() -> frozenset[str]:
    return _listed("first_names.txt")


def _is_capital(word: str) -> bool:
    first = word[0]
    return first.isupper() or first.isdigit() or (first.isalpha() and first.lower() == first.upper())


def _tokens(text: str) -> list[_Token]:
    return [
        _Token(m.start(), m.end(), m.group(), m.group().casefold(), _is_capital(m.group()))
        for m in _WORD.finditer(text)
    ]


def _mostly_upper(text: str) -> bool:
    upper = sum(c.isupper() for c in text)
    return upper > 30 and upper > 4 * sum(c.islower() for c in text)


class _Finder:
    """One reading of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.upper = _mostly_upper(text)
        self.small = Counter(t.low for t in self.tokens if not t.capital)
        self.people: frozenset[str] = frozenset()
        self.linked = [
            _GAP.fullmatch(text, a.end, b.start) is not None
            and (text[a.end] != "." or a.low in _ABBREVIATED)
            and b.start - a.end < 4
            for a, b in zip(self.tokens, self.tokens[1:], strict=False)
        ] + [False]
        self.people = frozenset(self.surnames())

    def surnames(self) -> Iterator[str]:
        """Words that stand after a given name or a title somewhere in the text, possessive or not."""
        for i, (a, b) in enumerate(zip(self.tokens, self.tokens[1:], strict=False)):
            if not (b.capital and self.linked[i] and self.text[a.end : b.start].isspace()) or self.upper:
                continue
            if (a.capital and a.low in _first_names()) or (a.low in TITLES and a.low not in ("chief", "director")):
                last = i + 1
                while self.linked[last] and self.tokens[last + 1].capital and last < i + 4:
                    last += 1
                if b.low not in KINDS and b.low not in BODY:
                    yield self.tokens[last].low

    # names ------------------------------------------------------------------------------------------------------

    def spans(self) -> Iterator[tuple[int, int, tuple[Candidate, ...]]]:
        """Token ranges (end exclusive) that are names of places, the longest at each start."""
        i = 0
        while i < len(self.tokens):
            found = self.longest(i) if self.may_start(i) else None
            if found:
                yield i, *found
                i = found[0]
            else:
                i += 1

    def may_start(self, i: int) -> bool:
        token = self.tokens[i]
        if token.capital and not token.text.isdigit():
            return True
        return self.article(i)

    def article(self, i: int) -> bool:
        """Whether token i is an Arabic article in small letters before a name: 'al-Bukamal', 'al Bukamal'."""
        low = self.tokens[i].low
        if low not in _ARTICLES or not self.linked[i] or not self.tokens[i + 1].capital:
            return False
        return low in ("al", "el") or self.text[self.tokens[i].end] in "-‐‑–"

    def longest(self, i: int) -> tuple[int, tuple[Candidate, ...]] | None:
        last = i
        while last + 1 < len(self.tokens) and last + 1 - i < _LONGEST and self.linked[last]:
            following = self.tokens[last + 1]
            if not (following.capital or following.low in _INNER or following.low in TAILS):
                break
            last += 1
        for j in range(last, i - 1, -1):
            if self.may_end(i, j):
                found = candidates(self.text[self.tokens[i].start : self.tokens[j].end])
                if found and (j > i or len(self.tokens[i].text) > 1) and self.fits(i, j, found):
                    return j + 1, found
        return None

    def may_end(self, i: int, j: int) -> bool:
        token = self.tokens[j]
        if token.capital:
            return not (j > i and token.low in _INNER and not self.upper and token.low in ("the", "of", "and"))
        return j > i and token.low in TAILS

    def fits(self, i: int, j: int, found: tuple[Candidate, ...]) -> bool:
        """Whether a name ending in a small word is one the hand-kept list or the regions know."""
        return self.tokens[j].capital or any(c.own or c.kind == "region" for c in found)

    # what stands around -------------------------------------------------------------------------------------------

    def before(self, i: int, steps: int = 1) -> _Token | None:
        """The word before token i in the same phrase."""
        k = i - steps
        if k < 0 or self.text[self.tokens[k].end : self.tokens[k + 1].start].strip(_SPACE):
            return None
        return self.tokens[k]

    def after(self, j: int) -> _Token | None:
        """The word after the token range that ends before j in the same phrase."""
        if j >= len(self.tokens) or self.text[self.tokens[j - 1].end : self.tokens[j].start].strip(_SPACE):
            return None
        return self.tokens[j]

    def hyphen(self, j: int) -> _Token | None:
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
        m = OF_KIND.search(self.text, max(0, self.tokens[i].start - 40), self.tokens[i].start)
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
        if before and (before.low in LOCATIVE or (before.low in COMPASS and self.tokens[i].capital)):
            return before.low
        if DISTANCE.search(self.text, max(0, self.tokens[i].start - 60), self.tokens[i].start):
            return "near"
        return ""

    def nearby(self, i: int) -> bool:
        m = DISTANCE.search(self.text, max(0, self.tokens[i].start - 60), self.tokens[i].start)
        return m is not None and "\n\n" not in m.group()

    def starts_sentence(self, i: int) -> bool:
        head = self.text[max(0, self.tokens[i].start - 4) : self.tokens[i].start].rstrip(" \t\u00a0\"'“‘(«")
        return not head or head[-1] in ".!?\n:;•"

    def is_person(self, i: int, j: int) -> bool:
        before, after = self.before(i), self.after(j)
        if before and before.low in TITLES:
            return True
        if before and before.capital and before.low in _first_names() and not self.upper:
            return True
        single = j - i == 1
        return bool(
            single
            and self.tokens[i].low in _first_names()
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


def _kind(best: Candidate, cue: str) -> PlaceKind:
    made = KINDS.get(cue)
    if made == "site" and best.kind in ("town", "region", "district", "neighbourhood"):
        return "site"
    return kind_of(best.kind)


_FEATURES: dict[str, PlaceKind] = {
    "town": "town", "village": "town", "neighbourhood": "district", "district": "district", "region": "region",
    "country": "country",
    **dict.fromkeys(("base", "camp", "airport", "crossing", "hospital", "prison", "port", "dam", "field"), "site"),
}  # fmt: skip


def kind_of(feature: str) -> PlaceKind:
    """What kind of words name such a feature."""
    return _FEATURES.get(feature, "area")


def _strong(found: tuple[Candidate, ...]) -> bool:
    return any(c.kind in ("country", "region") or c.own or c.population >= _SURE for c in found)


def _keep(finder: _Finder, i: int, j: int, found: tuple[Candidate, ...], lands: frozenset[str], cue: str) -> bool:
    """Whether a name in the gazetteer means a place here."""
    placed = bool(cue) or bool(finder.place_cue(i))
    if j - i == 1:
        if not _single(finder, i, found, cue, placed):
            return False
    elif all(t.low in _common() or t.low in _INNER for t in finder.tokens[i:j]) and not _strong(found):
        return False
    if found[0].kind == "country":
        return True
    if _strong(found):
        return not finder.in_name(i, j) or placed or found[0].population > 10 * _SURE or found[0].own
    if finder.is_person(i, j):
        return False
    known = any(c.country in lands for c in found)
    if finder.upper and not placed:
        return known and j - i > 1
    if placed:
        return known or not finder.in_name(i, j)
    return known and not finder.in_name(i, j) and not finder.starts_sentence(i)


def _single(finder: _Finder, i: int, found: tuple[Candidate, ...], cue: str, placed: bool) -> bool:
    """Whether one word alone may be a place here: not a month, a word of the language or somebody's name."""
    token, after = finder.tokens[i], finder.after(i + 1)
    if finder.is_person(i, i + 1) and not cue:
        return False
    if found[0].kind == "country":
        return True
    if token.low in MONTHS:
        return False
    beside = after is not None and not after.capital and KINDS.get(after.low) in ("town", "region", "district")
    if token.low in _common() or token.low in KINDS or token.low in BODY:
        return not finder.upper and (beside or KINDS.get(cue) == "town" and cue != "capital")
    if token.low in finder.people and not placed and found[0].population < 10 * _SURE:
        return False
    named = (token.low in _first_names() or token.low in finder.people) and not found[0].own
    if named and not placed and not finder.followed(i + 1):
        return False
    return finder.upper or placed or not (finder.small[token.low] and token.text.isalpha())


def _context(text: str, finder: _Finder) -> tuple[dict[int, tuple[int, str]], Counter[str]]:
    """The adjectives by their start, and how often each country is told of."""
    adjectives: dict[int, tuple[int, str]] = {}
    lands: Counter[str] = Counter()
    for i, token in enumerate(finder.tokens):
        if not token.capital or token.text[0].isdigit():
            continue
        adjective = finder.adjective(i)
        if adjective:
            adjectives[i] = adjective
            lands[adjective[1]] += 1
        found = candidates(token.text)
        if found and (found[0].kind in ("country", "region") or found[0].population > 10 * _SURE):
            lands[found[0].country or ""] += 1
    return adjectives, lands


def find_places(text: str) -> tuple[PlaceWords, ...]:
    """Every name of a place in a text, in order, with the places it may mean."""
    finder = _Finder(text)
    adjectives, counted = _context(text, finder)
    lands = frozenset(counted)
    found: list[PlaceWords] = []
    taken = 0
    for i, j, places in finder.spans():
        cue = finder.kind_cue(i, j)
        if i in adjectives and places[0].kind != "country" and adjectives[i][0] >= j:
            continue
        if _keep(finder, i, j, places, lands, cue):
            found.append(_place_words(finder, i, j, places, cue))
    spans = [(p.start, p.end) for p in found]
    for i, (j, iso2) in adjectives.items():
        start, end = finder.tokens[i].start, finder.tokens[j - 1].end
        if start >= taken and not any(a < end and start < b for a, b in spans):
            found.append(PlaceWords(start, end, text[start:end], "adjective", (country_candidate(iso2),)))
            taken = end
    found.extend(_unknown(finder, found, lands))
    return _within(text, sorted(found, key=lambda p: (p.start, p.end)))


def _place_words(finder: _Finder, i: int, j: int, places: tuple[Candidate, ...], cue: str) -> PlaceWords:
    start, end = finder.tokens[i].start, finder.tokens[j - 1].end
    kind = _kind(places[0], cue)
    tied, before = finder.hyphen(j), finder.tokens[i - 1] if i else None
    if tied and tied.low in BACKED:
        kind, cue = "adjective", tied.low
    elif before and before.low in BEFORE_ADJECTIVE and finder.hyphen(i):
        kind, cue = "adjective", before.low
    precision: Precision | None = None
    if kind != "adjective" and finder.nearby(i):
        precision = "nearby"
    return PlaceWords(start, end, finder.text[start:end], kind, places, cue or finder.place_cue(i), precision)


def _unknown(finder: _Finder, found: list[PlaceWords], lands: frozenset[str]) -> Iterator[PlaceWords]:
    """Names the gazetteer lacks that a cue says are places; with places of like names in the countries told of."""
    taken = [(p.start, p.end) for p in found]
    i = 0
    while i < len(finder.tokens):
        j = _run(finder, i)
        start, end = finder.tokens[i].start, finder.tokens[max(i, j - 1)].end
        if j == i or any(a < end and start < b for a, b in taken):
            i = max(j, i + 1)
            continue
        cue = finder.kind_cue(i, j)
        words = finder.text[start:end]
        alike = tuple(c for land in sorted(lands) for c in like(words, land))
        if (cue and KINDS[cue] != "area") or (alike and finder.place_cue(i)):
            kind: PlaceKind = _kind(alike[0], cue) if alike else KINDS.get(cue, "town")  # type: ignore[assignment]
            near: Precision | None = "nearby" if finder.nearby(i) else None
            yield PlaceWords(start, end, words, kind, alike, cue or finder.place_cue(i), near)
        i = j


def _run(finder: _Finder, i: int) -> int:
    """The end of the run of capitalised words that may be an unknown place; i where there is none."""
    j = i
    while j < len(finder.tokens) and j - i < 4:
        token = finder.tokens[j]
        if j > i and not finder.linked[j - 1]:
            break
        joined = finder.article(j)
        if not (token.capital or joined) or token.low in MONTHS or token.text[0].isdigit():
            break
        if not joined and (token.low in _common() | KINDS.keys() | _INNER or finder.small[token.low]):
            break
        j += 1
    if j > i and (finder.is_person(i, j) or finder.upper or len(finder.text[finder.tokens[i].start :]) < 3):
        return i
    return j


def _within(text: str, found: list[PlaceWords]) -> tuple[PlaceWords, ...]:
    """'Taji, Iraq': the region or country that follows a comma is kept with the name before it."""
    told: list[PlaceWords] = []
    for number, place in enumerate(found):
        following = found[number + 1] if number + 1 < len(found) else None
        outer: Candidate | None = None
        if following and place.kind != "adjective" and text[place.end : following.start].strip() in (",", "("):
            outer = next((c for c in following.candidates if c.kind in ("country", "region") and _holds(c, place)), None)
        told.append(replace(place, within=outer.key if outer else _state(text, place)))
    return tuple(told)


def _state(text: str, place: PlaceWords) -> str | None:
    """The key of the US state whose abbreviation follows: 'Alexandria, Va.'."""
    m = _STATE.match(text, place.end) if place.candidates else None
    code = STATES.get(m.group(1).replace(".", "").replace(" ", "").casefold()) if m else None
    if not m or not code or not (m.group(1).endswith(".") or m.group(1).isupper()):
        return None
    wanted = f"US.{code}"
    return wanted if any(c.key == wanted for c in region_candidates(wanted) if _holds(c, place)) else None


def _holds(outer: Candidate, place: PlaceWords) -> bool:
    if outer.kind == "country":
        return any(c.country == outer.country and c.kind != "country" for c in place.candidates)
    return any(c.country == outer.country and c.admin1 == outer.admin1 and c.key != outer.key for c in place.candidates)


