# ruff: noqa: SIM300 (asserts read expected == actual)
"""Who was killed or injured or is missing, and who is named among them."""

import pytest

from consilience.claim import HIT
from wire import figures, main, quotes, read, values


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Gunmen killed four people in Quetta on Thursday.", ["4"], []),
        ("Four people were killed by gunmen in Quetta on Thursday.", ["4"], []),
        ("Four killed by gunmen in Quetta on Thursday", ["4"], []),
        ("Three protesters shot dead in Yangon on Thursday", ["3"], []),
        ("Police shot dead three protesters in Yangon on Thursday.", ["3"], []),
        ("Gunmen shot dead a 40-year-old shopkeeper in Karachi on Thursday.", ["1"], []),
        ("A sniper shot dead an electrician in Aleppo on Thursday.", ["1"], []),
        ("A missile hit a bus in Dnipro on Thursday, killing four people and injuring 20.", ["4"], ["20"]),
        ("Four people died in shelling of Donetsk on Thursday.", ["4"], []),
        ("Shelling in Donetsk on Thursday left two dead and five wounded.", ["2"], ["5"]),
        ("Two people were killed and five others were wounded in shelling of Donetsk on Thursday.", ["2"], ["5"]),
        ("One person was killed and two others wounded in a drone strike in Kherson on Thursday.", ["1"], ["2"]),
        ("Two civilians were killed and a child was wounded by shelling in Avdiivka on Thursday.", ["2"], ["1"]),
        ("An explosion killed one and injured two in Kabul on Thursday.", ["1"], ["2"]),
        ("An attack in Quetta on Thursday led to the deaths of four miners.", ["4"], []),
        ("The killing of two traders in Kano on Thursday shocked the market.", ["2"], []),
        ("A mortar attack on Thursday claimed the lives of three children in Taiz.", ["3"], []),
        ("Two soldiers lost their lives in an ambush near Djibo on Thursday.", ["2"], []),
        ("Six guards lost their lives and nine clerks were hurt in a blast in Kabul on Thursday.", ["6"], ["9"]),
        ("Gunmen pulled five men off a bus near Kano on Thursday and killed them.", ["5"], []),
        ("Shelling near Donetsk on Thursday killed 12 gravediggers.", ["12"], []),
        ("A mob burned alive three drivers in Zaria on Thursday.", ["3"], []),
        ("Shelling of Donetsk on Thursday killed two and wounded eight before dawn.", ["2"], ["8"]),
        ("A rocket killed two in Sderot on Thursday; three farmers escaped with minor injuries.", ["2"], ["3"]),
        ("A bomb killed two in Quetta on Thursday. Nine people are still under treatment.", ["2"], ["9"]),
        ("A bomb killed two in Quetta on Thursday. Four men were treated for burns.", ["2"], ["4"]),
        ("Two guards died and four others suffered bullet wounds in Kano on Thursday.", ["2"], ["4"]),
        ("Six guards were killed on Thursday, and another four were hurt, in a raid on Diffa.", ["6"], ["4"]),
        ("A couple, Amal and Lina Saleh, were killed by shelling in Idlib on Thursday.", ["2-2 (a couple)"], []),
        ("Clashes in Bria on Thursday claimed 30 lives and left 50 people wounded.", ["30"], ["50"]),
        ("A driver, a Syrian labourer, was wounded by shelling of Taiz on Thursday.", [], ["1"]),
        ("Gunmen killed the prefect of Puno and a night watchman on Thursday.", ["2"], []),
        ("A mortar bomb fell on a football pitch in Taiz, killing four boys.", ["4"], []),
        ("Two girls were killed when shells landed on Kafr Salih on Thursday, and three were hurt.", ["2"], ["3"]),
        ("The bodies of 14 people were taken to a hospital in Kano after a raid on Thursday.", ["14"], []),
        ("A shell hit a school in Taiz on Thursday. There were injuries.", [], ["2+ (plural)"]),
        ("A mine killed all nine occupants of a cart near Diffa on Thursday.", ["9"], []),
        ("A drone killed a fighter near Idlib on Thursday; no civilians were injured.", ["1"], []),
        ("A shell hit Taiz on Thursday: four men died and nine had to be treated in hospital.", ["4"], ["9"]),
        ("A shell hit Taiz on Thursday. Medics treated between seven and nine for wounds.", [], ["7-9"]),
        ("Troops killed 11 Taliban near Kabul on Thursday.", ["11"], []),
        ("The murder of two judges in Cali on Thursday shocked the city.", ["2"], []),
        ("The assassination in Lima on Thursday of two judges shocked the city.", ["2"], []),
        ("Gunmen in Lima on Thursday killed Ali Saleh, leader of the union, and Omar Zaki.", ["2"], []),
        ("Rebels hacked nine farmers to death near Bunia on Thursday.", ["9"], []),
        ("A mob in Zaria on Thursday burned three drivers alive.", ["3"], []),
        ("Soldiers beat a trader to death in Lagos on Thursday.", ["1"], []),
        ("Gunmen shot a shepherd dead near Kosti on Thursday.", ["1"], []),
        ("A shooting victim died in Kano on Thursday.", ["1"], []),
        ("An 18-month old was killed and a 19 year old was wounded in Kano on Thursday.", ["1"], ["1"]),
        ("The victim who died in Kano on Thursday after being shot was a clerk.", ["1"], []),
    ],
)
def test_the_people_harmed_are_found_wherever_the_words_put_them(text, killed, injured):
    account = main(text)
    assert killed == figures(account)
    assert injured == figures(account, "injured")


def test_the_people_harmed_are_not_those_who_did_it():
    account = main("Gunmen shot dead a 40-year-old shopkeeper in Karachi on Thursday.")
    assert ["Gunmen"] == quotes(account, "perpetrator")
    assert "fighter" not in {c.category for c in account.all("killed")}


def test_bodies_found_are_people_killed():
    account = main("Gunmen attacked a village near Goma on Thursday. The bodies of nine men were found in its fields.")
    assert ["9"] == figures(account)


@pytest.mark.parametrize("other", ["while a clinic spoke of 20", "with a monitor putting the figure at 20"])
def test_a_figure_alone_counts_those_just_told_of(other):
    assert ["25", "20"] == figures(main(f"Elders in Yakla said 25 people had died in Thursday's raid, {other}."))
    assert ["25", "20"] == figures(main("Shelling killed 25 people in Yakla on Thursday. A clinic spoke of 20."))


def test_the_missing_are_kept_apart_from_the_dead():
    account = main("Three people were missing after a drone strike on a building in Kharkiv on Thursday.")
    assert ["3"] == figures(account, "missing")
    assert [] == figures(account)


@pytest.mark.parametrize(
    "text",
    [
        "No one was hurt when a rocket landed in Sderot on Thursday.",
        "A rocket landed in Sderot on Thursday; there were no casualties.",
        "A rocket landed in Sderot on Thursday but caused no injuries, the army said.",
    ],
)
def test_where_nobody_was_hurt_no_toll_is_made_up(text):
    account = main(text)
    assert () == account.all("killed") + account.all("injured")


def test_what_could_have_killed_people_killed_nobody():
    account = main("A bomb exploded in Quetta on Thursday. It could have killed 40 people, police said.")
    assert [] == figures(account)


@pytest.mark.parametrize(
    ("text", "risen"),
    [
        ("The death toll from Thursday's truck bombing in Mogadishu has risen from 18 to 22, police said.", "22"),
        ("The death toll from Thursday's bombing in Kabul rose to 31 on Friday.", "31"),
        ("The toll of Thursday's attack in Maradi climbed to at least 22, the governor said.", "22+"),
    ],
    ids=["from 18 to 22", "rose to", "climbed to at least"],
)
def test_a_toll_that_rises_stands_at_its_last_figure(text, risen):
    account = main(text)
    assert [risen] == figures(account, scope="later")
    assert [] == figures(account)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Militants attacked a convoy near Maiduguri on Thursday. Among the dead was Colonel Ibrahim Sani.",
         ["Ibrahim Sani"]),
        ("Militants attacked a convoy near Bama on Thursday, killing seven people. Among the dead was Fatima Bello, "
         "a nurse.", ["Fatima Bello"]),
        ("An air strike on Gaza City on Thursday killed a reporter, Nabil Saleh.", ["Nabil Saleh"]),
        ("Omar al-Turk (54) was killed in an air strike on Gaza City on Thursday.", ["Omar al-Turk"]),
        ("Nabil Saleh, 54, was killed in an air strike on Gaza City on Thursday.", ["Nabil Saleh"]),
        ("An air strike on Thursday killed the militia commander Abu Omar in Idlib.", ["Abu Omar"]),
        ("An air strike on Thursday killed two commanders, Abu Omar and Hassan Rida, in Idlib.",
         ["Abu Omar", "Hassan Rida"]),
    ],
    ids=["among the dead was", "a calling", "apposition", "article", "subject", "after a rank", "two in apposition"],
)  # fmt: skip
def test_victims_are_named(text, names):
    assert names == values(main(text), "victim")


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("An air strike on Gaza City on Thursday killed a reporter, Nabil Saleh.", ["1"]),
        ("An air strike on Thursday killed two commanders, Abu Omar and Hassan Rida, in Idlib.", ["2"]),
        ("A drone strike in Idlib on Thursday killed Abu Omar and Hassan Rida.", ["2"]),
    ],
    ids=["one", "two", "names alone"],
)
def test_a_name_in_apposition_is_nobody_more(text, killed):
    assert killed == figures(main(text))


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen stormed a hotel in Mogadishu on Thursday, killing 14 people, police officer Ali Hassan told AFP.",
        "A bomb killed 14 people in Quetta on Thursday, Mayor Ali Hassan said.",
        "A bomb in Quetta on Thursday killed 14 people, a police spokesman, Ali Hassan, said.",
        "A bomb killed 14 people in Quetta on Thursday, a trader, Ghulam Nabi Baloch, said.",
        '"We lost 14 people," said Ali Hassan after a bomb killed 14 people in Quetta on Thursday.',
    ],
)
def test_whoever_tells_of_the_dead_is_not_among_them(text):
    account = main(text)
    assert [] == values(account, "victim")
    assert ["14"] == figures(account)


@pytest.mark.parametrize(
    "text",
    [
        "A girl was wounded in the 700 block of Leaflet Lane in Houston on Thursday.",
        "The Good Samaritan was shot in Houston on Thursday.",
        "Police look for a gunman who shot four, killing one, Outside Downtown Houston",
    ],
    ids=["a street", "an article", "a preposition"],
)
def test_what_is_no_person_is_no_victim(text):
    assert [] == values(main(text), "victim")


def test_the_dead_and_the_wounded_of_an_act_are_told_once():
    assert ["2"] == figures(main("Gunmen shot and killed two guards in Kano on Thursday."))


def test_a_death_by_illness_is_no_incident():
    assert () == read("Forty people died of cholera in Bama on Thursday, doctors said.").accounts


def test_one_who_was_hurt_and_died_of_it_is_one_of_the_dead():
    account = main("The driver injured in a blast in Kabul on Thursday died from his wounds on Friday.")
    assert figures(account, "killed") == ["1"]
    assert [c.qualifier for c in account.all("injured")] == [HIT]
