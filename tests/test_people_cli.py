"""Accounts by the command line, and what is served to whom."""

import os
import re
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from typer.testing import CliRunner

from consilience.cli import app
from consilience.desk.people import Doorkeeper
from consilience.ledger import Ledger
from fake_extractor import Fake

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _apart(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("consilience.desk.desk.Grammar", Fake)
    monkeypatch.setenv("CONSILIENCE_PLACES", str(tmp_path / "places.sqlite"))
    for name in ("CONSILIENCE_LEDGER", "CONSILIENCE_BY", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    Ledger.open("consilience.db", make=True).close()


def run(*words, status=0, said=""):
    result = CliRunner().invoke(app, list(words), input=said)
    assert result.exit_code == status, (result.stdout, result.stderr, result.exception)
    return result


def door():
    return Doorkeeper(Ledger.open("consilience.db"))


def add(name, role="analyst"):
    run("people", "add", name, "--role", role, said=f"{PASSWORD}\n")


def test_people_are_added_listed_changed_and_removed():
    add("Ada", "admin")
    add("Ben")
    assert run("people", "list").stdout.splitlines() == ["Ada  admin", "Ben  analyst"]
    key = door().sign_in("Ben", PASSWORD, "")
    run("people", "role", "Ben", "reader")
    assert door().of_session(key) is None  # what he was allowed before is over
    run("people", "password", "Ben", said="another long password\n")
    assert door().sign_in("Ben", PASSWORD, "") is None
    assert door().of_session(door().sign_in("Ben", "another long password", "")).role == "reader"
    run("people", "remove", "Ben")
    assert run("people", "list").stdout.splitlines() == ["Ada  admin"]
    assert door().sign_in("Ben", "another long password", "") is None


@pytest.mark.parametrize(
    ("words", "said", "told"),
    [
        (["add", "Ada"], PASSWORD, "already"),
        (["add", "Eve", "--role", "king"], PASSWORD, "no such role"),
        (["add", "Eve"], "short", "at least 10"),
        (["add", "  "], PASSWORD, "give a name"),
        (["role", "Nobody", "reader"], "", "no person"),
        (["role", "Ada", "reader"], "", "only admin"),
        (["remove", "Ada"], "", "only admin"),
        (["remove", "Nobody"], "", "no person"),
        (["token", "Nobody", "script"], "", "no person"),
        (["token", "Ben", "script", "--take"], "", "no token"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_changes_nothing(words, said, told):
    add("Ada", "admin")
    add("Ben")
    before = run("people", "list").stdout
    refused = run("people", *words, status=2, said=f"{said}\n")
    assert told in refused.stderr
    assert "Traceback" not in refused.stderr
    assert run("people", "list").stdout == before


def test_a_token_is_printed_once_and_only_its_digest_is_kept():
    add("Ben")
    key = run("people", "token", "Ben", "script").stdout.strip()
    assert door().of_token(key).name == "Ben"
    assert "already" in run("people", "token", "Ben", "script", status=2).stderr
    database = sqlite3.connect("consilience.db")
    assert key not in "\n".join(database.iterdump())
    assert PASSWORD not in "\n".join(database.iterdump())
    run("people", "token", "Ben", "script", "--take")
    assert door().of_token(key) is None


def test_nobody_is_given_out_with_the_record():
    add("Ben")
    run("people", "token", "Ben", "script")
    for what in ("incidents", "tallies", "problems", "reports", "judgements"):
        assert "Ben" not in run("export", "--what", what).stdout


@pytest.mark.parametrize("words", [["--host", "0.0.0.0"], ["--host", "::"], ["--behind-proxy"]])
def test_without_accounts_nothing_is_served_to_others(words):
    refused = run("serve", *words, "--port", "0", status=2)
    assert "consilience people add NAME --role admin" in refused.stderr


def test_a_port_that_is_taken_is_said():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        refused = run("serve", "--port", str(taken.getsockname()[1]), status=2)
    assert "cannot be served on" in refused.stderr


def test_on_this_machine_it_opens_at_once():
    source = str(Path(__file__).resolve().parent.parent / "src")
    command = [sys.executable, "-m", "consilience.cli", "serve", "--port", "0", "--by", "Ana"]
    environment = {**os.environ, "PYTHONPATH": source}
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", env=environment) as server:
        try:
            told = server.stderr.readline()
            address = re.search(r"http://\S+/", told)
            assert address, told
            with urlopen(address[0], timeout=60) as page:  # it listens before it says so
                assert "Ana" in page.read().decode()
        finally:
            server.terminate()
