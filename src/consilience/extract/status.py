"""What the dead are said to have been: "the army said all of them were militants, residents that they were farmers"."""

from collections.abc import Iterator
from dataclasses import dataclass

from consilience.extract.lexicon import victim_words, word_set
from consilience.extract.sentence import Sentence

_SUBJECT, _AMONG = word_set("status subject"), word_set("status skip")
_CIVILIAN, _NAMING = word_set("status civilian"), word_set("status naming")
_BE = word_set("status be")


@dataclass(frozen=True, slots=True)
class Status:
    """What somebody says victims were: token indexes, end exclusive, the category, and whether it is denied."""

    first: int
    last: int
    category: str
    denied: bool


def statuses(sentence: Sentence) -> Iterator[Status]:
    """The categories that a sentence gives to those harmed, apart from their numbers."""
    for i in range(1, len(sentence.tokens)):
        named = sentence.low(i) == "as" and _is_naming(sentence, i - 1)
        if not (named or sentence.low(i) in _BE) or sentence.low(i - 1) not in _SUBJECT:
            continue
        if sentence.low(i - 1) == "they" and not (sentence.speakers or sentence.voice):
            continue
        found = _category(sentence, i + 1)
        if found:
            last, category = found
            yield Status(i - 1, last, category, any(sentence.low(k) == "not" for k in range(i + 1, last)))


def _is_naming(sentence: Sentence, i: int) -> bool:
    """Whether "as" says what someone is called: "described the dead as civilians"."""
    return any(sentence.low(k) in _NAMING for k in range(max(0, i - 4), i))


def _category(sentence: Sentence, i: int) -> tuple[int, str] | None:
    """The category of the noun a predicate comes to, and the token after it."""
    end = min(i + 6, len(sentence.tokens))
    for k in range(i, end):
        if sentence.low(k) in _CIVILIAN:
            return k + 1, "civilian"
        noun = victim_words().at(sentence.tokens, k)
        if noun:
            return (noun.last, noun.what.category) if noun.what.category else None
        if sentence.low(k) not in _AMONG and not any(a.first <= k < a.last for a in sentence.actors):
            return None  # "the dead were taken to a hospital"
    return None
