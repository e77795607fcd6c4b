"""Incidents of a bulk record: settled and written down where the engine works, then put into one order."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from consilience.bulk.engine import Engine
from consilience.bulk.families import Family
from consilience.bulk.working import incidents
from consilience.export import incident_shape, json_lines
from consilience.incident import Finding, Incident
from consilience.reconcile import told_apart
from consilience.reconcile.respond import Pointer, by_day, meant, pointers

if TYPE_CHECKING:
    from pyarrow import Schema

T = TypeVar("T")
_ROWS = 10_000  # of the table written at once
_PLACE = ("name", "country", "admin1", "lat", "lon", "precision")
_TOLLS = ("killed", "injured", "missing")
_PARTS = ("low", "best", "high", "standing")


@dataclass(frozen=True, slots=True)
class Line:
    """Where an incident is written down, and what must be known of all of them before it can be told."""

    numbers: tuple[int, ...]
    bare: Incident
    pointers: tuple[Pointer, ...]  # to what it is told to answer, where no account of its reports tells that
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Shard:
    """One file of incidents, a line each, in no order yet."""

    path: Path
    lines: tuple[Line, ...]


def write_shard(folder: Path, given: tuple[int, list[Family]]) -> Shard:
    """Settles families and writes their incidents down."""
    number, families = given
    path = folder / f"incidents-{number:07}.jsonl"
    found = []
    with path.open("wb") as file:
        for family in families:
            for numbers, incident in incidents(family):
                line = "".join(json_lines([incident_shape(incident)])).encode()
                points = tuple(p for a in incident.accounts for p in pointers(a))
                found.append(Line(numbers, _bare(incident), points, file.tell(), len(line)))
                file.write(line)
    return Shard(path, tuple(found))


def _bare(incident: Incident) -> Incident:
    """An incident without its accounts and claims."""

    def without(finding: Finding[T]) -> Finding[T]:
        return Finding(finding.value, finding.standing, finding.rule)

    day, place, kind = without(incident.day), without(incident.place), without(incident.event_type)
    return replace(incident, accounts=(), day=day, place=place, event_type=kind, tolls={}, victims=())


def _day(incident: Incident) -> date:
    day = incident.day.value
    return (day and (day.start or day.end)) or date.max


def write_record(engine: Engine, record: Path, shards: Iterable[Shard]) -> int:
    """Writes incidents.jsonl, as `consilience export` does, and incidents.parquet; how many there are.

    Ids are told apart, and answers tied to what they answer, as reconcile() does it.
    """
    lines = sorted(((line, shard.path) for shard in shards for line in shard.lines), key=lambda told: told[0].numbers)
    bare = told_apart([line.bare for line, _ in lines])
    ids = [incident.id for incident in bare]
    answered = _answered(engine, [line for line, _ in lines], bare)
    order = sorted(range(len(lines)), key=lambda n: (_day(bare[n]), ids[n]))
    with (record / "incidents.jsonl").open("wb") as out:
        _write_table(record / "incidents.parquet", _written(order, lines, ids, answered, out))
    return len(lines)


def _answered(engine: Engine, lines: Sequence[Line], bare: Sequence[Incident]) -> dict[int, list[str]]:
    """For each incident that answers others: their ids, as reconcile/respond.py has it."""
    home = {number: n for n, line in enumerate(lines) for number in line.numbers}
    found: dict[int, set[str]] = {}
    for answer, cause in engine.rows("select answer, cause from answers"):
        here, there = home[answer], home[cause]
        if here != there:
            found.setdefault(here, set()).add(bare[there].id)
    pointing = [n for n, line in enumerate(lines) if line.pointers]
    days = by_day(bare) if pointing else {}
    for n in pointing:
        for pointer in lines[n].pointers:
            told = list(meant(pointer, bare[n], days))
            if len(told) == 1:
                found.setdefault(n, set()).add(told[0].id)
    return {n: sorted(causes) for n, causes in found.items()}


def _written(
    order: list[int], lines: list[tuple[Line, Path]], ids: list[str], answered: dict[int, list[str]], out: Any
) -> Iterator[dict[str, Any]]:
    """Copies each line to where it belongs, with its id and its answers; gives what the table tells of it."""
    files: dict[Path, Any] = {}
    try:
        for n in order:
            line, path = lines[n]
            if path not in files:
                if len(files) >= 200:  # files open at once
                    files.pop(next(iter(files))).close()
                files[path] = path.open("rb")
            files[path].seek(line.start)
            text = files[path].read(line.length)
            shape = json.loads(text)
            if ids[n] != line.bare.id or n in answered:
                shape |= {"id": ids[n], "responds_to": answered.get(n, [])}
                text = "".join(json_lines([shape])).encode()
            out.write(text)
            yield _flat(shape)
    finally:
        for file in files.values():
            file.close()


def _flat(shape: dict[str, Any]) -> dict[str, Any]:
    """An incident as one row: without its claims."""
    place = shape["place"] or {}
    row = {
        "id": shape["id"], "date_start": shape["date"]["start"], "date_end": shape["date"]["end"],
        "date_precision": shape["date"]["precision"], "event_type": shape["event_type"],
        **{f"place_{name}": place.get(name) for name in _PLACE},
        "perpetrators": [a["name"] for a in shape["actors"] if a["role"] == "perpetrator"],
        "targets": [a["name"] for a in shape["actors"] if a["role"] == "target"],
        "victims": shape["victims"], "responds_to": shape["responds_to"], "grade": shape["grade"],
        "accounts": [account["id"] for account in shape["accounts"]],
    }  # fmt: skip
    for field in _TOLLS:
        row |= {f"{field}_{part}": (shape[field] or {}).get(part) for part in _PARTS}
    return row


def _schema() -> "Schema":
    import pyarrow as pa

    def kind(name: str) -> Any:
        if name in ("perpetrators", "targets", "victims", "responds_to", "accounts"):
            return pa.list_(pa.string())
        if name in ("place_lat", "place_lon"):
            return pa.float64()
        return pa.int64() if name.endswith(("_low", "_best", "_high")) else pa.string()

    names = ("id", "date_start", "date_end", "date_precision", "event_type", *(f"place_{name}" for name in _PLACE))
    names += tuple(f"{field}_{part}" for field in _TOLLS for part in _PARTS)
    names += ("perpetrators", "targets", "victims", "responds_to", "grade", "accounts")
    return pa.schema([(name, kind(name)) for name in names])


def _write_table(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema()
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        batch: list[dict[str, Any]] = []
        for row in rows:
            batch.append(row)
            if len(batch) >= _ROWS:
                writer.write_table(pa.Table.from_pylist(batch, schema))
                batch = []
        if batch:
            writer.write_table(pa.Table.from_pylist(batch, schema))
