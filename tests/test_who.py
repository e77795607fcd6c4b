# ruff: noqa: SIM300 (asserts read expected == actual)
"""Who did it and to whom, and who claims, is blamed, denies or says nothing."""

import pytest
from wire import main

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
    ],
    ids=["claimed", "blamed", "denied", "no comment", "no group", "no claim"],
)  # fmt: skip
def test_who_answers_for_it_and_how(text, who):
    assert [who] == held(text)


def test_the_one_who_blames_is_kept_apart_from_the_one_blamed():
    claim = main(f"{STRIKE} The Houthis blamed Saudi Arabia for the attack.").first("attribution")
    assert ("Saudi Arabia", "Houthis") == (claim.value, claim.according_to)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Suspected Boko Haram fighters killed 11 farmers near Maiduguri on Thursday.", ("Boko Haram", "suspected")),
        ("Al-Shabaab fighters stormed a hotel in Mogadishu on Thursday, killing 14 people.", ("Al-Shabaab", "stated")),
        ("Unidentified gunmen shot dead a journalist in Karachi on Thursday.", ("unidentified gunmen", "unidentified")),
        ("Armed men kidnapped 12 students from a school in Kaduna on Thursday.", ("armed men", "unidentified")),
        ("Four people were killed by Israeli forces in Jenin on Thursday.", ("Israeli military", "stated")),
        ("Russian jets bombed a market in Idlib on Thursday, killing 12 people.", ("Russian military", "stated")),
    ],
    ids=["suspected", "named", "unidentified", "armed men", "passive", "adjective"],
)
def test_who_is_told_to_have_done_it(text, who):
    assert [who] == held(text, "perpetrator")


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("An air strike killed six Islamic State fighters in Kirkuk province on Wednesday.", "Islamic State"),
        ("Kurdish fighters clashed with Turkish soldiers near Afrin on Thursday, killing four.", "Turkish military"),
        ("Unidentified gunmen shot dead a journalist in Karachi on Thursday.", "journalist"),
    ],
)
def test_whom_it_was_aimed_at(text, target):
    assert [target] == [c.value for c in main(text).all("target")]


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
