# ruff: noqa: SIM300 (asserts read expected == actual)
"""People told of together: how many, of what calling, from where, and who is only a part of them."""

import pytest

from consilience.extract.group import Group, groups
from consilience.extract.quantity import quantities
from consilience.extract.token import flatten, tokenize
from wire import figures, main


def people(text: str) -> list[Group]:
    """The groups in a few words."""
    tokens = tokenize(flatten(text))
    return groups(tokens, quantities(tokens, ()))


def one(text: str) -> Group:
    """The only group in a few words."""
    found = people(text)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("18 militia fighters", "fighter"),
        ("three Iraqi policemen", "police"),
        ("two schoolchildren", "child"),
        ("four pregnant women", "woman"),
        ("a cameraman", "journalist"),
        ("an ambulance driver", "medic"),
        ("five paramedics", "medic"),
        ("six protesters", "protester"),
        ("two civilian contractors", "civilian"),
        ("nine people", None),
    ],
)
def test_a_noun_tells_the_category_of_its_people(words, category):
    assert category == one(words).category


@pytest.mark.parametrize(
    ("words", "land"),
    [("three Iraqi policemen", "IQ"), ("a US contractor", "US"), ("two French soldiers", "FR"), ("four Syrians", "SY")],
)
def test_an_adjective_tells_the_nationality_of_its_people(words, land):
    assert land == one(words).nationality


@pytest.mark.parametrize(
    ("words", "count"),
    [("a soldier", 1), ("another soldier", 1), ("a 25-year-old woman", 1), ("a family of six", 6), ("25 wounded", 25)],
)
def test_people_are_counted_with_and_without_a_number(words, count):
    assert count == one(words).count


def test_a_bare_plural_is_at_least_two_and_open_above():
    group = one("civilians")
    assert (None, 2, None) == (group.count, group.low, group.high)


@pytest.mark.parametrize("words", ["a police station", "two army trucks", "three rebel positions", "a militia base"])
def test_a_thing_of_people_is_no_people(words):
    assert [] == people(words)


def test_five_of_them_are_a_part_of_those_told_before():
    whole, part = people("Twenty people, five of them children")
    assert (False, True) == (whole.subset, part.subset)
    assert (5, "child") == (part.count, part.category)


def test_two_others_are_counted_beside_those_told_before():
    assert one("two others").more


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("A soldier and two policemen were killed on Thursday when their vehicle hit a landmine near Diffa.", "3"),
        ("Gunmen killed three farmers and their guard near Bama on Thursday.", "4"),
        ("Gunmen killed a woman and her two sons near Bama on Thursday.", "3"),
        ("A 25-year-old woman and her two sons were killed by shelling in Kherson on Thursday.", "3"),
        ("Thursday's bombing in Mogadishu killed a general, Ahmed Warsame, and two of his guards.", "3"),
        ("Gunmen killed Ahmed Saleh, 54, and his brother in Aden on Thursday.", "2"),
        ("An air strike on Thursday killed a family of six in Saada.", "6"),
        ("A landmine killed at least two soldiers as well as a child in Taiz on Thursday.", "3+"),
    ],
    ids=[
        "passive",
        "active",
        "her sons",
        "her sons, passive",
        "a general and guards",
        "a name",
        "family",
        "as well as",
    ],
)
def test_different_people_told_together_are_added_up(text, total):
    assert [total] == figures(main(text))


def test_the_groups_of_a_sum_are_kept_as_its_parts():
    account = main("A soldier and two policemen were killed on Thursday when a landmine went off near Diffa.")
    assert ["1", "2"] == figures(account, scope="part")


@pytest.mark.parametrize(
    ("text", "whole", "part"),
    [
        ("Twenty people, five of them children, were killed on Thursday in an air strike on Idlib.", "20", "5"),
        ("Eight people, including three women, were killed in a rocket attack on Marib on Thursday.", "8", "3"),
        ("A rocket attack on Marib on Thursday killed eight people, including three women.", "8", "3"),
        ("A rocket attack on Marib on Thursday killed eight people, two of whom were nurses.", "8", "2"),
        ("Eight people (three women among them) died in a rocket attack on Marib on Thursday.", "8", "3"),
    ],
    ids=["of them", "including before the verb", "including after it", "of whom", "in brackets"],
)
def test_a_group_told_to_be_among_others_is_a_part_and_adds_nothing(text, whole, part):
    account = main(text)
    assert [whole] == figures(account)
    assert [part] == figures(account, scope="part")


def test_some_of_the_wounded_told_apart_add_nothing():
    account = main("Ten people were wounded, three of them seriously, in shelling of Kherson on Thursday.")
    assert ["10"] == figures(account, "injured")
