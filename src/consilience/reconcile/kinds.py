"""The kinds of incident, by ACLED's sub-event types, and which of them may be one and the same told differently."""

from functools import cache

from consilience.reconcile.weights import table

#: ACLED's sub-event types.
TYPES = (
    "Government regains territory", "Non-state actor overtakes territory", "Armed clash",
    "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED", "Grenade",
    "Sexual violence", "Attack", "Abduction/forced disappearance",
    "Excessive force against protesters", "Protest with intervention", "Peaceful protest",
    "Violent demonstration", "Mob violence",
    "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
    "Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory", "Other",
)  # fmt: skip


def is_wide(kind: str) -> bool:
    """Whether the kind says little more than that there was violence."""
    return kind in table()["kinds"]["wide"]


@cache
def may_be_one(one: str, other: str) -> bool:
    """Whether one incident may be told as either kind."""
    kinds = table()["kinds"]
    if one == other or any(one in kin and other in kin for kin in kinds["kin"]):
        return True
    violent = one not in kinds["peaceful"] and other not in kinds["peaceful"]
    return violent and (is_wide(one) or is_wide(other))
