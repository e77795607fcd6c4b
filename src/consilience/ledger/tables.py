"""The tables of a ledger.

`reports` and `judgements` are only ever added to. `readings` and its rows (accounts, claims, tallies, problems) can be
made again from the reports, `derived` from the readings and judgements.
"""

from base64 import b64decode, b64encode
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator

_MARK = "\ue000base64:"


class Verbatim(TypeDecorator[str]):
    """Text exactly as it came. Databases refuse lone surrogates and NUL: words that hold one are kept in base64."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        """As it is stored."""
        if value is None or not (value.startswith(_MARK) or "\x00" in value or _has_lone_surrogate(value)):
            return value
        return _MARK + b64encode(value.encode("utf-8", "surrogatepass")).decode("ascii")

    def process_result_value(self, value: str | None, dialect: Any) -> str | None:
        """As it came."""
        if value is None or not value.startswith(_MARK):
            return value
        return b64decode(value.removeprefix(_MARK)).decode("utf-8", "surrogatepass")


def _has_lone_surrogate(value: str) -> bool:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


METADATA = MetaData()

MIGRATIONS = Table(
    "migrations",
    METADATA,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
)

REPORTS = Table(
    "reports",
    METADATA,
    Column("id", Verbatim, primary_key=True),
    Column("digest", Text, nullable=False, index=True),
    Column("text", Verbatim, nullable=False),
    Column("title", Verbatim),
    Column("publisher", Verbatim),
    Column("published", Date, index=True),
    Column("url", Verbatim),
    Column("language", Verbatim),
    Column("taken_in", Date),
    Column("found", JSON, nullable=False),
    Column("original", LargeBinary),
    Column("media_type", Verbatim, nullable=False),
    Column("byline", Verbatim),
)

READINGS = Table(
    "readings",
    METADATA,
    Column("report", Verbatim, ForeignKey("reports.id"), primary_key=True),
    Column("extractor", Text, primary_key=True),
)


def _of_a_reading() -> list[Any]:
    """The columns by which a row belongs to its reading, and its place there."""
    return [
        Column("report", Verbatim, primary_key=True),
        Column("extractor", Text, primary_key=True),
        Column("n", Integer, primary_key=True, autoincrement=False),
        ForeignKeyConstraint(["report", "extractor"], ["readings.report", "readings.extractor"], ondelete="CASCADE"),
    ]


def _evidence() -> list[Any]:
    return [
        Column("part", Text, nullable=False),
        Column("start", BigInteger, nullable=False),
        Column("end", BigInteger, nullable=False),
        Column("quote", Verbatim, nullable=False),
    ]


ACCOUNTS = Table(
    "accounts",
    METADATA,
    *_of_a_reading(),
    Column("mark", Text, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("published", Date),
    Column("publisher", Verbatim),
    Column("names", JSON(none_as_null=True)),  # the rare names it is told with
    Column("origin", JSON(none_as_null=True)),
)

CLAIMS = Table(
    "claims",
    METADATA,
    *_of_a_reading(),
    Column("account", Integer, nullable=False),  # the n of its account
    Column("field", Text, nullable=False),
    Column("number", BigInteger),  # the value, where it is a number
    Column("words", Verbatim),  # the value, where it is words
    Column("low", BigInteger),
    Column("high", BigInteger),
    Column("qualifier", Verbatim),
    Column("scope", Text, nullable=False),
    Column("category", Verbatim),
    Column("nationality", Text),
    Column("standing", Text),
    Column("according_to", Verbatim),
    Column("published", Date),
    Column("day", JSON(none_as_null=True)),  # what the words were resolved to
    Column("place", JSON(none_as_null=True)),
    *_evidence(),
    Index("claims_by_field", "field", "number"),
)

TALLIES = Table(
    "tallies",
    METADATA,
    *_of_a_reading(),
    Column("counts", Text, nullable=False),
    Column("value", BigInteger),
    Column("qualifier", Verbatim),
    Column("according_to", Verbatim),
    *_evidence(),
)

PROBLEMS = Table(
    "problems",
    METADATA,
    *_of_a_reading(),
    Column("source", Verbatim, nullable=False),
    Column("kind", Text, nullable=False),
    Column("message", Verbatim, nullable=False),
    Column("line", Integer),
    Column("words", Verbatim),
    Column("level", Text, nullable=False),
)

JUDGEMENTS = Table(
    "judgements",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("verb", Text, nullable=False),
    Column("by", Verbatim, nullable=False),
    Column("because", Verbatim, nullable=False),
    Column("when", Text, nullable=False),
    Column("passages", JSON, nullable=False),
    Column("field", Text),
    Column("value", Verbatim),
    Column("retracts", Text),
)

#: The record as it was last derived: one row an incident, proposal or problem, and one that says what it follows from.
DERIVED = Table(
    "derived",
    METADATA,
    Column("kind", Text, primary_key=True),  # "made from", "incident", "proposal", "problem"
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("id", Verbatim, index=True),  # of an incident
    Column("body", JSON, nullable=False),
)

#: Tables whose rows may never be changed or taken away.
ONLY_ADDED = (REPORTS, JUDGEMENTS)
#: Tables of what a reading holds, children first.
READ = (CLAIMS, ACCOUNTS, TALLIES, PROBLEMS)
