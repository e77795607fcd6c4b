# ruff: noqa: SIM300 (asserts read expected == actual)
"""Who is named among the victims, where the name stands apart from the words of harm; and who is not."""

import pytest

from consilience.claim import HIT
from wire import figures, main, values

LEAD = "Two men were shot dead in Quetta on Thursday, police said."
ONE = "A man was shot dead in Quetta on Thursday, police said."


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"{LEAD} The dead were identified as Omar Saleh, 34, and Ali Bari, 19.", ["Omar Saleh", "Ali Bari"]),
        (f"{LEAD} The two were named locally as Omar Saleh and Ali Bari.", ["Omar Saleh", "Ali Bari"]),
        (f"{ONE} Police identified the victim as 23-year-old Omar Saleh of Chaman.", ["Omar Saleh"]),
        (f"{ONE} Family members named him as Omar Saleh.", ["Omar Saleh"]),
        (f"{ONE} The man was identified by the coroner as Omar Saleh.", ["Omar Saleh"]),
        (f"{ONE} The dead man, Omar Saleh, was a baker.", ["Omar Saleh"]),
        (f"{ONE} The victim was 34-year-old Omar Saleh.", ["Omar Saleh"]),
        (f"{ONE} Among the victims figures the teacher Omar Saleh.", ["Omar Saleh"]),
        ("A man, whom relatives named as Omar Saleh, was killed in Quetta on Thursday.", ["Omar Saleh"]),
        ("Omar Saleh, 34, was in a car in Quetta on Thursday when a gunman shot him. He died at once.",
         ["Omar Saleh"]),
        ("Gunmen opened fire on Omar Saleh in Quetta on Thursday. He died on the spot.", ["Omar Saleh"]),
        (f"{ONE} Omar Haddad drove a taxi. Haddad was killed at a junction.", ["Omar Haddad"]),
    ],
    ids=["a list", "locally", "of a town", "a pronoun", "by whom", "an apposition", "a copula", "among", "whom",
         "him", "shot at", "a last name"],
)  # fmt: skip
def test_victims_are_named_apart_from_the_words_of_harm(text, names):
    account = main(text)
    assert names == sorted(set(values(account, "victim")), key=names.index)
    assert figures(account)[0] == str(len(names))


@pytest.mark.parametrize(
    "text",
    [
        f"{ONE} The suspect was identified as Omar Saleh.",
        f"{ONE} The gunman, identified as Omar Saleh, fled.",
        f"{ONE} The man who shot him was identified as Omar Saleh.",
        f"{ONE} Police named Omar Saleh as their chief.",
        f"{ONE} The victim, police officer Omar Saleh said, had no enemies.",
        f"{ONE} Omar Saleh, 34, was arrested. He had shot at a neighbour.",
        f"{ONE} The victim's father, Omar Saleh, asked for justice.",
        "A boy was taken to Omar Saleh Hospital in Quetta on Thursday, where he died of a gunshot wound.",
        f"{ONE} He was identified as a 16-year-old Austin resident.",
        f"{ONE} Omar Saleh was with him at a shop when he was shot.",
        f"{ONE} The owner of the car was identified as Omar Saleh.",
    ],
)
def test_suspects_and_those_who_tell_of_it_are_no_victims(text):
    assert [] == values(main(text), "victim")


def test_names_after_the_list_are_not_of_it():
    text = f"{ONE} The victim was identified as Ali Bari, Sheriff Omar Saleh said."
    assert ["Ali Bari"] == values(main(text), "victim")


def test_the_fate_of_the_named_is_that_told_before():
    wounded = main("A man was wounded by gunmen in Quetta on Thursday. The man was identified as Omar Saleh.")
    assert ["injured"] == [c.qualifier for c in wounded.all("victim")]
    shot = main("A man was shot in Quetta on Thursday. The victim was identified as Omar Saleh.")
    assert [HIT] == [c.qualifier for c in shot.all("victim")]


def test_one_of_several_victims_is_not_said_to_be_dead_because_another_is() -> None:
    text = "Two people were killed and three wounded in Jos on Friday. Two women died at the scene."
    account = main(f"{text} Another victim was identified as Sara Musa.")
    assert [(c.value, c.qualifier) for c in account.claims if c.field == "victim"] == [
        ("Sara Musa", "hit, the dead among them")
    ]
