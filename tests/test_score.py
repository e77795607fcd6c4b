"""Measuring accuracy: what counts as right, what is held against the floors, and how misses are shown."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from consilience.cli import app
from consilience.day import Day
from consilience.desk import Desk
from consilience.extract.grammar import Grammar
from consilience.report import Report
from consilience.score import airwars, muc4, seeds, stories, ucdp, violent_corpus
from consilience.score.floors import Floors, load, save
from consilience.score.measured import JOINED, Measured, Options, half_of
from consilience.score.muc4_key import Fill, Template
from consilience.score.muc4_match import compare
from consilience.score.muc4_template import template_of
from consilience.score.told import TAKEN_IN

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SHARED") or ROOT.parent / "shared")
STRIKE = (
    "On October 14th, 2023, three civilians were killed and five others were injured in an alleged Israeli airstrike "
    "on a house in Khan Younis."
)
SHOOTING = "Two people were shot dead in Huntsville, Alabama on January 12, police said. A man was wounded."


def run(*words: object, status: int = 0) -> Any:
    result = CliRunner().invoke(app, ["score", *map(str, words)])
    assert result.exit_code == status, (result.stdout, result.stderr, result.exception)
    return result


def tuned(prefix: str) -> str:
    """A key of the half that is there to work on."""
    return next(key for n in range(99) if half_of(key := f"{prefix}{n}") == "tune")


def lines(path: Path, *rows: dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def assessment(**changes: Any) -> dict[str, Any]:
    gold = {
        "code": tuned("A"), "date": "2023-10-14", "killed": [3, 3], "injured": [5, 5], "belligerents_killed": None,
        "location": "Khan Younis", "lat": 31.34, "lon": 34.30, "known": None, "suspected": "Israeli Military",
        "text": STRIKE, "grading": "Weak", "strike_status": "Single source claim",
    }  # fmt: skip
    return gold | changes


@pytest.fixture
def airwars_like(tmp_path: Path) -> Path:
    return lines(tmp_path / "airwars" / "dev.jsonl", assessment())


@pytest.fixture
def corpus_like(tmp_path: Path) -> Path:
    folder, id = tmp_path / "violent_corpus", tuned("V")
    row = {"incident_id": id, "doc_id": "d1", "title": "", "text": SHOOTING, "dct": "2014-01-13", "uri": None}
    lines(folder / "reports.jsonl", row, row | {"doc_id": "d2", "text": SHOOTING.replace("police", "a deputy")})
    truth = {
        "incident_id": id, "date": "2014-01-12", "state": "Alabama", "city_or_county": "Huntsville",
        "latitude": "34.73", "longitude": "-86.59", "n_killed": "2", "n_injured": "1",
    }  # fmt: skip
    with (folder / "incidents.csv").open("w", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, truth).writeheader()
        csv.DictWriter(file, truth).writerow(truth)
    return folder


# measuring


def test_an_assessment_told_as_it_was_is_right_in_everything(airwars_like: Path) -> None:
    measured = airwars.measure(airwars_like, Options())
    assert measured.figures.pop("problems") == 0
    assert set(measured.figures.values()) == {1.0}
    assert measured.misses == []


def test_a_wrong_toll_is_a_miss_with_its_claims(tmp_path: Path) -> None:
    path = lines(tmp_path / "dev.jsonl", assessment(killed=[3, 9], date="2023-10-15"))
    measured = airwars.measure(path, Options(alone=True))
    assert measured.figures["killed low and high exact"] == 0
    assert measured.figures["killed low exact"] == measured.figures["killed ranges meet"] == 1
    killed = next(miss for miss in measured.misses if miss.field == "killed")
    assert (killed.kind, killed.wanted, killed.got) == ("high bound too low", "3-9", "3")
    assert [claim.value for claim in killed.claims if claim.field == "killed"] == [3]
    assert next(miss.kind for miss in measured.misses if miss.field == "day") == "a day early"


def test_the_dead_are_not_asked_where_belligerents_died_too(tmp_path: Path) -> None:
    path = lines(tmp_path / "dev.jsonl", assessment(belligerents_killed=[1, 1]))
    assert "killed ranges meet" not in airwars.measure(path, Options()).figures


def test_the_other_half_is_not_measured_with_the_first(airwars_like: Path) -> None:
    assert "day exact" not in airwars.measure(airwars_like, Options("check")).figures


def test_stories_kept_unseen_are_the_half_to_check_with(tmp_path: Path) -> None:
    story = "# A shooting\n\n## Report: Huntsville Herald, 2014-01-13\n" + SHOOTING + "\n\n## Incident\n- killed: {}\n"
    for file, killed in (("alabama.md", 2), ("unseen-alabama.md", 7)):
        lines(tmp_path / "stories" / file).write_text(story.format(killed), encoding="utf-8")
    right = {half: stories.measure(tmp_path / "stories", Options(half)).figures for half in ("tune", "check")}
    assert right["tune"]["stories with nothing wrong"] == 1.0
    assert right["check"]["stories with nothing wrong"] == 0.0


def test_two_reports_of_one_shooting_are_one_incident(corpus_like: Path) -> None:
    figures = violent_corpus.measure(corpus_like, Options()).figures
    assert figures["killed exact"] == figures["day exact"] == figures["place within 25 km"] == 1
    assert figures[JOINED + "pairs F1"] == figures[JOINED + "B-cubed F1"] == figures[JOINED + "killed exact"] == 1


def test_what_joining_by_town_and_time_gets_stands_beside_it(corpus_like: Path) -> None:
    reports = [json.loads(line) for line in (corpus_like / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
    another = next(id for n in range(99) if half_of(id := f"W{n}") == "tune")
    other = reports[0] | {"doc_id": "d3", "incident_id": another, "text": SHOOTING.replace("January 12", "January 10")}
    lines(corpus_like / "reports.jsonl", *reports, other)
    figures = violent_corpus.measure(corpus_like, Options()).figures
    plain = JOINED + "baseline, same town in 3 days: "
    assert (figures[plain + "pairs recall"], figures[plain + "pairs precision"]) == (1, 1 / 3)
    lines(corpus_like / "reports.jsonl", *reports, other | {"text": SHOOTING.replace("January 12", "January 1")})
    assert violent_corpus.measure(corpus_like, Options()).figures[plain + "pairs F1"] == 1


def test_an_incident_oftener_right_than_its_reports_is_a_gain(corpus_like: Path) -> None:
    reports = [json.loads(line) for line in (corpus_like / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
    third = reports[0] | {"doc_id": "d3", "text": "One man was shot dead in Huntsville, Alabama on January 12."}
    lines(corpus_like / "reports.jsonl", *reports, third)
    figures = violent_corpus.measure(corpus_like, Options()).figures
    assert figures[JOINED + "killed exact"] == 1
    assert figures[JOINED + "killed exact, gain over alone"] == pytest.approx(1 / 3)
    assert figures[JOINED + "day exact, gain over alone"] == 0


def test_alone_joins_nothing(corpus_like: Path) -> None:
    figures = violent_corpus.measure(corpus_like, Options(alone=True)).figures
    assert figures["killed exact"] == 1
    assert not [measure for measure in figures if measure.startswith(JOINED)]


# headlines of one event


def events(tmp_path: Path, *rows: tuple[str, str, str], half: str = "tune", **changes: str) -> Path:
    """A table of events of one district and sampled week: the headlines of each, their days, its latitude."""
    path = tmp_path / "ucdp_ged" / "syria_2016_2018.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    ids = (str(n) for n in range(1, 99) if half_of(str(n)) == half)
    with path.open("w", encoding="utf-8", newline="") as file:
        for number, (headlines, days, lat) in enumerate(rows):
            row = {
                "id": f"{next(ids)}.0", "date_start": "2017-05-10", "date_end": "2017-05-10", "date_prec": "1.0",
                "adm_2": "Al Bab district", "where_coordinates": "Al Bab town", "latitude": lat, "longitude": "37.52",
                "source_headline": headlines, "source_date": days,
                "source_office": ";".join("AB"[: headlines.count(";") + 1]),
            } | changes  # fmt: skip
            table = csv.DictWriter(file, row)
            if not number:
                table.writeheader()
            table.writerow(row)
    return path


BAB = "Three civilians killed in airstrike on al-Bab, Syria;Airstrike kills three civilians in Syria's al-Bab"
OTHER = "Car bomb kills 20 soldiers in al-Bab, Syria"
DAYS = "2017-05-10;2017-05-11"


def test_headlines_of_one_event_are_joined_and_others_are_not(tmp_path: Path) -> None:
    figures = ucdp.measure(events(tmp_path, (BAB, DAYS, "36.37"), (OTHER, "2017-05-10", "36.37")), Options()).figures
    assert (figures["headlines"], figures["pairs asked"], figures["headlines with an incident"]) == (3, 3, 1)
    assert figures["of one event: days meet"] == figures["of one event: place within 25 km"] == 1
    assert figures[JOINED + "pairs F1"] == figures[JOINED + "of one event: pairs F1"] == 1
    assert figures[JOINED + "pairs precision, were all joined"] == 1 / 3


def test_headlines_of_two_events_that_are_joined_are_wrong(tmp_path: Path) -> None:
    one, other = BAB.split(";")
    path = events(tmp_path, (one, DAYS[:10], "36.37"), (other, DAYS[11:], "36.37"))
    assert ucdp.measure(path, Options()).figures[JOINED + "pairs precision"] == 0


def test_a_headline_of_several_events_is_one_report_and_belongs_with_them_all(tmp_path: Path) -> None:
    one = BAB.partition(";")[0]
    path = events(tmp_path, (BAB, DAYS, "36.37"), (one, DAYS[:10], "36.53"))
    figures = ucdp.measure(path, Options()).figures
    assert (figures["headlines"], figures["pairs asked"], figures[JOINED + "pairs F1"]) == (2, 1, 1)
    assert figures[JOINED + "of one event: pairs recall"] is None


def test_events_whose_week_sources_or_half_are_not_known_ask_nothing(tmp_path: Path) -> None:
    for changes in ({"date_prec": "4.0"}, {"adm_2": ""}, {"source_office": "A"}, {"half": "check"}):
        path = events(tmp_path, (BAB, DAYS, "36.37"), **changes)
        assert ucdp.measure(path, Options(alone=True)).figures["headlines"] == 0
    assert not [m for m in ucdp.measure(path, Options(alone=True)).figures if m.startswith(JOINED)]


# as others measure


def scored(script: str, *words: object) -> dict[str, str]:
    """What a scorer that stands outside this repository prints."""
    if not (SHARED / "score" / script).exists():
        pytest.skip(f"not measured: no {script} to agree with")
    env = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, str(SHARED / "score" / script), *map(str, words)]
    told = subprocess.run(command, capture_output=True, text=True, env=env, check=True).stdout
    found = {line[2:].rsplit(None, 1)[0].strip(): line.split()[-1] for line in told.splitlines() if line[:2] == "  "}
    last = told.splitlines()[-1]
    return found | {last.partition(":")[0]: last.split()[-1]}


def number(words: str) -> float:
    """`0.333` or `1/3`."""
    part, _, whole = words.partition("/")
    return float(part) / float(whole or 1)


def exported(tmp_path: Path, rows: list[dict[str, Any]]) -> Path:
    with Desk.open(str(tmp_path / "agree.db"), make=True) as desk:
        list(desk.add([str(lines(tmp_path / "fed.jsonl", *rows))], taken_in=TAKEN_IN))
        (tmp_path / "export.jsonl").write_text("".join(desk.export("jsonl", "incidents").pieces), encoding="utf-8")
    return tmp_path / "export.jsonl"


def assert_agree(ours: Measured, theirs: dict[str, str], prefix: str = "") -> None:
    shared = {measure: number(figure) for measure, figure in theirs.items() if prefix + measure in ours.figures}
    assert len(shared) >= 5
    assert {measure: pytest.approx(ours.figures[prefix + measure], abs=0.0006) for measure in shared} == shared


def test_airwars_is_scored_as_others_score_it(tmp_path: Path) -> None:
    more = [assessment(code=tuned(f"B{n}-"), killed=[3, 3 + n % 2], lat=31.3 + n / 50) for n in range(6)]
    gold = lines(tmp_path / "dev.jsonl", assessment(), *more)
    rows = [{"id": row["code"], "text": row["text"]} for row in [assessment(), *more]]
    export, ours = exported(tmp_path, rows), airwars.measure(gold, Options())
    theirs = scored("airwars.py", export, gold, "--half=tune", "--alone")
    del theirs["perpetrator named"]  # accounts alone are exported without actors
    assert_agree(ours, theirs)
    assert_agree(ours, scored("airwars.py", export, gold, "--half=tune"), JOINED)


def test_the_violent_corpus_is_scored_as_others_score_it(tmp_path: Path, corpus_like: Path) -> None:
    rows = [json.loads(line) for line in (corpus_like / "reports.jsonl").read_text().splitlines()]
    fed = [{"id": r["doc_id"], "text": r["text"], "title": r["title"], "published": r["dct"]} for r in rows]
    export, ours = exported(tmp_path, fed), violent_corpus.measure(corpus_like, Options())
    assert_agree(ours, scored("violent_corpus.py", export, corpus_like, "--half=tune"), JOINED)
    assert ours.figures["day exact"] == float(
        scored("violent_corpus.py", export, corpus_like, "--half=tune", "--alone")["day exact"]
    )


def test_the_seeds_are_scored_as_others_score_them(tmp_path: Path) -> None:
    where = seeds.find(SHARED)
    if where is None:
        pytest.skip("not measured: the seeds are not here")
    export = exported(tmp_path, seeds.lines(where))
    assert_agree(seeds.measure(where, Options()), scored("seeds.py", export, where))


# floors


def test_floors_are_written_and_read_back(tmp_path: Path) -> None:
    floors = {"airwars": Floors("abc", {"day exact": 0.9}, {"problems": 0.0})}
    save(floors, [], tmp_path / "floors.toml")
    assert load(tmp_path / "floors.toml") == (floors, [])


def test_a_figure_under_its_floor_fails_the_run(airwars_like: Path) -> None:
    file = airwars_like.parent / "floors.toml"
    run(f"airwars={airwars_like}", "--floors", file, "--update")
    run(f"airwars={airwars_like}", "--floors", file)
    digest = load(file)[0]["airwars"].digest
    file.write_text(file.read_text().replace('"day exact" = 1', '"day exact" = 1.1'))
    assert (
        "FAILED: airwars: day exact is under its floor"
        in run(f"airwars={airwars_like}", "--floors", file, status=1).stderr
    )
    refused = run(f"airwars={airwars_like}", "--floors", file, "--update", status=1)
    assert "--lower REASON lowers it" in refused.stderr
    run(f"airwars={airwars_like}", "--floors", file, "--update", "--lower", "it was never so")
    floors, lowered = load(file)
    assert (floors["airwars"].digest, floors["airwars"].least["day exact"]) == (digest, 1)
    assert [(row.before, row.after, row.reason) for row in lowered] == [("1.1", "1", "it was never so")]


def test_other_data_than_the_floors_were_measured_on_fails_the_run(airwars_like: Path) -> None:
    file = airwars_like.parent / "floors.toml"
    run(f"airwars={airwars_like}", "--floors", file, "--update")
    lines(airwars_like, assessment(), assessment(code=tuned("C")))
    assert "is not the data" in run(f"airwars={airwars_like}", "--floors", file, status=1).stderr


def test_what_is_not_here_is_not_measured_and_does_not_pass(tmp_path: Path) -> None:
    told = run("--data", tmp_path, status=2)
    assert "not measured, the data is not here" in told.stdout
    assert "measured: nothing" in told.stderr
    assert "no floor is violated" not in told.stderr
    assert "the data is not in" in run("airwars", "--data", tmp_path, status=2).stderr


def test_the_check_half_is_measured_without_floors_and_not_looked_into(airwars_like: Path) -> None:
    assert "no floors are held" in run(f"airwars={airwars_like}", "--half", "check").stderr
    assert (
        "not to be looked into" in run(f"airwars={airwars_like}", "--half", "check", "--errors", "day", status=2).stderr
    )


# looking into errors


def test_misses_are_shown_with_what_was_wanted_and_the_quotes(tmp_path: Path) -> None:
    path = lines(tmp_path / "dev.jsonl", assessment(killed=[3, 9]), assessment(code=tuned("D"), killed=[1, 1]))
    told = run(f"airwars={path}", "--alone", "--errors", "killed").stdout
    assert "airwars, killed: 2 misses" in told
    assert "1  high bound too low" in told
    assert "wanted 3-9" in told
    assert "three civilians were killed[1] and five" in " ".join(told.split())
    assert "1 of 1" in run(f"airwars={path}", "--alone", "--errors", "killed", "--kind", "do not meet").stdout
    assert json.loads(run(f"airwars={path}", "--errors", "killed", "--at", 2, "--json").stdout)[0]["wanted"] == "1"
    assert "killed (2)" in run(f"airwars={path}", "--alone", "--errors", "dead", status=2).stderr


def test_of_a_long_text_what_lies_around_quotes_is_shown(tmp_path: Path) -> None:
    text = "The market opened. " * 100 + STRIKE + " The market closed." * 100
    path = lines(tmp_path / "dev.jsonl", assessment(killed=[4, 4], text=text))
    told = run(f"airwars={path}", "--alone", "--errors", "killed").stdout
    assert "three civilians were killed[1]" in " ".join(told.split())
    assert "characters ...]" in told
    assert len(told) < len(text) / 2
    assert len(run(f"airwars={path}", "--alone", "--errors", "killed", "--whole").stdout) > len(text)


# MUC-4

MESSAGE = """DEV-MUC3-9001 (NOSC)

   LIMA, 4 MAY 90 (RADIO QUETZAL) -- [TEXT]
   SHINING PATH GUERRILLAS KILLED THREE PEASANTS YESTERDAY IN AYACUCHO WITH A CAR BOMB.

"""
KEY = """0.  MESSAGE: ID                     DEV-MUC3-9001 (NCCOSC)
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  03 MAY 90
3.  INCIDENT: LOCATION              PERU: AYACUCHO (CITY)
4.  INCIDENT: TYPE                  BOMBING
9.  PERP: INDIVIDUAL ID             -
10. PERP: ORGANIZATION ID           "SENDERO LUMINOSO" / "SHINING PATH"
18. HUM TGT: NAME                   -
19. HUM TGT: DESCRIPTION            "PEASANTS"
21. HUM TGT: NUMBER                 3: "PEASANTS"
23. HUM TGT: EFFECT OF INCIDENT     DEATH: "PEASANTS"
                                    ? INJURY: "PASSERSBY"

0.  MESSAGE: ID                     DEV-MUC3-9001 (NCCOSC)
1.  MESSAGE: TEMPLATE               2
2.  INCIDENT: DATE                  - 04 MAY 90
3.  INCIDENT: LOCATION              PERU
4.  INCIDENT: TYPE                  KIDNAPPING
10. PERP: ORGANIZATION ID           -
18. HUM TGT: NAME                   "ROSA QUISPE"
19. HUM TGT: DESCRIPTION            "NURSE": "ROSA QUISPE"
21. HUM TGT: NUMBER                 1: "ROSA QUISPE"
23. HUM TGT: EFFECT OF INCIDENT     -
"""


def test_templates_are_scored_slot_by_slot(tmp_path: Path) -> None:
    dev = tmp_path / "muc4" / "dev"
    dev.mkdir(parents=True)
    (dev / "dev-texts").write_text(MESSAGE, encoding="latin-1")
    (dev / "key-dev").write_text(KEY, encoding="latin-1")
    assert muc4.find(tmp_path) == dev.parent
    measured = muc4.measure(dev.parent, Options())
    recall = {slot: measured.figures[f"{slot}, recall"] for slot in muc4.SLOTS}
    assert recall == {
        "template": 1 / 2, "date": 1 / 2, "location": 1 / 2, "type": 1 / 2, "perpetrator organization": 1,
        "target number": 1 / 2, "target effect": 1,
    }  # fmt: skip
    assert {measured.figures[f"{slot}, precision"] for slot in muc4.SLOTS} == {1}
    assert [(miss.field, miss.kind, miss.wanted[:10]) for miss in measured.misses] == [
        ("template", "missed", "KIDNAPPING")
    ]


def test_what_did_not_come_about_is_half_right_where_another_is_asked() -> None:
    day, place = (Day(None, None, "unknown"),), (("PERU",),)
    key = Template("BOMBING", day, place, effects=(Fill(("NO DEATH",)),))
    points = {
        told: compare(key, Template("BOMBING", day, place, effects=(Fill((told,)),)))["target effect"].right
        for told in ("NO DEATH", "NO INJURY OR DEATH", "INJURY")
    }
    assert points == {"NO DEATH": 1, "NO INJURY OR DEATH": 1 / 2, "INJURY": 0}


def test_people_in_a_list_are_fillers_one_by_one() -> None:
    told = Report("r", "LIMA, 4 MAY 90 -- GUNMEN KILLED THE MAYOR OF PUNO AND HIS DRIVER YESTERDAY.")
    (account,) = Grammar().extract(told).accounts
    template = template_of(account, told)
    assert [(fill.values, fill.about) for fill in template.numbers] == [
        (("1",), ("THE MAYOR",)), (("1",), ("HIS DRIVER",)),
    ]  # fmt: skip
    assert [fill.values for fill in template.effects] == [("DEATH",), ("DEATH",)]
