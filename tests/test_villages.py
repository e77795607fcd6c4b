"""Villages added from a country file of GeoNames: an invented one, in the form of the real."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from consilience.cli import app
from consilience.desk.villages import PlacesError, add_places, added_places, list_places
from consilience.extract.grammar import Grammar
from consilience.report import Report
from consilience.resolve.gazetteer import look_also_in
from consilience.resolve.places import place_named

NEWS = Report("r", "Gunmen shot dead four farmers in the village of Umm Zaltut, Sudan, on 3 March 2024.")


def line(number: int, name: str, *, others: str = "", lat: str = "13.5", lon: str = "24.9", code: str = "P.PPL") -> str:
    """A line of a country file."""
    feature, code = code.split(".")
    cells = [str(number), name, name, others, lat, lon, feature, code, "SD", "", "47", "", "", "", "0", "", "", "", ""]
    return "\t".join(cells) + "\n"


VILLAGE = line(990000001, "Umm Zaltut", others="Um Zaltout,أم زلطوط")


@pytest.fixture(autouse=True)
def _only_here() -> Iterator[None]:
    yield
    look_also_in(None)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "mine" / "places.sqlite"
    monkeypatch.setenv("CONSILIENCE_PLACES", str(path))
    return path


def file(folder: Path, *lines: str, name: str = "SD.txt") -> Path:
    path = folder / name
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_a_village_that_was_added_is_found_under_all_its_names(tmp_path: Path, kept: Path) -> None:
    assert not place_named("Umm Zaltut", {"SD": 1.0}).known
    add_places(file(tmp_path, VILLAGE), kept)
    look_also_in(added_places(kept))
    for name in ("Umm Zaltut", "Um Zaltout", "أم زلطوط"):
        place = place_named(name, {"SD": 1.0})
        assert (place.lat, place.lon, place.admin1, place.key) == (13.5, 24.9, "West Darfur", "gn990000001"), name


def known(extractor: Grammar) -> tuple[str, float] | None:
    """The place of the news and how far north it lies, as far as the extractor knows it."""
    place = extractor.extract(NEWS).accounts[0].place
    return (place.name, place.lat) if place and place.lat is not None and place.precision == "town" else None


def test_an_extractor_tells_which_places_were_added(tmp_path: Path, kept: Path) -> None:
    plain = Grammar()
    assert known(plain) is None
    add_places(file(tmp_path, VILLAGE), kept)
    more = Grammar(added_places(kept))
    assert known(more) == ("Umm Zaltut", 13.5)
    assert more.extract(NEWS).accounts[0].extractor == more.name
    assert more.name.startswith(f"{plain.name}+places-")
    assert known(plain) is None


def test_the_name_tells_other_contents_apart(tmp_path: Path, kept: Path) -> None:
    add_places(file(tmp_path, VILLAGE), kept)
    first = added_places(kept)
    add_places(file(tmp_path, line(990000002, "Hillat Baru")), kept)
    second = added_places(kept)
    assert first
    assert second
    assert first.mark != second.mark
    look_also_in(second)
    assert not place_named("Umm Zaltut", {"SD": 1.0}).known  # the file of the same name took its place


def test_a_zip_is_read_and_only_what_a_gazetteer_needs_is_taken(tmp_path: Path, kept: Path) -> None:
    stream, camp = line(990000003, "Wadi Zal", code="H.WAD"), line(990000004, "Zal Camp", code="S.CMPRF")
    with zipfile.ZipFile(tmp_path / "SD.zip", "w") as archive:
        archive.writestr("readme.txt", "what this is")
        archive.writestr("SD.txt", VILLAGE + stream + camp)
    told = add_places(tmp_path / "SD.zip", kept)
    assert (told.name, told.places) == ("SD.txt", 2)
    look_also_in(added_places(kept))
    assert place_named("Zal Camp", {"SD": 1.0}).precision == "exact"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["Umm Zaltut,13.5,24.9\n"], "line 1: 1 columns where 19 should be: 'Umm Zaltut"),
        ([VILLAGE, line(990000002, "Baru", lat="north")], "line 2: no degrees from -90 to 90: 'north'"),
        ([line(990000002, "Baru", lon="224.9")], "line 1: no degrees from -180 to 180: '224.9'"),
        ([VILLAGE.replace("990000001", "one")], "line 1: the number of the place is no whole number: 'one'"),
        ([VILLAGE.replace("\tSD\t", "\t\t")], "line 1: no name, or no country of two letters"),
        ([line(990000003, "Wadi Zal", code="H.WAD")], "no place in it that the package does not know"),
    ],
)
def test_a_file_that_is_none_is_refused_with_its_line(tmp_path: Path, kept: Path, lines: list[str], words: str) -> None:
    with pytest.raises(PlacesError, match=r"SD\.txt") as told:
        add_places(file(tmp_path, *lines), kept)
    assert words in str(told.value)
    assert list_places(kept) == []


def test_another_kind_of_file_is_no_gazetteer(tmp_path: Path) -> None:
    with pytest.raises(PlacesError, match="no file of added places"):
        list_places(file(tmp_path, "a diary\n" * 200, name="places.sqlite"))


def test_a_broken_gazetteer_of_ones_own_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = file(tmp_path, "a diary\n" * 200, name="places.sqlite")
    monkeypatch.setenv("CONSILIENCE_PLACES", str(broken))
    told = CliRunner().invoke(
        app, ["--ledger", str(tmp_path / "l.db"), "add", str(file(tmp_path, "A strike killed 3."))]
    )
    assert told.exit_code == 2
    assert told.stderr.startswith(f"error: {broken}: this is no file of added places")


def test_the_commands(tmp_path: Path, kept: Path) -> None:
    run = CliRunner().invoke
    assert "No places were added" in run(app, ["places", "list"]).stdout
    added = run(app, ["places", "add", str(file(tmp_path, VILLAGE))])
    assert (added.exit_code, added.stdout) == (0, f"SD.txt: 1 place added to {kept}\n")
    assert run(app, ["places", "list"]).stdout.startswith("SD.txt: 1 place, digest ")
    bad = run(app, ["places", "add", str(file(tmp_path, "no\n", name="XX.txt"))])
    assert (bad.exit_code, "XX.txt, line 1" in bad.stderr) == (2, True)
    assert run(app, ["places", "add", str(tmp_path / "none.txt")]).exit_code == 2
