"""Who bears something out: independent sources, and the bodies they quote for it by name.

A report is the source of what it tells by itself or hears from people it does not or need not name ("witnesses", a
doctor, the police). What it quotes an agency, a monitor, a ministry or an armed group for is that body's word: where
two papers both give the figure of one ministry, there is one source for it, as Airwars has it of "the circular nature
of the reporting". Conversely an assessment that names several bodies has their several words. A report adds its own
to theirs only where another report bears it out as well: its lead is most often made of what it quotes below.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from consilience.claim import Account, Claim
from consilience.incident import Source
from consilience.reconcile.actors import canonical
from consilience.resolve.actors import actor_named, find_actors
from consilience.resolve.agencies import agency_named

Known = Sequence[tuple[Source, tuple[Account, ...]]]
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
#: Sources from which something is corroborated.
CORROBORATED = 2
_SHOWN = 4  # sources named in a sentence
_LONGEST = 90  # characters of a quote in a sentence
_TITLE = 8  # words within which a body is named whose spokesman is quoted
_SEVERAL = 2  # what sources that are told of in the plural, and not counted, stand for at least


@dataclass(frozen=True, slots=True)
class Testimony:
    """The word of one source, or of several that are not named: `count` is how many it stands for."""

    name: str
    claims: tuple[Claim, ...]
    count: int = 1
    within: str | None = None  # the source that quotes it, where it is quoted only


@cache
def table() -> dict[str, Any]:
    """All of data/grade.toml."""
    return tomllib.loads(files("consilience").joinpath("data/grade.toml").read_text(encoding="utf-8"))


def testimonies(known: Known, of_interest: Callable[[Account], Iterable[Claim]]) -> tuple[Testimony, ...]:
    """Who bears out the claims of interest, each once, those of the earliest source first."""
    own: dict[str, list[Claim]] = {}
    quoted: dict[str, tuple[str, list[Claim]]] = {}
    for source, accounts in known:
        claims = [c for a in accounts for c in of_interest(a)]
        name = canonical(source.name)
        speakers = [_speaker(c.according_to) for c in claims]
        spoken = {(c.field, c.value) for c, speaker in zip(claims, speakers, strict=True) if speaker}
        for claim, speaker in zip(claims, speakers, strict=True):
            if speaker and speaker != name:
                quoted.setdefault(speaker, (name, []))[1].append(claim)
            elif speaker or (claim.field, claim.value) not in spoken:
                own.setdefault(name, []).append(claim)
    found = [Testimony(name, tuple(claims)) for name, claims in own.items()]
    found += [
        Testimony(name, tuple(claims), _SEVERAL if is_several(name) else 1, within)
        for name, (within, claims) in quoted.items()
        if name not in own
    ]
    return without_quoter(found)


def without_quoter(told: Sequence[Testimony]) -> tuple[Testimony, ...]:
    """Without the word of a report that adds it to those of whom it quotes, where no other report bears it out."""
    quoted = tuple(t for t in told if t.within)
    alone = len({t.within or t.name for t in told}) == 1
    return quoted if quoted and alone else tuple(told)


def enough_of(told: tuple[Testimony, ...]) -> tuple[Testimony, ...]:
    """Those that tell it of themselves, where they are enough; else with all whom they quote."""
    own = tuple(t for t in told if not t.within)
    return own if total(own) >= CORROBORATED else told


def total(told: Iterable[Testimony]) -> int:
    """How many sources they are."""
    return sum(t.count for t in told)


@lru_cache(50_000)
def _speaker(name: str | None) -> str | None:
    """Under which name whoever is quoted is a source of its own; None where the report is the source."""
    if not name:
        return None
    agency = agency_named(name)
    if agency:
        return agency
    if is_several(name):
        return name.casefold()
    words = _WORD.findall(name)
    body = _body(name, len(words))
    if body or actor_named(name):
        return body
    names = [w for w in words if w[0].isupper() and w.casefold() not in table()["publishing"]]
    publishes = any(w.casefold() in table()["publishing"] for w in words)
    return " ".join(names) if names and publishes else None


def _body(name: str, words: int) -> str | None:
    """The body of this name, or that a spokesman speaks for: "Israeli army spokesman Ali Doe"."""
    known = actor_named(name)
    named = [known] if known else [told.actor for told in find_actors(name)] if words <= _TITLE else []
    return next((actor.name for actor in named if actor.kind in table()["bodies"]), None)


@lru_cache(50_000)
def is_several(name: str) -> bool:
    """Whether words stand for several sources that are not named: "multiple local sources"."""
    return re.search(table()["several"], name.casefold()) is not None


def said(which: str, **parts: object) -> str:
    """A sentence of data/grade.toml with its parts filled in."""
    return str(table()["told"][which]).format(**parts)


def names_of(told: Sequence[Testimony]) -> str:
    """The sources by their names, each with its words."""
    shown = [f"{t.name}{f', quoted by {t.within}' if t.within else ''} ({words_of(t.claims)})" for t in told[:_SHOWN]]
    more = f" and {len(told) - _SHOWN} more" if len(told) > _SHOWN else ""
    return ", ".join(shown) + more


def words_of(claims: Sequence[Claim]) -> str:
    """The first words of the claims, as printed, on one line."""
    words = " ".join(claims[0].evidence.quote.split())
    return f"“{words if len(words) <= _LONGEST else words[: _LONGEST - 3] + '...'}”"
