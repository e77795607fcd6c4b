"""Who took part in an incident and how that is known, and who was harmed by name."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import get_args

from consilience.actor import Role, Standing
from consilience.claim import Account, Claim
from consilience.incident import Involved
from consilience.reconcile.actors import canonical, state_of
from consilience.reconcile.names import distinct, plain, words

_STRENGTH: dict[str, int] = {standing: n for n, standing in enumerate(get_args(Standing))}
_ROLES: dict[str, int] = {role: n for n, role in enumerate(get_args(Role))}


@dataclass(frozen=True, slots=True)
class _Said:
    """One claim of an actor's part, by the number of its independent source."""

    name: str
    role: Role
    standing: Standing
    according_to: str | None
    source: int


def involved(sources: Sequence[Sequence[Account]]) -> tuple[Involved, ...]:
    """Each actor once for each part it has, with the strongest word for it and who says so.

    The accounts come by independent source. An army is told as its state where that is told too. A denial stands
    beside what is denied. The actors most sources name come first.
    """
    heard = [
        said
        for number, group in enumerate(sources)
        for claim in (c for a in group for c in a.claims if c.value)
        if (said := _said(claim, number))
    ]
    names = {role: frozenset(s.name for s in heard if s.role == role) for role in _ROLES}
    groups: dict[tuple[str, Role, bool], list[_Said]] = {}
    for said in heard:
        said = replace(said, name=state_of(said.name, names[said.role]))
        groups.setdefault((plain(said.name), said.role, said.standing == "denied"), []).append(said)

    def order(key: tuple[str, Role, bool]) -> tuple[int, int, int, str]:
        told = len({s.source for s in groups[key]})
        return _ROLES[key[1]], -told, min(_STRENGTH[s.standing] for s in groups[key]), key[0]

    return tuple(_strongest(groups[key]) for key in sorted(groups, key=order))


def victims(accounts: Sequence[Account]) -> tuple[str, ...]:
    """Each named victim once: of the full names, the spelling most told, then the longest."""
    told = [str(c.value) for a in accounts for c in a.all("victim") if c.value]
    times = Counter(told)
    first = {name: number for number, name in reversed(list(enumerate(told)))}
    groups = sorted(distinct(times), key=lambda g: min(first[name] for name in g))
    return tuple(min(_full(g), key=lambda n: (-times[n], -len(n), n)) for g in groups)


def _said(claim: Claim, source: int) -> _Said | None:
    if claim.field not in ("perpetrator", "target", "attribution"):
        return None
    standing: Standing = claim.standing or "stated"
    role: Role = "target" if claim.field == "target" else "other" if standing == "no comment" else "perpetrator"
    return _Said(canonical(str(claim.value)), role, standing, claim.according_to, source)


def _strongest(said: Sequence[_Said]) -> Involved:
    best = min(said, key=lambda s: (_STRENGTH[s.standing], s.according_to is None))
    return Involved(best.name, best.role, best.standing, best.according_to)


def _full(group: Sequence[str]) -> list[str]:
    """Without mere surnames, where more is told."""
    full = [name for name in group if len(words(name)) > 1]
    return full or list(group)
