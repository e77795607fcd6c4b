"""Pages as saved from a browser: the report's own words, and what the page says of itself."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree  # type: ignore[import-untyped, unused-ignore]
from lxml import html as markup_of

from consilience.problem import Problem
from consilience.read.decode import MAX_BYTES, Undecoded, decode
from consilience.read.facts import Facts, gather, seen
from consilience.read.files import PAGE_ENDINGS, load
from consilience.read.ids import names, shown
from consilience.read.prune import ENOUGH, Element, keeps, prune
from consilience.read.text import TextReader, ambiguous, broken, dated, guessed, shorten, unfit, with_day_from_text
from consilience.report import Report

MEDIA_TYPE = "text/html"
DEEPEST = 2_000  # elements within elements; a page nested deeper is broken or hostile
_BREAKS = {"p", "head", "item", "quote", "row", "list", "table", "code", "lb", "ab", "fw", "div", "cell"}
_BLOCKS = {
    "p", "div", "br", "li", "ul", "ol", "tr", "td", "th", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6",
    "pre", "section", "article", "figure", "figcaption", "header", "main", "dl", "dt", "dd", "center", "body", "hr",
}  # fmt: skip
_SENTENCE = re.compile(r"\w{2}[.!?…。؟][\"'’”»)]*$")
_OPENING = re.compile("teaser|paywall|promo|intro|standfirst|summary|lead", re.IGNORECASE)
_TAG = re.compile(r"<[A-Za-z!/?]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_UNFIT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # what no markup may hold


class PageReader:
    """Reads saved pages. Their ids are looked up in `ids`, by address."""

    def __init__(self, taken_in: date, ids: dict[str, str] | None = None) -> None:
        self.taken_in = taken_in
        self.ids = ids or {}

    def reads(self, address: str) -> bool:
        """Whether the name ends like that of a page."""
        return Path(address).suffix.lower() in PAGE_ENDINGS

    def read(self, address: str) -> Iterator[Report | Problem]:
        """The report on this page, or what keeps it from being read."""
        data = load(address)
        if isinstance(data, Problem):
            yield data
            return
        yield from self.from_bytes(data, shown(address), self.ids.get(address) or names([address])[address])

    def from_bytes(self, data: bytes, source: str, name: str) -> Iterator[Report | Problem]:
        """The report in these bytes; `source` is named in problems, `name` becomes the id."""
        decoded = decode(data, page=True)
        if isinstance(decoded, Undecoded):
            yield Problem(source, decoded.kind, decoded.message, words=decoded.words)
            return
        if not decoded.text.strip():
            yield Problem(source, "empty", "there is nothing but white space in it")
            return
        if not _TAG.search(decoded.text):  # a plain text, whatever its name says
            yield from TextReader(self.taken_in).from_bytes(data, source, name)
            return
        if decoded.guessed:
            yield guessed(source, decoded.encoding)
        if decoded.broken:
            yield broken(source, decoded.broken)
        yield from self.from_markup(decoded.text, source, name, original=data)

    def from_markup(
        self, page: str, source: str, name: str, line: int | None = None, original: bytes | None = None
    ) -> Iterator[Report | Problem]:
        """The report in this markup."""
        try:
            text, facts = _read(page)
        except (etree.LxmlError, ValueError, RecursionError) as error:
            yield Problem(source, "broken page", f"its markup could not be read: {error}", line, shorten(page[:400]))
            return
        if not text:
            message = (
                "no running text was found on this page; pages that fill themselves by script have to be saved as text"
            )
            yield Problem(source, "no text on the page", message, line, shorten(facts.title or page[:400]))
            return
        problem = unfit(text, source, line)
        if problem:
            yield problem
            return
        found = {key: place for key, place in facts.found.items() if key != "published"}
        kept = original if original is not None else page.encode("utf-8", "surrogatepass")
        report = Report(name, text, facts.title, facts.publisher, None, facts.url, facts.language, self.taken_in, found,
                        kept, MEDIA_TYPE, facts.byline)  # fmt: skip
        if facts.published:
            words = facts.date_words or str(facts.published)
            yield from dated(report, facts.published, facts.found["published"], source, words, line)
            return
        if facts.unsure:
            yield ambiguous(source, facts.unsure[0], facts.unsure[1], line)
            yield report
            return
        yield from with_day_from_text(report, source, line)


def _read(page: str) -> tuple[str, Facts]:
    tree = _tree(page)
    facts = gather(tree)
    prune(tree)
    seen(facts, tree)
    for paragraph in tree.iter("p"):  # trafilatura would drop these for their class alone
        if _OPENING.search(paragraph.get("class") or ""):
            paragraph.attrib.pop("class")
    return _clean(_main(tree), facts.title), facts


def _tree(page: str) -> Element:
    clean = _UNFIT.sub("\ufffd", _DECLARATION.sub("", page)[:MAX_BYTES])
    parser = markup_of.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = markup_of.document_fromstring(clean.encode("utf-8"), parser=parser)
    except etree.ParserError:  # nothing but comments, or nothing at all
        return markup_of.document_fromstring("<html><body></body></html>")
    if _depth(tree) > DEEPEST:
        raise ValueError(f"its elements are nested more than {DEEPEST:,} deep")
    return tree


def _depth(tree: Element) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _main(tree: Element) -> list[str]:
    """The paragraphs of the report: as trafilatura finds them, else all that is left on the page."""
    document = _trafilatura()(
        tree, include_comments=False, include_tables=True, include_links=False, config=_settings()
    )
    body = getattr(document, "body", None)
    found = _paragraphs(body, _BREAKS) if body is not None else []
    size = sum(map(len, found))
    if size >= ENOUGH:
        return found
    rest = tree.find(".//article")
    everything = _paragraphs(rest if rest is not None else tree.find("body"), _BLOCKS)
    sentences = [line for line in everything if len(line) > 40 or _SENTENCE.search(line)]
    return sentences if sum(map(len, sentences)) >= size * 0.8 else found


def _paragraphs(body: Element | None, breaking: set[str]) -> list[str]:
    """The lines of an element; every element in `breaking` begins and ends one."""
    parts: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")) if body is not None else ():
        if event == "start":
            parts += ["\n" if element.tag in breaking else "", element.text or ""]
        else:
            parts += ["\n" if element.tag in breaking else "", (element.tail or "") if element is not body else ""]
    lines = _joined(parts).split("\n")
    return [line.strip(" ") for line in lines if line.strip()]


def _joined(parts: list[str]) -> str:
    return "".join(part if part == "\n" else re.sub(r"[ \t\r\n\f\v]+", " ", part) for part in parts)


def _clean(lines: list[str], title: str | None) -> str:
    """The lines that are the report, a blank line between them; a headline that opens them stands in the title."""
    kept = [line for line in lines if keeps(line)]
    if title and kept and _bare(kept[0]) == _bare(title):
        kept = kept[1:]
    return "\n\n".join(kept)


def _bare(words: str) -> str:
    return re.sub(r"\W+", " ", words.lower()).strip()


@cache
def _trafilatura() -> Any:
    from trafilatura import bare_extraction

    return bare_extraction


@cache
def _settings() -> Any:
    from trafilatura.settings import use_config

    settings = use_config()
    settings.set("DEFAULT", "MAX_FILE_SIZE", str(MAX_BYTES * 4))
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", "100")
    settings.set("DEFAULT", "MIN_OUTPUT_SIZE", "1")
    return settings
