"""UCDP GED, Syria 2016 to 2018: headlines of one event against headlines of other events of the district and week.

The file is UCDP's table of events, with what its coders read for each: office, day and headline of every source,
apart from each other by semicolons; an event whose three lists are not equally long is left out, since a headline may
hold a semicolon. Each headline is a report by itself: the headline its text, the office its publisher.

- Halves are by the id of the event. An event takes part if its day is known to a week at least (`date_prec` 1 to 3)
  and its district (`adm_2`) is told.
- One headline (its words, office and day) is one report, however many events list it. A round-up is listed for
  several, which most often are told in the body and not in the headline; it belongs with the headlines of them all.
- A pair is asked where two headlines are of events in one district and one ISO week. It is right to join it if some
  event, of either half, lists both, and wrong if none does. It is joined where one incident holds an account of each.
- What is `of one event` leaves the headlines out that several events list: there what is right leaves least doubt.
  Of its headlines with an incident, the day and place of the first account are held against the event's.
- To be done within a minute, half of the districts and weeks are asked about, by a digest of their names.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from html import unescape
from itertools import combinations
from pathlib import Path
from typing import Any

from consilience.claim import Account
from consilience.place import Place
from consilience.score.grouping import Pair, of_pairs
from consilience.score.measured import Figures, Measured, Options, Shares, digest, found, half_of, joined, share
from consilience.score.told import Told, tell

_KM = 25
_NAMES = ("ucdp_ged/syria_2016_2018.csv", "syria_2016_2018.csv")
_ONCE = "of one event: "
Group = tuple[str, int, int]  # a district, a year and its ISO week


@dataclass(frozen=True, slots=True)
class Event:
    """What of one row is asked about."""

    id: str
    start: date
    end: date
    finely: int  # date_prec
    district: str
    place: Place
    headlines: tuple[str, ...]

    @property
    def group(self) -> Group | None:
        """Its district and week; None where either is not known."""
        if not self.district or self.finely > 3:
            return None
        year, week, _ = self.start.isocalendar()
        return self.district, year, week


@dataclass
class Listed:
    """All events, and each headline as a line to take in, with the events that list it."""

    events: list[Event] = field(default_factory=list)
    lines: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    of: dict[str, list[Event]] = field(default_factory=lambda: defaultdict(list))


def find(data: Path) -> Path | None:
    """The table of events."""
    return data if data.suffix == ".csv" else found(data, *_NAMES)


def measure(where: Path, options: Options) -> Measured:
    """Every headline of the events of the half asked for."""
    listed = _listed(where)
    groups = _groups(event for event in listed.events if half_of(event.id) == options.half)
    wanted = sorted({headline for headlines in groups.values() for headline in headlines})
    told = tell((listed.lines[headline] for headline in wanted), join=not options.alone)
    figures = _alone(wanted, listed, told)
    asked = {pair for headlines in groups.values() for pair in combinations(sorted(headlines), 2)}
    plain: Figures = {"headlines": len(wanted), "pairs asked": len(asked)}
    if not options.alone:
        figures |= joined(_joining(asked, listed, told))
    figures |= {**plain, "problems": told.problems}
    return Measured(figures, digest([where]), few=frozenset({"problems"}), plain=frozenset(plain))


def _listed(where: Path) -> Listed:
    """What the table holds; a row whose sources cannot be told apart is left out."""
    listed = Listed()
    with where.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            sources = [unescape(row[f"source_{part}"]).split(";") for part in ("headline", "office", "date")]
            if len({len(values) for values in sources}) > 1:
                continue
            lines = [_line(*(value.strip() for value in values)) for values in zip(*sources, strict=True)]
            event = _event(row, tuple(dict.fromkeys(line["id"] for line in lines if line["text"])))
            listed.events.append(event)
            listed.lines |= {line["id"]: line for line in lines}
            for headline in event.headlines:
                listed.of[headline].append(event)
    return listed


def _line(headline: str, office: str, day: str) -> Mapping[str, Any]:
    id = sha256(f"{headline}\x00{office}\x00{day}".encode()).hexdigest()[:16]
    return {"id": id, "text": headline, "publisher": office or None, "published": _day(day)}


def _day(words: str) -> str | None:
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError:
        return None


def _event(row: Mapping[str, str], headlines: tuple[str, ...]) -> Event:
    place = Place(row["where_coordinates"], lat=float(row["latitude"]), lon=float(row["longitude"]))
    start, end = (date.fromisoformat(row[f"date_{side}"][:10]) for side in ("start", "end"))
    return Event(str(int(float(row["id"]))), start, end, int(float(row["date_prec"])), row["adm_2"], place, headlines)


def _groups(events: Iterable[Event]) -> dict[Group, set[str]]:
    """The headlines of the events of each district and week of the sample."""
    groups: dict[Group, set[str]] = defaultdict(set)
    for event in events:
        if event.group is not None and _sampled(event.group):
            groups[event.group].update(event.headlines)
    return groups


def _sampled(group: Group) -> bool:
    return sha256("/".join(map(str, group)).encode()).digest()[0] % 2 == 0


def _alone(wanted: Iterable[str], listed: Listed, told: Told) -> Figures:
    """What each headline tells by itself."""
    shares = Shares()
    for headline in wanted:
        accounts = told.accounts.get(headline, ())
        shares.add("headlines with an incident", bool(accounts))
        if accounts and len(listed.of[headline]) == 1:
            (event,), main = listed.of[headline], accounts[0]
            start, end = main.day.start, main.day.end
            shares.add(f"{_ONCE}days meet", bool(start and end and start <= event.end and end >= event.start))
            km = main.place.km(event.place) if main.place else None
            shares.add(f"{_ONCE}place within {_KM} km", km is not None and km <= _KM)
    return shares.figures


def _joining(asked: set[Pair], listed: Listed, told: Told) -> Figures:
    """Of all pairs asked; of those where both sides have an incident; of headlines that one event alone lists."""
    of = {headline: {event.id for event in events} for headline, events in listed.of.items()}
    home: dict[str, set[str]] = defaultdict(set)
    for incident in told.incidents:
        for account in incident.accounts:
            home[account.report].add(incident.id)
    right = {pair for pair in asked if of[pair[0]] & of[pair[1]]}
    got = {pair for pair in asked if home[pair[0]] & home[pair[1]]}
    able = {pair for pair in right if home[pair[0]] and home[pair[1]]}
    once = {pair for pair in asked if len(of[pair[0]]) == len(of[pair[1]]) == 1}
    figures = of_pairs(right, got) | {
        "pairs recall, both with an incident": share(len(able & got), len(able)),
        "pairs precision, were all joined": share(len(right), len(asked)),
    }
    return figures | {f"{_ONCE}{measure}": figure for measure, figure in of_pairs(right & once, got & once).items()}


def labelled(where: Path) -> tuple[list[Account], Callable[[str, str], bool]]:
    """Accounts of headlines that one event alone lists, of the half to work on; whether two are of one event."""
    listed = _listed(where)
    of = {headline: events[0].id for headline, events in listed.of.items() if len(events) == 1}
    wanted = sorted(headline for headline, event in of.items() if half_of(event) == "tune")
    told = tell((listed.lines[headline] for headline in wanted), join=False)
    return [a for accounts in told.accounts.values() for a in accounts], lambda one, other: of[one] == of[other]
