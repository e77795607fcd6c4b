# ruff: noqa: SIM300 (asserts read expected == actual)
"""Whom a report quotes for what it tells."""

import pytest

from consilience.extract.speech import resolve_back
from wire import main

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
        (f"{TOLD}, and on Friday the governor said the road was closed.", None),
        (f"{TOLD}.", None),
    ],
    ids=[
        "according to",
        "according to, first",
        "told",
        "in a statement",
        "said that",
        "quoted",
        "said something else",
        "nobody",
    ],
)
def test_a_toll_is_told_by_whoever_is_quoted_for_it(text, source):
    assert source == main(text).first("killed").according_to


BOMB = "A bomb exploded at a market in Kirkuk on Thursday"
KILLED = "Seven people were killed in a raid on Kirkuk on Thursday"


def told(text: str) -> list[tuple[object, str | None]]:
    """Each figure of the dead and wounded with whoever gives it, in the order told."""
    claims = [c for c in main(text).claims if c.field in ("killed", "injured")]
    return [(c.value, c.according_to) for c in sorted(claims, key=lambda c: c.evidence.start)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The army said 12 fighters were killed near Kidal on Thursday, but residents said 40 people died.",
         [(12, "army"), (40, "residents")]),
        ("Twelve people died in an air strike on Kidal on Thursday, the army said, but 40 died according to residents.",
         [(12, "army"), (40, "residents")]),
        ("Gunmen killed 12 people in Kidal on Thursday, the mayor said, while a medic spoke of 15 dead.",
         [(12, "mayor"), (15, "medic")]),
        ("Police said seven people were killed in Kirkuk on Thursday; a nurse counted nine dead.",
         [(7, "Police"), (9, "nurse")]),
        ("Officials put the death toll in Thursday's bombing of Kirkuk at seven, but witnesses reported 15 killed.",
         [(7, "Officials"), (15, "witnesses")]),
        (f"{KILLED}, the governor said, adding that 19 were wounded.", [(7, "governor"), (19, "governor")]),
        (f"{KILLED}, Xinhua reported, citing police.", [(7, "police")]),
        (f"{KILLED}, according to a toll given by the health ministry.", [(7, "health ministry")]),
        (f"{KILLED}, the provincial governor was quoted as saying by state television.",
         [(7, "provincial governor")]),
        (f"{KILLED}, a spokesman for the army told AFP on condition of anonymity.", [(7, "spokesman for the army")]),
        ("In its statement the army said its jets had killed seven militants in Kirkuk on Thursday.", [(7, "army")]),
        (f"The army, for its part, said that {KILLED.lower().replace('kirkuk', 'Kirkuk')}.", [(7, "army")]),
    ],
)  # fmt: skip
def test_each_figure_has_the_speaker_of_its_own_clause(text, figures):
    assert figures == told(text)


@pytest.mark.parametrize(
    "text",
    [
        f'{BOMB}. "We counted seven bodies," Ali Hassan said. "Nineteen people were wounded."',
        f'{BOMB}. "Seven people were killed. Nineteen were wounded," said Ali Hassan, a nurse.',
        f'{BOMB}. Ali Hassan said: "Seven people were killed. It was a dark day. Nineteen were wounded."',
        f"{BOMB}.\n“Seven people were killed.\n“Nineteen were wounded,” Ali Hassan told reporters.",
        f"{BOMB}. Ali Hassan said seven people were killed. He added that 19 were wounded.",
    ],
    ids=["taken up again", "told at the end", "told at the beginning", "over paragraphs", "he added"],
)
def test_a_quotation_over_several_sentences_keeps_its_speaker(text):
    assert [(7, "Ali Hassan"), (19, "Ali Hassan")] == told(text)


def test_what_stands_outside_a_quotation_is_the_reports_own():
    text = f'{BOMB}. "Seven people were killed. It was a dark day," a nurse said. Nineteen people were wounded.'
    assert [(7, "nurse"), (19, None)] == told(text)


@pytest.mark.parametrize(
    ("headline", "source"),
    [
        ("Bomb kills seven at Kirkuk market: ministry", "ministry"),
        ("Ministry: bomb kills seven at Kirkuk market", "Ministry"),
        ("Bomb kills seven at Kirkuk market - officials", "officials"),
        ("Bomb kills seven at Kirkuk market, police say", "police"),
        ("Kirkuk: bomb kills seven at market", None),
    ],
)
def test_a_headline_tells_whose_word_it_is(headline, source):
    assert [(7, source)] == told(f"{headline}\n\n{BOMB}.")


def test_she_is_the_last_person_and_it_the_last_body_to_speak():
    before = ["police spokeswoman Leyla Nuri", "interior ministry"]
    assert ["police spokeswoman Leyla Nuri", "interior ministry"] == [resolve_back(w, before) for w in ("She", "it")]


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
