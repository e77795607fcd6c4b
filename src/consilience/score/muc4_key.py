"""MUC-4 answer keys: what the analysts of 1992 put into the slots of their templates.

A slot holds fillers, one a line; `/` parts forms of one filler that are as good as each other; `?` marks a filler that
need not be given; `VALUE: "WORDS"` ties a filler to the one it is about; `-` is empty, `*` does not apply.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from consilience.day import Day

_SLOT = re.compile(r"(\d+)\.\s+[A-Z ]+: [A-Z ]+?(?:\s{2,}|\t|\s*$)(.*)$")
_WORDS = re.compile(r'"((?:\\.|[^"\\])*)"')
_ID = re.compile(r"[A-Z]+\d?-MUC\d-\d{4}")
_ONE = r"(\d{1,2} [A-Z]{3})[A-Z]* (\d\d)"
_DATE = re.compile(rf"(-?)\s*{_ONE}(?:\s*-\s*{_ONE})?", re.I)
_TYPE_OF_PLACE = re.compile(r"\s*\([^()]*\)")
_DATE_SLOT, _PLACE_SLOT, _TYPE_SLOT, _INDIVIDUAL, _ORGANIZATION = 2, 3, 4, 9, 10
_THING, _NAME, _DESCRIPTION, _NUMBER, _EFFECT = 12, 18, 19, 21, 23


@dataclass(frozen=True, slots=True)
class Fill:
    """One filler: the forms any of which is right, the words it is about, and whether it may be left out."""

    values: tuple[str, ...]
    about: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """One incident in the slots that are scored; `things` and `people` are who and what was aimed at, or aimed."""

    type: str
    days: tuple[Day, ...]  # as good as each other
    places: tuple[tuple[str, ...], ...]  # as good as each other: the country, then ever smaller places
    organizations: tuple[Fill, ...] = ()
    numbers: tuple[Fill, ...] = ()
    effects: tuple[Fill, ...] = ()
    people: tuple[str, ...] = ()
    optional: bool = False


def templates(path: Path) -> dict[str, list[Template]]:
    """The templates of a key file by message; none for a message of which no incident was to be told."""
    found: dict[str, list[Template]] = {}
    for id, slots in _records(path):
        told = found.setdefault(id, [])
        if slots.get(1, ["*"])[0] != "*":
            told.append(_template(slots))
    return found


def _records(path: Path) -> Iterator[tuple[str, dict[int, list[str]]]]:
    """Each template's message and the lines of its slots."""
    id, slots, number = "", dict[int, list[str]](), 0
    for line in path.read_text(encoding="latin-1").splitlines():
        match = _SLOT.match(line)
        if match and match[1] == "0":
            if slots:
                yield id, slots
            named = _ID.search(match[2])
            id, slots, number = named[0] if named else match[2].strip(), {}, 0
        elif match:
            number = int(match[1])
            slots[number] = [match[2].strip()]
        elif number and line.strip() and not line.startswith(";"):
            slots[number].append(line.strip())
    if slots:
        yield id, slots


def _template(slots: dict[int, list[str]]) -> Template:
    told_of = (_INDIVIDUAL, _ORGANIZATION, _THING, _NAME, _DESCRIPTION)
    people = [fill for slot in told_of for fill in _fills(slots, slot)]
    return Template(
        type=slots[_TYPE_SLOT][0].strip("? "),
        days=tuple(_days(slots[_DATE_SLOT][0])),
        places=tuple(_places(slots[_PLACE_SLOT][0])),
        organizations=tuple(_fills(slots, _ORGANIZATION)),
        numbers=tuple(_fills(slots, _NUMBER)),
        effects=tuple(_fills(slots, _EFFECT)),
        people=tuple(words for fill in people for words in (*fill.values, *fill.about)),
        optional="OPTIONAL" in slots[1][0],
    )


def _fills(slots: dict[int, list[str]], slot: int) -> Iterator[Fill]:
    for line in slots.get(slot, ()):
        words = tuple(match.replace('\\"', '"') for match in _WORDS.findall(line))
        values, tied, _ = line.strip("? ").partition(': "')
        if line.lstrip("? ") in ("-", "*"):
            continue
        if slot in (_NUMBER, _EFFECT):
            told = tuple(value.strip("() ") for value in values.split(" / ")) if tied else ()
            if told and told != ("-",):
                yield Fill(told, tuple(w for w in words if w != "-"), line.startswith("?"))
        elif slot == _DESCRIPTION:
            before = line.partition('": "')  # the role of somebody named, then the name
            yield Fill(words[:1] if before[1] else words, words[1:] if before[1] else (), line.startswith("?"))
        elif words:
            yield Fill(words, (), line.startswith("?"))


def _days(line: str) -> Iterator[Day]:
    """A day, two days between which it lies, or (after a hyphen) the last it can have been."""
    for match in _DATE.finditer(line):
        before, first, year, last, its = match.groups()
        start = _day(first, year)
        end = _day(last, its) if last else start
        if start and end:
            yield Day(None if before else start, end, "day" if start == end and not before else "range")


def _day(words: str, year: str) -> date | None:
    try:
        return datetime.strptime(f"{words.upper()} {year}", "%d %b %y").date()
    except ValueError:
        return None


def _places(line: str) -> Iterator[tuple[str, ...]]:
    """`COUNTRY: REGION (DEPARTMENT): TOWN (CITY)`; between two places, either of them."""
    for form in line.strip("? ").split(" / "):
        names = _TYPE_OF_PLACE.sub("", form).replace("(", "").replace(")", "").split(":")
        yield tuple(name.strip() for name in names)
