"""How well a template told agrees with one of the key, slot by slot, and which of them stands for which.

Two templates may be matched where their types agree and something of day, place (below the country), people or things
does too; or where the types differ and two of these agree, people or things among them. Of all ways to pair them one to
one, the one with the most agreement is taken.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from consilience.day import Day
from consilience.resolve.actors import actor_named, same_side
from consilience.resolve.names import key as spelled
from consilience.score.muc4_key import Fill, Template

_HALF = 0.5
_BACK = timedelta(days=31)  # how far before the last day it can have been a day may lie, to be partly right
_EMPTY = frozenset(
    "the a an of and in on at to for by with from was were his her their its others other two three four five six some "
    "several member group groups people person persons injured wounded dead individual passerby".split()
)


@dataclass(frozen=True, slots=True)
class Credit:
    """Points of one slot of one pair; `kind` says what is wrong, empty where nothing is."""

    right: float = 0
    possible: int = 0
    actual: int = 0
    kind: str = ""
    wanted: str = ""
    got: str = ""


def compare(key: Template | None, told: Template | None) -> dict[str, Credit]:
    """The points of each slot; of a template that was missed, or that nobody asked for, what it costs."""
    return {
        "template": _whole(key, told),
        "date": _one(_days(key), _days(told), _day_agrees(key, told)),
        "location": _one(_places(key), _places(told), _place_agrees(key, told)),
        "type": _one(key.type if key else "", told.type if told else "", _type_agrees(key, told)),
        "perpetrator organization": _fills(key, told, "organizations", _same_organization),
        "target number": _fills(key, told, "numbers", _same_number),
        "target effect": _fills(key, told, "effects", _same_effect),
    }


def match(key: Sequence[Template], told: Sequence[Template]) -> dict[int, int]:
    """Which template told stands for which of the key."""
    points = {
        (k, t): sum(credit.right for credit in compare(one, other).values())
        for k, one in enumerate(key)
        for t, other in enumerate(told)
        if _may_match(one, other)
    }
    options = [[t for t in range(len(told)) if (k, t) in points] for k in range(len(key))]

    @cache
    def best(k: int, used: frozenset[int]) -> tuple[float, tuple[tuple[int, int], ...]]:
        if k == len(key):
            return 0.0, ()
        found = best(k + 1, used)
        for t in options[k]:
            if t not in used:
                rest, pairs = best(k + 1, used | {t})
                if points[k, t] + rest > found[0]:
                    found = points[k, t] + rest, ((k, t), *pairs)
        return found

    return dict(best(0, frozenset())[1])


def _may_match(key: Template, told: Template) -> bool:
    about = bool(_content(key.people) & _content(told.people))
    place = len(key.places[0]) > 1 and _place_agrees(key, told) == 1
    agreeing = sum((about, place, _day_agrees(key, told) > 0))
    return agreeing >= 1 if key.type == told.type else agreeing >= 2 and about


# slots of one filler


def _whole(key: Template | None, told: Template | None) -> Credit:
    kind = "" if key and told else "missed" if key else "nobody asked for it"
    right = float(bool(key and told))
    return Credit(right, int(key is not None), int(told is not None), kind, _summary(key), _summary(told))


def _summary(template: Template | None) -> str:
    if template is None:
        return "none"
    people = ", ".join(dict.fromkeys(words for fill in template.numbers for words in fill.about[:1]))
    return "; ".join(part for part in (template.type, _days(template), _places(template), people) if part)


def _one(key: str, told: str, right: float) -> Credit:
    both = bool(key and told)
    kind = "" if right == 1 or not both else "partly right" if right else "another"
    if key and not told:
        kind = "none told"
    return Credit(right, int(bool(key)), int(bool(told)), kind if both or right else "", key or "none", told or "none")


def _type_agrees(key: Template | None, told: Template | None) -> float:
    return float(bool(key and told and key.type == told.type))


def _days(template: Template | None) -> str:
    return " / ".join(str(day) for day in template.days) if template else ""


def _places(template: Template | None) -> str:
    return " / ".join(": ".join(names) for names in template.places) if template else ""


def _day_agrees(key: Template | None, told: Template | None) -> float:
    return max((_same_day(a, b) for a in key.days for b in told.days), default=0.0) if key and told else 0.0


def _same_day(key: Day, told: Day) -> float:
    if (key.start, key.end) == (told.start, told.end):
        return 1.0
    if key.start is None and told.start is None:
        return 0.0
    return _HALF if _bounded(key).meets(_bounded(told)) else 0.0


def _bounded(day: Day) -> Day:
    """A day that is open before, as the month before its end."""
    return day if day.start or not day.end else Day(day.end - _BACK, day.end, "range")


def _place_agrees(key: Template | None, told: Template | None) -> float:
    return max((_same_place(a, b) for a in key.places for b in told.places), default=0.0) if key and told else 0.0


def _same_place(key: tuple[str, ...], told: tuple[str, ...]) -> float:
    """The country and the smallest place right, or only something of it."""
    if not told or spelled(key[0]) != spelled(told[0]):
        return 0.0
    if len(key) == 1:
        return 1.0 if len(told) == 1 else _HALF
    smallest = {spelled(name) for name in re.split(r" - ", key[-1])}
    return 1.0 if spelled(told[-1]) in smallest else _HALF


# slots of several fillers


def _fills(key: Template | None, told: Template | None, slot: str, same: Callable[[Fill, Fill], float]) -> Credit:
    """Fillers paired one to one, the best first."""
    wanted: tuple[Fill, ...] = getattr(key, slot) if key else ()
    got: tuple[Fill, ...] = getattr(told, slot) if told else ()
    scored = [(-same(w, g), i, j) for i, w in enumerate(wanted) for j, g in enumerate(got)]
    points: dict[int, float] = {}
    used: set[int] = set()
    for credit, i, j in sorted(scored):
        if credit < 0 and i not in points and j not in used:
            points[i] = -credit
            used.add(j)
    right, possible = sum(points.values()), sum(i in points or not fill.optional for i, fill in enumerate(wanted))
    kind = ""
    if key and told and (right < possible or len(got) > len(points)):
        partly = "partly right" if points else "another"
        kind = "missed" if not got else partly if possible else "nobody asked for it"
    return Credit(right, possible, len(got), kind, _words(wanted), _words(got))


def _words(fills: tuple[Fill, ...]) -> str:
    told = (" / ".join(fill.values) + (f": {fill.about[0]}" if fill.about else "") for fill in fills)
    return "; ".join(" ".join(words.split()) for words in told) or "none"


def _content(words: Sequence[str]) -> frozenset[str]:
    """Words that carry meaning, without the ending of a plural."""
    found = (word.removesuffix("S") for told in words for word in re.findall(r"[A-Z0-9]{2,}", told.upper()))
    return frozenset(word for word in found if word.lower() not in _EMPTY and len(word) > 2)


def _about_same(key: Fill, told: Fill) -> bool:
    """Whether two fillers are about the same people; "people" and "others" may be anybody who is not named."""
    wanted, got = _content(key.about), _content(told.about)
    return not wanted or not got or bool(wanted & got)


def _same_number(key: Fill, told: Fill) -> float:
    plain = {value.strip("~-") for value in key.values}
    right = told.values[0] in plain
    return (1.0 if _about_same(key, told) else _HALF) if right else 0.0


def _same_effect(key: Fill, told: Fill) -> float:
    """Of what did not come about another, wider or narrower, is half right: the list of the fill rules is a tree."""
    if told.values[0] in key.values:
        return 1.0 if _about_same(key, told) else _HALF
    return _HALF if told.values[0].startswith("NO ") and key.values[0].startswith("NO ") else 0.0


def _same_organization(key: Fill, told: Fill) -> float:
    for value in key.values:
        known = actor_named(value.title()) or actor_named(value)
        for name in told.values:
            ours = actor_named(name)
            if spelled(value) == spelled(name) or (known and ours and same_side(known, ours)):
                return 1.0
            one, other = _content([value]), _content([name])
            if one and other and (one <= other or other <= one):
                return 1.0
    return 0.0
