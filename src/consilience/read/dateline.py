"""The day in the dateline of a report: `RABAK, Sudan, 18 May 2026 (Agency) - A firefighter ...`.

A dateline opens the first paragraph of running text: places with capital letters, a whole day, perhaps an agency in
brackets, and a dash (or, after the agency, a stop or a colon). Without a year it gives no day.
"""

import re

from consilience.read import published
from consilience.read.published import Placed

PROSE = 80  # characters; a shorter line that does not end like a sentence is a headline, a byline or a caption
_WORD = r"[^\W\d_][\w.'’ʼ-]*"
_SMALL = r"(?:of|the|de|du|des|la|le|les|el|al|in|y|and|et|-)"
_NEVER = {"on", "in", "since", "until", "till", "after", "before", "from", "by", "le", "el", "em", "am", "updated"}
_NAME = rf"{_WORD}(?:[ \t]+(?:{_SMALL}[ \t]+){{0,2}}{_WORD}){{0,4}}"
_PLACES = re.compile(rf"\(?(?P<names>{_NAME}(?:[ \t]*[,،/][ \t]*{_NAME}){{0,3}})(?:[ \t]*\([^()\n]{{2,60}}\))?"
                     r"[ \t]*(?:[,،.:|][ \t]*|[ \t]+|[ \t][-–—][ \t])")  # fmt: skip
_AFTER = re.compile(
    r"""(?:[ \t]*г\.)?[.,]?[ \t]*(?:\d\d?[:.h]\d\d[ \t]*(?:GMT|UTC)?[ \t]*)?
        (?:\)?[ \t]*[-–—]+
          |\)?[ \t]*(?:\([^()\n]{2,60}\)|/[^/\n]{2,40}/|\[[^\]\n]{2,60}\])[ \t]*(?:[-–—:.]+|(?=[ \t]))
          |\)[ \t]*:?)
        [ \t]*(?=["'“‘«„(]*[^\W\d_])""",
    re.VERBOSE,
)
_SENTENCE_END = re.compile(r"[.!?…。؟][\"'’”»)]*$")


def in_text(text: str) -> Placed | None:
    """The day of the dateline that opens the first paragraph of running text."""
    seen = 0
    for number, line in enumerate(published.first_lines(text), 1):
        words = line.strip()
        if not words:
            continue
        seen += 1
        if seen > published.LINES:
            break
        if len(words) > PROSE or _SENTENCE_END.search(words):
            return _of(words, number)
    return None


def _of(words: str, line: int) -> Placed | None:
    start = words[: published.LONGEST * 3]
    for end in _ends_of_places(start):
        day = published.opening(start[end:])
        if day and _AFTER.match(start, end + day[1]):
            return Placed(day[0].day, start[: end + day[1]].strip("( "), line)
    return None


def _ends_of_places(words: str) -> list[int]:
    """Where the places that open a paragraph can end: at each sign after which a day may follow."""
    ends = []
    for found in re.finditer(r"[,،.:|)]?[ \t]+(?:[-–—][ \t]+)?(?=\w)", words[: published.LONGEST]):
        places = _PLACES.fullmatch(words, 0, found.end())
        names = re.split(r"[\s,،/]+", places["names"]) if places else []
        if (
            names
            and "".join(names).lower() not in _NEVER
            and all(not name[0].islower() or re.fullmatch(_SMALL, name) for name in names)
        ):
            ends.append(found.end())
    return ends
