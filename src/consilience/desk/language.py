"""Whether a report is in a language that is read."""

from dataclasses import replace

from consilience.doors import Reading
from consilience.problem import Problem
from consilience.report import Report

_LAST_LATIN = "\u024f"


def unread_language(report: Report) -> str | None:
    """What to say of a report that is not in English, as far as its stated language and its letters tell."""
    language = (report.language or "").partition("-")[0].partition("_")[0].casefold()
    letters = [letter for letter in report.text if letter.isalpha()]
    foreign = sum(letter > _LAST_LATIN for letter in letters) * 2 > len(letters)
    if not foreign and language in ("", "en", "eng"):
        return None
    named = f" ({report.language})" if language not in ("", "en", "eng") else ""
    return f"read as English; the language of this report{named} is not read yet"


def with_language_told(report: Report, reading: Reading) -> Reading:
    """Where no incident was found in a report of another language, the note says that this is why."""
    said = None if reading.accounts else unread_language(report)
    if said is None:
        return reading
    others = tuple(p for p in reading.problems if p.kind != "no incident")
    return replace(reading, problems=(*others, Problem(report.id, "no incident", said, level="note")))
