"""News agencies and other outlets by their names and addresses: who a text or a figure comes from."""

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from consilience.resolve.actor_table import table


@cache
def agency_lines() -> dict[str, Any]:
    """All of data/agencies.toml: names, and the lines by which reports credit them."""
    return tomllib.loads(files("consilience").joinpath("data/agencies.toml").read_text(encoding="utf-8"))


@cache
def agencies() -> dict[str, str]:
    """Every name and address of an agency with the name it goes by."""
    told = {name: actor.name for actor, names in table().items() if actor.kind == "agency" for name in names}
    told |= {name: name for name in agency_lines()["more"] if name not in told}
    for canonical, others in agency_lines()["same"].items():
        told |= dict.fromkeys([canonical, *others], canonical)
    return told


@cache
def wires() -> frozenset[str]:
    """The agencies whose texts papers print as their own, by the names they go by."""
    return frozenset(agency_lines()["wires"])


@cache
def _by_folded() -> dict[str, str]:
    return {name.casefold(): canonical for name, canonical in agencies().items()}


@lru_cache(20_000)
def agency_named(name: str | None) -> str | None:
    """The agency or outlet of a name or an address (`AFP`, `www.reuters.com`), None where it is none that is known."""
    words = " ".join((name or "").split())
    found = agencies().get(words)
    if found or not words:
        return found
    folded = words.casefold().removeprefix("www.").removeprefix("the ")
    return _by_folded().get(folded)
