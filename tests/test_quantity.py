# ruff: noqa: SIM300 (asserts read expected == actual)
"""Numbers as news writes them, and numbers that count nobody."""

import pytest

from consilience.extract.quantity import Quantity, quantities
from consilience.extract.token import flatten, tokenize
from wire import figures, main


def counted(text: str) -> list[Quantity]:
    """The quantities in a few words."""
    return quantities(tokenize(flatten(text)), ())


def bounds(text: str) -> tuple[int | None, int, int | None]:
    """What the one quantity of a few words means: value, low, high."""
    found = counted(text)
    assert len(found) == 1
    return found[0].value, found[0].low, found[0].high


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("18 people", 18),
        ("1,200 people", 1200),
        ("seven people", 7),
        ("Twenty-five people", 25),
        ("a hundred people", 100),
        ("two hundred and fifty people", 250),
        ("three thousand two hundred people", 3200),
        ("a dozen people", 12),
        ("half a dozen people", 6),
        ("two dozen people", 24),
    ],
)
def test_a_number_is_read_in_digits_and_in_words(words, value):
    assert (value, value, value) == bounds(words)


@pytest.mark.parametrize(
    "words",
    ["between 10 and 15 people", "from 10 to 15 people", "10 to 15 people", "10-15 people", "10–15 people",
     "ten to fifteen people"],
)  # fmt: skip
def test_a_range_keeps_both_of_its_ends(words):
    assert (10, 10, 15) == bounds(words)


@pytest.mark.parametrize("qualifier", ["at least", "more than", "over", "no fewer than", "upwards of"])
def test_at_least_leaves_a_number_open_above(qualifier):
    assert (20, 20, None) == bounds(f"{qualifier} 20 people")


def test_or_more_leaves_a_number_open_above():
    assert (12, 12, None) == bounds("12 or more people")


@pytest.mark.parametrize("qualifier", ["up to", "as many as", "no more than"])
def test_up_to_leaves_nothing_above(qualifier):
    assert 40 == bounds(f"{qualifier} 40 people")[2]


@pytest.mark.parametrize("qualifier", ["about", "around", "nearly", "an estimated", "some"])
def test_about_changes_no_number_and_is_kept(qualifier):
    (found,) = counted(f"{qualifier} 30 people")
    assert (30, 30, 30) == (found.value, found.low, found.high)
    assert "some" == qualifier or qualifier == found.qualifier


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [("several people", 2, None), ("a few people", 2, None), ("tens of people", 10, None),
     ("dozens of people", 12, 24), ("a large number of people", 12, 24), ("scores of people", 20, None),
     ("hundreds of people", 100, None), ("thousands of people", 1000, None)],
)  # fmt: skip
def test_words_nobody_counted_have_the_numbers_the_codebooks_give_them(words, low, high):
    assert (None, low, high) == bounds(words)


@pytest.mark.parametrize(
    "words",
    ["Tower 22", "KDVR-Channel 31", "(LEX 18)", "Block 4", "Article 5", "the 7th battalion", "Battalion 40", "30 km",
     "45 percent", "$500", "300 metres", "20 minutes", "5.56 calibre", "Resolution 1701"],
)  # fmt: skip
def test_a_number_that_names_or_measures_counts_nothing(words):
    assert [] == counted(words)


def test_others_count_beside_those_told_before():
    assert [True] == [q.more for q in counted("another four people")]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("At least 18 people were killed when gunmen attacked the town of Maradi on Thursday.", ["18+"]),
        ("Between 10 and 15 people were killed in a car bombing in Mosul on Thursday.", ["10-15"]),
        ("As many as 40 people were killed in shelling of Kharkiv on Thursday.", ["40"]),
        ("Dozens were killed in an attack on a village near Gao on Thursday.", ["12-24 (dozens)"]),
        ("Several people were killed when a bomb exploded in Kandahar on Thursday.", ["2+ (several)"]),
        ("A roadside bomb killed more than a dozen soldiers near Timbuktu on Thursday.", ["12+"]),
        ("Two hundred and fifty people were killed in a raid near Jos on Thursday.", ["250"]),
        ("Shelling on Thursday killed 1,200 people in Mariupol.", ["1200"]),
    ],
    ids=["at least", "range", "as many as", "dozens", "several", "more than a dozen", "in words", "thousands"],
)
def test_a_toll_keeps_what_its_words_leave_open(text, killed):
    assert killed == figures(main(text))


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Two boys, aged 12 and 14, were killed by a landmine in Taiz on Thursday.", ["2"]),
        ("Nabil Saleh, 54, was killed in an air strike on Gaza City on Thursday.", ["1"]),
        ("A bomb killed 3 people in Quetta at 9:30 am on 4 March 2021.", ["3"]),
        ("Tower 22 was hit by a drone on Thursday, killing three US soldiers in Jordan.", ["3"]),
        ("Five people were killed on Thursday by shelling in Dnipro, 100 km from the front line.", ["5"]),
        ("At least 5,000 rupees were stolen and two guards killed in a raid on a bank in Karachi on Thursday.", ["2"]),
    ],
    ids=["ages", "age after a name", "time and date", "a tower", "kilometres", "money"],
)
def test_ages_labels_times_and_measures_are_not_people(text, killed):
    assert killed == figures(main(text))
