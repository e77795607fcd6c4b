"""Whom a report means by "the army", "the rebels" or "the Coalition", where it names only one it can be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from consilience.actor import Actor
from consilience.extract.found import Found
from consilience.extract.lexicon import word_set
from consilience.extract.sentence import Sentence
from consilience.resolve.actors import ActorWords

#: The kinds of actors that each set of nouns can mean.
_KINDS = {
    "meant army": frozenset({"military"}),
    "meant rebels": frozenset({"rebel", "jihadist", "separatist"}),
    "meant coalition": frozenset({"coalition"}),
}


def meant(told: Sequence[Sentence]) -> list[Sentence]:
    """The sentences, with "the army" and its like among their actors where the report names one army, and so on."""
    nouns: dict[str, Actor] = {}
    for words, kinds in _KINDS.items():
        named = {a.what.actor for s in told for a in s.actors if a.what.actor.kind in kinds}
        if len(named) == 1:
            nouns |= dict.fromkeys(word_set(words), named.pop())
    return [_with(s, list(_told(s, nouns))) for s in told] if nouns else list(told)


def _told(sentence: Sentence, nouns: Mapping[str, Actor]) -> Iterator[Found[ActorWords]]:
    taken = {i for a in sentence.actors for i in range(a.first, a.last)}
    for i, token in enumerate(sentence.tokens):
        actor = nouns.get(token.low)
        if actor is None or i in taken:
            continue
        if sentence.low(i - 1) == "the" or (actor.kind == "coalition" and token.capital and i > 0):
            yield Found(i, i + 1, ActorWords(token.start, token.end, token.text, actor))


def _with(sentence: Sentence, more: list[Found[ActorWords]]) -> Sentence:
    if not more:
        return sentence
    return replace(sentence, actors=tuple(sorted((*sentence.actors, *more), key=lambda a: a.first)))
