"""Who a report says its text is from: datelines, bylines, source lines and what stands at its end.

Newspapers print what agencies send them, whole or in part, and say so in a few fixed ways; media scholars read these
lines to tell wire copy from a paper's own (Lewis, Williams and Franklin 2008). The ways are in data/agencies.toml.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from consilience.origin import UNNAMED
from consilience.resolve.agencies import agencies, agency_lines

_FIRST, _LAST = 6, 5  # lines with words at either end of a text in which bylines and the like stand
_LONGEST = 700  # characters of a line within which a credit is looked for
_AND = r"(?:, (?:and )?| and | & | ?/ ?| ?\+ ?| ?\| ?)"
_Patterns = tuple[re.Pattern[str], ...]


def credits(text: str, byline: str | None = None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The agencies a text is credited to as a whole, and those that had a part in it, in the order of the text.

    A text credited to several as a whole is no text of any one of them: they all had a part in it. A byline that stands
    beside the text is read as if it stood above it.
    """
    if byline:
        name = re.sub(r"^by:? ", "", byline.strip(), flags=re.IGNORECASE)
        text = f"By {' '.join(name.split())}\n{text}"
    if not _anybody().search(text):
        return (), ()
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    whole = list(dict.fromkeys(_whole(lines)))
    part = [name for line in lines for name in _named(_patterns("part", "anywhere"), line)]
    part = list(dict.fromkeys(part))
    if len(whole) > 1:
        return (), tuple(dict.fromkeys([*whole, *part]))
    return tuple(whole), tuple(name for name in part if name not in whole)


def _whole(lines: list[str]) -> Iterator[str]:
    """The agencies that lines credit with the whole text; a line that names several credits none with it."""
    for n, line in enumerate(lines):
        if len(set(_named(_patterns("part", "anywhere"), line))) > 1:
            continue
        yield from _named(_patterns("whole", "anywhere"), line)
        if n < _FIRST:
            yield from _named(_patterns("whole", "first"), line)
        if n >= len(lines) - _LAST:
            yield from _named(_patterns("whole", "last"), line[-_LONGEST:])
            yield from (name for name, pattern in _closing() if pattern.search(line[-_LONGEST:]))


def _named(patterns: _Patterns, line: str) -> Iterator[str]:
    """The agencies that the patterns find in a line, by their canonical names."""
    for pattern in patterns:
        for found in pattern.finditer(line[:_LONGEST]):
            names = _name().findall(next(filter(None, found.groups())))
            yield from (agencies().get(name, UNNAMED) for name in names)


@cache
def _patterns(what: str, where: str) -> _Patterns:
    one, unnamed = _one(agencies()), _one(agency_lines()["part"]["unnamed"])
    many = rf"{one}(?:{_AND}{one})*"
    parts = {"{one}": rf"(?:the |The )?({one})", "{many}": rf"({many})", "{any}": rf"(?:the |The )?({many}|{unnamed})"}
    return tuple(_filled(pattern, parts) for pattern in agency_lines()[what][where])


def _filled(pattern: str, parts: dict[str, str]) -> re.Pattern[str]:
    for name, words in parts.items():
        pattern = pattern.replace(name, words)
    return re.compile(pattern)


@cache
def _closing() -> tuple[tuple[str, re.Pattern[str]], ...]:
    told = agency_lines()["closing"].items()
    return tuple((name, re.compile(pattern)) for name, patterns in told for pattern in patterns)


@cache
def _name() -> re.Pattern[str]:
    return re.compile(_one([*agencies(), *agency_lines()["part"]["unnamed"]]))


@cache
def _anybody() -> re.Pattern[str]:
    """What a text without any credit does not hold: a name of an agency, or words such as "Reporting by"."""
    return re.compile(rf"{_one([*agencies(), *agency_lines()['part']['unnamed']])}|[Rr]eporting by")


def _one(names: Iterable[str]) -> str:
    """Any of the names, the longest first."""
    return rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(names, key=lambda n: (-len(n), n))))})(?![^\W_])"
