"""Reads the stories of tests/stories: short reports in plain text, followed by the incidents expected."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from consilience.check import check_claims
from consilience.claim import Account
from consilience.extract.grammar import Grammar
from consilience.incident import Incident, Record
from consilience.place import Place
from consilience.reconcile import PlainMatcher, reconcile
from consilience.report import Report
from consilience.resolve.actors import actor_named, same_side
from consilience.resolve.places import place_named
from consilience.tally import Tally

FOLDER = Path(__file__).parent / "stories"
_TOLL = re.compile(r"(\d+)(?:-(\d+))?(\+)?$")


@dataclass(frozen=True)
class Expected:
    """One incident a story expects; `lines` are its `key: value` lines, keys may repeat."""

    lines: tuple[tuple[str, str], ...]

    def get(self, key: str) -> str | None:
        return next((v for k, v in self.lines if k == key), None)

    @property
    def reports(self) -> set[int]:
        return {int(n) for n in (self.get("reports") or "").replace(",", " ").split()}


@dataclass(frozen=True)
class Story:
    """One story: its reports as (publisher, day, text), and what is expected of them."""

    file: str
    title: str
    reports: tuple[Report, ...]
    incidents: tuple[Expected, ...]
    tallies: tuple[str, ...]
    nothing: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.file}: {self.title}"


@dataclass
class Telling:
    """What the system made of a story."""

    accounts: list[Account] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    record: Record = field(default_factory=Record)


def stories() -> list[Story]:
    return [story for path in sorted(FOLDER.glob("*.md")) if path.name != "README.md" for story in _read(path)]


def _read(path: Path) -> Iterator[Story]:
    for block in re.split(r"(?m)^# ", path.read_text(encoding="utf-8"))[1:]:
        title, _, rest = block.partition("\n")
        reports, incidents, tallies, nothing = [], [], [], []
        for section in re.split(r"(?m)^## ", rest)[1:]:
            head, _, body = section.partition("\n")
            if head.startswith("Report:"):
                publisher, _, day = head.removeprefix("Report:").rpartition(",")
                published = None if day.strip() == "no day" else date.fromisoformat(day.strip())
                reports.append(
                    Report(
                        f"{len(reports) + 1}",
                        body.strip("\n"),
                        publisher=publisher.strip(),
                        published=published,
                        taken_in=date(2026, 1, 1),
                    )
                )
            elif head.strip() == "Incident":
                incidents.append(Expected(tuple(_pairs(body))))
            elif head.strip() == "Tally":
                tallies += [v for k, v in _pairs(body) if k == "quote"]
            elif head.strip() == "No incident":
                nothing += [v for k, v in _pairs(body) if k == "quote"]
            else:
                raise ValueError(f"{path.name}, {title!r}: no such section: {head!r}")
        yield Story(path.stem, title.strip(), tuple(reports), tuple(incidents), tuple(tallies), tuple(nothing))


def _pairs(body: str) -> Iterator[tuple[str, str]]:
    for line in body.splitlines():
        if line.startswith("- "):
            key, _, value = line[2:].partition(":")
            yield key.strip(), value.strip()


def tell(story: Story) -> Telling:
    """Runs the whole way on a story's reports."""
    told, extractor = Telling(), Grammar()
    for report in story.reports:
        reading = check_claims(report, extractor.extract(report))
        assert not any(p.level == "problem" for p in reading.problems), reading.problems
        told.accounts += reading.accounts
        told.tallies += reading.tallies
    told.record = reconcile(tuple(told.accounts), (), PlainMatcher(), "range")
    return told


def matches(story: Story, told: Telling) -> dict[int, Incident]:
    """Expected incident (by index) -> the incident that tells most of it, one to one."""
    scored = sorted(
        (
            (len(e.lines) - len(misses(e, i)), -n, -m, n, m)
            for n, e in enumerate(story.incidents)
            for m, i in enumerate(told.record.incidents)
            if _near(e, i)
        ),
        reverse=True,
    )
    found: dict[int, Incident] = {}
    for *_, n, m in scored:
        if n not in found and told.record.incidents[m] not in found.values():
            found[n] = told.record.incidents[m]
    return found


def _near(expected: Expected, incident: Incident) -> bool:
    """Whether an incident can be meant: a report in common, and the day or the place or a toll right."""
    if expected.reports and not expected.reports & {int(r) for r in incident.reports}:
        return False
    wrong = {m.split(":")[0] for m in misses(expected, incident)}
    return any(expected.get(k) and k not in wrong for k in ("day", "place", "killed", "injured", "missing", "victim"))


def misses(expected: Expected, incident: Incident) -> list[str]:
    """The lines of an expected incident that an incident does not meet, each with what it says instead."""
    found = []
    for key, value in expected.lines:
        got = _CHECKS[key](value, incident) if key in _CHECKS else True
        if got is not True:
            found.append(f"{key}: wanted {value}, got {got}")
    return found


def problems(story: Story, told: Telling) -> list[str]:
    """All that a telling gets wrong, as sentences."""
    found = matches(story, told)
    wrong = []
    for n, expected in enumerate(story.incidents):
        incident = found.get(n)
        if incident is None:
            wrong.append(f"incident {n + 1} ({expected.get('day')}, {expected.get('place')}) is not found")
            continue
        wrong += [f"incident {n + 1}: {m}" for m in misses(expected, incident)]
        answered = expected.get("answers")
        if answered and (other := found.get(int(answered) - 1)) and other.id not in incident.responds_to:
            wrong.append(f"incident {n + 1} does not answer incident {answered}")
    extra = [i for i in told.record.incidents if i not in found.values()]
    wrong += [
        f"an incident nobody expects: {i.id} with {[c.evidence.quote for a in i.accounts for c in a.claims][:4]}"
        for i in extra
    ]
    wrong += [
        f"tally not kept apart: {q!r}"
        for q in story.tallies
        if not any(_shares(q, t.evidence.quote) for t in told.tallies)
    ]
    used = [
        c.evidence.quote
        for i in told.record.incidents
        for a in i.accounts
        for c in a.claims
        if c.field in ("killed", "injured", "event_type")
    ]
    wrong += [f"used for an incident: {q!r}" for q in story.nothing if any(u in q and len(u) > 10 for u in used)]
    return wrong


def _shares(a: str, b: str) -> bool:
    return a in b or b in a or len(set(a.split()) & set(b.split())) >= 4


def _day(value: str, incident: Incident) -> object:
    day = incident.day.value
    if day is None or day.precision == "unknown":
        return True if value == "none" else "no day"
    if re.fullmatch(r"\d{4}-\d{2}", value):
        return True if day.start and f"{day.start:%Y-%m}" == value else str(day)
    start, _, end = value.partition("..")
    return True if (str(day.start), str(day.end)) == (start.strip(), (end or start).strip()) else str(day)


def _place(value: str, incident: Incident) -> object:
    name, _, country = value.rpartition(",")
    place = incident.place.value
    if place is None or place.country != country.strip():
        return f"{place and place.name}, {place and place.country}"
    if not name:
        return True
    wanted = place_named(name.strip(), {country.strip(): 1.0})
    return (
        True
        if _alike(wanted, place, name.strip()) or any(_alike(wanted, p, name.strip()) for p in incident.places)
        else f"{place.name}, {place.country}"
    )


def _alike(wanted: Place, place: Place, name: str) -> bool:
    km = wanted.km(place)
    return (
        name.casefold() in place.name.casefold()
        or place.name.casefold() in name.casefold()
        or (km is not None and km < 25)
    )


def _toll(field: str):
    def check(value: str, incident: Incident) -> object:
        finding = incident.tolls.get(field)
        toll = finding.value if finding else None
        if value == "none":
            return True if toll is None else str(toll)
        match = _TOLL.match(value)
        assert match, f"no toll: {value!r}"
        low, high = int(match[1]), None if match[3] else int(match[2] or match[1])
        best = int(match[2] or match[1])
        return True if toll and (toll.low, toll.high) == (low, high) and (high or toll.best <= best) else str(toll)

    return check


def _perpetrator(value: str, incident: Incident) -> object:
    name, _, standing = value.partition("(")
    standing = standing.rstrip(") ")
    told = [a for a in incident.actors if a.role == "perpetrator"]
    if standing == "unidentified" and "unknown" in name:
        return True if any(a.standing == "unidentified" for a in incident.actors) or not told else f"{told}"
    alike = [a for a in told if _same_name(a.name, name.strip())]
    if not alike:
        return f"{[(a.name, a.standing) for a in told]}"
    return (
        True
        if not standing or any(a.standing == standing for a in alike)
        else f"{[(a.name, a.standing) for a in alike]}"
    )


def _same_name(a: str, b: str) -> bool:
    one, two = actor_named(a), actor_named(b)
    if one and two and same_side(one, two):
        return True
    return bool(set(re.findall(r"\w{4,}", a.casefold())) & set(re.findall(r"\w{4,}", b.casefold())))


def _target(value: str, incident: Incident) -> object:
    told = [a.name for a in incident.actors if a.role == "target"]
    return True if any(_same_name(a, value) for a in told) else f"{told}"


def _victim(value: str, incident: Incident) -> object:
    return True if any(value in v or v in value for v in incident.victims) else f"{incident.victims}"


def _type(value: str, incident: Incident) -> object:
    return True if incident.event_type.value == value else f"{incident.event_type.value}"


def _reports(value: str, incident: Incident) -> object:
    got = {int(r) for r in incident.reports}
    return True if {int(n) for n in value.replace(",", " ").split()} == got else f"{sorted(got)}"


def _launched(value: str, incident: Incident) -> object:
    return True if incident.launched_from else "none"


_CHECKS = {
    "day": _day, "place": _place, "type": _type,
    "killed": _toll("killed"), "injured": _toll("injured"), "missing": _toll("missing"),
    "perpetrator": _perpetrator, "target": _target, "victim": _victim, "reports": _reports, "launched_from": _launched,
}  # fmt: skip
