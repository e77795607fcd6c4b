# ruff: noqa: SIM300 (asserts read expected == actual)
"""Who did it and to whom, and who claims, is blamed, denies or says nothing."""

import pytest

from wire import main, read

RAID = "Gunmen killed six people in Quetta on Thursday."
STRIKE = "A drone strike killed six people in Sanaa on Thursday."
ROCKETS = "Rockets hit a base in Erbil on Thursday, wounding two soldiers."


def held(text: str, field: str = "attribution") -> list[tuple[object, object]]:
    """Whom an account holds responsible, and how."""
    return [(c.value, c.standing) for c in main(text).all(field)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (f"{RAID} The Balochistan Liberation Army claimed responsibility for the attack.",
         ("Baloch Liberation Army", "claimed")),
        (f"{STRIKE} The Houthis blamed Saudi Arabia for the attack.", ("Saudi Arabia", "blamed")),
        (f"{ROCKETS} Iran denied any involvement.", ("Iran", "denied")),
        (f"{ROCKETS} The US military declined to comment.", ("US military", "no comment")),
        (f"{RAID} No group has claimed responsibility for the attack.", (None, "unidentified")),
        (f"{RAID} There was no immediate claim of responsibility.", (None, "unidentified")),
        (f"{RAID} None of the armed extremist organisations active in Iran has claimed responsibility.",
         (None, "unidentified")),
        (f"{RAID} A call from a member of the Red Dawn Front claimed responsibility tonight.",
         ("Red Dawn Front", "claimed")),
        (f"{RAID} Meanwhile a spokesman for the so-called Red Dawn Front claimed responsibility.",
         ("Red Dawn Front", "claimed")),
        (f"{RAID} The Workers' Vanguard, formerly the People's Column, claimed responsibility.",
         ("Workers' Vanguard", "claimed")),
        (f"{ROCKETS} Nobody was killed and the Taliban claimed responsibility.", ("Taliban", "claimed")),
        (f"{RAID} The All Frontier Students' League claimed responsibility.",
         ("All Frontier Students' League", "claimed")),
        (f"{RAID} No group has claimed the attack.", (None, "unidentified")),
        (f"{RAID} It was not immediately clear who was behind the attack.", (None, "unidentified")),
        (f"{RAID} Responsibility was claimed by the Taliban.", ("Taliban", "claimed")),
        (f"{RAID} The raid was attributed to the Taliban.", ("Taliban", "blamed")),
        (f"{RAID} The governor attributed the raid to the Taliban.", ("Taliban", "blamed")),
        (f"{RAID} The killings were the work of the Taliban, the governor said.", ("Taliban", "blamed")),
        (f"{RAID} The attack bore the hallmarks of the Taliban.", ("Taliban", "suspected")),
        (f"{RAID} Police suspect the Taliban.", ("Taliban", "suspected")),
        (f"{RAID} The Taliban rejected the accusation.", ("Taliban", "denied")),
        (f"{RAID} The Taliban said it was not behind the killings.", ("Taliban", "denied")),
        (f"{RAID} The Taliban was behind the killings.", ("Taliban", "stated")),
        (f"{RAID} The Taliban, one of the groups that fight the army there, said that its men had carried it out.",
         ("Taliban", "claimed")),
        (f"{RAID} Police said the gunmen are suspected to have been sent by the Taliban.",
         ("Taliban", "suspected")),
        (f"{RAID} The Taliban did not respond to requests for comment.", ("Taliban", "no comment")),
        (f"{RAID} A Taliban spokesman could not be reached.", ("Taliban", "no comment")),
        ("Four people died on Thursday in an attack in Quetta claimed by the Taliban.", ("Taliban", "claimed")),
        ("Four people died on Thursday in an attack in Quetta blamed on the Taliban.", ("Taliban", "blamed")),
    ],
)  # fmt: skip
def test_who_answers_for_it_and_how(text, who):
    assert [who] == held(text)


@pytest.mark.parametrize(
    ("words", "who", "says"),
    [
        ("The Houthis blamed Saudi Arabia for the attack.", "Saudi Arabia", "Houthis"),
        ("The Houthis held Saudi Arabia responsible.", "Saudi Arabia", "Houthis"),
        ("The Houthis said Saudi Arabia was responsible for the attack.", "Saudi Arabia", "Houthis"),
        ("Saudi Arabia was accused by local officials of the attack.", "Saudi Arabia", "local officials"),
        ("The attack was claimed on behalf of the Islamic State by its agency Amaq.", "Islamic State",
         "its agency Amaq"),
        ("Witnesses said the Islamic State was to blame.", "Islamic State", "Witnesses"),
    ],
)  # fmt: skip
def test_the_one_who_says_so_is_kept_apart_from_the_one_held_responsible(words, who, says):
    claim = main(f"{STRIKE} {words}").first("attribution")
    assert (who, says) == (claim.value, claim.according_to)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Suspected Boko Haram fighters killed 11 farmers near Maiduguri on Thursday.", ("Boko Haram", "suspected")),
        ("Al-Shabaab fighters stormed a hotel in Mogadishu on Thursday, killing 14 people.", ("Al-Shabaab", "stated")),
        ("Unidentified gunmen shot dead a journalist in Karachi on Thursday.", ("unidentified gunmen", "unidentified")),
        ("Armed men kidnapped 12 students from a school in Kaduna on Thursday.", ("armed men", "unidentified")),
        ("Four people were killed by Israeli forces in Jenin on Thursday.", ("Israeli military", "stated")),
        ("Russian jets bombed a market in Idlib on Thursday, killing 12 people.", ("Russian military", "stated")),
        ("Four people were killed by a Russian drone in Idlib on Thursday.", ("Russian military", "stated")),
        ("Four people were killed by Saudi-led coalition jets in Sanaa on Thursday.",
         ("Saudi-led coalition", "stated")),
        ("Jets of the Saudi-led coalition bombed a market in Sanaa on Thursday, killing four people.",
         ("Saudi-led coalition", "stated")),
        ("Four people died in an alleged strike by the Israeli army in Jenin on Thursday.",
         ("Israeli military", "suspected")),
        ("Four people were killed by an alleged Israeli quadcopter drone in Jenin on Thursday.",
         ("Israel", "suspected")),
        ("A series of Israeli airstrikes killed four people in Jenin on Thursday.", ("Israel", "stated")),
        ("The mayor of Huanta was murdered on Thursday by members of the Shining Path.", ("Shining Path", "stated")),
        ("A column of the Shining Path attacked Huanta on Thursday, killing four people.",
         ("Shining Path", "stated")),
        ("The Iraqi army said its jets had killed four people in Kirkuk on Thursday.", ("Iraqi military", "claimed")),
        ("The army said it killed four people in Kirkuk on Thursday.", ("army", "claimed")),
        ("Hamas's armed wing fired rockets at Ashkelon on Thursday, killing four people.", ("Hamas", "stated")),
        ("Maoist guerrillas of the Shining Path dragged the mayor from Mass on Sunday and shot him in Huanta.",
         ("Shining Path", "stated")),
        ("The Iraqi army, supported by allies, attacked Kirkuk on Thursday, killing four.",
         ("Iraqi military", "stated")),
        ("Four people were killed in an encounter with security forces in Tral on Thursday.",
         ("security forces", "stated")),
        ("Two soldiers died when Maoists triggered a landmine in Latehar on Thursday.", ("Maoist rebels", "stated")),
        ("Government forces killed four people in Nyala on Thursday.", ("government forces", "stated")),
        ("Unidentified gunmen shot dead four people in Nyala on Thursday.", ("unidentified gunmen", "unidentified")),
        ("An engineer was kidnapped near Cali on Thursday by a Colombian guerrilla group.",
         ("Colombian rebels", "stated")),
        ("Two nurses were killed in Kano on Thursday by a Nigerian criminal gang.", ("Nigerian gangs", "stated")),
    ],
)  # fmt: skip
def test_who_is_told_to_have_done_it(text, who):
    assert [who] == held(text, "perpetrator")


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("An air strike killed six Islamic State fighters in Kirkuk province on Wednesday.", "Islamic State"),
        ("Kurdish fighters clashed with Turkish soldiers near Afrin on Thursday, killing four.", "Turkish military"),
        ("Unidentified gunmen shot dead a journalist in Karachi on Thursday.", "journalist"),
        ("An Islamic State attack killed four Iraqi soldiers in Kirkuk on Thursday.", "Iraqi military"),
        ("An Iraqi army post in Kirkuk was attacked by Islamic State fighters on Thursday.", "Iraqi military"),
        ("Gunmen ambushed a police patrol in Culiacan on Thursday, killing four people.", "police patrol"),
    ],
)
def test_whom_it_was_aimed_at(text, target):
    assert [target] == [c.value for c in main(text).all("target")]


def test_the_one_blamed_stands_before_what_is_told_of_him():
    assert [] == held(f"{RAID} The raid was blamed on smugglers who are at war with the Taliban.")


@pytest.mark.parametrize(
    "text",
    [
        "Four people were killed on Thursday when a mine exploded in Kirkuk, in an area once held by the Taliban.",
        "Gunmen killed four people in Kirkuk on Thursday. The Taliban controls villages nearby.",
        "An attack on a Taliban post in Kirkuk on Thursday killed four fighters.",
        "Four Taliban fighters were killed by gunmen in Kirkuk on Thursday.",
        "Taliban-backed gunmen killed four people in Kirkuk on Thursday.",
        "A bomb killed four people in Kirkuk on Thursday. The Taliban denied that its men had attacked the market.",
    ],
    ids=["holds the area", "is near", "is hit", "is killed", "backs them", "denies it"],
)
def test_who_is_only_named_has_not_done_it(text):
    assert "Taliban" not in [name for name, _ in held(text, "perpetrator")]


@pytest.mark.parametrize(
    "text",
    [
        "Three people died in the Kabul attack on Thursday.",
        "Police are holding four men over the Bogota dynamite attacks, in which nine people died on Thursday.",
        "Two bodies, new victims of the Guatemalan violence, were found shot to death in Mixco on Thursday.",
        "A senator was shot dead in Soacha on Thursday, it was confirmed by police and health authorities.",
        "A bomb wounded five people in Medellin on Thursday after a televised speech by US President Reyes.",
        "A nun was shot in San Salvador on Thursday, and Salvadoran authorities are conducting investigations to catch "
        "those responsible for the attack.",
    ],
    ids=["a capital", "another capital", "a country's violence", "confirms it", "speaks", "investigates"],
)
def test_a_state_that_is_only_named_has_not_done_it(text):
    assert [] == held(text, "perpetrator")


def test_who_is_admitted_to_hospital_claims_nothing():
    assert [] == held(f"{ROCKETS} Both have been admitted to hospital.")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The Sudanese army shelled El Fasher on Monday. On Tuesday the army bombed a market there, killing nine.",
         "Sudanese military"),
        ("An FMLN column attacked San Miguel on Monday. On Tuesday the guerrillas killed nine people in Suchitoto.",
         "Farabundo Martí National Liberation Front"),
        ("The US-led coalition said it was looking into it. A Coalition airstrike killed nine in Mosul on Tuesday.",
         "US-led coalition"),
    ],
)  # fmt: skip
def test_the_army_is_the_one_that_the_report_names(text, who):
    assert who in {c.value for a in read(text).accounts for c in a.all("perpetrator")
                   if any(t.value == 9 for t in a.all("killed"))}  # fmt: skip


def test_the_army_is_left_as_it_is_where_two_are_named():
    text = "The Iraqi army met the Turkish army near Zakho. The army killed nine people in Zakho on Tuesday."
    assert [("army", "stated")] == held(text, "perpetrator")


def test_both_sides_of_a_fight_take_part_in_it():
    text = "Fighting between the Sudanese army and the Rapid Support Forces killed four people in Nyala on Thursday."
    assert [("Sudanese military", "stated"), ("Rapid Support Forces", "stated")] == held(text, "perpetrator")


def test_a_monitor_that_tells_of_it_has_not_done_it():
    text = "The Syrian Observatory for Human Rights said jets bombed a market in Idlib on Thursday, killing 12 people."
    assert "Syrian Observatory for Human Rights" not in [v for v, _ in held(text, "perpetrator")]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("The claim could not be independently verified.", "unconfirmed"),
        ("The video was independently verified.", "confirmed"),
    ],
)
def test_whether_it_was_checked_is_kept(words, value):
    assert [value] == [c.value for c in main(f"{RAID} {words}").all("verification")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The ELN bombed a bank in Cali on Thursday, killing two.", "Remote explosive/landmine/IED"),
        ("Unidentified men bombed the offices of a union in Quito on Thursday.", "Remote explosive/landmine/IED"),
        ("The Sudanese air force bombed a village near Nyala on Thursday, killing six.", "Air/drone strike"),
        ("Unidentified jets bombed a village near Nyala on Thursday, killing six.", "Air/drone strike"),
    ],
)
def test_those_without_aircraft_bombed_with_bombs_they_planted(text, kind):
    assert kind == main(text).event_type
