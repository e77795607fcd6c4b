# ruff: noqa: SIM300 (asserts read expected == actual)
"""Which lines of a page are the report, and which are not."""

import pytest

from consilience.extract.layout import passages
from wire import figures, main, quotes, read

LEAD = "Gunmen killed five people in the eastern city of Goma on Thursday, the governor of the province told reporters."


def kinds(text: str) -> list[str]:
    """What each passage of a text is taken for."""
    return [p.kind for p in passages(text)]


def test_a_short_first_line_is_a_headline_and_prose_is_body():
    assert ["headline", "body"] == kinds(f"Five killed in Goma\n{LEAD}")


@pytest.mark.parametrize(
    "line",
    ["Rescuers carry a body in Beni. [Getty]", "People flee Beni, 3 June 2019 (AFP)", "File photo of a burnt car"],
)
def test_a_line_with_a_picture_credit_is_a_caption(line):
    assert {"caption"} == set(kinds(f"{LEAD}\n{line}")[1:])


def test_the_day_of_a_picture_is_not_the_day_of_the_incident():
    account = main(f"{LEAD}\nRescuers carry a victim of an attack in Goma on 3 June 2019. [Getty]")
    assert "2021-03-04" == str(account.day)


@pytest.mark.parametrize("end", ["Comments", "Related articles", "Most read", "The Latest", "Read next:"])
def test_what_follows_the_end_of_a_report_is_left_out(end):
    reading = read(f"{LEAD}\n{end}\nA suicide bomber killed 40 people in Bunia on Monday.")
    assert [["5"]] == [figures(a) for a in reading.accounts]


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Ten killed in attack on Beni",
        "Our newsroom moderates all comments. Attacks on others and killings of character are not allowed.",
        "Sign up for our newsletter on the war: 40 killed in Bunia",
        "Also read: bomb kills three in Bukavu on Monday",
    ],
    ids=["teaser", "comment policy", "newsletter", "also read"],
)
def test_teasers_and_policies_are_left_out(line):
    reading = read(f"{LEAD}\n{line}")
    assert 1 == len(reading.accounts)
    assert ["killed five people"] == quotes(reading.accounts[0], "killed")


def test_lines_broken_at_a_width_are_one_paragraph():
    wrapped = (
        "At least eighteen people were killed on Thursday when gunmen\n"
        "attacked a market in the town of Diapaga, in the volatile east\n"
        "of the country, the governor of the region said, adding that\n"
        "the attackers had come on motorcycles from the forest and had\n"
        "burned down shops before they left.\n"
    )
    assert {0} == {p.paragraph for p in passages(wrapped)}
    assert ["18+"] == figures(main(wrapped))


@pytest.mark.parametrize("dateline", ["KABUL (Reuters) - ", "KABUL, Afghanistan — ", "Kabul, March 5 - "])
def test_a_dateline_is_not_where_or_when_it_happened(dateline):
    account = main(f"{dateline}A bomb killed four people in Jalalabad on Thursday.")
    assert "Jalalabad" == account.place.name
    assert "2021-03-04" == str(account.day)


def test_a_dateline_is_where_it_happened_if_nothing_else_is_told():
    account = main("ERBIL, Iraq - Rockets landed near a base on Thursday, wounding a contractor.")
    assert "ERBIL" == account.place.name


@pytest.mark.parametrize(
    "text",
    ["Two men were hurt at 5 p.m. Saturday in Goma.", "Two men were hurt on Mon. Jan. 4 in Goma.",
     "Two men were hurt at 1:30 A.M. December 4 in Goma."],
)  # fmt: skip
def test_a_stop_before_a_day_ends_no_sentence(text):
    assert 1 == len(kinds(text))


def test_a_clock_time_may_end_a_sentence():
    assert 2 == len(kinds("The shots were heard at 2 a.m. Officers came at once."))
