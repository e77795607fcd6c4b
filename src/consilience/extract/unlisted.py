"""Names of places that no gazetteer lists, told by the words they stand between: "an ambush near Tongomayel on Monday".

Most villages of the world's wars are in no gazetteer of a handy size. A name that a preposition of place leads up to,
and that a word of the sentence's frame follows, is one; where it lies, the rest of the report says.
"""

from collections.abc import Collection, Iterator, Sequence

from consilience.extract.casing import english_words
from consilience.extract.found import Found
from consilience.extract.lexicon import word_set
from consilience.extract.token import Token
from consilience.resolve.place_cues import KINDS, MONTHS, TITLES
from consilience.resolve.place_reading import ARTICLES, common_words, first_names
from consilience.resolve.places import PlaceWords

_LEADS, _OF, _BETWEEN = word_set("unlisted leads"), word_set("where of"), word_set("unlisted between")
_FOLLOWS, _NO_PLACE = word_set("unlisted follows"), word_set("unlisted no_place")
_INNER = word_set("unlisted inner")
_ASSAULTS, _ASSAILS = word_set("unlisted assaults"), word_set("unlisted assails")
_LONGEST = 4  # words of a name
_SHORT = 3  # letters of an abbreviation, and fewer than a name has


def unlisted(tokens: Sequence[Token], taken: Collection[int]) -> Iterator[Found[PlaceWords]]:
    """Names of places among the tokens that nothing else was found in (`taken`)."""
    i = 1
    while i < len(tokens):
        last = _run(tokens, i, taken) if _led(tokens, i) else i
        if last > i and _fits(tokens, i, last) and _closed(tokens, last, taken):
            start, end = tokens[i].start, tokens[last - 1].end
            name = " ".join(t.text for t in tokens[i:last])
            yield Found(i, last, PlaceWords(start, end, name, "town", (), tokens[i - 1].low))
        i = max(last, i + 1)


def _led(tokens: Sequence[Token], i: int) -> bool:
    """Whether a preposition of place leads up to a token, with "the village of" or the like between at most."""
    before = i - 1
    if tokens[before].low == "of":
        return before > 0 and tokens[before - 1].low in _OF
    while before > 0 and tokens[before].low in _BETWEEN:
        before -= 1
    if tokens[i - 1].low == "the":
        return False
    onto = before > 0 and tokens[before].low == "on" and tokens[before - 1].low in _ASSAULTS
    return tokens[before].low in _LEADS or tokens[before].low in _ASSAILS or onto


def _run(tokens: Sequence[Token], i: int, taken: Collection[int]) -> int:
    """Where the words of a name end that opens with token i; i where none does."""
    last = i
    while last < len(tokens) and last - i < _LONGEST and last not in taken and _may_be_of_name(tokens, last):
        last += 1
    while last > i and not _is_name(tokens[last - 1]):
        last -= 1
    return last


def _may_be_of_name(tokens: Sequence[Token], i: int) -> bool:
    return _is_name(tokens[i]) or (tokens[i].low in _INNER and i + 1 < len(tokens) and _is_name(tokens[i + 1]))


def _is_name(token: Token) -> bool:
    article, _, rest = token.text.partition("-")
    return token.text[0].isalpha() and (token.capital or (article.lower() in ARTICLES and rest[:1].isupper()))


def _fits(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words can name a place: no abbreviation, month, person or body, and not only English words."""
    words = [t for t in tokens[first:last] if t.low not in _INNER]
    if any(t.low in MONTHS or t.low in TITLES or t.low in _NO_PLACE for t in words) or not words:
        return False
    short = any(len(t.text) < _SHORT or (t.text.isupper() and len(t.text) <= _SHORT + 2) for t in words)
    plain = all(t.low in english_words() or t.low in common_words() for t in words)
    return not (short or plain or words[0].low in first_names())


def _closed(tokens: Sequence[Token], last: int, taken: Collection[int]) -> bool:
    """Whether what follows belongs to the sentence, and does not make the name that of something else's owner."""
    if last >= len(tokens):
        return True
    after = tokens[last]
    return (
        (not after.word and after.text not in ("'", "&", "/")) or after.low in _FOLLOWS or after.low in KINDS
        or last in taken
    )  # fmt: skip
