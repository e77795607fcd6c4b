"""A toll over time: each figure that each independent source gave, and which of them still stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from consilience.claim import Account
from consilience.incident import Figure, Incident, Source, Stand
from consilience.reconcile.counting import Word
from consilience.reconcile.tolls import Voice, as_voice, days_told, raised
from consilience.toll import Field, Toll


@dataclass(frozen=True, slots=True)
class Rise:
    """A toll that rose without dispute: from what was counted first to what stands, and the days of these words."""

    first: Toll
    last: int
    start: date
    end: date


def rise(incident: Incident, field: Field) -> Rise | None:
    """How an undisputed toll rose, by days of publication; None where it did not, or where that is not known."""
    finding = incident.tolls.get(field)
    if finding is None or finding.value is None or finding.standing == "disputed":
        return None
    dated = [(f.published, f) for f in incident.over_time if f.field == field and f.stand != "in part" and f.published]
    best = finding.value.best
    reached = min((day for day, f in dated if f.toll.best == best), default=None)
    if reached is None:
        return None
    lower = [(day, f.toll.best, f.toll) for day, f in dated if day < reached and f.toll.best < best]
    if not lower:
        return None
    start, _, first = min(lower, key=lambda told: told[:2])
    return Rise(first, best, start, reached)


def over_time(
    known: Sequence[tuple[Source, Sequence[Account]]],
    field: Field,
    said: Mapping[int, Sequence[tuple[Account, Word]]],
    heard: Sequence[Voice],
) -> tuple[Figure, ...]:
    """The figures of one toll by source, earliest source first, and by day of publication.

    `known` are the independent sources with their accounts, `said` all that each of them says by its number (see
    `tolls.spoken`), `heard` what each says last.
    """
    older = raised(heard)
    found: list[Figure] = []
    for number, voice in zip(sorted(said), heard, strict=True):
        name = known[number][0].name
        found += _series(name, field, said[number], voice, "raised by others" if voice in older else "stands")
    return tuple(found)


def _series(name: str, field: Field, told: Sequence[tuple[Account, Word]], last: Voice, stand: Stand) -> list[Figure]:
    """The figures of one source, one a day; those of its latest word stand as `stand` says."""
    by_day: dict[tuple[date, bool], list[tuple[Account, Word]]] = {}
    for (account, word), day in zip(told, days_told(told), strict=True):
        by_day.setdefault((day, word.firm or not last.word.firm), []).append((account, word))
    latest = {account.id for account in last.accounts}
    found = []
    for (_, whole), own in sorted(by_day.items(), key=lambda item: item[0]):
        own = sorted(own, key=lambda item: item[0].report)
        voice = as_voice(name, [a for a, _ in own], [w for _, w in own])
        ids = tuple(a.id for a, _ in own)
        published = min((a.published for a, _ in own if a.published), default=None)
        now: Stand = stand if latest.intersection(ids) else "replaced" if whole else "in part"
        found.append(Figure(field, name, published, voice.toll, now, ids))
    return found
