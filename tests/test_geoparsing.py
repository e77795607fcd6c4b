"""The measure of finding and resolving names of places, on texts of our own marked as LGL and GeoVirus mark theirs."""

from pathlib import Path

import pytest

from consilience.score.geoparsing import articles, measure
from consilience.score.measured import Half, Measured, Options, half_of

LGL = """<articles><article docid="{docid}"><text>{text}</text><toponyms>{names}</toponyms></article></articles>"""
NAME = "<toponym><start>{start}</start><end>{end}</end><phrase>{words}</phrase>{spot}</toponym>"
SPOT = "<gaztag><lat>{}</lat><lon>{}</lon></gaztag>"
GEOVIRUS = """<articles><article><text>{text}</text><locations>{names}</locations></article></articles>"""
LOCATION = "<location><name>{words}</name><start>{start}</start><end>{end}</end><lat>{}</lat><lon>{}</lon></location>"


def lgl(path: Path, text: str, *names: tuple[str, tuple[float, float] | None]) -> Measured:
    """Measure one article of the half that is worked on."""
    docid = next(n for n in range(100) if half_of(f"lgl-{n}") == "tune")
    marked = []
    for words, spot in names:
        start = text.index(words)
        told = SPOT.format(*spot) if spot else ""
        marked.append(NAME.format(start=start, end=start + len(words), words=words, spot=told))
    file = path / "lgl.xml"
    file.write_text(LGL.format(docid=docid, text=text, names="".join(marked)), encoding="utf-8")
    return measure(file, Options())


def test_a_name_found_and_resolved_counts_in_all_figures(tmp_path: Path) -> None:
    figures = lgl(tmp_path, "A fire broke out in Mosul, Iraq.", ("Mosul", (36.3, 43.1)), ("Iraq", None)).figures
    assert [figures[f"names found {n}"] for n in ("precision", "recall", "F1")] == [1.0, 1.0, 1.0]
    assert (figures["within 161 km of those found"], figures["within 161 km of all"]) == (1.0, 1.0)
    assert (figures["median error in km"] or 0) < 10


def test_a_part_of_a_name_is_found_and_each_counts_once(tmp_path: Path) -> None:
    measured = lgl(tmp_path, "Rain fell on Mosul yesterday.", ("Rain fell on Mosul", None), ("Mosul", None))
    assert measured.figures["names found precision"] == 1.0
    assert measured.figures["names found recall"] == 0.5


def test_what_is_missed_is_told_by_kind(tmp_path: Path) -> None:
    measured = lgl(tmp_path, "Rain in Mosul, Iraq, and Xyzville.", ("Mosul", (10.0, 10.0)), ("Xyzville", (1.0, 1.0)))
    assert {(m.field, m.kind) for m in measured.misses} == {
        ("resolved", "far"), ("toponym", "none marked"), ("toponym", "not found"),
    }  # fmt: skip
    assert measured.figures["within 161 km of all"] == 0.0


@pytest.mark.parametrize("half", ["tune", "check"])
def test_only_the_half_asked_for_is_measured(tmp_path: Path, half: Half) -> None:
    lgl(tmp_path, "Rain in Mosul.", ("Mosul", None))
    assert measure(tmp_path / "lgl.xml", Options(half)).figures["names marked"] == (half == "tune")


def test_geovirus_counts_from_one_and_marks_no_adjectives(tmp_path: Path) -> None:
    text = "Iraqi doctors went to Mosul."
    name = LOCATION.format(36.3, 43.1, words="Mosul", start=text.index("Mosul") + 1, end=text.index("Mosul") + 6)
    file = tmp_path / "GeoVirus.xml"
    file.write_text(GEOVIRUS.format(text=text, names=name), encoding="utf-8")
    (article,) = articles(file)
    assert article.text[article.marked[0].start : article.marked[0].end] == "Mosul"
    assert measure(file, Options(half_of(article.key))).figures["names found precision"] == 1.0
