"""The bytes of a file, and what keeps them from being had, by name."""

import os
from pathlib import Path
from typing import BinaryIO

from consilience.problem import Problem
from consilience.read.decode import MAX_BYTES
from consilience.read.ids import shown

#: Endings of saved pages.
PAGE_ENDINGS = frozenset({".html", ".htm", ".xhtml"})


def opened(address: str) -> BinaryIO | Problem:
    """The file, open for reading; or why it cannot be opened."""
    try:
        if Path(address).is_dir():
            return Problem(shown(address), "folder", "this is a folder, where a file was expected")
        return Path(address).open("rb")
    except (OSError, ValueError) as error:
        return fault(address, error)


def load(address: str) -> bytes | Problem:
    """All bytes of a file that holds one report; or why it is not read."""
    file = opened(address)
    if isinstance(file, Problem):
        return file
    try:
        with file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        return fault(address, error)
    if not data:
        return Problem(shown(address), "empty", "there is nothing in it")
    if len(data) > MAX_BYTES:
        message = (
            f"it has more than {MAX_BYTES:,} bytes, the most that is read as one report. Split it into its reports"
        )
        return Problem(shown(address), "too long", message)
    return data


def head(address: str, most: int = 4096) -> bytes:
    """The first bytes of a regular file, to see what it holds; nothing where that cannot be had."""
    try:
        if not Path(address).is_file():
            return b""
        with Path(address).open("rb") as file:
            return file.read(most)
    except (OSError, ValueError):
        return b""


def fault(address: str, error: Exception) -> Problem:
    """A failure of the file system, as a problem."""
    source = shown(address)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Problem(source, "missing", "there is no such file or folder")
    if isinstance(error, PermissionError):
        return Problem(source, "permission denied", "it may not be read by this user; change its permissions")
    reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
    return Problem(source, "unreadable", f"it could not be read: {reason}")
