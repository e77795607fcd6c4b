"""Floors under figures: read, compared with, raised; lowered only with a reason, which is kept.

A floor is the least a figure may be, or the most, for what there should be none of. Floors stand in floors.toml with
the digest of the data they were measured on, since a figure compares with another only on the same data.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

FILE = Path(__file__).resolve().parent / "floors.toml"
_HALF = 0.0005  # figures are told to three decimals
_HEAD = """\
# Floors under what `make score` measures, by set: `least` a figure may be, or `most`.
# `python bench/score.py --update` raises them; `--update --lower REASON` lowers them too, and keeps the reason here.
"""

Verdict = Literal["holds", "better", "VIOLATED", "no floor", "NOT TOLD"]


@dataclass
class Floors:
    """The floors of one set, and the digest of the data behind them."""

    digest: str = ""
    least: dict[str, float] = field(default_factory=dict)
    most: dict[str, float] = field(default_factory=dict)

    def verdict(self, measure: str, figure: float | None) -> Verdict:
        """How a figure stands to its floor."""
        floor = self.floor(measure)
        if figure is None:
            return "NOT TOLD"
        if floor is None:
            return "no floor"
        above = floor - figure if measure in self.most else figure - floor
        return "VIOLATED" if above < -_HALF else "better" if above > _HALF else "holds"

    def floor(self, measure: str) -> float | None:
        """The floor under a measure, or the ceiling over it."""
        return self.least.get(measure, self.most.get(measure))

    def set(self, measure: str, figure: float, most: bool) -> None:
        """Puts the floor where the figure is."""
        (self.most if most else self.least)[measure] = round(figure, 3)


@dataclass(frozen=True)
class Lowered:
    """A floor that was lowered, or data that was changed, and why."""

    set: str
    measure: str
    before: str
    after: str
    reason: str


def load(path: Path = FILE) -> tuple[dict[str, Floors], list[Lowered]]:
    """All floors by set, and what was lowered so far."""
    if not path.exists():
        return {}, []
    told: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    lowered = [Lowered(**row) for row in told.pop("lowered", [])]
    return {name: Floors(of["digest"], of.get("least", {}), of.get("most", {})) for name, of in told.items()}, lowered


def save(floors: dict[str, Floors], lowered: Iterable[Lowered], path: Path = FILE) -> None:
    """Writes them in order."""
    blocks = [_HEAD]
    for name, of in floors.items():
        lines = [f"[{_quoted(name)}]", f"digest = {_quoted(of.digest)}"]
        for kind, held in (("least", of.least), ("most", of.most)):
            if held:
                lines += ["", f"[{_quoted(name)}.{kind}]", *(f"{_quoted(m)} = {v:g}" for m, v in held.items())]
        blocks.append("\n".join(lines) + "\n")
    for row in lowered:
        told = (f"{key} = {_quoted(getattr(row, key))}" for key in ("set", "measure", "before", "after", "reason"))
        blocks.append("\n".join(["[[lowered]]", *told]) + "\n")
    path.write_text("\n".join(blocks), encoding="utf-8")


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
