"""The day in a dateline: that of publication, where no line holds one by itself."""

import json
from datetime import date
from pathlib import Path

import pytest

from consilience.read import dateline
from consilience.read.html import PageReader
from taking import TODAY, parted, taken, written

REST = "A firefighter and two nurses were killed when shells struck the fuel depot near the river port."


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("RABAK, Sudan, 18 May 2022 (Reedline Press) - ", date(2022, 5, 18)),
        ("Ouagadougou, 14 January 2022 - ", date(2022, 1, 14)),
        ("BAGHDAD, March 12, 2020 (Reuters) – ", date(2020, 3, 12)),
        ("BAGHDAD (Reuters), March 12, 2020 – ", date(2020, 3, 12)),
        ("(Beirut, March 12, 2020) – ", date(2020, 3, 12)),
        ("MOSCOW, March 12, 2020. /TASS/. ", date(2020, 3, 12)),
        ("KABUL, Friday, 18 May 2022 — ", date(2022, 5, 18)),
        ("EL OBEID, Sudan, 12 May 2022 (Reedline Press): ", date(2022, 5, 12)),
        ("Baghdad 3 March 2021 - ", date(2021, 3, 3)),
        ("Port-au-Prince, Haïti, le 3 mars 2021 (AFP) - ", date(2021, 3, 3)),
        ("Киев, 12 марта 2020 г. — ", date(2020, 3, 12)),
        ("بغداد، 12 مارس 2020 - ", date(2020, 3, 12)),
    ],
)
def test_a_dateline_with_a_year_gives_the_day_of_publication(tmp_path: Path, opening: str, day: date) -> None:
    reports, problems = taken(written(tmp_path / "a.txt", f"Fire at the port\n\n{opening}{REST}\n"))
    assert [(one.published, one.found) for one in reports] == [(day, {"published": "dateline, line 3 of the text"})]
    assert problems == []


@pytest.mark.parametrize(
    "opening",
    [
        "RABAK, 18 May (Reedline Press) - ",
        "Rabak, 18 May 2022, was quiet - ",
        "The men who died in Rabak, 12 March 2020 - ",
        "On 12 March 2020 - ",
        "12 March 2020 - ",
        "Kosovo, 12 March 1998 - 10 June 1999: ",
        f"{REST}\nRABAK, 18 May 2022 (Reedline Press) - ",
    ],
)
def test_other_openings_are_no_dateline(opening: str) -> None:
    assert dateline.in_text(opening + REST) is None


def test_a_day_that_stands_alone_comes_before_the_dateline(tmp_path: Path) -> None:
    words = f"Fire at the port\n19 May 2022\n\nRABAK, 18 May 2022 - {REST}"
    assert [one.published for one in taken(written(tmp_path / "a.txt", words))[0]] == [date(2022, 5, 19)]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("DESERT MONITOR | MALI | 15 May 2022", date(2022, 5, 15)),
        ("By Amber Hughes · 3 March 2021, 10:15 GMT · 4 min read", date(2021, 3, 3)),
        ("World • Published: March 3, 2021", date(2021, 3, 3)),
        ("3 March 2021 | 4 March 2021", None),
        ("World | Last updated 4 March 2021", None),
        ("Five more people are killed in Kosti | 3 March 2021", None),
    ],
)
def test_a_day_among_labels(tmp_path: Path, line: str, day: date | None) -> None:
    reports, problems = taken(written(tmp_path / "a.txt", f"Fire at the port\n{line}\n\n{REST}"))
    assert [(one.published, one.found.get("published")) for one in reports] == [(day, day and "line 2 of the text")]
    assert problems == []


def test_a_day_alone_comes_before_a_day_among_labels(tmp_path: Path) -> None:
    words = f"Fire at the port\nMore: Kosti | 3 March 2021\n4 March 2021\n\n{REST}"
    assert [one.published for one in taken(written(tmp_path / "a.txt", words))[0]] == [date(2021, 3, 4)]


def test_a_day_among_labels_under_the_text_is_not_its_own(tmp_path: Path) -> None:
    words = f"Fire at the port\n\nRABAK, Sudan, 18 May 2022 - {REST} {REST}\nKosti | 3 March 2021"
    assert [one.published for one in taken(written(tmp_path / "a.txt", words))[0]] == [date(2022, 5, 18)]


def test_a_dateline_settles_a_day_that_could_be_two(tmp_path: Path) -> None:
    words = f"Fire at the port\n03/04/2020\n\nRABAK, 3 April 2020 - {REST}"
    reports, problems = taken(written(tmp_path / "a.txt", words))
    assert [one.published for one in reports] == [date(2020, 4, 3)]
    assert problems == []


def test_a_dateline_that_could_be_two_days_or_lies_ahead_gives_none(tmp_path: Path) -> None:
    paths = [
        written(tmp_path / f"{n}.txt", f"RABAK, {day} - {REST}") for n, day in enumerate(["03/04/2020", "3 May 2024"])
    ]
    reports, problems = taken(*paths)
    assert [one.published for one in reports] == [None, None]
    assert [(one.kind, one.line) for one in problems] == [("ambiguous day", 1), ("day in the future", 1)]


def test_the_dateline_of_json_lines_and_of_a_page(tmp_path: Path) -> None:
    words = f"RABAK, Sudan, 18 May 2022 (Reedline Press) - {REST}"
    lines = [{"text": words}, {"text": words, "published": "2022-05-20"}]
    reports, _ = taken(written(tmp_path / "a.jsonl", "\n".join(map(json.dumps, lines))))
    assert [one.published for one in reports] == [date(2022, 5, 18), date(2022, 5, 20)]
    page = f"<html><body><article><h1>Fire at the port</h1><p>{words}</p><p>{REST}</p></article></body></html>"
    reports, _ = parted(PageReader(TODAY).from_markup(page, "a.html", "a"))
    assert [(one.published, one.found["published"]) for one in reports] == [
        (date(2022, 5, 18), "dateline, line 1 of the text")
    ]
