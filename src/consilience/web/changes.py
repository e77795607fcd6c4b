"""What a decision changes, told field by field."""

from collections.abc import Sequence
from dataclasses import dataclass

from consilience.incident import Incident
from consilience.toll import FIELDS
from consilience.web import words


@dataclass(frozen=True, slots=True)
class Changed:
    """One field: what it says now, and what it would say."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """Incidents that take the place of others, and the fields that differ where one becomes one."""

    before: tuple[Incident, ...]
    after: tuple[Incident, ...]
    fields: tuple[Changed, ...]


def changes(before: Sequence[Incident], after: Sequence[Incident]) -> list[Change]:
    """Incidents before and after that share accounts, together; those of one become one with what differs."""
    found: list[Change] = []
    left = list(before)
    for one in after:
        ours = {account.id for account in one.accounts}
        mine = [old for old in left if ours & {account.id for account in old.accounts}]
        left = [old for old in left if old not in mine]
        split = next((n for n, c in enumerate(found) if not mine and _shares(c.before, ours)), None)
        if split is None:
            found.append(Change(tuple(mine), (one,), ()))
        else:
            found[split] = Change(found[split].before, (*found[split].after, one), ())
    found += [Change((old,), (), ()) for old in left]
    return [
        Change(c.before, c.after, _differ(c.before[0], c.after[0]) if len(c.before) == len(c.after) == 1 else ())
        for c in found
    ]


def _shares(incidents: Sequence[Incident], accounts: set[str]) -> bool:
    return any(account.id in accounts for incident in incidents for account in incident.accounts)


def _differ(before: Incident, after: Incident) -> tuple[Changed, ...]:
    old, new = dict(_told(before)), dict(_told(after))
    names = dict.fromkeys((*old, *new))
    pairs = ((name, old.get(name, "none told"), new.get(name, "none told")) for name in names)
    return tuple(Changed(*pair) for pair in pairs if pair[1] != pair[2])


def _told(incident: Incident) -> list[tuple[str, str]]:
    told = [
        ("id", incident.id),
        ("day", f"{words.day(incident.day.value)}, {words.standing(incident.day)}"),
        ("place", f"{words.place(incident.place.value)}, {words.standing(incident.place)}"),
        ("kind of incident", f"{incident.event_type.value or 'not told'}, {words.standing(incident.event_type)}"),
        ("grade", f"{incident.grade.value or 'none'}: {incident.grade.because}"),
        ("strike status", incident.strike_status.value or "none"),
        ("reports", str(len(incident.reports))),
        ("actors", "; ".join(f"{a.name} ({a.role}, {a.standing})" for a in incident.actors) or "none told"),
        ("victims", "; ".join(incident.victims) or "none named"),
    ]
    tolls = ((field, incident.tolls.get(field)) for field in FIELDS)
    return told + [(field, f"{words.toll(f.value)}, {words.standing(f)}") for field, f in tolls if f]
