"""Compile the modules that reading is made of, with mypyc: `python scripts/compiled.py FOLDER`.

hatch_build.py calls it for a wheel that is to be compiled; without a folder it only says what is missing. Which modules
these are stands in pyproject.toml. What is compiled are copies of them in FOLDER, the libraries come to lie in
FOLDER/lib as they will in the wheel, beside modules that stay as they are. docs/decisions/0014-compiled.md says why.
"""

import ast
import os
import re
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
#: mypyc takes no dataclass with slots, and makes none that would need them.
SLOTS = re.compile(r"^(@dataclass\(.*?)(?:, )?slots=True", re.M)


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
        text = (copies / name).read_text(encoding="utf-8")
        (copies / name).write_text(_final(SLOTS.sub(r"\1", text)), encoding="utf-8")
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


def _final(text: str) -> str:
    """The source of a module with its constants marked as such, which mypyc then need not look up each time."""
    lines, body = text.splitlines(), ast.parse(text).body
    changed = {node.target.id for node in body if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name)}
    for node in reversed(body):
        if not isinstance(node, ast.Assign) or len(node.targets) != 1:
            continue
        target, value = node.targets[0], node.value
        several = isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
        pairs = list(zip(target.elts, value.elts, strict=True)) if several else [(target, value)]
        names = [name.id for name, _ in pairs if isinstance(name, ast.Name)]
        if len(names) == len(pairs) and all(n.isupper() and len(n) > 1 and n not in changed for n in names):
            told = [f"{name}: _Final = {ast.unparse(one)}" for name, (_, one) in zip(names, pairs, strict=True)]
            lines[node.lineno - 1 : node.end_lineno] = told
    first = next(n for n, line in enumerate(lines) if line.startswith(("from ", "import ")))
    lines.insert(first, "from typing import Final as _Final")
    return "\n".join(lines) + "\n"


def _parts(names: list[Path]) -> list[list[str]]:
    """The modules in parts of about the same size."""
    parts: list[list[Path]] = [[] for _ in range(PARTS)]
    for name in sorted(names, key=lambda name: -(SOURCES / name).stat().st_size):
        min(parts, key=lambda part: sum((SOURCES / one).stat().st_size for one in part)).append(name)
    return [sorted(map(str, part)) for part in parts]


if __name__ == "__main__":
    sys.exit(lacking() or (make(Path(sys.argv[1]).resolve()) if sys.argv[1:] else None))
