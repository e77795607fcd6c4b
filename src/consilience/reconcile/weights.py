"""The table of likenesses: what each thing two accounts share, or do not, weighs, and how it is told."""

import json
import tomllib
from functools import cache
from importlib.resources import files
from math import log2
from typing import Any

_LEAST = 1e-6
#: Weights are added up in whole thousandths of a bit, so that sums are the same in any order and on any engine.
MILLI = 1000
#: The group of levels reached only once other accounts of the same reports have been joined.
AFTER = "relation"


@cache
def table() -> dict[str, Any]:
    """All of data/likeness.toml: weights as they were reasoned."""
    return tomllib.loads((files("consilience") / "data" / "likeness.toml").read_text(encoding="utf-8"))


@cache
def fitted() -> dict[str, Any]:
    """All of data/likeness.json: weights fitted to labelled reports by group and level, and to which reports."""
    model: dict[str, Any] = json.loads((files("consilience") / "data" / "likeness.json").read_text(encoding="utf-8"))
    return model


def groups() -> tuple[str, ...]:
    """The groups of levels that two accounts by themselves reach."""
    return tuple(g for g, levels in table().items() if isinstance(levels, dict) and "unknown" in levels and g != AFTER)


@cache
def weight(group: str, level: str) -> float:
    """The bits one level of a group adds: as fitted, else as reasoned."""
    found = fitted()["weights"].get(group, {}).get(level)
    return float(table()[group][level]["weight"] if found is None else found)


@cache
def milli(group: str, level: str) -> int:
    """The same in whole thousandths of a bit."""
    return round(weight(group, level) * MILLI)


@cache
def sentence(group: str, level: str) -> str:
    """How the level is told to people; empty where it says nothing."""
    return str(table()[group][level]["sentence"])


def limit(name: str) -> float:
    """One of the plain numbers: prior, join, mean, ask."""
    return float(table()[name])


def score(bits: float) -> float:
    """From bits (log2 of the odds) to a likelihood between 0 and 1."""
    return 1 / (1 + 2 ** -max(-60.0, min(60.0, bits)))


def score_of(thousandths: int) -> float:
    """The likelihood that a sum of thousandths of a bit stands for."""
    return score(thousandths / MILLI)


def bits(likelihood: float) -> float:
    """From a likelihood between 0 and 1 to bits."""
    p = min(max(likelihood, _LEAST), 1 - _LEAST)
    return log2(p / (1 - p))
