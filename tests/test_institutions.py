"""What words of one country's police, courts and divisions tell of where a report plays."""

import pytest

from consilience.resolve.countries import countries
from consilience.resolve.institutions import _table, lands_of_institutions
from consilience.resolve.places import resolve_places


@pytest.mark.parametrize(
    ("text", "land"),
    [
        ("Sheriff's deputies found a man shot in Lancaster.", "US"),
        ("He lay in the 5300 block of Aberdeen.", "US"),
        ("Gardaí are looking for a dark car.", "IE"),
        ("The upazila health complex took in four.", "BD"),
        ("RCMP were called to Prince George.", "CA"),
    ],
)
def test_a_word_of_one_country_speaks_for_it(text: str, land: str) -> None:
    weights = lands_of_institutions(text)
    assert max(weights, key=lambda one: weights[one]) == land


def test_a_word_of_several_countries_is_shared_and_one_hint_is_not_enough() -> None:
    assert lands_of_institutions("The body lay at a gas station.") == {}
    assert lands_of_institutions("Nothing of the kind. The sp is small, and 530 block it.") == {}
    assert lands_of_institutions("Of the tehsil, near the taluka.") == {"IN": 0.5, "PK": 0.5}
    assert lands_of_institutions("Of the tehsil alone.") == {}


def test_said_often_it_counts_once() -> None:
    once = lands_of_institutions("The barangay was quiet.")
    assert lands_of_institutions("The barangay was quiet, said the barangay of barangays.") == once == {"PH": 0.5}


def test_a_name_is_of_the_country_whose_institutions_are_told_of() -> None:
    told = {words.words: place for words, place in resolve_places("RCMP said a man was shot dead in Hamilton.")}
    assert told["Hamilton"].country == "CA"
    told = {words.words: p for words, p in resolve_places("Sheriff's deputies said a man was shot dead in Hamilton.")}
    assert told["Hamilton"].country == "US"


def test_every_country_of_the_table_is_one() -> None:
    lands = {land for told in _table().values() for phrase in told for land, _ in phrase.points}
    assert lands <= set(countries())
    assert len(lands) > 50
