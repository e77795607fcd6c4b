"""Who answers for an incident: who claims it, is blamed for it, suspected or not known, denies it or says nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from consilience.actor import Actor, Standing
from consilience.extract.found import Found
from consilience.extract.lexicon import phrases, word_set
from consilience.extract.sentence import Sentence
from consilience.extract.speech import Speaker
from consilience.resolve.actors import actor_named, same_side

Known = tuple[int, int, Actor]  # token indexes, end exclusive, of someone named
_NEAR, _FAR = 14, 20  # tokens between the words and the one they speak of: before, after
_SUBJECT = 13  # tokens before a verb, of a subject that begins with "none of"
_FORCES = word_set("stance forces")
_NOBODY, _LINKED = word_set("stance nobody"), word_set("stance linked")
_NONE, _UNSURE = word_set("stance none"), word_set("stance unsure")
_BE, _SPEAKING = word_set("harm be"), word_set("stance speaking")
_SELF, _BACK = frozenset({"it", "its", "they", "their"}), word_set("speech back")
#: Kinds of actors that report and never do it.
WATCHERS = frozenset({"agency", "monitor", "humanitarian", "court"})
_TURNS = frozenset({"who", "whom", "whose", "which", "when", "while", "because"})
_JOINS = frozenset({"and", "but", "while", "when", "because", "as"})  # another clause begins
_ARTICLES = frozenset(["the", "a", "an"])
_ENDS_NAME = word_set("stance ends_name")


@dataclass(frozen=True, slots=True)
class Stance:
    """Someone's answer for an incident: who is held responsible or answers, how, and who says so."""

    first: int
    last: int
    name: str | None
    standing: Standing
    according_to: str | None


def stances(sentence: Sentence, known: list[Known]) -> Iterator[Stance]:
    """Who claims, is blamed or suspected, denies or does not comment, by the words of data/lexicon/stance.tsv."""
    named = [k for k in known if not _is_linked(sentence, k)]
    for hit in phrases("stance", "standing", "order").find(sentence.tokens):
        standing, order = cast(Standing, hit.what[0]), hit.what[1]
        if order == "actor":
            stance = _of_actor(sentence, named, hit, standing)
        elif order == "deed":
            stance = _of_deed(sentence, named, hit, standing)
        elif order == "unclear":
            stance = _of_nobody(sentence, hit)
        elif order == "adjective":
            continue
        else:
            stance = _of_blamed(sentence, named, hit, standing, order)
        if stance:
            yield stance


def _of_actor(sentence: Sentence, known: list[Known], hit: Found[tuple[str, ...]], standing: Standing) -> Stance | None:
    """X claimed, denied, did not comment: X stands before; "no comment from X": after; nobody did: nowhere."""
    if standing == "unidentified":
        return Stance(hit.first, hit.last, None, standing, None)
    if sentence.low(hit.last - 1) == "from":
        after = _after(sentence, known, hit.last)
        return Stance(hit.first, after[1], after[2].name, standing, None) if after else None
    if standing == "claimed" and sentence.low(hit.first - 1) in _BE:
        return None  # "have been admitted to hospital"
    end = _before_aside(sentence, hit.first)
    if _is_nobody(sentence, end):
        return Stance(hit.first, hit.last, None, "unidentified", None) if standing == "claimed" else None
    whom = _by_whom(sentence, known, hit.last) if standing == "suspected" else None
    if whom:  # "the bomb is suspected to have been planted by X"
        return Stance(hit.first, whom[1], whom[2].name, standing, _said(sentence, hit.first))
    before = _before(known, end) or _speaking(sentence, known, hit.first)
    name = before[2].name if before else _unknown(sentence, end, standing)
    if name is None:
        return None
    if standing in ("claimed", "denied", "no comment"):
        speaker: str | None = name
    else:  # "X was accused by Y"
        by = _noun(sentence, hit.last + 1) if sentence.low(hit.last) == "by" else None
        speaker = _words(sentence, *by) if by else _said(sentence, hit.first)
    return Stance(before[0] if before else hit.first, hit.last, name, standing, speaker)


def _of_blamed(
    sentence: Sentence, known: list[Known], hit: Found[tuple[str, ...]], standing: Standing, order: str
) -> Stance | None:
    """Y blamed X, suspects X, held X responsible, attributed it to X; blamed on X, claimed by X, on behalf of X."""
    start = _past_to(sentence, hit.last) if order == "to" else hit.last
    after = (_after(sentence, known, start) or _generic_after(sentence, start)) if start else None
    if after is None or after[2].kind in WATCHERS or (order == "held" and not _held(sentence, after[1])):
        return None
    if order != "by" and _is_nobody(sentence, hit.first):
        return None  # "none of the sources attributed it to anyone"
    if order == "by":
        other = _on_behalf(sentence, known, after[1])
        if other:  # "claimed by Y on behalf of X"
            return Stance(hit.first, other[1], other[2].name, standing, _words(sentence, *after[:2]))
        by = _noun(sentence, after[1] + 1) if sentence.low(after[1]) == "by" else None
        if by:  # "claimed on behalf of X by Y"
            return Stance(hit.first, by[1], after[2].name, standing, _words(sentence, *by))
        return Stance(hit.first, after[1], after[2].name, standing, _said(sentence, hit.first))
    before = _before(known, _before_aside(sentence, hit.first))
    blamer = _words(sentence, *before[:2]) if before else _said(sentence, hit.first) or _subject(sentence, hit.first)
    return Stance(before[0] if before else hit.first, after[1], after[2].name, standing, blamer)


def _of_deed(sentence: Sentence, known: list[Known], hit: Found[tuple[str, ...]], standing: Standing) -> Stance | None:
    """X was behind it: claimed where X says so, blamed where another does, else stated."""
    own = next((k for k in (hit.first - 1, hit.first - 2) if sentence.low(k) in _SELF), None)
    before = (
        _speaking(sentence, known, own)
        if own is not None
        else _before(known, _before_aside(sentence, hit.first)) or _generic_before(sentence, hit.first)
    )
    if before is None:
        return None
    speaker = next((s for s in sentence.speakers if own is not None or not s.first <= before[0] < s.last), None)
    if speaker and any(speaker.first <= a < speaker.last and same_side(o, before[2]) for a, _, o in known):
        standing = "claimed"
    elif not speaker and not sentence.voice:
        standing = "stated"
    return Stance(before[0], hit.last, before[2].name, standing, speaker.name if speaker else sentence.voice)


def _of_nobody(sentence: Sentence, hit: Found[tuple[str, ...]]) -> Stance | None:
    """Who did it is not known: "it was not clear who was behind the attack"."""
    unsure = any(sentence.low(k) in _UNSURE for k in range(max(0, hit.first - 6), hit.first))
    return Stance(hit.first, hit.last, None, "unidentified", None) if unsure else None


def _is_nobody(sentence: Sentence, end: int) -> bool:
    """Whether what stands before a verb is nobody: "no group", "none of the sources"."""
    for k in range(end - 1, max(-1, end - _SUBJECT), -1):
        if sentence.low(k) in _NONE:
            return True
        if sentence.low(k) in _JOINS or not sentence.tokens[k].word:
            return False  # "nobody was hurt and the rebels claimed it"
    return False


def _by_whom(sentence: Sentence, known: list[Known], i: int) -> Known | None:
    """Who is named after "by" in the passive that follows."""
    at = next((k for k in range(i, i + 8) if sentence.low(k) == "by"), None)
    return next((k for k in known if at is not None and 0 < k[0] - at <= 4), None)


def _speaking(sentence: Sentence, known: list[Known], i: int) -> Known | None:
    """Whom "it had planted the bomb", "its men" or "the group said its men" mean: the actor that speaks there."""
    speaker = next((s for s in reversed(sentence.speakers) if s.first < i + 1 and s.at <= i + 1), None)
    if speaker is None:
        return None
    named = next((k for k in known if speaker.first <= k[0] < speaker.last), None)
    if named or sentence.low(i) in _SELF or i < speaker.last:
        return named
    actor = actor_named(speaker.name)
    return (speaker.first, speaker.last, actor) if actor and sentence.low(speaker.last - 1) in _BACK else None


def _unknown(sentence: Sentence, end: int, standing: Standing) -> str | None:
    """Who answers where no actor is known: anybody who speaks; of those blamed, only armed people."""
    if standing in ("claimed", "denied", "no comment") or sentence.low(end - 1) in _FORCES:
        return _subject(sentence, end)
    return None


def _past_to(sentence: Sentence, i: int) -> int | None:
    """The token after the "to" of "attributed the strike to"."""
    return next((k + 1 for k in range(i, i + 10) if sentence.low(k) == "to"), None)


def _held(sentence: Sentence, i: int) -> bool:
    return any(sentence.low(k) in ("responsible", "accountable") for k in range(i, i + 4))


def _on_behalf(sentence: Sentence, known: list[Known], i: int) -> Known | None:
    """Whom someone claims it for: "on behalf of X", "in the name of X"."""
    at = next((k for k in range(i, i + 5) if sentence.low(k) in ("behalf", "name") and sentence.low(k + 1) == "of"), 0)
    return _after(sentence, known, at + 2) if at else None


def _generic_after(sentence: Sentence, i: int) -> Known | None:
    """Forces named only by their kind: "blamed the army", "blamed on the rebels"."""
    for k in range(i, min(i + 6, len(sentence.tokens))):
        if sentence.low(k) in _FORCES and sentence.low(k - 1) in ("the", "on", "to", "by"):
            return k, k + 1, Actor(sentence.tokens[k].text)
    return None


def _generic_before(sentence: Sentence, i: int) -> Known | None:
    k = i - 1
    return (k, i, Actor(sentence.tokens[k].text)) if sentence.low(k) in _FORCES else None


def _is_linked(sentence: Sentence, known: Known) -> bool:
    """Whether someone is only told to be close to the one meant: "an alliance linked to al-Qaeda"."""
    return sentence.low(known[0] - 1) in ("to", "with", "by") and sentence.low(known[0] - 2) in _LINKED


def _said(sentence: Sentence, i: int) -> str | None:
    """Whom the sentence quotes for what stands at a token."""
    near: Speaker | None = min(
        (s for s in sentence.speakers if not s.first <= i < s.last), key=lambda s: abs(s.at - i), default=None
    )
    return near.name if near else sentence.voice


def _before_aside(sentence: Sentence, i: int) -> int:
    """Past an aside in commas before a verb: "Al-Shabaab, in a statement on its radio, claimed"."""
    end = i
    while sentence.low(end - 1) in _NOBODY:
        end -= 1
    if sentence.low(end - 1) != ",":
        return end
    comma = next((k for k in range(end - 2, max(-1, end - 18), -1) if sentence.low(k) == ","), None)
    return end if comma is None else comma


def _before(known: list[Known], i: int) -> Known | None:
    return max((k for k in known if k[1] <= i and i - k[0] <= _NEAR), key=lambda k: k[0], default=None)


def _after(sentence: Sentence, known: list[Known], i: int) -> Known | None:
    """The one blamed: after "on" where there is one ("blamed the attack on X"), else the first named."""
    end = next((k for k in range(i, i + _FAR) if sentence.low(k) in _TURNS), i + _FAR)  # "traffickers who fight X"
    right = [k for k in known if i <= k[0] <= end]
    on = [k for k in right if any(sentence.low(j) in ("on", "to") for j in range(max(i - 1, k[0] - 3), k[0]))]
    found = on or right
    return found[0] if found else None


def _words(sentence: Sentence, first: int, last: int) -> str:
    return " ".join(t.text for t in sentence.tokens[first:last])


def _noun(sentence: Sentence, i: int) -> tuple[int, int] | None:
    """The few words after "by" that name someone: "accused by local officials of"."""
    first = i + (sentence.low(i) in _ARTICLES)
    last = first
    while last < min(first + 7, len(sentence.tokens)) and (
        (sentence.tokens[last].word and sentence.low(last) not in _ENDS_NAME) or sentence.low(last) in ("-", "'s")
    ):
        last += 1
    return (first, last) if last > first else None


def _subject(sentence: Sentence, i: int) -> str | None:
    """The words before a verb, back to a comma or the start, as a name where no actor is known."""
    j = i
    while j > 0 and (sentence.tokens[j - 1].word or sentence.low(j - 1) in ("'", "'s")) and i - j < 7:
        if sentence.low(j - 1) in ("and", "but", "that") or _speaks_for(sentence, j - 1):
            break
        j -= 1
    while j < i and sentence.low(j) in _ARTICLES:
        j += 1
    words = [t.text for t in sentence.tokens[j:i] if t.low not in _NOBODY]
    return re.sub(r" '", "'", " ".join(words)) or None


def _speaks_for(sentence: Sentence, i: int) -> bool:
    """Whether the words up to a token only lead to whom a claim is of: "a member of", "a call from a member of"."""
    return sentence.low(i) in ("of", "for", "from", "by") and sentence.low(i - 1) in _SPEAKING
