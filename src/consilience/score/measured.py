"""What measuring one set gives: its figures, the data they were measured on, and where they were missed."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from consilience.claim import Claim
from consilience.report import Report

#: Which part of a set: `tune` is to work on and carries the floors, `check` is looked at once and never into.
Half = Literal["tune", "check"]
#: A share from 0 to 1, or a count; None where there was nothing to measure.
Figures = dict[str, float | None]
#: How the figures begin that rest on reports having been joined; the others are of what each report tells by itself.
JOINED = "joined: "


class NoDataError(Exception):
    """What was pointed at is not what it should be."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to measure: which half, and whether only what each report tells by itself."""

    half: Half = "tune"
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Miss:
    """One value that is not what gold has, with the claims it came from; `kind` says what is wrong in a few words."""

    report: Report
    field: str
    kind: str
    wanted: str
    got: str
    claims: tuple[Claim, ...] = ()


@dataclass
class Measured:
    """What came of one set.

    Of the measures in `few` there should be as few as possible, those in `plain` are neither good nor bad; all others
    should be high.
    """

    figures: Figures = field(default_factory=dict)
    digest: str = ""
    misses: list[Miss] = field(default_factory=list)
    few: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A set: how it is found in a folder, and how it is measured. `grows` where the project adds to it."""

    name: str
    about: str
    find: Callable[[Path], Path | None]
    measure: Callable[[Path, Options], Measured]
    grows: bool = False


class Shares:
    """Counts what is right of what was asked, by measure."""

    def __init__(self) -> None:
        self._right: dict[str, float] = {}
        self._asked: dict[str, float] = {}

    def add(self, measure: str, right: float, asked: float = 1) -> None:
        """Takes note of one answer; half points are allowed."""
        self._right[measure] = self._right.get(measure, 0) + right
        self._asked[measure] = self._asked.get(measure, 0) + asked

    @property
    def figures(self) -> Figures:
        """The share of each measure, in the order in which they were first asked."""
        return {measure: share(self._right[measure], asked) for measure, asked in self._asked.items()}


def share(part: float, whole: float) -> float | None:
    """A part of a whole; None of nothing."""
    return part / whole if whole else None


def joined(figures: Figures) -> Figures:
    """Figures that rest on joining, named so."""
    return {JOINED + measure: figure for measure, figure in figures.items()}


def half_of(key: str) -> Half:
    """Which half a row belongs to, by its own key, for ever."""
    return "check" if int(sha256(f"half:{key}".encode()).hexdigest(), 16) % 2 else "tune"


def found(data: Path, *names: str) -> Path | None:
    """The first of these files or folders that is in `data`, or where benchmarks are kept in it."""
    places = (data / folder / name for name in names for folder in ("", "benchmarks", "corpus"))
    return next((place for place in places if place.exists()), None)


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """The objects of a file that holds one a line."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def digest(paths: Iterable[Path]) -> str:
    """SHA-256 of files and folders, by name and content."""
    made = sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                made.update(f"{file.name}\x00{sha256(file.read_bytes()).hexdigest()}\n".encode())
    return made.hexdigest()
