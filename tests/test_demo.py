"""The reports that ship with the package, against the key that says what they tell."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import consilience
from consilience.check import check_claims
from consilience.extract.grammar import Grammar
from consilience.incident import Incident, Record
from consilience.read import read
from consilience.reconcile import PlainMatcher, reconcile
from consilience.report import Report
from consilience.toll import Field

FOLDER = Path(consilience.__file__).parent / "demo"
KEY: list[dict[str, Any]] = json.loads((Path(__file__).parent / "demo_key.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def record() -> Record:
    paths = sorted(str(p) for p in FOLDER.iterdir() if p.suffix in (".txt", ".html", ".jsonl"))
    reports = [r for r in read(paths, taken_in=date(2026, 6, 1)) if isinstance(r, Report)]
    extractor = Grammar()
    accounts = [a for r in reports for a in check_claims(r, extractor.extract(r)).accounts]
    return reconcile(accounts, (), PlainMatcher(), "range")


def _incident(record: Record, expected: dict[str, Any]) -> Incident | None:
    return next(
        (
            i for i in record.incidents
            if str(i.day.value) == expected["day"] and i.place.value and i.place.value.country == expected["country"]
            and set(i.reports) & set(expected["reports"])
        ),
        None,
    )  # fmt: skip


def test_the_demo_tells_no_incident_beside_those_of_its_key(record: Record) -> None:
    assert len(record.incidents) == len(KEY)


@pytest.mark.parametrize("expected", KEY, ids=lambda k: f"{k['day']} {k['place']}")
def test_an_incident_of_the_demo_is_told_by_all_its_reports_and_no_other(
    record: Record, expected: dict[str, Any]
) -> None:
    incident = _incident(record, expected)
    assert incident is not None
    assert set(incident.reports) == set(expected["reports"])
    assert incident.event_type.value == expected["type"]


@pytest.mark.parametrize("field", ["killed", "injured"])
@pytest.mark.parametrize("expected", KEY, ids=lambda k: f"{k['day']} {k['place']}")
def test_the_toll_of_an_incident_lies_between_the_figures_of_its_key(
    record: Record, expected: dict[str, Any], field: Field
) -> None:
    incident = _incident(record, expected)
    assert incident is not None
    toll = incident.tolls[field].value if field in incident.tolls else None
    if expected[field] is None:
        assert toll is None
    else:
        assert toll is not None
        assert (toll.low, toll.high) == (expected[field]["low"], expected[field]["high"])


def test_ids_in_the_readme_are_those_of_the_demo(record: Record) -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    ids = re.findall(r"\b(?=[a-f]*\d)[0-9a-f]{8}\b", readme)
    known = {mark for i in record.incidents for mark in (i.id[-8:], *(a.mark for a in i.accounts))}
    assert ids
    assert [one for one in ids if one not in known] == [], "`consilience list` of the demonstration tells the new ones"


def test_the_responses_of_the_demo_make_a_chain(record: Record) -> None:
    told = [_incident(record, k) for k in KEY]
    for expected, incident in zip(KEY, told, strict=True):
        if expected.get("answers") is not None:
            answered = told[expected["answers"]]
            assert incident is not None
            assert answered is not None
            assert answered.id in incident.responds_to
