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


@pytest.mark.parametrize("told", ["Officers were called at 2:30 p.m.", "It happened early in the afternoon, at 15:10."])
def test_an_hour_by_daylight_without_a_day_is_of_the_day_of_the_report(told):
    account = main(f"{SHOT} {told}")
    assert "2021-03-05" == str(account.day)
    assert "no day is told, but an hour by daylight" in account.day.rule


@pytest.mark.parametrize(
    "told",
    ["Officers were called at 10:40 p.m.", "It happened at around midnight.", "Officers were called at about 6:30.",
     "A vigil will be held there at 3 p.m."],
)  # fmt: skip
def test_a_late_or_open_hour_without_a_day_leaves_both_days(told):
    assert "2021-03-04 to 2021-03-05" == str(main(f"{SHOT} {told}").day)


def test_a_message_quoted_from_the_scene_tells_its_day():
    text = f"{SHOT}\nTwo ambulances just left. - Ann Lee (@annlee) March 5, 2021\nThe street is closed."
    account = main(text)
    assert "2021-03-05" == str(account.day)
    assert "of a message quoted on it" in account.day.rule


def test_an_arrest_right_after_was_on_the_day():
    account = main("A man was arrested on Tuesday after he shot and wounded a neighbour in Leeds.")
    assert "2021-03-02" == str(account.day)
    assert "no day is told, but that of an arrest right after it" == account.day.rule


def test_an_arrest_over_an_incident_may_come_days_later():
    assert "day unknown" == str(main("A man was arrested on Tuesday over a shooting that wounded two in Leeds.").day)


def test_what_a_court_hears_was_done_on_a_day_dates_it():
    text = "A man is charged with assault after shooting and wounding two others outside a bar in Leeds on Tuesday."
    assert "2021-03-02" == str(main(text, "Leeds man charged with shooting two").day)


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
        ("Two men were shot and wounded overnight in a bar in Leeds. Police got the call just before 2 a.m.",
         "2021-03-05"),
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
