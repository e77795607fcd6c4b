"""The compiled package: made of the modules listed, and reading as its sources do."""

import ast
import json
import shutil
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from consilience.export.shape import account_shape
from consilience.extract.grammar import Grammar
from script import ROOT, script
from story import FOLDER, stories

READ = """
import json, sys
from pathlib import Path
from consilience.export.shape import account_shape
from consilience.extract import clause
from consilience.extract.grammar import Grammar
from consilience.score.story import stories
print(json.dumps(clause.__file__))
for story in stories(Path(sys.argv[1])):
    for report in story.reports:
        print(json.dumps([account_shape(a) for a in Grammar().extract(report).accounts], sort_keys=True))
"""


@pytest.fixture(scope="module")
def compiled() -> ModuleType:
    return script("scripts/compiled.py")


def test_what_is_compiled_are_the_modules_that_read(compiled: ModuleType) -> None:
    names = {str(path.relative_to(ROOT / "src/consilience")) for path in compiled.modules()}
    assert {"extract/clause.py", "resolve/days.py", "check.py"} <= names
    assert "extract/found.py" not in names


def test_no_class_that_is_compiled_grows_out_of_one_that_is_not(compiled: ModuleType) -> None:
    """mypyc lays its classes out as its own: one that derived from threading.local crashed the process."""
    sources = [ast.parse(path.read_text(encoding="utf-8")) for path in compiled.modules()]
    classes = [node for source in sources for node in ast.walk(source) if isinstance(node, ast.ClassDef)]
    known = {"NamedTuple", "Generic", "ABC", "dict", *(node.name for node in classes)}
    bases = {(node.name, ast.unparse(base).partition("[")[0]) for node in classes for base in node.bases}
    assert bases
    assert {(name, base) for name, base in bases if base not in known} == set()


def test_constants_are_marked_and_what_changes_is_not(compiled: ModuleType) -> None:
    marked = compiled.prepared("import re\n\nWORDS = {'a'}\n_A, _B = 1, 2\nSEEN = 0\nSEEN += 1\nname = 3\n")
    assert "WORDS: _Final = {'a'}" in marked
    assert "_A: _Final = 1\n_B: _Final = 2" in marked
    assert "SEEN = 0" in marked
    assert "name = 3" in marked


def test_a_dataclass_gets_its_constructor_written_out(compiled: ModuleType) -> None:
    made = compiled.prepared(
        "from dataclasses import dataclass, field\n\n\n@dataclass(frozen=True, slots=True)\nclass Told:\n"
        '    """What is told."""\n\n    day: str  # or none\n    dead: int = 0\n'
        "    words: list[str] = field(default_factory=list, compare=False)\n\n    def many(self) -> bool:\n"
        "        return self.dead > 1\n"
    )
    told: dict[str, Any] = {}
    exec(made, told)
    one, same = told["Told"]("Monday", 2), told["Told"]("Monday", 2, ["two"])
    assert "slots" not in made
    assert "def __init__(self, day: str, dead: int = 0, words: list[str] | None = None) -> None:" in made
    assert (one.day, one.dead, one.words, same.words, one.many()) == ("Monday", 2, [], ["two"], True)
    assert one == same
    assert hash(one) == hash(same)


def test_a_package_of_other_sources_does_not_fit(compiled: ModuleType, tmp_path: Path) -> None:
    package = tmp_path / "consilience"
    shutil.copytree(ROOT / "src" / "consilience", package, ignore=shutil.ignore_patterns("__pycache__"))
    assert compiled.fits(package)
    (package / "extract" / "clause.py").write_text("# another\n", encoding="utf-8")
    assert not compiled.fits(package)
    (package / "extract" / "clause.py").unlink()
    assert not compiled.fits(package)


def test_the_compiled_package_reads_as_its_sources_do(compiled: ModuleType) -> None:
    python = compiled.compiled_python()
    if python is None:
        pytest.skip("nothing compiled from these sources is here: make compiled")
    done = subprocess.run([python, "-I", "-c", READ, str(FOLDER)], capture_output=True, text=True, encoding="utf-8")
    assert not done.returncode, done.stderr
    where, *lines = map(json.loads, done.stdout.splitlines())
    assert not where.endswith(".py")
    reports = [report for story in stories() for report in story.reports]
    assert len(lines) == len(reports) > 200
    for report, there in zip(reports, lines, strict=True):
        here = [account_shape(account) for account in Grammar().extract(report).accounts]
        assert json.loads(json.dumps(here)) == there, report.id
