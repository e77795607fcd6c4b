"""What a whole text says of where it plays: its names vote for regions and surroundings, and the vote decides them.

Each name shares one vote among the places it may mean, by their size; "Paris, Texas" and "Texas" give theirs whole. A
place then counts for as much as the other names vote for its region and for what lies around it, and votes anew with
that. So "Paris" beside "Lamar County" and "Sherman" is in Texas, though nobody says so. See docs/decisions/0010.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import floor

from consilience.resolve.gazetteer import Candidate, region_code
from consilience.resolve.institutions import lands_of_institutions
from consilience.resolve.names import key
from consilience.resolve.place_cues import KINDS
from consilience.resolve.place_reading import kind_of
from consilience.resolve.place_words import PlaceWords

_ROUNDS = 2
_MOST = 40  # candidates of one name that are looked at
_CELLS = ((0.0, 0.0), (0.75, 0.0), (0.0, 0.9), (0.75, 0.9))  # degrees: four grids, each moved by half a cell
_HIGH, _WIDE = 1.5, 1.8  # degrees a cell has of latitude and longitude
_LAND = 0.1  # what a vote for the same country is worth, where one for the region or the surroundings counts 1
_BARE = 0.5  # the vote of a name that nothing beside it says is a place
_DOUBT = 0.05  # what a place is worth nobody votes for
_DOUBT_LAND = 0.5  # the same of a country

_TOLD_KIND = 8.0  # how many times likelier a place of the kind that the words tell of is
_INSTITUTION = 4.0  # how many times more likely one is in a country that institutions speak for as loud as its name

Votes = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Context:
    """What the names of a text say together. `within` is what one mention tells of all of the same name."""

    support: Mapping[tuple[str, str], float] = field(default_factory=dict)  # by name and key of the candidate
    within: Mapping[str, str] = field(default_factory=dict)
    shares: Mapping[tuple[str, str], float] = field(default_factory=dict)  # what a candidate has of its name's vote
    lands_of: Mapping[str, Votes] = field(default_factory=dict)  # by name: the share of each country
    institutions: Votes = field(default_factory=dict)  # what they say for each country, where its name counts 1

    def lands(self, words: PlaceWords) -> Votes:
        """The countries a name may mean a place of, each with its share of the vote."""
        return self.lands_of.get(key(words.words), {}) if words.kind != "adjective" else {}

    def of(self, words: PlaceWords, candidate: Candidate) -> float:
        """How much the other names of the text speak for this place, from 0 to 1."""
        return self.support.get((key(words.words), candidate.key), 0.0)

    def share(self, words: PlaceWords, candidate: Candidate) -> float:
        """How much of the vote of its name a place has in the end, from 0 to 1."""
        return self.shares.get((key(words.words), candidate.key), 0.0)


class _Meaning:
    """One place a name may mean: its share of the name's vote, and the areas it votes for."""

    __slots__ = ("areas", "candidate", "land", "region", "share", "weight")

    def __init__(self, candidate: Candidate, share: float) -> None:
        self.candidate = candidate
        self.share = share
        self.weight = 1.0  # of its vote
        self.land = f"land {candidate.country}" if candidate.country else ""
        self.region = f"{candidate.country}.{candidate.admin1}" if candidate.admin1 else ""
        self.areas = _areas(candidate.lat, candidate.lon) if candidate.kind not in ("country", "region") else ()

    def vote(self, votes: dict[str, float]) -> None:
        """Add the share to all it votes for."""
        for area in (self.candidate.key, self.land, self.region, *self.areas):
            if area:
                votes[area] += self.share * self.weight

    def heard(self, votes: Votes, own: Votes) -> float:
        """What the names of other places vote for it: another spelling of its own is no second voice."""
        same = votes[self.candidate.key] - own[self.candidate.key]
        land = _LAND * (votes[self.land] - own[self.land] - same) if self.land else 0.0
        if self.candidate.kind == "country":
            return max(0.0, land)
        region = votes[self.region] - own[self.region] - same if self.region else 0.0
        near = max((votes[a] - own[a] for a in self.areas), default=same) - same
        return max(0.0, land + region + near)


@lru_cache(maxsize=65536)
def _areas(lat: float, lon: float) -> tuple[str, ...]:
    """The cells a spot lies in, one of each grid: what is near it shares at least one."""
    return tuple(
        f"{grid}:{floor((lat + up) / _HIGH)}:{floor((lon + right) / _WIDE)}" for grid, (up, right) in enumerate(_CELLS)
    )


def inside(candidate: Candidate, outer: str) -> bool:
    """Whether a place lies in the region or country of this key."""
    country, _, code = outer.partition(".")
    if candidate.country != country or candidate.key == outer:
        return False
    return not code or (candidate.admin1 is not None and region_code(country, candidate.admin1) == code)


def context_of(words: Iterable[PlaceWords], text: str) -> Context:
    """The context that the names of a text make for each other, and the institutions it tells of for them all."""
    institutions = lands_of_institutions(text)
    told = [w for w in words if w.candidates and w.kind != "adjective"]
    within = _within(told)
    names: dict[str, list[_Meaning]] = {}
    cued = {key(w.words) for w in told if w.cue or w.within or w.kind in ("country", "region")}
    for w in told:
        name = key(w.words)
        if name not in names:
            names[name] = _meanings(w, within.get(name), institutions)
            for m in names[name]:
                m.weight = 1.0 if name in cued else _BARE
    for _ in range(_ROUNDS):
        for meanings, heard in _heard(names.values()):
            for m, votes in zip(meanings, heard, strict=True):
                m.share *= (_DOUBT_LAND if m.candidate.kind == "country" else _DOUBT) + votes
            _make_whole(meanings)
    support = {
        (name, m.candidate.key): votes / (votes + 1.0)
        for name, (meanings, heard) in zip(names, _heard(names.values()), strict=True)
        for m, votes in zip(meanings, heard, strict=True)
    }
    shares = {(name, m.candidate.key): m.share for name, meanings in names.items() for m in meanings}
    return Context(support, within, shares, {name: _lands(meanings) for name, meanings in names.items()}, institutions)


def _heard(names: Iterable[list[_Meaning]]) -> list[tuple[list[_Meaning], list[float]]]:
    """For each name, what the other names vote for each of its meanings."""
    each = [(meanings, _votes([meanings])) for meanings in names]
    votes = _votes(meanings for meanings, _ in each)
    return [(meanings, [m.heard(votes, own) for m in meanings]) for meanings, own in each]


def _votes(names: Iterable[list[_Meaning]]) -> dict[str, float]:
    votes: dict[str, float] = defaultdict(float)
    for meanings in names:
        for m in meanings:
            m.vote(votes)
    return votes


def _within(told: list[PlaceWords]) -> dict[str, str]:
    """The one region or country told with a name: "Paris, Texas" says of "Paris", too, where it is."""
    outer: dict[str, set[str]] = defaultdict(set)
    for w in told:
        if w.within:
            outer[key(w.words)].add(w.within)
    return {name: next(iter(keys)) for name, keys in outer.items() if len(keys) == 1}


def _meanings(words: PlaceWords, outer: str | None, institutions: Votes) -> list[_Meaning]:
    """The vote of a name shared among its places by their size, their country and the kind the words tell of."""
    chosen = [c for c in words.candidates if outer and inside(c, outer)] or list(words.candidates)
    told = KINDS.get(words.cue)
    found = []
    for c in chosen[:_MOST]:
        kind = _TOLD_KIND if told and told == kind_of(c.kind) else 1.0
        land = 1.0 + _INSTITUTION * institutions.get(c.country or "", 0.0)
        found.append(_Meaning(c, _size(c) * kind * land))
    _make_whole(found)
    return found


def _size(candidate: Candidate) -> float:
    size: float = (candidate.population + 2000) ** 0.6
    return size if candidate.match == "name" else 0.3 * size


def _make_whole(meanings: list[_Meaning]) -> None:
    """The shares of one name are one vote together."""
    total = sum(m.share for m in meanings)
    for m in meanings:
        m.share /= total


def _lands(meanings: list[_Meaning]) -> dict[str, float]:
    lands: dict[str, float] = defaultdict(float)
    for m in meanings:
        if m.land:
            lands[m.candidate.country or ""] += m.share
    return dict(lands)
