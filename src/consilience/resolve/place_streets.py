"""Streets, crossings and houses, which are named after towns more often than not: "in the 5300 block of Aberdeen".

No town is meant by a name that stands where a street's does: after "block of" or a house number, beside a numbered
street, before "and Pine streets", or at the head of an inn's or a block of flats' name.
"""

import re

from consilience.resolve.place_cues import COMPASS, HOUSES, STREETS

_FAR = 60  # letters before a name that are looked at


def _any(words: frozenset[str]) -> str:
    return "|".join(sorted(words))


_SIDE = rf"(?:(?:{_any(COMPASS)}|[ns][ew]|[nsew])\b\.?\s+)"
_NUMBERED = rf"{_SIDE}?\d+(?:st|nd|rd|th)\b"
_BLOCK = rf"\bblock of\s+{_SIDE}?"
_HOUSE = rf"\b\d{{2,5}}\s+{_SIDE}"
_BESIDE_NUMBERED = rf"{_NUMBERED}(?:\s+(?:{_any(STREETS)})\b\.?)?\s+(?:and|&|at|near)\s+{_SIDE}?"
_CROSSED = ("corner of", "intersection of")
_CROSSING = rf"\b(?:{'|'.join(_CROSSED)})\s+(?:[\w.']+\s+){{0,4}}?(?:(?:and|&|near)\s+)?{_SIDE}?"
_LEADS = COMPASS | {"of", "and", "&", "at", "near", *"nsew", "ne", "nw", "se", "sw"}  # the word before a name
_LED = re.compile(rf"(?:{_BLOCK}|{_HOUSE}|{_BESIDE_NUMBERED}|{_CROSSING})\Z", re.IGNORECASE)
_AFTER = re.compile(
    rf"\s+(?:and|&|at)\s+(?:(?i:{_NUMBERED})|(?:[A-Z][\w.']*\s+){{1,3}}(?i:{_any(STREETS)})s\b)"  # "and Pine streets"
)
_OF_HOUSE = re.compile(rf"(?:\s[A-Z][\w&]*){{0,2}}\s(?:{_any(HOUSES).title()})\b")


def is_on_street(text: str, start: int, end: int) -> bool:
    """Whether the words from `start` to `end` stand where the name of a street does."""
    return _AFTER.match(text, end) is not None or _is_led(text, start)


def _is_led(text: str, start: int) -> bool:
    """Whether what stands before leads to the name of a street."""
    before = text[max(0, start - _FAR) : start].lower()
    words = before.split()
    if not words or (words[-1].strip(".") not in _LEADS and not any(one in before for one in _CROSSED)):
        return False  # quick, and so for most names
    return _LED.search(text, max(0, start - _FAR), start) is not None


def is_of_house(text: str, end: int) -> bool:
    """Whether an inn, a mall or a block of flats has its name from the words that end there: "Hampton Inn"."""
    return _OF_HOUSE.match(text, end) is not None
