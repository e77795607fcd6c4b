"""Plain text: the report is what stands in the file, character for character."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from consilience.problem import Problem
from consilience.read import dateline, masthead, published
from consilience.read.decode import MAX_TEXT, Undecoded, decode
from consilience.read.files import load
from consilience.read.ids import names, shown
from consilience.report import Report

ENDINGS = frozenset({".txt", ".text", ".md"})


class TextReader:
    """Reads a file as one plain text. Its ids are looked up in `ids`, by address."""

    def __init__(self, taken_in: date, ids: dict[str, str] | None = None) -> None:
        self.taken_in = taken_in
        self.ids = ids or {}

    def reads(self, address: str) -> bool:
        """Whether the name ends like that of a plain text."""
        return Path(address).suffix.lower() in ENDINGS

    def read(self, address: str) -> Iterator[Report | Problem]:
        """The report in this file, or what keeps it from being read."""
        data = load(address)
        if isinstance(data, Problem):
            yield data
            return
        yield from self.from_bytes(data, shown(address), self.ids.get(address) or names([address])[address])

    def from_bytes(self, data: bytes, source: str, name: str) -> Iterator[Report | Problem]:
        """The report in these bytes; `source` is named in problems, `name` becomes the id."""
        decoded = decode(data)
        if isinstance(decoded, Undecoded):
            yield Problem(source, decoded.kind, decoded.message, words=decoded.words)
            return
        fault = unfit(decoded.text, source)
        if fault:
            yield fault
            return
        if decoded.guessed:
            yield guessed(source, decoded.encoding)
        if decoded.broken:
            yield broken(source, decoded.broken)
        as_came = decoded.encoding == "utf-8" and not decoded.broken and not data.startswith(b"\xef\xbb\xbf")
        kept = None if as_came else data
        report = Report(name, decoded.text, taken_in=self.taken_in, original=kept)
        yield from with_day_from_text(with_publisher_from_text(report), source)


def guessed(source: str, encoding: str) -> Problem:
    """The note that an encoding was made out from the bytes alone."""
    message = (
        f"the file does not say how it is encoded; it was read as {encoding}. If letters look wrong, save it as UTF-8"
    )
    return Problem(source, "encoding guessed", message, words=encoding, level="note")


def broken(source: str, count: int, line: int | None = None) -> Problem:
    """The problem that some bytes of a text are not in its encoding."""
    what = "one place in it is" if count == 1 else f"{count} places in it are"
    return Problem(source, "broken characters", f"{what} not UTF-8 and stand as U+FFFD in the report", line)


def unfit(text: str, source: str, line: int | None = None) -> Problem | None:
    """Why this text is no report: nothing but white space, or too long."""
    if not text.strip():
        message = "there is nothing but white space in it" if text else "there is nothing in it"
        return Problem(source, "empty", message, line)
    if len(text) > MAX_TEXT:
        message = f"its text has {len(text):,} characters; one report may have {MAX_TEXT:,}. Split it into its reports"
        return Problem(source, "too long", message, line, words=shorten(text))
    return None


def with_publisher_from_text(report: Report) -> Report:
    """The report of a plain text, with the publisher that its head names."""
    named = masthead.in_text(report.text, report.title) if report.publisher is None else None
    if named is None:
        return report
    found = {**report.found, "publisher": f"line {named.line} of the text"}
    return replace(report, publisher=named.name, found=found)


def with_day_from_text(report: Report, source: str, line: int | None = None) -> Iterator[Report | Problem]:
    """The report, with the day that stands alone on one of its first lines, or else that of its dateline."""
    alone = None if report.published else published.in_text(report.text)
    told = None if report.published or (alone and alone.day) else dateline.in_text(report.text)
    found = told if told and (told.day or alone is None) else alone
    if found is None:
        yield report
        return
    place = f"{'dateline, ' if found is told else ''}line {found.line} of the text"
    if found.day is None:
        yield ambiguous(source, found.words, place, line or found.line)
        yield report
        return
    yield from dated(report, found.day, place, source, found.words, line or found.line)


def ambiguous(source: str, words: str, place: str, line: int | None = None) -> Problem:
    """The note that a date of publication could be two days."""
    message = (
        f"the date in {place} could be two days (day first or month first), so no day of publication was taken from it"
    )
    return Problem(source, "ambiguous day", message, line, words=shorten(words), level="note")


def dated(
    report: Report, day: date, place: str, source: str, words: str, line: int | None = None
) -> Iterator[Report | Problem]:
    """The report with this day of publication, unless the day lies after the day of taking in."""
    if report.taken_in and day > report.taken_in:
        said = "`published`" if place == "feed" else place
        message = (
            f"{said} gives {day} as the day of publication, which is after {report.taken_in}, the day of taking in; "
            "the report is taken in without a day"
        )
        yield Problem(source, "day in the future", message, line, words=shorten(words))
        yield report
        return
    yield replace(report, published=day, found={**report.found, "published": place})


def shorten(words: str, most: int = 80) -> str:
    """Words as a problem shows them: one line, cut where they are long, and always fit to be printed."""
    line = " ".join(words[: most * 4].encode("utf-8", "replace").decode().split())
    return line if len(line) <= most and len(words) <= most * 4 else line[: most - 1] + "…"
