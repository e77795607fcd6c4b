"""A report's lines: which are prose, headline or caption, and which are not the report at all."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sentencex import get_sentence_boundaries

from consilience.resolve.day_lexer import MONTHS, WEEKDAYS
from consilience.resolve.tables import cell, rows

Kind = Literal["headline", "body", "caption"]
_SHORT = 160  # characters: a longer line is no headline
_CLIP = re.compile(r"\s*\d{1,2}:\d{2} \S")
_ENDS = re.compile(r"[.!?:;\"'”’)\]…]\s*$")


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence or headline of the report: offsets, what kind of line it stands in, which paragraph."""

    start: int
    end: int
    kind: Kind
    paragraph: int


@cache
def _noise() -> dict[str, tuple[str, ...]]:
    return {row["kind"]: cell(row["forms"]) for row in rows("lexicon/noise.tsv")}


def _lines(flat: str) -> list[tuple[int, int]]:
    """Offsets of the paragraphs: lines, or lines joined where the text was wrapped at a width."""
    spans = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", flat) if m.group().strip()]
    if not _wrapped(flat, spans):
        return spans
    return [(m.start(), m.end()) for m in re.finditer(r"(?:[^\n]|\n(?![ \r]*\n))+", flat) if m.group().strip()]


def _wrapped(flat: str, spans: list[tuple[int, int]]) -> bool:
    """Whether most lines break off in mid-sentence at about one width, as in a text set to 80 columns."""
    long = [flat[a:b].rstrip() for a, b in spans if 40 <= b - a <= 110]
    broken = sum(not _ENDS.search(line) for line in long)
    return len(long) >= 4 and broken >= 0.6 * len(long) and len(long) >= 0.6 * len(spans)


def _is_noise(line: str) -> bool:
    low = line.strip().lower()
    return len(low) < 400 and any(words in low for words in _noise()["line"]) and not _tells(low)


def _tells(low: str) -> bool:
    """Whether a line is a sentence of the report in spite of the words in it ("the statement was edited by ...")."""
    return len(low) > 200 and low.count(". ") >= 2


def _without_clips(flat: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines without a list of films of other stories, each with its length; all where there are no others.

    "1:49 A mother speaks Pause" opens such a list.
    """
    if " Pause\n" not in flat:
        return lines
    kept, playing = [], False
    for start, end in lines:
        line = flat[start:end]
        playing = _CLIP.match(line) is not None and (playing or line.rstrip().endswith(" Pause"))
        if not playing:
            kept.append((start, end))
    return kept or lines


def _ends_report(line: str) -> bool:
    low = line.strip().lower().rstrip(":")
    return low in _noise()["end"]


def _kind(line: str, index: int, seen_prose: bool) -> Kind:
    line = line.strip()
    if any(words in line[-40:] or line.startswith(words) for words in _noise()["caption"]) or _captioned(line):
        return "caption"
    if not seen_prose and index < 6 and len(line) <= _SHORT and not line.endswith((".", '."', '"')):
        return "headline"
    return "body"


def _captioned(line: str) -> bool:
    """Whether a line closes with a credit in brackets: `... [Getty]`, `... (AFP)`."""
    return bool(re.search(r"[\[(](?!Published|Posted|Updated)[A-Z][\w/ .]{1,24}[\])]$", line)) and len(line) < 300


def passages(flat: str) -> list[Passage]:
    """The sentences of the report in order, without what is not the report.

    A line such as "Comments" or "The Latest" alone ends the report once there has been prose: what follows is of
    other people or other days.
    """
    found: list[Passage] = []
    seen_prose = False
    for index, (start, end) in enumerate(_without_clips(flat, _lines(flat))):
        line = flat[start:end]
        if seen_prose and _ends_report(line):
            break
        if _is_noise(line):
            continue
        kind = _kind(line, index, seen_prose)
        seen_prose = seen_prose or (
            kind == "body" and (len(line) > 80 or (len(line) > 40 and line.rstrip().endswith(".")))
        )
        found += _sentences(line, start, kind, index)
    return found


def _sentences(line: str, start: int, kind: Kind, paragraph: int) -> list[Passage]:
    if kind == "headline":
        return [Passage(start, start + len(line), kind, paragraph)]
    flat = line.replace("\n", " ")
    spans: list[tuple[int, int]] = []
    for a, b in ((cut["start_index"], cut["end_index"]) for cut in get_sentence_boundaries("en", flat)):
        if spans and _goes_on_with_its_day(flat, spans[-1][0], a):
            spans[-1] = (spans[-1][0], b)
        else:
            spans.append((a, b))
    return [Passage(start + a, start + b, kind, paragraph) for a, b in spans if flat[a:b].strip()]


def _goes_on_with_its_day(flat: str, start: int, cut: int) -> bool:
    """Whether the stop at a cut is that of "p.m." or "Mon.", and a day follows: "at 5 p.m. Saturday"."""
    follows = _CALENDAR.match(flat, cut)
    return follows is not None and bool(_CLOCK_STOP.search(flat, max(start, cut - 12), cut))


_DAY_NAMES = "|".join(sorted((*WEEKDAYS, *MONTHS), key=len, reverse=True))
_CALENDAR = re.compile(rf"(?:{_DAY_NAMES})\b", re.I)
_CLOCK_STOP = re.compile(rf"(?:\b[ap]\.?m\.|\b(?:{'|'.join(w for w in WEEKDAYS if len(w) < 6)})\.)\s*$", re.I)
