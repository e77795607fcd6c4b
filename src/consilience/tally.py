"""A total over many incidents or a period: kept, never added to an incident."""

from dataclasses import dataclass

from consilience.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Tally:
    """A count of people or of incidents told as a total, with its words."""

    counts: str  # "killed", "injured", "missing", or "incidents"
    value: int | None
    evidence: Evidence
    qualifier: str | None = None
    according_to: str | None = None
