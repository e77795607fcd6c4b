"""Numbers as news writes them: digits, words, ranges, "at least", "dozens"."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from consilience.extract.lexicon import Phrases, victim_words, word_set
from consilience.extract.token import Token
from consilience.resolve.tables import cell, rows

_UNITS = {word: n for n, word in enumerate(
    (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
)}  # fmt: skip
_TENS = {word: n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_AFTER_A = frozenset({"dozen", *_SCALES})
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_DIGITS_AT_MOST = 14  # characters of a number that can count people
_TOLD = frozenset({"up", "over", "cap", "about"})  # kinds of words that are kept as a qualifier
_MAYBE = word_set("quantity maybe")
_SPEECH, _LARGE = word_set("head speech"), word_set("quantity large")
_BETWEEN_BOUNDS = word_set("quantity between bounds") | _MAYBE
_AGED = frozenset({"aged", "ages"})
_JUNIOR, _OF_ONE = word_set("quantity junior"), word_set("quantity of one")
_OLDEST = 110  # years
_LARGEST = 10_000_000  # beyond it no count of people in one incident is meant


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its qualifier: token indexes, end exclusive, and what it means.

    `value` is None for words nobody counted ("several", "dozens"); `low` and `high` are then the documented numbers
    meant. `high` is None where it is open above. `more` marks people counted beside those told before ("two others").
    """

    first: int
    last: int
    value: int | None
    low: int
    high: int | None
    qualifier: str | None = None
    more: bool = False


@cache
def _words() -> Phrases[tuple[str, str, int, int | None]]:
    """Qualifiers and vague numbers: what they do, their words, the smallest and the largest number meant."""
    return Phrases(
        (form, (row["kind"], form, int(row["low"]), int(row["high"]) if row["high"] else None))
        for row in rows("lexicon/quantities.tsv")
        for form in cell(row["forms"])
    )


@lru_cache(50_000)
def _word_value(low: str) -> int | None:
    """The number one token spells: `18`, `1,200`, `seven`, `twenty-five`."""
    if _DIGITS.fullmatch(low) and len(low) <= _DIGITS_AT_MOST:
        plain = low.replace(",", "")
        return int(plain) if "." not in plain else None
    if low in _UNITS:
        return _UNITS[low]
    tens, _, unit = low.partition("-")
    if tens in _TENS and (not unit or unit in _UNITS):
        return _TENS[tens] * 10 + (_UNITS[unit] if unit else 0)
    return None


def number(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """The number that begins with token `i` and the index after it: `two hundred and fifty` is 250."""
    if tokens[i].low in ("a", "an") and i + 1 < len(tokens) and tokens[i + 1].low in _AFTER_A:
        value, i = 1, i + 1
    elif tokens[i].low == "half" and i + 2 < len(tokens) and tokens[i + 1].low == "a" and tokens[i + 2].low == "dozen":
        return 6, i + 3
    else:
        first = _word_value(tokens[i].low)
        if first is None:
            return None
        value, i = _grouped(tokens, i, first)
    return _scaled(tokens, i, value)


def _grouped(tokens: Sequence[Token], i: int, value: int) -> tuple[int, int]:
    """A number whose thousands stand apart, `1 200`, and the index after it."""
    last = i + 1
    while (
        len(tokens[i].text) <= 3 and tokens[i].text.isdigit() and last < len(tokens) and value < _LARGEST
        and re.fullmatch(r"\d{3}", tokens[last].text) and tokens[last].start == tokens[last - 1].end + 1
    ):  # fmt: skip
        value, last = value * 1000 + int(tokens[last].text), last + 1
    return value, last


def _scaled(tokens: Sequence[Token], i: int, value: int) -> tuple[int, int]:
    """Adds `dozen`, `hundred and fifty`, `thousand two hundred` to a number begun."""
    total = 0
    while i < len(tokens):
        low = tokens[i].low
        if low == "dozen":
            return (total + value) * 12, i + 1
        if low in _SCALES and value:
            total, value = total + value * _SCALES[low], 0
            i += 1
            after = i + 1 if i < len(tokens) and tokens[i].low == "and" else i
            rest = _word_value(tokens[after].low) if after < len(tokens) and not tokens[after].text.isdigit() else None
            if rest is None or (low == "hundred" and rest >= 100):
                break
            value, i = rest, after + 1
        else:
            break
    return total + value, i


def quantities(tokens: Sequence[Token], masked: Collection[int]) -> list[Quantity]:
    """Every quantity in a sentence, left to right; `masked` are tokens of days, times and ages, which count nothing."""
    found, i = [], 0
    while i < len(tokens):
        hit = _quantity(tokens, i, masked) if i not in masked and _may_open(tokens[i].low) else None
        if hit:
            found.append(hit)
        i = hit.last if hit else i + 1
    return found


@lru_cache(50_000)
def _may_open(low: str) -> bool:
    """Whether a quantity may begin with this word."""
    return low in _words().heads or low in ("a", "an", "half", "between", "from") or _word_value(low) is not None


def _quantity(tokens: Sequence[Token], i: int, masked: Collection[int]) -> Quantity | None:
    """The quantity that begins with token `i`, its qualifiers first."""
    first = i
    kinds: list[str] = []
    words: list[str] = []
    if vague := _a_number_of(tokens, i):
        return vague
    while i < len(tokens):
        phrase = _words().at(tokens, i)
        if phrase is None or (number(tokens, i) and phrase.what[0] != "vague"):
            break
        if phrase.what[0] == "vague":
            after = phrase.last < len(tokens) and number(tokens, phrase.last)
            if not after:
                return _vague(first, phrase.last, phrase.what, kinds)
            if phrase.what[1] not in ("some", "a few"):
                return None
            kinds.append("about")
        else:
            kinds.append(phrase.what[0])
        words.append(phrase.what[1])
        i = phrase.last
    between = i < len(tokens) and tokens[i].low in ("between", "from")
    here = i + 1 if between else i
    hit = number(tokens, here) if here < len(tokens) and here not in masked else None
    if hit is None or hit[0] > _LARGEST or _is_label(tokens, here, hit[1]):
        return None
    return _counted(tokens, first, here, hit, kinds, words, between)


def _a_number_of(tokens: Sequence[Token], i: int) -> Quantity | None:
    """`an undisclosed number of`, `a large number`: two at the least, a dozen or two where it is told to be large."""
    if tokens[i].low not in ("a", "an") or i + 2 >= len(tokens) or tokens[i + 2].low != "number":
        return None
    kind = tokens[i + 1].low
    last = i + 3 + (i + 3 < len(tokens) and tokens[i + 3].low == "of")
    low, high = (12, 24) if kind in _LARGE else (2, None)
    return Quantity(i, last, None, low, high, " ".join(t.low for t in tokens[i:last]))


def _vague(first: int, last: int, what: tuple[str, str, int, int | None], kinds: list[str]) -> Quantity:
    return Quantity(first, last, None, what[2], what[3], what[1], "more" in kinds)


def _counted(
    tokens: Sequence[Token],
    first: int,
    here: int,
    hit: tuple[int, int],
    kinds: list[str],
    words: list[str],
    between: bool,
) -> Quantity:
    value, last = hit
    told = " ".join(w for w, k in zip(words, kinds, strict=True) if k in _TOLD) or None
    more = "more" in kinds
    upper = _upper(tokens, last, value, between)
    if upper:
        return Quantity(
            first if kinds else (here - 1 if between else here),
            upper[1],
            value,
            value,
            upper[0],
            told or "between",
            more,
        )
    if "up" in kinds or "over" in kinds:
        return Quantity(first, last, value, value, None, told, more)
    if "cap" in kinds:
        return Quantity(first, last, value, value, value, told, more)
    open_after = _open_after(tokens, last)
    if open_after:
        return Quantity(first, open_after[0], value, value, None, open_after[1], more)
    return Quantity(first if kinds else here, last, value, value, value, told, more)


def _upper(tokens: Sequence[Token], i: int, value: int, between: bool) -> tuple[int, int] | None:
    """The upper end of a range: `10-15`, `ten or twelve`, `between 10 and 15`, `at least 10 and up to 15`."""
    joints = ("-", "to", "or", "and") if between else ("-", "to", "or")
    after, over = _past_caps(tokens, i)
    if after is None and i + 1 < len(tokens) and tokens[i].low in joints:
        after = i + 1
    hit = number(tokens, after) if after is not None and after < len(tokens) else None
    if hit is None or not value < hit[0] <= max(5 * value, 100 if over or after != i + 1 else 10):
        return None
    last = hit[1]
    if after is not None and tokens[i].low == "," and last + 1 < len(tokens) and tokens[last].low == ",":
        last += tokens[last + 1].low not in ("and", "or")  # "at least 78, and up to 175, people"
    return hit[0] + over, last


def _past_caps(tokens: Sequence[Token], i: int) -> tuple[int | None, int]:
    """The index after "and up to", "but possibly as many as", and 1 where it is "more than"; None where none stand."""
    start = i
    while i < len(tokens) and tokens[i].low in _BETWEEN_BOUNDS:
        i += 1
    joined, capped, over = i > start, tokens[i - 1].low in _MAYBE, 0
    while i < len(tokens) and (phrase := _words().at(tokens, i)) and phrase.what[0] in ("cap", "up", "over"):
        over = int(phrase.what[0] == "over")
        capped = capped or phrase.what[0] == "cap" or (bool(over) and joined)
        i = phrase.last
    return (i if capped else None), over


def _open_after(tokens: Sequence[Token], i: int) -> tuple[int, str] | None:
    """`12 or more`: the index after it and the qualifier."""
    if i + 1 < len(tokens) and tokens[i].low == "or" and tokens[i + 1].low == "more":
        return i + 2, "or more"
    return None


#: Words before a number that make it a name, not a count: "Tower 22", "Block 4", "Article 5", "No. 3".
_LABELS = word_set("quantity labels")
#: Marks and words after a number that make it a measure, not a count of people.
_MEASURES = word_set("quantity measures")


def _value_at(tokens: Sequence[Token], i: int) -> int:
    """The number that begins with a token, 0 where none does."""
    hit = number(tokens, i)
    return hit[0] if hit else 0


def _closes(tokens: Sequence[Token], i: int) -> bool:
    """Whether nothing but a second number stands before a closing bracket."""
    after = [t.text for t in tokens[i : i + 3]]
    return after[:1] == [")"] or (len(after) == 3 and after[0] == "-" and after[1].isdigit() and after[2] == ")")


def _is_time(tokens: Sequence[Token], i: int) -> bool:
    """Whether a colon stands inside a number: "3:40", and not "three: a nurse"."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return tokens[i].low == ":" and after is not None and after.start == tokens[i].end and after.text[0].isdigit()


def _hangs(tokens: Sequence[Token], i: int) -> bool:
    """Whether a number ends in a hyphen that shares what the next one has: "14- and 18-year-olds"."""
    if i + 1 >= len(tokens) or tokens[i].low != "-" or tokens[i].start != tokens[i - 1].end:
        return False
    return tokens[i + 1].low in ("and", "or", "to", ",") and tokens[i + 1].start > tokens[i].end


def _is_age_of_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a figure is the age of somebody just named: "Saleh, 24 was shot", "Omar Saleh Jr., 17, was"."""
    if not tokens[first].text.isdigit() or not 1 < _value_at(tokens, first) < _OLDEST:
        return False
    at = first - (tokens[first - 1].low == ",")
    at -= tokens[at - 1].low == "."
    if at > 1 and tokens[at - 1].low in _JUNIOR and tokens[at - 2].capital:
        return True
    one = last < len(tokens) and tokens[last].low in _OF_ONE
    return one and tokens[first - 1].low == "," and tokens[first - 2].text[0].isalpha()


def _ends_a_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a figure is the last word of a teller's name: "Raqqa 24 reported", "the network "Deir Ezzor 24", "."""
    if not (tokens[first].text.isdigit() and tokens[first - 1].capital) or last >= len(tokens):
        return False
    after = tokens[last]
    joined = after.low == "and" and last + 1 < len(tokens) and tokens[last + 1].capital
    return joined or after.low == '"' or after.low in _SPEECH


def _is_label(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a number names, measures or ranks something instead of counting."""
    text = tokens[first].low
    if text[0].isdigit() and not _DIGITS.fullmatch(text):
        return True
    if last < len(tokens) and (tokens[last].low in _MEASURES or tokens[last].low == "/" or _is_time(tokens, last)):
        return True
    if _hangs(tokens, last):
        return True
    if first == 0:
        return False
    before = tokens[first - 1]
    if before.text == "(" and text.isdigit() and len(text) < 4 and _closes(tokens, last):
        return True  # an age in brackets: "Imad Aslim (36)", "(73-75)"
    if before.low == "," and first > 1 and last < len(tokens) and tokens[last].low in (",", "and", ")", ".", ";"):
        person = tokens[first - 2].capital or victim_words().at(tokens, first - 2) is not None
        if person and _value_at(tokens, first) < _OLDEST:
            return True  # an age after a name or a noun: "Nabil Abu Samra, 54,", "a girl, 13,"
    if before.low in _AGED or (before.low == "and" and first > 2 and tokens[first - 3].low in _AGED):
        return True
    if text == "911" or (before.low in ("to", "-") and first > 2 and tokens[first - 3].low in _AGED):
        return True
    shared = before.low == "both" or (before.low in ("all", "each") and tokens[first - 2].low == ",")
    ages = shared and last < len(tokens) and not tokens[last].word  # "her sons, both 17,"
    if ages or _ends_a_name(tokens, first, last) or _is_age_of_name(tokens, first, last):
        return True
    if before.low in ("$", "€", "£", "#", "/", ":"):
        return before.low != ":"
    return _is_part_of_a_name(tokens, first, last)


def _is_part_of_a_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the word before a number makes it a name: "Tower 22", "KDVR-Channel 31", "Covid-19", "(LEX 18)"."""
    before, further = tokens[first - 1], tokens[first - 2] if first > 1 else None
    glued = before.low == "-" and before.end == tokens[first].start and further and further.end == before.start
    if glued and further and not further.text.isdigit():
        return True
    return before.low.rpartition("-")[2] in _LABELS or _names_a_station(tokens, first, last)


def _names_a_station(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether capitals and a number alone stand in brackets, as in datelines of stations: "(LEX 18)", "(CBS 4)"."""
    name, mark = tokens[first - 1].text, tokens[first - 2].text if first > 1 else ""
    return mark == "(" and name.isalpha() and name.isupper() and tokens[first].text.isdigit() and _closes(tokens, last)
