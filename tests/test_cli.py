"""The command line: what it prints, where, and how it ends."""

import csv
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest
from typer.testing import CliRunner

from consilience import __version__
from consilience.cli import app
from consilience.ledger.opening import STEPS
from fake_extractor import Fake

HERE = Path(__file__).parent
LINES = [
    {"id": "000", "text": "Rockets: 3 killed in Taji on 2020-03-11.", "publisher": "A", "published": "2020-03-12"},
    {"id": "001", "text": "at least 18 killed in Albukamal on 2020-03-12", "publisher": "B", "published": "2020-03-13"},
    {"id": "002", "text": "20 killed in Albukamal on 2020-03-12. 90 killed this year.", "published": "2020-03-14"},
]
WHO = ["--by", "me", "--because", "I counted"]


@pytest.fixture(autouse=True)
def _apart(tmp_path, monkeypatch):
    """Each test in a directory of its own, with the tiny extractor."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("consilience.desk.desk.Grammar", Fake)
    monkeypatch.setenv("CONSILIENCE_PLACES", str(tmp_path / "places.sqlite"))
    for name in ("CONSILIENCE_LEDGER", "CONSILIENCE_BY", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


def run(*words, status=0, **options):
    result = CliRunner().invoke(app, [str(word) for word in words], **options)
    assert result.exit_code == status, (result.stdout, result.stderr, result.exception)
    return result


@pytest.fixture
def fed():
    Path("in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in LINES))
    run("add", "in.jsonl")


def listed():
    return json.loads(run("list", "--json").stdout)


def id_of(words):
    return next(i["id"] for i in listed() if words in i["id"])


# add


def test_add_says_what_was_added_and_what_was_known(fed):
    again = run("add", "in.jsonl")
    assert "known    000" in again.stdout
    assert "0 added, 3 known already, 0 problems, 0 notes; ledger: consilience.db" in again.stdout
    assert again.stderr == ""


def test_add_with_problems_ends_with_1_and_without_anything_with_2():
    Path("a.txt").write_text("Rockets fell at dawn, witnesses said: 3 killed in Taji on 2020-03-11.")
    partly = run("add", "a.txt", "missing.txt", status=1)
    assert "added    a" in partly.stdout
    assert "missing.txt" in partly.stderr
    assert "problem:" in partly.stderr
    assert "missing" not in partly.stdout
    run("add", "missing.txt", status=2)


def test_add_from_standard_input():
    line = json.dumps(LINES[0]).encode() + b"\n"
    assert "added    000" in run("add", "-", input=line).stdout


def test_a_report_without_an_incident_is_a_note_and_ends_with_0():
    Path("dull.txt").write_text("The council met on Monday and agreed on the budget of the library for next year.")
    result = run("add", "dull.txt")
    assert "note: dull" in result.stderr
    assert "0 problems" in result.stdout


def test_an_id_used_by_another_text_is_a_problem(fed):
    Path("other.jsonl").write_text(json.dumps({"id": "000", "text": "Quite another, 4 killed in Taji on 2020-01-01"}))
    result = run("add", "other.jsonl", status=2)
    assert "refused  000" in result.stdout
    assert "id already used" in result.stderr
    assert "Quite another" in result.stderr


def test_the_day_of_taking_in(fed):
    Path("a.txt").write_text("Rockets fell at dawn, witnesses said: 3 killed in Taji on 2020-03-11.")
    run("add", "a.txt", "--taken-in", "2020-05-01")
    assert json.loads(run("report", "a", "--json").stdout)["taken_in"] == "2020-05-01"
    wrong = run("add", "a.txt", "--taken-in", "May", status=2)
    assert "'May' is no day; write it as 2020-03-12" in " ".join(wrong.stderr.replace("│", "").split())


# list, show, report


def test_list_fits_80_columns(fed, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    lines = run("list").stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0].split() == ["day", "place", "cc", "type", "killed", "injured", "src", "grade", "id"]
    assert re.match(
        r"2020-03-12 Albukamal\s+SY Air/drone strike\s+20 \(18-20\)\s+-\s+2 fair\s+[0-9a-f]{8}$", lines[2].strip()
    )
    assert lines[-1] == "2 incidents; figures by the rule range"


def test_list_heeds_columns(fed, monkeypatch):
    monkeypatch.setenv("COLUMNS", "140")
    assert id_of("albukamal") in run("list").stdout
    monkeypatch.setenv("COLUMNS", "66")
    narrow = run("list").stdout.splitlines()
    assert max(map(len, narrow)) <= 66
    assert id_of("albukamal")[-8:] in narrow[2]


def test_a_narrow_list_drops_the_type_and_cuts_no_id_or_figure(fed, monkeypatch):
    monkeypatch.setenv("COLUMNS", "56")
    lines = run("list").stdout.splitlines()
    assert max(map(len, lines)) <= 56
    assert "type" not in lines[0].split()
    assert id_of("albukamal")[-8:] in lines[2]
    assert "20 (18-20)" in lines[2]


def test_a_list_that_is_piped_is_not_cut(fed):
    row = run("list").stdout.splitlines()[2]
    assert id_of("albukamal") in row
    assert "Air/drone strike" in row


def test_list_filters(fed):
    assert "1 incident; 1 more not asked for" in run("list", "--country", "sy").stdout
    assert "0 incidents" in run("list", "--from", "2021-01-01").stdout
    assert "Taji" in run("list", "--to", "2020-03-11", "--text", ["taji", "rockets"][0]).stdout
    assert len(json.loads(run("list", "--json", "--type", "Air/drone strike").stdout)) == 2
    hint = run("list", "--type", "Airstrike")
    assert "no incident is of the type 'Airstrike'; there are: Air/drone strike" in hint.stderr
    assert "--country Syria: give two letters" in run("list", "--country", "Syria", status=2).stderr
    assert "lies before --from" in run("list", "--from", "2020-02-01", "--to", "2020-01-01", status=2).stderr


def test_show_names_every_claim_its_words_and_its_source(fed):
    page = run("show", id_of("albukamal")[-8:]).stdout
    for words in (
        "date  2020-03-12, agreed",
        "place  Albukamal (Deir ez-Zor, SY), 34.45 40.92, town",
        "rule: range",
        "+ at least 18 “at least 18 killed”",
        "B, 2020-03-13, 001, text 0-18",
        "accounts",
        "002#",
    ):
        assert words in page
    shape = json.loads(run("show", id_of("albukamal"), "--json").stdout)
    assert shape["findings"]["killed"]["claims_for"][0]["report"] in ("001", "002")
    assert shape["answered_by"] == []


def test_show_says_who_judged_a_value_and_that_this_is_the_rule(fed, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    id = id_of("albukamal")
    rose = "agreed; rose from at least 18 to 20 between 13 and 14 March 2020"
    assert f"\nkilled  20 (18-20), {rose}, rule: range\n" in run("show", id).stdout
    run("judge", "prefer", id, "--field", "killed", "--value", "19", "--by", "Ana", "--because", "so")
    run("judge", "accept", "002:on 2020-03-12", "--field", "date", "--by", "Bo", "--because", "so")
    page = run("show", id).stdout
    assert "\nkilled  19 (18-20), judged: Ana, rule: judged\n" in page
    assert "\ndate  2020-03-12, judged: Bo, rule: judged\n" in page
    assert "19 (18-20)" in run("list").stdout
    assert json.loads(run("show", id, "--json").stdout)["findings"]["killed"]["judged_by"] == ["Ana"]


RISING = [
    ("a1", "Alpha", "2020-03-12", "3 killed in Taji on 2020-03-11."),
    ("b1", "Beta", "2020-03-12", "4 killed in Taji on 2020-03-11."),
    ("c1", "Gamma", "2020-03-13", "at least 7 killed in Taji on 2020-03-11."),
    ("a2", "Alpha", "2020-03-14", "7 killed in Taji on 2020-03-11."),
]


def rising(monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    names = ("id", "publisher", "published", "text")
    Path("in.jsonl").write_text("".join(json.dumps(dict(zip(names, row, strict=True))) + "\n" for row in RISING))
    run("add", "in.jsonl")
    return id_of("taji")


def test_show_draws_a_toll_over_time(monkeypatch):
    page = run("show", rising(monkeypatch, 80)).stdout
    table = page[page.index("  over time") :].splitlines()[:6]
    assert table == [
        "  over time, by day of publication, 2020",
        "         03-12  03-13  03-14",
        "  Alpha      3             7",
        "  Beta      4^",
        "  Gamma            7+",
        "  ^ raised by other sources since",
    ]


def test_a_toll_over_time_fits_a_narrow_terminal(monkeypatch):
    page = run("show", rising(monkeypatch, 25)).stdout
    assert "1 day between not shown" in " ".join(page.split())
    assert "         03-12  03-14" in page


def test_list_and_show_as_of_a_day(monkeypatch):
    id = rising(monkeypatch, 200)
    assert "3 (3-4)" in run("list", "--as-of", "2020-03-12").stdout
    assert (
        "1 incident; as known on 2020-03-12; figures by the rule range" in run("list", "--as-of", "2020-03-12").stdout
    )
    assert "disputed" in run("show", id, "--as-of", "2020-03-12").stdout
    late = run("show", id, "--as-of", "2020-03-11", status=2)
    assert "was not known on 2020-03-11; the first report of it is of 2020-03-12" in late.stderr


def test_a_rule_is_chosen_listed_and_set_aside_for_one_look(monkeypatch):
    id = rising(monkeypatch, 200)
    assert "* settles the figures of this ledger (the default; nobody has chosen one)" in run("rule").stdout
    assert "there are range, conservative, majority, latest" in run("rule", "mean", status=2).stderr
    assert "needs --by" in run("rule", "latest", status=2).stderr
    chosen = run("rule", "latest", "--by", "Ana", "--because", "the ministry's list").stdout
    assert "rule latest by Ana" in chosen
    assert "is chosen already" in run("rule", "latest", "--by", "Bo", "--because", "so").stdout
    assert "rule: latest" in run("show", id).stdout
    assert "rule: conservative" in run("show", id, "--rule", "conservative").stdout
    assert json.loads(run("export", "--rule", "majority").stdout)["killed"]["rule"] == "majority"
    assert "(Ana," in run("rule").stdout
    run("check", "--rebuild")
    run("judge", "retract", chosen.split()[0], "--by", "Ana", "--because", "no list any more")
    assert "rule: range" in run("show", id).stdout


def test_no_line_of_a_page_ends_with_blanks(fed):
    pages = run("show", id_of("albukamal")).stdout + run("report", "002").stdout
    assert [line for line in pages.splitlines() if line != line.rstrip()] == []


def test_the_grade_is_shown_chosen_by_and_set_by_people(fed):
    id = id_of("albukamal")
    page = " ".join(run("show", id).stdout.split())
    assert "grade fair: 2 independent sources: " in page
    assert "strike status " in page
    assert id in [i["id"] for i in json.loads(run("list", "--grade", "fair", "--json").stdout)]
    assert "there is no such grade; there are confirmed, fair" in run("list", "--grade", "good", status=2).stderr
    why = ("--by", "Ana", "--because", "the army has said so")
    run("judge", "prefer", id, "--field", "grade", "--value", "confirmed", *why)
    graded = json.loads(run("export", "--grade", "Confirmed").stdout)
    assert (graded["id"], graded["grade"]) == (id, "confirmed")
    assert graded["grade_because"].startswith("judged by Ana; by the reports fair: 2 independent sources")
    assert "grade confirmed: judged by Ana" in " ".join(run("show", id).stdout.split())
    shape = json.loads(run("show", id, "--json").stdout)["assessments"]["grade"]
    assert (shape["value"], shape["judged_by"], len(shape["claims"])) == ("confirmed", ["Ana"], 2)
    assert run("judge", "prefer", id, "--field", "grade", "--value", "sure", *why, status=2).stderr


def test_copies_are_one_source_and_told_once():
    wire = [{**LINES[1], "id": f"w{n}", "publisher": f"Paper {n}"} for n in range(6)]
    Path("in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in [*wire, LINES[2]]))
    run("add", "in.jsonl")
    page = run("show", id_of("albukamal")).stdout
    assert "\nsources  2 (7 reports)\n" in page
    assert page.count("+ at least 18 “at least 18 killed”") == 1
    assert "w0, text 0-18; and 5 copies" in page
    header, row = list(csv.reader(run("export", "--format", "csv").stdout.splitlines()))
    told = dict(zip(header, row, strict=True))
    assert (told["sources"], told["reports"], told["accounts"]) == ("2", "7", "7")


def test_report_marks_what_was_found_in_it(fed):
    page = run("report", "002").stdout
    assert "20 killed[1] in Albukamal[2] on 2020-03-12[3]. 90 killed this year[4]." in page
    assert f"incident {id_of('albukamal')}" in page
    assert "[1] killed 20" in page
    assert "[4] killed 90" in page
    shape = json.loads(run("report", "002", "--json").stdout)
    assert "text" not in shape
    assert shape["accounts"][0]["incident"] == id_of("albukamal")
    assert json.loads(run("report", "002", "--json", "--with-text").stdout)["text"] == LINES[2]["text"]


def test_words_of_a_report_cannot_steer_the_terminal():
    text = "Red \x1b[31m[bold]killers[/bold] \u202e\x9b2J: 3 killed in Taji on 2020-03-11."
    Path("in.jsonl").write_text(json.dumps({"id": "\x1b]0;x", "text": text, "title": "[red]T"}))
    run("add", "in.jsonl")
    for page in (run("report", "\x1b]0;x"), run("list"), run("show", listed()[0]["id"])):
        assert not set(page.stdout + page.stderr) & {"\x1b", "\x9b", "\u202e"}
    assert "␛[31m[bold]killers[/bold] ��2J: 3 killed[1] in Taji[2]" in run("report", "\x1b]0;x").stdout


# judge


def test_judging_and_taking_back(fed):
    before = run("export").stdout_bytes
    judged = run("judge", "same", id_of("taji"), "001:at least 18", *WHO)
    assert "holds on to 001: “at least 18”" in judged.stdout
    assert "same by me" in judged.stdout
    joined = next(i for i in listed() if {a["report"] for a in i["accounts"]} == {"000", "001"})
    assert "I counted" in run("show", joined["id"]).stdout
    run("judge", "retract", judged.stdout.split()[0], *WHO)
    assert run("export").stdout_bytes == before


def test_judging_claims_and_values(fed):
    killed = lambda: next(i for i in listed() if "albukamal" in i["id"])["killed"]["best"]  # noqa: E731
    run("judge", "prefer", id_of("albukamal"), "--field", "killed", "--value", "19", *WHO)
    assert killed() == 19
    run("judge", "retract", json.loads(run("export", "--what", "judgements").stdout)["id"], *WHO)
    run("judge", "reject", "002:20 killed", "--field", "killed", *WHO)
    assert killed() == 18


def test_who_decides_may_stand_in_the_environment(fed, monkeypatch):
    monkeypatch.setenv("CONSILIENCE_BY", "R. Ecorder")
    assert "by R. Ecorder" in run("judge", "accept", "000:3 killed", "--field", "killed", "--because", "so").stdout
    monkeypatch.delenv("CONSILIENCE_BY")
    assert "--by" in run("judge", "accept", "000:3 killed", "--because", "so", status=2).stderr
    assert "--because" in run("judge", "accept", "000:3 killed", "--by", "me", status=2).stderr


def test_contradictory_judgements_end_with_1_everywhere(fed):
    run("judge", "same", "000:3 killed", "001:at least 18 killed", *WHO)
    clash = run("judge", "different", "000:3 killed", "001:at least 18 killed", *WHO, status=1)
    assert "contradictory judgements" in clash.stderr
    assert "contradictory judgements" in run("list", status=1).stderr


# export, check


def test_export_to_a_file_is_what_goes_to_standard_output(fed):
    for format in ("jsonl", "csv", "geojson"):
        run("export", "--format", format, "-o", f"out.{format}")
        assert Path(f"out.{format}").read_bytes() == run("export", "--format", format).stdout_bytes
    assert sorted(p.name for p in Path().iterdir() if p.name.startswith(".")) == []
    assert len(run("export", "--country", "IQ").stdout.splitlines()) == 1
    early = json.loads(run("export", "--as-of", "2020-03-13", "--from", "2020-03-12").stdout)
    assert [a["report"] for a in early["accounts"]] == ["001"]


def test_what_cannot_be_exported(fed):
    assert "xlsx: there is no such format" in run("export", "--format", "xlsx", status=2).stderr
    said = run("export", "-o", "nowhere/out.csv", status=2).stderr
    assert said == "error: nowhere/out.csv: cannot be written: No such file or directory\n"


def test_a_map_notes_what_it_leaves_out():
    Path("in.jsonl").write_text(json.dumps({"text": "3 killed in Nowhere on 2020-03-11, said a witness."}))
    run("add", "in.jsonl")
    assert "1 incident left out of the map" in run("export", "--format", "geojson").stderr


def test_check(fed):
    assert "3 reports checked: every quote stands" in run("check").stdout
    run("check", "--rebuild")


# the ledger and the rest


def test_the_ledger_is_named_before_the_command_or_in_the_environment(fed, monkeypatch):
    run("--ledger", "other.db", "add", "in.jsonl")
    monkeypatch.setenv("CONSILIENCE_LEDGER", "third.db")
    assert "third.db: there is no ledger here yet" in run("list", status=2).stderr
    assert not Path("third.db").exists()
    assert len(json.loads(run("--ledger", "other.db", "list", "--json").stdout)) == 2


@pytest.mark.parametrize("command", [("list",), ("show", "x"), ("report", "x"), ("export",), ("check",)])
def test_a_file_that_is_no_ledger_is_told_in_one_line(command):
    Path("consilience.db").write_text("my notes " * 500)
    assert run(*command, status=2).stderr == "error: consilience.db: is no ledger: it is some other kind of file\n"


def test_a_wrong_id_gives_near_ones(fed):
    said = run("show", "2020-03-12-albukamel", status=2).stderr
    assert f"did you mean {id_of('albukamal')}?" in said


def test_version_and_help():
    assert run("--version").stdout == f"consilience {__version__}\n"
    assert "Usage" in run("--help").stdout
    for command in ("demo", "add", "list", "show", "report", "export", "check", "judge"):
        assert "Usage" in run(command, "--help").stdout


def test_the_demonstration_leaves_other_ledgers_alone(fed):
    said = run("demo", "--into", "consilience.db", status=2).stderr
    assert "consilience.db: is not the demonstration's alone: it holds 000" in said
    Path("notes.txt").write_text("my notes " * 500)
    assert "is no ledger" in run("demo", "--into", "notes.txt", status=2).stderr
    assert Path("notes.txt").read_text() == "my notes " * 500


# as people run it


def command(*words, **environment):
    """The real thing, in a process of its own."""
    own = {"PYTHONPATH": str(HERE.parent / "src"), "PATH": os.environ["PATH"], "HOME": str(Path.cwd()), **environment}
    script = [sys.executable, "-W", "error", "-c", "from consilience.cli import main; main()", *words]
    pipe = subprocess.PIPE
    return subprocess.Popen(script, env=own, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def ended(process):
    out, err = process.communicate(timeout=120)
    assert "Traceback" not in err, err
    return process.returncode, out, err


def test_nothing_is_printed_or_loaded_by_an_import():
    script = "import sys, consilience.cli; sys.exit('sqlalchemy' in sys.modules or 'consilience.desk' in sys.modules)"
    own = {"PYTHONPATH": str(HERE.parent / "src")}
    result = subprocess.run([sys.executable, "-c", script], env=own, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_the_demonstration_runs_afresh_each_time():
    first, second = ended(command("demo")), ended(command("demo"))
    assert first == second
    status, out, _ = first
    assert status == 0
    assert "reports taken in" in out
    assert "the events are invented" in out
    assert "What to try next" in out
    assert "El Obeid" in out
    assert max(len(line) for line in out.splitlines() if not line.lstrip().startswith("consilience")) <= 80
    status, out, _ = ended(command("check", CONSILIENCE_LEDGER="consilience-demo.db"))
    assert (status, "every quote stands" in out) == (0, True)


def test_completion_can_be_shown():
    status, out, _ = ended(command("--show-completion", "bash", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1"))
    assert status == 0
    assert "_CONSILIENCE_COMPLETE" in out


def test_colour_only_where_it_is_wanted(fed):
    assert "\x1b[" not in ended(command("list"))[1]
    assert "\x1b[" in ended(command("list", FORCE_COLOR="1", TERM="xterm"))[1]
    assert "\x1b[3" not in ended(command("list", FORCE_COLOR="1", NO_COLOR="1", TERM="xterm"))[1]


@pytest.mark.parametrize("encoding", [{"PYTHONIOENCODING": "latin-1"}, {"PYTHONUTF8": "0", "LC_ALL": "C"}])
def test_an_encoding_that_cannot_show_a_letter_is_no_error(encoding):
    Path("in.jsonl").write_text(json.dumps({"id": "خبر", "text": "Қирғоқ: 3 killed in Taji on 2020-03-11."}))
    run("add", "in.jsonl")
    for words in (("report", "خبر"), ("list",), ("show", listed()[0]["id"]), ("show", "nothing like خبر")):
        process = command(*words, PYTHONCOERCECLOCALE="0", **encoding)
        out, err = process.communicate(timeout=60)
        assert "Traceback" not in err
        assert out or err


def test_the_package_itself_can_be_run():
    script = [sys.executable, "-m", "consilience", "--version"]
    own = {"PYTHONPATH": str(HERE.parent / "src")}
    assert (
        subprocess.run(script, env=own, capture_output=True, text=True, check=True).stdout
        == f"consilience {__version__}\n"
    )


def is_made(ledger):
    """Whether a new ledger has been through all its steps: what interrupts these is told otherwise."""
    if not ledger.exists():
        return False
    with closing(sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)) as connection, suppress(sqlite3.Error):
        return connection.execute("SELECT count(*) FROM migrations").fetchone()[0] == len(STEPS)
    return False


def test_an_interrupt_is_calm():
    process = command("add", "-", FORCE_COLOR="1")
    while not is_made(Path("consilience.db")):
        assert process.poll() is None
        time.sleep(0.01)
    time.sleep(0.3)  # by now it waits for reports
    for _ in range(5):  # one that meets Python in a call that tells of no exception is lost; people press again
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=5)
            break
    status, _, err = ended(process)
    assert status == 130
    assert "stopped; every report taken in so far is kept whole" in err


def test_a_reader_that_goes_away_is_no_error(fed):
    process = command("export")
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    _, err = process.communicate(timeout=60)
    assert err == ""
