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

By MUC-4's rules no template is made where nobody but soldiers, police or fighters is told to be harmed, nor of fighting
in which no civilian is, nor of what lies more than two months back. Where no day is told of the incident itself, or
only a weekday, the day of the message is the last it can have been; where no place is told, it is in the country that
the message is from. A toll is left out where those it counts are named or told group by group, and those of a list
("the mayor and his driver") are told one by one.
"""

import re
from datetime import timedelta

from consilience.claim import AGAIN, HIT, LISTED, Account, Claim
from consilience.day import Day
from consilience.report import Report
from consilience.resolve.actors import actor_named
from consilience.resolve.countries import countries, country_named
from consilience.resolve.places import place_named
from consilience.score.muc4_key import Fill, Template

_TYPES = {
    "Suicide bomb": "BOMBING",
    "Remote explosive/landmine/IED": "BOMBING",
    "Grenade": "BOMBING",
    "Abduction/forced disappearance": "KIDNAPPING",
    "Looting/property destruction": "ROBBERY",
}
_FIRE = re.compile(r"\b(?:arson|torch|burn|fire to|on fire|set ablaze|incendiary)", re.I)
_COUNTED = (HIT, AGAIN)  # people whose number is told elsewhere
_NOBODY = ("unidentified", "denied", "no comment")
_HEAD = 120  # characters in which the places of a dateline stand
_CLASH = "Armed clash"
_ARMED = frozenset({"fighter", "soldier", "police", "military", "security"})
_INDIRECT = re.compile(r"weekday|no day is told|the day it was told|of what was told around")
_RECENT = timedelta(days=62)
_EFFECTS = {"killed": "DEATH", "injured": "INJURY"}


def relevant(account: Account, report: Report) -> bool:
    """Whether MUC-4's rules ask for a template of this account."""
    day = account.day.end
    if day and report.published and report.published - day > _RECENT:
        return False
    harmed = {claim.category for claim in account.claims if claim.field in _EFFECTS}
    if account.event_type == _CLASH:
        return bool(harmed - _ARMED - {None} or account.first("victim"))
    return not harmed or bool(harmed - _ARMED) or account.first("victim") is not None


def template_of(account: Account, report: Report) -> Template:
    """What MUC-4 would have of this account."""
    numbers, effects = _people(account)
    return Template(
        type=_type(account),
        days=(_day(account, report),),
        places=(_place(account, report),),
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
    if day.precision == "unknown" or (report.published and _INDIRECT.search(day.rule)):
        return Day(None, report.published, "range")
    return day


def _place(account: Account, report: Report) -> tuple[str, ...]:
    place = account.place
    if place is None or place.country is None:
        country = message_country(report.text)
        return (countries()[country].name,) if country else ()
    country = countries()[place.country].name
    return (country, *(name for name in (place.admin1, place.name if place.name != country else None) if name))


def message_country(text: str) -> str | None:
    """The country of the town in the dateline, `SAN SALVADOR, 3 JAN 90 --`, or in the brackets behind it."""
    line = " ".join(text[:_HEAD].partition("--")[0].split())
    names = re.match(r"([^,(]+?)\s*(?:\(([^)]+)\))?,", line)
    if names is None:
        return None
    return country_named((names[2] or "").title()) or place_named(names[1].title(), {}).country


def _organizations(account: Account) -> list[Fill]:
    """Who is said to have done it, by name; "terrorists" are no organization."""
    found: dict[str, Fill] = {}
    for claim in account.claims:
        if claim.field in ("perpetrator", "attribution") and claim.value and claim.standing not in _NOBODY:
            words = (str(claim.value), claim.evidence.quote)
            found.setdefault(str(claim.value), Fill(words))
    return list(found.values())


def _people(account: Account) -> tuple[list[Fill], list[Fill]]:
    """Everybody harmed or taken: how many, and what came of them; those told by name one by one."""
    numbers, effects = [], []
    named = _named(account)
    for claim in [*named, *_groups(account, named)]:
        field = claim.qualifier if claim.field == "victim" else claim.field
        alike = [c for c in account.claims if (c.field, c.value) == (claim.field, claim.value)]
        told = [claim] if claim.qualifier == AGAIN else alike
        about = tuple(c.evidence.quote for c in told)
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


def _named(account: Account) -> list[Claim]:
    """Everybody named, once: by the fullest form of the name."""
    found: list[Claim] = []
    for claim in sorted((c for c in account.claims if c.field == "victim"), key=lambda c: -len(str(c.value))):
        if not any(set(str(claim.value).split()) <= set(str(other.value).split()) for other in found):
            found.append(claim)
    return found


def _groups(account: Account, named: list[Claim]) -> list[Claim]:
    """The groups told of without names, each once; those who were aimed at, where nobody is told to be harmed."""
    found: dict[tuple[str, object, object], Claim] = {}
    one_by_one = [part for claim in account.claims for part in _members(claim, account, named)]
    listed = [claim for claim in account.claims if _members(claim, account, named)]
    for claim in (c for c in account.claims if c not in listed):
        if claim.field in _EFFECTS and claim.scope in ("whole", "part") and claim.qualifier not in _COUNTED:
            alone = claim.value == 1 and any(str(n.value).split()[-1] in claim.evidence.quote.split() for n in named)
            if not alone and not (claim.value == 1 and claim.category is None and named and claim.scope == "whole"):
                found.setdefault((claim.field, claim.value, claim.category), claim)
    if found or named or one_by_one:
        groups = [claim for claim in found.values() if claim not in one_by_one]
        return [*one_by_one, *(c for c in groups if not _counted_again(c, [*groups, *one_by_one], named))]
    return [c for c in account.claims if c.field == "target" and c.value and not actor_named(str(c.value))][:1]


def _members(claim: Claim, account: Account, named: list[Claim]) -> list[Claim]:
    """Those without names in a list that only its reader has counted, where the list tells of everybody it counts."""
    if claim.qualifier != LISTED or claim.value is None:
        return []
    others = (c for c in account.claims if c is not claim)
    inside = [c for c in others if c.evidence.shares(claim.evidence) == len(c.evidence.quote)]
    parts = [c for c in inside if c.field == claim.field and c.scope == "part" and c.value]
    names = sum(c in named for c in inside)
    return parts if sum(int(c.value or 0) for c in parts) + names == claim.value else []


def _counted_again(claim: Claim, groups: list[Claim], named: list[Claim]) -> bool:
    """Whether those a toll counts are told one by one, or group by group; of many without a number, whether at all."""
    others = [c for c in groups if c.field == claim.field and c is not claim]
    if claim.value is None:
        return any(c.value for c in others) or any(n.qualifier == claim.field for n in named)
    names = sum(n.qualifier == claim.field for n in named)
    parts = sum(int(c.value or 0) for c in others if c.scope == "part")
    inside = sum(int(c.value or 0) for c in others if 0 < c.evidence.shares(claim.evidence) == len(c.evidence.quote))
    first = next((c for c in groups if c.field == claim.field and c.value == claim.value), claim)
    again = claim.value != 1 and first is not claim
    return again or (claim.scope == "whole" and claim.value in {names, parts, names + parts, inside} - {0})


def _number(claim: Claim) -> str:
    return "PLURAL" if claim.value is None else str(claim.value)
