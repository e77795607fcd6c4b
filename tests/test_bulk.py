"""The whole way in bulk gives what taking in and exporting gives, on whichever engine."""

import importlib
import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from shutil import which
from typing import Any

import pytest
from typer.testing import CliRunner

from consilience.bulk import pairs
from consilience.bulk.duckdb_engine import DuckEngine
from consilience.bulk.engine import Engine, MissingError, as_values
from consilience.bulk.engines import engine_named
from consilience.bulk.families import enough, families, find_families, weigh_families
from consilience.bulk.parquet import rows_of
from consilience.bulk.rows import COLUMNS
from consilience.bulk.working import settled
from consilience.claim import Account
from consilience.cli import app
from consilience.desk import Desk
from consilience.desk.wholesale import in_bulk
from consilience.extract.grammar import Grammar
from consilience.reconcile import reconcile
from consilience.reconcile.weights import limit, score_of
from consilience.score.story import stories
from varied import varied

DAY = date(2026, 6, 1)
DEMO = Path(__file__).resolve().parent.parent / "src" / "consilience" / "demo"
SPARK = [
    pytest.mark.skipif(which("java") is None, reason="Spark needs Java, and there is none on this machine"),
    pytest.mark.skipif("CONSILIENCE_SPARK" not in os.environ, reason="takes minutes; CONSILIENCE_SPARK=1 asks for it"),
]


@pytest.fixture(params=["duckdb", pytest.param("spark", marks=SPARK)])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def joined(engine: Engine, told: list[Account]) -> list[tuple[str, tuple[str, ...]]]:
    """The id of each incident and the ids of its accounts."""
    engine.put("rows", COLUMNS, as_values(COLUMNS, rows_of(told)))
    pairs.number(engine, "rows")
    pairs.block(engine)
    pairs.compare_names(engine)
    pairs.score(engine, "scored", "pairs")
    find_families(engine)
    weigh_families(engine)
    ids = dict(engine.rows("select number, account from accounts"))
    return sorted((id, tuple(ids[n] for n in numbers)) for numbers, id in settled(engine, families(engine)))


def one_by_one(told: list[Account]) -> list[tuple[str, tuple[str, ...]]]:
    return sorted((i.id, tuple(a.id for a in i.accounts)) for i in reconcile(told).incidents)


def without_answers(told: list[Account]) -> list[Account]:
    return [replace(a, claims=tuple(c for c in a.claims if c.field != "response")) for a in told]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("answering", [True, False])
def test_varied_accounts_are_joined_as_in_a_ledger(tmp_path: Path, seed: int, answering: bool) -> None:
    told = varied(Random(seed), 90, 80)
    told = told if answering else without_answers(told)
    engine = DuckEngine(tmp_path, jobs=1)
    assert joined(engine, told) == one_by_one(told)
    engine.close()


def test_what_suffices_to_join_is_the_least_that_does() -> None:
    assert score_of(enough()) >= limit("join") > score_of(enough() - 1)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports of the stories and the demonstration, as JSON Lines, each with an id of its own."""
    path = tmp_path_factory.mktemp("reports") / "reports.jsonl"
    told = [s for s in stories(Path(__file__).parent / "stories") if s.half != "check"][:60]
    with path.open("w", encoding="utf-8") as file:
        for number, story in enumerate(told):
            for report in story.reports:
                row = {"id": f"{number}/{report.id}", "text": report.text, "title": report.title,
                       "publisher": report.publisher,
                       "published": report.published and report.published.isoformat()}  # fmt: skip
                file.write(json.dumps(row) + "\n")
    return path


def exported(addresses: list[str], ledger: Path) -> str:
    with Desk.open(str(ledger), make=True) as desk:
        list(desk.add(addresses, taken_in=DAY))
        return "".join(desk.export().pieces)


def test_the_record_is_what_export_gives(tmp_path: Path, reports: Path, engine: str) -> None:
    addresses = [str(reports), str(DEMO)] if engine == "duckdb" else [str(DEMO / "wires.jsonl")]
    record = tmp_path / "record"
    done = in_bulk(addresses, record, Grammar(), engine, DAY, jobs=2, tell=lambda *_: None, problem=lambda _: None)
    expected = exported(addresses, tmp_path / "one.db")
    assert (record / "incidents.jsonl").read_text(encoding="utf-8") == expected
    assert done.incidents == expected.count("\n") > 4
    table = importlib.import_module("pyarrow.parquet").read_table(record / "incidents.parquet")
    assert table["id"].to_pylist() == [json.loads(line)["id"] for line in expected.splitlines()]
    assert sorted(p.name for p in record.iterdir()) == ["incidents.jsonl", "incidents.parquet"]


def test_reports_are_read_from_parquet(tmp_path: Path) -> None:
    lines = [json.loads(line) for line in (DEMO / "wires.jsonl").read_text(encoding="utf-8").splitlines()]
    pa, pq = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    names = sorted({name for line in lines for name in line})
    pq.write_table(pa.table({n: [line.get(n) for line in lines] for n in names}), tmp_path / "wires.parquet")
    both = [exported([str(DEMO / "wires.jsonl")], tmp_path / "a.db"),
            exported([str(tmp_path / "wires.parquet")], tmp_path / "b.db")]  # fmt: skip
    assert both[0] == both[1]


@pytest.fixture
def without_extras(monkeypatch: pytest.MonkeyPatch) -> None:
    real = __import__

    def missing(name: str, *args: Any, **more: Any) -> Any:
        if name.partition(".")[0] in ("duckdb", "splink", "pyspark"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, *args, **more)

    monkeypatch.setattr("builtins.__import__", missing)


@pytest.mark.usefixtures("without_extras")
def test_without_its_extra_it_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match=r"pip install consilience\[bulk\]"):
        engine_named("duckdb", tmp_path)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    found = CliRunner().invoke(app, ["bulk", str(DEMO), "-o", str(tmp_path)])
    assert found.exit_code == 2
    assert "is not empty" in found.output
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_no_such_engine(tmp_path: Path) -> None:
    found = CliRunner().invoke(app, ["bulk", str(DEMO), "-o", str(tmp_path / "r"), "--engine", "abacus"])
    assert found.exit_code == 2
    assert "there are duckdb, spark" in found.output
    assert not (tmp_path / "r").exists()
