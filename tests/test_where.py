# ruff: noqa: SIM300 (asserts read expected == actual)
"""Where it happened, whence it was launched, and names that are neither."""

from datetime import date

import pytest

from consilience.extract.grammar import Grammar
from consilience.report import Report
from wire import main, quotes, read, values


@pytest.mark.parametrize(
    ("text", "source", "hit"),
    [
        ("Rockets fired from Gaza hit the city of Ashkelon on Thursday, killing a woman.", "Gaza", "Ashkelon"),
        ("Missiles launched from Iran killed three people in Erbil on Thursday.", "Iran", "Erbil"),
        ("A drone strike on Thursday killed two men in Erbil. The drone was launched from Iran.", None, "Erbil"),
    ],
    ids=["fired from", "launched from", "another sentence"],
)
def test_the_place_of_launching_is_not_where_it_happened(text, source, hit):
    account = main(text)
    assert hit == account.place.name
    assert source is None or [source] == values(account, "launched_from")


def test_in_the_town_is_the_town_told_before():
    text = (
        "Gunmen raided the town of Djibo on Wednesday, killing ten people.\n"
        "On Thursday a bomb killed two soldiers in the town."
    )
    second = read(text).accounts[1]
    assert "Djibo" == second.place.name
    assert ["the town"] == quotes(second, "place")


def test_a_dateline_that_begins_with_an_adjective_is_of_no_capital():
    place = main("FRENCH VALLEY – Two people were shot dead on Monday.").place
    assert place is None or place.country != "FR"


@pytest.mark.parametrize(
    ("words", "town", "land"),
    [("Somali", "Mogadishu", "SO"), ("Afghan", "Kabul", "AF"), ("Ukrainian", "Kyiv", "UA")],
)
def test_the_capital_of_an_adjective_is_that_town(words, town, land):
    place = main(f"A suicide bomber killed 12 people in the {words} capital on Thursday.").place
    assert (town, land) == (place.name, place.country)


@pytest.mark.parametrize(
    ("text", "land"),
    [
        ("An air strike killed five fighters near the border with Iraq in Albukamal, Syria, on Thursday.", "SY"),
        ("Shelling killed three people in a village on the Syrian border in Turkey on Thursday.", "TR"),
        ("Rockets fired across the Lebanese border killed a farmer in Metula, Israel, on Thursday.", "IL"),
    ],
    ids=["border with", "on the border", "across the border"],
)
def test_a_border_is_not_the_country_beyond_it(text, land):
    assert land == main(text).place.country


def test_the_country_of_those_who_did_it_is_not_where_it_happened():
    assert "SY" == main("Russian jets bombed a market in Idlib on Thursday, killing 12 people.").place.country


def test_the_home_of_a_speaker_is_not_where_it_happened():
    text = "Gunmen killed three people in Bama on Thursday, an official in Abuja said."
    assert ["Bama"] == values(main(text), "place")


def test_near_a_town_is_no_more_than_near():
    assert "nearby" == main("Gunmen killed three farmers near Bama on Thursday.").place.precision


def test_a_country_told_beside_its_town_is_not_a_place_of_its_own():
    account = main("A bomb killed three people in Mosul, Iraq, on Thursday.")
    assert ["Mosul"] == values(account, "place")


def test_an_adjective_hints_at_the_country_where_no_place_is_told():
    account = main("Rockets hit an Iraqi base on Thursday, wounding two soldiers.")
    assert ("IQ", "country") == (account.place.country, account.place.precision)


@pytest.mark.parametrize(
    ("text", "town", "region"),
    [
        ("A Sherman man was shot dead on Friday. Grayson County deputies helped Sherman police.", "Sherman", "Texas"),
        ("MAIDUGURI, Nigeria — Gunmen shot dead four farmers on Friday, police said.", "MAIDUGURI", "Borno"),
        ("Two people were shot on Friday night. Police in Dayton, Ohio, are looking for a man.", "Dayton", "Ohio"),
    ],
    ids=["his town and its police", "the dateline", "the police"],
)
def test_where_no_place_is_told_it_is_the_town_the_report_plays_in(text, town, region):
    place = main(text).place
    assert (town, region) == (place.name, place.admin1)


def test_a_region_told_is_not_narrowed_to_a_town_outside_it():
    place = main("BAGHDAD, Iraq — A bomb killed five soldiers in Anbar province on Friday.").place
    assert ("Anbar", "region") == (place.name, place.precision)


@pytest.mark.parametrize(
    ("text", "name", "region"),
    [
        ("Police in Toledo, Ohio, said two men were shot dead at a bar in Homewood on Friday.", "Homewood", "Ohio"),
        ("A shell fell near the Yarmouk Mosque in Rafah, Gaza Strip, on Friday, killing two.", "Yarmouk", "Gaza Strip"),
    ],
    ids=["a quarter with far namesakes", "a mosque"],
)
def test_a_part_of_the_town_is_not_its_far_namesake(text, name, region):
    told = [c.resolved for c in main(text).claims if c.field == "place"]
    assert {(name, region, "nearby")} == {(p.name, p.admin1, p.precision) for p in told if p.name == name}


def test_the_name_of_a_family_is_no_place():
    account = main("An air strike hit the house of the Hamdan family in Rafah, Gaza Strip, on Friday, killing five.")
    assert ["Rafah", "Gaza Strip"] == values(account, "place") or "Rafah" == account.place.name
    assert "Hamdan" not in values(account, "place")


def test_where_somebody_is_from_is_not_where_it_happened():
    text = "An Akron man shot dead two people on Friday. The shooting happened in Canton, Ohio. The Akron man fled."
    assert "Canton" == main(text).place.name


@pytest.mark.parametrize(
    ("text", "name", "lies"),
    [
        ("Ten soldiers died in Burkina Faso on Monday when a bomb went off near Tangomayo, in the Sahel region.",
         "Tangomayo", ("BF", "Sahel")),
        ("Raiders from Pibor, South Sudan, killed nine people in the village of Likwanglo on Tuesday.",
         "Likwanglo", ("SS", None)),
        ("Gunmen shot dead two traders at Deir al-Mazzar on Friday, police in Baghdad said.",
         "Deir al-Mazzar", ("IQ", None)),
        ("Jets killed eleven people in a strike on Tell Arrud, in Syria, on Friday.", "Tell Arrud", ("SY", None)),
        ("Rebels in Mali stormed Sangorou on Friday and killed six soldiers.", "Sangorou", ("ML", None)),
    ],
    ids=["beside a region", "village of", "with an article", "strike on", "stormed"],
)  # fmt: skip
def test_a_village_in_no_gazetteer_is_told_by_the_words_around_it(text, name, lies):
    place = main(text).place
    assert (name, lies) == (place.name, (place.country, place.admin1))
    assert not place.known


def test_a_body_or_a_word_after_a_preposition_is_no_unlisted_village():
    text = "Two men were shot dead on Friday, a spokesman said in Parliament. They had met at Brightwater Hotel."
    assert "place" not in {c.field for c in main(text).claims}


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Chicago police said four men were wounded in Fernwood on Tuesday.", "Illinois"),
        ("BOGOTA, Colombia - Four police officers were shot dead in Arauquita on Tuesday.", "Arauca"),
        ("Four people were shot dead in Arauquita, Colombia, on Tuesday, police in Bogota said.", "Arauca"),
    ],
)
def test_only_in_news_of_a_town_is_a_far_name_a_part_of_it(text, region):
    assert main(text).place.admin1 == region


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Police in Beebe arrested a man who shot dead two people on Friday.", "Beebe"),
        ("Two people were shot dead on Friday, police said.", "Memphis"),
    ],
)
def test_the_masthead_of_a_title_tells_where_only_for_want_of_others(text, name):
    report = Report("r", text, "Two shot dead - WMC Action News 5 - Memphis, Tennessee", published=date(2021, 3, 8))
    assert Grammar().extract(report).accounts[0].place.name == name
