"""Short texts with the tolls they tell (tests/tolls): how many come out as a careful person would count them."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from consilience.extract.grammar import Grammar
from consilience.reconcile import account_toll
from consilience.report import Report
from consilience.toll import Field

FOLDER = Path(__file__).parent / "tolls"
WIRE = date(2021, 3, 10)
#: Tolls that come out right, two of each text; floors only rise.
RIGHT = {
    "assessed": 32,
    "assessments": 165,
    "monitors": 130,
    "wires": 138,
    "constructions": 656,
    "unseen-assessed": 30,
    "unseen-assessments": 143,
    "unseen-monitors": 121,
    "unseen-wires": 122,
}
_TEXT = re.compile(r"^# killed ([^,\n]+), injured ([^\n]+)\n(.+?)(?=\n\n# |\n*\Z)", re.M | re.S)

Bounds = tuple[int, int]


def told(name: str) -> Iterator[tuple[str, dict[Field, list[Bounds]]]]:
    """The texts of one file, each with the answers that are right for either toll."""
    for killed, injured, text in _TEXT.findall((FOLDER / f"{name}.txt").read_text(encoding="utf-8")):
        yield text, {"killed": answers(killed), "injured": answers(injured)}


def answers(words: str) -> list[Bounds]:
    """The ranges that `3-5 or 7` or `none` stands for."""
    ends = [(0, 0) if one == "none" else tuple(map(int, one.split("-"))) for one in words.split(" or ")]
    return [(end[0], end[-1]) for end in ends]


def counted(text: str, field: Field, published: date | None) -> Bounds:
    """The range of what the main account of a text says of one toll; the best figure where it is open above."""
    accounts = Grammar().extract(Report("r1", text, published=published, taken_in=date(2026, 1, 1))).accounts
    toll = account_toll(accounts[0], field) if accounts else None
    return (0, 0) if toll is None else (toll.low, toll.best if toll.high is None else toll.high)


@pytest.mark.parametrize("name", RIGHT)
def test_the_share_of_tolls_that_come_out_right_never_falls(name: str) -> None:
    published = WIRE if "wires" in name else None
    wrong = [
        f"{field} {got}, not {right}: {text}"
        for text, fields in told(name)
        for field, right in fields.items()
        if (got := counted(text, field, published)) not in right
    ]
    found = 2 * len(list(told(name))) - len(wrong)
    seen = [] if name.startswith("unseen") else wrong
    assert found >= RIGHT[name], "\n".join([f"{found} right", *seen])


def test_every_text_is_read() -> None:
    for name in RIGHT:
        heads = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").count("# killed ")
        assert len(list(told(name))) == heads > 0
