"""The seed reports: whole articles on incidents that several of them tell of, against a record made by hand.

The folder holds the reports as text files and gold.json. An incident of ours matches one of gold when both quote the
same passage of the same report; the pair with most shared text first, one to one. Shares are of all that gold has,
found or not, unless the measure says otherwise.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from consilience.claim import Claim
from consilience.incident import Incident
from consilience.place import Place
from consilience.score.measured import Figures, Measured, Miss, Options, digest, found, share
from consilience.score.told import Told, tell, tell_bytes
from consilience.toll import Field as TollField
from consilience.toll import Toll

_TOLLS: tuple[TollField, ...] = ("killed", "injured")
_KM = 40  # from gold's place
_TOUCHED = 10  # characters of a passage that may be shared by accident
_SMALL_WORDS = frozenset({"the", "a", "an", "of", "for", "and", "in"})
_FEW = frozenset(
    {
        "kept-apart pairs merged", "incidents split off", "incidents no report tells of", "forbidden passages used",
        "claims whose quote is not in the text", "claims whose offsets miss the quote", "problems",
    }
)  # fmt: skip
Item = Mapping[str, Any]  # of gold
Span = tuple[int, int]


def find(data: Path) -> Path | None:
    """The folder of the reports and their record."""
    return data if (data / "gold.json").exists() else found(data, "seeds")


def measure(where: Path, options: Options) -> Measured:
    """The reports with their publishers and days of publication, as a feed gives them."""
    return _measured(where, tell(lines(where)))


def measure_bare(where: Path, options: Options) -> Measured:
    """The reports as bare text files."""
    return _measured(where, tell_bytes(sorted(map(str, where.glob("*.txt")))))


def lines(where: Path) -> list[dict[str, str | None]]:
    """The reports as objects of JSON Lines."""
    return [
        {"id": key, "text": _text(where, key), "publisher": of["publisher"], "published": of["published"]}
        for key, of in _gold(where)["reports"].items()
    ]


def _gold(where: Path) -> Item:
    gold: Item = json.loads((where / "gold.json").read_text(encoding="utf-8"))
    return gold


def _text(where: Path, key: str) -> str:
    with (where / f"{key}.txt").open(encoding="utf-8", newline="") as file:
        return file.read()


def _measured(where: Path, told: Told) -> Measured:
    gold = _gold(where)
    texts = {key: _text(where, key) for key in gold["reports"]}
    compared = _Compared(gold, told, texts)
    return Measured(_figures(compared), digest([where]), list(_misses(compared)), few=_FEW)


def _key(report: str) -> str:
    """A report by the id it was fed with, or by its file's name without ending."""
    return re.sub(r"\.(txt|html?|json)$", "", report.rsplit("/", 1)[-1])


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@dataclass
class _Compared:
    """Gold beside what was told, and which incident stands for which."""

    gold: Item
    told: Told
    texts: Mapping[str, str]
    match: dict[int, Incident] = field(default_factory=dict)  # of gold's incidents, by their number

    def __post_init__(self) -> None:
        self.match = self._assignment()

    @cached_property
    def squeezed(self) -> dict[str, str]:
        """The texts with every run of white space as one space."""
        return {key: _squeeze(text) for key, text in self.texts.items()}

    @property
    def pairs(self) -> list[tuple[Incident | None, Item]]:
        """Each of gold's incidents with the one that stands for it."""
        return [(self.match.get(number), item) for number, item in enumerate(self.gold["incidents"])]

    @property
    def rest(self) -> list[Incident]:
        """The incidents that stand for none of gold's."""
        used = {incident.id for incident in self.match.values()}
        return [incident for incident in self.told.incidents if incident.id not in used]

    def _assignment(self) -> dict[int, Incident]:
        told = self.told.incidents
        scored = [
            (-self.shared(incident, item), mine, theirs)
            for mine, incident in enumerate(told)
            for theirs, item in enumerate(self.gold["incidents"])
        ]
        match: dict[int, Incident] = {}
        used: set[int] = set()
        for score, mine, theirs in sorted(scored):
            if score < 0 and theirs not in match and mine not in used:
                match[theirs] = told[mine]
                used.add(mine)
        return match

    def shared(self, incident: Incident, item: Item, fields: Sequence[str] = ()) -> int:
        """Characters of the item's passages that the incident's claims quote too."""
        mine = [(key, place) for key, claim, place in self.quoted(incident) if not fields or claim.field in fields]
        return sum(
            max((_overlap(place, span) for key, place in mine if key == report), default=0)
            for report, span in self._passages(item, fields)
        )

    def quoted(self, incident: Incident) -> Iterator[tuple[str, Claim, Span]]:
        """Each claim whose quote stands in its report, and where."""
        for account in incident.accounts:
            key = _key(account.report)
            for claim in account.claims:
                place = self.span(key, claim.evidence.quote)
                if place:
                    yield key, claim, place

    def span(self, key: str, quote: str) -> Span | None:
        """Where a quote stands first, in the squeezed text."""
        quote = _squeeze(quote)
        start = self.squeezed.get(key, "").find(quote) if quote else -1
        return (start, start + len(quote)) if start >= 0 else None

    def _passages(self, item: Item, fields: Sequence[str]) -> list[tuple[str, Span | None]]:
        claims = item.get("claims", [item])
        return [
            (c["report"], self.span(c["report"], c["quote"])) for c in claims if not fields or c.get("field") in fields
        ]


def _overlap(one: Span | None, other: Span | None) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0])) if one and other else 0


# right or wrong


def _right_day(incident: Incident | None, item: Item) -> bool:
    day = incident.day.value if incident else None
    return bool(day and day.start and day.start.isoformat() in item["dates"])


def _right_country(incident: Incident | None, item: Item) -> bool:
    place = incident.place.value if incident else None
    return bool(place and place.country in [item["country"], *item.get("also_country", [])])


def _right_place(incident: Incident | None, item: Item) -> bool:
    place = incident.place.value if incident else None
    km = place.km(Place("", lat=item["lat"], lon=item["lon"])) if place else None
    return km is not None and km <= _KM


def _right_type(incident: Incident | None, item: Item) -> bool:
    allowed = item.get("event_types_ok", [item["event_type"]])
    return (incident.event_type.value if incident else None) in allowed


def _toll(incident: Incident | None, name: TollField) -> Toll | None:
    finding = incident.tolls.get(name) if incident else None
    return finding.value if finding else None


def _right_bounds(toll: Toll | None, gold: Item) -> bool:
    """Low and high as in gold; an open high must be open."""
    return bool(toll and toll.low in gold.get("low_ok", [gold["low"]]) and toll.high == gold["high"])


def _words(name: str | None) -> set[str]:
    return set(_squeeze(name or "").lower().replace("-", " ").split()) - _SMALL_WORDS


@dataclass(frozen=True)
class _TollClaim:
    """A toll claim of gold, and our claims of the same figure that quote it."""

    claim: Item
    hits: tuple[Claim, ...]

    @property
    def sourced(self) -> bool:
        return bool(self.claim.get("source"))

    @property
    def right_source(self) -> bool:
        return any(_words(self.claim.get("source")) & _words(hit.according_to) for hit in self.hits)


def _toll_claims(compared: _Compared) -> list[_TollClaim]:
    claims = []
    for incident, item in compared.pairs:
        mine = list(compared.quoted(incident)) if incident else []
        for claim in item["claims"]:
            if claim["field"] in _TOLLS and claim.get("value") is not None:
                place = compared.span(claim["report"], claim["quote"])
                hits = tuple(
                    hit
                    for key, hit, span in mine
                    if key == claim["report"]
                    and hit.field == claim["field"]
                    and _overlap(span, place)
                    and claim["value"] in (hit.value, hit.low, hit.high)
                )
                claims.append(_TollClaim(claim, hits))
    return claims


# figures


def _figures(of: _Compared) -> Figures:
    pairs, n = of.pairs, len(of.gold["incidents"])
    placed = [(incident, item) for incident, item in pairs if "lat" in item]
    scored = [(_toll(i, f), item[f]) for f in _TOLLS for i, item in pairs if item.get(f) and "low" in item[f]]
    silent = [_toll(i, f) for i, item in pairs for f in _TOLLS if i and item.get(f) is None]
    claims = _toll_claims(of)
    sourced = [claim for claim in claims if claim.hits and claim.sourced]
    several = [(i, item) for i, item in pairs if len(item["reports"]) > 1]
    together = [i and {_key(a.report) for a in i.accounts} >= set(item["reports"]) for i, item in several]
    return {
        "gold incidents matched": share(len(of.match), n),
        "right day": share(sum(_right_day(*pair) for pair in pairs), n),
        "right country": share(sum(_right_country(*pair) for pair in pairs), n),
        "right place, within 40 km": share(sum(_right_place(*pair) for pair in placed), len(placed)),
        "right type": share(sum(_right_type(*pair) for pair in pairs), n),
        "toll best right": share(sum(bool(t and t.best == gold["best"]) for t, gold in scored), len(scored)),
        "toll low and high right": share(sum(_right_bounds(*pair) for pair in scored), len(scored)),
        "no toll where none is told (matched)": share(sum(not toll for toll in silent), len(silent)),
        "toll claims found with their quote": share(sum(bool(claim.hits) for claim in claims), len(claims)),
        "right source, of those found": share(sum(claim.right_source for claim in sourced), len(sourced)),
        "reports joined, of those to join": share(sum(bool(whole) for whole in together), len(several)),
        **_answers(of),
        **_faults(of),
        "problems": of.told.problems,
        "incidents with the right day and country": share(
            sum(_right_day(*pair) and _right_country(*pair) for pair in pairs), n
        ),
    }


def _answers(of: _Compared) -> Figures:
    wanted = {(answer["response"], answer["to"]) for answer in of.gold["responses"]}
    names = {incident.id: item["id"] for incident, item in of.pairs if incident}
    said = {(names.get(i.id), names.get(to)) for i in of.told.incidents for to in i.responds_to}
    return {
        "responses right, of those said": share(len(said & wanted), len(said)),
        "responses right, of those wanted": share(len(said & wanted), len(wanted)),
    }


def _faults(of: _Compared) -> Figures:
    """Counts of what should not be."""
    items = {item["id"]: item for item in of.gold["incidents"]}
    split = [i for i in of.rest if any(of.shared(i, item) for item in of.gold["incidents"])]
    allowed = of.gold["optional_incidents"] + of.gold["tallies"]
    extra = [i for i in of.rest if i not in split and not any(of.shared(i, item) for item in allowed)]
    forbidden = [
        item for item in of.gold["must_not_become_incidents"] if any(of.shared(i, item) > _TOUCHED for i in of.rest)
    ]
    claims = [(_key(a.report), c) for i in of.told.incidents for a in i.accounts for c in a.claims]
    return {
        "kept-apart pairs merged": sum(_merged(of, items[a], items[b]) for a, b in of.gold["must_stay_apart"]),
        "incidents split off": len(split),
        "incidents no report tells of": len(extra),
        "forbidden passages used": len(forbidden),
        "claims whose quote is not in the text": sum(not of.span(key, c.evidence.quote) for key, c in claims),
        "claims whose offsets miss the quote": sum(
            of.texts.get(key, "")[c.evidence.start : c.evidence.end] != c.evidence.quote for key, c in claims
        ),
    }


def _merged(of: _Compared, one: Item, other: Item) -> bool:
    """Whether some incident quotes the tolls of both (their passages, where one has no toll)."""

    def quotes(incident: Incident, item: Item) -> bool:
        fields = _TOLLS if any(claim["field"] in _TOLLS for claim in item["claims"]) else ()
        return of.shared(incident, item, fields) > _TOUCHED

    return any(quotes(incident, one) and quotes(incident, other) for incident in of.told.incidents)


# misses


def _misses(of: _Compared) -> Iterator[Miss]:
    reports = {_key(id): report for id, report in of.told.reports.items()}
    for incident, item in of.pairs:
        report = reports[item["reports"][0]]
        if incident is None:
            yield Miss(report, "incident", "not found", item["id"], "none")
            continue
        claims = [claim for account in incident.accounts for claim in account.claims]

        def miss(name: str, wanted: object, got: object, claims: list[Claim] = claims, report: Any = report) -> Miss:
            mine = tuple(c for c in claims if c.field == {"day": "date", "type": "event_type"}.get(name, name))
            return Miss(report, name, "another" if got else "none", str(wanted), str(got or "none"), mine)

        if not _right_day(incident, item):
            yield miss("day", " or ".join(item["dates"]), incident.day.value)
        if not _right_country(incident, item) or ("lat" in item and not _right_place(incident, item)):
            place = incident.place.value
            yield miss("place", f"{item['place']}, {item['country']}", place and f"{place.name}, {place.country}")
        if not _right_type(incident, item):
            yield miss("type", item["event_type"], incident.event_type.value)
        for name in _TOLLS:
            gold, toll = item.get(name), _toll(incident, name)
            if toll if gold is None else "low" in gold and not _right_bounds(toll, gold):
                yield miss(name, gold and f"{gold['low']}-{gold['high'] or 'open'}, best {gold['best']}", toll)
    for claim in _toll_claims(of):
        told = claim.claim
        if not claim.hits:
            wanted = f"{told['field']} {told['value']}: {told['quote']!r}"
            yield Miss(reports[told["report"]], "claims", "not found", wanted, "none")
        elif claim.sourced and not claim.right_source:
            got = ", ".join(sorted({hit.according_to or "nobody" for hit in claim.hits}))
            yield Miss(reports[told["report"]], "source", "another", told["source"], got, claim.hits)
