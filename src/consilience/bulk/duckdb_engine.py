"""Tables on DuckDB, in this process and on all its cores, on disk where memory runs out."""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consilience.bulk.engine import MissingError, R, T, Values
from consilience.bulk.model import model
from consilience.bulk.spelling import Engine as Name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BATCH = 50_000  # rows handed over at once
_AHEAD = 64  # items out with the processes, in work or waiting


class DuckEngine:
    """One DuckDB of its own, with files beside it in `folder` where what it holds does not fit its memory."""

    name: Name = "duckdb"

    def __init__(self, folder: Path, *, memory: str = "5GB", jobs: int | None = None) -> None:
        try:
            import duckdb
            import splink.backends.duckdb  # noqa: F401 - to say at once that it is missing
        except ImportError as error:
            said = f"{error.name} is not installed: joining in bulk needs `pip install consilience[bulk]`"
            raise MissingError(said) from None
        config: dict[str, Any] = {"memory_limit": memory, "temp_directory": str(folder)}
        config |= {"preserve_insertion_order": False} | ({"threads": jobs} if jobs else {})
        self._jobs = jobs
        self.connection: DuckDBPyConnection = duckdb.connect(":memory:", config=config)
        self._scorings = 0

    def close(self) -> None:
        """Lets go of all tables."""
        self.connection.close()

    def put(self, table: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
        """Makes a table of rows; see Engine."""
        import pyarrow as pa

        told = ", ".join(f'"{name}" {type}' for name, type in columns.items())
        self.connection.execute(f"create or replace table {table} ({told})")
        schema = self.connection.sql(f"select * from {table}").to_arrow_table().schema
        rows = iter(rows)
        while batch := list(islice(rows, _BATCH)):
            by_column = zip(*batch, strict=True)
            arrays = [pa.array(values, type=field.type) for values, field in zip(by_column, schema, strict=True)]
            self.connection.register("_handed_over", pa.Table.from_arrays(arrays, schema=schema))
            self.connection.execute(f"insert into {table} select * from _handed_over")
            self.connection.unregister("_handed_over")

    def load(self, table: str, files: Sequence[Path]) -> None:
        """Makes a table of Parquet files; see Engine."""
        names = ", ".join("'" + str(file).replace("'", "''") + "'" for file in files)
        self.make(table, f"select * from read_parquet([{names}])")

    def make(self, table: str, query: str) -> None:
        """Makes a table of a query; see Engine."""
        self.connection.execute(f"create or replace table {table} as {query}")

    def drop(self, table: str) -> None:
        """Takes a table away; see Engine."""
        self.connection.execute(f"drop table if exists {table}")

    def rows(self, query: str) -> Iterator[Values]:
        """What a query gives; see Engine."""
        cursor = self.connection.cursor()
        cursor.execute(query)
        while batch := cursor.fetchmany(_BATCH):
            yield from batch
        cursor.close()

    def work(self, do: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """Does it in as many processes as there are to be; see Engine."""
        with ProcessPoolExecutor(self._jobs, get_context("spawn")) as pool:
            out: deque[Future[R]] = deque()
            for item in items:
                out.append(pool.submit(do, item))
                if len(out) > _AHEAD:
                    yield out.popleft().result()
            while out:
                yield out.popleft().result()

    def score(self, table: str, accounts: str, pairs: str) -> None:
        """Weighs pairs by Splink; see Engine."""
        from splink import Linker
        from splink.backends.duckdb import DuckDBAPI

        logging.getLogger("splink").setLevel(logging.ERROR)  # it tells of each level that is not its own kind of null
        self._scorings += 1
        blocked = f"_blocked_{self._scorings}"
        self.make(blocked, f"select l as join_key_l, r as join_key_r, '0' as match_key from {pairs}")
        api = DuckDBAPI(connection=self.connection)
        linker = Linker(api.register(accounts), model(self.name), log_level=None, validate_settings=False)
        linker.table_management.register_blocked_pairs_for_predict(api.register(blocked))
        scored = linker.inference.predict(warning_mode="never")
        self.make(table, f"select number_l as l, number_r as r, match_weight as bits from {scored.physical_name}")
        scored.drop_table_from_database_and_remove_from_cache()
        self.drop(blocked)
