"""What README.md and docs/ say is true: commands, options, files and links that they name are there."""

import re
import shlex
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import typer

from consilience import __version__
from consilience.cli import app

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "changelog.d").glob("*.md"),
     *(ROOT / "tests").rglob("*.md"), *(ROOT / "bench").glob("*.md")]
)  # fmt: skip
FILE = re.compile(r"[\w.-]+(?:/[\w.*-]+)*\.(?:tsv|toml|py|txt|md|html|jsonl|sqlite)|(?:[\w.-]+/)*\*\.tsv")
FOLDER = re.compile(
    r"(?:src|docs|tests|scripts|bench|requirements|data|read|extract|resolve|reconcile|ledger|export|desk|cli|web|demo"
    r"|lexicon|changelog\.d)/(?:[\w.-]+/)*"
)
MADE = {"data/gazetteer.sqlite"}  # when the package is built
COMMANDS = typer.main.get_command(app)


def names(pages: list[Path]) -> list[str]:
    return [str(page.relative_to(ROOT)) for page in pages]


def group(command: Any) -> dict[str, Any]:
    return dict(getattr(command, "commands", {}))


def found_in(page: Path, pattern: str) -> list[Any]:
    return re.findall(pattern, page.read_text(encoding="utf-8"), flags=re.M)


def snippets(page: Path) -> list[str]:
    """What stands in backticks, and each line of a code block, without its remark."""
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, flags=re.M | re.S)
    lines = [re.sub(r"\s{2,}#.*", "", line) for block in blocks for line in block.splitlines()]
    return [*lines, *re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S))]


def options_of(command: Any) -> dict[str, bool]:
    """The options of a command, and whether each takes a value."""
    options = [parameter for parameter in command.params if parameter.param_type_name == "option"]
    return {name: not option.is_flag for option in options for name in option.opts} | {"-h": False, "--help": False}


def check_line(words: list[str]) -> None:
    """Walks a command line down the commands, and looks up each option on its way."""
    command: Any = COMMANDS
    line = iter(words)
    for word in line:
        if word.startswith("-") and len(word) > 1:
            name, equals, _ = word.partition("=")
            assert name in options_of(command), f"there is no option {name}"
            if options_of(command)[name] and not equals:
                next(line, None)
        elif group(command) and not word.isupper() and word != "...":
            assert word in group(command), f"there is no command {word}"
            command = group(command)[word]


@pytest.mark.parametrize("page", names(PAGES))
def test_commands_and_options_exist(page: str) -> None:
    for snippet in snippets(ROOT / page):
        line = re.sub(r"^\$ ", "", snippet.strip()).removeprefix(".venv/bin/")
        if line.startswith("consilience ") and not line.startswith("consilience-"):
            try:
                check_line(shlex.split(re.split(r" [|<>] ?", line)[0])[1:])
            except AssertionError as error:
                pytest.fail(f"{page}: {snippet!r}: {error}")


@pytest.mark.parametrize("page", names(PAGES))
def test_options_named_alone_exist(page: str) -> None:
    commands = [COMMANDS, *group(COMMANDS).values(), *(c for g in group(COMMANDS).values() for c in group(g).values())]
    everything = {name for command in commands for name in options_of(command)}
    alone = {s.split()[0].partition("=")[0] for s in snippets(ROOT / page) if re.match(r"--[a-z]", s)}
    assert alone - everything == set()


def test_every_command_has_help() -> None:
    for name, command in group(COMMANDS).items():
        for part in (command, *group(command).values()):
            assert part.help, f"{name} {part.name} has no help"
            lacking = [p.name for p in part.params if p.param_type_name == "option" and not p.help]
            assert lacking == [], f"options of {name} {part.name} without help"


def test_every_command_is_told_of() -> None:
    told = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in group(COMMANDS) if not re.search(rf"(?:consilience |make ){name}\b", told)] == []


@pytest.mark.parametrize("page", names(PAGES))
def test_links_lead_somewhere(page: str) -> None:
    here = (ROOT / page).parent
    links = [link.partition("#")[0] for link in found_in(ROOT / page, r"\]\(([^)\s]+)\)") if "://" not in link]
    assert [link for link in links if link and not (here / link).exists()] == []


@pytest.mark.parametrize("page", names(PAGES))
def test_files_named_exist(page: str) -> None:
    """Paths in backticks that look like ours: they end like a table, a module or a page, or begin like a folder."""
    package = ROOT / "src" / "consilience"
    data = package / "data"
    places = (ROOT, package, data, data / "lexicon", package / "demo", package / "resolve", (ROOT / page).parent)
    for snippet in snippets(ROOT / page):
        if (FILE.fullmatch(snippet) or FOLDER.fullmatch(snippet)) and snippet not in MADE:
            assert any(any(place.glob(snippet)) for place in places), f"{page} names {snippet}, which is not there"


@pytest.mark.parametrize("page", names(PAGES))
def test_doors_of_make_exist(page: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    doors = set(re.findall(r"^([a-z-]+):.*##", makefile, flags=re.M))
    told = {m.group(1) for s in snippets(ROOT / page) if (m := re.match(r"make ([a-z-]+)", s))}
    assert told - doors == set()


def test_the_version_is_in_the_changelog() -> None:
    assert f"## {__version__} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_third_parties_are_those_that_are_locked() -> None:
    told = (ROOT / "THIRD-PARTY.md").read_text(encoding="utf-8")
    files = sorted((ROOT / "requirements").glob("*.txt"))
    locked = [pair for page in files for pair in found_in(page, r"^([\w.-]+)==([\w.]+)")]
    assert [f"{name} {version}" for name, version in locked if f"| {name} | {version} |" not in told] == []


def test_what_is_required_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    locked = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    for wanted in project["project"]["dependencies"]:
        assert re.search(rf"^{re.split('[<>=]', wanted)[0]}==", locked, flags=re.M), f"{wanted}: call `make lock`"


@pytest.mark.parametrize("name", ["run.txt", "dev.txt", "build.txt"])
def test_locked_files_name_no_address(name: str) -> None:
    locked = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    assert re.findall(r"^\s*(?:-|--)(?:i|f|e|index|extra|find|trusted)\S*|://|file:| @ ", locked, flags=re.M) == []


def test_make_lists_its_doors() -> None:
    told = subprocess.run(["make", "help"], cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True).stdout
    assert all(f"make {door}" in told for door in ("demo", "test", "lint", "bench", "score", "clean"))


def test_pictures_fetch_nothing() -> None:
    for picture in (ROOT / "docs" / "pictures").glob("*.svg"):
        told = picture.read_text(encoding="utf-8")
        assert re.findall(r"url\((?!#)[^)]*\)|<image|<script", told) == [], picture


def test_ids_in_the_readme_are_those_in_the_pictures() -> None:
    told = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "docs" / "pictures").glob("*.svg"))
    ids = re.findall(r"\b(?=[a-f]*\d)[0-9a-f]{8}\b", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert ids
    assert [id for id in ids if id not in told] == [], "call `make docs-pictures`, and put the new ids into README.md"
