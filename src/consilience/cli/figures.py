"""Figures in a few characters, the same wherever they are shown."""

from consilience.incident import Finding
from consilience.toll import Toll


def toll_words(finding: Finding[Toll]) -> str:
    """`18`, `29 (26-31)`; `36+` where it is open above, `36-100+` where a larger figure is told all the same."""
    toll = finding.value
    if toll is None:
        return "no figure is told"
    if toll.high is not None:
        return str(toll.best) if toll.low == toll.high else f"{toll.best} ({toll.low}-{toll.high})"
    largest = max(_largest(finding), toll.best)
    span = f"{toll.low}-{largest}+" if largest > toll.low else f"{toll.low}+"
    return span if toll.best == toll.low else f"{toll.best} ({span})"


def _largest(finding: Finding[Toll]) -> int:
    """The largest figure told of everybody, less those that people rejected."""
    told = (c for c in (*finding.claims_for, *finding.claims_against) if c not in finding.rejected)
    return max((c.toll.high or c.toll.best for c in told if c.toll and c.scope in ("whole", "later")), default=0)
