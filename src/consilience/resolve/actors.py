"""Who is named: the words of a text that tell of a known actor, of a country's forces or of a country's government."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from consilience.actor import Actor
from consilience.resolve.actor_table import (
    OF_STATE,
    Entry,
    Even,
    Hit,
    by_name,
    evened,
    force_of,
    forces_of_table,
    government,
    hits_of,
    table,
)
from consilience.resolve.countries import country_named, country_of_adjective
from consilience.resolve.names import bare, key

__all__ = ["ActorWords", "actor_named", "find_actors", "find_governments", "government", "same_side"]


@dataclass(frozen=True, slots=True)
class ActorWords:
    """Words of a text that name an actor: `text[start:end] == words`."""

    start: int
    end: int
    words: str
    actor: Actor


# ---------------------------------------------------------------- composed actors

_MODIFIER = (
    "elite|special|federal|local|regular|national|state|government|regime|border|paramilitary|counter terrorism|"
    "counterterrorism|anti terrorism|occupation|ground|naval|land|riot|joint|military|defence|defense|security|"
    "senior|top|provincial|regional|interim|transitional|central|fighter|attack|combat|armed|civil|intelligence"
)
_TIES = ("backed", "linked", "aligned", "allied", "supported", "sponsored", "affiliated", "funded", "trained")
_BACKED = re.compile(
    rf" (?:{'|'.join(_TIES)})"
    r"(?: [0-9a-z]+){0,2}? (militias?|militiamen|fighters|forces|groups?|factions?|armed groups?|proxies|proxy|rebels?|"
    r"separatists|jihadis?|jihadists?|militants|insurgents|extremists|islamists|gunmen|paramilitaries|"
    r"paramilitary|networks?|alliance|units|organi[sz]ations?|terrorists|troops|mercenaries)(?= |$)"
)
_PRO = re.compile(_BACKED.pattern.replace(" (?:", "(?: (?:", 1).replace("trained)", "trained))?", 1))
_FOLLOWERS = {
    "rebel": "rebels", "insur": "rebels", "separ": "separatists", "jihad": "jihadists", "extre": "jihadists",
    "islam": "jihadists",
}  # fmt: skip
_KINDS = {"rebels": "rebel", "separatists": "separatist", "jihadists": "jihadist", "militias": "militia"}


def _next_word(lower: str, at: int) -> str:
    """The word after the space at this offset."""
    end = lower.find(" ", at + 1)
    return lower[at + 1 : end if end >= 0 else len(lower)]


@cache
def _openers() -> frozenset[str]:
    """The words that may follow a country's word where it is part of a force's name."""
    return frozenset({"s", *(phrase.split(" ")[0] for phrase in (*forces_of_table(), *_MODIFIER.split("|")))})


@cache
def _noun() -> re.Pattern[str]:
    """A force noun after an adjective, at most two modifiers before it."""
    nouns = "|".join(sorted(map(re.escape, forces_of_table()), key=len, reverse=True))
    return re.compile(rf"(?: (?:{_MODIFIER})){{0,2}}? ({nouns})(?= |$)")


def _composed(even: Even, hit: Hit) -> Hit | None:
    """'Iraqi army', "Ukraine's air force": a country's word with a force noun behind it."""
    entry, after = hit.entry, hit.end
    if entry.sort == "row" or entry.sort == "nobody" or even.lower.endswith(" anti ", 0, hit.start):
        return None
    owns = even.lower.startswith(" s ", after) and even.text[after] in "'’ʼ`´"
    if entry.sort == "capital" and not owns:
        return None
    found = _noun().match(even.lower, after + 2 if owns else after)
    if found is None or (entry.sort == "name" and not owns and not even.cased[found.start(1)].isupper()):
        return None
    force = forces_of_table()[found[1]]
    actor = force_of(entry.actor.country or "", force.kind, force.canonical)
    return Hit(hit.start, found.end(), Entry(entry.sort, "", False, actor))


def _backed(even: Even, hit: Hit) -> Hit | None:
    """'pro-Iranian militias', 'al-Qaeda-linked fighters': followers named by whom they follow."""
    entry = hit.entry
    pro = even.lower.endswith(" pro ", 0, hit.start)
    if entry.sort == "nobody" or (pro and entry.actor.country == "PS"):
        return None
    found = (_PRO if pro else _BACKED).match(even.lower, hit.end)
    if found is None:
        return None
    noun = _FOLLOWERS.get(found[1][:5], "militias")
    if entry.sort == "row":
        noun = "jihadists" if entry.actor.kind == "jihadist" else noun
        actor = Actor(f"{entry.actor.name}-linked {noun}", _KINDS[noun])
    else:
        actor = Actor(f"pro-{entry.actor.name} {noun}", _KINDS[noun])
    return Hit(hit.start - 4 if pro else hit.start, found.end(), Entry("name", "", False, actor))


def _coordinated(even: Even, hits: list[Hit], forces: list[Hit]) -> Iterator[Hit]:
    """'US' in 'US and Iraqi forces': the first of two adjectives before one force noun."""
    by_start = {force.start: force for force in forces}
    for hit in hits:
        if hit.entry.sort == "adjective" and even.lower.startswith(" and ", hit.end):
            force = by_start.get(hit.end + 5)
            if force is not None and force.entry.sort == "adjective":
                noun = _noun().match(even.lower, _adjective_end(hits, force.start))
                if noun is not None:
                    kind, canonical = forces_of_table()[noun[1]]
                    actor = force_of(hit.entry.actor.country or "", kind, canonical)
                    yield Hit(hit.start, hit.end, Entry("adjective", "", False, actor))


def _adjective_end(hits: list[Hit], start: int) -> int:
    return max(hit.end for hit in hits if hit.start == start and hit.entry.sort == "adjective")


# ---------------------------------------------------------------- what is found


def _longest(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Of names that overlap, the one that begins first, then the longest, then the table's own."""
    done = -1
    for hit in sorted(hits, key=lambda h: (h.start, -h.end, h.entry.sort != "row")):
        if hit.start >= done:
            done = hit.end
            yield hit


def _words(text: str, hit: Hit) -> ActorWords:
    start, end = hit.start - 1, hit.end - 1
    return ActorWords(start, end, text[start:end], hit.entry.actor)


def _names_another(leader: Hit, backed: Hit, named: tuple[Hit, ...]) -> bool:
    """Whether the followers' words name them, as 'Houthi rebels' in 'Iran-backed Houthi rebels'."""
    return any(leader.end < inner.start and inner.end <= backed.end for inner in named)


def _actor_hits(even: Even, lax: bool = False) -> list[Hit]:
    hits = hits_of(even, lax)
    rows = [hit for hit in hits if hit.entry.sort == "row"]
    nobody = [hit for hit in hits if hit.entry.sort == "nobody"]
    openers = _openers()
    forces: list[Hit] = []
    followers: list[tuple[Hit, Hit]] = []
    for hit in hits:
        word = _next_word(even.lower, hit.end)
        if word in openers and (force := _composed(even, hit)) is not None:
            forces.append(force)
        if (word in _TIES or even.lower.endswith(" pro ", 0, hit.start)) and (backed := _backed(even, hit)) is not None:
            followers.append((hit, backed))
    of_state = [force for force in forces if force.entry.actor.kind in OF_STATE]
    kept = [backed for hit, backed in followers if not _names_another(hit, backed, (*rows, *of_state))]
    return [*rows, *nobody, *forces, *kept, *_coordinated(even, hits, forces)]


def find_actors(text: str) -> tuple[ActorWords, ...]:
    """The known actors, forces of countries and followers of known actors that a text names, leftmost and longest.

    A country named alone is no actor here: see `find_governments`.
    """
    return tuple(_words(text, hit) for hit in _longest(_actor_hits(evened(text))) if hit.entry.sort != "nobody")


def find_governments(text: str) -> tuple[ActorWords, ...]:
    """The countries a text names by name, adjective or capital, each as its government.

    Words inside the name of a known actor ('Iraq' in 'Islamic State of Iraq') are not told; those inside the name of
    a country's force ('Israeli' in 'Israeli army') are.
    """
    hits = _longest(hits_of(evened(text)))
    return tuple(_words(text, hit) for hit in hits if hit.entry.sort not in ("row", "nobody"))


# ---------------------------------------------------------------- by name

_THE = re.compile(r"^(?:the|los|las|la|le|les)\s+", re.IGNORECASE)


@cache
def _by_key() -> dict[str, Actor]:
    """Actors under the keys of their names and aliases; a key without its Arabic article yields to whole ones."""
    whole: dict[str, Actor] = {}
    short: dict[str, Actor] = {}
    for actor, aliases in table().items():
        for alias in aliases:
            whole.setdefault(key(_THE.sub("", alias)), actor)
            stem = bare(alias)
            if stem and len(stem) > 4:
                short.setdefault(stem, actor)
    return {**short, **whole}


@lru_cache(maxsize=8192)
def actor_named(name: str) -> Actor | None:
    """The actor of this name: a row's name or alias, a country or its adjective, or a composed name such as
    'Iraqi army'. Case, articles, accents, hyphens and apostrophes do not count; None where nobody is known so.
    """
    short = _THE.sub("", name.strip())
    if not key(short):
        return None
    found = _by_key().get(key(short)) or _by_key().get(bare(short) or "")
    if found is not None:
        return found
    iso2 = country_named(short) or country_of_adjective(short)
    if iso2 is not None:
        return government(iso2)
    for hit in _longest(_actor_hits(evened(short), lax=True)):
        if hit.start == 1 and hit.end == len(short) + 1 and hit.entry.sort != "nobody":
            return hit.entry.actor
    return None


def _line(actor: Actor) -> list[str]:
    """The actor's name and those it belongs to, upwards."""
    line: list[str] = []
    name: str | None = actor.name
    side = actor.side
    while name is not None and name not in line:
        line.append(name)
        name = side
        parent = (by_name().get(name) or actor_named(name)) if name is not None else None
        side = parent.side if parent is not None else None
    return line


def same_side(a: Actor, b: Actor) -> bool:
    """Whether the two are one, or one of them belongs to the other, at any remove."""
    return a.name in _line(b) or b.name in _line(a)
