"""Small accounts made by hand: `account("r1", day="2020-03-12", place=ALBUKAMAL, killed="18+")`."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from consilience.claim import Account, Claim
from consilience.day import Day
from consilience.evidence import Evidence
from consilience.judgement import Judgement, Passage
from consilience.place import Place

ALBUKAMAL = Place("Albukamal", "SY", "Deir ez-Zor", 34.45, 40.92, "town", "geonames:174448")
AL_BUKAMAL = Place("Al Bukamal", "SY", "Deir ez-Zor", 34.45, 40.92, "town", "geonames:174448")
DEIR_EZ_ZOR = Place("Deir ez-Zor", "SY", "Deir ez-Zor", 35.33, 40.13, "region", "region:SY-DY")
SYRIA = Place("Syria", "SY", None, 35.0, 38.0, "country", "country:SY")
IRAQ = Place("Iraq", "IQ", None, 33.0, 44.0, "country", "country:IQ")
AL_QAIM = Place("Al-Qaim", "IQ", "Anbar", 34.37, 41.09, "town", "geonames:99762")
KIRKUK = Place("Kirkuk", "IQ", "Kirkuk", 35.47, 44.39, "town", "geonames:94787")
BAGHDAD = Place("Baghdad", "IQ", "Baghdad", 33.31, 44.36, "town", "geonames:98182")

Told = str | int | tuple[str | int, dict[str, Any]]


def day(text: str) -> Day:
    """`2020-03-12`, `2020-01-04/2020-01-09`, `2019-12` (a month) or `?`."""
    if text == "?":
        return Day.unknown()
    if "/" in text:
        start, end = (date.fromisoformat(d) for d in text.split("/"))
        return Day(start, end, "range", "as told")
    if len(text) == 7:
        year, month = map(int, text.split("-"))
        last = date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
        return Day(date(year, month, 1), date.fromordinal(last), "month", "as told")
    return Day(date.fromisoformat(text), date.fromisoformat(text), "day", "as told")


class _Words:
    """Quotes, one after another, as if they stood in the report."""

    def __init__(self, report: str, rank: int) -> None:
        self.report, self.at = report, rank * 100_000

    def next(self, quote: str, part: Any = "text") -> Evidence:
        start, self.at = self.at, self.at + len(quote) + 300
        return Evidence(self.report, part, start, start + len(quote), quote)


def toll_claim(field: Any, told: Told, words: _Words) -> Claim:
    """`18`, `"18+"`, `"18-20"`, `"several"`, or one of these with further properties of the claim."""
    told, more = told if isinstance(told, tuple) else (told, {})
    more = dict(more)
    evidence = words.next(more.pop("quote", f"{told} {field}"), more.pop("part", "text"))
    text = str(told)
    if text == "several":
        return Claim(field, None, evidence, **{"low": 2, "qualifier": "several", **more})
    if text.endswith("+"):
        return Claim(field, int(text[:-1]), evidence, **{"low": int(text[:-1]), "qualifier": "at least", **more})
    low, _, high = text.partition("-")
    return Claim(field, int(high or low), evidence, low=int(low), high=int(high or low), **more)


def account(
    report: str,
    *,
    rank: int = 0,
    publisher: str | None = "own",
    published: str | None = "2020-03-12",
    killed: Iterable[Told] | Told = (),
    injured: Iterable[Told] | Told = (),
    place: Iterable[Place] | Place = (),
    victims: Iterable[str] = (),
    responds: Iterable[Account] = (),
    extra: Iterable[Claim] = (),
    names: Iterable[str] = (),
    **told: Any,
) -> Account:
    """An account; `publisher` "own" is one that no other report has. Other fields: day, type, perpetrator, target."""
    words = _Words(report, rank)
    claims: list[Claim] = []
    opening = words.next(told.pop("opening", f"what {report} tells {rank}"))
    if "type" in told:
        claims.append(Claim("event_type", told.pop("type"), opening))
    if "day" in told:
        resolved = day(told.pop("day"))
        claims.append(Claim("date", str(resolved), words.next(str(resolved)), resolved=resolved))
    for where in [place] if isinstance(place, Place) else place:
        claims += [Claim("place", where.name, words.next(where.name), resolved=where)]
    for field, counts in (("killed", killed), ("injured", injured)):
        for one in [counts] if isinstance(counts, str | int) or _is_one(counts) else counts:
            claims += [toll_claim(field, one, words)]  # type: ignore[arg-type]
    claims += [Claim("victim", name, words.next(name), qualifier="killed") for name in victims]
    claims += [Claim("response", a.id, words.next("in retaliation")) for a in responds]
    for field, value in told.items():
        value, more = value if isinstance(value, tuple) else (value, {})
        claims.append(Claim(field, value, words.next(f"{field} {value}"), **more))  # type: ignore[arg-type]
    claims += extra
    who = f"publisher of {report}" if publisher == "own" else publisher
    when = date.fromisoformat(published) if published else None
    return Account(
        report, rank, "hand/1", tuple(claims) or (Claim("verification", "told", opening),), when, who, tuple(names)
    )


def _is_one(counts: object) -> bool:
    return isinstance(counts, tuple) and len(counts) == 2 and isinstance(counts[1], dict)


def judgement(verb: Any, *passages: tuple[str, str], when: str = "2024-01-01T00:00:00Z", **more: Any) -> Judgement:
    """A judgement by one person on the passages (report, quote)."""
    return Judgement(verb, "Ana", "read both", when, tuple(Passage(r, q) for r, q in passages), **more)
