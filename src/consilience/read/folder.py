"""Addresses into files: folders (all that lies in them), globs, files; each file once, in a settled order."""

import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from consilience.problem import Problem
from consilience.read import jsonl, parquet, text
from consilience.read.files import PAGE_ENDINGS, fault
from consilience.read.ids import shown

ENDINGS = text.ENDINGS | jsonl.ENDINGS | parquet.ENDINGS | PAGE_ENDINGS
SAVED = ("_files", "-files", "_Files", ".files")  # the folder a browser saves beside a page: its pictures and frames
INPUT = "-"


def sources(addresses: Iterable[str]) -> Iterator[str | Problem]:
    """The files that addresses stand for, and what is wrong with an address. A file is told once.

    A folder stands for all reports in it and below it, a glob for what it matches (`**` goes into folders). What is
    no file (`-`, a URL) is passed on as it is.
    """
    seen: set[str] = set()
    for address in addresses:
        for found in _expanded(address):
            if isinstance(found, Problem):
                yield found
                continue
            real = found if found == INPUT or is_url(found) else os.path.realpath(found)
            if real not in seen:
                seen.add(real)
                yield found


def is_url(address: str) -> bool:
    """Whether an address lies on the network."""
    scheme, mark, _ = address.partition("://")
    return bool(mark) and scheme.isalnum() and len(scheme) > 1 and scheme.lower() != "file"


def _expanded(address: str) -> Iterator[str | Problem]:
    if address.lower().startswith("file://"):
        address = url2pathname(unquote(urlsplit(address).path)) if "%" in address else address[7:]
    if not address or "\x00" in address:
        yield Problem(shown(address.replace("\x00", "\ufffd")), "missing", "this is not the name of a file or folder")
    elif address == INPUT or is_url(address):
        yield address
    elif Path(address).is_dir():
        yield from _folder(address)
    elif not os.path.lexists(address) and glob.has_magic(address):
        yield from _matched(address)
    else:
        yield address


def _matched(pattern: str) -> Iterator[str | Problem]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - keeps the pattern's own spelling
    if not found:
        yield Problem(shown(pattern), "missing", "no file or folder matches this pattern")
    for path in found:
        if not Path(path).is_dir():
            yield path
        elif "**" not in pattern:  # with `**`, what lies in the folder is matched already
            yield from _folder(path)


def _folder(folder: str) -> Iterator[str | Problem]:
    """The reports in a folder and below it, sorted; one note counts the files that are passed over."""
    skipped: Counter[str] = Counter()
    faults: list[Problem] = []
    any_file = False
    for top, folders, names in os.walk(folder, onerror=lambda error: faults.append(fault(error.filename, error))):
        saved = {name for name in folders if _beside_a_page(name, names)}
        skipped["saved with a page"] += sum(1 for name in saved for _ in Path(top, name).rglob("*"))
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in saved)
        for name in sorted(names):
            ending = Path(name).suffix.lower()
            if name.startswith("."):
                skipped["hidden"] += 1
            elif ending not in ENDINGS:
                skipped[ending or "without an ending"] += 1
            else:
                any_file = True
                yield str(Path(top, name))
    yield from faults
    if not any_file and not faults:
        endings = " ".join(sorted(ENDINGS))
        yield Problem(shown(folder), "no reports", f"this folder holds no file that ends in one of {endings}")
    if +skipped:
        yield _passed_over(folder, +skipped)


def _beside_a_page(name: str, files_here: list[str]) -> bool:
    for ending in SAVED:
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            return any(stem + page in files_here for page in PAGE_ENDINGS)
    return False


def _passed_over(folder: str, skipped: Counter[str]) -> Problem:
    count = sum(skipped.values())
    kinds = ", ".join(
        f"{number} {kind}" for kind, number in sorted(skipped.items(), key=lambda item: (-item[1], item[0]))
    )
    what = "1 file was" if count == 1 else f"{count} files were"
    message = f"{what} passed over ({kinds}); a file given by its own name is always tried"
    return Problem(shown(folder), "passed over", message, level="note")
