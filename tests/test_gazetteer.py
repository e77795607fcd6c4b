"""The tables the gazetteer is made from, and the made file."""

import csv
import time
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

from consilience.place import Precision
from consilience.resolve.countries import countries
from consilience.resolve.gazetteer import candidates, gazetteer_file, like
from consilience.resolve.place_words import kind_of
from script import script

DATA = Path(str(files("consilience") / "data"))


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        kept = (line for line in lines if not line.startswith("#"))
        return list(csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE))


def maker() -> ModuleType:
    return script("scripts/gazetteer.py")


@pytest.mark.parametrize("name", ["regions.tsv", "districts.tsv", "places.tsv"])
def test_tables_are_well_formed(name: str) -> None:
    for row in table(name):
        assert None not in row, row
        assert all(value is not None for value in row.values()), row
        assert row["name"].strip() == row["name"] != "", row
        assert -90 <= float(row["lat"]) <= 90, row
        assert -180 <= float(row["lon"]) <= 180, row
        assert row["country"] in countries() or not row["country"], row


def test_places_are_of_known_kinds_and_regions() -> None:
    rows = table("places.tsv")
    regions = {(r["country"], r["name"]) for r in table("regions.tsv")}
    assert len(rows) >= 250
    for row in rows:
        assert row["precision"] in get_args(Precision), row
        assert row["kind"] in ("town", "site") or kind_of(row["kind"]), row
        assert not row["admin1"] or (row["country"], row["admin1"]) in regions, row
    keys = [(r["country"], r["name"]) for r in rows]
    assert len(keys) == len(set(keys))


def test_region_codes_are_unique() -> None:
    codes = [(r["country"], r["code"]) for r in table("regions.tsv")]
    assert len(codes) == len(set(codes)) > 3500


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Al Bukamal", "SY"), ("Albukamal", "SY"), ("Abu Kamal", "SY"), ("Al-Qaim", "IQ"), ("Qaim", "IQ"),
        ("Kirkuk", "IQ"), ("Hilla", "IQ"), ("Deir ezzor", "SY"), ("Taji", "IQ"), ("Zummar", "IQ"),
        ("Kharab al-Jir", "SY"), ("Tower 22", "JO"), ("Nineveh", "IQ"), ("Wasit", "IQ"), ("Maysan", "IQ"),
        ("Wassit", "IQ"), ("نينوى", "IQ"), ("Kiev", "UA"), ("Kharkov", "UA"), ("Al-Tanf", "SY"), ("Rmelan", "SY"),
        ("Hmeimim", "SY"), ("Shuja'iyya", "PS"), ("Nuseirat camp", "PS"), ("Zamzam camp", "SD"), ("Bagram", "AF"),
    ],
)  # fmt: skip
def test_asked_names_are_known(name: str, country: str) -> None:
    assert candidates(name)[0].country == country


@pytest.mark.parametrize(("name", "country"), [("Waset", "IQ"), ("Deir al-Zawr", "SY"), ("Krasnogorovka", "UA")])
def test_other_romanisations_are_found_in_their_country(name: str, country: str) -> None:
    assert any(c.country == country for c in (*candidates(name), *like(name, country)))


def test_the_file_is_small_and_fast() -> None:
    assert gazetteer_file().stat().st_size <= 40_000_000
    start = time.perf_counter()
    for number in range(5000):
        candidates(f"Nowhere{number}")
    assert time.perf_counter() - start < 1.0


def test_an_up_to_date_file_is_left_alone(tmp_path: Path) -> None:
    made = maker()
    assert made.made_from(tmp_path / "none.sqlite") is None
    broken = tmp_path / "broken.sqlite"
    broken.write_text("not a database, but long enough to be taken for one by its size", encoding="utf-8")
    assert made.made_from(broken) is None
    assert made.made_from(gazetteer_file()) is not None
