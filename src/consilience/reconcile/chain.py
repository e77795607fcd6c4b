"""Incidents that answer one another, as a chain: what came before one and what after it, with the words that say so."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from consilience.claim import Claim
from consilience.incident import Incident
from consilience.reconcile.respond import answers


@dataclass(frozen=True, slots=True)
class Step:
    """One incident of a chain: by id of each it answers, the claims that say so; `open` are words that led to none."""

    incident: Incident
    answers: Mapping[str, tuple[Claim, ...]]
    open: tuple[Claim, ...]


def chain(incidents: Iterable[Incident], start: Incident) -> tuple[Step, ...]:
    """The incident with all it answers, by however many steps, and all that answer it; the earliest first.

    Two answers to one attack do not lead to each other. One step alone where nothing is told of an answer.
    """
    by_id = {incident.id: incident for incident in incidents}
    after: dict[str, list[str]] = {}
    for incident in by_id.values():
        for cause in incident.responds_to:
            after.setdefault(cause, []).append(incident.id)
    causes = _reached(start.id, lambda id: by_id[id].responds_to if id in by_id else ())
    effects = _reached(start.id, lambda id: after.get(id, ()))
    found = [by_id[id] for id in {start.id} | causes | effects if id in by_id]
    return tuple(_step(incident, by_id) for incident in sorted(found, key=_when))


def _reached(start: str, onward: Callable[[str], Iterable[str]]) -> set[str]:
    """All ids reached from one, however far."""
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        for id in onward(waiting.pop()):
            if id not in reached:
                reached.add(id)
                waiting.append(id)
    return reached - {start}


def _when(incident: Incident) -> tuple[date, str]:
    day = incident.day.value
    return (day and (day.start or day.end)) or date.max, incident.id


def _step(incident: Incident, by_id: Mapping[str, Incident]) -> Step:
    found = answers(incident, (by_id[id] for id in incident.responds_to if id in by_id))
    return Step(incident, {id: tuple(claims) for id, claims in found.told.items()}, tuple(found.open))
