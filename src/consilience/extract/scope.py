"""Which toll claims of one account are whole tolls and which are parts, once all of them are known."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from consilience.claim import Claim
from consilience.evidence import Evidence

_TOLLS = ("killed", "injured", "missing")


def scoped(claims: Iterable[Claim], named: Collection[Evidence], narrow: Collection[Evidence]) -> list[Claim]:
    """The claims, with `scope` set to part where others of the same account show that a figure is not the whole.

    A named person counted alone is a part beside a larger figure or another name. Figures of different groups told
    apart ("one US contractor", "two Iraqi policemen") are parts, unless one of them covers all. A figure of some only
    ("five neighbours", "four of her children") is a part beside one of everybody that is no smaller. `named` holds
    the evidence of claims that count one named person, `narrow` that of claims that count some only.
    """
    told = list(claims)
    for name in _TOLLS:
        told = _parts(told, name, named)
        told = _under_the_whole(told, name, narrow)
    return told


def _parts(claims: list[Claim], name: str, named: Collection[Evidence]) -> list[Claim]:
    whole = [c for c in claims if c.field == name and c.scope in ("whole", "later") and c.value is not None]
    people = [c for c in whole if c.value == 1 and c.evidence in named]
    figures = [c for c in whole if c not in people]
    parts: set[int] = set()
    if people and (
        any((c.value or 0) > 1 for c in figures if isinstance(c.value, int)) or len({c.evidence for c in people}) > 1
    ):
        parts |= {id(c) for c in people}
    parts |= {id(c) for c in _groups_apart(figures)}
    parts |= {id(c) for c in figures if c.qualifier and "others" in c.qualifier and len(figures) > 1}
    return [replace(c, scope="part") if id(c) in parts else c for c in claims]


def _under_the_whole(claims: list[Claim], name: str, narrow: Collection[Evidence]) -> list[Claim]:
    """The claims, with figures of some only made parts where one of everybody is no smaller."""
    whole = [c for c in claims if c.field == name and c.scope in ("whole", "later") and isinstance(c.value, int)]
    everybody = max((c.low or 0 for c in whole if c.evidence not in narrow), default=0)
    return [
        replace(c, scope="part") if c in whole and c.evidence in narrow and int(c.value or 0) <= everybody else c
        for c in claims
    ]


def _groups_apart(figures: list[Claim]) -> list[Claim]:
    """Figures that each count one group only, where the groups differ and no figure covers all of them."""
    body = [c for c in figures if c.scope == "whole"]
    narrow = [c for c in body if c.category or c.nationality]
    if any(c.scope == "later" for c in figures):
        return []
    kinds = {(c.category, c.nationality) for c in narrow}
    if len(kinds) < 2 or not all(_differ(a, b) for a in kinds for b in kinds if a != b):
        return []
    total = sum(max(int(c.value or 0) for c in narrow if (c.category, c.nationality) == kind) for kind in kinds)
    covering = [c for c in body if c not in narrow and int(c.value or 0) >= total]
    wide = [c for c in body if c not in narrow]
    return narrow if covering or not wide else []


def _differ(a: tuple[str | None, str | None], b: tuple[str | None, str | None]) -> bool:
    """Whether nobody can be of both groups: other nationalities, or other callings."""
    if a[1] and b[1] and a[1] != b[1]:
        return True
    return bool(a[0] and b[0] and a[0] != b[0])
