"""Makes many reports out of a few: other days, other places of the same countries, other numbers, the same prose.

Each report made tells of incidents of its own: its dates and weekdays are moved together with its day of publication,
its towns and regions become others of the gazetteer, its numbers, in figures or in words, become others about as long,
and the dead it names bear other names. Capitals stay, since their names stand for governments. The same seed gives the
same reports; but as places and names are found as the package finds them, a change to it may change the reports.

    python bench/vary.py 2000 > reports.jsonl
"""

import json
import os
import re
import sqlite3
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from consilience.extract.grammar import Grammar  # noqa: E402
from consilience.place import Place  # noqa: E402
from consilience.read import read  # noqa: E402
from consilience.report import Report  # noqa: E402
from consilience.resolve.gazetteer import capitals, gazetteer_file  # noqa: E402
from consilience.resolve.names import key  # noqa: E402
from consilience.resolve.places import resolve_places  # noqa: E402

SHARED = Path(os.environ.get("SHARED") or ROOT.parent / "shared")  # other people's data, where it is
SEEDS = SHARED / "corpus" / "seeds"
DEMO = ROOT / "src" / "consilience" / "demo"
TODAY = date(2026, 1, 1)  # as far as the benchmark knows, so that it tells the same on every day
_NO_DAY = date(2024, 6, 1)  # the reports without a day of publication are taken to be of this one
_EARLIEST, _LATEST = date(2008, 1, 1), date(2025, 12, 1)  # between these the varied reports are published

_MONTHS = "January February March April May June July August September October November December".split()
_SHORT = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

_M = rf"(?P<month>{'|'.join(_MONTHS)}|(?:{'|'.join(_SHORT)}|Sept)\b\.?)"
_Y = r"(?P<year>(?:19[5-9]|20[0-4])\d)"
_S = r"[ \u00a0]"
_D = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w/.-]){_Y}(?P<sep>[-/])(?P<number>1[0-2]|0[1-9])(?P=sep){_D}(?![\w/-])",
        rf"(?<![\w/.-]){_D}(?P<sep>[-/.])(?P<number>1[0-2]|0?[1-9])(?P=sep){_Y}(?![\w/-])",
        rf"\b{_D}{_S}{_M}(?:,?{_S}{_Y}\b)?(?!\w)",
        rf"\b{_M}{_S}{_D}\b(?:,{_S}{_Y}\b)?(?![\w:])",
    )
)
_BEFORE_MONTH = "|".join(rf"(?<=\b{word}{_S})" for word in ("in", "early", "late", "since", "of", "last"))
_MONTH = re.compile(rf"(?:(?<=\bmid-)|{_BEFORE_MONTH}){_M}(?:{_S}{_Y})?\b")
_YEAR = re.compile(rf"(?<![\w,.$£€-]){_Y}(?![\w%-]|,\d)")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b")
_FIGURES = re.compile(r"(?<![\w.,:/$£€-])(?:\d{1,3}(?:,\d{3})+|\d{1,4})(?![\w%:/]|[.,]\d|-\d|\s?[ap]\.?m\b)")
_SPELLED = re.compile(
    rf"\b(?:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_UNITS[1:10])}))?|{'|'.join(_UNITS[2:])})\b(?!-\w)", re.I
)
_SITE = re.compile(r"[ -](?:air ?base|base|camp|airport|air ?field|crossing|port|prison|hospital|dam)$", re.I)
_PLAIN = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+){0,2}$")


@dataclass
class Variation:
    """What one report made changes: by how many days, which place is which, which number is which."""

    random: Random
    published: date  # of the report it is made from
    shift: timedelta
    regions: dict[tuple[str, str], str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def name(self, told: str) -> str:
        """Another family name, as long as this one: vowels for vowels, consonants for consonants."""
        if told not in self.names:
            letters = [self.random.choice("aeiou" if c in "aeiouy" else "bdfghjklmnrstz") for c in told.lower()]
            self.names[told] = "".join(letters).capitalize()
        return self.names[told]

    def number(self, value: int) -> int:
        """Another number of about the size; the same for the same."""
        if value not in self.numbers:
            digits = len(str(value))
            low, high = max(2, 10 ** (digits - 1), round(value * 0.6)), min(10**digits - 1, round(value * 1.8) + 1)
            self.numbers[value] = self.random.randint(low, high)
        return self.numbers[value]

    def region(self, country: str, code: str) -> str:
        """The code of the region that stands for this one."""
        if (country, code) not in self.regions:
            self.regions[country, code] = self.random.choice(sorted(_regions(country)))
        return self.regions[country, code]

    def place(self, country: str, code: str, name: str, identity: str, kind: str) -> str:
        """The name of another place of the same kind: a region, or a town of the region chosen for its own."""
        if identity not in self.places:
            other = self.region(country, code)
            if kind == "region":
                self.places[identity] = _regions(country)[other]
            else:
                self.places[identity] = self.random.choice(_alike(country, other, len(name)))
        return self.places[identity]

    def day(self, told: date) -> date:
        """The day that stands for this one."""
        return told + self.shift


Render = Callable[[Variation], str]


@dataclass(frozen=True)
class Slot:
    """A passage of the text that is said otherwise in each report made."""

    start: int
    end: int
    render: Render


@dataclass(frozen=True)
class Template:
    """A report with its slots, in order."""

    report: Report
    published: date
    slots: tuple[Slot, ...]

    def vary(self, number: int, seed: int) -> Report:
        """The report of this number made from it."""
        random = Random(f"{seed}:{self.report.id}:{number}")
        days = random.randint((_EARLIEST - self.published).days, (_LATEST - self.published).days)
        change = Variation(random, self.published, timedelta(days=days))
        pieces, done = [], 0
        for slot in self.slots:
            pieces += [self.report.text[done : slot.start], slot.render(change)]
            done = slot.end
        text = "".join(pieces) + self.report.text[done:]
        day = None if self.report.published is None else change.day(self.published)
        return Report(f"{Path(self.report.id).stem}-{number:05d}", text, publisher=self.report.publisher, published=day)


def template(report: Report) -> Template:
    """Finds what can be varied in a report."""
    published = report.published or _NO_DAY
    taken: list[Slot] = []
    for slot in (*_dead(report), *_days(report.text, published), *_places(report.text), *_numbers(report.text)):
        if all(slot.end <= other.start or slot.start >= other.end for other in taken):
            taken.append(slot)
    return Template(report, published, tuple(sorted(taken, key=lambda s: s.start)))


def varied(reports: Sequence[Report], count: int, seed: int = 1) -> Iterator[Report]:
    """So many reports, made from these in turn."""
    templates = [template(report) for report in reports]
    for number in range(count):
        yield templates[number % len(templates)].vary(number, seed)


# days


def _days(text: str, published: date) -> Iterator[Slot]:
    for pattern in _DATES:
        for match in pattern.finditer(text):
            told = _told(match, published)
            if told:
                yield Slot(*match.span(), _dated(match, told))
    for match in _MONTH.finditer(text):
        yield Slot(*match.span(), _in_month(match, published))
    for match in _YEAR.finditer(text):
        yield Slot(*match.span(), _in_year(int(match["year"])))
    for match in _WEEKDAY.finditer(text):
        yield Slot(*match.span(), _on_weekday(_WEEKDAYS.index(match[1])))


def _month(match: re.Match[str]) -> int:
    parts = match.groupdict()
    return int(parts["number"]) if parts.get("number") else _SHORT.index(match["month"][:3]) + 1


def _told(match: re.Match[str], published: date) -> date | None:
    """The day the words tell; without a year, the last such day up to a week after publication."""
    year, month, day = match["year"], _month(match), int(match["day"])
    years = [int(year)] if year else range(published.year + 1, published.year - 5, -1)
    for each in years:
        try:
            told = date(each, month, day)
        except ValueError:
            continue
        if year or told <= published + timedelta(days=7):
            return told
    return None


def _dated(match: re.Match[str], told: date) -> Render:
    """The new day in the form of the old."""

    def render(change: Variation) -> str:
        new, out = change.day(told), match[0]
        parts = {"year": str(new.year), "number": f"{new.month:02d}", "day": _padded(new.day, match["day"])}
        if "month" in match.groupdict():
            parts["month"] = _month_name(new.month, match["month"])
        held = [(match.span(n), n) for n, value in match.groupdict().items() if value and n in parts]
        for (start, end), name in sorted(held, reverse=True):
            out = out[: start - match.start()] + parts[name] + out[end - match.start() :]
        return out

    return render


def _padded(day: int, old: str) -> str:
    return f"{day:02d}" if old.startswith("0") else str(day)


def _month_name(month: int, old: str) -> str:
    if old in _MONTHS:
        return _MONTHS[month - 1]
    return _SHORT[month - 1] + ("." if old.endswith(".") and month != 5 else "")


def _in_month(match: re.Match[str], published: date) -> Render:
    month = _month(match)
    year = int(match["year"]) if match["year"] else published.year - (month > published.month)

    def render(change: Variation) -> str:
        new = change.day(date(year, month, 15))
        return _month_name(new.month, match["month"]) + (f" {new.year}" if match["year"] else "")

    return render


def _in_year(year: int) -> Render:
    return lambda change: str(year + change.day(change.published).year - change.published.year)


def _on_weekday(weekday: int) -> Render:
    return lambda change: _WEEKDAYS[(weekday + change.shift.days) % 7]


# places


@cache
def _gazetteer(country: str) -> tuple[dict[str, str], dict[str, list[str]]]:
    """The regions of a country by code, and its towns by the code of their region."""
    with closing(sqlite3.connect(f"{gazetteer_file().as_uri()}?mode=ro", uri=True)) as connection:
        regions = dict(connection.execute("SELECT code, name FROM region WHERE country = ? ORDER BY code", (country,)))
        towns: dict[str, list[str]] = {}
        asked = "SELECT admin1, name FROM place WHERE country = ? AND kind IS NULL AND key IS NULL ORDER BY id"
        for code, told in connection.execute(asked, (country,)):
            name = _unmarked(told)
            if _PLAIN.match(name) and key(name) not in capitals() and code in regions:
                towns.setdefault(code, []).append(name)
    return {code: name for code, name in regions.items() if code in towns}, towns


def _unmarked(name: str) -> str:
    """The name as news copy prints it: without the marks of romanisation."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def _regions(country: str) -> dict[str, str]:
    return _gazetteer(country)[0]


@cache
def _alike(country: str, region: str, length: int) -> list[str]:
    """The towns of a region whose names are about as long, or the nearest to it."""
    towns = _gazetteer(country)[1][region]
    return sorted(towns, key=lambda name: (abs(len(name) - length), name))[: max(4, len(towns) // 3)]


def _places(text: str) -> Iterator[Slot]:
    found = resolve_places(text)
    weights = Counter(place.country for _, place in found)
    for words, place in found:
        named = text[words.start : words.end]
        site = _SITE.search(named)
        name = named[: site.start()] if site else named
        if not place.country or weights[place.country] < 2 or not _movable(name, place):
            continue
        if re.match(rf"{_S}[A-Z]", text[words.end :]):
            continue  # the beginning of a longer name: of a force, an agency, a person
        yield Slot(words.start, words.start + len(name), _placed(name, place))


def _movable(name: str, place: Place) -> bool:
    wide = place.precision in ("country", "unknown") or place.key is None
    return not wide and key(name) not in capitals() and name[:1].isalpha() and bool(_regions(place.country or ""))


def _placed(name: str, place: Place) -> Render:
    country, code = place.country or "", _code(place)
    kind = "region" if place.precision == "region" else "town"

    def render(change: Variation) -> str:
        new = change.place(country, code, name, place.key or name, kind)
        return new.upper() if name.isupper() and len(name) > 3 else new

    return render


def _code(place: Place) -> str:
    """The code of the region a place lies in, or is."""
    regions = _regions(place.country or "")
    return next((code for code, name in regions.items() if name == place.admin1), place.admin1 or "")


# people


def _dead(report: Report) -> Iterator[Slot]:
    """The family names of the dead: with one name in all reports, all would tell of one death."""
    claims = (claim for account in Grammar().extract(report).accounts for claim in account.all("victim"))
    family = {str(claim.value).split()[-1] for claim in claims if " " in str(claim.value)}
    for name in sorted(n for n in family if n.isalpha() and len(n) > 3):
        for match in re.finditer(rf"\b{name}\b", report.text):
            yield Slot(*match.span(), _renamed(name))


def _renamed(name: str) -> Render:
    return lambda change: change.name(name)


# numbers


def _numbers(text: str) -> Iterator[Slot]:
    for match in _FIGURES.finditer(text):
        value = int(match[0].replace(",", ""))
        if value > 1:
            yield Slot(*match.span(), _figured(value, "," in match[0]))
    for match in _SPELLED.finditer(text):
        yield Slot(*match.span(), _spelled(_value(match[0]), match[0]))


def _figured(value: int, commas: bool) -> Render:
    return lambda change: f"{change.number(value):,}" if commas else str(change.number(value))


def _spelled(value: int, old: str) -> Render:
    def render(change: Variation) -> str:
        new = spell(change.number(value))
        return new.capitalize() if old[0].isupper() else new

    return render


def spell(value: int) -> str:
    """A number below a hundred in words."""
    if value < 20:
        return _UNITS[value]
    ten, unit = divmod(value, 10)
    return _TENS[ten - 2] + (f"-{_UNITS[unit]}" if unit else "")


def _value(words: str) -> int:
    return next(n for n in range(2, 100) if spell(n) == words.lower())


# reports to begin with


def beginnings() -> tuple[list[Report], str]:
    """The reports to vary, and where they are from: the seeds, or the demonstration's where there are none."""
    if (SEEDS / "gold.json").is_file():
        told = json.loads((SEEDS / "gold.json").read_text(encoding="utf-8"))["reports"]
        return [_seed(name, of["publisher"], of["published"]) for name, of in sorted(told.items())], "the seed reports"
    paths = sorted(str(path) for path in DEMO.iterdir() if path.suffix in (".txt", ".html", ".jsonl"))
    reports = [found for found in read(paths, taken_in=TODAY) if isinstance(found, Report)]
    return reports, "the demonstration's reports (the seed reports are not here)"


def _seed(name: str, publisher: str | None, published: str | None) -> Report:
    with (SEEDS / f"{name}.txt").open(encoding="utf-8", newline="") as file:
        text = file.read()
    return Report(name, text, publisher=publisher, published=date.fromisoformat(published) if published else None)


def as_line(report: Report) -> str:
    """The report as a line of JSON, as `consilience add -` takes it."""
    day = report.published.isoformat() if report.published else None
    told = {"id": report.id, "text": report.text, "publisher": report.publisher, "published": day}
    return json.dumps(told, ensure_ascii=False) + "\n"


def digest(lines: Sequence[str]) -> str:
    """What tells one set of reports from another: figures compare only where it is the same."""
    return sha256("".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    reports, _ = beginnings()
    for report in varied(reports, count):
        sys.stdout.write(as_line(report))


if __name__ == "__main__":
    main()
