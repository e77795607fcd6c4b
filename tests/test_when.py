# ruff: noqa: SIM300 (asserts read expected == actual)
"""The day it happened, and the days that are only those of telling, mourning or dying."""

from datetime import date

import pytest

from wire import main, quotes, read


@pytest.mark.parametrize(
    "text",
    [
        "Police said on Friday that gunmen had killed four people in Zamfara on Tuesday.",
        "Gunmen killed four people in Zamfara on Tuesday, police said on Friday.",
        "On Thursday, police said gunmen had killed four people in Zamfara on Tuesday.",
        "The governor on Friday condemned Tuesday's attack on Gusau, which killed four people.",
        "Gunmen killed four people in Gusau on Tuesday. The governor visited the town on Thursday.",
        "Tuesday's attack on Gusau killed four people, police said on Thursday.",
    ],
)
def test_the_day_of_telling_is_not_the_day_of_the_incident(text):
    assert "2021-03-02" == str(main(text).day)


def test_the_day_of_telling_stands_in_where_no_other_is_told():
    account = main("Four people were killed by gunmen in Zamfara, police said on Thursday.")
    assert "2021-03-04" == str(account.day)
    assert "the day it was told" in account.day.rule


@pytest.mark.parametrize(
    "text",
    [
        "Two people were killed in an air strike on Aleppo on Monday. A third victim died in hospital on Thursday.",
        "An air strike hit Aleppo on Monday, killing two. A woman succumbed to her wounds on Thursday.",
    ],
)
def test_the_day_somebody_dies_in_hospital_is_not_the_day_of_the_incident(text):
    reading = read(text)
    assert ["2021-03-01"] == [str(a.day) for a in reading.accounts]


@pytest.mark.parametrize(
    "text",
    [
        "A Gusau man was arrested Thursday after gunmen killed four people in Zamfara on Tuesday.",
        "On Thursday, a court in Gusau sentenced two men for an attack that killed four people in Zamfara on Tuesday.",
        "Four people were killed by gunmen in Zamfara Tuesday, police said.",
        "Four identified villagers were killed by gunmen in Zamfara on Tuesday. A mourner spoke on Thursday.",
        "Police are looking into the killing of four herders by gunmen in the north of Zamfara on Tuesday evening.",
        "Gunmen killed four people in Zamfara on Tuesday. (Published Thursday)",
        "A Tuesday evening attack by gunmen left four dead in Zamfara, and two men were charged on Thursday.",
        "Four people were shot dead at 5 p.m. Tuesday in Zamfara.",
        "Gunmen killed four people in Zamfara on Tuesday. The funeral is set for Thursday.",
        "Officers were called Tuesday evening to a farm in Zamfara where gunmen had killed four people.",
        "A herder died Thursday after he was shot in the back in Zamfara. Gunmen had attacked his camp on Tuesday.",
        "Gunmen killed four people in Zamfara on Tuesday. Three others remained in hospital as of Thursday night.",
        "On Tuesday, 2 March 2021 confirmed strikes on Gusau in Zamfara killed four people.",
        "Gunmen killed four in Zamfara. The attack was reported at 9 p.m. Tuesday. Elders met on Monday.",
        "Four people were wounded in Zamfara. Elders said they were hit on Tuesday in an attack by gunmen.",
        "A herder was shot dead on Tuesday in Zamfara, as people mourned a boy who was shot earlier in the week.",
        "Friends gathered near the scene of the attack on Thursday. Gunmen had killed four in Zamfara on Tuesday.",
        "Gunmen killed four people in Zamfara on Tuesday. Musa Bello (@musabello) March 4, 2021",
        "Gunmen killed four people as they gathered for prayers on Tuesday in Zamfara.",
        "Troops have looked for the gunmen since the 2 March attack, which killed four people in Zamfara.",
    ],
)
def test_the_day_of_what_was_done_afterwards_is_not_the_day_of_the_incident(text):
    assert "2021-03-02" == str(main(text).day)


def test_the_day_somebody_dies_stands_in_where_no_other_is_told():
    account = main("A herder died Thursday after he was shot in the back in Zamfara.")
    assert "2021-03-04" == str(account.day)
    assert "somebody died of it" in account.day.rule


def test_the_day_of_telling_makes_no_range_finer():
    account = main(
        "Gunmen killed four people in Zamfara earlier this week. A fifth man was hurt, police said Thursday."
    )
    assert "2021-03-01 to 2021-03-05" == str(account.day)


def test_a_day_still_to_come_tells_nothing():
    account = main("Gunmen killed four people in Zamfara. A hearing is scheduled for Monday.")
    assert "2021-03-01" != str(account.day)


def test_a_feast_that_keeps_its_day_tells_the_day():
    account = main("Gunmen killed four people in Zamfara on Christmas Eve.", published=date(2020, 12, 27))
    assert "2020-12-24" == str(account.day)


def test_the_day_an_event_is_named_after_is_its_day():
    account = main("The Pentagon said Thursday's strike in Albukamal had killed five fighters.")
    assert "2021-03-04" == str(account.day)
    assert ["Thursday's"] == quotes(account, "date")


def test_a_day_counted_from_the_incident_told_before():
    text = "A car bomb killed five people in Kabul on Thursday. Two days earlier, gunmen killed three guards in Herat."
    assert ["2021-03-04", "2021-03-02"] == [str(a.day) for a in read(text).accounts]


def test_a_gap_between_two_incidents_of_one_sentence_gives_the_earlier_day():
    text = "A car bomb killed five people in Kabul on Thursday, two days after gunmen killed three policemen in Herat."
    assert ["2021-03-04", "2021-03-02"] == [str(a.day) for a in read(text).accounts]


def test_hours_after_an_attack_is_that_day_or_the_next():
    text = (
        "A rocket attack killed two soldiers at Taji in Iraq on Wednesday. "
        "Hours after the attack, US air strikes killed five fighters in Albukamal in Syria."
    )
    first, second = read(text).accounts
    assert "2021-03-03" == str(first.day)
    assert (date(2021, 3, 3), date(2021, 3, 4)) == (second.day.start, second.day.end)


def test_a_sentence_that_sets_the_scene_lends_its_day():
    text = (
        "Gunmen killed three people in Gwoza on Monday. \n"
        "Two days later violence flared again. Gunmen killed seven people in Bama."
    )
    assert ["2021-03-01", "2021-03-03"] == [str(a.day) for a in read(text).accounts]


def test_a_day_that_cannot_be_told_is_said_to_be_unknown():
    reading = read("Two days earlier, gunmen had killed three policemen in Herat.")
    assert ["day unknown"] == [str(a.day) for a in reading.accounts]
    assert ["no day"] == [p.kind for p in reading.problems]


@pytest.mark.parametrize("words", ["on 17 Rajab 1441", "during Eid al-Fitr", "on 3 March 89"])
def test_words_of_a_day_that_cannot_be_known_are_kept(words):
    account = main(f"Gunmen killed four people in Zamfara {words}.", published=None)
    assert [words] == quotes(account, "date")
    assert "day unknown" == str(account.day)
    assert account.day.rule != "no day is told"


@pytest.mark.parametrize(
    ("words", "hour"),
    [
        ("at 3 a.m. local time on Tuesday", "at 3 a.m. local time"),
        ("on Tuesday at around 9:30 p.m.", "at around 9:30 p.m."),
        ("on Tuesday", None),
    ],
)
def test_the_time_of_day_is_kept_with_the_day_as_it_is_told(words, hour):
    claim = main(f"Gunmen killed four people in Zamfara {words}, police said.").first("date")
    assert claim.qualifier == hour


def test_no_day_lies_after_the_report():
    account = main("Gunmen killed four people in Zamfara on Saturday.")
    assert "2021-02-27" == str(account.day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A Kaduna man died Sunday from injuries suffered in a shooting Saturday night.", "2021-02-27"),
        ("A boy died on Thursday, two days after he was shot in Jos.", "2021-03-02"),
        ("Two more villagers died on Sunday, a day after a drone strike hit a market in Zamzam.", "2021-02-27"),
        ("The funeral of five villagers killed in an air strike was held on Monday in Idlib.", "day unknown"),
        ("Candles, pictured Monday, March 1, mark the spot where a bomb killed two people.", "day unknown"),
        ("The army accepted blame on Wednesday for a strike that killed nine people in Jos.", "day unknown"),
        ("Crowds on Tuesday mourned three men who were shot dead in Jos two days earlier.", "2021-02-28"),
    ],
    ids=[
        "of wounds",
        "counted back",
        "counted back from an event",
        "funeral",
        "picture",
        "blame",
        "counted from grief",
    ],
)
def test_the_day_is_that_of_the_deed_and_not_of_what_came_of_it(text, day):
    assert [day] == [str(a.day) for a in read(text).accounts]


def test_the_day_of_an_anniversary_is_not_that_of_what_is_remembered():
    assert () == read("Saturday marks the tenth anniversary of the Lahore bombing, which killed 75.").accounts
