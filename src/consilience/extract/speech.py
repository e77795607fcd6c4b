"""Whom a sentence quotes, and where the words that say so stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from consilience.extract.found import Found
from consilience.extract.lexicon import phrases, word_set
from consilience.extract.token import Token

#: Nouns that with "the" mean whoever spoke last.
_BETWEEN, _ECHO = word_set("speech between"), word_set("speech echo")
_BACK = word_set("speech back")
_STOPS, _DAYS = word_set("speech stops"), word_set("speech days")
_AND_DAYS = _DAYS | {"and", "but", "on"}
_PERSONS, _BODIES = word_set("speech persons"), word_set("speech bodies")
_SOURCES, _PAPERS = word_set("speech sources"), word_set("speech papers")
_TELLERS = _PERSONS | _BODIES | _SOURCES
_LEADING, _WITHIN = word_set("speech leading"), word_set("speech within")
_CLAUSE, _JOINS = word_set("speech clause"), word_set("speech joins")
_ARTICLES = frozenset(["the", "a", "an"])
_NOUN_PHRASE = 14  # tokens a speaker may have
_TITLE = 5  # tokens a speaker may have at the end or the beginning of a headline


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone quoted: token indexes of the name (end exclusive), of the word that says so, and the name as told.

    `closes` says whether what stands before it may be told by it ("..., the army said"), not only what follows;
    `relays` whether another only passes its words on ("citing police").
    """

    first: int
    last: int
    at: int
    name: str
    closes: bool = True
    relays: bool = False


def speakers(tokens: Sequence[Token], flat: str, start: int = 0, headline: bool = False) -> list[Speaker]:
    """Everyone a sentence quotes, in the order of the words that say so; tokens before `start` are its dateline."""
    found = []
    for hit in phrases("speech", "kind").find(tokens):
        kind = hit.what[0]
        span = _around(tokens, hit.first, hit.last) if kind == "say" else _named_after(tokens, hit.last)
        if not span or max(start, span[0]) >= span[1]:
            continue
        first, last = _trimmed(tokens, max(start, span[0]), span[1])
        name = _clean(flat[tokens[first].start : tokens[last - 1].end]) if first < last else ""
        if name and name.lower() not in _WITHIN:
            closes = kind != "say" or _closes(tokens, hit, first, last)
            relays = kind == "relay" and any(t.capital or t.low in _TELLERS for t in tokens[first:last])
            found.append(Speaker(first, last, hit.first, name, closes, relays))
    if headline and not found:
        found += _of_headline(tokens, flat)
    return found


def _of_headline(tokens: Sequence[Token], flat: str) -> list[Speaker]:
    """`Bomb kills seven in Kirkuk: ministry`, `Ministry: bomb kills seven`."""
    size = len(tokens)
    marks = [i for i, t in enumerate(tokens) if t.text == ":" or (t.text in ("-", "—") and t.start > tokens[i - 1].end)]
    for mark in (i for i in reversed(marks) if 0 < size - 1 - i <= _TITLE and i > 2):
        named = tokens[mark].text == ":" and all(t.capital for t in tokens[mark + 1 :])
        if named or any(t.low in _SOURCES for t in tokens[mark + 1 :]):
            return [Speaker(mark + 1, size, mark, _clean(flat[tokens[mark + 1].start : tokens[-1].end]))]
    for mark in (i for i in marks if 0 < i <= _TITLE and tokens[i].text == ":"):
        if any(t.low in _SOURCES for t in tokens[:mark]):
            return [Speaker(0, mark, mark, _clean(flat[tokens[0].start : tokens[mark - 1].end]))]
    return []


def _clean(words: str) -> str:
    for article in ("the ", "The ", "a ", "an ", "A ", "An "):
        words = words.removeprefix(article)
    return " ".join(words.strip(" \"',.").split())


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Without what only leads up to a name: "in its statement the army", "in Kirkuk police"."""
    while last > first and tokens[last - 1].low in _JOINS:
        last -= 1
    if tokens[first].low not in _LEADING:
        return first, last
    article = next((i for i in range(last - 1, first + 1, -1) if tokens[i].low in _ARTICLES), None)
    if article is not None and article < last - 1:
        return article, last
    i = first + 1
    while i < last and (tokens[i].capital or tokens[i].low in _DAYS):
        i += 1
    return (i, last) if i < last else (first, last)


def _closes(tokens: Sequence[Token], hit: Found[tuple[str, ...]], first: int, last: int) -> bool:
    """Whether a verb of speech ends what it tells: "..., the army told AFP on Friday", not "and the army said the"."""
    if tokens[first - 1].low in _CLAUSE if first else False:
        return False
    i = max(hit.last, last)
    if i >= len(tokens) or not tokens[i].word or tokens[i].low in _CLAUSE:
        return True
    if tokens[i].low not in _LEADING and not (hit.last - hit.first == 1 and tokens[hit.first].low in ("told", "tells")):
        return False
    while i < len(tokens) and tokens[i].word and tokens[i].low not in _CLAUSE:
        if tokens[i].low == "that" or tokens[i].low in _VERBS or (tokens[i].text[0].isdigit() and i > hit.last + 3):
            return False
        i += 1
    return True


_VERBS = word_set("speech verbs")


def _named_after(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """Whoever a cue leads to; of "a toll given by the ministry" the ministry."""
    span = _after(tokens, i)
    if span is None or tokens[i].low == "by":
        return None
    for k in range(span[0] + 1, span[1] - 1):
        if tokens[k].low in ("by", "from") and tokens[k - 1].low in _PAPERS:
            return k + 1, span[1]
    return span


def _after(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """The noun phrase that begins with token `i`."""
    j = i
    while j < len(tokens) and j - i < _NOUN_PHRASE:
        token = tokens[j]
        if (not token.word and token.text not in ("-", "'s", "'", "&")) or token.low in _STOPS or _is_verb(tokens, j):
            break
        if j > i and ((token.low in ("on", "in", "at") and _day_follows(tokens, j)) or token.text.isdigit()):
            break
        j += 1
    return (i, j) if j > i else None


def _day_follows(tokens: Sequence[Token], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].low in _DAYS


def _is_verb(tokens: Sequence[Token], i: int) -> bool:
    hit = phrases("speech", "kind").at(tokens, i)
    speaks = hit is not None and hit.what[0] == "say" and tokens[i].low not in ("report", "claimed")
    return speaks or tokens[i].low in ("was", "were", "is", "are", "has", "have", "had")


def _around(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
    """The subject of a verb of speech: before it, or after it where a quotation stands before ("...," said X)."""
    if first > 0 and tokens[first - 1].low in _ARTICLES:
        return None  # "an alleged strike" quotes nobody
    if tokens[first].low == "alleged" and first > 0 and tokens[first - 1].text == ",":
        return None  # "On Friday, alleged drones hit"
    if (
        first > 0
        and tokens[first - 1].text in (",", '"')
        and last < len(tokens)
        and (tokens[last].capital or tokens[last].low in _ARTICLES or tokens[last].low in _SOURCES)
    ):
        span = _after(tokens, last)
        if span is None or span[1] >= len(tokens) or tokens[span[1]].low not in _VERBS:
            return span  # "X, its head, said the group had" is no inversion
    return _before(tokens, first)


def _before(tokens: Sequence[Token], end: int) -> tuple[int, int] | None:
    """The noun phrase that ends before token `end`; an apposition in commas is passed over to the name before it."""
    last = end
    while last > 0 and tokens[last - 1].low in _BETWEEN | _DAYS:
        last -= 1
    if last > 0 and tokens[last - 1].text == ",":
        return _apposition(tokens, last - 1)
    i = last
    while i > 0 and last - i < _NOUN_PHRASE:
        token = tokens[i - 1]
        if token.word and phrases("telling").at(tokens, i - 1) and i - 1 > 0:
            return _before(tokens, i - 1)  # "Al-Shabaab denied the claim and said": who denied it
        if (
            (not token.word and token.text not in ("-", "'s", "'", "&", "(", ")"))
            or token.low in _STOPS
            or _is_verb(tokens, i - 1)
        ):
            break
        i -= 1
    while i < last and tokens[i].low in _AND_DAYS:  # "and on Friday the government said"
        i += 1
    if i == last or all(t.low in ("and", "or", "to", "be", "been") for t in tokens[i:last]):
        return None
    return i, last


def _apposition(tokens: Sequence[Token], comma: int) -> tuple[int, int] | None:
    """`The Observatory head, Rami Abdel Rahman, said`: both parts, since either may be known.

    What tells no name is left out: `the army, for its part, said`, `Omar Haddad, a shopkeeper, said`.
    """
    commas = [i for i in range(comma - 1, max(-1, comma - 24), -1) if tokens[i].text == ","]
    if not commas:
        return None
    start = commas[0] + 1
    outer = _before_plain(tokens, commas[0])
    if outer is None:
        return start, comma
    aside = tokens[start].low in _LEADING or tokens[start].low in ("a", "an", "who", "which")
    return outer, (commas[0] if aside or tokens[start].text.isdigit() else comma)


def _before_plain(tokens: Sequence[Token], end: int) -> int | None:
    i = end
    while (
        i > 0
        and end - i < _NOUN_PHRASE
        and (tokens[i - 1].word or tokens[i - 1].text in ("-", "'s", "'"))
        and tokens[i - 1].low not in _STOPS
    ):
        i -= 1
    return i if i < end else None


def resolve_back(name: str, before: Sequence[str]) -> str:
    """Who "he", "the monitor" or "the observatory" is: the latest speaker it can mean, else the words themselves."""
    low = name.lower()
    if low in ("he", "she"):
        return _latest(before, _BODIES - _PERSONS, _PERSONS) or name
    if low in ("it", "they"):
        return _latest(before, _PERSONS if low == "it" else frozenset(), _BODIES) or name
    if low in _BACK:
        for earlier in reversed(before):
            if low in earlier.lower().split() or low.rstrip("s") in earlier.lower():
                return earlier
        return before[-1] if before and low in _ECHO else name
    return name


def _latest(before: Sequence[str], never: frozenset[str], unless: frozenset[str]) -> str | None:
    """The latest speaker with none of some words, unless with one of others; the very last where there is none."""
    for earlier in reversed(before):
        words = set(earlier.lower().replace("-", " ").split())
        if not words & never or words & unless:
            return earlier
    return before[-1] if before else None
