"""Headings of a bulletin: the place or day told before a colon, or on a line of its own, for what stands below."""

from collections.abc import Sequence
from dataclasses import dataclass

from consilience.day import Day
from consilience.extract.found import Found
from consilience.extract.lexicon import word_set
from consilience.extract.sentence import Sentence
from consilience.extract.setting import Setting
from consilience.place import Place
from consilience.resolve.days import NO_DAY, DayWords, Reference, resolve_day
from consilience.resolve.places import PlaceWords, place_named, resolve_place

_LONGEST = 9  # tokens of a heading
_NAME = 3  # tokens of a bare name
_BULLETS = word_set("heading bullets")
_SMALL = word_set("heading small")
_TITLES = word_set("heading titles")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says of everything told below it: a place, a day, both, or neither.

    `number` counts the headings of a report; 0 is the title of a bulletin ("Weekly digest, 12-18 December"), whose
    day holds for whatever tells none of its own.
    """

    number: int
    sentence: Sentence
    last: int  # tokens it takes up, end exclusive
    place: tuple[Place, Found[PlaceWords]] | None = None
    day: tuple[Day, Found[DayWords]] | None = None

    @property
    def tells(self) -> bool:
        """Whether it says where or when."""
        return bool(self.place or self.day)


def headings(lines: Sequence[Sentence], scene: Setting, reference: Reference) -> dict[int, Heading]:
    """The heading that holds for each sentence, by its index; none unless a report has two of one kind.

    A heading before a colon holds for its paragraph, one on a line of its own until the next such line.
    """
    opening = [i for i, line in enumerate(lines) if not i or line.paragraph != lines[i - 1].paragraph]
    found = {i: h for i in opening if (h := _heading(lines[i], i + 1, scene, reference))}
    whole = {i for i, h in found.items() if h.last == len(lines[i].tokens) and _alone(lines, i)}
    for kind in (whole, found.keys() - whole):
        if len({(h.place and h.place[0].name, h.day and h.day[0]) for i in kind if (h := found[i]).tells}) < 2:
            found = {i: h for i, h in found.items() if i not in kind}
    holds: dict[int, Heading] = {}
    above: Heading | None = None
    beside: Heading | None = None
    for i in range(len(lines)):
        if i in opening:
            beside = None
        if i in found:
            above, beside = (found[i], None) if i in whole else (above, found[i])
        held = beside or above
        if held:
            holds[i] = held
    return holds


def _alone(lines: Sequence[Sentence], i: int) -> bool:
    """Whether a sentence is a line of its own, in the midst of the prose."""
    return lines[i].kind == "body" and (i + 1 == len(lines) or lines[i + 1].paragraph != lines[i].paragraph)


def title(lines: Sequence[Sentence], reference: Reference) -> Heading | None:
    """The title of a bulletin that says what days it is of, if the report opens with one."""
    for line in lines[:2]:
        words = {t.low for t in line.tokens}
        if line.kind == "headline" and words & _TITLES and not line.events and not line.harms:
            day = _day(line, 0, len(line.tokens), reference)
            if day:
                return Heading(0, line, len(line.tokens), None, day)
    return None


def _heading(line: Sentence, number: int, scene: Setting, reference: Reference) -> Heading | None:
    """A sentence that opens with a heading, or is nothing else."""
    first = 1 if line.low(0) in _BULLETS else 0
    colon = next((i for i in range(first, min(len(line.tokens), first + _LONGEST)) if line.low(i) == ":"), None)
    alone = colon is None and len(line.tokens) - first <= _LONGEST and not line.events and not line.harms
    last = colon if colon is not None else len(line.tokens) if alone else first
    if last <= first or line.kind == "caption" or not _names(line, first, last):
        return None
    place, day = _place(line, first, last, scene), _day(line, first, last, reference)
    if alone and not (place or day):
        return None
    return Heading(number, line, last, place, day)


def _names(line: Sentence, first: int, last: int) -> bool:
    """Whether the tokens are names, days and small words only, and not the capitals of a dateline."""
    spans = [(f.first, f.last) for f in line.places] + [(f.first, f.last) for f in line.days]
    inside = {i for begin, end in spans for i in range(begin, end)}
    tokens = [(i, line.tokens[i]) for i in range(first, last)]
    shouted = all(t.text.isupper() for _, t in tokens if t.text.isalpha())
    return not shouted and all(i in inside or t.capital or t.low in _SMALL or not t.word for i, t in tokens)


def _place(line: Sentence, first: int, last: int, scene: Setting) -> tuple[Place, Found[PlaceWords]] | None:
    for found in line.places:
        if first <= found.first and found.last <= last and found.what.kind != "adjective":
            place = resolve_place(found.what, scene.countries, scene.beside(found.what))
            if place.known:
                return place, found
    return _bare_place(line, first, last, scene)


def _bare_place(line: Sentence, first: int, last: int, scene: Setting) -> tuple[Place, Found[PlaceWords]] | None:
    """A heading that is the name of a place in a country the report speaks of, with no word beside it to tell."""
    while last > first and line.low(last - 1) in _SMALL:
        last -= 1
    if not (first < last <= first + _NAME) or any(first <= d.first < last for d in line.days):
        return None
    start, end = line.span(first, last)
    name = " ".join(t.text for t in line.tokens[first:last])
    place = place_named(name, scene.countries)
    if not place.known or not scene.countries.get(place.country or ""):
        return None
    return place, Found(first, last, PlaceWords(start, end, name, "town", ()))


def _day(line: Sentence, first: int, last: int, reference: Reference) -> tuple[Day, Found[DayWords]] | None:
    told = []
    for found in line.days:
        if first <= found.first and found.last <= last and found.what.kind not in NO_DAY | {"anchored"}:
            day = resolve_day(found.what, reference)
            if day.precision != "unknown":
                told.append((day.length or 99999, day, found))
    return min(told, key=lambda t: t[0])[1:] if told else None
