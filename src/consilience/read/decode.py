"""Bytes into characters: which encoding a text is in, and whether it is a text at all."""

import codecs
import logging
import re
from dataclasses import dataclass

MAX_TEXT = 5_000_000  # characters in one report; a longer one is a collection, not a report
MAX_BYTES = 25_000_000  # bytes in one file that holds one report
FEW = 0.2  # a text with a smaller share of bytes above 127 is in Latin letters
SHARE_OF_CONTROLS = 0.02  # more control characters than this, and it is no text

BOMS: tuple[tuple[bytes, str], ...] = (  # UTF-32 first: its mark begins like that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "a rich-text (RTF) document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
)
BINARY_LETTERS = frozenset({"BZh", "ID3", "OggS"})  # marks that a text may begin with by chance
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""")
_ODD = re.compile(
    r"(?<=[^\W\d_])[^\w\s'’‘“”\"().,;:!?/&@+*=_%#|<>\[\]{}\u2010-\u2027\xad·-](?=[^\W\d_])"
    r"|(?<=[^\W\d_])[¹²³¼½¾](?=[^\W\d_])|[\x80-\x9f]"
)
_TURKISH = re.compile("[ğışĞİŞ]")
_LATIN = ("cp1252", "cp1254", "cp1250", "latin-1")

for _name in ("charset_normalizer", "trafilatura", "htmldate"):  # what they log is told as problems here
    logging.getLogger(_name).addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters, the encoding they were in, whether that was guessed from the bytes alone, and how many places
    were broken and stand as U+FFFD."""

    text: str
    encoding: str
    guessed: bool = False
    broken: int = 0


@dataclass(frozen=True, slots=True)
class Undecoded:
    """Why these bytes are not read: a kind to filter by, a sentence, and the words (or bytes) it lies in."""

    kind: str
    message: str
    words: str | None = None


def magic(data: bytes) -> str | None:
    """What kind of binary file these bytes open, or None."""
    for mark, name in MAGIC:
        if data.startswith(mark) and (mark.decode("latin-1") not in BINARY_LETTERS or _is_binary(data[:4096])):
            return name
    if data[4:8] == b"ftyp":
        return "a film or sound file"
    return None


def decode(data: bytes, *, page: bool = False) -> Decoded | Undecoded:
    """The characters of a text; a byte-order mark is dropped, nothing else is touched.

    In this order: a known binary mark, the byte-order mark, UTF-8, UTF-16 and UTF-32 without a mark, what the page
    itself declares (where `page` is true), and a guess from the bytes.
    """
    known = magic(data)
    if known:
        return Undecoded("not text", f"this is {known}, not a text")
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding)
    text = _strictly(data, "utf-8")
    if text is not None and "\x00" not in text:
        return _unless_binary(Decoded(text, "utf-8"))
    wide = wide_encoding(data)
    if wide:
        text = _strictly(data, wide)
        if text is not None:
            return Decoded(text, wide, guessed=True)
    if b"\x00" in data:
        return Undecoded("not text", "this holds NUL bytes, so it is a binary file, not a text", _shown(data, b"\x00"))
    declared = declared_encoding(data) if page else None
    if declared:
        text = _strictly(data, declared)
        if text is not None:
            return _unless_binary(Decoded(text, declared))
    return _nearly_utf8(data) or _guess(data)


def bare_utf(head: bytes) -> tuple[str, int] | None:
    """The encoding of a stream by its first bytes, and how many of them are its mark; None: not UTF-16 or UTF-32."""
    for mark, encoding in BOMS:
        if head.startswith(mark):
            return encoding, len(mark)
    wide = wide_encoding(head[: len(head) // 4 * 4]) if b"\x00" in head else None
    return (wide, 0) if wide else None


def opening_text(head: bytes) -> str:
    """The first characters of a source, to see what it holds; what cannot be decoded becomes U+FFFD."""
    encoding, mark = bare_utf(head) or ("utf-8", 0)
    return head[mark:].decode(encoding, "replace")


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: the one in which the characters look like writing."""
    sample = data[:4096]
    if sum(0x20 <= byte < 0x7F for byte in sample) > len(sample) * 0.75:
        return None  # plain letters, one byte each; two of them would look like one Chinese character
    for encoding, width in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        if len(data) % width:
            continue
        text = sample[: len(sample) // width * width].decode(encoding, "ignore")
        if len(text) >= len(sample) // width - 2 and _looks_written(text):
            return encoding
    return None


def declared_encoding(data: bytes) -> str | None:
    """The encoding a page names in its head, as browsers understand it (`iso-8859-1` means windows-1252)."""
    found = _DECLARED.search(data[:8192]) or _XML_DECLARED.search(data[:200])
    if not found:
        return None
    name = found.group(1).decode("ascii").lower()
    if name in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"}:
        return "cp1252"
    if name in {"iso-8859-9", "latin5"}:
        return "cp1254"
    if name.startswith(("utf-16", "utf-32", "utf16", "utf32")):  # a page that could be read this far is not in it
        return None
    try:
        info = codecs.lookup(name)
    except LookupError:
        return None
    return info.name if info.name not in {"hex", "base64", "zlib", "bz2", "rot13", "uu", "quopri"} else None


def _marked(data: bytes, encoding: str) -> Decoded | Undecoded:
    text = _strictly(data, encoding)
    if text is None:
        return Undecoded(
            "undecodable", f"the byte-order mark says {encoding}, but the bytes after it are not {encoding}"
        )
    return _unless_binary(Decoded(text, encoding))


def _nearly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken places, such as a last character that was cut in two."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    sound = sum(ord(char) > 127 for char in text) - text.count("\ufffd")
    if _is_binary(data) or sound < broken * 10:
        return None
    return Decoded(text, "utf-8", broken=broken)


def _guess(data: bytes) -> Decoded | Undecoded:
    if _is_binary(data):
        return Undecoded("not text", "this holds control characters, so it is a binary file, not a text")
    from charset_normalizer import from_bytes  # here, because most texts are UTF-8 and need no guess

    best = from_bytes(data).best()
    western = _western(data)
    if western is not None and sum(byte > 127 for byte in data) < len(data) * FEW:
        return western
    if best is not None and not _is_latin(str(best)):
        return Decoded(str(best), best.encoding, guessed=True)
    if western is not None:
        return western
    if best is not None and best.chaos < 0.1:
        return Decoded(str(best), best.encoding, guessed=True)
    first = next(i for i, byte in enumerate(data) if byte > 127)
    return Undecoded(
        "undecodable",
        "no encoding could be found in which this is a text; save it as UTF-8",
        repr(data[max(0, first - 10) : first + 20])[2:-1],
    )


def _western(data: bytes) -> Decoded | None:
    """Latin letters: windows-1252, -1254 and -1250 differ in so few letters that spelling has to tell them apart."""
    found: list[tuple[int, int, str, str]] = []
    for rank, encoding in enumerate(_LATIN):
        text = _strictly(data, encoding)
        if text is not None:
            turkish = len(_TURKISH.findall(text)) if encoding == "cp1254" else 0
            found.append((len(_ODD.findall(text)), -1 if turkish else rank, encoding, text))
    odd, _, encoding, text = min(found)
    return Decoded(text, encoding, guessed=True) if odd <= len(text) / 100 else None


def _is_latin(text: str) -> bool:
    """Whether the letters beyond ASCII are Latin ones (or there are none)."""
    letters = [char for char in text if ord(char) > 127 and char.isalpha()]
    return sum(ord(char) < 0x250 or 0x1E00 <= ord(char) < 0x1F00 for char in letters) >= len(letters) / 2


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return str(data, encoding)
    except (UnicodeError, LookupError):
        return None


def _unless_binary(decoded: Decoded) -> Decoded | Undecoded:
    controls = _CONTROLS.findall(decoded.text)
    if "\x00" in controls or len(controls) > len(decoded.text) * SHARE_OF_CONTROLS:
        return Undecoded(
            "not text",
            "this is full of control characters, so it is a binary file, not a text",
            repr(decoded.text[:40])[1:-1],
        )
    return decoded


def _is_binary(data: bytes) -> bool:
    controls = len(_CONTROLS.findall(data.decode("latin-1")))
    return b"\x00" in data or controls > len(data) * SHARE_OF_CONTROLS


def _looks_written(text: str) -> bool:
    """Whether nearly all characters are of scripts that are written together with spaces or full stops."""
    if not text or _CONTROLS.search(text):
        return False
    near = sum(ord(char) < 0x900 or 0x1E00 <= ord(char) < 0x2070 or 0xFB50 <= ord(char) < 0xFF00 for char in text)
    han = sum(0x3000 <= ord(char) < 0xA000 or 0xAC00 <= ord(char) < 0xD7B0 or ord(char) >= 0xFF00 for char in text)
    if near >= len(text) * 0.95:
        return True
    return near + han >= len(text) * 0.98 and any(char in text for char in "。、，\n ")


def _shown(data: bytes, wanted: bytes) -> str:
    at = data.find(wanted)
    return repr(data[max(0, at - 10) : at + 20])[2:-1]
