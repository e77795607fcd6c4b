"""Who is named: the words of a text that tell of a known actor, of a country's forces or of a country's government."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from consilience.actor import Actor
from consilience.resolve.countries import Country, countries, country_named, country_of_adjective
from consilience.resolve.names import bare, key

__all__ = ["ActorWords", "actor_named", "find_actors", "find_governments", "government", "same_side"]


@dataclass(frozen=True, slots=True)
class ActorWords:
    """Words of a text that name an actor: `text[start:end] == words`."""

    start: int
    end: int
    words: str
    actor: Actor


_Sort = Literal["row", "adjective", "name", "capital", "nobody"]


class _Entry(NamedTuple):
    """What one spelling may mean: a row of the table, or a country by its adjective, name or capital."""

    sort: _Sort
    spelling: str  # evened out, case kept
    dotted: bool  # ends in a full stop that belongs to the name, as in 'U.S.'
    actor: Actor


class _Hit(NamedTuple):
    start: int
    end: int
    entry: _Entry


class _Even(NamedTuple):
    """A text made even: as long as the text, ASCII, with one space before it and every sign a space."""

    text: str
    cased: str
    lower: str


# ---------------------------------------------------------------- evening out

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_WORD = "\x01"  # stands for a letter that has no plain one
_SIGNS = {c: " " for c in range(128) if not chr(c).isalnum() and chr(c) != _WORD}
_LETTERS = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "s", "æ": "a", "œ": "o"}


@cache
def _plain(letter: str) -> str:
    """One ASCII character for one that is not: its letter without marks, a space for a sign."""
    if letter in _LETTERS:
        return _LETTERS[letter]
    base = unicodedata.normalize("NFKD", letter)[:1]
    if base.isascii() and base.isalnum():
        return base
    category = unicodedata.category(letter)
    return _WORD if category[0] in "LNM" and category != "Lm" else " "


def _even(text: str) -> str:
    """The text at the same length, without accents, signs as spaces, case kept."""
    if not text.isascii():
        text = _NOT_ASCII.sub(lambda found: _plain(found[0]), text)
    return text.translate(_SIGNS)


# ---------------------------------------------------------------- the tables

#: The adjective that names a country's forces, where the first of countries.tsv would not do.
_ADJECTIVES = {"US": "US", "MM": "Myanmar", "CG": "Congo-Brazzaville", "DM": "Dominica", "GB": "British"}
#: Names and capitals that are more often a person, a place or a common word than a government.
_NEVER = frozenset(
    {
        "Reunion", "Réunion", "Saba", "Malé", "The Valley", "Victoria", "Stanley", "Hamilton", "Wellington",
        "Georgetown", "Kingston", "Sucre", "Adamstown", "Road Town", "Bonaire", "Emirates", "OPT", "Gaza Strip",
        "West Bank", "occupied West Bank", "Palestinian territories", "Palestinian Territories", "Jamestown",
        "occupied Palestinian territories", "Occupied Palestinian Territory", "Occupied Palestinian Territories",
        "Kiwi", "San Jose", "San José", "Santiago", "Alofi", "Avarua", "Yaren", "San Juan", "Saint-Denis",
        "Saint-Pierre", "St Martin", "Saint Martin", "Saint-Martin", "St Vincent", "Saint Vincent", "Wales", "England",
        "Scotland", "Hong Kong", "Port Louis", "Port of Spain", "Kingstown", "Santo Domingo",
    }
)  # fmt: skip
#: Names that hold a country's name without meaning it.
_NOBODY = (
    "Persian Gulf | Indian Ocean | New Jersey | New Mexico | New England | Gulf of Mexico | Gulf of Oman | "
    "Gulf of Thailand | South China Sea | East China Sea | Sea of Japan | Niger Delta | Niger State | Niger River | "
    "Niger state | Congo River | Lake Chad | American University | Kurdistan Region of Iraq | Turkish Airlines | "
    "CAR BOMB | CAR BOMBS | CAR BOMBING | CAR CRASH | Mexico City | Washington State | Washington state | "
    "Georgia State | Strait of Malacca | English Channel | Indian Kashmir | South Georgia | Latin America | "
    "North America | South America | Central America | Native American | Bank of Israel | Paris Agreement | "
    "Geneva Convention | Rome Statute | Vienna Convention | Minsk agreement | Minsk agreements | Oslo Accords | "
    "Oslo accords | Stockholm Agreement | Taif Agreement | Doha Agreement | Ulster"
)
#: Words that no English phrase holds, so that a name with one of them is known in small letters too.
_PARTICLES = frozenset("al el ul ad ash e i abu haram ansar jaish lashkar hezbollah hizbollah tahrir".split())
#: Abbreviations that are words where a whole line stands in capitals.
_SHOUTED = frozenset({"IS", "CAR", "WHO", "SITE"})
#: Forces of these kinds belong to their country's government.
_OF_STATE = frozenset({"government", "military", "police", "intelligence", "agency", "court"})


def _rows(name: str) -> list[dict[str, str]]:
    lines = (files("consilience") / "data" / name).read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if line.strip() and not line.startswith("#")]
    heading = lines[0].split("\t")
    return [dict(zip(heading, line.split("\t"), strict=False)) for line in lines[1:]]


def _cell(text: str) -> list[str]:
    return [item.strip() for item in text.split("|") if item.strip()]


@cache
def _table() -> dict[Actor, tuple[str, ...]]:
    """The actors of `data/actors.tsv`, each with its name and aliases."""
    return {
        Actor(row["name"], row["kind"], row["country"] or None, row["side"] or None): (
            row["name"],
            *_cell(row.get("aliases", "")),
        )
        for row in _rows("actors.tsv")
    }


@cache
def _by_name() -> dict[str, Actor]:
    return {actor.name: actor for actor in _table()}


@cache
def government(iso2: str) -> Actor:
    """The government of a country, under the country's name."""
    return Actor(countries()[iso2].name, "government", iso2)


class _Force(NamedTuple):
    kind: str
    canonical: str


@cache
def _forces() -> dict[str, _Force]:
    return {
        _even(noun).lower(): _Force(row["kind"], row["canonical"])
        for row in _rows("forces.tsv")
        for noun in _cell(row["noun"])
    }


@cache
def _force(iso2: str, kind: str, canonical: str) -> Actor:
    """A country's force of one kind: the row of the table that bears its name, else composed."""
    country = countries()[iso2]
    adjective = _ADJECTIVES.get(iso2) or next(iter(country.adjectives), country.name)
    name = canonical.format(adjective=adjective, country=country.name)
    if name == country.name:
        return government(iso2)
    return _by_name().get(name) or Actor(name, kind, iso2, country.name if kind in _OF_STATE else None)


# ---------------------------------------------------------------- the automaton

_DOTTED = re.compile(r"^(US|UN|UK|EU|AU)(?=[ -])")


def _spellings(alias: str) -> Iterator[str]:
    """An alias with the ways it is written that no hand should have to list."""
    yield alias
    if _DOTTED.match(alias):
        yield _DOTTED.sub(lambda found: "".join(f"{c}." for c in found[1]), alias)
    if "'" in alias or "’" in alias:
        yield alias.replace("'", "").replace("’", "")


def _entries() -> Iterator[_Entry]:
    for actor, aliases in _table().items():
        for alias in aliases:
            for spelling in _spellings(alias):
                yield _entry("row", spelling, actor)
    for country in countries().values():
        yield from _country_entries(country)
    for phrase in _cell(_NOBODY):
        yield _entry("nobody", phrase, Actor(phrase))


def _country_entries(country: Country) -> Iterator[_Entry]:
    actor = government(country.iso2)
    sorts: tuple[tuple[_Sort, tuple[str, ...]], ...] = (
        ("adjective", country.adjectives),
        ("name", (country.name, *country.aliases)),
        ("capital", country.capital),
    )
    for sort, names in sorts:
        for name in names:
            if name not in _NEVER or (sort == "adjective" and country.iso2 == "HK"):
                yield _entry(sort, name, actor)


def _entry(sort: _Sort, name: str, actor: Actor) -> _Entry:
    return _Entry(sort, _even(name).strip(), name.endswith("."), actor)


@cache
def _automaton() -> tuple[AhoCorasick, tuple[tuple[_Entry, ...], ...]]:
    """The patterns, each begun by the space before a word, and what each of them may mean."""
    meanings: dict[str, list[_Entry]] = {}
    for entry in _entries():
        if entry.spelling:
            meanings.setdefault(" " + entry.spelling.lower(), []).append(entry)
    # Built five times sooner than the one chosen by default for so many patterns, and as quick to search with.
    automaton = AhoCorasick(list(meanings), matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA)
    return automaton, tuple(tuple(m) for m in meanings.values())


@cache
def _is_code(word: str) -> bool:
    return len(word) <= 5 and word.upper() == word and not word.isdigit()


def _told_of_row(spelling: str, surface: str, even: _Even) -> bool:
    """Whether these words are a row's alias: codes as they are, names with a capital unless they look foreign."""
    if " " not in spelling:
        return len(spelling) > 3 and surface == spelling.upper()
    if any(_is_code(word) for word in spelling.split(" ")):
        pairs = zip(spelling.split(" "), surface.split(" "), strict=False)
        return all(word == said or not _is_code(word) for word, said in pairs)
    return not surface.islower() or spelling.islower() or _foreign(spelling) or even.cased.islower()


@cache
def _foreign(spelling: str) -> bool:
    return not _PARTICLES.isdisjoint(spelling.lower().split(" "))


def _told(entry: _Entry, surface: str, even: _Even, lax: bool) -> bool:
    """Whether the case of these words lets them be this name."""
    spelling = entry.spelling
    if lax or surface == spelling:
        return True
    if entry.sort == "row":
        return _told_of_row(spelling, surface, even)
    if entry.sort == "nobody" or all(_is_code(word) for word in spelling.split(" ")):
        return False
    return surface[:1].isupper()


def _in_capitals(even: _Even, start: int, end: int) -> bool:
    """Whether the words on both sides, or the only one there is, stand in capitals too."""
    before = even.cased[max(0, start - 24) : start].split()[-1:]
    after = even.cased[end : end + 24].split()[:1]
    around = [word for word in (*before, *after) if word.isalpha()]
    return bool(around) and all(len(word) > 1 and word.isupper() for word in around)


def _hits(even: _Even, lax: bool = False) -> list[_Hit]:
    """Every name that stands between word boundaries, those within others among them, in order."""
    automaton, meanings = _automaton()
    lower, cased, length = even.lower, even.cased, len(even.lower)
    found: list[_Hit] = []
    for pattern, before, end in automaton.find_matches_as_indexes(lower, overlapping=True):
        if end < length and lower[end] != " ":
            continue
        start = before + 1
        surface = cased[start:end]
        if surface in _SHOUTED and _in_capitals(even, start, end) and not lax:
            continue
        for entry in meanings[pattern]:
            if _told(entry, surface, even, lax):
                dot = entry.dotted and even.text[end : end + 1] == "."
                found.append(_Hit(start, end + dot, entry))
    return found


def _evened(text: str) -> _Even:
    cased = " " + _even(text)
    return _Even(" " + text, cased, cased.lower())


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
    return frozenset({"s", *(phrase.split(" ")[0] for phrase in (*_forces(), *_MODIFIER.split("|")))})


@cache
def _noun() -> re.Pattern[str]:
    """A force noun after an adjective, at most two modifiers before it."""
    nouns = "|".join(sorted(map(re.escape, _forces()), key=len, reverse=True))
    return re.compile(rf"(?: (?:{_MODIFIER})){{0,2}}? ({nouns})(?= |$)")


def _composed(even: _Even, hit: _Hit) -> _Hit | None:
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
    force = _forces()[found[1]]
    actor = _force(entry.actor.country or "", force.kind, force.canonical)
    return _Hit(hit.start, found.end(), _Entry(entry.sort, "", False, actor))


def _backed(even: _Even, hit: _Hit) -> _Hit | None:
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
    return _Hit(hit.start - 4 if pro else hit.start, found.end(), _Entry("name", "", False, actor))


def _coordinated(even: _Even, hits: list[_Hit], forces: list[_Hit]) -> Iterator[_Hit]:
    """'US' in 'US and Iraqi forces': the first of two adjectives before one force noun."""
    by_start = {force.start: force for force in forces}
    for hit in hits:
        if hit.entry.sort == "adjective" and even.lower.startswith(" and ", hit.end):
            force = by_start.get(hit.end + 5)
            if force is not None and force.entry.sort == "adjective":
                noun = _noun().match(even.lower, _adjective_end(hits, force.start))
                if noun is not None:
                    kind, canonical = _forces()[noun[1]]
                    actor = _force(hit.entry.actor.country or "", kind, canonical)
                    yield _Hit(hit.start, hit.end, _Entry("adjective", "", False, actor))


def _adjective_end(hits: list[_Hit], start: int) -> int:
    return max(hit.end for hit in hits if hit.start == start and hit.entry.sort == "adjective")


# ---------------------------------------------------------------- what is found


def _longest(hits: Iterable[_Hit]) -> Iterator[_Hit]:
    """Of names that overlap, the one that begins first, then the longest, then the table's own."""
    done = -1
    for hit in sorted(hits, key=lambda h: (h.start, -h.end, h.entry.sort != "row")):
        if hit.start >= done:
            done = hit.end
            yield hit


def _words(text: str, hit: _Hit) -> ActorWords:
    start, end = hit.start - 1, hit.end - 1
    return ActorWords(start, end, text[start:end], hit.entry.actor)


def _names_another(leader: _Hit, backed: _Hit, named: tuple[_Hit, ...]) -> bool:
    """Whether the followers' words name them, as 'Houthi rebels' in 'Iran-backed Houthi rebels'."""
    return any(leader.end < inner.start and inner.end <= backed.end for inner in named)


def _actor_hits(even: _Even, lax: bool = False) -> list[_Hit]:
    hits = _hits(even, lax)
    rows = [hit for hit in hits if hit.entry.sort == "row"]
    nobody = [hit for hit in hits if hit.entry.sort == "nobody"]
    openers = _openers()
    forces: list[_Hit] = []
    followers: list[tuple[_Hit, _Hit]] = []
    for hit in hits:
        word = _next_word(even.lower, hit.end)
        if word in openers and (force := _composed(even, hit)) is not None:
            forces.append(force)
        if (word in _TIES or even.lower.endswith(" pro ", 0, hit.start)) and (backed := _backed(even, hit)) is not None:
            followers.append((hit, backed))
    of_state = [force for force in forces if force.entry.actor.kind in _OF_STATE]
    kept = [backed for hit, backed in followers if not _names_another(hit, backed, (*rows, *of_state))]
    return [*rows, *nobody, *forces, *kept, *_coordinated(even, hits, forces)]


def find_actors(text: str) -> tuple[ActorWords, ...]:
    """The known actors, forces of countries and followers of known actors that a text names, leftmost and longest.

    A country named alone is no actor here: see `find_governments`.
    """
    return tuple(_words(text, hit) for hit in _longest(_actor_hits(_evened(text))) if hit.entry.sort != "nobody")


def find_governments(text: str) -> tuple[ActorWords, ...]:
    """The countries a text names by name, adjective or capital, each as its government.

    Words inside the name of a known actor ('Iraq' in 'Islamic State of Iraq') are not told; those inside the name of
    a country's force ('Israeli' in 'Israeli army') are.
    """
    hits = _longest(_hits(_evened(text)))
    return tuple(_words(text, hit) for hit in hits if hit.entry.sort not in ("row", "nobody"))


# ---------------------------------------------------------------- by name

_THE = re.compile(r"^(?:the|los|las|la|le|les)\s+", re.IGNORECASE)


@cache
def _by_key() -> dict[str, Actor]:
    """Actors under the keys of their names and aliases; a key without its Arabic article yields to whole ones."""
    whole: dict[str, Actor] = {}
    short: dict[str, Actor] = {}
    for actor, aliases in _table().items():
        for alias in aliases:
            whole.setdefault(key(_THE.sub("", alias)), actor)
            stem = bare(alias)
            if stem and len(stem) > 4:
                short.setdefault(stem, actor)
    return {**short, **whole}


@cache
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
    for hit in _longest(_actor_hits(_evened(short), lax=True)):
        if hit.start == 1 and hit.end == len(short) + 1 and hit.entry.sort != "nobody":
            return hit.entry.actor
    return None


def _line(actor: Actor) -> Iterator[str]:
    """The actor's name and those it belongs to, upwards."""
    seen: set[str] = set()
    name: str | None = actor.name
    side = actor.side
    while name is not None and name not in seen:
        seen.add(name)
        yield name
        name = side
        parent = (_by_name().get(name) or actor_named(name)) if name is not None else None
        side = parent.side if parent is not None else None


def same_side(a: Actor, b: Actor) -> bool:
    """Whether the two are one, or one of them belongs to the other, at any remove."""
    return a.name in _line(b) or b.name in _line(a)
