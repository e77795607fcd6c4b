"""Values people prefer: full places, spans of days, and clear words for what cannot be one."""

from datetime import date

import pytest

from build import ALBUKAMAL, account, judgement
from consilience.day import Day
from consilience.reconcile import reconcile
from consilience.reconcile.wished import as_day, as_place, why_not

TOLD = account("r1", day="2020-03-12", place=ALBUKAMAL, killed=18)


def test_a_place_is_looked_up_in_the_countries_told_of():
    place = as_place("Raqqa", [TOLD])
    assert (place.name, place.country, place.known) == ("Raqqa", "SY", True)
    assert place.key
    assert "set by a person" in place.rule


@pytest.mark.parametrize("words", ["Taji, Iraq", "Taji, IQ"])
def test_a_place_may_be_named_with_its_country(words):
    place = as_place(words, [TOLD])
    assert (place.name, place.country, place.known) == ("Taji", "IQ", True)


def test_a_place_told_and_known_comes_first():
    assert as_place("albukamal", [TOLD]) == ALBUKAMAL


def test_a_place_unknown_keeps_the_country_and_is_noted():
    prefer = judgement("prefer", ("r1", "18 killed"), field="place", value="Xyzzyville")
    record = reconcile([TOLD], [prefer])
    place = record.incidents[0].place.value
    assert place is not None
    assert (place.name, place.country, place.known) == ("Xyzzyville", "SY", False)
    assert [(p.kind, p.level, p.words) for p in record.problems] == [("not in the gazetteer", "note", "Xyzzyville")]


@pytest.mark.parametrize(
    ("words", "start", "end", "precision"),
    [
        ("2020-03-12", date(2020, 3, 12), date(2020, 3, 12), "day"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "month"),
        ("2020-03-12..2020-03-14", date(2020, 3, 12), date(2020, 3, 14), "range"),
    ],
)
def test_days(words, start, end, precision):
    day = as_day(words)
    assert isinstance(day, Day)
    assert (day.start, day.end, day.precision) == (start, end, precision)


@pytest.mark.parametrize("words", ["", "May", "2020-13", "20200312", "2020-03-14..2020-03-12", "..", "2020-03-12.."])
def test_no_days(words):
    assert as_day(words) is None
    assert "the value of date is a day" in (why_not("date", words) or "")


def test_more_people_than_can_be():
    assert why_not("killed", "10000000") is None
    assert "the most that is taken is 10,000,000" in (why_not("killed", "10000001") or "")
    assert "the most that is taken" in (why_not("injured", "9" * 5000) or "")


def test_fields_that_cannot_be_preferred():
    said = why_not("perpetrator", "ISIS") or ""
    assert said.startswith("perpetrator cannot be preferred, only date, event_type, grade, injured, killed,")
