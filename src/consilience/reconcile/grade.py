"""The grade of the evidence for an incident, with the sentence that explains it.

After Airwars' grades of civilian harm. Two things differ, since a record begins with what was reported and not with an
allegation against one belligerent: an incident in which only combatants are told to have been harmed is graded as any
other, and is discounted only where some say that civilians were and more say that they were not; and "others most
likely responsible" is no reason to discount it, for they are then its perpetrators.
"""

from collections.abc import Sequence

from consilience.claim import ARMED, Claim
from consilience.incident import Assessment
from consilience.reconcile.actors import canonical
from consilience.reconcile.responsibility import (
    Held,
    are_kin,
    claims_of,
    harm_told,
    held,
    rivalry,
    rivals,
    strike_status,
)
from consilience.reconcile.testimony import CORROBORATED, Known, enough_of, names_of, said, testimonies, total, words_of
from consilience.toll import FIELDS

_CIVIL = frozenset({"civilian", "child", "woman", "medic", "journalist", "elderly"})


def assess(known: Known, kind: str | None) -> tuple[Assessment, Assessment]:
    """The grade and the strike status of an incident of this kind; its accounts come by independent source."""
    sides = held(known)
    return grade(known, sides), strike_status(known, sides, kind)


def grade(known: Known, sides: Sequence[Held]) -> Assessment:
    """Confirmed, fair, weak, contested or discounted."""
    discounted = _discounted(known)
    if discounted:
        return discounted
    disputed = rivals(sides)
    if disputed:
        return Assessment("contested", rivalry(disputed), claims_of(disputed))
    accepted = next((s for s in sides if s.claimed and not _says_fighters(known, s)), None)
    if accepted:
        because = said("confirmed", who=accepted.who, words=words_of(accepted.claimed))
        return Assessment("confirmed", because, accepted.claimed)
    return _borne_out(known)


def _borne_out(known: Known) -> Assessment:
    """Fair or weak: by how many sources there are of the harm, or of the incident where none tells of harm."""
    told = enough_of(testimonies(known, harm_told))
    claims = tuple(dict.fromkeys(c for t in told for c in t.claims))
    count = total(told)
    if count >= CORROBORATED:
        which = "named" if any(t.within for t in told) else "fair"
        return Assessment("fair", said(which, count=count, names=names_of(told)), claims)
    if len(known) > 1:
        return Assessment("weak", said("circular", count=len(known), names=names_of(told)), claims)
    return Assessment("weak", said("weak", names=names_of(told)), claims)


def _says_fighters(known: Known, side: Held) -> bool:
    """Whether a side that takes responsibility says that those it harmed bore arms, and others that they did not."""
    says = {_kind_of(c) for _, accounts in known for a in accounts for c in a.claims if _is_by(c, side.who)}
    others = {_kind_of(c) for _, accounts in known for a in accounts for c in a.claims if not _is_by(c, side.who)}
    return "armed" in says and "civilian" not in says and "civilian" in others


def _is_by(claim: Claim, who: str) -> bool:
    return claim.according_to is not None and are_kin(canonical(claim.according_to), who)


def _discounted(known: Known) -> Assessment | None:
    """Where some say that civilians were harmed, and more sources, at least two, that those harmed bore arms."""
    armed = testimonies(known, lambda a: [c for c in a.claims if _kind_of(c) == "armed"])
    civil = testimonies(known, lambda a: [c for c in a.claims if _kind_of(c) == "civilian"])
    if not civil or total(armed) < CORROBORATED or total(armed) <= total(civil):
        return None
    claims = tuple(c for t in (*armed, *civil) for c in t.claims)
    if {c.scope for t in armed for c in t.claims} == {"part"} or {t.name for t in armed} & {t.name for t in civil}:
        return None  # fighters and civilians were among them
    category = next(_category(c) for t in armed for c in t.claims)
    return Assessment(
        "discounted", said("discounted", category=category, names=names_of(armed), others=names_of(civil)), claims
    )


def _kind_of(claim: Claim) -> str | None:
    """Whether a claim tells that those harmed were armed, or that they were civilians."""
    category = _category(claim)
    return "armed" if category in ARMED else "civilian" if category in _CIVIL else None


def _category(claim: Claim) -> str | None:
    if claim.field == "status":
        return str(claim.value)
    return claim.category if claim.field in FIELDS and claim.scope not in ("tally", "later") else None
