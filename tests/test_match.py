from dataclasses import replace

import pytest

from build import AL_BUKAMAL, AL_QAIM, ALBUKAMAL, BAGHDAD, DEIR_EZ_ZOR, IRAQ, KIRKUK, SYRIA, account
from consilience.place import Place
from consilience.reconcile import PlainMatcher
from consilience.reconcile.names import distinct, same_person
from consilience.reconcile.weights import table

STRIKE = {"day": "2020-03-12", "place": ALBUKAMAL, "type": "Air/drone strike"}


def like(one, other):
    first, second = PlainMatcher().compare([(one, other), (other, one)])
    assert (first.score, bool(first.barred)) == (second.score, bool(second.barred))
    return first


def test_reasons_are_sentences():
    told = like(account("r1", killed=18, **STRIKE), account("r2", killed="18+", **{**STRIKE, "place": AL_BUKAMAL}))
    assert told.score > 0.9
    assert "both on 2020-03-12" in told.reasons
    assert "Albukamal and Al Bukamal are the same place" in told.reasons
    assert any("18 killed" in r for r in told.reasons)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"day": "2020-03-12"}, {"day": "2020-01-10"}),
        ({"day": "2020-03-01/2020-03-05"}, {"day": "2020-03-12"}),
        ({"day": "2020-03-12", "place": BAGHDAD}, {"day": "2020-03-12", "place": ALBUKAMAL}),
        ({"day": "2020-03-12", "place": BAGHDAD}, {"day": "2020-03-12", "place": KIRKUK}),
        ({"day": "2020-03-12", "place": SYRIA}, {"day": "2020-03-12", "place": KIRKUK}),
        ({"published": "2020-03-01"}, {"day": "2020-03-12"}),
    ],
)
def test_what_cannot_be_one_is_barred_with_a_reason(one, other):
    told = like(account("r1", killed=18, **one), account("r2", killed=18, **other))
    assert told.barred
    assert told.score == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"day": "2020-03-12"}, {"day": "2020-03-11"}),
        ({"day": "2020-03-11/2020-03-12"}, {"day": "2020-03-13"}),
        ({"place": AL_QAIM}, {"place": ALBUKAMAL}),  # 16 km, across a border
        ({"place": [IRAQ, SYRIA]}, {"place": ALBUKAMAL}),
        ({"place": [AL_QAIM, KIRKUK]}, {"place": KIRKUK}),
        ({}, {}),
    ],
)
def test_what_can_be_one_is_not_barred(one, other):
    assert like(account("r1", **one), account("r2", **other)).barred is None


def test_a_region_mentioned_beside_a_town_does_not_make_two_towns_one():
    other_town = Place("Hajin", "SY", "Deir ez-Zor", 34.69, 40.83, "town", "geonames:hajin")  # 28 km away
    told = like(account("r1", place=[ALBUKAMAL, DEIR_EZ_ZOR]), account("r2", place=other_town))
    assert "Albukamal and Hajin are 28 km apart" in told.reasons
    told = like(account("r1", place=[DEIR_EZ_ZOR, ALBUKAMAL]), account("r2", place=other_town))
    assert "Hajin lies in Deir ez-Zor" in told.reasons


def test_two_accounts_of_one_report_are_two():
    assert like(account("r1", killed=18, **STRIKE), account("r1", rank=1, killed=18, **STRIKE)).barred


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"killed": 18}, {"killed": 30}),
        ({"type": "Shelling/artillery/missile attack"}, {"type": "Peaceful protest"}),
        ({"perpetrator": "Israel"}, {"perpetrator": "Turkey"}),
        ({"perpetrator": "IDF"}, {"target": "Israel"}),
        ({"victims": ["Wasim al-Tufayli"]}, {"victims": ["Omar Khalil"]}),
        ({"munitions": 10}, {"munitions": 12}),
        ({"day": "2020-03-12"}, {"day": "2020-03-11"}),
    ],
)
def test_what_speaks_for_weighs_more_than_what_speaks_against(better, worse):
    known = account(
        "r1", killed=18, perpetrator="Israel", target="Hezbollah", victims=["Wassim Tufaili"], munitions=10, **STRIKE
    )

    def score(more):
        return like(known, account("r2", **{**STRIKE, **more})).score

    assert score(better) > score(worse)


def test_a_toll_that_is_a_part_of_another_speaks_for():
    whole = account("r1", killed=[(1, {"nationality": "US"}), (2, {"nationality": "IQ"})], **STRIKE)
    told = like(whole, account("r2", killed=(1, {"nationality": "US"}), **STRIKE))
    assert any("is a part of" in r for r in told.reasons)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Qasem Soleimani", "Qassem Suleimani"),
        ("Soleimani", "Qasem Soleimani"),
        ("Wassim Tufaili", "Wasim al-Tufayli"),
        ("Mohammed Ahmad", "Muhammad Ahmed"),
        ("Abu Mahdi Al Muhandis", "Abu Mahdi al-Mohandes"),
        ("Олена Коваленко", "Olena Kovalenko"),
    ],
)
def test_spellings_of_one_person(one, other):
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohammed al-Masri", "Ahmed al-Masri"),
        ("Hassan Karimi", "Hussein Karimi"),
        ("Abu Ali Khazali", "Abu Mahdi Khazali"),
        ("Ali", "Alia"),
        ("", "Ali"),
    ],
)
def test_different_people(one, other):
    assert not same_person(one, other)


def test_distinct_names():
    told = ["Qasem Soleimani", "Soleimani", "Qassem Suleimani", "Abu Mahdi"]
    assert [sorted(g) for g in distinct(told)] == [["Abu Mahdi"], sorted(told[:3])]


def test_every_level_of_the_table_has_a_weight_and_a_sentence():
    for group, levels in table().items():
        if isinstance(levels, dict) and group not in ("kinds", "countries"):
            assert all(set(level) - {"fixed"} == {"weight", "sentence"} for level in levels.values()), group
            assert levels["unknown"]["weight"] == 0


NAMES = ("jeremiah", "oakdale", "oakdale road", "tidwell")


def test_rare_names_tell_two_reports_of_one_incident_from_two_of_one_town():
    strike = {**STRIKE, "killed": 2}
    known, strange = (
        account("r2", names=NAMES, **strike),
        account("r3", names=("brookes", "harlow", "venner"), **strike),
    )
    first = account("r1", names=NAMES, **strike)
    assert like(first, known).score > like(first, account("r4", **strike)).score > like(first, strange).score
    assert "both tell of oakdale road, jeremiah, oakdale, tidwell" in like(first, known).reasons


@pytest.mark.parametrize(
    ("shared", "days", "barred"),
    [
        (1, ("2020-03-12", "2020-03-15"), True),
        (2, ("2020-03-12", "2020-03-15"), False),  # one tells the day of an arrest
        (2, ("2020-03-12", "2020-05-15"), True),
        (4, ("2020-03-12", "2020-05-15"), False),
        (4, ("2020-03-12", "2022-05-15"), True),
    ],
)
def test_names_that_only_one_incident_has_outweigh_another_day(shared, days, barred):
    accounts = [
        account(f"r{n}", day=day, place=ALBUKAMAL, published=None, names=NAMES[:shared]) for n, day in enumerate(days)
    ]
    assert bool(like(*accounts).barred) is barred


def test_nobody_is_killed_twice():
    dead = {"killed": 1, "place": KIRKUK, "published": None}
    first = account("r1", day="2020-03-12", victims=["Kareem Haddad"], **dead)
    assert like(first, account("r2", day="2020-03-20", victims=["Karim Haddad"], **dead)).barred is None
    assert like(first, account("r3", day="2020-03-20", victims=["Samir Haddad"], **dead)).barred


def test_namesakes_are_no_bar_unless_each_is_told_with_its_region():
    def at(lat, lon, key, rule):
        return Place("Mansoura", "YE", None, lat, lon, "town", key, rule)

    bare, other = at(12.8, 45.0, "y:1", "gazetteer: name"), at(15.3, 44.2, "y:2", "gazetteer: name, YE in context")
    sure = at(15.3, 44.2, "y:2", "named with its region: name")
    first = account("r1", day="2020-03-12", place=bare, killed=7)
    assert (
        "both were in a town called Mansoura; which of its namesakes is not sure"
        in like(first, account("r2", day="2020-03-12", place=other, killed=7)).reasons
    )
    surely_here = account("r3", day="2020-03-12", place=at(12.8, 45.0, "y:1", "named with its region: name"), killed=7)
    assert like(surely_here, account("r4", day="2020-03-12", place=sure, killed=7)).barred


def test_tolls_that_lie_far_from_each_other_are_of_two_incidents():
    few, many = account("r1", killed=2, **STRIKE), account("r2", killed=61, **STRIKE)
    assert like(few, many).score < like(few, account("r3", killed=7, **STRIKE)).score < 0.7


def test_two_towns_some_kilometres_apart_are_two_places_and_a_base_beside_a_town_is_not():
    def at(lat, name, precision):
        return Place(name, "PS", "Gaza", lat, 34.35, precision, f"p:{name}")

    told = {"day": "2023-10-12", "published": None, "killed": 3}
    first = account("r1", place=at(31.42, "Deir al-Balah", "town"), **told)
    town = account("r2", place=at(31.32, "Abasan", "town"), **told)
    base = account("r3", place=at(31.32, "the base", "exact"), **told)
    assert like(first, town).score < 0.6 < like(first, base).score
    assert "Deir al-Balah and Abasan are 11 km apart" in like(first, town).reasons


def test_many_names_without_one_in_common_are_of_two_incidents():
    one, two = ["Amal Saleh", "Hani Saleh", "Rima Saleh"], ["Omar Najjar", "Lina Qasem", "Sami Harb"]
    same_town = {**STRIKE, "killed": 3}
    first = account("r1", victims=one, **same_town)
    assert like(first, account("r2", victims=two, **same_town)).score < 0.65
    assert like(first, account("r2", victims=[*two, one[0]], **same_town)).score > 0.9


def test_who_is_held_responsible_is_told_of_many_in_the_same_words():
    words = "local sources attributed all of the strikes to Israeli forces"
    blamed = {"day": "2023-10-12", "attribution": ("Israel", {"standing": "blamed"})}
    told = [account(f"r{n}", **blamed) for n in range(2)]
    long = [
        replace(a, claims=tuple(replace(c, evidence=replace(c.evidence, quote=words)) for c in a.claims)) for a in told
    ]
    assert not any("word for word" in reason for reason in like(*long).reasons if "12" not in reason)
