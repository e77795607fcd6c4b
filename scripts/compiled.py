"""Compile the modules that reading is made of, with mypyc: `python scripts/compiled.py FOLDER`.

hatch_build.py calls it for a wheel that is to be compiled; without a folder it only says what is missing. Which modules
these are stands in pyproject.toml. What is compiled are copies of them in FOLDER, the libraries come to lie in
FOLDER/lib as they will in the wheel, beside modules that stay as they are. docs/decisions/0014-compiled.md says why.
"""

import ast
import os
import shlex
import shutil
import sys
import sysconfig
import tomllib
from filecmp import cmp
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src"
#: So many libraries, whose compilers work side by side with less to keep in mind each; one takes twice as long.
PARTS = 4


def modules() -> list[Path]:
    """The sources to compile, as pyproject.toml lists them."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = config["tool"]["hatch"]["build"]["hooks"]["custom"]
    found = {path for pattern in listed["compiled"] for path in SOURCES.glob(pattern)}
    return sorted(found - {SOURCES / name for name in listed["interpreted"]})


def lacking() -> str | None:
    """What is not there and has to be, in words for people."""
    compiler = shlex.split(sysconfig.get_config_var("CC") or "cc")[0]
    if sys.platform != "win32" and not shutil.which(compiler):
        return f"there is no C compiler ({compiler}); on Debian and Ubuntu: apt-get install gcc"
    if not Path(sysconfig.get_path("include"), "Python.h").exists():
        return "the headers of Python are not there (Python.h); on Debian and Ubuntu: apt-get install python3-dev"
    return None


def fits(package: Path) -> bool:
    """Whether an installed package was made from the sources and tables that lie here now, byte for byte."""
    here = SOURCES / "consilience"
    own = [path.relative_to(here) for path in here.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    return all((package / name).is_file() and cmp(here / name, package / name, shallow=False) for name in own)


def compiled_python() -> Path | None:
    """The interpreter that `make compiled` made, where what it runs fits the sources as they are now."""
    folder = ROOT / ".venv" / "compiled"
    package = next(iter(sorted(folder.glob("lib/python*/site-packages/consilience"))), None)
    return folder / "bin" / "python" if package is not None and fits(package) else None


def make(folder: Path) -> None:
    """Compile into `folder`/lib."""
    from mypyc.build import mypycify
    from setuptools import setup

    copies = folder / "src"
    shutil.rmtree(copies, ignore_errors=True)
    shutil.copytree(SOURCES, copies, ignore=shutil.ignore_patterns("data", "demo", "__pycache__"))
    names = [path.relative_to(SOURCES) for path in modules()]
    for name in names:
        (copies / name).write_text(prepared((copies / name).read_text(encoding="utf-8")), encoding="utf-8")
    os.chdir(copies)
    extensions = mypycify(
        ["--config-file=", "--ignore-missing-imports", "--cache-dir=../types", *map(str, names)],
        opt_level="2",
        debug_level="0",
        separate=[(part, f"consilience_{number}") for number, part in enumerate(_parts(names))],
        target_dir=str(folder / "c"),
    )
    library = folder / "lib"
    options = {"build_lib": str(library), "build_temp": str(folder / "o"), "parallel": str(os.cpu_count())}
    setup(ext_modules=extensions, script_args=["--quiet", "build_ext"], options={"build_ext": options})
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    made = {library / (extension.name.replace(".", "/") + suffix) for extension in extensions}
    for path in {path for path in library.rglob("*") if path.is_file()} - made:
        path.unlink()  # of a module that is there no more, or of another Python


def prepared(text: str) -> str:
    """The source of a module as it is compiled: the same, said in a way that is quick once it is compiled.

    Constants are marked as such, which then need not be looked up each time. Dataclasses lose their slots, which mypyc
    does not know, and get a constructor of their own: the one made for them when they are loaded is not compiled. That
    nobody changes a frozen one is held by mypy, on the sources. Comments stay, by which mypy is told what to ignore.
    """
    lines, body = text.splitlines(), ast.parse(text).body
    changed = {node.target.id for node in body if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name)}
    for node in reversed(body):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            _mark_final(lines, node, changed)
        elif isinstance(node, ast.ClassDef):
            for call in (one for one in node.decorator_list if ast.unparse(one).startswith("dataclass(")):
                _construct(lines, node, call)
    first = next(n for n, line in enumerate(lines) if line.startswith(("from ", "import ")))
    lines.insert(first, "from typing import Final as _Final")
    return "\n".join(lines) + "\n"


def _mark_final(lines: list[str], node: ast.Assign, changed: set[str]) -> None:
    """Mark as final what a statement gives, if these are constants."""
    target, value = node.targets[0], node.value
    several = isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
    pairs = list(zip(target.elts, value.elts, strict=True)) if several else [(target, value)]
    names = [name.id for name, _ in pairs if isinstance(name, ast.Name)]
    if len(names) == len(pairs) and all(n.isupper() and len(n) > 1 and n not in changed for n in names):
        told = [f"{name}: _Final = {ast.unparse(one)}" for name, (_, one) in zip(names, pairs, strict=True)]
        lines[node.lineno - 1 : node.end_lineno] = told


def _construct(lines: list[str], made: ast.ClassDef, call: ast.Call) -> None:
    """Write out the constructor of a dataclass; what a field is without being told moves there."""
    fields = [one for one in made.body if isinstance(one, ast.AnnAssign)]
    asked, given = zip(*map(_taken, fields), strict=True)
    lines[fields[-1].end_lineno : fields[-1].end_lineno] = [
        f"    def __init__(self, {', '.join(asked)}) -> None:",
        *(f"        self.{one.target.id} = {value}" for one, value in zip(fields, given, strict=True)),
    ]
    for one in reversed(fields):
        left = [word for word in _options(one) if word.arg not in ("default", "default_factory")]
        told = f" = field({', '.join(map(ast.unparse, left))})" if left else ""
        lines[one.lineno - 1 : one.end_lineno] = [f"    {one.target.id}: {ast.unparse(one.annotation)}{told}"]
    options = [word.arg for word in call.keywords if word.arg != "slots"]
    told = ["unsafe_hash=True" if word == "frozen" else f"{word}=True" for word in options]
    lines[call.lineno - 1 : call.end_lineno] = [f"@dataclass({', '.join(['init=False', *told])})"]


def _taken(field: ast.AnnAssign) -> tuple[str, str]:
    """The parameter of a constructor that a field is given by, and what the field becomes."""
    name, kind = field.target.id, ast.unparse(field.annotation)
    options = {word.arg: ast.unparse(word.value) for word in _options(field)}
    if "default_factory" in options:
        return f"{name}: {kind} | None = None", f"{options['default_factory']}() if {name} is None else {name}"
    value = options.get("default") if options else field.value and ast.unparse(field.value)
    return f"{name}: {kind}" + (f" = {value}" if value else ""), name


def _options(field: ast.AnnAssign) -> list[ast.keyword]:
    """What `field(...)` says of a field of a dataclass."""
    value = field.value
    return value.keywords if isinstance(value, ast.Call) and ast.unparse(value.func) == "field" else []


def _parts(names: list[Path]) -> list[list[str]]:
    """The modules in parts of about the same size."""
    parts: list[list[Path]] = [[] for _ in range(PARTS)]
    for name in sorted(names, key=lambda name: -(SOURCES / name).stat().st_size):
        min(parts, key=lambda part: sum((SOURCES / one).stat().st_size for one in part)).append(name)
    return [sorted(map(str, part)) for part in parts]


if __name__ == "__main__":
    sys.exit(lacking() or (make(Path(sys.argv[1]).resolve()) if sys.argv[1:] else None))
