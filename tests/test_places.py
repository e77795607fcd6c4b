"""Names of places in text, and which place each means."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consilience.place import Place
from consilience.resolve.countries import countries, country_named, country_of_adjective, country_of_people
from consilience.resolve.names import bare, key, rough
from consilience.resolve.place_cues import DISTANCE
from consilience.resolve.places import (
    PlaceWords,
    contains,
    countries_of,
    find_places,
    place_named,
    resolve_place,
    resolve_places,
)


def found(text: str) -> dict[str, PlaceWords]:
    return {p.words: p for p in find_places(text)}


def placed(text: str) -> dict[str, Place]:
    return {w.words: p for w, p in resolve_places(text)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al Bukamal", "al-Bukamal"),
        ("Deir ez-Zor", "Deir Ezzor"),
        ("Ta'izz", "Taizz"),
        ("Ségou", "SEGOU"),
        ("Łódź", "Lodz"),
        ("الأنبار", "الانبار"),
    ],
)
def test_spellings_meet_in_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_keys_keep_other_scripts() -> None:
    assert key("Київ") != ""
    assert not key("Київ").isascii()
    assert key("दिल्ली") == key("दिल्ली ")


def test_articles_are_dropped_for_the_second_key() -> None:
    assert bare("al-Hilla") == bare("Al Hilla") == "hilla"
    assert bare("Albukamal") == "bukamal"
    assert bare("Hilla") is None


@pytest.mark.parametrize(
    ("country", "one", "other"),
    [
        ("IQ", "Wassit", "Waset"),
        ("SY", "Deir al-Zour", "Dayr az-Zawr"),
        ("UA", "Avdeyevka", "Avdiivka"),
        ("UA", "Lugansk", "Luhansk"),
        ("IQ", "Qayyarah", "Gayara"),
    ],
)
def test_rough_keys_meet(country: str, one: str, other: str) -> None:
    assert rough(one, country) == rough(other, country)


def test_a_country_in_context_decides() -> None:
    nineveh = found("in Nineveh")["Nineveh"]
    assert resolve_place(nineveh, {"IQ": 1.0, "US": 0.2}).country == "IQ"
    taji = found("near Taji")["Taji"]
    assert resolve_place(taji, {"IQ": 1.0}).country == "IQ"


def test_all_spellings_of_a_town_are_one_place() -> None:
    spellings = ("Albukamal", "Al Bukamal", "al-Bukamal", "Abu Kamal", "Albu Kamal")
    assert len({place_named(s, {"SY": 1.0}).key for s in spellings}) == 1


def test_cue_words_choose_the_kind() -> None:
    town = placed("A bomb exploded in Kirkuk, Iraq.")["Kirkuk"]
    region = placed("A bomb exploded in Kirkuk province, Iraq.")["Kirkuk"]
    assert (town.precision, region.precision) == ("town", "region")
    assert contains(region, town)
    assert placed("The Taji base in Iraq was hit.")["Taji base"].precision == "exact"
    assert placed("The Albukamal region of Syria was hit.")["Albukamal"].precision == "district"


@pytest.mark.parametrize(
    "text",
    [
        "A drone fell near Mosul in Iraq.",
        "A drone fell 15 km north of Mosul in Iraq.",
        "A drone fell outside Mosul in Iraq.",
        "A drone fell a few miles from Mosul in Iraq.",
    ],
)
def test_near_is_not_in(text: str) -> None:
    assert placed(text)["Mosul"].precision == "nearby"


def test_adjectives_are_told_apart() -> None:
    words = found("Iraqi and Jordanian soldiers of the US-led coalition fought Iran-backed men.")
    assert {w: p.kind for w, p in words.items()} == dict.fromkeys(("Iraqi", "Jordanian", "US", "Iran"), "adjective")
    assert countries_of(words.values())["IQ"] == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "Police said Both were killed. Many fled. Of them, two died in March.",
        "Mr Rafah spoke. President Clinton replied to spokesman John Rafah.",
        "Jordan Smith and Chad Brown were wounded.",
    ],
)
def test_words_and_people_are_no_places(text: str) -> None:
    assert find_places(text) == ()


def test_a_known_region_after_a_comma_decides() -> None:
    places = placed("He was arrested in Alexandria, Louisiana, on Friday.")
    assert places["Alexandria"].admin1 == "Louisiana"
    assert placed("He was arrested in Alexandria, Va., on Friday.")["Alexandria"].admin1 == "Virginia"


def test_capitals_only() -> None:
    text = "GUERRILLAS ATTACKED A POLICE POST IN SAN SALVADOR AND BOGOTA, COLOMBIA. EL SALVADOR PROTESTED TO HONDURAS."
    assert {"SAN SALVADOR", "BOGOTA", "COLOMBIA", "EL SALVADOR", "HONDURAS"} <= set(found(text))
    assert "POLICE" not in found(text)


def test_unknown_names_are_said_to_be_unknown() -> None:
    words = found("Rockets fell on the village of Xyzzyqua in Iraq.")["Xyzzyqua"]
    place = resolve_place(words, {"IQ": 1.0})
    assert (place.precision, place.key, place.lat) == ("unknown", None, None)
    assert place.rule


def test_a_tie_is_said() -> None:
    assert "ambiguous" in resolve_place(found("in Springfield, people")["Springfield"], {"US": 1.0}).rule


def test_other_scripts() -> None:
    assert resolve_place(found("انفجار في الموصل")["الموصل"], {"IQ": 1.0}).country == "IQ"
    assert resolve_place(found("взрыв в Харькове и Київ")["Київ"], {"UA": 1.0}).country == "UA"


@pytest.mark.parametrize(
    ("outer", "inner", "answer"),
    [
        ("Iraq", "Kirkuk", True),
        ("Syria", "Kirkuk", False),
        ("Anbar", "Ramadi", True),
        ("Nineveh", "Ramadi", False),
        ("Gaza Strip", "Shuja'iyya", True),
        ("West Bank", "Khan Yunis", False),
    ],
)
def test_contains(outer: str, inner: str, answer: bool) -> None:
    lands = {"IQ": 1.0, "SY": 0.5, "PS": 0.5}
    assert contains(place_named(outer, lands), place_named(inner, lands)) is answer
    assert contains(Place("somewhere"), place_named(inner, lands)) is None


def test_countries() -> None:
    assert len(countries()) > 240
    assert country_named("Iraq") == country_of_adjective("Iraqi") == country_of_people("Iraqis") == "IQ"
    assert country_named("us") is None
    assert country_named("US") == "US"
    assert country_named("") is None


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_spans_stand_in_any_text(text: str) -> None:
    words = find_places(text)
    for word in words:
        assert text[word.start : word.end] == word.words
    assert all(a.end <= b.start for a, b in pairwise(words))


_BITS = ("Iraq", "al-", "Al ", "Bukamal", " in ", "the ", "Taji", " base", ", ", ". ", "US", "-led", "\n", "near ",
         "Mr ", "(", "Va.", "New", " York", "'s", "of ", "St. ", "حلب", "Deir", " ez", "-Zor", "2")  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(_BITS), max_size=25).map("".join))
def test_spans_stand_in_texts_full_of_names(text: str) -> None:
    pairs = resolve_places(text)
    for word, place in pairs:
        assert text[word.start : word.end] == word.words == place.name
        assert place.rule
        assert place.known == (place.precision != "unknown")
    assert all(a.end <= b.start for (a, _), (b, _) in pairwise(pairs))


@pytest.mark.parametrize(
    ("text", "name", "country", "region"),
    [
        ("Firemen from Sherman and Bonham helped in Paris, seat of Lamar County, on Friday.", "Paris", "US", "Texas"),
        ("A man from Terre Haute died near Paris in Edgar County, police in Marshall said.", "Paris", "US", "Illinois"),
        ("The mayor of Paris met ministers in Lyon and Marseille.", "Paris", "FR", "Île-de-France"),
        ("Police in Lebanon, Ohio, said on Friday that Lebanon was quiet.", "Lebanon", "US", "Ohio"),
        ("Beirut is quiet, but shells fell on Tyre in southern Lebanon.", "Lebanon", "LB", None),
    ],
)
def test_the_names_of_a_text_say_together_where_it_plays(text: str, name: str, country: str, region: str) -> None:
    place = placed(text)[name]
    assert (place.country, place.admin1) == (country, region)


@pytest.mark.parametrize(
    "words",
    [
        "15 km from", "3 kms outside of", "one kilometer from", "two kilometres from the town of", "a mile from",
        "5 miles south of", "300 meters from", "north of", "northeast of", "north-east of the city of", "southwest of",
        "southwards of", "near the village of", "outside", "around", "close to", "not far from", "next to",
        "in the vicinity of", "off the coast of", "on the road to", "towards", "toward the town of",
        "on a highway between Tikrit and", "in an area that lies between",
    ],
)  # fmt: skip
def test_all_words_of_distance_are_heard(words: str) -> None:
    assert DISTANCE.search(f"A drone fell {words} ")
    assert placed(f"A drone fell {words} Mosul in Iraq.")["Mosul"].precision == "nearby"


@pytest.mark.parametrize(
    ("text", "name", "region"),
    [
        ("A bridge was closed in Ft. Lauderdale, Florida.", "Ft. Lauderdale", "Florida"),
        ("Deputies of St. Johns County, Fla., closed a road.", "St. Johns County", "Florida"),
    ],
)
def test_shortened_names_are_spelled_out(text: str, name: str, region: str) -> None:
    assert placed(text)[name].admin1 == region


def test_the_name_of_a_street_or_court_is_no_place() -> None:
    streets = found("Shots fell in Smiley Court, on Bourbon St. and Dublin Road.")
    assert not {"Smiley", "Bourbon", "Dublin"} & set(streets)


@pytest.mark.parametrize(
    ("text", "name", "region"),
    [
        ("FEDERAL WAY, Wash. — A fire broke out.", "FEDERAL WAY", "Washington"),
        ("BIRMINGHAM, Ala — A fire broke out.", "BIRMINGHAM", "Alabama"),
        ("At 5 PM\n\nPITTSBURGH — A fire broke out.", "PITTSBURGH", "Pennsylvania"),
        ("An Algiers woman was freed.", "Algiers", "Algiers"),
    ],
)
def test_towns_of_datelines(text: str, name: str, region: str) -> None:
    assert placed(text)[name].admin1 == region


def test_a_side_of_a_town_is_no_town() -> None:
    assert not found("Shots fell on the West Side and in Eastside.")


@pytest.mark.parametrize(
    "text",
    [
        "Two men were shot in the 5300 block of Aberdeen in Chicago.",
        "A man was stabbed at 497 North Salem in Chicago.",
        "Shots rang out in Chicago near 21st and Cleveland.",
        "The shop at Aurora and Pine streets in Chicago was robbed.",
        "He was found at the corner of State and Madison in Chicago.",
        "Three guests of the Hampton Inn in Chicago were shot.",
    ],
)
def test_a_street_or_an_inn_named_after_a_town_is_no_town(text: str) -> None:
    assert list(found(text)) == ["Chicago"]


def test_a_town_is_told_beside_a_street() -> None:
    assert "Cleveland" in found("He was shot on 21st Street in Cleveland.")
    assert found("D.C. police said two men were shot.")["D.C."].candidates[0].name == "Washington"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Two men were shot in Federal Way on Monday.", "Federal Way"),
        ("A Silver City man was shot on Monday.", "Silver City"),
        ("John Roe, 31, of Gary, was shot on Monday.", "Gary"),
        ("Saginaw kids found a gun.", "Saginaw"),
        ("Six were shot at a dice game in Prince George's County.", "Prince George's County"),
        ("An Oconee Co. deputy was shot.", "Oconee Co"),
    ],
)
def test_a_name_of_plain_words_or_of_a_person_is_a_place_where_only_a_place_can_stand(text: str, name: str) -> None:
    assert [words.words for words in find_places(text)] == [name]


@pytest.mark.parametrize(
    "text", ["The Federal Way forward is long.", "The memory of Gary lives on.", "Gary, 31, was shot."]
)
def test_elsewhere_it_is_none(text: str) -> None:
    assert find_places(text) == ()
