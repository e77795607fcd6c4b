"""What makes two accounts alike adds up to what the matcher says of them."""

from random import Random

import pytest

from consilience.reconcile import PlainMatcher, weigh, weigh_nearest
from varied import varied


def test_the_weights_of_a_chart_add_up_to_the_likeness_and_tell_its_reasons():
    accounts = varied(Random(7), 120, 100)
    pairs = [(a, b) for n, a in enumerate(accounts) for b in accounts[n + 1 :] if a.report != b.report]
    weighed = 0
    for (one, other), told in zip(pairs, PlainMatcher().compare(pairs), strict=True):
        chart = weigh(one, other)
        assert chart.barred == told.barred
        if told.barred:
            continue
        assert chart.score == pytest.approx(told.score, abs=1e-6)
        assert {w.sentence for w in chart.weights} == set(told.reasons)
        assert [abs(w.bits) for w in chart.weights] == sorted((abs(w.bits) for w in chart.weights), reverse=True)
        weighed += 1
    assert weighed > 500


def test_of_two_incidents_the_accounts_most_alike_are_shown():
    accounts = varied(Random(8), 12, 12)
    chart = weigh_nearest(accounts[:6], accounts[6:])
    assert chart.score == max(weigh(a, b).score for a in accounts[:6] for b in accounts[6:])
