"""What stands on a page and is not the report, taken out by the rules in `data/page_noise.toml`."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lxml import etree  # type: ignore[import-untyped, unused-ignore]

Element = Any  # lxml elements carry no types of their own

_WORD = re.compile(r"[a-z]+|[A-Z][a-z]*|[A-Z]+(?![a-z])")
_HEADING = (
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "strong",
    "b",
    "legend",
    "header",
    "p",
    "div",
    "span",
    "dt",
    "summary",
    "a",
)
_LEVELS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ABOUT = {"has", "no", "with", "without", "is", "js", "hide", "hidden", "show"}  # a name that begins so tells a state
_NOT_WORDS = {"script", "style", "noscript", "template"}
_EMPTY = {*_NOT_WORDS, "svg", "nav", "iframe", "button", "select", "object", "embed"}
LABEL = 40  # characters; fewer in a row are a label, a link or a heading
ENOUGH = 250  # characters of running text; a part that has as many may be the report
LEAST = 100  # characters of running text that are left on the page when what is no report is gone


def prune(tree: Element) -> None:
    """Take navigation, teasers, comments, newsletter boxes and the like out of a page."""
    rules = _rules()
    for element in tree.xpath("//comment()") + tree.xpath("//processing-instruction()"):
        drop(element)
    page = _Page(tree)
    for path in rules.elements:
        page.take_out(path(tree))
    page.take_out([element for element in tree.iter(etree.Element) if rules.names_noise(element)])
    page.take_out_headed(rules.headings)


def keeps(line: str) -> bool:
    """Whether a line (a paragraph) of the extracted text is part of the report."""
    rules = _rules()
    plain = " ".join(line.split())
    return _heading(plain) not in rules.lines and not any(pattern.match(plain) for pattern in rules.patterns)


def drop(element: Element) -> None:
    """Take an element out of its tree; the words after it stay."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def words_of(element: Element) -> str:
    """All words in an element, in one line."""
    parts = (part for node in element.iter(etree.Element) if node.tag not in _NOT_WORDS for part in _own(node, element))
    return " ".join(" ".join(parts).split())


def _own(node: Element, top: Element) -> Iterator[str]:
    yield node.text or ""
    if node is not top:
        yield node.tail or ""


@dataclass(frozen=True, slots=True)
class _Rules:
    elements: tuple[Callable[[Element], Any], ...]
    words: frozenset[str]
    on_paragraphs: frozenset[str]
    phrases: tuple[str, ...]
    headings: frozenset[str]
    lines: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]

    def names_noise(self, element: Element) -> bool:
        if element.tag in {"html", "body", "main", "article", "h1"}:
            return False
        for name in (element.get("class"), element.get("id")):
            for token in (name or "").split():
                parts = [part.lower() for part in _WORD.findall(token)]
                joined = f" {' '.join(parts)} "
                words = self.words if element.tag != "p" else self.on_paragraphs
                if _heads(parts, words) or any(f" {phrase} " in joined for phrase in self.phrases):
                    return True
        return False


def _heads(parts: list[str], words: frozenset[str]) -> bool:
    """Whether a name speaks of noise: `related-posts` does; `article-with-sidebar`, `has-comments` do not."""
    if not parts or parts[0] in _ABOUT or "with" in parts:
        return False
    return bool(words.intersection(parts))


@cache
def _rules() -> _Rules:
    data: dict[str, Any] = tomllib.loads(files("consilience").joinpath("data/page_noise.toml").read_text("utf-8"))
    before, after = data["before"], data["after"]
    return _Rules(
        tuple(etree.XPath(path) for path in before["elements"]),
        frozenset(before["words"]),
        frozenset(before["words"]).difference(before["not_on_paragraphs"]),
        tuple(before["phrases"]),
        frozenset(_heading(words) for words in before["headings"]),
        frozenset(_heading(words) for words in after["lines"]),
        tuple(re.compile(pattern, re.IGNORECASE) for pattern in after["patterns"]),
    )


def _heading(words: str) -> str:
    plain = " ".join(words.lower().replace("’", "'").split())
    return re.sub(r"\s*\(\d+\)$|^\d+\s+(?=comments?$)", "", plain).strip(" :|>»→.…-–—")


class _Page:
    """A page while parts of it are taken out, with how much running text is left on it."""

    def __init__(self, tree: Element) -> None:
        self.tree = tree
        self.left = _running(tree)
        self.unique = {tag for tag in ("h1", "article", "main") if len(tree.findall(f".//{tag}")) == 1}

    def take_out(self, elements: Iterable[Element]) -> None:
        for element in elements:
            if not self.gone(element) and not self.is_main(element):
                self.left -= _running(element)
                drop(element)

    def gone(self, element: Element) -> bool:
        while element is not None and element is not self.tree:
            element = element.getparent()
        return element is None

    def is_main(self, element: Element) -> bool:
        """Whether the report itself would go with this element, whatever its name says."""
        if element.tag in {"html", "body", "main"}:
            return True
        if element.tag in _EMPTY:
            return False
        inside = _running(element)
        if not inside:
            return False
        if any(element.find(f".//{tag}") is not None for tag in self.unique):
            return True
        return element.find(".//*[@itemprop='articleBody']") is not None or self.is_most(inside)

    def is_most(self, inside: int) -> bool:
        return inside >= ENOUGH and self.left - inside < LEAST

    def take_out_headed(self, headings: frozenset[str]) -> None:
        for element in list(self.tree.iter(*_HEADING)):
            if self.gone(element):
                continue
            words = words_of(element)
            if not 2 <= len(words) <= 60 or _heading(words) not in headings:
                continue
            box = self.box(element)
            self.take_out([box] if box is not element else _section(element))

    def box(self, heading: Element) -> Element:
        """The largest part of the page that begins with this heading and is not the report itself."""
        box = heading
        while True:
            parent = box.getparent()
            if parent is None or parent.tag in {"html", "body", "main", "article"} or (parent.text or "").strip():
                return box
            first = next((child for child in parent.iterchildren(etree.Element) if words_of(child)), None)
            if first is not box or self.is_main(parent) or _running(parent) > self.left / 2:
                return box
            box = parent


def _running(element: Element) -> int:
    """How many characters of running text there are: words in a row that are no link and longer than a label."""
    count = 0
    for node in element.iter(etree.Element):
        if node.tag in _NOT_WORDS:
            continue
        own = 0 if node.tag == "a" else len((node.text or "").strip())
        after = 0 if node is element else len((node.tail or "").strip())
        count += (own if own >= LABEL else 0) + (after if after >= LABEL else 0)
    return count


def _section(heading: Element) -> list[Element]:
    """A heading in the run of the text, and what follows it: up to the next heading of its rank, or just itself."""
    section = [heading]
    following = list(heading.itersiblings(etree.Element))
    if heading.tag not in _LEVELS:
        return section + [element for element in following[:1] if element.tag in {"ul", "ol"}]
    for element in following:
        if (element.tag in _LEVELS and element.tag <= heading.tag) or element.find(".//h1") is not None:
            break
        if element.tag == "p" and len(words_of(element)) > 200:
            break
        section.append(element)
    return section
