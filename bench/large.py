"""Makes a very large ledger in minutes: `python bench/large.py LEDGER --incidents 1000000`.

A million accounts cannot be joined one after another while somebody waits. Ten thousand generated ones
(`bench/growth.py`) are joined as ever; then all rows of the ledger are copied as often as it takes, with other ids,
numbers, marks and keys, and on later days. Copies meet nobody, so what a new account meets is as dense as in a ledger
that has grown; tables, indices and answers are as large. What is not as in a grown one: only the first part can be
settled anew with its own ids, and all parts tell of the same towns.
"""

import argparse
import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from growth import EXTRACTOR, Reads, fill, told

from consilience.claim import Account
from consilience.desk import Desk
from consilience.ledger import Ledger
from consilience.reconcile import PlainMatcher
from consilience.reconcile.kept import numbered

BASE = 10_000  # accounts that are joined
PREFIX = "r000"  # of the ids of their reports
TOLD = 2  # reports of one incident at most
LAST = 3652060
_HALF = 2**63 - 1

_DAYS = {"start": "date(start, :later)", "end": 'date("end", :later)'}
_REPORT = {"report": f"replace(report, '{PREFIX}', :prefix)"}
_BODY = f"replace(body, '{PREFIX}', :prefix)"
#: By table: what the columns that differ from copy to copy come to.
COPIED: Mapping[str, Mapping[str, str]] = {
    "reports": {"id": f"replace(id, '{PREFIX}', :prefix)", "digest": "digest || :copy",
                "text": f"replace(text, '{PREFIX}', :prefix)"},
    "readings": _REPORT,
    "accounts": _REPORT,
    "claims": {**_REPORT, "quote": f"replace(quote, '{PREFIX}', :prefix)"},
    "joined": {**_REPORT, "number": "number_of(number)", "mark": "mark_of(mark)", "incident": "id_of(incident)"},
    "keys_offered": {"key": "key_of(key)", "number": "number_of(number)"},
    "keys_asked": {"key": "key_of(key)", "number": "number_of(number)"},
    "alike": {"one": "number_of(one)", "other": "number_of(other)"},
    "related": {"one": "number_of(one)", "other": "number_of(other)"},
    "incidents": {**_DAYS, "id": "id_of(id)", "base": "id_of(base)", "numbers": "numbers_of(numbers)",
                  "body": f"replace({_BODY}, id, id_of(id))"},
    "proposals": {"one": "id_of(one)", "other": "id_of(other)",
                  "body": "replace(replace(body, one, id_of(one)), other, id_of(other))"},
    "listed": {"n": "n + :from", "id": "id_of(id)", "by_day": f"min(by_day + :days, {LAST})",
               "by_newest": f"iif(by_newest = {LAST}, {LAST}, by_newest - :days)", "start": "start + :days",
               "end": "\"end\" + :days", "month": "month + :months"},
    "listed_actors": {"n": "n + :from"},
    "listed_publishers": {"n": "n + :from"},
    "listed_words": {"n": "n + :from", "words": f"replace(words, '{PREFIX}', :prefix)"},
}  # fmt: skip


def make(path: Path, incidents: int, say: Any = print) -> None:
    """A ledger of about that many incidents at a path where there is none."""
    start = perf_counter()
    with Ledger.open(str(path), make=True) as ledger:
        fill(ledger, told(Random(1), BASE, most=TOLD))
        desk = Desk(ledger, Reads(), PlainMatcher())
        desk.join()
        count = ledger.count()
        accounts = {n: a for a in ledger.accounts(EXTRACTOR) for n in numbered(a.report, (a,))}
    say(f"{count} incidents joined in {perf_counter() - start:.0f} s")
    database = sqlite3.connect(path, isolation_level=None)
    for pragma in ("cache_size = -2000000", "synchronous = OFF", "foreign_keys = OFF", "journal_mode = MEMORY"):
        database.execute(f"PRAGMA {pragma}")
    indices = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql NOT NULL").fetchall()
    for name, _ in indices:
        database.execute(f'DROP INDEX "{name}"')
    base = {name: _rows(database, name) for name in COPIED}
    database.execute("BEGIN")
    for copy in range(1, -(-incidents // count)):
        _copy(database, base, copy, accounts)
        if copy % 20 == 0:
            say(f"{copy} copies after {perf_counter() - start:.0f} s")
    database.execute("COMMIT")
    for _, sql in indices:
        database.execute(sql)
    say(f"indices made after {perf_counter() - start:.0f} s")
    database.execute("INSERT INTO word_index (word_index) VALUES ('rebuild')")
    database.execute("PRAGMA journal_mode = WAL")
    database.close()
    with Ledger.open(str(path)) as ledger:
        ledger.sum_up()
    say(f"done after {perf_counter() - start:.0f} s: {path.stat().st_size / 1e9:.1f} GB")


def _rows(database: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table, whose rows are put aside to be copied."""
    database.execute(f'CREATE TEMP TABLE "base_{table}" AS SELECT * FROM "{table}"')
    return [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]


def _copy(
    database: sqlite3.Connection, base: Mapping[str, list[str]], copy: int, accounts: Mapping[int, Account]
) -> None:
    prefix = f"r{copy:03}"
    renamed = {
        n: next(iter(numbered(account.report.replace(PREFIX, prefix), (account,)))) for n, account in accounts.items()
    }

    def mark_of(mark: str) -> str:
        return f"{(int(mark, 16) + copy * 1299709) % 2**32:08x}"

    def id_of(id: str) -> str:
        head, _, mark = id.rpartition("-")
        return f"{head}-{mark_of(mark)}" if len(mark) == 8 else f"{id}-{copy}"

    for name, function in {
        "number_of": renamed.__getitem__, "mark_of": mark_of, "id_of": id_of,
        "key_of": lambda key: (key + copy * 982451653 * 15485863) & _HALF,
        "numbers_of": lambda told: json.dumps([renamed[n] for n in json.loads(told)]),
    }.items():  # fmt: skip
        database.create_function(name, 1, function, deterministic=True)
    values = {"prefix": prefix, "copy": str(copy), "later": f"+{copy * 31} days", "days": copy * 31, "months": copy,
              "from": copy * 10**7}  # fmt: skip
    for table, columns in base.items():
        told = ", ".join(COPIED[table].get(column, f'"{column}"') for column in columns)
        database.execute(f'INSERT INTO "{table}" SELECT {told} FROM "base_{table}"', values)


def main() -> None:
    """Says how it goes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--incidents", type=int, default=1_000_000)
    given = parser.parse_args()
    make(given.ledger, given.incidents)


if __name__ == "__main__":
    main()
