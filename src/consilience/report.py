"""One published text, stored verbatim."""

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Report:
    """A published text with who published it and when.

    `text` is what was read from `original` and never changes afterwards: evidence points into it. For plain text and
    JSON Lines it is what came in, character for character. `title` is set only where the report came with a title of
    its own, apart from the text. `found` says where each of title, publisher, published, language and byline was found
    ("feed", "json-ld", "meta og:title", "line 4 of the text", ...); a field that was not found has no entry.
    """

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    taken_in: date | None = None  # no day in the report can lie after it
    found: dict[str, str] = field(default_factory=dict)
    original: bytes | None = None  # as it came, bytes and all; None where it is the text in UTF-8
    media_type: str = "text/plain"
    byline: str | None = None  # who wrote it, where that stands beside the text: "Jane Doe, Associated Press"

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of all that extraction sees: two reports with one digest give the same accounts."""
        seen: tuple[str, ...] = (
            self.text,
            self.title or "",
            self.publisher or "",
            str(self.published or ""),
            self.language or "",
        )
        seen += (self.byline,) if self.byline else ()
        return sha256("\x00".join(seen).encode("utf-8", "surrogatepass")).hexdigest()

    def part(self, name: str) -> str:
        """The words of one part, `text` or `title`; evidence offsets count in these."""
        return (self.title or "") if name == "title" else self.text
