# ruff: noqa: SIM300 (asserts read expected == actual)
"""Which figures are whole tolls, which are parts, and which are sums over many incidents."""

import pytest

from wire import figures, main, read

RAID = "Gunmen killed four people near Bama in Borno state on Thursday."


def test_one_named_victim_is_a_part_beside_a_larger_toll():
    account = main("A bomb killed seven people in Quetta on Thursday. The blast killed a reporter, Nabil Saleh.")
    assert ["7"] == figures(account)
    assert ["1"] == figures(account, scope="part")


def test_a_lone_named_victim_is_the_whole_toll():
    assert ["1"] == figures(main("An air strike on Gaza City on Thursday killed a reporter, Nabil Saleh."))


def test_people_of_different_callings_told_apart_are_parts_of_the_figure_that_covers_them():
    text = (
        "An attack killed five people in Kirkuk on Thursday. "
        "Two policemen were killed in the attack, and three civilians were killed by it."
    )
    account = main(text)
    assert ["5"] == figures(account)
    assert ["2", "3"] == figures(account, scope="part")


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Boko Haram has killed more than 30,000 people in Nigeria since 2009.", 30000),
        ("More than 200 people were killed in Borno state last year.", 200),
        ("At least 90 people have been killed in violence in Manipur since May.", 90),
        ("More than 120 soldiers have been killed in Mali since January, according to a count.", 120),
    ],
    ids=["since a year", "last year", "violence", "since a month"],
)
def test_a_sum_over_a_period_is_a_tally_and_no_incident(text, counts):
    reading = read(text)
    assert () == reading.accounts
    assert [counts] == [t.value for t in reading.tallies]


def test_a_tally_told_beside_an_incident_adds_nothing_to_it():
    reading = read(f"{RAID}\nSuch attacks are frequent. More than 200 people were killed in the state last year.")
    assert [["4"]] == [figures(a) for a in reading.accounts]
    assert [200] == [t.value for t in reading.tallies]


@pytest.mark.parametrize(
    "text",
    [
        "The army held a drill in Odesa on Thursday in which gunmen attacked a bus.",
        "A court in Paris on Thursday sentenced a man to life in prison for the 2015 attack that killed 130 people.",
        "Rebels threatened on Thursday to attack Goma and kill anyone who stayed.",
        "Gunmen often attack villages in Borno.",
        "Teachers in Lagos began a strike on Thursday over pay.",
        "The striker scored twice on Thursday as Kano hit back to beat Jos.",
    ],
    ids=["drill", "court", "threat", "habit", "strike for pay", "football"],
)
def test_what_did_not_happen_or_is_looked_back_on_is_no_incident(text):
    reading = read(text)
    assert () == reading.accounts
    assert ["no incident"] == [p.kind for p in reading.problems]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Air defences intercepted two missiles over Riyadh on Thursday.", 2),
        ("Ukraine's air force said it shot down 12 drones over Odesa on Thursday.", 12),
    ],
)
def test_weapons_stopped_in_the_air_are_no_strike(text, count):
    account = main(text)
    assert "Disrupted weapons use" == account.event_type
    assert [count] == [c.value for c in account.all("munitions")]
