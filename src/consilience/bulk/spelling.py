"""Conditions on two accounts in SQL, spelled out for an engine; see data/likeness.sql.toml."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Engine = Literal["duckdb", "spark"]
_CALL = re.compile(r"\b([A-Z][A-Z_]*)\(")
_MAIN = re.compile(r"\bmain_([lr])\.([a-z0-9]+)")
_NAMED = re.compile(r"([A-Z_]+)\((.*)\)$")


@cache
def conditions() -> Mapping[str, Any]:
    """All of data/likeness.sql.toml."""
    return tomllib.loads(files("consilience").joinpath("data/likeness.sql.toml").read_text(encoding="utf-8"))


@cache
def spelled(condition: str, engine: Engine) -> str:
    """The condition with every word in capitals spelled out for the engine.

    What is said of `main_l` and `main_r`, the places it mainly was, is of columns: `main_l.key` is `main_key_l`. Raises
    KeyError where a word is not in the table.
    """
    return _MAIN.sub(r"main_\2_\1", _spelled(condition, engine))


def _spelled(condition: str, engine: Engine) -> str:
    found = _CALL.search(condition)
    if found is None:
        return condition
    end = _closing(condition, found.end())
    given = _split(condition[found.end() : end])
    names, body = _words(engine)[found[1]]
    if len(names) != len(given):
        raise ValueError(f"{found[1]} takes {len(names)} and was given {len(given)}: {condition[:80]}")
    for name, value in zip(names, given, strict=True):
        body = re.sub(rf"\${name}(?=_|\b)", lambda _, value=value: value, body)  # type: ignore[misc]
    return _spelled(condition[: found.start()] + body + condition[end + 1 :], engine)


@cache
def barred(engine: Engine) -> str:
    """That two accounts cannot be one, as a condition that is never null."""
    return _any("bars", engine)


@cache
def unbarred_only(engine: Engine) -> str:
    """The opposite: that none of the bars stands, each asked for where those before it do not."""
    return " and ".join(f"not coalesce({spelled(one, engine)}, false)" for one in conditions()["bars"].values())


@cache
def share(engine: Engine) -> str:
    """That two of a crowd share enough to be compared, as a condition that is never null."""
    return _any("crowd", engine)


def _any(part: str, engine: Engine) -> str:
    return " or ".join(f"coalesce({spelled(one, engine)}, false)" for one in conditions()[part].values())


@cache
def _words(engine: Engine) -> dict[str, tuple[list[str], str]]:
    """Each word with its names and its body."""
    found = {}
    for head, body in {**conditions()["words"], **conditions()[engine]}.items():
        named = _NAMED.match(head)
        if named is None:
            raise ValueError(f"likeness.sql.toml: {head!r} is no word with its names")
        found[named[1]] = ([n.strip() for n in named[2].split(",") if n.strip()], body)
    return found


def _closing(text: str, start: int) -> int:
    """Where the bracket ends that was opened before `start`."""
    depth = 1
    for at in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth == 0:
            return at
    raise ValueError(f"a bracket is not closed: {text[:80]}")


def _split(text: str) -> list[str]:
    """What stands between the commas that are in no bracket."""
    parts, depth, last = [], 0, 0
    for at, letter in enumerate(text):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            parts.append(text[last:at].strip())
            last = at + 1
    return [*parts, text[last:].strip()] if text.strip() else []
