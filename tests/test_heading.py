# ruff: noqa: SIM300 (asserts read expected == actual)
"""Bulletins: what a heading or a sentence before says of when and where holds for what is told below it."""

from datetime import date

from wire import figures, read


def _told(text: str, published: date = date(2021, 3, 5)) -> list[tuple[str, str | None, list[str]]]:
    return [(str(a.day), a.place.name, figures(a)) for a in read(text, published=published).accounts]


def test_places_before_a_colon_hold_for_their_paragraphs():
    text = "Syria\nTafas: A bomb exploded. Two men were killed.\nNawa: Gunmen fired at a car. A driver was killed."
    assert [("Tafas", ["2"]), ("Nawa", ["1"])] == [(place, toll) for _, place, toll in _told(text)]


def test_days_before_a_colon_hold_for_their_paragraphs():
    text = "Monday, March 1: Gunmen killed two men in Nawa.\nWednesday, March 3: A bomb killed a driver in Nawa."
    assert [("2021-03-01", ["2"]), ("2021-03-03", ["1"])] == [(day, toll) for day, _, toll in _told(text)]


def test_a_line_with_a_name_holds_until_the_next_one():
    text = (
        "The week in the north of Syria was calm, and in the south two roads were attacked, the office said.\n"
        "Tafas\nGunmen opened fire on a car. Two men were killed.\nNobody was arrested.\n"
        "Nawa\nA bomb exploded. A driver was killed."
    )
    assert [("Tafas", ["2"]), ("Nawa", ["1"])] == [(place, toll) for _, place, toll in _told(text)]


def test_one_place_before_a_colon_is_a_dateline_and_holds_for_nothing():
    text = "Damascus: A bomb exploded in Nawa on Monday.\nIt killed two people."
    assert [("2021-03-01", "Nawa", ["2"])] == _told(text)


def test_the_title_of_a_bulletin_tells_the_days_of_what_tells_none():
    text = "Syria weekly digest, 1-4 March 2021\nTafas: A bomb exploded.\nNawa: On 3 March gunmen killed a driver."
    assert [("2021-03-01 to 2021-03-04", "Tafas"), ("2021-03-03", "Nawa")] == [t[:2] for t in _told(text)]


def test_a_sentence_that_sets_the_scene_lends_day_and_place_to_the_next():
    text = "On 3 March soldiers entered the town of Nawa and surrounded a house. Two men were shot and killed."
    assert [("2021-03-03", "Nawa", ["2"])] == _told(text)
