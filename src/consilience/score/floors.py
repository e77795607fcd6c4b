"""Floors under figures: read, held against, raised; lowered only with a reason, which is kept.

A floor is the least a figure may be, or the most, for what there should be none of. Floors are of the tune halves, and
stand in a file with the digest of the data they were measured on, since figures compare only on the same data.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from consilience.score.measured import JOINED, NoDataError, Options
from consilience.score.sets import Result

_HALF = 0.0005  # figures are told to three decimals
_HEAD = """\
# Floors under what `consilience score` measures, by set: `least` a figure may be, or `most`.
# `consilience score --update` raises them; `--update --lower REASON` lowers them too, and keeps the reason here.
"""

Verdict = Literal["", "holds", "better", "VIOLATED", "no floor", "NOT TOLD"]


@dataclass
class Floors:
    """The floors of one set, and the digest of the data behind them."""

    digest: str = ""
    least: dict[str, float] = field(default_factory=dict)
    most: dict[str, float] = field(default_factory=dict)

    def floor(self, measure: str) -> float | None:
        """The floor under a measure, or the ceiling over it."""
        return self.least.get(measure, self.most.get(measure))

    def verdict(self, measure: str, figure: float | None) -> Verdict:
        """How a figure stands to its floor."""
        floor = self.floor(measure)
        if figure is None:
            return "" if floor is None else "NOT TOLD"
        if floor is None:
            return "no floor"
        above = floor - figure if measure in self.most else figure - floor
        return "VIOLATED" if above < -_HALF else "better" if above > _HALF else "holds"

    def _set(self, measure: str, figure: float, most: bool) -> None:
        (self.most if most else self.least)[measure] = round(figure, 3)


@dataclass(frozen=True)
class Lowered:
    """A floor that was lowered, or data that was changed, and why."""

    set: str
    measure: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class Judged:
    """One figure beside its floor."""

    measure: str
    figure: float | None
    floor: float | None
    verdict: Verdict


def judged(result: Result, floors: Floors, options: Options) -> Iterator[Judged]:
    """Each measure with how it stands; a measure with a floor that is told no more is one too."""
    for measure in dict.fromkeys([*result.measured.figures, *floors.least, *floors.most]):
        if options.alone and measure.startswith(JOINED):
            continue
        figure = result.measured.figures.get(measure)
        verdict = "" if measure in result.measured.plain else floors.verdict(measure, figure)
        yield Judged(measure, figure, floors.floor(measure), verdict)


def changed(result: Result, floors: Floors) -> bool:
    """Whether the data is another than the floors were measured on."""
    return bool(floors.digest and result.measured.digest and floors.digest != result.measured.digest)


def faults(result: Result, floors: Floors, options: Options) -> list[str]:
    """Why this set fails, if it does."""
    name = result.set.name
    if not result.here:
        return []
    if result.fault:
        return [f"{name}: {result.fault}"]
    of = list(judged(result, floors, options))
    told = [f"{name}: {j.measure} is under its floor" for j in of if j.verdict == "VIOLATED"]
    told += [f"{name}: {j.measure} was not told" for j in of if j.verdict == "NOT TOLD"]
    if changed(result, floors) and not result.set.grows:
        told.append(f"{name}: is not the data that the floors were measured on")
    return told


def update(result: Result, floors: Floors, options: Options, reason: str | None) -> tuple[list[Lowered], list[str]]:
    """Raises the floors of one set to its figures; lowers with a reason, refuses without one."""
    name, measured = result.set.name, result.measured
    lowered: list[Lowered] = []
    refused: list[str] = []
    if changed(result, floors) and not result.set.grows:
        if reason is None:
            return [], [f"{name}: the data has changed; --lower REASON takes the new"]
        lowered.append(Lowered(name, "digest", floors.digest, measured.digest, reason))
    for of in judged(result, floors, options):
        if of.figure is None or of.measure in measured.plain:
            continue
        if of.verdict == "VIOLATED":
            if reason is None:
                refused.append(f"{name}: {of.measure} is under its floor; --lower REASON lowers it")
                continue
            lowered.append(Lowered(name, of.measure, f"{of.floor:g}", f"{round(of.figure, 3):g}", reason))
        floors._set(of.measure, of.figure, of.measure in measured.few)
    floors.digest = measured.digest
    return lowered, refused


def load(path: Path) -> tuple[dict[str, Floors], list[Lowered]]:
    """All floors by set, and what was lowered so far; none from a file that is not there."""
    if not path.exists():
        return {}, []
    try:
        told: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        lowered = [Lowered(**row) for row in told.pop("lowered", [])]
        floors = {name: Floors(of["digest"], of.get("least", {}), of.get("most", {})) for name, of in told.items()}
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise NoDataError(f"{path}: holds no floors: {error}") from None
    return floors, lowered


def save(floors: dict[str, Floors], lowered: Iterable[Lowered], path: Path) -> None:
    """Writes them in order."""
    blocks = [_HEAD]
    for name, of in floors.items():
        lines = [f"[{name}]", f"digest = {_quoted(of.digest)}"]
        for kind, held in (("least", of.least), ("most", of.most)):
            if held:
                lines += ["", f"[{name}.{kind}]", *(f"{_quoted(m)} = {v:g}" for m, v in held.items())]
        blocks.append("\n".join(lines) + "\n")
    for row in lowered:
        told = (f"{key} = {_quoted(getattr(row, key))}" for key in ("set", "measure", "before", "after", "reason"))
        blocks.append("\n".join(["[[lowered]]", *told]) + "\n")
    path.write_text("\n".join(blocks), encoding="utf-8")


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
