"""Rows of accounts in Parquet files, in which they wait to be joined."""

import pickle
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consilience.bulk.rows import COLUMNS, Row, row_of
from consilience.claim import Account

if TYPE_CHECKING:
    from pyarrow import DataType, Schema


def body_of(account: Account) -> bytes:
    """All of an account, to be taken up again by the same version of the program."""
    return pickle.dumps(account, pickle.HIGHEST_PROTOCOL)


def account_of(body: bytes) -> Account:
    """The account that `body_of` kept."""
    account: Account = pickle.loads(body)
    return account


def rows_of(accounts: Iterable[Account]) -> list[Row]:
    """The accounts as rows, with all that is known of them."""
    return [row_of(account, body_of(account)) for account in accounts]


def write_rows(path: Path, rows: list[Row]) -> None:
    """One Parquet file of rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrays = [pa.array([row[field.name] for row in rows], type=field.type) for field in schema()]
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema()), path, compression="zstd")


def schema() -> "Schema":
    """The columns of rows as Arrow has them."""
    import pyarrow as pa

    return pa.schema([(name, _type(kind)) for name, kind in COLUMNS.items()])


def _type(kind: str) -> "DataType":
    import pyarrow as pa

    if kind.endswith("[]"):
        return pa.list_(_type(kind[:-2]))
    if kind.startswith("struct("):
        parts = (part.strip().partition(" ") for part in kind[len("struct(") : -1].split(","))
        return pa.struct([(name, _type(held)) for name, _, held in parts])
    simple: dict[str, Any] = {
        "varchar": pa.string(), "integer": pa.int32(), "bigint": pa.int64(), "double": pa.float64(),
        "boolean": pa.bool_(), "blob": pa.binary(),
    }  # fmt: skip
    return simple[kind]
