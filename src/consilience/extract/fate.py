"""Who of the people hit or taken to hospital are told to have lived, by the words of their own sentence.

"Five people were shot" leaves open who of them died. Three kinds of words close it: what tells of life ("is in stable
condition", "was shot but survived"), "also", which sets somebody beside those told before, and another fate told in the
same breath ("a man was killed and a woman was shot").
"""

from collections.abc import Sequence
from dataclasses import replace

from consilience.extract.harm import Harm
from consilience.extract.lexicon import phrases, word_set
from consilience.extract.token import Token

_DENIALS, _BESIDE = word_set("fate denials"), word_set("fate beside")
_NOW, _SUBORDINATE = word_set("fate now"), word_set("fate subordinate")
_REACH = 16  # tokens behind a harm in which its people are told to live
_BEFORE = 6  # tokens before words of life that may take them back, or say that they hold still


def lived(tokens: Sequence[Token], harms: Sequence[Harm]) -> list[Harm]:
    """The harms of a sentence, those of people told to have lived marked so, of people hurt who died as people hit."""
    return [_marked(h) if _has_lived(tokens, h, harms) else _died_of_it(h, harms) for h in harms]


def _died_of_it(harm: Harm, harms: Sequence[Harm]) -> Harm:
    """Whoever was hurt and is told to have died of it is one of the dead: "a man injured on Monday died"."""
    one = len(harm.groups) == 1 and harm.groups[0].single and harm.field == "injured" and not harm.unreal
    same = one and any(h.field == "killed" and h.groups == harm.groups and not h.unreal for h in harms)
    return replace(harm, field="hit") if same else harm


def _marked(harm: Harm) -> Harm:
    return replace(harm, field="injured", alive=True)


def _has_lived(tokens: Sequence[Token], harm: Harm, harms: Sequence[Harm]) -> bool:
    if harm.field not in ("hit", "injured") or harm.unreal or harm.later or _dies(harm, harms):
        return False
    return _is_told_alive(tokens, harm, harms) or _is_beside(tokens, harm) or _is_other(tokens, harm, harms)


def _dies(harm: Harm, harms: Sequence[Harm]) -> bool:
    """Whether the same people are told to have died."""
    own = {g.first for g in harm.groups}
    return any(h.field == "killed" and (own & {g.first for g in h.groups} or _is_pronoun(h)) for h in harms)


def _is_pronoun(harm: Harm) -> bool:
    group = harm.groups[0]
    return group.single and group.head is None and group.definite and not harm.names


def _is_told_alive(tokens: Sequence[Token], harm: Harm, harms: Sequence[Harm]) -> bool:
    """Whether words of life stand in the harm or behind it, before another harm is told."""
    begins = (h.first for h in harms if h.first >= harm.last and h.groups[0].first != harm.groups[0].first)
    end = min(harm.last + _REACH, len(tokens), *begins)
    for found in phrases("survival", "tense").find(tokens):
        if found.last > harm.word.first and found.first < end:
            before = {t.low for t in tokens[max(harm.first - 1, found.first - _BEFORE) : found.first]}
            if not before & _DENIALS and (found.what == ("any",) or before & _NOW):
                return True
    return False


def _is_beside(tokens: Sequence[Token], harm: Harm) -> bool:
    """Whether a person is told to have been hit as well as others: "his wife was also shot"."""
    group = harm.groups[-1]
    between = {t.low for t in tokens[group.last : harm.word.first]}
    return group.single and bool(between & _BESIDE)


def _is_other(tokens: Sequence[Token], harm: Harm, harms: Sequence[Harm]) -> bool:
    """Whether somebody else is told to have died in the same breath: "a man was killed and a woman was shot"."""
    if not all(g.single and g.head is not None for g in harm.groups):
        return False
    own = {g.first for g in harm.groups}
    for other in harms:
        if other.field != "killed" or other.subset or not all(g.head is not None for g in other.groups):
            continue
        first, last = sorted(((harm.first, harm.last), (other.first, other.last)))
        between = {t.low for t in tokens[first[1] : last[0]]}
        if not own & {g.first for g in other.groups} and not between & _SUBORDINATE:
            return True
    return False
