"""Airwars' assessments: each text by itself against the day, tolls and place that Airwars made of it.

A line holds code, date, killed and injured as [low, high], lat, lon, and the text, which is all that is fed. A toll
the assessment leaves open is not asked; nor is killed where belligerents died too, for Airwars' figure is of civilians.
Grades and strike statuses are asked of each assessment by itself, and right by how many there are of each (nearly all
are fair and likely, so the mean over grades says more than the share of all).
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from consilience.claim import Account
from consilience.place import Place
from consilience.reconcile import reconcile
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
)
from consilience.score.told import Answer, Told, bounds, tell
from consilience.score.wrong import day_miss, place_miss, range_miss
from consilience.toll import FIELDS
from consilience.toll import Field as TollField

_FIVE = (
    "day exact",
    "killed low and high exact",
    "killed ranges meet",
    "injured low and high exact",
    "place within 5 km",
)
Row = Mapping[str, Any]


def find(data: Path) -> Path | None:
    """The file of assessments."""
    return data if data.suffix == ".jsonl" else found(data, "airwars/dev.jsonl", "airwars", "dev.jsonl")


def measure(where: Path, options: Options) -> Measured:
    """Every assessment of the half asked for."""
    rows = [row for row in _rows(where) if half_of(row["code"]) == options.half]
    told = tell(({"id": row["code"], "text": row["text"], "published": None} for row in rows), join=not options.alone)
    alone = {code: Answer.of_account(accounts[0]) for code, accounts in told.accounts.items() if accounts}
    figures = _figures(rows, alone) | _graded(rows, told)
    if not options.alone:
        main = told.main_incidents
        figures |= joined(_figures(rows, {code: Answer.of_incident(incident) for code, incident in main.items()}))
        named = Shares()
        for row in rows:
            if row["known"] or row["suspected"]:
                actors = main[row["code"]].actors if row["code"] in main else ()
                said = " ".join(actor.name for actor in actors if actor.role == "perpetrator").lower()
                israeli = "Israeli" in (row["known"] or row["suspected"])
                named.add("perpetrator named", bool("israel" in said if israeli else said))
        figures |= joined(named.figures)
    figures["problems"] = told.problems
    misses = [miss for row in rows for miss in _misses(row, alone.get(row["code"]), told)]
    return Measured(figures, digest([where]), misses, few=frozenset({"problems"}))


def _rows(where: Path) -> list[Row]:
    files = sorted(where.glob("*.jsonl")) if where.is_dir() else [where]
    return [row for file in files for row in read_jsonl(file)]


def _asked(row: Row) -> list[TollField]:
    """The tolls gold has of this row."""
    return [f for f in FIELDS if row.get(f) and not (f == "killed" and row["belligerents_killed"])]


def _figures(rows: list[Row], answers: Mapping[str, Answer]) -> Figures:
    shares = Shares()
    for row in rows:
        answer = answers.get(row["code"])
        shares.add("report has an incident", answer is not None)
        if row["date"]:
            shares.add("day exact", bool(answer and answer.day and answer.day.isoformat() == row["date"]))
        for field in _asked(row):
            got, (low, high) = bounds(answer.tolls.get(field)) if answer else None, row[field]
            shares.add(f"{field} low and high exact", got == (low, high))
            shares.add(f"{field} low exact", bool(got and got[0] == low))
            shares.add(f"{field} ranges meet", bool(got and got[0] <= high and got[1] >= low))
        if row["lat"] is not None:
            away = _away(row, answer)
            shares.add("place within 5 km", away <= 5)
            shares.add("place within 25 km", away <= 25)
    figures = shares.figures
    figures["mean of five"] = sum(figures.get(measure) or 0 for measure in _FIVE) / len(_FIVE)
    return figures


def _graded(rows: list[Row], told: Told) -> Figures:
    """Grades and strike statuses: right of all, and the mean of what is right of each."""
    shares, each = Shares(), {"grade": Shares(), "strike status": Shares()}
    for row in rows:
        graded = reconcile(told.accounts[row["code"]][:1]).incidents
        got = (graded[0].grade.value, graded[0].strike_status.value) if graded else (None, None)
        gold = (row.get("grading"), row.get("strike_status"))
        for name, wanted, value in zip(each, gold, got, strict=True):
            if wanted:
                right = wanted.lower().removesuffix(" strike") == value
                shares.add(f"{name} exact", right)
                each[name].add(wanted, right)
    means = {name: [f for f in of_each.figures.values() if f is not None] for name, of_each in each.items()}
    return shares.figures | {f"{name}, mean of each": sum(m) / len(m) for name, m in means.items() if m}


def _away(row: Row, answer: Answer | None) -> float:
    """Kilometres from gold to the place told; very far where none is."""
    km = answer.place.km(_place(row)) if answer and answer.place else None
    return 1e9 if km is None else km


def _place(row: Row) -> Place:
    return Place(str(row["location"]), lat=row["lat"], lon=row["lon"])


def _misses(row: Row, answer: Answer | None, told: Told) -> list[Miss]:
    report = told.reports[row["code"]]
    found = [day_miss(report, row["date"], answer)] if row["date"] else []
    found += [range_miss(report, field, tuple(row[field]), answer) for field in _asked(row)]
    if row["lat"] is not None:
        found.append(place_miss(report, _place(row), 5, answer))
    return [miss for miss in found if miss]


def labelled(where: Path) -> tuple[list[Account], Callable[[str, str], bool]]:
    """The accounts of the half to work on; no two assessments are of one incident."""
    rows = [row for row in _rows(where) if half_of(row["code"]) == "tune"]
    told = tell(({"id": row["code"], "text": row["text"], "published": None} for row in rows), join=False)
    return [a for accounts in told.accounts.values() for a in accounts], lambda one, other: one == other
