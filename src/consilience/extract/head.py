"""The noun that people are told by, with what stands before it: "Iraqi militia fighters", "his young wife"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from consilience.extract.found import Tokens
from consilience.extract.lexicon import VictimWord, event_words, harm_words, munitions, phrases, victim_words, word_set
from consilience.extract.token import Token
from consilience.resolve.countries import country_of_adjective, country_of_people

#: Closed-class words that cannot stand inside a noun phrase before its head.
_BREAKS = word_set("group breaks")
_NUMBER = r"(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen)"
_AGED = re.compile(_NUMBER + r"-(year|month|week|day)s?-olds?$")  # "a 3-year-old" is a person
#: Nouns that make a thing of the people before them: "a police station", "an army convoy".
_THINGS = word_set("group things")
_SPEECH, _PLURALS, _DOUBTED = word_set("head speech"), word_set("head plurals"), word_set("head doubted")
_ADULT = 18
_ARTICLES = frozenset({"a", "an", "the", "another"})
_MODIFIERS = 6  # words between number and head


@dataclass(frozen=True, slots=True)
class Head:
    """The noun at token `at` of a phrase that ends before `last`, and what noun and modifiers say."""

    last: int
    at: int
    plural: bool
    category: str | None
    nationality: str | None


def _is_young(age: re.Match[str]) -> bool:
    """Whether an age is that of a child; one told in words is, since ages above sixteen are told in figures."""
    return age[2] != "year" or not age[1].isdigit() or int(age[1]) < _ADULT


def tells_age(tokens: Sequence[Token], i: int) -> bool:
    """Whether an age stands there, apart from its "old" or not: "17-year old", "9 year old", "17-year-old"."""
    return _age_at(tokens, i) is not None


def _age_at(tokens: Sequence[Token], i: int) -> tuple[re.Match[str], int] | None:
    """The age that begins with a token, and the index behind it."""
    if tokens[i].low.endswith(("-old", "-olds")):
        age = _AGED.match(tokens[i].low)
        return (age, i + 1) if age else None
    old = next((k for k in range(i + 1, min(i + 3, len(tokens))) if tokens[k].low in ("old", "olds")), None)
    age = _AGED.match("-".join(t.low for t in tokens[i : old + 1])) if old else None
    return (age, old + 1) if age and old else None


def _is_aged_person(tokens: Sequence[Token], i: int, last: int) -> bool:
    """Whether an age is a person: always in one word, and apart only behind an article: "an 18-month old was hit"."""
    led = last == i + 1 or (i > 0 and tokens[i - 1].low in _ARTICLES)
    return led and not (last < len(tokens) and _continues(tokens, last))


def near_nouns(tokens: Sequence[Token]) -> set[int]:
    """The tokens from which a noun of people can be reached: a head is found from there or not at all."""
    return {i - k for i, t in enumerate(tokens) if _tells_people(t.text) for k in range(_MODIFIERS + 1)}


@lru_cache(50_000)
def _tells_people(text: str) -> bool:
    """Whether a word may be a head or begin one."""
    low = text.lower()
    aged = low in ("old", "olds") or _AGED.match(low) is not None
    return aged or low in victim_words().heads or country_of_people(text) is not None


def head_of(tokens: Sequence[Token], i: int) -> Head | None:
    """The head noun of a noun phrase that begins with token `i`, its modifiers passed over."""
    if isinstance(tokens, Tokens) and i not in tokens.once(near_nouns):
        return None
    best: Head | None = None
    category: str | None = None
    nationality: str | None = None
    start = i
    while i < len(tokens) and i - start <= _MODIFIERS:
        aged = _age_at(tokens, i)
        if aged and _is_aged_person(tokens, i, aged[1]):
            return Head(aged[1], i, False, "child" if _is_young(aged[0]) else category, nationality)
        word = None if munitions().at(tokens, i) else victim_words().at(tokens, i)
        after = word.last if word and word.last < len(tokens) else None
        if after is not None and (tokens[after].low in _THINGS or _is_institution(tokens, after)):
            return None
        if word is None:
            people = country_of_people(tokens[i].text)
            if people and not (i + 1 < len(tokens) and _continues(tokens, i + 1)):
                return Head(i + 1, i, _is_plural(tokens[i]), category, people)
        if word:
            category = _finer(word.what, category)
            best = Head(word.last, word.last - 1, word.what.plural, category, nationality)
            i = word.last
            continue
        if best or not may_modify(tokens, i):
            break
        nationality = nationality or country_of_adjective(tokens[i].text)
        i += 1
        if i - start <= 2 and _more_adjectives(tokens, i):
            i += 1
    return best


def _more_adjectives(tokens: Sequence[Token], i: int) -> bool:
    """Whether a comma stands between two adjectives of one noun: "a young, unarmed teacher"."""
    if i + 1 >= len(tokens) or tokens[i].low != "," or tokens[i - 1].capital:
        return False
    after = tokens[i + 1]
    opens = after.word and after.low not in _BREAKS and not after.text[0].isdigit()
    return opens and head_of(tokens, i + 1) is not None


def _is_institution(tokens: Sequence[Token], i: int) -> bool:
    """Whether a possessive and a name follow people: "Children's Hospital"."""
    return tokens[i].low == "'s" and i + 1 < len(tokens) and tokens[i - 1].capital and tokens[i + 1].capital


def _finer(word: VictimWord, category: str | None) -> str | None:
    """The category told last, but a modifier's where the head has none: "civilian contractor"."""
    return word.category or category


def _is_plural(token: Token) -> bool:
    return token.low.endswith("s") or token.low in _PLURALS


def _continues(tokens: Sequence[Token], i: int) -> bool:
    """Whether the noun phrase goes on, so that the word before is an adjective: "American soldiers"."""
    return may_modify(tokens, i) or victim_words().at(tokens, i) is not None


def breaks(token: Token) -> bool:
    """Whether a word cannot stand inside a noun phrase; "US" is a country, "us" is not."""
    return token.low in _BREAKS and not (token.text.isupper() and len(token.text) == 2)


@cache
def _stops() -> frozenset[str]:
    """Words that begin what cannot stand there; every other word may."""
    return phrases("stance", "standing").heads | harm_words().heads | munitions().heads | event_words().heads


def may_modify(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word can stand between a number and the noun it counts."""
    token = tokens[i]
    if token.low == "'s":
        return True
    if token.low == "-" and 0 < i < len(tokens) - 1:
        return tokens[i - 1].end == token.start and token.end == tokens[i + 1].start
    if token.low in ("and", "-") and 0 < i < len(tokens) - 1:
        return all(country_of_adjective(tokens[k].text) for k in (i - 1, i + 1))
    if token.low in ("year", "years", "month", "months"):
        return i > 0 and re.fullmatch(_NUMBER, tokens[i - 1].low) is not None
    number = token.text[0].isdigit() and not token.low.endswith("-old") and not tells_age(tokens, i)
    if not token.word or breaks(token) or number or token.low in _SPEECH:
        return False
    if token.low not in _stops():
        return True
    if phrases("stance", "standing").at(tokens, i) is not None and token.low not in _DOUBTED:
        return False
    harm = harm_words().at(tokens, i)
    if harm and harm.what.shape in ("undergo", "act", "toll"):
        return False
    if munitions().at(tokens, i):
        return False
    event = event_words().at(tokens, i)
    return not (event and event.what.form in ("past", "participle", "third", "ing"))
