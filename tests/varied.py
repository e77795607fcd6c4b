"""Accounts drawn at random from few days, places, people and figures, so that many of them are near each other."""

from datetime import date, timedelta
from random import Random
from typing import Any

from build import AL_BUKAMAL, AL_QAIM, ALBUKAMAL, BAGHDAD, DEIR_EZ_ZOR, IRAQ, KIRKUK, SYRIA, account
from consilience.claim import Account, Claim
from consilience.evidence import Evidence
from consilience.place import Place

PLACES = [
    ALBUKAMAL, AL_BUKAMAL, DEIR_EZ_ZOR, SYRIA, IRAQ, AL_QAIM, KIRKUK, BAGHDAD,
    Place("Anbar", "IQ", "Anbar", 32.9, 41.6, "region", "region:IQ-AN"),
    Place("Hatla", "SY", "Deir ez-Zor", 35.35, 40.2, "nearby", "geonames:1"),
    Place("hatla ", "SY"), Place("Somewhere"), Place("Somewhere", "IQ"),
    Place("Shelby", "US", "North Carolina", 35.29, -81.54, "town", "geonames:4", "named with its region"),
    Place("Shelby", "US", "Ohio", 40.88, -82.66, "town", "geonames:5"),
    Place("USA", "US", None, 39.8, -98.6, "country"),
    Place("Mayadin district", "SY", "Deir ez-Zor", 35.0, 40.5, "district", "district:1"),
]  # fmt: skip
TYPES = ["Air/drone strike", "Armed clash", "Attack", "Suicide bomb", "Peaceful protest", "Arrests", None]
ACTORS = ["US-led coalition", "United States", "US Army", "Iran", "IRGC", "pro-Iran militias", "Kataib Hezbollah",
          "Hashed al-Shaabi", "Black Scarves gang", "Black Scarves", "the army", "Islamic State", "Syria"]  # fmt: skip
NAMES = ["Qasem Soleimani", "Qassem Suleimani", "Soleimani", "Wassim Tufaili", "Wasim al-Tufaili", "Samir Haddad",
         "Samira Haddad", "Iran"]  # fmt: skip
TOLLS: list[Any] = [
    0, 1, 2, 3, 4, 5, 6, 12, 13, 18, 20, "18+", "10-20", "several", (4, {"category": "child"}),
    (12, {"category": "civilian", "nationality": "SY", "scope": "part"}), (25, {"nationality": "IQ"}),
]  # fmt: skip
DAYS = ["2020-03-11", "2020-03-12", "2020-03-13", "2020-03-20", "2020-03-09/2020-03-12", "2020-03-01/2020-03-28",
        "2020-03", "2020", "?"]  # fmt: skip
RARE = ["tufaili", "basateen", "hatla bridge", "al-noor school", "haddad", "zeitoun"]
LONG = ["the strikes hit a base of the militia near the border late at night",
        "killed at least eighteen fighters there"]  # fmt: skip


def varied(random: Random, count: int, reports: int) -> list[Account]:
    """That many accounts in about that many reports; some answer another of their report."""
    by_report: dict[str, list[Account]] = {}
    for number in range(count):
        report = f"r{random.randrange(reports):04}"
        mine = by_report.setdefault(report, [])
        mine.append(_one(random, report, mine, number))
    return [a for told in by_report.values() for a in told]


def _one(random: Random, report: str, before: list[Account], number: int) -> Account:
    def some(items: list[Any], most: int) -> list[Any]:
        return random.sample(items, random.choice([0, 1, 1, *range(most + 1)]))

    told: dict[str, Any] = {}
    day, kind = random.choice(DAYS), random.choice(TYPES)
    if day != "?":
        told["day"] = "2020-01-01/2020-12-31" if day == "2020" else day
    if kind:
        told["type"] = kind
    for field, share in (("perpetrator", 0.6), ("target", 0.5), ("munitions", 0.2)):
        if random.random() < share:
            told[field] = random.choice([3, 4]) if field == "munitions" else random.choice(ACTORS)
    extra = [_claim(report, number, n, "attribution", name) for n, name in enumerate(some(ACTORS, 1))]
    if random.random() < 0.2:
        where = random.choice(PLACES)
        at = Evidence(report, "text", 50_000, 50_010, where.name)
        extra.append(Claim("launched_from", where.name, at, resolved=where))
    if random.random() < 0.2:
        told["opening"] = random.choice(LONG)
    published = None if random.random() < 0.1 else str(date(2020, 3, 10) + timedelta(days=random.randrange(20)))
    if before:  # of one report
        published = str(before[0].published) if before[0].published else None
    return account(
        report, rank=len(before), published=published, place=some(PLACES, 3), killed=some(TOLLS, 2),
        injured=some(TOLLS, 1), victims=some(NAMES, 2), extra=extra, names=some(RARE, 5),
        responds=before[:1] if before and random.random() < 0.5 else (), publisher=random.choice(["A", "B", "own"]),
        **told,
    )  # fmt: skip


def _claim(report: str, number: int, n: int, field: Any, value: str) -> Claim:
    at = 60_000 + 1000 * number + 50 * n
    return Claim(field, value, Evidence(report, "text", at, at + len(value), value), standing="blamed")
