"""The weights of likeness: those that were fitted, and how."""

import pytest

from consilience.reconcile.weights import fitted, groups, table, weight
from script import script

likeness = script("scripts/likeness.py")


def pairs(level, one, other):
    """Pairs that reach a level: so many of one incident, so many of two."""
    return [likeness.Pair((level,), True)] * one + [likeness.Pair((level,), False)] * other


def test_a_level_that_only_pairs_of_one_incident_reach_gains_and_the_other_way_round():
    seen = pairs(("names", "many"), 400, 1) + pairs(("names", "none"), 1, 400)
    found = likeness.fitted(seen, {("names", "many"): 1.0, ("names", "none"): 1.0}, frozenset())
    assert found["names", "many"] > 5
    assert found["names", "none"] < 0


def test_what_nothing_tells_of_stays_as_it_was_reasoned():
    reasoned = {("names", "many"): 1.0, ("days", "wide"): 0.5, ("words", "same"): 4.0}
    found = likeness.fitted(
        pairs(("names", "many"), 50, 5) + pairs(("days", "wide"), 0, 50), reasoned, frozenset({("days", "wide")})
    )
    assert found["days", "wide"] == 0.5  # fixed
    assert found["words", "same"] == pytest.approx(4.0)  # never seen


def test_weights_are_where_nothing_pulls_them_any_more():
    level, told = ("names", "one"), pairs(("names", "one"), 30, 10)
    bits = likeness.fitted(told, {level: 1.5}, frozenset())[level]
    likely = 1 / (1 + 2 ** -(table()["prior"] + bits))
    pull = sum(likeness.LN2 * (likely - pair.one) for pair in told)
    assert pull + likeness.PENALTY * (bits - 1.5) == pytest.approx(0, abs=1e-6)


def test_the_fitted_weights_are_of_levels_that_there_are_and_take_the_place_of_the_reasoned_ones():
    for group, levels in fitted()["weights"].items():
        assert group in groups()
        for level, bits in levels.items():
            assert not table()[group][level].get("fixed"), f"{group} {level} is fixed"
            assert weight(group, level) == bits
    assert weight("days", "wide") == table()["days"]["wide"]["weight"]
