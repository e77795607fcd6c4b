"""What an account tells, in the slots of a MUC-4 template.

| ACLED's sub-event type | MUC-4's type |
|---|---|
| Suicide bomb; Remote explosive/landmine/IED; Grenade | BOMBING |
| Abduction/forced disappearance | KIDNAPPING |
| Looting/property destruction, with words of fire | ARSON |
| Looting/property destruction, without | ROBBERY |
| all else (an air strike is an attack by MUC-4's own rule) | ATTACK |

An account whose claims of the type or of weapons have a word of fire in them, and no bomb, is ARSON too. FORCED WORK
STOPPAGE has nothing that answers to it.

By MUC-4's rules no template is made of fighting in which nobody but soldiers, police or fighters is told to be harmed,
nor of what lies more than two months back, nor where nothing is told of who or what was aimed at. Where no day is told,
or only a weekday, the day of the message is the last it can have been.
"""

import re
from datetime import timedelta

from consilience.claim import Account, Claim
from consilience.day import Day
from consilience.report import Report
from consilience.resolve.actors import actor_named
from consilience.resolve.countries import countries
from consilience.score.muc4_key import Fill, Template

_TYPES = {
    "Suicide bomb": "BOMBING",
    "Remote explosive/landmine/IED": "BOMBING",
    "Grenade": "BOMBING",
    "Abduction/forced disappearance": "KIDNAPPING",
    "Looting/property destruction": "ROBBERY",
}
_FIRE = re.compile(r"\b(?:arson|torch|burn|fire to|on fire|set ablaze|incendiary)", re.I)
_CLASH = "Armed clash"
_UNARMED = frozenset({"fighter", "soldier", "police", "military", "security"})
_RECENT = timedelta(days=62)
_EFFECTS = {"killed": "DEATH", "injured": "INJURY"}


def relevant(account: Account, report: Report) -> bool:
    """Whether MUC-4's rules ask for a template of this account."""
    day = account.day.end
    if day and report.published and report.published - day > _RECENT:
        return False
    harmed = [claim for claim in account.claims if claim.field in _EFFECTS]
    if account.event_type == _CLASH:
        return any(claim.category not in _UNARMED for claim in harmed)
    return bool(harmed or account.first("target") or account.first("event_type"))


def template_of(account: Account, report: Report) -> Template:
    """What MUC-4 would have of this account."""
    numbers, effects = _people(account)
    return Template(
        type=_type(account),
        days=(_day(account, report),),
        places=(_place(account),),
        organizations=tuple(_organizations(account)),
        numbers=tuple(numbers),
        effects=tuple(effects),
        people=tuple(claim.evidence.quote for claim in account.claims),
    )


def _type(account: Account) -> str:
    told = _TYPES.get(account.event_type or "", "ATTACK")
    words = [c.evidence.quote for c in account.claims if c.field in ("event_type", "munitions")]
    return "ARSON" if told in ("ATTACK", "ROBBERY") and any(map(_FIRE.search, words)) else told


def _day(account: Account, report: Report) -> Day:
    day = account.day
    if day.precision == "unknown" or (report.published and "weekday" in day.rule):
        return Day(None, report.published, "range")
    return day


def _place(account: Account) -> tuple[str, ...]:
    place = account.place
    if place is None or place.country is None:
        return ()
    country = countries()[place.country].name
    return (country, *(name for name in (place.admin1, place.name if place.name != country else None) if name))


def _organizations(account: Account) -> list[Fill]:
    """Who is said to have done it, by name; "terrorists" are no organization."""
    found: dict[str, Fill] = {}
    for claim in account.claims:
        if claim.field not in ("perpetrator", "attribution") or not claim.value:
            continue
        if claim.standing not in ("unidentified", "denied", "no comment"):
            words = (str(claim.value), claim.evidence.quote)
            found.setdefault(str(claim.value), Fill(words))
    return list(found.values())


def _people(account: Account) -> tuple[list[Fill], list[Fill]]:
    """Everybody harmed or taken: how many, and what came of them; those told by name one by one."""
    numbers, effects = [], []
    named = {str(c.value): c for c in account.claims if c.field == "victim"}
    for claim in [*named.values(), *_groups(account, list(named.values()))]:
        field = claim.category if claim.field == "victim" else claim.field
        about = (claim.evidence.quote,)
        number = "1" if claim.field in ("victim", "target") else _number(claim)
        if claim.field == "target" and claim.evidence.quote.upper().endswith("S"):
            number = "PLURAL"
        if number == "0":
            effects.append(Fill(("NO INJURY OR DEATH" if field == "killed" else "NO INJURY",)))
            continue
        numbers.append(Fill((number,), about))
        if field in _EFFECTS:
            effects.append(Fill((_EFFECTS[field],), about))
    return numbers, effects


def _groups(account: Account, named: list[Claim]) -> list[Claim]:
    """The groups told of without names, each once; those who were aimed at, where nobody is told to be harmed."""
    found: dict[tuple[str, object, object], Claim] = {}
    for claim in account.claims:
        if claim.field in _EFFECTS and claim.scope in ("whole", "part"):
            alone = claim.value == 1 and any(claim.evidence.shares(name.evidence) for name in named)
            if not alone and not (claim.value == 1 and claim.category is None and named and claim.scope == "whole"):
                found.setdefault((claim.field, claim.value, claim.category), claim)
    if found or named:
        return list(found.values())
    return [c for c in account.claims if c.field == "target" and c.value and not actor_named(str(c.value))][:1]


def _number(claim: Claim) -> str:
    return "PLURAL" if claim.value is None else str(claim.value)
