"""Makes accounts of incidents that never were, whose true clusters are known: `accounts.py COUNT` tells of them.

A world of towns from the gazetteer, with 120 incidents a day, of which most are told once or twice and some by dozens.
What is told is off as news is: by a day, or only "this week"; by the next town, the region, the country; by a figure
that rises from day to day, is a least, or is missing; by a spelling; by a wider kind of incident. The more accounts are
asked for, the more days they cover: how many are near each other stays the same. The same seed gives the same accounts.
"""

import argparse
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from random import Random
from typing import Any

from consilience.claim import Account, Claim
from consilience.day import Day
from consilience.evidence import Evidence
from consilience.place import Place, km_between
from consilience.resolve.gazetteer import gazetteer_file

PER_DAY = 120  # incidents
ACCOUNTS = 3.3  # an incident, on average
BEGIN = date(2015, 1, 1)
COUNTRIES = (
    "SY", "IQ", "YE", "AF", "UA", "SD", "SO", "ML", "NG", "CD", "MM", "PK", "IN", "MX", "CO", "ET", "BF", "LY", "PH",
    "TR",
)  # fmt: skip
TOWNS = 250  # the largest of each country
KINDS = (
    ("Air/drone strike", "Shelling/artillery/missile attack"),
    ("Shelling/artillery/missile attack", "Air/drone strike"),
    ("Armed clash", "Attack"), ("Attack", "Armed clash"), ("Remote explosive/landmine/IED", "Suicide bomb"),
    ("Suicide bomb", "Remote explosive/landmine/IED"), ("Abduction/forced disappearance", "Attack"),
)  # fmt: skip
ACTORS = (
    ("US-led coalition", "United States"), ("Islamic State", "ISIS"), ("Taliban", "Taliban"),
    ("Russia", "Russian army"),
    ("Ukraine", "Ukrainian forces"), ("Houthis", "Ansar Allah"), ("Saudi Arabia", "Saudi-led coalition"),
    ("Boko Haram", "Boko Haram"), ("al-Shabaab", "Al Shabab"), ("Turkey", "Turkish army"), ("PKK", "YPG"),
    ("Myanmar", "Tatmadaw"), ("Rapid Support Forces", "RSF"), ("Kataib Hezbollah", "Hashed al-Shaabi"),
)  # fmt: skip
SYLLABLES = "ba da fa ga ha ja ka la ma na ra sa ta wa za bi di fi hi ji ki li mi ni ri si ti zu mu nu ru su".split()


@dataclass(frozen=True, slots=True)
class Truth:
    """What happened."""

    number: int
    day: date
    town: Place
    kind: tuple[str, str]
    killed: int
    injured: int
    perpetrator: tuple[str, str]
    target: tuple[str, str]
    victims: tuple[str, ...]
    names: tuple[str, ...]


@cache
def towns() -> tuple[tuple[Place, ...], ...]:
    """The towns of each country, the largest first."""
    query = "select name, country, admin1, lat, lon, id from place where country = ? and kind is null"
    found = []
    with sqlite3.connect(f"{gazetteer_file().as_uri()}?mode=ro&immutable=1", uri=True) as gazetteer:
        regions = {(c, code): name for c, code, name in gazetteer.execute("select country, code, name from region")}
        for country in COUNTRIES:
            rows = gazetteer.execute(f"{query} order by population desc, id limit {TOWNS}", (country,))
            found.append(
                tuple(
                    Place(name, c, regions.get((c, admin1)), lat / 1e4, lon / 1e4, "town", f"geonames:{id}")
                    for name, c, admin1, lat, lon, id in rows
                )
            )
    return tuple(found)


@cache
def _near(town: Place) -> tuple[Place, ...]:
    """Towns within 30 km."""
    here = next(group for group in towns() if group[0].country == town.country)
    return tuple(
        t for t in here if t != town and km_between(t.lat or 0, t.lon or 0, town.lat or 0, town.lon or 0) <= 30
    ) or (town,)


@cache
def _region(country: str, admin1: str) -> Place:
    """A region, in the middle of its towns."""
    here = [t for group in towns() for t in group if (t.country, t.admin1) == (country, admin1)]
    lat, lon = (sum(getattr(t, way) or 0.0 for t in here) / len(here) for way in ("lat", "lon"))
    return Place(admin1, country, admin1, lat, lon, "region", f"region:{country}-{admin1}")


@cache
def _country(country: str) -> Place:
    here = next(group for group in towns() if group[0].country == country)
    return Place(country, country, None, here[0].lat, here[0].lon, "country", f"country:{country}")


def day_accounts(day: int, seed: int = 1) -> Iterator[tuple[int, Account]]:
    """The number of each incident of one day, and an account of it; days from 0 on."""
    random = Random(f"{seed}/{day}")
    happened = [_happen(random, day * PER_DAY + n, BEGIN + timedelta(days=day)) for n in range(PER_DAY)]
    for truth in happened:
        agency = random.randrange(1000)
        for n in range(min(40, 1 + int(random.expovariate(1 / (ACCOUNTS - 0.75))))):
            main = _Teller(random, truth, f"{random.getrandbits(40):010x}-{truth.number}-{n}", agency)
            told = [(truth.number, main.account(0))]
            if random.random() < 0.04:  # it looks back at another of the country
                other = random.choice([t for t in happened if t.town.country == truth.town.country])
                if other != truth:
                    beside = _Teller(random, other, main.report, agency, main.published).account(1)
                    told.append((other.number, beside))
                    if other.day <= truth.day and random.random() < 0.25:
                        told[0] = truth.number, main.answering(told[0][1], beside)
            yield from told


def accounts(count: int, seed: int = 1) -> Iterator[tuple[int, Account]]:
    """About that many accounts, each with the number of its incident."""
    for day in range(days(count)):
        yield from day_accounts(day, seed)


def truth(ids: Iterable[str]) -> dict[str, int]:
    """The incident each account is of, by the account's id; made anew as far as is needed."""
    wanted = set(ids)
    found: dict[str, int] = {}
    day = 0
    while len(found) < len(wanted):
        found.update((a.id, number) for number, a in day_accounts(day) if a.id in wanted)
        day += 1
    return found


def mark_of(home: Mapping[str, int]) -> str:
    """A digest of a clustering: the same clusters of the same accounts have the same, whatever their numbers."""
    clusters: dict[int, list[str]] = {}
    for id, cluster in home.items():
        clusters.setdefault(cluster, []).append(id)
    told = "\n".join(sorted(" ".join(sorted(ids)) for ids in clusters.values()))
    return sha256(told.encode()).hexdigest()[:16]


def days(count: int) -> int:
    """How many days it takes for that many accounts."""
    return max(1, round(count / (PER_DAY * ACCOUNTS)))


def _happen(random: Random, number: int, day: date) -> Truth:
    here = towns()[min(len(COUNTRIES) - 1, int(random.expovariate(0.12)))]
    town = here[min(len(here) - 1, int(random.expovariate(1 / 80)))]
    killed = min(400, int(random.paretovariate(1.1)) - 1) if random.random() < 0.85 else 0
    blamed, hit = random.sample(ACTORS, 2)
    victims = tuple(f"{_name(random)} {_name(random)}" for _ in range(random.choice((0, 0, 0, 0, 1, 2))) if killed)
    rare = tuple(_name(random, 4).lower() for _ in range(6))
    injured = int(killed * random.choice((0, 0.5, 1, 2)) + random.choice((0, 1, 3)))
    return Truth(number, day, town, random.choice(KINDS), killed, injured, blamed, hit, victims, rare)


def _name(random: Random, parts: int = 3) -> str:
    return "".join(random.choice(SYLLABLES) for _ in range(parts)).capitalize()


def _spelt(random: Random, name: str) -> str:
    """The name, now and then with a letter doubled, left out, or an article before it."""
    way = random.random()
    at = random.randrange(1, max(2, len(name) - 1))
    if way < 0.8 or len(name) < 5:
        return name
    if way < 0.9:
        return name[:at] + name[at] + name[at:]
    return name[:at] + name[at + 1 :] if way < 0.96 else f"Al {name}"


class _Teller:
    """One report, and how it tells of what happened."""

    def __init__(self, random: Random, truth: Truth, report: str, agency: int, published: date | None = None) -> None:
        self.random, self.truth, self.report = random, truth, report
        self.after = min(9, int(random.expovariate(0.9)))
        self.published = published or truth.day + timedelta(days=self.after)
        self.publisher = f"outlet {random.randrange(400)}"
        self.agency = agency if random.random() < 0.08 else None
        self.at = 0

    def account(self, rank: int) -> Account:
        """The account with all its claims."""
        self.at = rank * 5000
        claims = [*self._kind(), *self._day(), *self._place(), *self._tolls(), *self._actors(), *self._victims()]
        names = self._some(self.truth.names, 0.35)
        return Account(self.report, rank, "made/1", tuple(claims), self.published, self.publisher, names)

    def answering(self, account: Account, other: Account) -> Account:
        """The account, told as the answer to another of the report."""
        response = Claim("response", other.id, self._quote("in retaliation for it"))
        return replace(account, claims=(*account.claims, response))

    def _quote(self, words: str) -> Evidence:
        start, self.at = self.at, self.at + len(words) + 40
        return Evidence(self.report, "text", start, start + len(words), words)

    def _some(self, items: Sequence[str], share: float) -> tuple[str, ...]:
        return tuple(item for item in items if self.random.random() < share) if self.random.random() < 0.5 else ()

    def _kind(self) -> Iterator[Claim]:
        way = self.random.random()
        kind = self.truth.kind[0] if way < 0.8 else self.truth.kind[1] if way < 0.86 else "Attack" if way < 0.97 else ""
        words = f"what outlet {self.random.randrange(10**6)} tells of it"
        if self.agency is not None:
            words = f"as agency {self.agency} told of it on {self.truth.day} in these very words, {self.truth.number}"
        if kind:
            yield Claim("event_type", kind, self._quote(words))

    def _day(self) -> Iterator[Claim]:
        way, day = self.random.random(), self.truth.day
        if way < 0.86:
            told = Day(day, day, "day")
        elif way < 0.92:
            off = day + timedelta(days=self.random.choice((-1, 1)))
            told = Day(off, off, "day")
        elif way < 0.97:
            first = day - timedelta(days=self.random.randrange(5))
            told = Day(first, first + timedelta(days=6), "week")
        else:
            return
        yield Claim("date", str(told), self._quote(str(told)), resolved=told)

    def _place(self) -> Iterator[Claim]:
        way, town = self.random.random(), self.truth.town
        if way < 0.80:
            place = replace(town, name=_spelt(self.random, town.name))
        elif way < 0.87:
            place = self.random.choice(_near(town))
        elif way < 0.95 and town.admin1:
            place = _region(town.country or "", town.admin1)
        elif way < 0.99:
            place = _country(town.country or "")
        else:
            place = self.random.choice(next(group for group in towns() if group[0].country == town.country))
        yield Claim("place", place.name, self._quote(place.name), resolved=place)
        if self.random.random() < 0.15:
            near = self.random.choice(_near(town))
            yield Claim("place", near.name, self._quote(near.name), resolved=near)

    def _tolls(self) -> Iterator[Claim]:
        truth = self.truth
        told: tuple[tuple[Any, int, float], ...] = (("killed", truth.killed, 0.9), ("injured", truth.injured, 0.5))
        for field, count, share in told:
            if count and self.random.random() < share:
                yield self._toll(field, count)

    def _toll(self, field: Any, count: int) -> Claim:
        way = self.random.random()
        if self.after == 0 and count > 3 and way < 0.4:  # the first news knows of fewer
            count = max(1, round(count * self.random.uniform(0.5, 0.95)))
        elif way > 0.9:
            count = max(1, count + self.random.choice((-2, -1, 1, 2)))
        least = self.random.random() < 0.2
        words = f"{'at least ' * least}{count} {field}"
        return Claim(
            field, count, self._quote(words), low=count, high=None if least else count,
            qualifier="at least" if least else None,
        )  # fmt: skip

    def _actors(self) -> Iterator[Claim]:
        told: tuple[tuple[Any, tuple[str, str], float], ...] = (
            ("perpetrator", self.truth.perpetrator, 0.65), ("target", self.truth.target, 0.55),
        )  # fmt: skip
        for field, names, share in told:
            if self.random.random() < share:
                name = names[self.random.random() < 0.25]
                yield Claim(field, name, self._quote(name), standing="stated")

    def _victims(self) -> Iterator[Claim]:
        for name in self.truth.victims:
            if self.random.random() < 0.6:
                told = _spelt(self.random, name)
                yield Claim("victim", told, self._quote(told), qualifier="killed")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument("count", type=int, nargs="?", default=20)
    for number, account in accounts(parser.parse_args().count):
        print(number, account.id, account.day, account.place, *(str(c.value) for c in account.claims), sep="\t")


if __name__ == "__main__":
    main()
