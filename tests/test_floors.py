"""The floors of the house, read from its imports: docs/architecture.md draws them."""

import ast
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parent.parent / "src"
FILES = {
    ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(SRC.rglob("*.py"))
}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in FILES.items()}

GROUND = {
    "problem", "report", "evidence", "toll", "place", "day", "actor", "origin", "claim", "tally", "judgement",
    "incident", "doors",
}  # fmt: skip
FLOOR = {
    **dict.fromkeys(GROUND, 0),
    **dict.fromkeys(["check", "extract", "resolve", "reconcile"], 1),
    **dict.fromkeys(["read", "ledger", "export", "bulk"], 2),
    "desk": 3,
    "score": 4,
    **dict.fromkeys(["cli", "web"], 5),
    "__main__": 6,
}
#: Neighbours on one floor that may know each other, above the ground.
MAY_KNOW = {
    ("extract", "resolve"),  # the words of a report are turned into days, places and actors while it is read
    ("cli", "web"),  # a command serves the pages
    ("reconcile", "resolve"),  # names of places and actors are compared by the keys the gazetteer uses
}
#: What a function may import only when it runs, and why.
LAZY = {
    ("consilience.cli", "*"): "help, completion and errors need not wait for what they do not use",
    ("consilience.read", "consilience.read.html"): "pages need lxml, which other reports do not wait for",
    ("consilience.read.jsonl", "consilience.read.html"): "pages need lxml, which other reports do not wait for",
    ("consilience.read.html", "trafilatura"): "takes long to load; only pages need it",
    ("consilience.read.html", "trafilatura.settings"): "takes long to load; only pages need it",
    ("consilience.read.facts", "htmldate"): "takes long to load; only pages without a stated day need it",
    ("consilience.read.facts", "html"): "the name is taken by the module beside it",
    ("consilience.bulk.duckdb_engine", "duckdb"): "an extra, which nothing but joining in bulk needs",
    ("consilience.bulk.duckdb_engine", "pyarrow"): "an extra, which nothing but joining in bulk needs",
    ("consilience.bulk.duckdb_engine", "splink"): "an extra, which nothing but joining in bulk needs",
    ("consilience.bulk.duckdb_engine", "splink.backends.duckdb"): "an extra, which nothing but joining in bulk needs",
    ("consilience.bulk.parquet", "pyarrow"): "an extra, which nothing but joining in bulk needs",
    ("consilience.bulk.parquet", "pyarrow.parquet"): "an extra, which nothing but joining in bulk needs",
    ("consilience.bulk.spark_engine", "splink"): "an extra, which nothing but joining in bulk needs",
    ("consilience.bulk.spark_engine", "splink.backends.spark"): "an extra, which nothing but joining in bulk needs",
    ("consilience.bulk.spark_engine", "pyspark"): "an extra, which nothing but joining in bulk needs",
    ("consilience.bulk.spark_engine", "pyspark.sql"): "an extra, which nothing but joining in bulk needs",
    ("consilience.read.parquet", "pyarrow.parquet"): "an extra, which nothing but joining in bulk needs",
    ("consilience.desk.wholesale_record", "pyarrow"): "an extra, which nothing but joining in bulk needs",
    ("consilience.desk.wholesale_record", "pyarrow.parquet"): "an extra, which nothing but joining in bulk needs",
    ("consilience.read.decode", "charset_normalizer"): "most texts are UTF-8 and need no guess",
}
BANNED_NAMES = {"utils", "util", "core", "models", "helpers", "common", "misc", "base"}
#: The first floor reasons only: the same in, the same out.
OUTSIDE = {
    "asyncio", "http", "multiprocessing", "os", "random", "secrets", "shutil", "socket", "ssl", "subprocess",
    "tempfile", "time", "urllib", "uuid",
}  # fmt: skip
CLOCK = {"now", "today", "utcnow"}
MAX_LINES = 400
MAX_FUNCTION = 60

Import = tuple[str, int, bool]  # what is imported, the line, and whether inside a function


def room(module: str) -> str:
    """`consilience.read.html` lies in the room `read`; the package itself in none."""
    return module.partition(".")[2].partition(".")[0]


def _imports(node: ast.AST, inside: bool = False) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
            continue
        if isinstance(child, ast.Import):
            yield from ((alias.name, child.lineno, inside) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert not child.level, f"line {child.lineno}: imports are written in full"
            whole = child.module or ""
            named = [f"{whole}.{alias.name}" for alias in child.names]
            parts = [name if name in FILES else whole for name in named]
            yield from ((name, child.lineno, inside) for name in dict.fromkeys(parts))
        else:
            function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from _imports(child, inside or function)


IMPORTS = {module: list(_imports(tree)) for module, tree in TREES.items()}
IN_ROOMS = [module for module in FILES if room(module)]


def test_every_room_has_a_floor() -> None:
    assert {room(module) for module in IN_ROOMS} - set(FLOOR) == set(), "give it a floor here and in the docs"


@pytest.mark.parametrize("module", IN_ROOMS)
def test_imports_go_downwards(module: str) -> None:
    here = room(module)
    for name, line, _ in IMPORTS[module]:
        top, there = name.partition(".")[0], room(name)
        where = f"{FILES[module]}, line {line}: {name}"
        if top != "consilience":
            assert FLOOR[here] or top in sys.stdlib_module_names, f"{where}: the ground stands on nothing but Python"
        elif there and there != here:
            below = FLOOR[there] < FLOOR[here] or FLOOR[there] == FLOOR[here] == 0 or (here, there) in MAY_KNOW
            assert below, f"{where}: {here} may not know {there}"


@pytest.mark.parametrize("module", [m for m in IN_ROOMS if FLOOR[room(m)] == 1])
def test_the_first_floor_only_reasons(module: str) -> None:
    assert {name.partition(".")[0] for name, _, _ in IMPORTS[module]} & OUTSIDE == set()
    asked = [n for n in ast.walk(TREES[module]) if isinstance(n, ast.Attribute) and n.attr in CLOCK]
    assert [n.lineno for n in asked] == [], "the clock is at the desk"


def test_no_import_goes_in_a_circle() -> None:
    graph = {module: {name for name, _, _ in found if name in FILES} - {module} for module, found in IMPORTS.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


@pytest.mark.parametrize("module", IN_ROOMS)
def test_what_is_imported_late_has_a_reason(module: str) -> None:
    late = {(module, name) for name, _, inside in IMPORTS[module] if inside}
    if room(module) != "cli":
        assert late - set(LAZY) == set()


def test_every_reason_is_still_needed() -> None:
    late = {(module, name) for module in FILES for name, _, inside in IMPORTS[module] if inside}
    assert {pair for pair in LAZY if pair[1] != "*"} - late == set()


def test_names_say_what_is_inside() -> None:
    assert [module for module in FILES if BANNED_NAMES & set(module.split("."))] == []


@pytest.mark.parametrize("module", FILES)
def test_files_and_functions_can_be_read_at_once(module: str) -> None:
    lines = FILES[module].read_text(encoding="utf-8").count("\n")
    assert lines <= MAX_LINES, f"{FILES[module]} has {lines} lines: it asks to be cut"
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= MAX_FUNCTION, f"{FILES[module]}, line {node.lineno}: {node.name} has {length} lines"


def test_every_set_of_words_is_written_once_and_used() -> None:
    """A set written twice would silently be the last of them."""
    table = (SRC / "consilience/data/lexicon/words.tsv").read_text(encoding="utf-8")
    names = [line.partition("\t")[0] for line in table.splitlines() if line and not line.startswith("#")][1:]
    assert len(names) == len(set(names))
    words = {n.value for tree in TREES.values() for n in ast.walk(tree) if isinstance(n, ast.Constant)}
    assert [name for name in names if name not in words] == []
