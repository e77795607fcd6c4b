"""The publisher that the head of a plain text names, and all the lines there that name none."""

import json
from pathlib import Path

import pytest

from consilience.read import masthead
from taking import taken, written

DAY = "Wednesday, 3 August 2022"
HEADLINE = "Shells fall on the old river port at Rabak"
STORY = "Shells killed three people in Rabak on Tuesday, the mayor said. Two more were injured, among them a nurse."


def head(*lines: str) -> str:
    return "\n".join([*lines, "", STORY])


@pytest.mark.parametrize(
    ("words", "name", "line"),
    [
        (head("Dnipro Observer", DAY, "", HEADLINE), "Dnipro Observer", 1),
        (head("", "Dnipro Observer", "", DAY, "", HEADLINE), "Dnipro Observer", 2),
        (head(DAY, "The Times of Rabak", "", HEADLINE), "The Times of Rabak", 2),
        (head(HEADLINE, "", "Highland Wire", DAY), "Highland Wire", 3),
        (head(HEADLINE, DAY, "Reuters"), "Reuters", 3),
        (head("Border Gazette, Mae Sot", DAY, "", HEADLINE), "Border Gazette", 1),
        (head("Estuary Herald - World", DAY, "", HEADLINE), "Estuary Herald", 1),
        (head("DESERT MONITOR | MALI | 3 August 2022", "", HEADLINE), "DESERT MONITOR", 1),
        (head("Le Journal de Kosti", "3 août 2022", "", HEADLINE), "Le Journal de Kosti", 1),
        (head("Radio Kosti", DAY), "Radio Kosti", 1),
        (head("Euronews", DAY, HEADLINE), "Euronews", 1),
        (head("The New Arab", DAY, HEADLINE), "The New Arab", 1),
        (head("وكالة الأنباء", "3 أغسطس 2022", "ثلاثة قتلى في ميناء ربك القديم"), "وكالة الأنباء", 1),
    ],
)
def test_a_name_beside_the_day_is_the_publisher(tmp_path: Path, words: str, name: str, line: int) -> None:
    reports, problems = taken(written(tmp_path / "a.txt", words))
    assert [(one.publisher, one.found["publisher"]) for one in reports] == [(name, f"line {line} of the text")]
    assert problems == []


@pytest.mark.parametrize(
    "words",
    [
        head(HEADLINE, DAY, "By Amber Hughes"),
        head(HEADLINE, DAY, "Amber Hughes"),
        head(HEADLINE, DAY, "Shahla Omar", "Shahla Omar"),
        head("By Amber Post", DAY, HEADLINE),
        head(HEADLINE, DAY, "Special Report"),
        head(HEADLINE, "Staff Reporter", DAY),
        head("Ouagadougou, 14 January 2022", "", HEADLINE),
        head("Dnipro Observer, 14 January 2022", "", HEADLINE),
        head(HEADLINE, "By Amber Post | 3 August 2022"),
        head("Desert Rose | Mali | 3 August 2022", "", HEADLINE),
        head("Desert Monitor | Mali | 3 August 2022"),
        head("Published by Dnipro Observer", DAY, HEADLINE),
        head("Source: Dnipro Observer", DAY, HEADLINE),
        head(HEADLINE, DAY) + "\n\n(Reedline Press)",
        head("Rabak", DAY, HEADLINE),
        head("Old Rabak", DAY, HEADLINE) + " It was the first shelling in Old Rabak.",
        head("Rabak, White Nile", DAY, HEADLINE),
        head("World News", DAY, HEADLINE),
        head("Two Killed at Border Post", DAY, HEADLINE),
        head("Army Loses a Border Post", DAY),
        head(DAY, "Army Loses a Border Post"),
        head("Peace Talks Resume on Tuesday", DAY, HEADLINE),
        head("Peace Talks Resume", DAY, "By Amber Hughes"),
        head("The Border Post", DAY, "The Border Post", HEADLINE),
        head("The Observer said no.", DAY, HEADLINE),
        head("Observer of the border", DAY, HEADLINE),
        head(HEADLINE, "Dnipro Observer", "", "Amber Hughes", DAY),
        head(HEADLINE, "A standfirst", "Three people died", "Dnipro Observer", DAY),
        head("Dnipro Observer", "", HEADLINE),
        head("ثلاثة قتلى في ربك", "3 أغسطس 2022", "قصف على ميناء المدينة القديم"),
    ],
)
def test_other_lines_name_no_publisher(words: str) -> None:
    assert masthead.in_text(words) is None


def test_the_headline_that_came_apart_is_no_masthead() -> None:
    words = head("The Lost Post", DAY)
    assert masthead.in_text(words) == masthead.Masthead("The Lost Post", 1)
    assert masthead.in_text(words, "The lost post") is None


def test_the_publisher_of_json_lines(tmp_path: Path) -> None:
    words = head("Dnipro Observer", DAY, "", HEADLINE)
    lines = [{"text": words}, {"text": words, "publisher": "The Post"}, {"text": words, "published": "2022-08-04"}]
    reports, problems = taken(written(tmp_path / "a.jsonl", "\n".join(map(json.dumps, lines))))
    assert [(one.publisher, one.found["publisher"], str(one.published)) for one in reports] == [
        ("Dnipro Observer", "line 1 of the text", "2022-08-03"),
        ("The Post", "feed", "2022-08-03"),
        ("Dnipro Observer", "line 1 of the text", "2022-08-04"),
    ]
    assert problems == []
