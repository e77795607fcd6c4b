"""On which day a report was published: whole days that stand alone, and nothing that would have to be guessed."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

LINES = 12  # a line of its own with the day stands among the first so many lines that are not blank
LABEL = 4  # words of a label beside the day: a name, a section of the site
LONGEST = 80  # characters; a longer line is a sentence
EARLIEST = date(1900, 1, 1)

_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)(?!\d)")
_ISO_OTHER = re.compile(r"(?P<y>\d{4})(?P<s>[./])(?P<m>\d\d?)(?P=s)(?P<d>\d\d?)(?!\d)")
_NUMBERS = re.compile(r"(?P<a>\d\d?)(?P<s>[-./])(?P<b>\d\d?)(?P=s)(?P<y>\d{4})(?!\d)")
STROKE = re.compile(r"\s+[|·•]\s+")
_TAIL = re.compile(
    r"""(?:[\s,|·•\-–—/()@]|\bT(?=\d)|at\b|à\b|в\b|о\b|(?:الساعة)\b)*
        (?:\d{1,2}[:.h]\d\d(?:[:.]\d\d(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?)?
        [\s,|·•()\-–—]*(?:Z|[+-]\d\d:?\d\d|(?:GMT|UTC|EST|EDT|CET|CEST|AST|EET|MSK|BST|IST|[+-]\d+)*)?
        [\s,|·•().\-–—]*(?:г\.?|р\.?|года|року)?$""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day found in a line, or the words that could be two days (`day` is None then)."""

    day: date | None
    words: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A day and the number of the line (from 1) that it stands on."""

    day: date | None
    words: str
    line: int


def alone(line: str) -> Day | None:
    """The day a line holds and nothing else: weekday, `Published:` and the time of day may stand with it."""
    words = " ".join(line.split()).strip(" |·•[]()–—-")
    if not 6 <= len(words) <= LONGEST or not any(char.isdigit() for char in words):
        return None
    grammar = _grammar()
    words = grammar.changed.split(words, maxsplit=1)[0].strip(" |·•[]()–—-,")
    rest = grammar.lead.sub("", words, count=1)
    for pattern in grammar.forms:
        found = pattern.match(rest)
        if found and _TAIL.match(rest[found.end() :]):
            return _settled(found, words)
    return None


def among_labels(line: str) -> Day | None:
    """The one day in a line of short labels parted by strokes or dots: `Desert Monitor | Mali | 15 May 2026`."""
    parts = STROKE.split(line.strip()) if len(line) <= LONGEST * 2 else []
    days = [day for day in map(alone, parts) if day]
    short = all(len(part.split()) <= LABEL or alone(part) for part in parts)
    return days[0] if len(parts) > 1 and len(days) == 1 and short else None


def opening(words: str) -> tuple[Day, int] | None:
    """The whole day that these words begin with, a weekday before it or not, and how many characters it takes."""
    grammar = _grammar()
    rest = grammar.weekday.sub("", words, count=1)
    for pattern in grammar.forms:
        found = pattern.match(rest)
        day = _settled(found, found.group()) if found else None
        if found and day:
            return day, len(words) - len(rest) + found.end()
    return None


def in_text(text: str) -> Placed | None:
    """The day that stands alone on one of the first lines; where days contradict, the first that is certain.

    Where no line holds a certain day alone, the first among labels, above the running text; else one that could be
    two days.
    """
    others: list[Placed] = []
    seen, begun = 0, False
    for number, line in enumerate(first_lines(text), 1):
        if not line.strip():
            continue
        seen += 1
        if seen > LINES:
            break
        found = alone(line)
        if found and found.day:
            return Placed(found.day, found.words, number)
        begun = begun or len(line) > LONGEST * 2
        found = found or (None if begun else among_labels(line))
        if found:
            others.append(Placed(found.day, found.words, number))
    return min(others, key=lambda placed: placed.day is None, default=None)


def stated(words: str) -> Day | None:
    """The day of a machine-readable field: ISO 8601 with or without a time, the form of e-mail, or a day in words."""
    words = words.strip()
    try:
        day = datetime.fromisoformat(words).date()
    except ValueError:
        pass
    else:
        return Day(day, words) if day >= EARLIEST else None
    opening = _ISO.match(words)
    if opening and re.match(r"[T\s]|$", words[opening.end() :]):
        return _settled(opening, words)
    compact = re.fullmatch(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)", words)
    if compact:
        return _settled(compact, words)
    for form in ("%a, %d %b %Y %H:%M:%S %z", "%a, %d %b %Y %H:%M:%S %Z", "%a %b %d %H:%M:%S %Z %Y", "%a %b %d %Y"):
        try:
            return Day(datetime.strptime(words, form).date(), words)
        except ValueError:
            continue
    return alone(words)


def first_lines(text: str) -> list[str]:
    """The lines a text opens with, blank ones among them: more than are ever looked at."""
    return re.split(r"\r\n|\r|\n", text[:20_000])[: LINES * 10]


def _settled(found: re.Match[str], words: str) -> Day | None:
    parts = found.groupdict()
    year = int(parts["y"])
    if "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        days = {day for day in (_date(year, second, first), _date(year, first, second)) if day}
        if parts["s"] == "." and first <= 12:  # dots are written day first
            days = {day for day in (_date(year, second, first),) if day}
        if len(days) == 2:
            return Day(None, words)
        return Day(days.pop(), words) if days else None
    month = parts["m"]
    day = _date(year, int(month) if month.isdigit() else _grammar().months[_plain(month)], int(parts["d"]))
    return Day(day, words) if day else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made if made >= EARLIEST else None


@dataclass(frozen=True, slots=True)
class _Grammar:
    months: dict[str, int]
    weekday: re.Pattern[str]
    lead: re.Pattern[str]
    changed: re.Pattern[str]
    forms: tuple[re.Pattern[str], ...]


@cache
def _grammar() -> _Grammar:
    data: dict[str, Any] = tomllib.loads(files("consilience").joinpath("data/page_days.toml").read_text("utf-8"))
    months = {
        _plain(name): number
        for names in data["months"].values()
        for number, group in enumerate(names, 1)
        for name in group.replace("_", "\x00").split()
        for name in [name.replace("\x00", " ")]
    }
    month = "|".join(sorted((re.escape(name) for name in months), key=len, reverse=True))
    weekdays = _either(word for group in data["weekdays"]["words"] for word in group.split())
    flags = re.IGNORECASE
    return _Grammar(
        months,
        re.compile(rf"(?:(?:{weekdays})\.?,?\s+)?(?:le\s+)?", flags),
        re.compile(
            rf"^(?:(?:{_either(data['before'])})\s*:?\s*)?(?:on\s+)?(?:(?:{weekdays})\.?,?\s+)?(?:le\s+)?", flags
        ),
        re.compile(rf"(?<!\w)(?:{_either(data['changed'])})(?!\w)", flags),
        (
            _ISO,
            _ISO_OTHER,
            _NUMBERS,
            re.compile(
                rf"(?P<d>\d\d?)(?:st|nd|rd|th|er|\.)?(?:\s+(?:of|de)\s+|[\s\-/]+)(?P<m>{month})\.?"
                rf"(?:/\w+)?(?:,?\s+(?:de\s+)?|[-/])(?P<y>\d{{4}})(?!\d)",
                flags,
            ),
            re.compile(rf"(?P<m>{month})\.?\s+(?P<d>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?!\d)", flags),
        ),
    )


def _either(words: Any) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))


def _plain(name: str) -> str:
    return " ".join(name.lower().split())
