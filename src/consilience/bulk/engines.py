"""Which engines there are, by their names."""

from pathlib import Path

from consilience.bulk.duckdb_engine import DuckEngine
from consilience.bulk.engine import Engine, MissingError
from consilience.bulk.spark_engine import SparkEngine

NAMES = ("duckdb", "spark")


def engine_named(name: str, folder: Path, jobs: int | None = None) -> Engine:
    """The engine of this name, which keeps what it must in the folder and works with so many processes.

    Raises MissingError where what it needs is not installed, or where there is no such engine.
    """
    if name == "duckdb":
        return DuckEngine(folder, jobs=jobs)
    if name == "spark":
        return SparkEngine(folder)
    raise MissingError(f"{name}: there is no such engine; there are {', '.join(NAMES)}")
