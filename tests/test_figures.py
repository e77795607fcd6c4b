"""Figures as they are shown: the best beside the range, the largest told where it is open above."""

from build import ALBUKAMAL, account, judgement
from consilience.cli.figures import toll_words
from consilience.incident import Finding
from consilience.reconcile import reconcile
from consilience.toll import Toll


def shown(*told, judgements=()):
    reports = [account(f"r{n}", day="2020-03-12", place=ALBUKAMAL, killed=one) for n, one in enumerate(told)]
    (incident,) = reconcile(reports, judgements).incidents
    return toll_words(incident.tolls["killed"])


def test_the_best_stands_beside_the_range():
    assert shown(18) == "18"
    for toll, words in ((Toll(26, 29, 31), "29 (26-31)"), (Toll(26, 31, 31), "31 (26-31)"), (Toll(4, 4, 9), "4 (4-9)")):
        assert toll_words(Finding(toll, "disputed", "range")) == words


def test_open_above():
    assert shown("36+") == "36+"
    assert shown("36+", "36+", "40+") == "36-40+"
    assert shown("36+", "40+", "40+") == "40 (36-40+)"


def test_what_was_rejected_is_not_the_largest():
    no = judgement("reject", ("r2", "40+ killed"), field="killed")
    assert shown("36+", "36+", "40+", judgements=[no]) == "36+"
