"""Groups of people in a sentence: "at least 18 Iraqi militia fighters", "a US contractor", "his wife and two sons"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consilience.extract.found import Tokens
from consilience.extract.head import breaks, head_of, may_modify, near_nouns, tells_age
from consilience.extract.lexicon import harm_words, victim_words, word_set
from consilience.extract.quantity import Quantity, number
from consilience.extract.token import Token

_SINGLE = word_set("group single")
_HARMED, _ORDINALS, _TOLD = word_set("group harmed"), word_set("group ordinals"), word_set("group told")
_SIZES = {"couple": 2, "pair": 2, "duo": 2, "trio": 3}
_PAST_NUMBER = word_set("group past number")
_UNKNOWN = 4  # words of a noun phrase whose head no table knows
_UNHURT = word_set("harm things")
_PASSIVE = word_set("harm be") | word_set("harm have") | word_set("harm adverbs")


@dataclass(frozen=True, slots=True)
class Group:
    """People told of together: token indexes, end exclusive, how many, and what is said of them.

    `quantity` is None where they are not counted; a single person ("a contractor") then has `single` set, and a bare
    plural ("civilians") has not. `head` is the index of the noun, None where it is left out ("51 injured").
    """

    first: int
    last: int
    quantity: Quantity | None
    single: bool
    head: int | None
    category: str | None = None
    nationality: str | None = None
    definite: bool = False
    subset: bool = False  # "five of them children": told to be among others

    @property
    def count(self) -> int | None:
        """How many, None where nobody counted."""
        if self.quantity:
            return self.quantity.value
        return 1 if self.single else None

    @property
    def low(self) -> int:
        """The smallest number meant; a plural without a number is two (Airwars)."""
        return self.quantity.low if self.quantity else (1 if self.single else 2)

    @property
    def high(self) -> int | None:
        """The largest number meant, None where it is open."""
        return self.quantity.high if self.quantity else (1 if self.single else None)

    @property
    def more(self) -> bool:
        """Whether these are counted beside others told before ("two others")."""
        return bool(self.quantity and self.quantity.more)


def groups(tokens: Sequence[Token], counted: Sequence[Quantity]) -> list[Group]:
    """Every group of people in a sentence, left to right, none overlapping another."""
    by_first = {q.first: q for q in counted}
    tokens = tokens if isinstance(tokens, Tokens) else Tokens(tokens)
    near = tokens.once(near_nouns)
    found: list[Group] = []
    i = 0
    while i < len(tokens):
        low = tokens[i].low
        if i not in near and i not in by_first and low not in _SINGLE and low != "family":
            i += 1  # most tokens: without a noun in reach, only a number or an article begins a group
            continue
        family = _family(tokens, i, by_first) if low in ("a", "one", "family") else None
        group = family or _group(tokens, i, by_first.get(i))
        if group and group.quantity is None and any(q in by_first for q in range(i + 1, group.last)):
            group = None  # the number inside counts them
        if group:
            found.append(group)
        i = group.last if group else (by_first[i].last if i in by_first else i + 1)
    return found


def _family(tokens: Sequence[Token], i: int, by_first: Mapping[int, Quantity]) -> Group | None:
    """`a family of six`: the number after a body of people counts them."""
    at = i + 1 if tokens[i].low in ("a", "one") else i
    if at + 2 >= len(tokens) or (tokens[at].low, tokens[at + 1].low) != ("family", "of"):
        return None
    q = by_first.get(at + 2)
    counts = q is not None and (q.last >= len(tokens) or head_of(tokens, q.last) is None)
    return Group(i, q.last, q, False, at) if q and counts else None


def _group(tokens: Sequence[Token], i: int, quantity: Quantity | None) -> Group | None:
    """The group that begins with token `i`."""
    if quantity:
        return _counted(tokens, quantity)
    low = tokens[i].low
    if low in _SINGLE:
        if low in ("another", "a", "the") and (one := _one_more(tokens, i)):
            return one
        head = head_of(tokens, i + 1)
        if head is None:
            return None
        if (size := _SIZES.get(tokens[head.at].low)) and not head.plural:
            several = Quantity(i, head.last, size, size, size)  # "a married couple"
            return Group(i, head.last, several, False, head.at, head.category, head.nationality)
        definite = low not in ("a", "an", "another", "one")
        counted = any(t.low in _ORDINALS for t in tokens[i : head.at])
        if counted and definite:
            return Group(i, head.last, None, True, head.at, head.category, head.nationality, definite, subset=True)
        more = not head.plural and (low == "another" or counted)
        single = Quantity(i, i + 1, 1, 1, 1, None, more=True) if more else None
        return Group(i, head.last, single, not head.plural, head.at, head.category, head.nationality, definite)
    if breaks(tokens[i]) or not tokens[i].word:
        return None
    head = head_of(tokens, i)
    if head is None:
        return None
    named = head.last < len(tokens) and tokens[head.last].capital  # "killed union leader Ali Saleh"
    if not (head.plural or tokens[i].capital or named or _shares_article(tokens, i) or tells_age(tokens, i)):
        return None
    return Group(i, head.last, None, not head.plural, head.at, head.category, head.nationality)


def _shares_article(tokens: Sequence[Token], i: int) -> bool:
    """Whether a noun without an article has that of the one before: "a father and son"."""
    return i >= 2 and tokens[i - 1].low in ("and", ",") and victim_words().at(tokens, i - 2) is not None


def _one_more(tokens: Sequence[Token], i: int) -> Group | None:
    """`another was wounded`, `a third was seriously injured`: one person beside those told before."""
    last = i + 1 if tokens[i].low == "another" else i + 2
    ordinal = tokens[i].low == "another" or (i + 1 < len(tokens) and tokens[i + 1].low in _ORDINALS)
    ends = last >= len(tokens) or not tokens[last].word or tokens[last].low in _TOLD
    ends = ends or harm_words().at(tokens, last) is not None
    if not ordinal or not ends:
        return None
    one = Quantity(i, last, 1, 1, 1, None, more=True)
    return Group(i, last, one, True, None)


def _counted(tokens: Sequence[Token], q: Quantity) -> Group | None:
    """The group a number counts, its noun told or left out."""
    i = q.last
    while i < len(tokens) and tokens[i].low in _PAST_NUMBER:
        if tokens[i].low in ("others", "other", "more"):
            q = Quantity(q.first, q.last, q.value, q.low, q.high, q.qualifier, True)
        if tokens[i].low == "of" and i + 1 < len(tokens) and tokens[i + 1].low in ("them", "whom", "which"):
            return _among(tokens, q, i + 2)
        ahead = [t.low for t in tokens[i : i + 3]]
        if ahead[:2] == ["of", "the"] and ahead[2:] and ahead[2] in _HARMED:
            return Group(q.first, i + 3, q, False, i + 2, subset=True)
        if tokens[i].low == "others":
            return Group(q.first, i + 1, q, False, i)
        i += 1
        if tokens[i - 1].low in ("of", "the", "its", "their") and i < len(tokens) and (all_of := number(tokens, i)):
            i = all_of[1]  # "five of the eight people"
    head = head_of(tokens, i) if i < len(tokens) else None
    if head:
        single = q.value == q.high == 1 or (q.value == 1 and q.high is None)
        if single and head.plural and tokens[i - 1].low != "the" and i == q.last:
            return None
        return Group(q.first, head.last, q, single, head.at, head.category, head.nationality)
    if _may_stand_alone(tokens, i):
        return Group(q.first, i, q, q.value == 1, None)
    return _unknown(tokens, q, i)


def _unknown(tokens: Sequence[Token], q: Quantity, i: int) -> Group | None:
    """People told by a noun no table knows, whom only what befell them tells from things: "killed 12 gravediggers"."""
    last = i
    while last < min(i + _UNKNOWN, len(tokens)) and tokens[last].text.islower() and may_modify(tokens, last):
        last += 1
    head = last - 1
    if head < i or tokens[head].low in _UNHURT or not (q.value == 1 or tokens[head].low.endswith("s")):
        return None
    return Group(q.first, last, q, q.value == 1, head) if _befalls(tokens, q.first, last) else None


def _befalls(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a verb of death or injury has a noun phrase as its object ("killing 12") or as its subject."""
    before = next((hit for n in (1, 2, 3) if first >= n and (hit := harm_words().at(tokens, first - n))), None)
    if before and before.last == first and before.what.shape == "act" and before.what.field != "hit":
        return True
    while last < len(tokens) and tokens[last].low in _PASSIVE:
        last += 1
    hit = harm_words().at(tokens, last) if last < len(tokens) else None
    return hit is not None and hit.what.shape in ("act", "undergo") and hit.what.field in ("killed", "injured")


def _among(tokens: Sequence[Token], q: Quantity, i: int) -> Group:
    """`five of them children`, `two of whom were women`, `two of them`: a group among others told before."""
    end = i
    while i < len(tokens) and tokens[i].low in ("were", "are", "was", "is", "a", "an"):
        i += 1
    head = head_of(tokens, i) if i < len(tokens) else None
    if head is None:
        return Group(q.first, end, q, q.value == 1, None, subset=True)
    return Group(q.first, head.last, q, False, head.at, head.category, subset=True)


def _may_stand_alone(tokens: Sequence[Token], i: int) -> bool:
    """Whether a number can count people without a noun: "25 were killed", "one dead"."""
    if i >= len(tokens) or not tokens[i].word:
        return True
    low = tokens[i].low
    return low in _ALONE or harm_words().at(tokens, i) is not None


_ALONE = word_set("group alone")
