"""Actors: the tables are well formed, and the words of a text lead to the right actor."""

from collections import Counter
from collections.abc import Iterable
from importlib.resources import files

import pytest

from consilience.actor import Actor
from consilience.resolve.actor_table import table
from consilience.resolve.actors import (
    ActorWords,
    actor_named,
    find_actors,
    find_governments,
    government,
    same_side,
)
from consilience.resolve.countries import countries, country_named, country_of_adjective
from consilience.resolve.names import key

KINDS = frozenset(
    "government military police intelligence militia rebel jihadist separatist cartel gang coalition peacekeeper "
    "monitor agency humanitarian court other".split()
)


def names(found: Iterable[ActorWords]) -> list[tuple[str, str]]:
    return [(words.words, words.actor.name) for words in found]


def lines(name: str) -> list[list[str]]:
    text = (files("consilience") / "data" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]


def test_every_row_has_its_columns() -> None:
    heading, *rows = lines("actors.tsv")
    assert heading == ["name", "kind", "country", "side", "aliases", "note"]
    assert [row for row in rows if len(row) != 6 or any(cell != cell.strip() for cell in row)] == []
    assert all(len(row) == 3 for row in lines("forces.tsv"))


REGIONS = {
    "Latin America": "CO SV GT PE MX HT NI BR EC HN CL AR BO VE",
    "Southeast Asia": "MM PH TH ID KH LA VN TL",
    "South Asia": "AF PK IN LK NP BD",
    "Middle East": "IQ SY YE LB IL PS IR TR",
    "North Africa and the Sahel": "LY EG DZ TN ML BF NE TD",
    "West and Central Africa": "NG CM CD CF RW BI LR SL CI",
    "East and southern Africa": "SO ET KE UG SD SS MZ AO ZW",
    "Caucasus and Central Asia": "GE AM AZ TJ UZ KG",
    "Europe": "UA RU GB IE ES FR RS BA XK",
}


def test_the_table_holds_those_who_fight_and_those_who_tell() -> None:
    held = Counter(actor.kind for actor in table())
    tell = held["agency"] + held["monitor"] + held["humanitarian"]
    assert tell >= 300
    assert held.total() - tell >= 900


@pytest.mark.parametrize("region", REGIONS)
def test_the_table_is_wide(region: str) -> None:
    held = {actor.country for actor in table() if actor.kind not in ("agency", "monitor", "humanitarian")}
    assert set(REGIONS[region].split()) - held == set()


def test_kinds_countries_and_sides_are_known() -> None:
    rows = {actor.name for actor in table()}
    lands = {country.name for country in countries().values()}
    for actor in table():
        assert actor.kind in KINDS, actor
        assert actor.country is None or actor.country in countries(), actor
        known = actor.side is None or actor.side in rows | lands
        assert known, actor
        assert actor.side != actor.name, actor
    assert {row[1] for row in lines("forces.tsv")[1:]} <= KINDS


def test_no_alias_is_shared_or_said_twice() -> None:
    owners: dict[str, list[str]] = {}
    for actor, aliases in table().items():
        for spelling in dict.fromkeys(aliases):
            owners.setdefault(key(spelling), []).append(actor.name)
    assert {k: v for k, v in owners.items() if len(set(v)) > 1} == {}
    assert [n for n, count in Counter(actor.name for actor in table()).items() if count > 1] == []
    assert [(a.name, s) for a, said in table().items() for s, count in Counter(said).items() if count > 1] == []


def test_no_alias_is_a_country() -> None:
    spellings = [alias for aliases in table().values() for alias in aliases]
    assert [alias for alias in spellings if country_named(alias) or country_of_adjective(alias)] == []


def test_a_row_is_found_by_each_of_its_aliases() -> None:
    for actor, aliases in table().items():
        for alias in aliases:
            assert actor_named(alias) == actor, alias
            found = find_actors(f"it was {alias} that spoke")
            assert [words.actor.name for words in found] == [actor.name], (alias, found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fighters of the Hachd Al-Chaabi fell.", [("Hachd Al-Chaabi", "Popular Mobilization Forces")]),
        ("Kata’ib Hezbollah and Hezbollah", [("Kata’ib Hezbollah", "Kataib Hezbollah"), ("Hezbollah", "Hezbollah")]),
        ("al shabaab and Al-Shabab", [("al shabaab", "Al-Shabaab"), ("Al-Shabab", "Al-Shabaab")]),
        ("Ansar\u00a0Allah fired", [("Ansar\u00a0Allah", "Houthis")]),
        ("Then the new people's army fell", []),
        ("the New People's Army fell", [("New People's Army", "New People's Army")]),
        ("the crisis, and what is known", []),
        ("WHAT IS KNOWN ABOUT HAMAS", [("HAMAS", "Hamas")]),
        ("IS claimed it", [("IS", "Islamic State")]),
        ("the U.S.-led coalition", [("U.S.-led coalition", "US-led coalition")]),
        ("Iraqi army posts", [("Iraqi army", "Iraqi military")]),
        ("Ukraine's air force said", [("Ukraine's air force", "Ukrainian military")]),
        ("Israeli warplanes came", [("Israeli warplanes", "Israeli military")]),
        ("Turkish police came", [("Turkish police", "Turkish police")]),
        ("Iraqi security forces", [("Iraqi security forces", "Iraqi security forces")]),
        ("Iraqi armed groups", [("Iraqi armed groups", "Iraqi militias")]),
        ("Tehran-backed militias", [("Tehran-backed militias", "pro-Iran militias")]),
        ("pro-Palestinian groups", []),
        ("it told us forces were near", []),
        ("U.S. officials spoke", [("U.S. officials", "United States")]),
        ("US and Iraqi forces", [("US", "US military"), ("Iraqi forces", "Iraqi military")]),
        ("pro-Iranian fighters", [("pro-Iranian fighters", "pro-Iran militias")]),
        ("Iran-backed armed factions", [("Iran-backed armed factions", "pro-Iran militias")]),
        ("Iran-backed Houthi rebels", [("Houthi rebels", "Houthis")]),
        ("Russian-backed separatists", [("Russian-backed separatists", "pro-Russia separatists")]),
        ("al-Qaeda-linked militants", [("al-Qaeda-linked militants", "Al-Qaeda-linked jihadists")]),
        ("US-backed Iraqi security forces", [("Iraqi security forces", "Iraqi security forces")]),
        ("anti-Israeli fighters", []),
        ("In Iraq, forces moved", []),
    ],
)  # fmt: skip
def test_actors_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    found = find_actors(text)
    assert names(found) == expected
    assert all(text[w.start : w.end] == w.words for w in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Washington struck back", [("Washington", "United States")]),
        ("A U.S. drone", [("U.S.", "United States")]),
        ("told us", []),
        ("Iran and the Islamic State in Iraq", [("Iran", "Iran")]),
        ("Israeli army", [("Israeli", "Israel")]),
        ("in the Persian Gulf", []),
        ("a car bomb, a CAR BOMB", []),
    ],
)
def test_governments_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(find_governments(text)) == expected


def test_composed_actors_know_their_state() -> None:
    assert actor_named("the iraqi army") == Actor("Iraqi military", "military", "IQ", "Iraq")
    assert actor_named("American troops") == actor_named("US military")
    assert actor_named("Islamic Republic of Iran") == government("IR") == Actor("Iran", "government", "IR")
    assert actor_named("pro-Iran militias") == Actor("pro-Iran militias", "militia")
    assert actor_named("the people") is None
    assert actor_named("") is None


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Kataib Hezbollah", "PMF", True),
        ("Quds Force", "Iran", True),
        ("US-led coalition", "United States", True),
        ("Iraqi army", "Baghdad's government", True),
        ("Iraqi army", "US army", False),
        ("Hezbollah", "Kataib Hezbollah", False),
        ("Qassam Brigades", "Hamas", True),
    ],
)
def test_sides(a: str, b: str, same: bool) -> None:
    first, second = actor_named(a), actor_named(b)
    assert first is not None
    assert second is not None
    assert same_side(first, second) is same
    assert same_side(second, first) is same


@pytest.mark.parametrize("before", ["", "İĞ ", "ﬁre ", "الحشد ", "Київ — ", "\U0001f4a5 ", "a\u0301 ", "’", "\n\n"])
def test_words_stand_where_they_are_said_to(before: str) -> None:
    text = f"{before}Hamas and Iraqi army, {before}France"
    for words in (*find_actors(text), *find_governments(text)):
        assert text[words.start : words.end] == words.words
    assert [w.actor.name for w in find_actors(text)] == ["Hamas", "Iraqi military"]
    assert [w.actor.name for w in find_governments(text)] == ["Iraq", "France"]
