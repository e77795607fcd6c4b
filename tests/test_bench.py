"""The reports that speed is measured on. Nothing is timed here."""

import re
from datetime import date, timedelta
from types import ModuleType

import pytest

from consilience.report import Report
from consilience.resolve.days import find_days
from script import script

TEXT = """Strikes kill 18 in Syria
12 March, 2020
At least eighteen fighters were killed in Syria on Thursday, March\u00a012, near Albukamal, the army of Syria said.

Twenty-five people died in Albukamal on 29-12-2019, and 1,400 fled in mid-October. The 101st base was hit at 7 pm.

A doctor, Omar Haddadin, was killed in Albukamal on Thursday. Haddadin was 41.
"""
REPORT = Report("told", TEXT, publisher="Wire", published=date(2020, 3, 12))
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


@pytest.fixture(scope="module")
def vary() -> ModuleType:
    return script("bench/vary.py")


def test_the_same_seed_gives_the_same_reports_and_another_gives_others(vary: ModuleType) -> None:
    assert list(vary.varied([REPORT], 20)) == list(vary.varied([REPORT], 20))
    assert list(vary.varied([REPORT], 20)) != list(vary.varied([REPORT], 20, seed=2))


def test_reports_are_distinct_and_about_as_long(vary: ModuleType) -> None:
    made = list(vary.varied([REPORT], 60))
    assert len({report.text for report in made}) == len({report.id for report in made}) == 60
    assert all(abs(len(report.text) - len(TEXT)) < 0.2 * len(TEXT) for report in made)


def test_days_move_together_with_the_day_of_publication(vary: ModuleType) -> None:
    for report in vary.varied([REPORT], 60):
        assert report.published is not None
        lines = report.text.splitlines()
        assert lines[1] == f"{report.published.day} {report.published:%B}, {report.published.year}"
        assert (
            f"on {WEEKDAYS[report.published.weekday()]}, {report.published:%B}\u00a0{report.published.day}," in lines[2]
        )
        before = report.published - timedelta(days=74)
        assert f"{before.day}-{before.month:02d}-{before.year}" in lines[4]


def test_every_date_is_one_of_the_calendar(vary: ModuleType) -> None:
    for report in vary.varied(vary.beginnings()[0], 60):
        for words in find_days(report.text):
            if words.kind == "date" and words.day:
                assert date(words.year, words.month, words.day)


def test_numbers_and_places_change_alike_wherever_they_stand(vary: ModuleType) -> None:
    for report in vary.varied([REPORT], 30):
        first, _, third, _, fifth, _, seventh = report.text.splitlines()
        killed = re.search(r"kill (\d+)", first)
        assert killed is not None
        assert f"At least {vary.spell(int(killed[1]))} fighters" in third
        place = re.search(r"near (.+), the army of Syria", third)
        assert place is not None
        assert place[1] != "Albukamal"
        assert f"died in {place[1]} on" in fifth
        assert re.search(r"\b\d,\d{3} fled", fifth)
        assert fifth.endswith("The 101st base was hit at 7 pm.")
        named = re.search(r"Omar (\w{8}), was killed", seventh)
        assert named is not None
        assert f". {named[1]} was " in seventh
