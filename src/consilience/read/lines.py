"""Lines out of a stream of bytes, one at a time, however long the stream or one of its lines is."""

from codecs import getincrementaldecoder
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from consilience.read.decode import bare_utf

MAX_LINE = 20_000_000  # bytes in one line; a longer one is skipped without being held in memory
CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end; `too_long` lines hold only their first characters."""

    number: int
    data: bytes
    too_long: bool = False


class Peeked:
    """A stream of bytes whose opening can be looked at before it is read."""

    def __init__(self, stream: BinaryIO, opening: int = CHUNK) -> None:
        self.stream = stream
        self.opening = _fill(stream, opening)

    def chunks(self) -> Iterator[bytes]:
        """The whole stream, in pieces."""
        yield self.opening
        while piece := self.stream.read(CHUNK):
            yield piece

    def rest(self, most: int) -> bytes:
        """The whole stream as one, but not more than `most` bytes."""
        parts = [self.opening]
        size = len(self.opening)
        while size < most and (piece := self.stream.read(min(1 << 20, most - size))):
            parts.append(piece)
            size += len(piece)
        return b"".join(parts)


def lines(source: Peeked, limit: int = MAX_LINE) -> Iterator[Line]:
    """The lines of a stream in UTF-8 (or an older encoding of one byte a character); UTF-16 and -32 become UTF-8."""
    number, held, skipping = 1, bytearray(), False
    for piece in _in_utf8(source):
        start = 0
        while (end := piece.find(b"\n", start)) >= 0:
            held += piece[start:end][: limit + 1 - len(held)]
            yield _line(number, held, limit)
            number, held, skipping = number + 1, bytearray(), False
            start = end + 1
        if not skipping:
            held += piece[start:][: limit + 1 - len(held)]
            skipping = len(held) > limit
    if held:
        yield _line(number, held, limit)


def _line(number: int, held: bytearray, limit: int) -> Line:
    if len(held) > limit:
        return Line(number, bytes(held[:400]), too_long=True)
    return Line(number, bytes(held))


def _in_utf8(source: Peeked) -> Iterator[bytes]:
    wide = bare_utf(source.opening)
    if wide is None:
        yield from source.chunks()
        return
    encoding, mark = wide
    if encoding == "utf-8":
        for number, piece in enumerate(source.chunks()):
            yield piece[mark:] if number == 0 else piece
        return
    decoder = getincrementaldecoder(encoding)("replace")
    for number, piece in enumerate(source.chunks()):
        yield decoder.decode(piece[mark:] if number == 0 else piece).encode("utf-8", "surrogatepass")
    yield decoder.decode(b"", final=True).encode("utf-8")


def _fill(stream: BinaryIO, most: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while size < most and (piece := stream.read(most - size)):
        parts.append(piece)
        size += len(piece)
    return b"".join(parts)
