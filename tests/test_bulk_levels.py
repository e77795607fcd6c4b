"""Joining in bulk says of every pair what joining one by one says: by blocks, bars, levels and weights."""

import json
from collections.abc import Iterator
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from consilience.bulk import pairs
from consilience.bulk.duckdb_engine import DuckEngine
from consilience.bulk.engine import as_values
from consilience.bulk.model import LATER, SHIPPED, settings_text
from consilience.bulk.rows import COLUMNS, row_of
from consilience.bulk.spelling import barred as barred_in_sql
from consilience.bulk.spelling import conditions, spelled
from consilience.claim import Account
from consilience.reconcile import earliest_first
from consilience.reconcile.bars import barred
from consilience.reconcile.match import levels
from consilience.reconcile.near import near
from consilience.reconcile.sketch import sketch
from consilience.reconcile.weights import MILLI, limit, milli, table
from varied import varied

PAIRS = {"l": "bigint", "r": "bigint"}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[DuckEngine]:
    engine = DuckEngine(tmp_path)
    yield engine
    engine.close()


def taken(engine: DuckEngine, told: list[Account]) -> list[Account]:
    """The accounts in the order of their numbers, as the engine has them."""
    engine.put("rows", COLUMNS, as_values(COLUMNS, map(row_of, told)))
    pairs.number(engine, "rows")
    ordered = earliest_first(told)
    assert [id for (id,) in engine.rows("select account from accounts order by number")] == [a.id for a in ordered]
    return ordered


def test_the_model_that_ships_is_made_of_the_tables() -> None:
    shipped = files("consilience").joinpath(SHIPPED).read_text(encoding="utf-8")
    assert shipped == settings_text(), "run `make model`"
    assert len(json.loads(shipped)["comparisons"]) == len(conditions()["levels"])


def test_every_level_of_the_table_has_its_condition() -> None:
    groups = {name: set(group) for name, group in table().items() if isinstance(group, dict) and name not in LATER}
    weighed = {name: group for name, group in groups.items() if "unknown" in group}
    told = conditions()["levels"]
    assert {name: set(levels) for name, levels in told.items()} == {
        name: group - ({"unknown"} - set(told[name])) for name, group in weighed.items()
    }


def test_words_are_spelled_out_inside_each_other() -> None:
    assert spelled("SIZE(EACH(a)) > 0 and SHARE(b, EACH(c))", "spark") == (
        "size(explode(a)) > 0 and arrays_overlap(b, explode(c))"
    )
    with pytest.raises(KeyError):
        spelled("NOSUCHWORD(a)", "duckdb")


@pytest.mark.parametrize("seed", range(4))
def test_bars_and_weights_are_those_of_each_pair_by_itself(engine: DuckEngine, seed: int) -> None:
    told = taken(engine, varied(Random(seed), 220, 150))
    sketches = [sketch(a) for a in told]
    every = list(combinations(range(len(told)), 2))
    engine.put("every", PAIRS, every)
    condition = barred_in_sql(engine.name)
    found = set(engine.rows(f"select l, r from ({pairs.sides(engine, 'every', condition)}) where {condition}"))
    assert found == {(i, j) for i, j in every if barred(sketches[i], sketches[j])}
    assert 0 < len(found) < len(every)
    pairs.compare_names(engine, "every")
    pairs.score(engine, "scored", "every")
    seen = set()
    for i, j, weight in engine.rows("select l, r, weight from scored"):
        reached = [(group, level) for group, (level, _) in levels(sketches[i], sketches[j])]
        expected = round(limit("prior") * MILLI) + sum(milli(*told) for told in reached)
        assert weight == expected, (told[i], told[j], reached)
        seen.update(reached)
    assert len(seen) > 40, "the accounts are varied enough to meet most levels"


@pytest.mark.parametrize("seed", range(4))
def test_the_pairs_brought_near_are_the_same(engine: DuckEngine, seed: int) -> None:
    told = taken(engine, varied(Random(100 + seed), 400, 300))
    pairs.block(engine)
    assert sorted(engine.rows("select l, r from pairs")) == near(told)
