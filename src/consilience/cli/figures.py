"""Figures in a few characters, the same wherever they are shown."""

from consilience.incident import Finding, largest_told
from consilience.toll import Toll


def toll_words(finding: Finding[Toll]) -> str:
    """`18`, `29 (26-31)`; `36+` where it is open above, `36-100+` where a larger figure is told all the same."""
    toll = finding.value
    return "no figure is told" if toll is None else count_words(toll, largest_told(finding))


def count_words(toll: Toll, largest: int) -> str:
    """The same of a count and the largest figure told beside it."""
    if toll.high is not None:
        return str(toll.best) if toll.low == toll.high else f"{toll.best} ({toll.low}-{toll.high})"
    largest = max(largest, toll.best)
    span = f"{toll.low}-{largest}+" if largest > toll.low else f"{toll.low}+"
    return span if toll.best == toll.low else f"{toll.best} ({span})"
