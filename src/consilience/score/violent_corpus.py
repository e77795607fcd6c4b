"""The violent corpus: local news on single incidents of gun violence, several reports to an incident.

The folder holds reports.jsonl (incident_id, doc_id, title, text, dct, uri) and incidents.csv (date, place, n_killed,
n_injured). What each report tells by itself is scored on day, tolls and place; then how reports were joined, where
clusters are the incidents that hold each report's first account, and a report without one stands alone; then what each
incident came to, and how much oftener that is right than what its reports tell each by itself. The plain way of joining
in `baseline.py` is measured on the same accounts. A toll not told counts as none harmed. Halves are by incident.
"""

import csv
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from consilience.claim import Account
from consilience.place import Place
from consilience.score.baseline import DAYS, same_town_and_days
from consilience.score.grouping import agreement, members
from consilience.score.measured import (
    Figures,
    Measured,
    Miss,
    Options,
    Shares,
    digest,
    found,
    half_of,
    joined,
    read_jsonl,
    share,
)
from consilience.score.told import Answer, Told, tell
from consilience.score.wrong import count_miss, day_miss, place_miss

_KM = 25
Row = Mapping[str, Any]


def find(data: Path) -> Path | None:
    """The folder of reports and incidents."""
    return data if (data / "incidents.csv").exists() else found(data, "violent_corpus")


def measure(where: Path, options: Options) -> Measured:
    """Every report of the half asked for."""
    rows = [row for row in read_jsonl(where / "reports.jsonl") if half_of(row["incident_id"]) == options.half]
    with (where / "incidents.csv").open(encoding="utf-8", newline="") as lines:
        truth = {row["incident_id"]: row for row in csv.DictReader(lines)}
    gold = {row["doc_id"]: row["incident_id"] for row in rows}
    told = tell((_line(row) for row in rows), join=not options.alone)
    plain: Figures = {}
    alone = {doc: Answer.of_account(accounts[0]) for doc, accounts in told.accounts.items() if accounts}
    figures: Figures = {"reports with an incident": share(sum(doc in alone for doc in gold), len(gold))}
    figures |= _figures((alone.get(doc), truth[id]) for doc, id in sorted(gold.items()) if id in truth)
    if not options.alone:
        figures |= joined(agreement(gold, _clusters(gold, told)) | _settled(gold, told, truth))
        plain = joined(_baseline(gold, told))
        figures |= plain
    figures["problems"] = told.problems
    misses = [
        miss
        for doc, id in sorted(gold.items())
        if id in truth
        for miss in _misses(truth[id], alone.get(doc), told.reports[doc])
    ]
    return Measured(figures, digest([where]), misses, frozenset({"problems"}), frozenset(plain))


def labelled(where: Path) -> tuple[list[Account], Callable[[str, str], bool]]:
    """The accounts of the half to work on, and whether two reports are of one incident."""
    rows = [row for row in read_jsonl(where / "reports.jsonl") if half_of(row["incident_id"]) == "tune"]
    gold = {row["doc_id"]: row["incident_id"] for row in rows}
    told = tell(map(_line, rows), join=False)
    return [a for accounts in told.accounts.values() for a in accounts], lambda one, other: gold[one] == gold[other]


def _line(row: Row) -> Row:
    return {"id": row["doc_id"], "text": row["text"], "title": row["title"], "published": row["dct"], "url": row["uri"]}


def _figures(asked: Any) -> Figures:
    shares = Shares()
    for answer, row in asked:
        shares.add("day exact", bool(answer and answer.day and answer.day.isoformat() == row["date"]))
        for field in ("killed", "injured"):
            toll = answer.tolls.get(field) if answer else None
            shares.add(f"{field} exact", bool(answer) and (toll.best if toll else 0) == int(row[f"n_{field}"] or 0))
        if row["latitude"]:
            km = answer.place.km(_place(row)) if answer and answer.place else None
            shares.add(f"place within {_KM} km", km is not None and km <= _KM)
    return shares.figures


def _place(row: Row) -> Place:
    return Place(f"{row['city_or_county']}, {row['state']}", lat=float(row["latitude"]), lon=float(row["longitude"]))


def _clusters(gold: Mapping[str, str], told: Told) -> dict[str, str]:
    """Each report's cluster: the incident that holds its first account, or itself."""
    main = told.main_incidents
    return {doc: main[doc].id if doc in main else f"alone-{doc}" for doc in gold}


def _baseline(gold: Mapping[str, str], told: Told) -> Figures:
    """What joining by town and time alone gets."""
    said = same_town_and_days({doc: told.accounts.get(doc, ()) for doc in gold})
    name = f"baseline, same town in {DAYS} days"
    return {f"{name}: {measure}": figure for measure, figure in agreement(gold, said).items()}


def _settled(gold: Mapping[str, str], told: Told, truth: Mapping[str, Row]) -> Figures:
    """What each gold incident came to: the incident that most of its reports went to.

    Beside it, by how much that is oftener right than its reports, each by itself; incidents count alike, however many
    reports tell of them.
    """
    main, said = told.main_incidents, _clusters(gold, told)
    asked, gains = [], Shares()
    for id, docs in sorted(members(gold).items()):
        here = [doc for doc in sorted(docs) if doc in main]
        if id in truth:
            most = Counter(said[doc] for doc in here).most_common(1)
            answer = next((Answer.of_incident(main[doc]) for doc in here if said[doc] == most[0][0]), None)
            asked.append((answer, truth[id]))
            alone = [(Answer.of_account(told.accounts[doc][0]) if doc in here else None, truth[id]) for doc in docs]
            for measure, right in _figures([asked[-1]]).items():
                gains.add(f"{measure}, gain over alone", (right or 0) - (_figures(alone)[measure] or 0))
    return _figures(asked) | gains.figures


def _misses(row: Row, answer: Answer | None, report: Any) -> list[Miss]:
    found = [day_miss(report, row["date"], answer)]
    found += [count_miss(report, field, int(row[f"n_{field}"] or 0), answer) for field in ("killed", "injured")]
    if row["latitude"]:
        found.append(place_miss(report, _place(row), _KM, answer))
    return [miss for miss in found if miss]
