"""What a page says of itself: title, publisher, day, address, language, and where it says so."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree  # type: ignore[import-untyped, unused-ignore]

from consilience.read import published
from consilience.read.prune import Element, words_of
from consilience.read.site import site_of

_ARTICLE = re.compile(r"Article|Report|BlogPosting|LiveBlog|WebPage$")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_SITE_TAIL = re.compile(r"\s+[|–—»·-]\s+[^|–—»·]{2,40}$")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date_published",
    "publishdate", "publish-date", "publish_date", "published_at", "published-date", "pubdate", "parsely-pub-date",
    "sailthru.date", "article.published", "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "citation_publication_date", "citation_date",
    "prism.publicationdate", "dc.terms.date", "date",
)  # fmt: skip
_VISIBLE = (
    "time",
    "span",
    "p",
    "div",
    "li",
    "small",
    "em",
    "strong",
    "b",
    "i",
    "dd",
    "td",
    "h4",
    "h5",
    "h6",
    "a",
    "abbr",
)
_AUTHORS = ("byl", "author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "article:author")
_LONGEST_BYLINE = 200  # characters
_NEVER = {"wordpress", "home", "index", "untitled", "my site", "website", "blog", "news"}


@dataclass(slots=True)
class Facts:
    """The facts of a page; `found` names the place of each, `unsure` a date that could be two days."""

    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    byline: str | None = None
    found: dict[str, str] = field(default_factory=dict)
    date_words: str | None = None
    unsure: tuple[str, str] | None = None  # the words, and where they stand

    def put(self, name: str, value: str | None, place: str) -> None:
        """Keep a fact unless an earlier place gave it."""
        value = " ".join(value.split()) if value else ""
        if value and getattr(self, name) is None:
            setattr(self, name, value)
            self.found[name] = place

    def put_day(self, words: str | None, place: str) -> None:
        """Keep a day of publication unless an earlier place gave it."""
        found = published.stated(words) if words and self.published is None else None
        if found and found.day and found.day != date(1970, 1, 1):  # a clock that was never set
            self.published, self.date_words, self.found["published"] = found.day, found.words, place
        elif found and found.day is None and self.unsure is None:
            self.unsure = (found.words, place)


def gather(tree: Element) -> Facts:
    """The facts in the head of a page; to be called before the page is pruned."""
    facts = Facts()
    metas = _metas(tree)
    linked = list(_articles(tree))
    _address(facts, tree, metas, linked)
    _title(facts, tree, metas, linked)
    _publisher(facts, metas, linked)
    _language(facts, tree, metas, linked)
    _byline(facts, metas, linked)
    for item in linked:
        facts.put_day(_text(item.get("datePublished")) or _text(item.get("dateCreated")), "json-ld datePublished")
    for name in _PUBLISHED:
        facts.put_day(metas.get(name), f"meta {name}")
    for element in tree.xpath("//*[@itemprop='datePublished']"):
        facts.put_day(element.get("content") or element.get("datetime") or words_of(element), "itemprop datePublished")
    return facts


def seen(facts: Facts, tree: Element) -> None:
    """The day as it stands on the page itself; to be called after the page is pruned."""
    for elements in _near_first(tree):
        if facts.published is None:
            _seen_in(facts, elements)
    if facts.published is None:
        _from_address(facts)
    if facts.published:
        facts.unsure = None


def _seen_in(facts: Facts, elements: list[Element]) -> None:
    for element in elements:
        moment = element.get("datetime") if element.tag == "time" else None
        if moment and not _changed(element) and not _in_sentence(element):
            facts.put_day(moment, "time datetime")
    if facts.published:
        return
    for element in elements:
        words = words_of(element) if element.tag in _VISIBLE and len(element) <= 3 else ""
        if 6 <= len(words) <= published.LONGEST and not _changed(element) and not _in_sentence(element):
            visible = published.alone(words)
            if visible:
                facts.put_day(visible.words, "visible date")


def _near_first(tree: Element) -> Iterator[list[Element]]:
    """The elements of the article, then those after the main heading, then all: dates of teasers come last."""
    headings = tree.findall(".//h1")
    homes = [home for heading in headings[:1] for home in heading.iterancestors("article", "main")]
    homes = homes or [articles[0] for tag in ("article", "main") if len(articles := tree.findall(f".//{tag}")) == 1]
    if homes:
        yield list(homes[0].iter(etree.Element))
    if len(headings) == 1:
        everything = list(tree.iter(etree.Element))
        yield everything[everything.index(headings[0]) :]
    yield list(tree.iter(etree.Element))


def _from_address(facts: Facts) -> None:
    """The day in the page's address (`/2020/03/12/`); htmldate is not let into the text, where it guesses."""
    if facts.url:
        from htmldate import find_date

        facts.put_day(find_date("<html><body></body></html>", extensive_search=False, url=facts.url), "address")


def _changed(element: Element) -> bool:
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.get('id') or ''}".lower()
    return "modif" in names or "updat" in names


def _in_sentence(element: Element) -> bool:
    """Whether the element is a few words in a longer paragraph."""
    parent = element.getparent()
    return parent is not None and parent.tag in {"p", "li", "td"} and len(words_of(parent)) > published.LONGEST * 2


def _metas(tree: Element) -> dict[str, str]:
    metas: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for key in ("property", "name", "http-equiv"):
            name = (element.get(key) or "").strip().lower()
            if name and content and content.strip():
                metas.setdefault(name, content)
    return metas


def _articles(tree: Element) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that speak of the article, those of an article before those of a page."""
    things: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            try:
                loaded = json.loads((script.text or "").strip().rstrip(";"), strict=False)
            except (ValueError, RecursionError):
                continue
            things += _flat(loaded)
    by_id = {thing["@id"]: thing for thing in things if isinstance(thing.get("@id"), str) and len(thing) > 1}
    chosen = [thing for thing in things if _ARTICLE.search(_kind(thing))]
    for thing in sorted(chosen, key=lambda thing: _kind(thing).endswith("WebPage")):
        publisher = thing.get("publisher")
        if isinstance(publisher, dict) and "name" not in publisher and isinstance(publisher.get("@id"), str):
            thing = {**thing, "publisher": by_id.get(publisher["@id"])}
        yield thing


def _flat(loaded: Any) -> list[dict[str, Any]]:
    if isinstance(loaded, list):
        return [thing for item in loaded for thing in _flat(item)]
    if not isinstance(loaded, dict):
        return []
    inner = loaded.get("@graph") or loaded.get("mainEntity")
    return [loaded, *(_flat(inner) if isinstance(inner, list | dict) else [])]


def _kind(thing: dict[str, Any]) -> str:
    kind = thing.get("@type")
    return str(kind[0]) if isinstance(kind, list) and kind else str(kind or "")


def _text(value: Any) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id") or value.get("@value")
    return _unescaped(value) if isinstance(value, str) else None


def _unescaped(words: str) -> str:
    from html import unescape

    return re.sub(r"<[^>]{1,40}>", "", unescape(words))


def _address(facts: Facts, tree: Element, metas: dict[str, str], linked: list[dict[str, Any]]) -> None:
    base = metas.get("og:url", "")
    for element in tree.xpath("//link[@rel='canonical' and @href]"):
        _put_url(facts, urljoin(base, element.get("href").strip()), "link canonical")
    _put_url(facts, base, "meta og:url")
    for item in linked:
        _put_url(facts, _text(item.get("url")) or _text(item.get("mainEntityOfPage")) or "", "json-ld url")
    for comment in tree.getroottree().xpath("//comment()")[:20]:
        saved = _SAVED_FROM.search(comment.text or "")
        _put_url(facts, saved.group(1) if saved else "", "comment of the browser that saved the page")


def _put_url(facts: Facts, url: str, place: str) -> None:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return
    if (
        parts.scheme in {"http", "https"}
        and parts.hostname
        and "." in parts.hostname
        and not re.search(r"\s", url.strip())
    ):
        facts.put("url", url, place)


def _title(facts: Facts, tree: Element, metas: dict[str, str], linked: list[dict[str, Any]]) -> None:
    site = metas.get("og:site_name", "")
    for item in linked:
        if not _kind(item).endswith("WebPage"):
            facts.put("title", _text(item.get("headline")), "json-ld headline")
    facts.put("title", _without_site(metas.get("og:title", ""), site), "meta og:title")
    headings = [words_of(element) for element in tree.iter("h1") if words_of(element)]
    if len(headings) == 1:
        facts.put("title", headings[0], "h1")
    facts.put("title", _without_site(metas.get("twitter:title", ""), site), "meta twitter:title")
    for element in tree.xpath("//head/title"):
        facts.put("title", _SITE_TAIL.sub("", _without_site(words_of(element), site)), "title tag")


def _without_site(title: str, site: str) -> str:
    words = " ".join(_unescaped(title).split())
    if site:
        words = re.sub(rf"\s*[|–—»·:-]\s*{re.escape(site.strip())}$", "", words, flags=re.IGNORECASE)
    return words


def _publisher(facts: Facts, metas: dict[str, str], linked: list[dict[str, Any]]) -> None:
    def put(name: str | None, place: str) -> None:
        if name and name.strip().lower() not in _NEVER and not re.match(r"https?:|@", name.strip()):
            facts.put("publisher", _unescaped(name), place)

    put(metas.get("og:site_name"), "meta og:site_name")
    for item in linked:
        put(_text(item.get("publisher")), "json-ld publisher")
    for name in ("application-name", "publisher", "dc.publisher", "dcterms.publisher", "copyright-holder"):
        put(metas.get(name), f"meta {name}")
    put(site_of(facts.url), "hostname")


def _byline(facts: Facts, metas: dict[str, str], linked: list[dict[str, Any]]) -> None:
    """Who wrote it, as a page says beside its text; an address is nobody's name."""
    for item in linked:
        authors = item.get("author")
        names = [_text(one) for one in (authors if isinstance(authors, list) else [authors])]
        _put_byline(facts, ", ".join(name for name in names if name), "json-ld author")
    for name in _AUTHORS:
        _put_byline(facts, metas.get(name, ""), f"meta {name}")


def _put_byline(facts: Facts, words: str, place: str) -> None:
    if not re.match(r"\s*(?:https?:|@|www\.)", words) and len(words) <= _LONGEST_BYLINE:
        facts.put("byline", _unescaped(words), place)


def _language(facts: Facts, tree: Element, metas: dict[str, str], linked: list[dict[str, Any]]) -> None:
    root = tree.getroottree().getroot()
    facts.put(
        "language", language(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")), "html lang"
    )
    facts.put("language", language(root.get("xml:lang")), "html lang")
    for name in ("og:locale", "content-language", "language", "dc.language", "dcterms.language"):
        facts.put("language", language(metas.get(name)), f"meta {name}")
    for item in linked:
        facts.put("language", language(_text(item.get("inLanguage"))), "json-ld inLanguage")


def language(words: str | None) -> str | None:
    """The language of a tag like `en-GB` or `ar_IQ`, as two or three letters; None if it is no such tag."""
    found = re.match(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]+)?$", (words or "").split(",")[0].strip())
    return found.group(1).lower() if found and found.group(1).lower() not in {"und", "mul", "xx"} else None
