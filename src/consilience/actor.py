"""Who: a state, force, group, agency or office that acts, is hit, or speaks."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["perpetrator", "target", "defender", "other"]
#: How someone is held responsible, strongest word of the perpetrator first.
Standing = Literal["claimed", "blamed", "suspected", "denied", "stated", "no comment", "unidentified"]


@dataclass(frozen=True, slots=True, order=True)
class Actor:
    """An actor by its canonical name; `side` is the actor it belongs to (its state, coalition or parent group)."""

    name: str
    kind: str = "other"
    country: str | None = None
    side: str | None = None
