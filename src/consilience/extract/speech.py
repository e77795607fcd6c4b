"""Whom a sentence quotes, and where the words that say so stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from consilience.extract.lexicon import phrases, word_set
from consilience.extract.token import Token

_PRONOUNS = frozenset(["he", "she", "they", "it"])
#: Nouns that with "the" mean whoever spoke last.
_BETWEEN, _ECHO = word_set("speech between"), word_set("speech echo")
_BACK = word_set("speech back")
_STOPS = word_set("speech stops")
_NOUN_PHRASE = 14  # tokens a speaker may have


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone quoted: token indexes of the name (end exclusive), of the word that says so, and the name as told."""

    first: int
    last: int
    at: int
    name: str


def speakers(tokens: Sequence[Token], flat: str, start: int = 0) -> list[Speaker]:
    """Everyone a sentence quotes, in the order of the words that say so; tokens before `start` are its dateline."""
    found = []
    for hit in phrases("speech", "kind").find(tokens):
        kind = hit.what[0]
        span = _after(tokens, hit.last) if kind in ("cue", "paper") else _around(tokens, hit.first, hit.last)
        if span:
            first, last = max(start, span[0]), span[1]
            if first >= last:
                continue
            name = _clean(flat[tokens[first].start : tokens[last - 1].end])
            if name:
                found.append(Speaker(first, last, hit.first, name))
    return found


def _clean(words: str) -> str:
    for article in ("the ", "The ", "a ", "an ", "A ", "An "):
        words = words.removeprefix(article)
    return " ".join(words.strip(" \"',.").split())


def _after(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """The noun phrase that begins with token `i`."""
    j = i
    while j < len(tokens) and j - i < _NOUN_PHRASE:
        token = tokens[j]
        if (not token.word and token.text not in ("-", "'s", "'", "&")) or token.low in _STOPS or _is_verb(tokens, j):
            break
        if token.low in ("on", "in", "at") and j > i and _day_follows(tokens, j):
            break
        j += 1
    return (i, j) if j > i else None


def _day_follows(tokens: Sequence[Token], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].low in _DAYS


_DAYS = word_set("speech days")


def _is_verb(tokens: Sequence[Token], i: int) -> bool:
    hit = phrases("speech", "kind").at(tokens, i)
    speaks = hit is not None and hit.what[0] == "say" and tokens[i].low not in ("report", "claimed")
    return speaks or tokens[i].low in ("was", "were", "is", "are", "has", "have", "had")


def _around(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
    """The subject of a verb of speech: before it, or after it where a quotation stands before ("...," said X)."""
    if first > 0 and tokens[first - 1].low in ("a", "an", "the"):
        return None  # "an alleged strike" quotes nobody
    if (
        first > 0
        and tokens[first - 1].text in (",", '"')
        and last < len(tokens)
        and (tokens[last].capital or tokens[last].low in ("the", "a", "an"))
    ):
        return _after(tokens, last)
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
    while i < last and tokens[i].low in ("and", "but", "on", *_DAYS):  # "and on Friday the government said"
        i += 1
    if i == last or all(t.low in ("and", "or", "to", "be", "been") for t in tokens[i:last]):
        return None
    return i, last


def _apposition(tokens: Sequence[Token], comma: int) -> tuple[int, int] | None:
    """`The Observatory head, Rami Abdel Rahman, said`: both parts, since either may be known."""
    commas = [i for i in range(comma - 1, max(-1, comma - 12), -1) if tokens[i].text == ","]
    if not commas:
        return None
    start = commas[0] + 1
    outer = _before_plain(tokens, commas[0])
    return (outer if outer is not None else start, comma)


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
    if low in _PRONOUNS:
        return before[-1] if before else name
    if low in _BACK:
        for earlier in reversed(before):
            if low in earlier.lower().split() or low.rstrip("s") in earlier.lower():
                return earlier
        return before[-1] if before and low in _ECHO else name
    return name
