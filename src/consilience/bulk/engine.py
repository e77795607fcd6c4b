"""The engine on which tables are kept and joined: DuckDB on one machine, Spark on many."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from consilience.bulk.rows import Row
from consilience.bulk.spelling import Engine as Name

Values = tuple[Any, ...]
T = TypeVar("T")
R = TypeVar("R")


class MissingError(Exception):
    """What an engine needs is not installed; the message says how to get it."""


class Engine(Protocol):
    """Tables by their names, and SQL over them; what `make` makes is computed once."""

    name: Name

    def put(self, table: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
        """Makes a table of rows, its columns by their types as DuckDB writes them."""

    def load(self, table: str, files: Sequence[Path]) -> None:
        """Makes a table of what stands in Parquet files."""

    def make(self, table: str, query: str) -> None:
        """Makes a table of what the query gives, in the place of any of this name."""

    def drop(self, table: str) -> None:
        """Takes a table away."""

    def rows(self, query: str) -> Iterator[Values]:
        """What the query gives, row by row."""

    def work(self, do: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """What `do` makes of each item, in their order, done wherever the engine works; `do` can be pickled."""

    def close(self) -> None:
        """Lets go of all tables."""

    def score(self, table: str, accounts: str, pairs: str) -> None:
        """Makes `table` of the pairs (l, r) of numbers of rows of `accounts`, each with its weight in bits."""


def as_values(columns: Mapping[str, str], rows: Iterable[Row]) -> Iterator[Values]:
    """Rows by name as rows in the order of the columns."""
    for row in rows:
        yield tuple(row.get(name) for name in columns)
