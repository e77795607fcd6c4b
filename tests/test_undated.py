# ruff: noqa: SIM300 (asserts read expected == actual)
"""The day of an incident whose own sentences tell none, and how the record says that it is less sure."""

from datetime import date

import pytest
from wire import main, quotes, read

SHOT = "Two men were shot and wounded outside a bar in Leeds."


@pytest.mark.parametrize(
    "around",
    [
        "Officers were called to the bar at about 9 p.m. Wednesday.",
        "Ambulances rushed to the place on Wednesday night. The bar will stay closed until Saturday.",
        "It happened late on Wednesday, when the place was full.",
    ],
)
def test_what_is_told_around_an_incident_lends_its_day(around):
    account = main(f"{SHOT} {around}")
    assert "2021-03-03" == str(account.day)
    assert "told around it" in account.day.rule


def test_a_year_told_in_passing_gives_way_to_the_day_told_beside_it():
    text = (
        "Two men were shot and wounded in Leeds, in a street where many were shot in 2018.\n"
        "A shooting outside a bar in Leeds happened just before 8 p.m. Wednesday, police said."
    )
    assert "2021-03-03" == str(main(text).day)


def test_the_hour_at_which_help_was_called_outweighs_what_came_before():
    text = f"{SHOT}\nThe bar reopened on Monday after repairs.\nOfficers were called to it at 9 p.m. Wednesday."
    assert "2021-03-03" == str(main(text).day)


def test_without_any_day_told_it_was_on_the_day_of_the_report_or_the_one_before():
    account = main(SHOT)
    assert (date(2021, 3, 4), date(2021, 3, 5)) == (account.day.start, account.day.end)
    assert "no day is told" in account.day.rule
    assert quotes(account, "date")


def test_an_early_hour_without_a_day_is_that_of_the_day_of_the_report():
    account = main(f"{SHOT} The shots were heard at 2 a.m. in the next street.")
    assert "2021-03-05" == str(account.day)
    assert "no day is told" in account.day.rule


@pytest.mark.parametrize(
    "opening",
    ["Police arrested a man over a shooting outside a bar in Leeds that wounded two.",
     "A shooting outside a bar in Leeds wounded two men. The trial is in its second week."],
)  # fmt: skip
def test_the_day_of_an_old_incident_is_left_open(opening):
    assert {"day unknown"} == {str(a.day) for a in read(opening).accounts}


def test_without_a_day_of_publication_none_is_supposed():
    assert "day unknown" == str(main(SHOT, published=None).day)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two men were shot and wounded overnight in a bar in Leeds. The shots were fired at 2 a.m.", "2021-03-05"),
        ("Two men were shot and wounded overnight in a bar in Leeds. The shots were fired at 11 p.m.", "2021-03-04"),
        ("Two men were shot and wounded last week in Leeds. Neighbours heard the shots on Wednesday, 24 February.",
         "2021-02-24"),
        ("Two men were shot and wounded last year in Leeds. It was on 1 November, at about 9 p.m.", "2020-11-01"),
        ("Two men were shot and wounded last weekend in Leeds. Officers were called at 8 p.m. on Friday, 26 February.",
         "2021-02-26"),
        ("Two men were shot and wounded last week in Leeds. A neighbour moved out on Tuesday.",
         "2021-02-22 to 2021-02-28"),
    ],
)  # fmt: skip
def test_several_days_are_narrowed_by_what_is_told_around_them(text, expected):
    assert expected == str(main(text).day)
