"""The model of likeness in the form Splink reads, made of data/likeness.toml and data/likeness.sql.toml."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from consilience.bulk.spelling import Engine, conditions, spelled
from consilience.reconcile.weights import MILLI, limit, milli, score, sentence

#: Groups of levels that are weighed only after a first joining (reconcile/relate.py).
LATER = frozenset({"relation"})
_MOST = 0.9  # the larger of the two likelihoods of a level; only their ratio counts


#: The file of the package in which the model ships, as DuckDB has it.
SHIPPED = "data/likeness.splink.json"


@cache
def model(engine: Engine) -> dict[str, Any]:
    """The settings that pairs are scored with: those that ship, or the same as another engine spells them."""
    if engine != "duckdb":
        return settings(engine)
    text = files("consilience").joinpath(SHIPPED).read_text(encoding="utf-8")
    shipped: dict[str, Any] = json.loads(text)
    return shipped


def settings(engine: Engine = "duckdb") -> dict[str, Any]:
    """Splink's settings: one comparison a group, whose levels weigh log2(m / u) bits."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "number",
        "probability_two_random_records_match": score(limit("prior")),
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
        "blocking_rules_to_generate_predictions": [],
        "comparisons": [_comparison(group, levels, engine) for group, levels in conditions()["levels"].items()],
        "sql_dialect": engine,
    }


def settings_text(engine: Engine = "duckdb") -> str:
    """The settings as the file that ships: the same tables give the same bytes."""
    return json.dumps(settings(engine), indent=1, ensure_ascii=False) + "\n"


def _comparison(group: str, levels: dict[str, str], engine: Engine) -> dict[str, Any]:
    return {
        "output_column_name": group,
        "comparison_description": group,
        "comparison_levels": [_level(group, level, told, engine) for level, told in levels.items()],
    }


def _level(group: str, level: str, condition: str, engine: Engine) -> dict[str, Any]:
    bits = milli(group, level) / MILLI
    told = sentence(group, level)
    return {
        "sql_condition": "ELSE" if condition == "else" else spelled(condition, engine),
        "label_for_charts": f"{level}: {told}" if told else level,
        "m_probability": _MOST * min(1.0, 2**bits),
        "u_probability": _MOST * min(1.0, 2**-bits),
    }
