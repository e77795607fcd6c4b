"""The ledger: adds each report once, whole or not at all, and says plainly what it cannot open."""

import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from consilience.actor import Actor
from consilience.claim import Claim
from consilience.doors import Reading
from consilience.evidence import Evidence
from consilience.incident import Record
from consilience.judgement import Judgement, Passage
from consilience.ledger import Ledger, LedgerError, ReadOnlyError
from consilience.ledger.plain import noun, plain
from consilience.ledger.tables import DERIVED
from consilience.ledger.tables import DERIVED_STATE as STATE
from consilience.problem import Problem
from consilience.reconcile import reconcile
from consilience.reconcile.grow import grow
from consilience.report import Report
from fake_extractor import Fake, report

TEXT = "Rockets: at least 18 killed in Albukamal on 2020-03-12, said the observatory. 3 killed in Taji on 2020-03-11."
FAKE = Fake()


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "ledger.db")


@pytest.fixture
def ledger(path):
    with Ledger.open(path, make=True) as ledger:
        yield ledger


def add(ledger: Ledger, report: Report) -> str:
    return ledger.add(report, FAKE.name, FAKE.extract(report))


def test_a_report_comes_back_as_it_went_in(ledger):
    told = report(
        "a/1.html", "Ürümqi \u202e\x00 \ud83d lone, نص عربي", title="T\x00", url="https://x.example/1", language="en",
        found={"published": "line 2"}, original=b"\xff\x00bytes", media_type="text/html",
    )  # fmt: skip
    assert add(ledger, told) == "new"
    assert ledger.report("a/1.html") == told
    assert ledger.stored_digest("a/1.html") == told.digest


def test_a_reading_comes_back_as_it_went_in(ledger):
    told = report("1", TEXT + " 700 killed this year.")
    problem = Problem("1", "odd", "something odd", 3, "odd \ud800 words", "note")
    reading = replace(FAKE.extract(told), problems=(problem,))
    victim = Claim("victim", "Wassim", Evidence("1", "text", 0, 7, "Rockets"), according_to="his \x00 aunt")
    account = replace(reading.accounts[0], claims=(*reading.accounts[0].claims, victim))
    reading = replace(reading, accounts=(account, reading.accounts[1]))
    ledger.add(told, FAKE.name, reading)
    assert ledger.reading("1", FAKE.name) == reading
    assert ledger.accounts(FAKE.name) == reading.accounts
    assert ledger.tallies(FAKE.name) == reading.tallies
    assert ledger.problems(FAKE.name) == (problem,)


def test_the_same_report_is_added_once(ledger):
    assert add(ledger, report("1", TEXT)) == "new"
    assert add(ledger, report("1", TEXT)) == "known"
    assert add(ledger, report("1", TEXT, publisher="Another")) == "known otherwise"
    assert add(ledger, report("1", TEXT + " More.")) == "id used"
    assert add(ledger, report("2", TEXT)) == "new"
    assert ledger.report_ids() == ("1", "2")
    assert ledger.report("1") == report("1", TEXT)


def test_reports_and_judgements_are_never_changed_or_taken_away(ledger, path):
    add(ledger, report("1", TEXT))
    ledger.judge([Judgement("reject", "me", "why", "2024-01-01T00:00:00Z", (Passage("1", "18"),), "killed")])
    connection = sqlite3.connect(path)
    for words in ("UPDATE reports SET text = 'x'", "DELETE FROM reports", "DELETE FROM judgements",
                  "UPDATE judgements SET because = 'x'"):  # fmt: skip
        with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
            connection.execute(words)
    connection.close()


def test_claims_can_be_queried(ledger, path):
    add(ledger, report("1", TEXT))
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT number, quote FROM claims WHERE field = 'killed' ORDER BY number").fetchall()
    connection.close()
    assert rows == [(3, "3 killed"), (18, "at least 18 killed")]


def test_judgements_are_added_once_and_kept_in_the_order_of_time(ledger):
    late = Judgement("same", "me", "because", "2024-01-02T00:00:00Z", (Passage("1", "a"), Passage("2", "b\ud800")))
    early = Judgement("retract", "me", "no", "2024-01-01T00:00:00Z", retracts="abc")
    assert ledger.judge([late, early, late]) == (late, early)
    assert ledger.judge([late]) == ()
    assert ledger.judgements() == (early, late)


def join(ledger, made_by="hand"):
    ledger.bring_up(made_by, FAKE.name, grow)


def test_a_derived_record_is_kept_until_something_comes_in(ledger):
    add(ledger, report("1", TEXT))
    add(ledger, report("2", TEXT, published=None))
    assert ledger.stand("hand", FAKE.name) is None
    join(ledger)
    stand = ledger.stand("hand", FAKE.name)
    record = reconcile(ledger.accounts(FAKE.name), ())
    assert record.incidents
    assert ledger.record() == record
    join(ledger)
    assert ledger.stand("hand", FAKE.name) == stand
    add(ledger, report("3", TEXT))
    assert ledger.stand("hand", FAKE.name) is None
    join(ledger)
    assert ledger.stand("hand", FAKE.name) != stand
    assert ledger.record() == reconcile(ledger.accounts(FAKE.name), ())


def test_what_another_made_is_made_again(ledger):
    add(ledger, report("1", TEXT))
    join(ledger)
    assert ledger.stand("another", FAKE.name) is None
    assert ledger.lacks("another", FAKE.name)
    join(ledger, "another")
    assert ledger.record() == reconcile(ledger.accounts(FAKE.name), ())
    assert not ledger.lacks("another", FAKE.name)


def test_a_decision_is_joined_to_what_there_is(ledger):
    add(ledger, report("1", TEXT))
    join(ledger)
    ledger.judge([Judgement("prefer", "me", "so", "2024-01-01T00:00:00Z", (Passage("nowhere", "x"),), "killed", "7")])
    assert ledger.stand("hand", FAKE.name) is None
    join(ledger)
    assert [p.kind for p in ledger.record().problems] == ["words not found"]


def test_rows_do_not_depend_on_the_order_of_taking_in(tmp_path):
    """But for how often they were brought up to date."""
    found = []
    for order in (("1", "2", "3"), ("3", "1", "2")):
        with Ledger.open(str(tmp_path / "".join(order)), make=True) as ledger:
            for id in order:
                add(ledger, report(id, TEXT))
                join(ledger)
            with ledger._reading() as connection:
                found.append([sorted(map(repr, connection.execute(select(t)))) for t in DERIVED if t is not STATE])
    assert found[0] == found[1]
    assert found[0][1]


def test_what_is_derived_can_be_forgotten_and_read_again(ledger):
    told = report("1", TEXT)
    add(ledger, told)
    join(ledger)
    ledger.forget_derived()
    assert ledger.unread(FAKE.name) == ("1",)
    assert ledger.stand("hand", FAKE.name) is None
    assert ledger.record() == Record()
    ledger.keep(told, FAKE.name, FAKE.extract(told))
    ledger.keep(told, FAKE.name, FAKE.extract(told))
    assert ledger.reading("1", FAKE.name) == FAKE.extract(told)


def test_published_by_counts_a_report_without_a_day_when_it_came_in(ledger):
    add(ledger, report("dated", TEXT))
    add(ledger, report("undated", TEXT, published=None))
    assert ledger.published_by(date(2020, 3, 13)) == {"dated"}
    assert ledger.published_by(date(2020, 4, 1)) == {"dated", "undated"}
    assert ledger.published_by(date(2019, 1, 1)) == frozenset()


def test_plain_nouns_come_back():
    for value in (Actor("A", country="SY"), Reading(), FAKE.extract(report("1", TEXT)), Problem("a", "b", "c")):
        assert noun(type(value), plain(value)) == value


# what cannot be opened


def test_there_is_no_ledger_to_look_at(path):
    with pytest.raises(LedgerError, match=r"there is no ledger here yet; `consilience add"):
        Ledger.open(path)
    assert not Path(path).exists()


def test_a_file_that_is_no_database(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("These are my notes.\n" * 200)
    with pytest.raises(LedgerError, match=r"notes.txt: is no ledger: it is some other kind of file"):
        Ledger.open(str(path))
    assert path.read_text() == "These are my notes.\n" * 200


def test_a_database_that_is_no_ledger(tmp_path):
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE songs (name)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="is a database but no ledger: it holds the tables songs"):
        Ledger.open(str(path), make=True)
    assert path.read_bytes() == before


def test_a_ledger_of_a_newer_version(ledger, path):
    ledger.close()
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO migrations VALUES (99, 'from the future')")
    connection.commit()
    connection.close()
    with pytest.raises(LedgerError, match="newer version of consilience"):
        Ledger.open(path)


def test_a_ledger_of_an_older_form_gets_the_column_it_lacks(ledger, path):
    ledger.close()
    connection = sqlite3.connect(path)
    connection.execute("ALTER TABLE accounts DROP COLUMN origin")
    connection.execute("DELETE FROM migrations WHERE version > 1")
    connection.commit()
    connection.close()
    for _ in range(2):  # once brought up to date, it stays so
        with Ledger.open(path) as again:
            assert again.accounts("grammar/1") == ()


def test_a_database_with_migrations_of_another(tmp_path):
    path = tmp_path / "other.db"
    for made in ("CREATE TABLE migrations (a)", "CREATE TABLE migrations (version, name)"):
        path.unlink(missing_ok=True)
        connection = sqlite3.connect(path)
        connection.execute(made)
        connection.execute(f"INSERT INTO migrations VALUES ({'1' if made.endswith('(a)') else '1, 1'})")
        connection.commit()
        connection.close()
        with pytest.raises(LedgerError, match="is a database but no ledger"):
            Ledger.open(str(path))


def test_a_directory_and_a_place_that_is_not_there(tmp_path):
    with pytest.raises(LedgerError, match="is a directory"):
        Ledger.open(str(tmp_path), make=True)
    with pytest.raises(LedgerError, match="there is no directory"):
        Ledger.open(str(tmp_path / "nowhere" / "ledger.db"), make=True)


def test_addresses_that_lead_nowhere():
    with pytest.raises(LedgerError, match="neither a file nor a database URL"):
        Ledger.open("gibberish://x")


def test_a_damaged_ledger(ledger, path):
    for n in range(50):
        add(ledger, report(str(n), TEXT * 20))
    ledger.close()
    data = bytearray(Path(path).read_bytes())
    data[5000 : len(data) - 100] = b"\xaa" * (len(data) - 5100)
    Path(path).write_bytes(data)
    with pytest.raises(LedgerError, match=r"damaged|no ledger"), Ledger.open(path) as broken:
        list(broken.reports())


def test_a_ledger_that_may_only_be_read(ledger, path):
    add(ledger, report("1", TEXT))
    ledger.close()
    with Ledger.open(f"sqlite:///file:{path}?mode=ro&uri=true") as closed:
        assert closed.report_ids() == ("1",)
        with pytest.raises(ReadOnlyError, match="can be read but not written"):
            add(closed, report("2", TEXT))


# crashes

_KILLED_IN_THE_MIDDLE = """
import os, signal, sys
from fake_extractor import Fake, report
from consilience.ledger import Ledger, ledger as module
from sqlalchemy import event

def kill(connection, cursor, statement, *rest):
    if statement.startswith("INSERT INTO claims") and killing:
        os.kill(os.getpid(), signal.SIGKILL)

killing = False
ledger = Ledger.open(sys.argv[1], make=True)
event.listen(ledger._engine, "after_cursor_execute", kill)
for n in range(20):
    killing = n == 12
    told = report(f"{n:02}", "5 killed in Taji on 2020-03-11")
    ledger.add(told, "fake/1", Fake().extract(told))
"""


def test_a_crash_in_the_middle_leaves_the_ledger_whole(path):
    script = [sys.executable, "-c", _KILLED_IN_THE_MIDDLE, path]
    here = Path(__file__).parent
    environment = {"PYTHONPATH": f"{here}:{here.parent / 'src'}"}
    ended = subprocess.run(script, env=environment, capture_output=True, text=True, timeout=60)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    with Ledger.open(path) as ledger:
        assert ledger.damage() == []
        assert ledger.report_ids() == tuple(f"{n:02}" for n in range(12))
        assert ledger.unread(FAKE.name) == ()
        assert len(ledger.accounts(FAKE.name)) == 12
        for n in range(20):
            add(ledger, report(f"{n:02}", "5 killed in Taji on 2020-03-11"))
        assert len(ledger.accounts(FAKE.name)) == 20


def test_a_ledger_that_cannot_be_written_can_be_read_and_leaves_nothing_beside_it(tmp_path, monkeypatch):
    path = tmp_path / "a ledger?.db"
    with Ledger.open(str(path), make=True) as ledger:
        ledger.add(report("r1", "18 killed in Albukamal on 2020-03-12"), "fake/1", Reading())
    before = sorted(p.name for p in tmp_path.iterdir())
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with Ledger.open(str(path)) as ledger:
        assert ledger.report_ids() == ("r1",)
        assert sorted(p.name for p in tmp_path.iterdir()) == before
        with pytest.raises(ReadOnlyError, match="can be read but not written"):
            ledger.add(report("r2", "3 killed in Taji on 2020-03-12"), "fake/1", Reading())


def test_bytes_that_are_damaged_are_told_as_damage(tmp_path):
    path = tmp_path / "ledger.db"
    with Ledger.open(str(path), make=True) as ledger:
        ledger.add(report("r1", "18 killed in Albukamal on 2020-03-12"), "fake/1", Reading())
    for words, instead in ((b"18 killed in Albukamal", b"\xff" * 22), (b"2020-03-13", b"2020-93-13")):
        held = path.read_bytes()
        assert words in held
        path.write_bytes(held.replace(words, instead))
        with Ledger.open(str(path)) as ledger, pytest.raises(LedgerError, match="is damaged"):
            ledger.report("r1")
        path.write_bytes(held)
