"""Claims that say the same in the same words, told once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from consilience.claim import Claim
from consilience.incident import Incident


@dataclass(frozen=True, slots=True)
class Sourced:
    """Whose the reports of an incident are: their publishers, and the number of the source each rests on."""

    publishers: dict[str, str]
    source: dict[str, int]

    @classmethod
    def of(cls, incident: Incident) -> "Sourced":
        """The reports of one incident."""
        publishers = {a.report: a.publisher for a in incident.accounts if a.publisher}
        return cls(publishers, {report: n for n, source in enumerate(incident.sources) for report in source.reports})


@dataclass(frozen=True, slots=True)
class Alike:
    """The claims of one report that say the same, and in how many more reports of the same source they stand."""

    claims: tuple[Claim, ...]
    copies: int


def alike(claims: Iterable[Claim], words: Callable[[Claim], str], sourced: Sourced) -> list[Alike]:
    """Claims of the same words together, in the order told: those of one report, then those of its copies."""
    by_report: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        by_report.setdefault((claim.evidence.report, claim.evidence.part, words(claim)), []).append(claim)
    copies: dict[tuple[int | str, str, tuple[str, ...]], list[list[Claim]]] = {}
    for (report, _, said), same in by_report.items():
        quotes = tuple(" ".join(c.evidence.quote.split()) for c in same)
        copies.setdefault((sourced.source.get(report, report), said, quotes), []).append(same)
    return [
        Alike(tuple(told[0]), len({c.evidence.report for same in told for c in same}) - 1) for told in copies.values()
    ]
