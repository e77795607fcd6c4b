"""Finds the names of places in a text, each with the places it may mean."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from consilience.place import Precision
from consilience.resolve.gazetteer import Candidate, candidates, country_candidate, like, region_candidates
from consilience.resolve.place_cues import (
    BACKED,
    BEFORE_ADJECTIVE,
    BODY,
    FUNCTION,
    KINDS,
    LOCATIVE,
    MONTHS,
    NAMED_AFTER,
    SIDES,
    STATES,
    WORDY,
)
from consilience.resolve.place_reading import INNER, PlaceKind, Reading, common_words, first_names, kind_of
from consilience.resolve.place_streets import is_of_house, is_on_street

__all__ = ["PlaceKind", "PlaceWords", "find_places", "kind_of"]

_STATE = re.compile(r",\s{1,2}([A-Z][a-z]{0,4}\b\.?(?: ?[A-Z][a-z]{0,3}\.)?|(?:[A-Z]\.? ?){2})")
_OWNED = re.compile(r"(?:[ \n][a-z-]+){1,4}[ \n]")  # "Syrian capital Damascus", "Nigerian border town of Banki"
_TOLD_WITH = re.compile(r", {1,2}(?=[A-Z])")
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


@cache
def _plain() -> frozenset[str]:
    """Words that alone are no place: common ones, nouns for kinds of places, articles."""
    return common_words().union(KINDS, INNER)


def _kind(found: tuple[Candidate, ...], cue: str) -> PlaceKind:
    made, best = KINDS.get(cue), found[0]
    told = next((c for c in found if made in ("region", "district") and kind_of(c.kind) == made), None)
    if told and best.kind != "country":
        return kind_of(told.kind)
    if made == "site" and best.kind in ("town", "region", "district", "neighbourhood"):
        return "site"
    return kind_of(best.kind)


def _strong(found: tuple[Candidate, ...]) -> bool:
    return any(
        c.kind in ("country", "region") or (c.own and c.kind != "neighbourhood") or c.population >= _SURE for c in found
    )


def _keep(finder: Reading, i: int, j: int, found: tuple[Candidate, ...], lands: frozenset[str], cue: str) -> bool:
    """Whether a name in the gazetteer means a place here."""
    placed = bool(cue) or bool(finder.place_cue(i)) or finder.bears(j)
    if _is_street(finder, i, j, found):
        return False
    if _TOLD_WITH.match(finder.text, finder.tokens[j - 1].end) and _named_with(finder, j, found):
        return not finder.is_person(i, j)
    if j - i == 1:
        if not _single(finder, i, found, cue, placed):
            return False
    elif any(c.kind == "district" and c.match == "name" for c in found):
        return True
    elif all(t.low in common_words() or t.low in INNER for t in finder.tokens[i:j]) and not _strong(found):
        return not finder.upper and _is_placed_name(finder, i, j, found)
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


def _is_placed_name(finder: Reading, i: int, j: int, found: tuple[Candidate, ...]) -> bool:
    """Whether a name of plain words stands as only a place's does: "in Federal Way", "a Silver City man"."""
    led = finder.before(i)
    placed = finder.bears(j) or (led is not None and led.low in LOCATIVE)
    return placed and not finder.in_name(i, j) and any(c.match == "name" and c.kind == "town" for c in found)


def _is_street(finder: Reading, i: int, j: int, found: tuple[Candidate, ...]) -> bool:
    """Whether it is a street, a house, a unit or a side of a town: "Dublin Road", "Hampton Inn", "West Side"."""
    after = finder.after(j)
    told = after is not None and not after.capital and any(c.own or c.kind == "country" for c in found)
    side = finder.words(i, j).casefold().replace(" ", "").replace("-", "") in SIDES
    if side or (after is not None and after.low in NAMED_AFTER and not told):
        return True
    start, end = finder.tokens[i].start, finder.tokens[j - 1].end
    known = any(c.own or c.kind in ("country", "region") or c.population >= 10 * _SURE for c in found)
    return not known and (is_on_street(finder.text, start, end) or is_of_house(finder.text, end))


def _named_with(finder: Reading, j: int, found: tuple[Candidate, ...]) -> bool:
    """Whether the region or country that follows a name holds a place of it: "Federal Way, Wash."."""
    start, end = finder.tokens[j - 1].start, finder.tokens[j - 1].end
    named = PlaceWords(start, end, finder.words(j - 1, j), "town", found)
    if _state(finder.text, named):
        return True
    for last in (j + 2, j + 1):
        if last <= len(finder.tokens):
            outer = candidates(finder.words(j, last))
            if outer and outer[0].kind in ("region", "country") and _holds(outer[0], named):
                return True
    return False


def _region(found: tuple[Candidate, ...]) -> bool:
    return any(c.kind == "region" for c in found)


def _single(finder: Reading, i: int, found: tuple[Candidate, ...], cue: str, placed: bool) -> bool:
    """Whether one word alone may be a place here: not a month, a word of the language or somebody's name."""
    token, after = finder.tokens[i], finder.after(i + 1)
    if finder.is_person(i, i + 1) and not cue:
        return False
    if found[0].kind == "country":
        return True
    if token.low in MONTHS or (len(token.text) < 3 and not found[0].own):
        return False
    if not finder.upper and token.text.isupper() and len(token.text) < 5 and not (found[0].own or _region(found)):
        return token.text.endswith(".") and found[0].population >= _SURE  # "D.C.", and no UN or NATO
    beside = after is not None and not after.capital and KINDS.get(after.low) in ("town", "region", "district")
    if token.low in common_words() or token.low in KINDS or token.low in BODY:
        return not finder.upper and (beside or (KINDS.get(cue) == "town" and cue != "capital"))
    if token.low in finder.people and not placed and found[0].population < 10 * _SURE:
        return False
    if found[0].population >= 10 * _SURE and token.low not in finder.people:
        return True
    named = (token.low in first_names() or token.low in finder.people) and not found[0].own
    if named and not placed and not finder.followed(i + 1):
        return False
    return finder.upper or placed or not (finder.small[token.low] and token.text.isalpha())


def _context(text: str, finder: Reading) -> tuple[dict[int, tuple[int, str]], Counter[str]]:
    """The adjectives by their start, and how often each country is told of."""
    adjectives: dict[int, tuple[int, str]] = {}
    lands: Counter[str] = Counter()
    for i in finder.openings:
        token = finder.tokens[i]
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
    finder = Reading(text)
    adjectives, counted = _context(text, finder)
    lands = frozenset(counted)
    found: list[PlaceWords] = []
    doubtful: list[tuple[int, int, tuple[Candidate, ...], str]] = []
    taken = 0
    for i, j, places in finder.spans():
        cue = finder.kind_cue(i, j)
        if i in adjectives and places[0].kind != "country" and adjectives[i][0] >= j:
            continue
        if _keep(finder, i, j, places, lands, cue):
            found.append(_place_words(finder, i, j, places, cue))
        else:
            doubtful.append((i, j, places, cue))
    found.extend(_again(finder, found, doubtful))
    spans = [(p.start, p.end) for p in found]
    for i, (j, iso2) in adjectives.items():
        start, end = finder.tokens[i].start, finder.tokens[j - 1].end
        if start >= taken and not any(a < end and start < b for a, b in spans):
            found.append(PlaceWords(start, end, text[start:end], "adjective", (country_candidate(iso2),)))
            taken = end
    found.extend(_unknown(finder, found, lands))
    return _within(text, sorted(found, key=lambda p: (p.start, p.end)))


def _again(
    finder: Reading, found: list[PlaceWords], doubtful: list[tuple[int, int, tuple[Candidate, ...], str]]
) -> Iterator[PlaceWords]:
    """Names that stand where a place need not be meant, and are told as places elsewhere in the text."""
    told = {p.words.casefold() for p in found if p.kind in ("town", "district", "region")}
    for i, j, places, cue in doubtful:
        plain = all(t.low in common_words() for t in finder.tokens[i:j])
        name = finder.words(i, j).casefold()
        if name in told and not plain and not finder.is_person(i, j) and not (finder.people & set(name.split())):
            yield _place_words(finder, i, j, places, cue)


def _place_words(finder: Reading, i: int, j: int, places: tuple[Candidate, ...], cue: str) -> PlaceWords:
    start, end = finder.tokens[i].start, finder.tokens[j - 1].end
    kind = _kind(places, cue)
    tied, before = finder.hyphen(j), finder.tokens[i - 1] if i else None
    if tied and tied.low in BACKED:
        kind, cue = "adjective", tied.low
    elif before and before.low in BEFORE_ADJECTIVE and finder.hyphen(i):
        kind, cue = "adjective", before.low
    precision: Precision | None = None
    if kind != "adjective" and finder.nearby(i):
        precision = "nearby"
    return PlaceWords(start, end, finder.text[start:end], kind, places, cue or finder.place_cue(i), precision)


def _unknown(finder: Reading, found: list[PlaceWords], lands: frozenset[str]) -> Iterator[PlaceWords]:
    """Names the gazetteer lacks that a cue says are places; with places of like names in the countries told of."""
    taken = sorted((p.start, p.end) for p in found)
    last = 0
    for i in finder.openings:
        j = _run(finder, i) if i >= last else i
        if j == i:
            continue
        last = j
        start, end = finder.tokens[i].start, finder.tokens[j - 1].end
        before = bisect_left(taken, (end,))  # names do not overlap: only the last that begins before the end can
        if (before and taken[before - 1][1] > start) or candidates(finder.text[start:end]):
            continue
        cue = finder.kind_cue(i, j)
        words = finder.text[start:end]
        alike = tuple(c for land in sorted(lands) for c in like(words, land))
        if cue and i and finder.tokens[i - 1].low == cue and finder.tokens[i - 1].capital:
            continue  # "Department of Finance", "County Court": the name of a body
        if (cue and KINDS[cue] != "area") or (alike and finder.place_cue(i)):
            kind: PlaceKind = _kind(alike, cue) if alike else KINDS.get(cue, "town")  # type: ignore[assignment]
            near: Precision | None = "nearby" if finder.nearby(i) else None
            yield PlaceWords(start, end, words, kind, alike, cue or finder.place_cue(i), near)


def _run(finder: Reading, i: int) -> int:
    """The end of the run of capitalised words that may be an unknown place; i where there is none."""
    j = i
    while j < len(finder.tokens) and j - i < 4:
        token = finder.tokens[j]
        if finder.upper and token.low in FUNCTION:
            break
        if j > i and not finder.linked[j - 1]:
            break
        joined = finder.article(j)
        if not (token.capital or joined) or token.low in MONTHS or token.text[0].isdigit():
            break
        opens = j == i and token.low in INNER and finder.linked[j] and finder.tokens[j + 1].capital  # Umm, Deir
        if not (joined or opens) and (token.low in _plain() or finder.small[token.low]):
            break
        j += 1
    if j > i and (finder.is_person(i, j) or finder.upper or len(finder.text[finder.tokens[i].start :]) < 3):
        return i
    return j


def _within(text: str, found: list[PlaceWords]) -> tuple[PlaceWords, ...]:
    """'Taji, Iraq', 'Alexandria, Va.': the region or country that follows a comma is kept with the name before it."""
    told: list[PlaceWords] = []
    for number, place in enumerate(found):
        following = found[number + 1] if number + 1 < len(found) else None
        outer: Candidate | None = None
        if following and place.kind != "adjective" and text[place.end : following.start].strip() in (",", "("):
            around = [c for c in following.candidates if c.kind in ("country", "region")]
            outer = next((c for c in around if _holds(c, place)), None)
            if outer is None and around and around[0] is following.candidates[0] and _is_small(place):
                outer = around[0]
        if outer is None and number and found[number - 1].kind == "adjective":
            outer = _owner(text, found[number - 1], place)
        state = None if outer else _state(text, place)
        within = outer.key if outer else state.candidates[0].key if state else None
        told.append(replace(place, within=within) if within else place)
        if state and (following is None or following.start >= state.end):
            told.append(state)
    return tuple(told)


def _owner(text: str, adjective: PlaceWords, place: PlaceWords) -> Candidate | None:
    """The country of the adjective that a kind of place and its name follow: "the Syrian capital Damascus"."""
    between = text[adjective.end : place.start]
    if not _OWNED.fullmatch(between) or not any(w in KINDS for w in between.casefold().split()):
        return None
    return next((c for c in adjective.candidates if _holds(c, place)), None)


def _is_small(place: PlaceWords) -> bool:
    """Whether a name means no place so well known that one in another region is unlikely."""
    known = any(c.kind in ("country", "region") or c.own or c.population >= _SURE for c in place.candidates)
    return place.kind in ("town", "district") and not known


def _is_word(words: str) -> bool:
    """Whether an abbreviation is a word or a name as well: "Wash", "Miss", "Mo"."""
    return len(words) < 3 or words.casefold() in WORDY


def _state(text: str, place: PlaceWords) -> PlaceWords | None:
    """The abbreviation of a US state that follows: 'Alexandria, Va.'."""
    m = _STATE.match(text, place.end) if text.startswith(",", place.end) and place.kind != "adjective" else None
    code = STATES.get(m.group(1).replace(".", "").replace(" ", "").casefold()) if m else None
    if not m or not code or not (m.group(1).endswith(".") or m.group(1).isupper() or not _is_word(m.group(1))):
        return None
    state = next(iter(region_candidates(f"US.{code}")), None)
    if state is None or not (_holds(state, place) or _is_small(place)):
        return None
    words = m.group(1).rstrip()
    return PlaceWords(m.start(1), m.start(1) + len(words), words, "region", (state,))


def _holds(outer: Candidate, place: PlaceWords) -> bool:
    if outer.kind == "country":
        return any(c.country == outer.country and c.kind != "country" for c in place.candidates)
    return any(c.country == outer.country and c.admin1 == outer.admin1 and c.key != outer.key for c in place.candidates)
