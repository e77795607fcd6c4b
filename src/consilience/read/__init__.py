"""From addresses to reports: plain text, saved pages, JSON Lines, folders, globs and standard input.

    for found in read(["reports/", "more/*.jsonl"], taken_in=date(2024, 5, 1)):
        ...  # a Report, or a Problem that names the file, the place and the words

Nothing is raised for what lies in a source: whatever is wrong with one report is told, and the others are read.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from consilience.doors import Reader
from consilience.problem import Problem
from consilience.read import folder, jsonl, parquet
from consilience.read.decode import MAX_BYTES, opening_text
from consilience.read.files import head
from consilience.read.folder import sources
from consilience.read.ids import file_names, names, shown
from consilience.read.jsonl import JsonReader
from consilience.read.lines import Peeked
from consilience.read.parquet import ParquetReader
from consilience.read.text import TextReader
from consilience.report import Report

__all__ = ["read", "sources"]

STANDARD_INPUT = "standard input"
LATER = {  # kinds of source that are known, and not read yet
    ".pdf": "a PDF file",
    ".warc": "a web archive (WARC)",
    ".gz": "a compressed file",
    ".rss": "a feed",
    ".atom": "a feed",
    ".xml": "a feed or another XML file",
    ".eml": "an e-mail",
    ".mbox": "a mailbox",
    ".msg": "an e-mail",
    ".mht": "a page archive (MHTML)",
    ".mhtml": "a page archive (MHTML)",
}
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]", re.I | re.S)
_FEED = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)[\s>]", re.I | re.S)


def read(addresses: Iterable[str], *, taken_in: date, stdin: BinaryIO | None = None) -> Iterator[Report | Problem]:
    """The reports at these addresses, in order, and every problem met on the way.

    An address is a file, a folder (read to its depths, sorted), a glob, or `-` for standard input (JSON Lines, or else
    one plain text). `taken_in` is the day on which it is read: no report can have been published after it.
    """
    found = list(folder.sources(addresses))
    paths = [address for address in found if isinstance(address, str) and address != folder.INPUT]
    readers = _readers(paths, taken_in)
    for address in found:
        if isinstance(address, Problem):
            yield address
        elif address == folder.INPUT:
            yield from _standard_input(stdin or sys.stdin.buffer, taken_in)
        else:
            yield from _one(address, readers)


@dataclass(frozen=True, slots=True)
class _Readers:
    text: TextReader
    json: JsonReader
    page: Reader
    order: tuple[Reader, ...]


def _readers(paths: list[str], taken_in: date) -> _Readers:
    from consilience.read.html import PageReader  # here, because it takes long to load

    ids = names(path for path in paths if not folder.is_url(path))
    many = file_names(path for path in paths if Path(path).suffix.lower() in jsonl.ENDINGS)
    rows = ParquetReader(taken_in, file_names(path for path in paths if Path(path).suffix.lower() in parquet.ENDINGS))
    text, json, page = TextReader(taken_in, ids), JsonReader(taken_in, many), PageReader(taken_in, ids)
    return _Readers(text, json, page, (json, rows, page, text))


def _one(address: str, readers: _Readers) -> Iterator[Report | Problem]:
    if folder.is_url(address):
        yield _later(address, "an address on the network")
        return
    ending = Path(address).suffix.lower()
    opening = head(address)
    if ending in LATER or (opening.startswith(b"%PDF-") and ending not in folder.ENDINGS):
        known = LATER.get(ending, "a PDF file")
        if not Path(address).exists():
            yield Problem(shown(address), "missing", "there is no such file or folder")
        else:
            yield _later(address, known)
        return
    yield from _by_content(address, opening, readers)


def _by_content(address: str, opening: bytes, readers: _Readers) -> Iterator[Report | Problem]:
    named = next((reader for reader in readers.order if reader.reads(address)), None)
    start = opening_text(opening)
    if _FEED.match(start):
        yield _later(address, "a feed")
    elif named not in (None, readers.text):
        yield from named.read(address) if named else ()
    elif _PAGE.match(start):
        if named is readers.text:
            message = "its name is that of a plain text, but it holds a web page; it was read as a page"
            yield Problem(shown(address), "read as a page", message, level="note")
        yield from readers.page.read(address)
    elif named is None and jsonl.is_json_lines(opening):
        yield from readers.json.read(address)
    else:
        yield from readers.text.read(address)


def _later(address: str, what: str) -> Problem:
    message = f"this is {what}; such sources are not readable yet. Save it as text or as a web page and add that"
    return Problem(shown(address), "not yet readable", message)


def _standard_input(stream: BinaryIO, taken_in: date) -> Iterator[Report | Problem]:
    from consilience.read.html import PageReader

    source = Peeked(stream)
    if jsonl.is_json_lines(source.opening):
        yield from JsonReader(taken_in).from_stream(source, STANDARD_INPUT, "stdin")
        return
    data = source.rest(MAX_BYTES + 1)
    if not data:
        yield Problem(STANDARD_INPUT, "empty", "nothing came in on standard input")
    elif len(data) > MAX_BYTES:
        message = f"more than {MAX_BYTES:,} bytes came in that are not JSON Lines; one report may not be that long"
        yield Problem(STANDARD_INPUT, "too long", message)
    elif _PAGE.match(opening_text(data[:4096])):
        yield from PageReader(taken_in).from_bytes(data, STANDARD_INPUT, "stdin")
    else:
        yield from TextReader(taken_in).from_bytes(data, STANDARD_INPUT, "stdin")
