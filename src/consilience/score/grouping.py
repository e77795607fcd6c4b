"""How well things were put into groups, against the groups they belong to: over pairs, and B-cubed.

B-cubed is that of Bagga and Baldwin (1998): precision and recall of the group of each member, averaged over members.
"""

from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations

from consilience.score.measured import Figures, share

Pair = tuple[str, str]


def agreement(gold: Mapping[str, str], said: Mapping[str, str]) -> Figures:
    """The figures of a grouping; each mapping gives for every member the name of its group."""
    wanted, got = members(gold), members(said)
    precision = recall = 0.0
    for one in gold:
        both = len(wanted[gold[one]] & got[said[one]])
        precision += both / len(got[said[one]]) / len(gold)
        recall += both / len(wanted[gold[one]]) / len(gold)
    return {
        "B-cubed precision": precision,
        "B-cubed recall": recall,
        "B-cubed F1": share(2 * precision * recall, precision + recall),
        **of_pairs(pairs(wanted), pairs(got)),
    }


def of_pairs(wanted: set[Pair], got: set[Pair]) -> Figures:
    """Precision, recall and F1 of pairs said to belong together."""
    right = len(wanted & got)
    return {
        "pairs precision": share(right, len(got)),
        "pairs recall": share(right, len(wanted)),
        "pairs F1": share(2 * right, len(wanted) + len(got)),
    }


def members(groups: Mapping[str, str]) -> dict[str, set[str]]:
    """The members of each group."""
    found: dict[str, set[str]] = defaultdict(set)
    for one, group in groups.items():
        found[group].add(one)
    return found


def pairs(groups: Mapping[str, set[str]]) -> set[Pair]:
    """Every two members of one group, the smaller first."""
    return {pair for own in groups.values() for pair in combinations(sorted(own), 2)}
