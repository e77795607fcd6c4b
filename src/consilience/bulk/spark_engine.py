"""Tables on Spark, on one machine or many."""

import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any

from consilience.bulk.engine import MissingError, R, T, Values
from consilience.bulk.model import model
from consilience.bulk.rows import column_type
from consilience.bulk.spelling import Engine as Name

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_WAVE = 256  # items given out at once
_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    # lists of numbers are a tenth as large in files as in memory, by which Spark judges what fits every worker
    "spark.sql.autoBroadcastJoinThreshold": "-1",
    "spark.sql.adaptive.autoBroadcastJoinThreshold": "-1",
}
_DRIVER_MEMORY = "4g"  # where the machine's settings and PYSPARK_SUBMIT_ARGS name none


class SparkEngine:
    """A Spark session: the one that runs here, or one of its own, as the settings of the machine have it."""

    name: Name = "spark"

    def __init__(self, folder: Path) -> None:
        if not (which("java") or os.environ.get("JAVA_HOME")):
            raise MissingError("Spark needs Java, and there is none: install Java 17 or newer, or use --engine duckdb")
        try:
            import splink.backends.spark  # noqa: F401 - to say at once that it is missing
            from pyspark import SparkConf
            from pyspark.sql import SparkSession
        except ImportError as error:
            said = f"{error.name} is not installed: joining on Spark needs `pip install consilience[spark]`"
            raise MissingError(said) from None
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else its tasks run by whatever python3 there is
        builder = SparkSession.builder.appName("consilience")
        for key, value in _SETTINGS.items():
            builder = builder.config(key, value)
        if "spark.driver.memory" not in dict(SparkConf().getAll()):
            builder = builder.config("spark.driver.memory", _DRIVER_MEMORY)
        builder = builder.config("spark.sql.warehouse.dir", str(folder / "warehouse"))
        self.session: SparkSession = builder.getOrCreate()
        self.session.sparkContext.setLogLevel("ERROR")
        parts = max(4, 2 * self.session.sparkContext.defaultParallelism)  # not 200, whatever the machine
        self.session.conf.set("spark.sql.shuffle.partitions", str(parts))
        self._folder = folder
        self._made = 0
        self._kept: dict[str, DataFrame] = {}

    def close(self) -> None:
        """Ends the session."""
        self.session.stop()

    def put(self, table: str, columns: Mapping[str, str], rows: Iterable[Sequence[object]]) -> None:
        """Makes a table of rows; see Engine."""
        schema = ", ".join(f"{name} {column_type(kind, 'spark')}" for name, kind in columns.items())
        self._keep(table, self.session.createDataFrame([tuple(row) for row in rows], schema))

    def load(self, table: str, files: Sequence[Path]) -> None:
        """Makes a table of Parquet files; see Engine."""
        self.session.read.parquet(*map(str, files)).createOrReplaceTempView(table)

    def make(self, table: str, query: str) -> None:
        """Makes a table of a query; see Engine."""
        self._keep(table, self.session.sql(query))

    def drop(self, table: str) -> None:
        """Takes a table away; see Engine."""
        self.session.catalog.dropTempView(table)

    def rows(self, query: str) -> Iterator[Values]:
        """What a query gives; see Engine."""
        for row in self.session.sql(query).toLocalIterator(prefetchPartitions=True):
            yield tuple(row)

    def work(self, do: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """Does it in Spark's tasks, some at a time; see Engine."""
        items = iter(items)
        while wave := list(islice(items, _WAVE)):
            yield from self.session.sparkContext.parallelize(wave, len(wave)).map(do).collect()

    def score(self, table: str, accounts: str, pairs: str) -> None:
        """Weighs pairs by Splink; see Engine."""
        from splink import Linker
        from splink.backends.spark import SparkAPI

        logging.getLogger("splink").setLevel(logging.ERROR)
        self.make("_blocked", f"select l as join_key_l, r as join_key_r, '0' as match_key from {pairs}")
        make_api: Any = SparkAPI
        api = make_api(spark_session=self.session, break_lineage_method="persist", register_udfs_automatically=False)
        linker = Linker(
            api.register(self.session.table(accounts)), model(self.name), log_level=None, validate_settings=False
        )
        linker.table_management.register_blocked_pairs_for_predict(api.register(self.session.table("_blocked")))
        scored = linker.inference.predict(warning_mode="never")
        self.make(table, f"select number_l as l, number_r as r, match_weight as bits from {scored.physical_name}")

    def _keep(self, table: str, frame: "DataFrame") -> None:
        """Writes a table out, so that what comes after reads it instead of making it again."""
        self._made += 1
        path = str(self._folder / f"{table}-{self._made}.parquet")
        frame.write.parquet(path)
        self.session.read.parquet(path).createOrReplaceTempView(table)
