"""Which toll claims of one account are whole tolls and which are parts, once all of them are known."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import combinations

from rapidfuzz import fuzz

from consilience.claim import HIT, IMPLIED, Claim, age_told, apart
from consilience.evidence import Evidence
from consilience.resolve.sexes import sex_told

_DOZENS = 10  # from which words for a number nobody counted are of many
_ALIKE = 85  # rapidfuzz token_set_ratio from which two spellings are of one person
#: The tolls that are weighed apart: people who were hit are told among the injured, but count the dead, too.
_TOLLS = (("killed", False), ("injured", False), ("injured", True), ("missing", False))


def scoped(claims: Iterable[Claim], named: Collection[Evidence], narrow: Collection[Evidence]) -> list[Claim]:
    """The claims, with `scope` set to part where others of the same account show that a figure is not the whole.

    One person told alone is a part beside a larger figure, and beside another person. Figures of different groups
    told apart ("one US contractor", "two Iraqi policemen") are parts, unless one of them covers all. A figure of some
    only ("five neighbours", "four of her children") is a part beside a larger one of everybody. `named` holds the
    evidence of claims that count one named person, `narrow` that of claims that count some only.
    """
    told = list(claims)
    for field, hit in _TOLLS:
        own = [c for c in told if c.field == field and (c.qualifier == HIT) is hit]
        what = HIT if hit else field
        victims = [str(c.value) for c in told if c.field == "victim" and (c.qualifier or "killed") == what]
        parts = {id(c) for c in _parts(own, named, victims)}
        parts |= {id(c) for c in _under_the_whole([c for c in own if id(c) not in parts], narrow)}
        told = [replace(c, scope="part") if id(c) in parts else c for c in told]
    return told


def _parts(claims: list[Claim], named: Collection[Evidence], victims: list[str]) -> list[Claim]:
    whole = [c for c in claims if c.scope in ("whole", "later") and c.value is not None and c.qualifier != IMPLIED]
    people = [c for c in whole if c.value == 1 and (c.evidence in named or c.high == 1)]
    figures = [c for c in whole if c not in people]
    larger = any((c.value or 0) > 1 or (c.low or 0) >= _DOZENS for c in figures if not isinstance(c.value, str))
    parts = people if people and (larger or _are_several(people, victims)) else []
    first = min((c.evidence for c in whole), default=None)
    beside = [c for c in figures if c.qualifier and "others" in c.qualifier and c.evidence != first]
    return [*parts, *_groups_apart(figures), *beside]


def _are_several(people: list[Claim], victims: list[str]) -> bool:
    """Whether claims of one person each are of more than one: other names, ages, sexes, or words such as "another"."""
    named = victims and any(fuzz.token_set_ratio(victims[0], name) < _ALIKE for name in victims)
    ages = {age for c in people if (age := age_told(c.evidence.quote))}
    sexes = {sex for c in people if (sex := sex_told(c.evidence.quote))}
    more = any(c.qualifier and "others" in c.qualifier for c in people)
    return bool(named) or len(ages) > 1 or len(sexes) > 1 or more


def _under_the_whole(claims: list[Claim], narrow: Collection[Evidence]) -> list[Claim]:
    """The figures of some only that are smaller than one of everybody; not the range an account opens with."""
    whole = [c for c in claims if c.scope in ("whole", "later") and isinstance(c.value, int) and c.qualifier != IMPLIED]
    everybody = max((c.low or 0 for c in whole if c.evidence not in narrow), default=0)
    opening = min(whole, key=lambda c: c.evidence, default=None)
    some = [c for c in whole if c.evidence in narrow and (c is not opening or c.low == c.high)]
    return [c for c in some if max(int(c.value or 0), c.high or 0) < everybody]


def _groups_apart(figures: list[Claim]) -> list[Claim]:
    """Figures that each count one group only, where the groups differ and no figure covers all of them."""
    body = [c for c in figures if c.scope == "whole"]
    narrow = [c for c in body if c.category or c.nationality]
    if any(c.scope == "later" for c in figures):
        return []
    kinds = {(c.category, c.nationality): c for c in narrow}
    if len(kinds) < 2 or not all(apart(a, b) for a, b in combinations(kinds.values(), 2)):
        return []
    total = sum(max(int(c.value or 0) for c in narrow if (c.category, c.nationality) == kind) for kind in kinds)
    covering = [c for c in body if c not in narrow and int(c.value or 0) >= total]
    wide = [c for c in body if c not in narrow]
    return narrow if covering or not wide else []
