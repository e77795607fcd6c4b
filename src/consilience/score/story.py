"""A story: short reports in plain text, followed by what a careful reader would put on record.

tests/stories/README.md says how they are written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from consilience.report import Report
from consilience.score.measured import Half
from consilience.score.told import TAKEN_IN


@dataclass(frozen=True)
class Expected:
    """One incident a story expects; `lines` are its `key: value` lines, keys may repeat."""

    lines: tuple[tuple[str, str], ...]

    def get(self, key: str) -> str | None:
        """The value of a key, where it is given."""
        return next((v for k, v in self.lines if k == key), None)

    @property
    def reports(self) -> set[int]:
        """The numbers of the reports that tell of it."""
        return {int(n) for n in (self.get("reports") or "").replace(",", " ").split()}


@dataclass(frozen=True)
class Story:
    """One story: its reports, and what is expected of them; `nothing` are words that must not become an incident."""

    file: str
    title: str
    reports: tuple[Report, ...]
    incidents: tuple[Expected, ...]
    tallies: tuple[str, ...]
    nothing: tuple[str, ...]

    @property
    def name(self) -> str:
        """The file and the title."""
        return f"{self.file}: {self.title}"

    @property
    def half(self) -> Half:
        """To check with, if nobody tunes on it, as its file says."""
        return "check" if self.file.startswith("unseen-") else "tune"


def stories(folder: Path) -> list[Story]:
    """All stories of a folder."""
    return [story for path in sorted(folder.glob("*.md")) if path.name != "README.md" for story in _read(path)]


def _read(path: Path) -> Iterator[Story]:
    for block in re.split(r"(?m)^# ", path.read_text(encoding="utf-8"))[1:]:
        title, _, rest = block.partition("\n")
        reports: list[Report] = []
        incidents, tallies, nothing = [], [], []
        for section in re.split(r"(?m)^## ", rest)[1:]:
            head, _, body = section.partition("\n")
            if head.startswith("Report:"):
                reports.append(_report(f"{len(reports) + 1}", head.removeprefix("Report:"), body))
            elif head.strip() == "Incident":
                incidents.append(Expected(tuple(_pairs(body))))
            elif head.strip() == "Tally":
                tallies += [v for k, v in _pairs(body) if k == "quote"]
            elif head.strip() == "No incident":
                nothing += [v for k, v in _pairs(body) if k == "quote"]
            else:
                raise ValueError(f"{path.name}, {title!r}: no such section: {head!r}")
        yield Story(path.stem, title.strip(), tuple(reports), tuple(incidents), tuple(tallies), tuple(nothing))


def _report(id: str, head: str, body: str) -> Report:
    publisher, _, day = head.rpartition(",")
    published = None if day.strip() == "no day" else date.fromisoformat(day.strip())
    return Report(id, body.strip("\n"), publisher=publisher.strip(), published=published, taken_in=TAKEN_IN)


def _pairs(body: str) -> Iterator[tuple[str, str]]:
    for line in body.splitlines():
        if line.startswith("- "):
            key, _, value = line[2:].partition(":")
            yield key.strip(), value.strip()
