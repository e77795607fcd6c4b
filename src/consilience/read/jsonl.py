"""JSON Lines with one report a line; also a JSON file that holds one report or a list of them."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from consilience.problem import Problem
from consilience.read import published
from consilience.read.decode import Decoded, Undecoded, decode, opening_text
from consilience.read.files import fault, opened
from consilience.read.ids import file_names, shown
from consilience.read.lines import MAX_LINE, Line, Peeked, lines
from consilience.read.site import site_of
from consilience.read.text import (
    ambiguous,
    broken,
    dated,
    guessed,
    shorten,
    unfit,
    with_day_from_text,
    with_publisher_from_text,
)
from consilience.report import Report

ENDINGS = frozenset({".jsonl", ".ndjson", ".json"})
MAX_LIST = 200_000_000  # bytes in a JSON file that is one list; JSON Lines have no limit but that of a line
_HALF = re.compile("[\ud800-\udfff]")  # half a character: JSON can spell it, no text can hold it
_OBJECT = re.compile(r"\{\s*(\"|\}|$)")
_FIELDS = ("title", "publisher", "url", "language", "byline")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an object stands: its file, its line or its number in the list, and the id it gets if it has none."""

    source: str
    name: str
    line: int | None


class JsonReader:
    """Reads files that hold many reports as JSON. Names for those without an id are looked up in `ids`, by address."""

    def __init__(self, taken_in: date, ids: dict[str, str] | None = None) -> None:
        self.taken_in = taken_in
        self.ids = ids or {}

    def reads(self, address: str) -> bool:
        """Whether the name ends like that of a JSON or JSON Lines file."""
        return Path(address).suffix.lower() in ENDINGS

    def read(self, address: str) -> Iterator[Report | Problem]:
        """The reports in this file, line by line, and what is wrong with the others."""
        file = opened(address)
        if isinstance(file, Problem):
            yield file
            return
        with file:
            name = self.ids.get(address) or file_names([address])[address]
            try:
                yield from self.from_stream(Peeked(file), shown(address), name)
            except OSError as error:
                yield fault(address, error)

    def from_stream(self, stream: Peeked, source: str, name: str) -> Iterator[Report | Problem]:
        """The reports in a stream; `source` is named in problems, `<name>:<line>` becomes the id of those without."""
        whole = _whole(stream, source)
        if isinstance(whole, Problem):
            yield whole
            return
        if whole is not None:
            yield from self._items(whole, source, name)
            return
        seen = False
        for line in lines(stream):
            if line.data.strip(b" \t\r"):
                seen = True
                yield from self._line(line, _Place(source, f"{name}:{line.number}", line.number))
        if not seen:
            yield Problem(source, "empty", "there is no line with a report in it")

    def from_object(self, item: Any, source: str, name: str) -> Iterator[Report | Problem]:
        """The report in one object, whose id is `name` where it has none of its own."""
        yield from self._object(item, _Place(source, name, None))

    def _items(self, whole: Any, source: str, name: str) -> Iterator[Report | Problem]:
        items = whole if isinstance(whole, list) else [whole]
        if not items:
            yield Problem(source, "empty", "its list of reports is empty")
        for number, item in enumerate(items, 1):
            yield from self._object(item, _Place(source, f"{name}:{number}", None), number=number)

    def _line(self, line: Line, place: _Place) -> Iterator[Report | Problem]:
        start = shorten(line.data[:400].decode("utf-8", "replace"))
        if line.too_long:
            message = f"this line has more than {MAX_LINE:,} bytes, so it was skipped; one line holds one report"
            yield Problem(place.source, "line too long", message, line.number, start)
            return
        decoded = _of_line(line.data)
        if isinstance(decoded, Undecoded):
            yield Problem(place.source, decoded.kind, decoded.message, line.number, decoded.words)
            return
        try:
            item = json.loads(decoded.text)
        except (ValueError, RecursionError) as error:
            message = f"this line is not JSON ({_reason(error)}); the other lines are read"
            yield Problem(place.source, "broken json", message, line.number, start)
            return
        if decoded.guessed:
            yield replace(guessed(place.source, decoded.encoding), line=line.number)
        if decoded.broken:
            yield broken(place.source, decoded.broken, line.number)
        yield from self._object(item, place, line.data, keep=decoded.guessed or decoded.broken > 0)

    def _object(
        self, item: Any, place: _Place, original: bytes | None = None, number: int | None = None, keep: bool = False
    ) -> Iterator[Report | Problem]:
        where = f"item {number} of the list" if number else "this line"
        words = shorten(json.dumps(item, ensure_ascii=False)[:400])
        if not isinstance(item, dict):
            yield Problem(
                place.source, "broken json", f'{where} is not an object like {{"text": "..."}}', place.line, words
            )
            return
        if not isinstance(item.get("text"), str) and not isinstance(item.get("html"), str):
            message = f"{where} has neither `text` nor `html` with words in it"
            yield Problem(place.source, "broken json", message, place.line, words)
            return
        whole = {key: _HALF.sub("\ufffd", value) if isinstance(value, str) else value for key, value in item.items()}
        if whole == item:
            original = original if keep else None
        else:
            message = f"{where} spells half a character (a lone surrogate); it stands as U+FFFD in the report"
            yield Problem(place.source, "broken characters", message, place.line, _HALF.sub("\ufffd", words))
            original = original or json.dumps(item).encode()
        for made in self._made(whole, place, original):
            if isinstance(made, Problem):
                yield made
            else:
                yield from self._fed(made, whole, place)

    def _made(self, item: dict[str, Any], place: _Place, original: bytes | None) -> Iterator[Report | Problem]:
        """The report in an object, from its `text`, or from its `html` where the text is missing or blank."""
        name = _identity(item.get("id"), place.name)
        text, page = item.get("text"), item.get("html")
        if isinstance(page, str) and not (isinstance(text, str) and text.strip()):
            from consilience.read.html import PageReader  # here, because it takes long to load

            yield from PageReader(self.taken_in).from_markup(page, place.source, name, place.line, original=original)
            return
        report = Report(name, item["text"], taken_in=self.taken_in, original=original)
        yield unfit(report.text, place.source, place.line) or report

    def _fed(self, report: Report, item: dict[str, Any], place: _Place) -> Iterator[Report | Problem]:
        """The report with what was fed beside its text; what was fed wins over what the page says."""
        found = dict(report.found)
        fed: dict[str, str] = {}
        for field in _FIELDS:
            value = item.get(field)
            if isinstance(value, str) and value.strip():
                fed[field] = value
                found[field] = "feed"
            elif value is not None and not isinstance(value, str):
                message = f"`{field}` is not a text, so the report is taken in without it"
                yield Problem(place.source, "broken field", message, place.line, shorten(json.dumps(value)))
        report = replace(report, found=found, **fed)  # type: ignore[arg-type]
        if report.media_type == "text/plain":
            report = _with_publisher_from_address(with_publisher_from_text(report))
            found = dict(report.found)
        words = item.get("published")
        if words is None or words == "":
            yield from with_day_from_text(report, place.source, place.line)
            return
        found.pop("published", None)
        report = replace(report, published=None, found=found)
        day = published.stated(words) if isinstance(words, str) else None
        if day is None:
            message = "`published` is not a day like 2020-03-12, so the report is taken in without it"
            said = words if isinstance(words, str) else json.dumps(words)
            yield Problem(place.source, "broken day", message, place.line, shorten(said))
            yield report
        elif day.day is None:
            yield ambiguous(place.source, day.words, "`published`", place.line)
            yield report
        else:
            yield from dated(report, day.day, "feed", place.source, day.words, place.line)


def _with_publisher_from_address(report: Report) -> Report:
    """The report with the site of its address for a publisher that is told nowhere else."""
    site = site_of(report.url)
    if report.publisher is not None or site is None:
        return report
    return replace(report, publisher=site, found={**report.found, "publisher": "hostname"})


def is_json_lines(opening: bytes) -> bool:
    """Whether a stream that opens like this holds JSON: an object in its first lines, or a list of objects."""
    start = opening_text(opening).lstrip()
    if _OBJECT.match(start):
        return True
    if re.match(r"\[\s*(\{\s*\"|\]\s*$)", start):
        return True
    for line in start.split("\n")[:20]:
        try:
            if isinstance(json.loads(line), dict):
                return True
        except (ValueError, RecursionError):
            continue
    return False


def _whole(stream: Peeked, source: str) -> Any:
    """What a stream holds if it is one JSON list, or one object over several lines; None if it is lines."""
    opening = stream.opening.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")
    first = opening.split(b"\n", 1)[0].strip(b"\r \t\x00")
    if not opening.startswith(b"[") and not (first.startswith(b"{") and first.endswith((b"{", b","))):
        return None
    stream.opening = stream.rest(MAX_LIST + 1)
    decoded = decode(stream.opening) if len(stream.opening) <= MAX_LIST else None
    if not isinstance(decoded, Decoded):
        return None
    try:
        return json.loads(decoded.text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" or first.startswith(b"{"):
            return None
        message = f"the list in it is not JSON ({_reason(error)}), so none of it is read"
        around = decoded.text[max(0, error.pos - 20) : error.pos + 40]
        return Problem(source, "broken json", message, error.lineno, shorten(around))
    except (ValueError, RecursionError):
        return None


def _of_line(data: bytes) -> Decoded | Undecoded:
    """The characters of a line. In JSON Lines every character counts, so UTF-8 is taken as it is."""
    try:
        return Decoded(str(data, "utf-8"), "utf-8")
    except UnicodeDecodeError:
        return decode(data)


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.pos + 1}"
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)[:80]


def _identity(fed: Any, name: str) -> str:
    if isinstance(fed, str) and fed.strip():
        return fed
    return str(fed) if isinstance(fed, int) and not isinstance(fed, bool) else name
