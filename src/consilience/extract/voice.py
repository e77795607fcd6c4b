"""Who tells what stands at a place of a sentence: the nearest speaker of its clause, or whoever a quotation is by."""

from collections.abc import Sequence
from dataclasses import replace

from consilience.extract.lexicon import word_set
from consilience.extract.sentence import Sentence
from consilience.extract.speech import Speaker

_CLAUSE = word_set("speech clause")


def told_by(sentence: Sentence, i: int) -> str | None:
    """Whom a report quotes for the words at a token: "the army said 12, the rebels said 40" has two.

    A speaker answers for what follows up to the next one, and for what stands before where it closes the telling
    ("..., the army said"). Fewest turns of clause between them and the token win, then the nearest.
    """
    fit = [(_turns(sentence, s, i), not s.relays, abs(s.at - i), s) for s in sentence.speakers if _answers(s, i)]
    return min(fit, key=lambda f: f[:3])[3].name if fit else sentence.voice


def _answers(speaker: Speaker, i: int) -> bool:
    return speaker.closes or i >= min(speaker.first, speaker.at)


def _turns(sentence: Sentence, speaker: Speaker, i: int) -> int:
    """How often the sentence turns to something else between a speaker and a token."""
    begin, end = min(speaker.first, speaker.at), max(speaker.last, speaker.at + 1)
    between = range(end, i) if i >= end else range(i + 1, begin)
    return sum(_is_turn(sentence, k) for k in between)


def _is_turn(sentence: Sentence, k: int) -> bool:
    low = sentence.low(k)
    return low == ";" or (low in _CLAUSE and (low != "and" or sentence.low(k - 1) == ","))


def voiced(told: Sequence[Sentence]) -> list[Sentence]:
    """The sentences, those within a quotation that runs over several with the speaker of it.

    A quotation has the speaker of the sentence where it opens ("He said: ..."), else of the one where it closes, else
    that of a quotation right before it ("...," he said. "...").
    """
    found = list(told)
    begun: int | None = None  # the sentence where the open quotation begins
    last: str | None = None  # who spoke in the quotation right before
    for n, sentence in enumerate(told):
        marks = [k for k, token in enumerate(sentence.tokens) if token.text == '"']
        if begun is not None and _breaks_off(told[n - 1], sentence, marks):
            _give(found, begun, n, _speaker(found[begun:n]) or last)
            begun, last = None, None
        elif begun is not None and told[n - 1].paragraph != sentence.paragraph:
            marks = marks[1:]  # each paragraph of a long quotation opens with a mark
        inside = begun is not None
        if not inside and not marks:
            last = None
            continue
        if not inside:
            begun = n
        if inside == bool(len(marks) % 2):  # no quotation is open behind it
            by = _speaker(found[begun or 0 : n + 1]) or (last if _opens(told[begun or 0]) else None)
            _give(found, begun or 0, n + 1, by)
            begun, last = None, by
    if begun is not None:
        _give(found, begun, len(found), _speaker(found[begun:]))
    return found


def _breaks_off(before: Sentence, sentence: Sentence, marks: list[int]) -> bool:
    """Whether a paragraph ended inside a quotation that the next one does not take up."""
    return before.paragraph != sentence.paragraph and marks[:1] != [0]


def _opens(sentence: Sentence) -> bool:
    return bool(sentence.tokens) and sentence.tokens[0].text == '"'


def _speaker(run: Sequence[Sentence]) -> str | None:
    """Of the sentences a quotation runs through, the first or else the last speaker told."""
    named = [s.speakers for s in run if s.speakers]
    if not named:
        return None
    return named[0][-1].name if run[0].speakers else named[-1][0].name


def _give(found: list[Sentence], first: int, last: int, voice: str | None) -> None:
    for n in range(first, last):
        if voice and not found[n].speakers:
            found[n] = replace(found[n], voice=voice)
