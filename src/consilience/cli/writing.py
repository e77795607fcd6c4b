"""Where an export goes: standard output, a file that appears whole or not at all, or a pipe as it stands there."""

import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from errno import EACCES, EISDIR
from pathlib import Path


def write(pieces: Iterable[str], output: Path | None) -> None:
    """Bytes as they are, in UTF-8; what is no regular file is never replaced by one."""
    told = (piece.encode("utf-8") for piece in pieces)
    if output is None or str(output) == "-":
        _print(told)
        return
    with _named(str(output)):
        there = _what_is_there(output)
        target = Path(os.path.realpath(output))
        if there and stat.S_ISDIR(there.st_mode):
            raise OSError(EISDIR, f"is a folder; name a file in it, such as {output / 'incidents'}")
        if there and not (stat.S_ISREG(there.st_mode) and _is(target, there)):
            with output.open("wb") as straight:
                straight.writelines(told)
            return
        if there and not os.access(target, os.W_OK):
            raise OSError(EACCES, os.strerror(EACCES))
        _replace(target, told, stat.S_IMODE(there.st_mode) if there else 0o666 & ~_umask())


def _print(told: Iterable[bytes]) -> None:
    sys.stdout.flush()
    for piece in told:
        with _named("standard output"):
            sys.stdout.buffer.write(piece)
    with _named("standard output"):
        sys.stdout.buffer.flush()


def _replace(target: Path, told: Iterable[bytes], mode: int) -> None:
    """A new file beside the old one takes its place once it is whole."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(told)
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def _named(where: str) -> Iterator[None]:
    """Faults in writing name what people asked to write, not what it was written by way of."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OSError(error.errno, f"cannot be written: {error.strerror}", where) from error


def _what_is_there(output: Path) -> os.stat_result | None:
    try:
        return output.stat()
    except FileNotFoundError:
        return None


def _is(target: Path, there: os.stat_result) -> bool:
    """Whether a path leads to this very file; a link to an open file that has no name leads to none."""
    found = _what_is_there(target)
    return found is not None and os.path.samestat(found, there)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
