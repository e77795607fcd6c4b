"""Parquet files with one report a row, in the columns that JSON Lines have as fields."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from consilience.problem import Problem
from consilience.read.ids import file_names, shown
from consilience.read.jsonl import JsonReader
from consilience.report import Report

ENDINGS = frozenset({".parquet"})
_BATCH = 1000  # rows read at once


class ParquetReader:
    """Reads files that hold many reports as rows; what a row must hold is what a line of JSON must."""

    def __init__(self, taken_in: date, ids: dict[str, str] | None = None) -> None:
        self.json = JsonReader(taken_in)
        self.ids = ids or {}

    def reads(self, address: str) -> bool:
        """Whether the name ends like that of a Parquet file."""
        return Path(address).suffix.lower() in ENDINGS

    def read(self, address: str) -> Iterator[Report | Problem]:
        """The reports in this file, row by row, and what is wrong with the others."""
        try:
            import pyarrow.parquet as pq
        except ImportError:
            message = "reading Parquet needs pyarrow: `pip install consilience[bulk]`"
            yield Problem(shown(address), "not installed", message)
            return
        name = self.ids.get(address) or file_names([address])[address]
        number = 0
        try:
            with pq.ParquetFile(address) as file:
                for batch in file.iter_batches(_BATCH):
                    for row in batch.to_pylist():
                        number += 1
                        told = {key: _plain(value) for key, value in row.items() if value is not None}
                        yield from self.json.from_object(told, shown(address), f"{name}:{number}")
        except (OSError, ValueError) as error:  # what Arrow raises of a file that is none of its own is a ValueError
            yield Problem(shown(address), "unreadable", f"it cannot be read as Parquet ({str(error)[:120]})")


def _plain(value: Any) -> Any:
    return value.date().isoformat() if isinstance(value, datetime) else (
        value.isoformat() if isinstance(value, date) else value
    )  # fmt: skip
