"""Reading in several processes gives what reading in one gives, whatever befalls them."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from consilience.desk import Desk
from consilience.desk import extraction as reading_of
from consilience.desk.extraction import extracted_in_order
from consilience.ledger import Ledger
from consilience.reconcile import PlainMatcher
from fake_extractor import Fake, report

SRC = Path(__file__).resolve().parent.parent / "src"
MANY = [report(f"{n:03}", f"{n + 2} killed in Taji on 2020-03-{n % 28 + 1:02}.") for n in range(60)]


class Falls(Fake):
    """Takes its process with it at some words."""

    def extract(self, report):
        if "abyss" in report.text:
            os._exit(9)
        return super().extract(report)


def lines(path, count=60):
    blast = "A blast killed {} people in Taji, Iraq, on Tuesday."
    told = [{"id": f"{n:03}", "text": blast.format(n + 2)} for n in range(count)]
    told.append(told[7])  # one that has come already
    path.write_text("".join(json.dumps(line | {"published": "2020-03-12"}) + "\n" for line in told))
    return path


def exported(tmp_path, jobs):
    with Desk.open(str(tmp_path / f"{jobs}.db"), make=True, jobs=jobs) as desk:
        told = list(desk.add([str(lines(tmp_path / "in.jsonl")), "nowhere.txt"]))
        kinds = ("incidents", "tallies", "reports", "problems")
        return ["".join(desk.export("jsonl", what).pieces) for what in kinds], told


def test_any_number_of_processes_gives_the_same_bytes(tmp_path):
    one, two = exported(tmp_path, 1), exported(tmp_path, 2)
    assert one == two
    assert one[0][0].count("\n") > 1
    assert [event.known for event in one[1] if hasattr(event, "known")][-1] == "known"


def test_a_report_that_breaks_its_process_is_named_and_the_others_are_read():
    reports = [*MANY[:20], report("deep", "Into the abyss. 5 killed in Taji on 2020-03-11."), *MANY[20:40]]
    found = list(extracted_in_order(Falls(), reports, 2))
    assert [one.id for one, _ in found] == [one.id for one in reports]
    broken = {one.id: reading.problems for one, reading in found if not reading.accounts}
    assert [(id, p.kind, p.words) for id, (p,) in broken.items()] == [
        ("deep", "extractor failed", "the process that read it broke down")
    ]


def test_few_reports_begin_no_process(monkeypatch):
    monkeypatch.setattr(reading_of, "_pool", None)
    monkeypatch.setattr(reading_of, "cores", lambda: 2)
    assert len(list(extracted_in_order(Fake(), MANY[:24], None))) == 24
    with pytest.raises(TypeError):
        list(extracted_in_order(Fake(), MANY[:25], None))


def test_only_a_few_are_out_at_a_time_and_each_keeps_its_place():
    met = []

    def items():
        for n, one in enumerate(MANY * 4):
            met.append(n)
            yield n if n % 3 else one

    ahead = [(len(met), item if isinstance(item, int) else n) for n, (item, _) in
             enumerate(extracted_in_order(Fake(), items(), 2))]  # fmt: skip
    assert [n for _, n in ahead] == list(range(240))
    assert max(seen - n for seen, n in ahead) <= 7 * 8


class Later(Fake):
    """Another version."""

    name = "fake/2"


def test_reading_anew_takes_all_hands(tmp_path, monkeypatch):
    path = str(tmp_path / "ledger.db")
    source = tmp_path / "in.jsonl"
    told = [{"id": one.id, "text": one.text, "published": "2020-04-01"} for one in MANY]
    source.write_text("".join(json.dumps(line) + "\n" for line in told))
    with Desk(Ledger.open(path, make=True), Fake(), PlainMatcher()) as desk:
        list(desk.add([str(source)]))
        before = [(i.day.value, i.tolls) for i in desk.incidents()]
    begun, pool = [], reading_of._pool
    monkeypatch.setattr(reading_of, "_pool", lambda *told: begun.append(told) or pool(*told))
    with Desk(Ledger.open(path), Later(), PlainMatcher(), jobs=2) as desk:
        assert [(i.day.value, i.tolls) for i in desk.incidents()] == before
    assert [jobs for _, jobs in begun] == [2]


def test_an_interrupt_of_many_leaves_the_ledger_whole(tmp_path):
    command = [sys.executable, "-m", "consilience", "--ledger", "some.db"]
    source = lines(tmp_path / "in.jsonl", 4000)
    process = subprocess.Popen(
        [*command, "add", "--jobs", "2", source.name], cwd=tmp_path, env={"PYTHONPATH": str(SRC)}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline().startswith("added")
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: everybody hears it
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err
    with Desk.open(str(tmp_path / "some.db")) as desk:
        assert 0 < len(desk.ledger.report_ids()) < 4000
        assert [one for one in desk.check() if not isinstance(one, str)] == []
