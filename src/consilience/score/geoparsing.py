"""How well names of places are found and resolved, on texts whose places are marked: LGL and GeoVirus.

A marked name is found where a name we find shares at least one character with it; each name counts for one at most, the
pairs that share the most first. Adjectives ("Iraqi") are measured where the set marks them, and left out where it does
not. Of the marked names that have coordinates those are right whose place lies within 161 km (100 miles); "of all"
counts those not found as wrong, too. The error in kilometres is that of the found ones that were given coordinates.

Halves are by article, of which the key is `lgl-DOCID`, or `geovirus-NUMBER` in the order of the file, from 0.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from xml.etree import ElementTree

from consilience.place import Place
from consilience.report import Report
from consilience.resolve.places import resolve_places
from consilience.score.measured import Figures, Measured, Miss, Options, digest, found, half_of, share

_NEAR = 161.0  # km: the 100 miles of the literature
_RESOLVED = ("within 161 km of those found", "within 161 km of all")


@dataclass(frozen=True, slots=True)
class Named:
    """A name of a place where it stands in a text; its place is without coordinates where there are none."""

    start: int
    end: int
    place: Place


@dataclass(frozen=True, slots=True)
class Article:
    """One text and the names marked in it; `adjectives` where "Iraqi" is marked, too."""

    key: str
    text: str
    marked: tuple[Named, ...]
    adjectives: bool
    publisher: str | None = None  # by its address, where the set tells it


def find_lgl(data: Path) -> Path | None:
    """The file of the Local Global Lexicon."""
    return data if data.name == "lgl.xml" else found(data, "geoparsing/lgl.xml", "lgl.xml")


def find_geovirus(data: Path) -> Path | None:
    """The file of GeoVirus."""
    return data if data.name == "GeoVirus.xml" else found(data, "geoparsing/GeoVirus.xml", "GeoVirus.xml")


def articles(path: Path) -> Iterator[Article]:
    """The articles of a file of either set."""
    for number, node in enumerate(ElementTree.parse(path).getroot().iter("article")):
        text = node.findtext("text") or ""
        if node.get("docid"):
            names = [_named(t, "phrase", t.find("gaztag"), 0) for t in node.iter("toponym")]
            site = node.findtext("domain")
            yield Article(f"lgl-{node.get('docid')}", text, tuple(names), adjectives=True, publisher=site)
        else:  # GeoVirus counts characters from 1
            names = [_named(t, "name", t, 1) for t in node.iter("location") if t.find("start") is not None]
            yield Article(f"geovirus-{number}", text, tuple(names), adjectives=False)


def _named(node: ElementTree.Element, words: str, spot: ElementTree.Element | None, first: int) -> Named:
    lat, lon = (spot.findtext("lat"), spot.findtext("lon")) if spot is not None else (None, None)
    place = Place(node.findtext(words) or "", lat=float(lat) if lat else None, lon=float(lon) if lon else None)
    return Named(int(node.findtext("start") or 0) - first, int(node.findtext("end") or 0) - first, place)


def measure(where: Path, options: Options) -> Measured:
    """Every article of the half asked for."""
    count, published = _Count(), _Count()
    for article in articles(where):
        if half_of(article.key) == options.half:
            count.add(article, _ours(article))
            if article.publisher:
                published.add(article, _ours(article, article.publisher))
    figures = dict(count.figures)
    if published.marked:
        figures |= {f"knowing the publisher: {name}": published.figures[name] for name in _RESOLVED}
    return Measured(
        figures, digest([where]), count.misses, frozenset({"median error in km"}), frozenset({"names marked"})
    )


def _ours(article: Article, publisher: str | None = None) -> list[Named]:
    told = resolve_places(article.text, publisher)
    return [Named(w.start, w.end, place) for w, place in told if article.adjectives or w.kind != "adjective"]


def _paired(marked: tuple[Named, ...], ours: list[Named]) -> dict[int, int]:
    """Which of our names belongs to which marked one, by their positions in either."""
    shared = [
        (min(m.end, o.end) - max(m.start, o.start), i, j) for i, m in enumerate(marked) for j, o in enumerate(ours)
    ]
    pairs: dict[int, int] = {}
    for length, i, j in sorted(shared, key=lambda s: (-s[0], s[1], s[2])):
        if length > 0 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


class _Count:
    """What came of a number of articles."""

    def __init__(self) -> None:
        self.marked = self.ours = self.paired = 0
        self.placed = self.reached = self.right = 0  # of those marked with coordinates
        self.errors: list[float] = []
        self.misses: list[Miss] = []

    def add(self, article: Article, ours: list[Named]) -> None:
        """Measure one more article by the names found in it."""
        report = Report(article.key, article.text)
        pairs = _paired(article.marked, ours)
        self.marked += len(article.marked)
        self.ours += len(ours)
        self.paired += len(pairs)
        for i, marked in enumerate(article.marked):
            self._resolve(report, marked, ours[pairs[i]].place if i in pairs else None)
        for j, named in enumerate(ours):
            if j not in pairs.values():
                self.misses.append(Miss(report, "toponym", "none marked", "none", _said(report, named)))

    def _resolve(self, report: Report, marked: Named, place: Place | None) -> None:
        self.placed += marked.place.known
        if place is None:
            self.misses.append(Miss(report, "toponym", "not found", _said(report, marked), "none"))
        elif marked.place.known:
            self.reached += 1
            km = place.km(marked.place)
            self.errors += [] if km is None else [km]
            self.right += km is not None and km <= _NEAR
            if km is None or km > _NEAR:
                steps = (f"within {n} km" for n in (500, 2000) if km is not None and km <= n)
                kind = "no coordinates" if km is None else next(steps, "far")
                told = f"{place.admin1}, {place.country} ({place.lat}, {place.lon}; {place.rule})"
                self.misses.append(Miss(report, "resolved", kind, _said(report, marked), told))

    @property
    def figures(self) -> Figures:
        """The figures by name."""
        precision, recall = share(self.paired, self.ours), share(self.paired, self.marked)
        return {
            "names marked": float(self.marked),
            "names found precision": precision,
            "names found recall": recall,
            "names found F1": share(2 * self.paired, self.ours + self.marked),
            "within 161 km of those found": share(self.right, self.reached),
            "within 161 km of all": share(self.right, self.placed),
            "median error in km": round(median(self.errors), 1) if self.errors else None,
        }


def _said(report: Report, named: Named) -> str:
    around = report.text[max(0, named.start - 40) : named.end + 30].replace("\n", " ")
    return f"{named.place.name} ({named.place.lat}, {named.place.lon}) in: {around}"
