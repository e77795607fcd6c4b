"""Sums over many attacks beside one incident, and the third person of words for harm."""

from datetime import date

import pytest

from consilience.claim import Account
from consilience.extract.grammar import Grammar
from consilience.extract.lexicon import third_person
from consilience.reconcile import account_toll
from consilience.report import Report


def main_account(text: str, title: str | None = None) -> Account:
    report = Report("r1", text, title=title, published=date(2016, 11, 28))
    return min(Grammar().extract(report).accounts, key=lambda account: account.rank)


def best(account: Account, field: str) -> int:
    toll = account_toll(account, field)
    return toll.best if toll else 0


@pytest.mark.parametrize(
    "sum_told",
    [
        "At least 10 people were killed and 13 injured in separate shootings across Chicago since Saturday.",
        "Overall, 10 people were killed and 13 wounded in Chicago weekend shootings.",
    ],
)
def test_a_sum_over_a_towns_attacks_is_no_toll_of_the_one_told(sum_told):
    account = main_account(f"A boy, 11, was shot dead in Chicago on Sunday night, police said. {sum_told}")
    assert best(account, "killed") == 1
    assert [c.scope for c in account.all("killed") if c.value == 10] in ([], ["tally"])


def test_one_attack_told_in_the_plural_keeps_its_toll():
    assert best(main_account("Ten people were killed in air strikes on Idlib, Syria, on Sunday."), "killed") == 10


def test_people_killed_in_general_far_below_count_nobody():
    filler = "Officers searched the block for shell casings and spoke with neighbours. " * 8
    told = f"Two men were shot in Oak Park on Sunday. {filler}Residents say that they are killing young people."
    account = main_account(told)
    assert (best(account, "killed"), best(account, "injured")) == (0, 2)


@pytest.mark.parametrize(
    ("base", "third"),
    [
        ("kill", "kills"),
        ("carry off", "carries off"),
        ("fatally shoot", "fatally shoots"),
        ("shoot and kill", "shoots and kills"),
        ("claim the life of", "claims the life of"),
    ],
)
def test_the_third_person(base, third):
    assert third_person(base) == third


@pytest.mark.parametrize(
    "told", ["A boy fatally shoots himself", "Student takes own life", "Man shoots and kills wife"]
)
def test_the_present_of_headlines_tells_of_a_death(told):
    assert best(main_account(f"{told} in Baltimore on Sunday.", title=told), "killed") == 1
