"""Who is held responsible for an incident, by whom, and what that makes of it: the status of a strike.

After Airwars' strike statuses: declared, where a belligerent says that it did it; likely, where several sources hold
one responsible; single source claim; contested, where claims compete. Airwars calls a strike contested too where
several sources tell of it and none says whose it was; of incidents that are no strikes nothing is told then.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from consilience.claim import Account, Claim
from consilience.incident import Assessment
from consilience.reconcile.actors import canonical, kinship
from consilience.reconcile.testimony import (
    CORROBORATED,
    Known,
    Testimony,
    enough_of,
    names_of,
    said,
    table,
    testimonies,
    total,
    without_quoter,
    words_of,
)
from consilience.resolve.actors import actor_named
from consilience.toll import FIELDS

_HARM = frozenset[str]((*FIELDS, "victim"))
_HELD = frozenset({"claimed", "blamed", "suspected", "stated"})


@dataclass(frozen=True, slots=True)
class Held:
    """One side that is held responsible, and by whom; `claims` of its own word where it takes responsibility."""

    who: str
    by: tuple[Testimony, ...]
    claimed: tuple[Claim, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All that holds it responsible."""
        return tuple(dict.fromkeys(c for t in self.by for c in t.claims))


def strike_status(known: Known, sides: Sequence[Held], kind: str | None) -> Assessment:
    """Declared, likely, contested or single source claim; none where nobody is named, unless for strikes."""
    disputed = rivals(sides)
    if disputed:
        return Assessment("contested", rivalry(disputed), claims_of(disputed))
    declared = next((s for s in sides if s.claimed), None)
    if declared:
        because = said("declared", who=declared.who, words=words_of(declared.claimed))
        return Assessment("declared", because, declared.claimed)
    if sides:
        return _held_by(sides[0], known)
    told = testimonies(known, harm_told)
    claims = tuple(c for t in told for c in t.claims[:1])
    if total(told) < CORROBORATED:
        return Assessment("single source claim", said("one"), claims)
    return Assessment("contested" if kind in table()["strikes"] else None, said("unnamed"), claims)


def harm_told(account: Account) -> tuple[Claim, ...]:
    """What an account tells of those harmed and of who did it; where it tells of neither, what happened."""
    harm = tuple(c for c in account.claims if c.field in _HARM and c.scope not in ("tally", "later"))
    return (*harm, *responsible(account)) or account.all("event_type")[:1] or account.claims[:1]


def held(known: Known) -> tuple[Held, ...]:
    """The sides held responsible, each under the name most told for it, those first that most sources name."""
    told = testimonies(known, responsible)
    by_name: dict[str, list[Testimony]] = {}
    for one in told:
        for name in dict.fromkeys(canonical(str(c.value)) for c in one.claims):
            own = tuple(c for c in one.claims if canonical(str(c.value)) == name)
            by_name.setdefault(name, []).append(replace(one, claims=own))
    sides: list[list[str]] = []
    for name in sorted(by_name, key=lambda n: (-total(by_name[n]), n)):
        kin = next((side for side in sides if any(are_kin(name, other) for other in side)), None)
        if kin is None:
            sides.append([name])
        else:
            kin.append(name)
    return tuple(sorted((_side(names, by_name) for names in sides), key=lambda s: (-total(s.by), s.who)))


def responsible(account: Account) -> tuple[Claim, ...]:
    """What an account tells of who did it, of those who bear arms: neither denials nor who says nothing."""
    told = (c for c in account.claims if c.field in ("perpetrator", "attribution") and c.value)
    return tuple(c for c in told if (c.standing or "stated") in _HELD and _is_belligerent(str(c.value)))


def _is_belligerent(name: str) -> bool:
    actor = actor_named(name)
    civil = not set(name.casefold().split()).isdisjoint(table()["civil"])
    return actor is not None and actor.kind in table()["belligerents"] and not civil


def are_kin(one: str, other: str) -> bool:
    """Whether two actors are one, or of one side, as far as their names tell."""
    return kinship(one, other) in ("same", "side", "unknown")


def _side(names: Sequence[str], by_name: dict[str, list[Testimony]]) -> Held:
    merged: dict[str, Testimony] = {}
    for one in (t for name in names for t in by_name[name]):
        before = merged.get(one.name)
        merged[one.name] = replace(one, claims=before.claims + one.claims) if before else one
    by = without_quoter(tuple(merged.values()))
    return Held(names[0], by, tuple(c for t in by for c in t.claims if c.standing == "claimed"))


def rivals(sides: Sequence[Held]) -> tuple[Held, ...]:
    """The two sides whose responsibility is disputed: each is held responsible by somebody who does not name the other.

    Where one alone takes responsibility it is disputed no more. Words that only tell who did it, with nobody quoted
    for them, dispute nothing that the same report holds against another.
    """
    for one, other in combinations(sides, 2):
        if bool(one.claimed) != bool(other.claimed):
            continue
        mine, theirs = {t.name for t in one.by}, {t.name for t in other.by}
        if mine - theirs and theirs - mine and (_is_accused(one) and _is_accused(other)):
            return one, other
    return ()


def _is_accused(side: Held) -> bool:
    return any(c.standing != "stated" or c.according_to for c in side.claims)


def _held_by(side: Held, known: Known) -> Assessment:
    """Likely or single source claim, with whether the side denies it."""
    by = enough_of(side.by)
    which, value = ("likely", "likely") if total(by) >= CORROBORATED else ("single", "single source claim")
    because = said(which, count=total(by), who=side.who, names=names_of(by))
    denied = tuple(c for _, accounts in known for a in accounts for c in a.claims if _denies(c, side.who))
    if denied:
        because += f"; {said('denies', who=side.who)} ({words_of(denied)})"
    return Assessment(value, because, side.claims)


def _denies(claim: Claim, who: str) -> bool:
    return claim.standing == "denied" and bool(claim.value) and are_kin(canonical(str(claim.value)), who)


def rivalry(sides: Sequence[Held]) -> str:
    """The sentence on two sides whose responsibility is disputed."""
    told = [
        said("claims", who=s.who, words=words_of(s.claimed))
        if s.claimed
        else said("side", who=s.who, names=names_of(s.by))
        for s in sides
    ]
    return said("contested", sides="; ".join(told))


def claims_of(sides: Iterable[Held]) -> tuple[Claim, ...]:
    """All that holds these sides responsible."""
    return tuple(dict.fromkeys(c for side in sides for c in side.claims))
