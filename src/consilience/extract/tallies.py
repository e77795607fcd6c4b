"""Totals over many incidents or a period, kept apart from every incident."""

from collections.abc import Iterable

from consilience.extract.mention import Mention
from consilience.tally import Tally


def tallies(mentions: Iterable[Mention]) -> list[Tally]:
    """The sums told by mentions that are no incident: people by harm."""
    found = []
    for mention in mentions:
        if not mention.generic or any(mention.sentence.has(flag) for flag in ("cause", "drill", "mock")):
            continue
        for claim in mention.claims:
            if claim.field in ("killed", "injured", "missing") and claim.scope != "part":
                value = claim.value if isinstance(claim.value, int) else None
                found.append(Tally(claim.field, value, claim.evidence, claim.qualifier, claim.according_to))
    return found
