# ruff: noqa: SIM300 (asserts read expected == actual)
"""Which sentences of a report tell of one incident, and which of another."""

import pytest

from wire import figures, main, quotes, read

HEADLINE = "Gunmen kill 18 in attack on market"
LEAD = "At least 20 people were killed when gunmen attacked a market in Maradi on Thursday, the governor said."
BODY = "The attackers came on motorcycles and fired at traders, he said. The attack was the worst in the city in years."


def test_headline_lead_and_body_tell_of_one_incident():
    reading = read(f"{HEADLINE}\n{LEAD}\n{BODY}")
    assert 1 == len(reading.accounts)
    assert {"18", "20+"} == set(figures(reading.accounts[0]))


def test_a_title_apart_from_the_text_tells_of_the_same_incident():
    account = main(f"{LEAD}\n{BODY}", title=HEADLINE)
    assert 1 == len(read(f"{LEAD}\n{BODY}", title=HEADLINE).accounts)
    assert {"title", "text"} == {c.evidence.part for c in account.all("killed")}


def test_what_a_report_is_mainly_about_comes_first():
    reading = read(f"{LEAD}\n{BODY}\nOn Monday a roadside bomb killed two soldiers in Diffa.")
    assert [("Maradi", 0), ("Diffa", 1)] == [(a.place.name, a.rank) for a in reading.accounts]


def test_the_attack_means_the_one_just_told():
    account = main("A bomb exploded in Quetta on Thursday.\nThe blast killed three people and wounded nine.")
    assert (["3"], ["9"]) == (figures(account), figures(account, "injured"))


def test_a_later_day_for_the_same_town_is_another_incident():
    text = "Air strikes hit Idlib on Tuesday, killing four people.\nOn Thursday air strikes on Idlib killed six people."
    told = [(str(a.day), figures(a)) for a in read(text).accounts]
    assert [("2021-03-02", ["4"]), ("2021-03-04", ["6"])] == told


def test_towns_far_apart_are_not_one_incident():
    text = "A bomb killed four people in Quetta on Thursday.\nA bomb killed six people in Peshawar on Thursday."
    assert ["Quetta", "Peshawar"] == [a.place.name for a in read(text).accounts]


def test_a_toll_that_rose_later_in_the_report_belongs_to_the_same_incident():
    account = main(f"{LEAD}\nThe death toll of the attack rose to 23 on Friday.")
    assert ["23"] == figures(account, scope="later")


def test_whoever_claims_it_is_told_of_the_incident_in_focus():
    account = main("Gunmen killed six people in Quetta on Thursday.\nNo group has claimed responsibility.")
    assert ["No group has claimed responsibility"] == quotes(account, "attribution")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A bomb killed four people in Jalalabad on Thursday.", "Remote explosive/landmine/IED"),
        ("Two roadside bombs killed four soldiers near Baghdad on Thursday.", "Remote explosive/landmine/IED"),
        ("US jets bomb Idlib on Thursday, killing two people.", "Air/drone strike"),
        ("Two barrel bombs killed four people in Idlib on Thursday.", "Air/drone strike"),
        ("A suicide bomber killed 12 people in Mogadishu on Thursday.", "Suicide bomb"),
        ("Ten rockets hit Sderot on Thursday.", "Shelling/artillery/missile attack"),
        ("A drone killed two men in Kherson on Thursday.", "Air/drone strike"),
        ("Four people died when a grenade was thrown into a bar in Bujumbura on Thursday.", "Grenade"),
        ("Armed men kidnapped 12 students from a school in Kaduna on Thursday.", "Abduction/forced disappearance"),
        ("Soldiers clashed with rebels near Goma on Thursday, killing four.", "Armed clash"),
        ("Gunmen killed six people in Quetta on Thursday.", "Attack"),
    ],
)
def test_the_kind_of_incident_follows_from_its_words(text, kind):
    assert kind == main(text).event_type


def test_munitions_are_counted():
    (claim,) = main("At least ten rockets hit Sderot on Thursday.").all("munitions")
    assert ("rocket", 10, None) == (claim.category, claim.value, claim.high)


def test_a_toll_of_many_places_is_a_total_where_they_are_told_one_by_one():
    text = (
        "At least nine people were killed in attacks across Pakistan on Thursday, officials said.\n"
        "In Quetta, gunmen killed two policemen on Thursday.\nIn Peshawar, a bomb killed seven people on Thursday."
    )
    reading = read(text)
    assert [("Quetta", ["2"]), ("Peshawar", ["7"])] == [(a.place.name, figures(a)) for a in reading.accounts]
    assert [9] == [t.value for t in reading.tallies]


def test_a_toll_of_many_places_stands_where_nothing_finer_is_told():
    account = main("At least nine people were killed in attacks across Pakistan on Thursday, officials said.")
    assert ("Pakistan", ["9+"]) == (account.place.name, figures(account))


def test_what_came_hours_after_is_another_incident():
    text = "Gunmen killed six people in Quetta on Thursday.\nHours later, a bomb exploded in the city and killed two."
    assert [["6"], ["2"]] == [figures(a) for a in read(text).accounts]


def test_that_an_attack_happened_is_told_of_the_one_known():
    text = "Gunmen killed six people in Quetta.\nThe attack happened on Thursday evening near the station."
    assert ["2021-03-04"] == [str(a.day) for a in read(text).accounts]


def test_a_lead_that_tells_too_little_belongs_to_the_incident_told_next():
    text = (
        "Two officers have been charged in the shooting that left a boy dead and his father wounded.\n"
        "The boy was shot in Chicago on Thursday."
    )
    (account,) = read(text).accounts
    assert (["1"], ["1"]) == (figures(account), figures(account, "injured"))


def test_a_report_whose_day_is_told_last_tells_of_an_incident():
    account = main("The clinic counted nine dead. Villagers said 11 died. Shelling hit Bidama on May 3.")
    assert ["9", "11"] == figures(account)
    assert "2020-05-03" == str(account.day)


def test_those_who_died_of_their_wounds_are_of_the_incident_they_were_hurt_in():
    text = "The toll of Monday's blast in Maiduguri rose to 26 after three people died of their wounds on Wednesday."
    reading = read(f"{text} Some 50 were injured.")
    assert 1 == len(reading.accounts)
    assert ["50"] == figures(reading.accounts[0], "injured")


def test_what_an_incident_brings_a_sum_to_is_none_of_its_toll():
    text = "Three soldiers were killed in Idlib on Thursday, raising to 26 the number of soldiers who died this month."
    assert ["3"] == figures(main(text))
    text = "A raid on Idlib on Thursday killed 16 people, bringing the number of dead since April to more than 600."
    assert ["16"] == figures(main(text))
    assert [] == figures(main(text), scope="later")


def test_a_report_that_sums_up_many_incidents_tells_of_none():
    text = "Some 300 people have been killed by mines since January. The ministry put the number of deaths at 184."
    assert () == read(text).accounts


def test_one_strike_of_several_told_together_is_one_of_them():
    text = (
        "The air force carried out strikes on militia sites in Iraq early on Tuesday, killing one fighter.\n"
        "One strike hit a depot in the city of Hilla, while another struck a bridge near Kut."
    )
    (account,) = read(text).accounts
    assert ("Hilla", ["1"]) == (account.place.name, figures(account))


def test_deaths_told_of_another_day_are_not_those_of_the_last_incident():
    text = (
        "Missiles hit a base near Taji in Iraq on Sunday, the army said.\n"
        "On Tuesday, four protesters were killed and 80 injured, the interior ministry said."
    )
    assert [("2021-02-28", []), ("2021-03-02", ["4"])] == [(str(a.day), figures(a)) for a in read(text).accounts]


def test_incidents_that_share_the_words_of_their_day_have_marks_of_their_own():
    text = (
        "while died in hospital on Monday US air strikes hit Albukamal in Syria, A suicide bomber blew himself up at a "
        "mosque in Peshawar, killing at least 25 worshippers and wounding 60."
    )
    told = read(text).accounts
    assert 2 == len(told) == len({a.id for a in told})


def test_parts_of_a_sum_are_of_its_day():
    text = (
        "At least 19 people were killed in separate attacks across Afghanistan on Thursday, officials said.\n\n"
        "In the province of Helmand, a car bomb killed five soldiers in Nad Ali district.\n\n"
        "In the east, a roadside bomb hit a minivan in Khogyani district of Nangarhar, killing 14 members of a family."
    )
    told = read(text).accounts
    assert [("Nad Ali", 5), ("Khogyani", 14)] == [(a.place.name, a.first("killed").value) for a in told]
    assert {"2021-03-04"} == {str(a.day) for a in told}


def test_another_raid_on_a_far_town_is_an_incident_of_its_own():
    text = (
        "Warplanes bombed a tent in Sanaa on Monday, killing 16 people.\n\n"
        "Another raid hit the port of Mokha the same evening. Medics there said four dock workers had been killed."
    )
    assert [("Sanaa", 16), ("Mokha", 4)] == [(a.place.name, a.first("killed").value) for a in read(text).accounts]


def test_where_the_wounded_were_brought_is_not_where_it_happened():
    text = (
        "Militiamen killed 12 civilians in Djugu, in Congo, on Tuesday.\n\n"
        "Seven injured people were taken to the hospital in Bunia, 40 kilometres away."
    )
    told = main(text)
    assert ("Djugu", 7) == (told.place.name, told.first("injured").value)
    assert "Bunia" not in quotes(told, "place")


def test_a_toll_of_several_cities_is_that_of_none_of_them():
    text = (
        "Three blasts in two Pakistani cities killed at least 22 people this week.\n"
        "A bomb killed 13 policemen in Karachi on Tuesday.\nOn Thursday grenades killed nine filmgoers in Peshawar."
    )
    assert {"Karachi": ["13"], "Peshawar": ["9"]} == {a.place.name: figures(a) for a in read(text).accounts}


def test_a_toll_owned_by_a_time_is_that_of_no_incident():
    account = main("Six militants died in a gunfight in Shopian on Thursday; the week's toll reached 14.")
    assert ["6"] == figures(account)


def test_a_day_reckoned_back_counts_from_the_last_day_told():
    text = (
        "Strikes across Lebanon killed 31 people on Thursday.\nIn the Tyre district ten died.\n"
        "A strike on Beirut two days earlier had killed 29 people."
    )
    assert "2021-03-02" in {str(a.day) for a in read(text).accounts if a.place.name == "Beirut"}


def test_one_day_of_an_incident_of_three_does_not_take_its_place():
    text = (
        "Some 190 people were killed in Bria between Monday and Wednesday.\n"
        "Sixty were killed on Monday and fifty the next day, a monitor said."
    )
    assert ["2021-03-01 to 2021-03-03"] == [str(a.day) for a in read(text).accounts]
