# ruff: noqa: SIM300 (asserts read expected == actual)
"""Sentences that pass from one incident to another, and those that only tell how one went."""

import pytest

from consilience.extract.segment import segments
from wire import figures, read, sentence


def links(text: str) -> list[str | None]:
    """How the parts of one sentence hang together, the main one first."""
    return [s.link for s in segments(sentence(text))]


def answers(text: str) -> tuple[str, str]:
    """The places of the answer and of what it answers."""
    accounts = {a.id: a for a in read(text).accounts}
    (answer,) = [a for a in accounts.values() if a.all("response")]
    return answer.place.name, accounts[answer.first("response").value].place.name


@pytest.mark.parametrize(
    "text",
    [
        "Turkey bombed Afrin in Syria on Thursday in retaliation for a rocket attack on Kilis that killed two "
        "people on Wednesday.",
        "Turkey shelled the town of Afrin in Syria on Thursday in response to a rocket attack on Kilis that killed "
        "two people on Wednesday.",
        "In revenge for the killing of two people in Kilis on Wednesday, Turkey shelled the town of Afrin in "
        "Syria on Thursday.",
        "Thursday's strike in Afrin in Syria was in response to Wednesday's rocket attack on Kilis, which killed "
        "two people.",
        "Two people were killed by rockets in Kilis on Wednesday. Turkey retaliated on Thursday with air strikes on "
        "Afrin in Syria that killed five people.",
    ],
    ids=["in retaliation for", "in response to", "in revenge for", "was in response to", "retaliated"],
)
def test_an_attack_and_the_answer_to_it_are_two_and_tied(text):
    assert ("Afrin", "Kilis") == answers(text)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed five men in Maradi on Wednesday, and on Thursday a roadside bomb killed two men in Diffa.",
        "Gunmen killed five men in Maradi on Wednesday. A roadside bomb killed two men in Diffa on Thursday.",
        "Gunmen killed five men in Maradi on Wednesday, while a roadside bomb killed two men in Diffa on Thursday.",
        "Gunmen killed five men in Maradi on Wednesday, a day before a roadside bomb killed two soldiers in Diffa.",
    ],
    ids=["and on Thursday", "two sentences", "while", "a day before"],
)
def test_two_incidents_in_one_paragraph_stay_two(text):
    told = {a.place.name: (str(a.day), figures(a)) for a in read(text).accounts}
    assert {"Maradi": ("2021-03-03", ["5"]), "Diffa": ("2021-03-04", ["2"])} == told


@pytest.mark.parametrize("link", [", and gunmen", ", while gunmen", ", as gunmen"])
def test_people_killed_in_another_town_by_others_are_another_incident_of_the_day(link):
    text = f"A bomb killed two policemen in Hilla on Thursday{link} shot dead three soldiers in Tikrit."
    told = {a.place.name: (str(a.day), figures(a)) for a in read(text).accounts}
    assert {"Hilla": ("2021-03-04", ["2"]), "Tikrit": ("2021-03-04", ["3"])} == told


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed two policemen in Hilla on Thursday and wounded three who were taken to Baghdad.",
        "A bomb killed two policemen in Hilla on Thursday, while Radio Tikrit said that three had died.",
        "A convoy was ambushed near Hilla on Thursday; two drivers died in that ambush.",
    ],
    ids=["one subject", "another source", "that ambush"],
)
def test_one_incident_told_in_two_clauses_stays_one(text):
    assert 1 == len(read(text).accounts)


@pytest.mark.parametrize(
    "text",
    [
        "Four people were killed in Quetta on Thursday after gunmen opened fire on a bus.",
        "A bomb exploded in Quetta on Thursday while people were shopping, killing four.",
        "Gunmen stormed a hotel in Quetta on Thursday before blowing themselves up, killing four people.",
        "Three people were killed on Wednesday and on Thursday in clashes in Quetta.",
        "Following a bombing in Quetta on Thursday that killed four people, police closed the road.",
    ],
    ids=["after", "while", "before", "two days of one", "following"],
)
def test_words_that_tell_how_one_incident_went_do_not_part_it(text):
    assert 1 == len(read(text).accounts)


def test_a_participle_after_a_comma_belongs_to_the_clause_before_it():
    text = "Days after rockets hit Taji in Iraq, killing two soldiers, US jets bombed Albukamal in Syria on Thursday."
    told = {a.place.name: figures(a) for a in read(text).accounts}
    assert {"Taji": ["2"], "Albukamal": []} == told


def test_a_sentence_without_a_link_is_one_segment():
    assert [None] == links("Gunmen killed five people in Maradi on Wednesday.")


def test_a_gap_of_time_before_after_belongs_to_the_link():
    text = "A bomb killed five people in Kabul on Thursday, two days after gunmen killed three policemen in Herat."
    main, side = segments(sentence(text))
    assert ("after", "two days after") == (side.link, side.gap.words)
    assert main.last < side.first
