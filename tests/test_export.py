"""Exports: every key of the published form, the same bytes each time, nothing moved or left out unsaid."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from build import ALBUKAMAL, account, judgement
from consilience.day import Day
from consilience.export import (
    FORMATS,
    in_order,
    incident_shape,
    json_lines,
    judgement_shape,
    problem_shape,
    report_shape,
    tally_shape,
)
from consilience.export.csv import COLUMNS
from consilience.export.geojson import without_coordinates
from consilience.export.jsonl import json_text
from consilience.incident import Finding, Involved
from consilience.judgement import Judgement, Passage
from consilience.problem import Problem
from consilience.reconcile import reconcile
from fake_extractor import Fake, report

FAKE = Fake()
REPORTS = (
    report(
        "b", "at least 18 killed in Albukamal on 2020-03-12. 5 killed in Nowhere on 2020-03-10. 90 killed this year."
    ),
    report("a", "3 killed in Taji on 2020-03-11.", publisher=None, url="https://a.example/1"),
)
URLS = {"a": "https://a.example/1"}


@pytest.fixture(scope="module")
def incidents():
    return reconcile([account for r in REPORTS for account in FAKE.extract(r).accounts], ()).incidents


def written(format, incidents):
    return "".join(FORMATS[format](incidents, URLS))


def rows(incidents):
    return [json.loads(line) for line in written("jsonl", incidents).splitlines()]


def test_incidents_have_every_key_in_the_published_order(incidents):
    for row in rows(incidents):
        assert list(row) == [
            "id", "schema", "date", "event_type", "place", "places", "launched_from", "killed", "injured", "missing",
            "actors", "victims", "grade", "grade_because", "strike_status", "strike_status_because",
            "responds_to", "sources", "toll_over_time", "accounts",
        ]  # fmt: skip
        assert list(row["date"]) == ["start", "end", "precision"]
        assert [row["injured"], row["missing"]] == [None] * 2
        assert row["grade"] in ("weak", "fair")
        assert row["grade_because"]
        for name in ("places", "actors", "victims", "responds_to", "sources", "accounts"):
            assert isinstance(row[name], list)


def test_an_incident_by_day_with_its_account_and_claims(incidents):
    row = rows(incidents)[2]
    assert row["schema"] == 1
    assert row["date"] == {"start": "2020-03-12", "end": "2020-03-12", "precision": "day"}
    place = {
        "name": "Albukamal",
        "country": "SY",
        "admin1": "Deir ez-Zor",
        "lat": 34.45,
        "lon": 40.92,
        "precision": "town",
    }
    assert row["place"] == place
    assert row["killed"] == {"low": 18, "best": 18, "high": None, "standing": "agreed", "rule": "range"}
    account = row["accounts"][0]
    assert list(account) == [
        "id", "report", "rank", "extractor", "date", "place", "killed", "injured", "missing", "claims",
    ]  # fmt: skip
    assert account["killed"] == {"low": 18, "best": 18, "high": None}
    assert account["claims"][0] == {
        "field": "killed", "value": 18, "low": 18, "high": None, "qualifier": "at least", "scope": "whole",
        "category": None, "nationality": None, "standing": None, "according_to": None, "published": "2020-03-13",
        "in": "text", "quote": "at least 18 killed", "start": 0, "end": 18, "resolved": None,
    }  # fmt: skip
    told = {c["field"]: c for c in account["claims"]}
    assert told["date"]["resolved"] == {
        "start": "2020-03-12", "end": "2020-03-12", "precision": "day", "rule": "as printed",
    }  # fmt: skip
    assert told["date"]["start"] == 35
    assert told["place"]["resolved"] == {**place, "rule": "only one of its name"}


def test_order_of_incidents_does_not_matter(incidents):
    assert len(incidents) == 3
    for format in FORMATS:
        assert written(format, incidents) == written(format, tuple(reversed(incidents)))


def test_incidents_without_a_day_come_last(incidents):
    unknown = replace(incidents[0], id="0", day=Finding(None, "unsaid", ""))
    vague = replace(incidents[0], id="1", day=Finding(Day.unknown(), "unsaid", ""))
    assert [i.id for i in in_order([unknown, vague, *incidents])][-2:] == ["0", "1"]
    assert rows([unknown])[0]["date"] == {"start": None, "end": None, "precision": "unknown"}


def test_csv_has_one_row_an_incident_and_no_formula(incidents):
    actor = Involved("=cmd|' /C calc'!A0", "perpetrator", "claimed")
    trap = replace(incidents[0], id="zz", actors=(actor,), victims=("@SUM(1)", "Ali; son of Omar"))
    words = written("csv", [*incidents, trap])
    table = list(csv.DictReader(io.StringIO(words, newline="")))
    assert list(table[0]) == [name for name, _, _ in COLUMNS]
    assert len(table) == 4
    assert words.count("\r\n") == 5
    albukamal = next(row for row in table if row["place"] == "Albukamal")
    assert albukamal["killed_low"] == "18"
    assert albukamal["killed_high"] == ""
    assert albukamal["quotes"] == "4"
    assert albukamal["publishers"] == "The b"
    taji = next(row for row in table if row["place"] == "Taji")
    assert taji["publishers"] == "a"
    assert taji["urls"] == "https://a.example/1"
    trapped = next(row for row in table if row["id"] == "zz")
    assert trapped["perpetrators"].startswith("'=cmd")
    assert trapped["victims"].startswith("'@SUM")


def test_every_column_is_described():
    page = (Path(__file__).parent.parent / "docs" / "exports.md").read_text(encoding="utf-8")
    assert page.endswith("".join(f"| `{name}` | {about} |\n" for name, about, _ in COLUMNS))
    assert all(about for _, about, _ in COLUMNS)
    assert len({name for name, _, _ in COLUMNS}) == len(COLUMNS)


def test_geojson_is_longitude_first_and_says_what_it_leaves_out(incidents):
    map_ = json.loads(written("geojson", incidents))
    assert map_["type"] == "FeatureCollection"
    assert [f["geometry"] for f in map_["features"]] == [
        {"type": "Point", "coordinates": [44.26, 33.52]},
        {"type": "Point", "coordinates": [40.92, 34.45]},
    ]
    properties = map_["features"][0]["properties"]
    assert properties["title"] == "Air/drone strike, Taji, 2020-03-11"
    assert properties["precision"] == "town"
    assert properties["links"] == ["https://a.example/1"]
    note = without_coordinates(incidents)
    assert note is not None
    assert note.level == "note"
    assert "1 incident left out of the map: 2020-03-10-nowhere" in note.message
    assert without_coordinates([i for i in incidents if i.place.value and i.place.value.known]) is None


def test_a_map_of_nothing_is_a_map():
    assert json.loads(written("geojson", ())) == {"type": "FeatureCollection", "features": []}
    assert written("jsonl", ()) == ""
    assert written("csv", ()).count("\r\n") == 1


def test_words_that_utf8_cannot_hold_are_still_json():
    assert json.loads(json_text(["\ud83d", "é"])) == ["\ud83d", "é"]
    assert json_text(["\ud83d", "é"]).encode("utf-8") == '["\\ud83d", "é"]'.encode()


def test_reports_leave_without_their_text_unless_asked():
    told = report("a", "Secret words", title="T", found={"b": "2", "a": "1"})
    shape = report_shape(told, with_text=False)
    assert "Secret" not in json_text(shape)
    assert shape["published"] == "2020-03-13"
    assert list(shape["found"]) == ["a", "b"]
    again = report_shape(told, with_text=True)
    assert again["text"] == "Secret words"


def test_all_else_as_json():
    tally = FAKE.extract(REPORTS[0]).tallies[0]
    shape = tally_shape(tally)
    assert (shape["report"], shape["counts"], shape["value"], shape["quote"]) == (
        "b",
        "killed",
        90,
        "90 killed this year",
    )
    judgement = Judgement("retract", "me", "why", "2024-01-01T00:00:00Z", (Passage("a", "b"),), retracts="x")
    shape = judgement_shape(judgement)
    assert shape["id"] == judgement.id
    assert shape["passages"] == [{"report": "a", "quote": "b"}]
    problem = Problem("a", "k", "m", 3, "w", "note")
    assert "".join(json_lines([problem_shape(problem)])) == (
        '{"level": "note", "source": "a", "line": 3, "kind": "k", "message": "m", "words": "w"}\n'
    )


def test_days_that_are_no_days_are_sorted_too(incidents):
    open_ended = replace(incidents[0], day=Finding(Day(None, date(2019, 1, 1), "range"), "agreed", ""))
    assert in_order([*incidents, open_ended])[0] is open_ended


def test_a_figure_over_time_is_told_though_the_claim_by_which_its_account_is_known_was_rejected():
    where = {"day": "2020-03-12", "place": ALBUKAMAL, "type": "Attack"}
    told = account("r1", killed=["18", (20, {"quote": "twenty were killed"})], **where)
    (incident,) = reconcile([told], [judgement("reject", ("r1", "18 killed"), field="killed")]).incidents
    (figure,) = incident_shape(incident)["toll_over_time"]["killed"]
    assert [claim["quote"] for claim in figure["claims"]] == ["twenty were killed"]
