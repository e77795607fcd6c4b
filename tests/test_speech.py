# ruff: noqa: SIM300 (asserts read expected == actual)
"""Whom a report quotes for what it tells."""

import pytest
from wire import main

from consilience.extract.speech import resolve_back

TOLD = "Two soldiers were killed by a roadside bomb in Kirkuk on Thursday"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"{TOLD}, according to police.", "police"),
        (f"According to the Iraqi Observatory, {TOLD.lower().replace('kirkuk', 'Kirkuk')}.", "Iraqi Observatory"),
        (f"{TOLD}, a police source told reporters.", "police source"),
        (f"{TOLD}, the army said in a statement.", "army"),
        (f"The army said in a statement that {TOLD.lower().replace('kirkuk', 'Kirkuk')}.", "army"),
        ('"Two soldiers were killed by a bomb in Kirkuk on Thursday," said Rami Saleh, a doctor.', "Rami Saleh"),
        (f"{TOLD}, and on Friday the governor said the road was closed.", "governor"),
        (f"{TOLD}.", None),
    ],
    ids=[
        "according to",
        "according to, first",
        "told",
        "in a statement",
        "said that",
        "quoted",
        "day before",
        "nobody",
    ],
)
def test_a_toll_is_told_by_whoever_is_quoted_for_it(text, source):
    assert source == main(text).first("killed").according_to


@pytest.mark.parametrize(
    ("first", "back"),
    [
        ("the Syrian Observatory for Human Rights said", "The monitor"),
        ("the Syrian Observatory for Human Rights said", "The observatory"),
        ("the Syrian Observatory for Human Rights said", "It"),
        ("Omar Haddad said", "He"),
    ],
)
def test_he_and_the_monitor_are_whoever_spoke_before(first, back):
    account = main(f"Jets bombed a market in Idlib on Thursday, {first}.\n{back} said 12 people were killed.")
    expected = first.removeprefix("the ").removesuffix(" said")
    assert expected == account.first("killed").according_to


def test_words_that_point_back_at_nobody_stay_as_they_are():
    assert "monitor" == resolve_back("monitor", [])


def test_the_spokesman_is_the_one_told_before_and_not_the_last_to_speak():
    before = ["army spokesman Karim Aziz", "Rami Saleh"]
    assert "army spokesman Karim Aziz" == resolve_back("spokesman", before)
