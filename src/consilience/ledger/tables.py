"""The tables of a ledger.

`reports` and `judgements` are only ever added to. `readings` and its rows (accounts, claims, tallies, problems) can be
made again from the reports; what is derived, from the readings and judgements.
"""

from base64 import b64decode, b64encode
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    Float,
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

#: Those who may look and judge through the web.
PEOPLE = Table(
    "people",
    METADATA,
    Column("name", Verbatim, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),  # its hash
)

#: Who is signed in, by the digest of the key that the browser holds.
SESSIONS = Table(
    "sessions",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("name", Verbatim, nullable=False),
    Column("ends", Text, nullable=False),
)

#: Keys of programs, by their digests.
TOKENS = Table(
    "tokens",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("label", Verbatim, nullable=False),
    Column("name", Verbatim, nullable=False),
    Column("made", Text, nullable=False),
)

# What is derived, in which each table can be made again from the readings and judgements. Accounts stand in it by a
# number, keys by another, each made from what it stands for.

#: What the derived tables were made by, and the decisions they rest on; one row, none where they are to be made again.
DERIVED_STATE = Table(
    "derived_state",
    METADATA,
    Column("made_by", Text, primary_key=True),
    Column("changes", Integer, nullable=False),  # how often they were brought up to date
    Column("in_force", JSON, nullable=False),  # ids of judgements
    Column("problems", JSON, nullable=False),  # of decisions
)

#: Reports that came in since, with the extractor that read them.
WAITING = Table(
    "waiting",
    METADATA,
    Column("report", Verbatim, primary_key=True),
    Column("extractor", Text, nullable=False),
)

JOINED = Table(
    "joined",
    METADATA,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("report", Verbatim, nullable=False, index=True),
    Column("mark", Text, nullable=False, index=True),
    Column("incident", Verbatim, nullable=False, index=True),
    Column("links", JSON(none_as_null=True)),  # numbers of those it answers, or that answer it
)


def _pairs(name: str, first: str, second: str, *more: Column[Any]) -> Table:
    """A table of pairs of numbers, found by the first."""
    return Table(
        name,
        METADATA,
        Column(first, BigInteger, primary_key=True, autoincrement=False),
        Column(second, BigInteger, primary_key=True, autoincrement=False),
        *more,
        sqlite_with_rowid=False,
    )


OFFERED = _pairs("keys_offered", "key", "number")
ASKED = _pairs("keys_asked", "key", "number")
#: Each pair both ways round.
ALIKE = _pairs("alike", "one", "other", Column("likeness", Float, nullable=False))
RELATED = _pairs("related", "one", "other")

INCIDENTS = Table(
    "incidents",
    METADATA,
    Column("id", Verbatim, primary_key=True),
    Column("base", Verbatim, nullable=False, index=True),  # its id before it was told apart from another
    Column("start", Date, index=True),  # by which what points to its day finds it
    Column("end", Date),
    Column("numbers", JSON, nullable=False),  # of its accounts, in their order
    Column("problems", JSON, nullable=False),  # of what people decided on it
    Column("body", JSON, nullable=False),
)

#: The days that what an incident answers is told to have happened on.
POINTED = Table(
    "pointed",
    METADATA,
    Column("day", Date, primary_key=True),
    Column("incident", Verbatim, primary_key=True, index=True),
)

PROPOSALS = Table(
    "proposals",
    METADATA,
    Column("one", Verbatim, primary_key=True),
    Column("other", Verbatim, primary_key=True, index=True),
    Column("off", Float, nullable=False),  # how far from being joined
    Column("harmed", BigInteger, nullable=False),  # the people harmed, below 0
    Column("body", JSON, nullable=False),
    Index("proposals_by_use", "off", "harmed", "one", "other"),
)

#: All that is derived, beside the lists of `listed_tables.py`.
DERIVED = (DERIVED_STATE, WAITING, JOINED, OFFERED, ASKED, ALIKE, RELATED, INCIDENTS, POINTED, PROPOSALS)
#: Tables whose rows may never be changed or taken away.
ONLY_ADDED = (REPORTS, JUDGEMENTS)
#: Tables of what a reading holds, children first.
READ = (CLAIMS, ACCOUNTS, TALLIES, PROBLEMS)
