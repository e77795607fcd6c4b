"""Pairs a person is asked about: never two far towns, never two that have nothing in common."""

from dataclasses import replace

from build import ALBUKAMAL, BAGHDAD, DEIR_EZ_ZOR, SYRIA, account
from consilience.incident import Incident
from consilience.reconcile import reconcile
from consilience.reconcile.asking import worth_asking

FAR = replace(ALBUKAMAL, name="Far", lat=ALBUKAMAL.lat + 0.5, key="far")  # 56 km


def one(report: str, **told) -> Incident:
    (incident,) = reconcile([account(report, **told)]).incidents
    return incident


def test_towns_far_apart_are_not_asked_about():
    here = one("a", day="2020-03-12", place=ALBUKAMAL, killed=18)
    assert not worth_asking(here, one("b", day="2020-03-12", place=BAGHDAD, killed=18))
    assert not worth_asking(here, one("b", day="2020-03-12", place=FAR, killed=18))
    assert worth_asking(here, one("b", day="2020-03-12", place=DEIR_EZ_ZOR, killed=18))


def test_something_must_be_shared():
    here = one("a", day="2020-03-12", place=SYRIA, killed=18, victims=["Ali Hassan Omar"])
    assert not worth_asking(here, one("b", day="2020-01-10", place=SYRIA, killed=3))
    assert not worth_asking(here, one("b"))
    assert worth_asking(here, one("b", day="2020-03-12"))
    assert worth_asking(here, one("b", killed=18))
    assert worth_asking(here, one("b", victims=["Ali Omar"]))
    assert worth_asking(one("a", place=ALBUKAMAL), one("b", place=ALBUKAMAL))
