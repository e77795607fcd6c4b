"""Words -> places: the names of a text, and which place each of them means."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import log10

from consilience.place import WITH_REGION, Place, Precision, km_between
from consilience.resolve.gazetteer import (
    Candidate,
    candidates,
    capitals,
    country_candidate,
    like,
    names_region,
    region_candidates,
)
from consilience.resolve.names import key
from consilience.resolve.place_context import Context, context_of, inside
from consilience.resolve.place_cues import KINDS
from consilience.resolve.place_words import PlaceKind, PlaceWords, find_places, kind_of
from consilience.resolve.publisher import places_of_publisher

__all__ = [
    "LIKE_SPELLING", "Candidate", "Context", "PlaceKind", "PlaceWords", "contains", "context_of", "countries_of",
    "find_places", "key", "place_named", "resolve_place", "resolve_places",
]  # fmt: skip

LIKE_SPELLING = "like spelling"  # the rule of a place of which only another spelling is known
_CLOSE = 60.0  # km: two candidates this near are one place, for all that is told
_ALONE = Context()
_SUPPORT = 3.0  # points for a place all the other names speak for
_FAR = 400.0  # km: from here on nothing speaks for two places beside each other
_MARGIN = 0.35  # less than this between the best and the next is a tie


def resolve_place(
    words: PlaceWords, countries: Mapping[str, float], near: Iterable[Place] = (), context: Context = _ALONE
) -> Place:
    """The place a name means, given the weights of the countries told of and the places told beside it.

    A country in context comes first, then what the words say of the kind, then neighbours, then population. A name
    that cannot be told from another as likely says so in `rule`; one that is not known keeps its name alone.
    """
    outer = context.within.get(key(words.words))
    if outer and not words.within:
        words = replace(words, within=outer)
    neighbours = tuple(p for p in near if p.known and p.precision not in ("country", "unknown"))
    heaviest = max(countries.values(), default=0.0)
    weights = {c: w / heaviest for c, w in countries.items()} if heaviest > 0 else {}
    found, how = _choices(words, weights)
    if not found:
        return Place(words.words, precision="unknown", rule=how)
    points = ((_score(words, c, weights, neighbours) + _SUPPORT * context.of(words, c), c) for c in found)
    scored = sorted(points, key=lambda s: (-s[0], s[1].key))
    best_score, best = scored[0]
    rivals = [c for score, c in scored[1:] if best_score - score < _MARGIN and _km(best, c) > _CLOSE]
    rule = f"{how}: {best.match}"
    if best.country and best.country in weights:
        rule += f", {best.country} in context"
    if rivals:
        rule += f", ambiguous with {rivals[0].name} ({rivals[0].admin1 or '?'}, {rivals[0].country or '?'})"
    return Place(
        words.words, best.country, best.admin1, best.lat, best.lon, _precision(words, best), best.key, rule
    )  # fmt: skip


def _choices(words: PlaceWords, weights: Mapping[str, float]) -> tuple[list[Candidate], str]:
    """The candidates left by what follows the name and by the countries in context, and how they were found."""
    all_of_them = list(words.candidates)
    if words.within:
        held = [c for c in all_of_them if inside(c, words.within)]
        if held and ("." in words.within or all_of_them[0].kind != "country"):
            return held, WITH_REGION
        if not held and ("." in words.within or not all_of_them):
            outer = region_candidates(words.within) if "." in words.within else (country_candidate(words.within),)
            return list(outer), "not known in the region it is named with"
    exact = [c for c in all_of_them if c.match != "like"]
    if words.kind == "adjective" or any(c.kind == "country" for c in exact):
        return exact, "gazetteer"
    here = [c for c in exact if c.country in weights or c.country is None]
    if here:
        return here, "gazetteer"
    alike = [c for land in sorted(weights) if weights[land] >= 0.2 for c in like(words.words, land)]
    if alike and not any(c.population >= 1_000_000 for c in exact):
        return alike, LIKE_SPELLING
    if exact and weights and not _stands_out(exact, words):
        return [], f"known only outside the countries told of ({exact[0].country})"
    return (exact, "gazetteer") if exact else ([], "not in the gazetteer")


def _stands_out(found: list[Candidate], words: PlaceWords) -> bool:
    """Whether a name is well enough known to mean a place in a country that is not told of."""
    site = KINDS.get(words.cue) == "site"
    one_land = len({c.country for c in found}) == 1
    return any(
        c.kind in ("region", "country", "district") or c.own
        or c.population >= (50_000 if c.match == "name" else (100_000 if one_land else 3_000_000) if not site else 1e9)
        for c in found
    ) or (len(found) == 1 and words.cue == "in" and found[0].match == "name" and len(words.words) > 6)  # fmt: skip


def _score(
    words: PlaceWords, candidate: Candidate, weights: Mapping[str, float], neighbours: tuple[Place, ...]
) -> float:
    score = log10(candidate.population + 10) / 2
    if candidate.country in weights:
        score += 1.5 + 1.5 * weights[candidate.country or ""]
    elif candidate.country is None:
        score += 3.0  # seas and wide areas of the hand-kept list lie in no one country
    score += {"name": 0.5, "other name": 0.0, "like": -0.5}[candidate.match]
    score += _kind_score(words, candidate)
    if neighbours:
        nearest = min((_km_to(candidate, p) for p in neighbours if _may_be_near(candidate, p)), default=_FAR)
        score += 1.5 if nearest < 50 else 1.0 if nearest < 150 else 0.4 if nearest < _FAR else 0.0
    return score


def _kind_score(words: PlaceWords, candidate: Candidate) -> float:
    told = KINDS.get(words.cue)
    kind = kind_of(candidate.kind)
    if told == kind:
        return 3.0
    if told == "region" and kind != "region":
        return -1.0
    if told == "district" and kind == "town":
        return 0.5
    if kind == "region" and any(names_region(c, candidate) for c in words.candidates):
        return -2.0  # the town of the same name is meant, unless the words say otherwise
    if candidate.kind == "town" and key(words.words) in capitals() and candidate.population > 100_000:
        return 1.5
    return 0.3 if candidate.own else 0.0


def _precision(words: PlaceWords, best: Candidate) -> Precision:
    if best.precision in ("country", "region"):
        return best.precision
    if words.precision == "nearby":
        return "nearby"
    told = KINDS.get(words.cue)
    if told == "site" and best.precision == "town":
        return "nearby"
    if told in ("district", "region") and best.precision == "town" and best.kind == "town":
        return "district" if words.cue not in ("outskirts", "suburb", "suburbs") else "nearby"
    return best.precision


def _km(a: Candidate, b: Candidate) -> float:
    return km_between(a.lat, a.lon, b.lat, b.lon)


def _may_be_near(candidate: Candidate, place: Place) -> bool:
    """Whether it is worth to reckon how far apart they are: not with this much between their latitudes."""
    return place.lat is not None and abs(candidate.lat - place.lat) < _FAR / 110


def _km_to(candidate: Candidate, place: Place) -> float:
    return (
        0.0
        if place.lat is None or place.lon is None
        else km_between(candidate.lat, candidate.lon, place.lat, place.lon)
    )


def contains(outer: Place, inner: Place) -> bool | None:
    """Whether one place holds another, by their codes; None where that cannot be told."""
    if outer.key is None or inner.key is None or inner.country is None or outer.country is None:
        return None
    if outer.key == inner.key:
        return True
    if outer.precision == "country":
        return outer.country == inner.country
    if outer.country != inner.country:
        return False
    if outer.precision == "region" and outer.admin1 is not None:
        if inner.precision == "country":
            return False
        return None if inner.admin1 is None else inner.admin1 == outer.admin1
    if inner.precision in ("country", "region") or outer.precision in ("town", "nearby", "exact"):
        return False
    km = outer.km(inner)
    return None if km is None or km < outer.reach else False


def countries_of(words: Iterable[PlaceWords], context: Context = _ALONE) -> dict[str, float]:
    """How much each country is told of: by its name or adjective 1 each, by a well-known or hand-kept place 0.5.

    A name of several meanings counts for each country by its share in the context; institutions count besides.
    """
    weights: dict[str, float] = dict(context.institutions)
    for place in words:
        best = place.candidates[0] if place.candidates else None
        if best is None or best.country is None:
            continue
        shares = context.lands(place)
        if place.kind in ("country", "adjective"):
            weight = shares.get(best.country, 1.0) if place.kind == "country" else 1.0
            shared = any(c.kind == "region" and c.country != best.country for c in place.candidates)  # Georgia
            weights[best.country] = weights.get(best.country, 0.0) + (0.25 if shared and not shares else weight)
        elif place.within:
            land = place.within.partition(".")[0]
            weights[land] = weights.get(land, 0.0) + 0.5
        elif shares:
            land, share = max(shares.items(), key=lambda s: (s[1], s[0]))
            if share >= 0.6 and (_counts(best) or best.kind == "district"):
                weights[land] = weights.get(land, 0.0) + 0.5 * share
        elif _counts(best):
            weights[best.country] = weights.get(best.country, 0.0) + 0.5
    return weights


def _counts(best: Candidate) -> bool:
    """Whether a place is so well known that its name tells of its country."""
    return (best.own and best.kind != "neighbourhood") or (best.population >= 100_000 and best.match == "name")


def resolve_places(text: str, publisher: str | None = None) -> tuple[tuple[PlaceWords, Place], ...]:
    """Every name in a text with its place; the other names, and where it was published, are the context."""
    words = find_places(text)
    around = (*words, *places_of_publisher(publisher))
    context = context_of(around, text)
    weights = countries_of(around, context)
    firm = [resolve_place(w, weights, (), context) for w in around if w.kind != "adjective"]
    known = [p for p in firm if p.known and p.precision not in ("country", "region") and "ambiguous" not in p.rule]
    done: dict[PlaceWords, Place] = {}
    for w in words:
        others = (p for p in known if p.name != w.words)
        done[w] = resolve_place(w, weights, others, context)
    return tuple((w, done[w]) for w in words)


def place_named(name: str, countries: Mapping[str, float]) -> Place:
    """The place of this bare name, as `resolve_place` finds it."""
    found = candidates(name)
    kind: PlaceKind = kind_of(found[0].kind) if found else "town"
    return resolve_place(PlaceWords(0, len(name), name, kind, found), countries)
