"""The words the grammar knows, read from the tables in data/lexicon, and finding them in tokens."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, Literal, TypeVar

from consilience.extract.found import Found, Tokens
from consilience.extract.token import Token, tokenize
from consilience.resolve.tables import cell, rows

T = TypeVar("T")
Form = Literal["base", "past", "participle", "ing", "third", "singular", "plural"]


class Phrases(Generic[T]):
    """Phrases of one or more tokens; the longest wins, then the one added first. Case makes no difference."""

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        self._alone: dict[str, T] = {}
        self._longer: dict[str, dict[str, list[tuple[tuple[str, ...], T]]]] = {}  # by the first word and the second
        for phrase, what in phrases:
            words = tuple(t.low for t in tokenize(phrase))
            if len(words) == 1:
                self._alone.setdefault(words[0], what)
            elif words:
                self._longer.setdefault(words[0], {}).setdefault(words[1], []).append((words[2:], what))
        for openings in self._longer.values():
            for options in openings.values():
                options.sort(key=lambda option: -len(option[0]))
        #: The words that phrases of this table begin with.
        self.heads = frozenset([*self._alone, *self._longer])

    def word(self, low: str) -> T | None:
        """What the table says of one word by itself."""
        return self._alone.get(low)

    def at(self, tokens: Sequence[Token], i: int) -> Found[T] | None:
        """The longest phrase that begins with token `i`."""
        low = tokens[i].low
        if low not in self.heads:
            return None
        if low in self._longer and i + 1 < len(tokens):
            for rest, what in self._longer[low].get(tokens[i + 1].low, ()):
                last = i + 2 + len(rest)
                if not rest or (last <= len(tokens) and rest == tuple([t.low for t in tokens[i + 2 : last]])):
                    return Found(i, last, what)
        return Found(i, i + 1, self._alone[low]) if low in self._alone else None

    def find(self, tokens: Sequence[Token]) -> list[Found[T]]:
        """All phrases met, from left to right, none overlapping another."""
        if not isinstance(tokens, Tokens):
            return self._found(tokens)
        if self.heads.isdisjoint(tokens.lows):
            return []
        if self not in tokens.found:
            tokens.found[self] = self._found(tokens)
        return list(tokens.found[self])

    def _found(self, tokens: Sequence[Token]) -> list[Found[T]]:
        found: list[Found[T]] = []
        last = 0
        for i, token in enumerate(tokens):
            if i >= last and token.low in self.heads and (hit := self.at(tokens, i)):
                found.append(hit)
                last = hit.last
        return found


def third_person(base: str) -> str:
    """The form after he or she: `kill` gives `kills`, `claim the life of` `claims the life of`.

    An adverb before a verb stays as it is, and a second verb changes, too: `fatally shoots`, `shoots and kills`.
    """
    words = base.split(" ")
    at = 1 if words[0].endswith("ly") and len(words) > 1 else 0
    verbs = {at, *(n + 1 for n, word in enumerate(words[:-1]) if word == "and")}
    return " ".join(_with_s(word) if n in verbs else word for n, word in enumerate(words))


def _with_s(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "go")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


def verb_forms(entry: str) -> list[tuple[str, Form]]:
    """`kill/killed/killed/killing` with the third person added; of like forms the participle stays."""
    base, past, participle, ing = entry.split("/")
    forms: dict[str, Form] = {
        base: "base",
        third_person(base): "third",
        past: "past",
        ing: "ing",
        participle: "participle",
    }
    return list(forms.items())


def noun_forms(entry: str) -> list[tuple[str, Form]]:
    """`attack/attacks`; a noun whose plural is the same is plural."""
    singular, plural = entry.split("/")
    forms: dict[str, Form] = {singular: "singular", plural: "plural"}
    return list(forms.items())


@dataclass(frozen=True, slots=True)
class EventWord:
    """A word that tells of an incident; `type` is None where only its company can say the type."""

    lemma: str
    part: str
    type: str | None
    strong: bool
    form: Form


@dataclass(frozen=True, slots=True)
class Munition:
    """What is fired, dropped, planted or carried."""

    lemma: str
    type: str
    counted: bool


@dataclass(frozen=True, slots=True)
class HarmWord:
    """A word that says people were killed, injured or are missing; see data/lexicon/harm.tsv for the shapes."""

    lemma: str
    field: str
    shape: str
    form: Form


@dataclass(frozen=True, slots=True)
class VictimWord:
    """A noun for people, with its category of victim, None where it tells none."""

    lemma: str
    category: str | None
    plural: bool


@cache
def event_words() -> Phrases[EventWord]:
    """Nouns and verbs of violence."""

    def entries() -> Iterator[tuple[str, EventWord]]:
        for row in rows("lexicon/events.tsv"):
            kind = None if row["type"] == "?" else row["type"]
            for entry in cell(row["forms"]):
                for form, which in verb_forms(entry) if row["part"] == "verb" else noun_forms(entry):
                    lemma = entry.partition("/")[0]
                    yield form, EventWord(lemma, row["part"], kind, row["force"] == "strong", which)

    return Phrases(entries())


@cache
def munitions() -> Phrases[Munition]:
    """Weapons and what carries them."""
    return Phrases(
        (form, Munition(entry.partition("/")[0], row["type"], row["count"] == "yes"))
        for row in rows("lexicon/munitions.tsv")
        for entry in cell(row["forms"])
        for form, _ in noun_forms(entry)
    )


@cache
def harm_words() -> Phrases[HarmWord]:
    """Words of death, injury and disappearance."""

    def entries() -> Iterator[tuple[str, HarmWord]]:
        for row in rows("lexicon/harm.tsv"):
            verbal = row["shape"] in ("act", "undergo", "suffer", "bring", "strike", "finish", "suicide")
            for entry in cell(row["forms"]):
                for form, which in verb_forms(entry) if verbal else noun_forms(entry):
                    yield form, HarmWord(entry.partition("/")[0], row["field"], row["shape"], which)

    return Phrases(entries())


@cache
def victim_words() -> Phrases[VictimWord]:
    """Nouns for people."""
    return Phrases(
        (form, VictimWord(entry.partition("/")[0], row["category"] or None, which == "plural"))
        for row in rows("lexicon/victims.tsv")
        for entry in cell(row["forms"])
        for form, which in noun_forms(entry)
    )


@cache
def phrases(name: str, *columns: str) -> Phrases[tuple[str, ...]]:
    """The forms of any other table, with the cells of the columns asked for."""
    return Phrases(
        (form, tuple(row[c] for c in columns)) for row in rows(f"lexicon/{name}.tsv") for form in cell(row["forms"])
    )


@cache
def _word_sets() -> dict[str, frozenset[str]]:
    return {row["set"]: frozenset(cell(row["words"])) for row in rows("lexicon/words.tsv")}


def word_set(name: str) -> frozenset[str]:
    """A set of plain words by its name in data/lexicon/words.tsv, where each says what it is for."""
    return _word_sets()[name]
