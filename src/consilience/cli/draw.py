"""Incidents drawn for a terminal: a table of many, a page of one."""

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from consilience.claim import Account, Claim
from consilience.cli.outcome import count, shown
from consilience.day import Day
from consilience.desk import View
from consilience.export.jsonl import json_text
from consilience.incident import Finding, Incident
from consilience.judgement import Judgement
from consilience.place import Place
from consilience.toll import FIELDS, Toll

_STANDING = {"agreed": "green", "disputed": "yellow", "judged": "magenta", "unsaid": "dim"}
_ROOM_FOR_IDS = 120  # columns from which a table shows whole ids


def print_json(value: Any) -> None:
    """JSON on standard output, as UTF-8 whatever the terminal's encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write((json_text(value, indent=2) + "\n").encode("utf-8"))
    sys.stdout.buffer.flush()


def incident_table(incidents: Iterable[Incident], width: int) -> Table:
    """One row an incident, in 80 columns or more."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column("day", max_width=11)
    table.add_column("place", ratio=3, no_wrap=True)
    table.add_column("", width=2)
    table.add_column("type", ratio=4, no_wrap=True)
    table.add_column("killed", justify="right", max_width=11)
    table.add_column("injured", justify="right", max_width=11)
    table.add_column("src", justify="right", width=3)
    whole = width >= _ROOM_FOR_IDS
    table.add_column("id", no_wrap=True, style="cyan", min_width=8)
    for incident in incidents:
        place = incident.place.value
        table.add_row(
            Text(str(incident.day.value or "day unknown").replace("day unknown", "unknown")),
            Text(shown(place.name) if place else "-"),
            Text((place and place.country) or ""),
            Text(incident.event_type.value or "-"),
            _count(incident.tolls.get("killed")),
            _count(incident.tolls.get("injured")),
            str(len({a.publisher or a.report for a in incident.accounts})),
            Text(incident.id if whole else incident.id[-8:]),
        )
    return table


def _count(finding: Finding[Toll] | None) -> Text:
    """`18`, `18+`, `26-31`, and `29 (26-31)` where the best is not an end; disputed figures in their colour."""
    if finding is None or finding.value is None:
        return Text("-", style="dim")
    toll = finding.value
    span = f"{toll.low}-{toll.high}" if toll.high is not None and toll.high != toll.low else f"{toll.low}"
    words = span + ("+" if toll.high is None else "")
    if toll.best not in (toll.low, toll.high):
        words = f"{toll.best} ({words})"
    return Text(words, style="" if finding.standing == "agreed" else _STANDING[finding.standing])


def incident_page(view: View) -> Group:
    """All of one incident."""
    return Group(*_page(view))


def _page(view: View) -> Iterator[RenderableType]:
    incident = view.incident
    yield Text(incident.id, style="bold cyan")
    yield from _finding("date", incident.day, _day_words(incident.day.value))
    yield from _finding("place", incident.place, _place_words(incident.place.value))
    if incident.places:
        yield _line("also struck", "; ".join(_place_words(place) for place in incident.places))
    if incident.launched_from:
        yield _line("launched from", _place_words(incident.launched_from))
    yield from _finding("type", incident.event_type, incident.event_type.value or "not told")
    for field in FIELDS:
        finding = incident.tolls.get(field)
        if finding and (finding.value or finding.claims_for or finding.claims_against):
            yield from _finding(field, finding, str(finding.value) if finding.value else "no figure is told")
    yield from _people(incident)
    yield from _accounts(incident)
    yield from _responses(view)
    if view.judgements:
        yield _heading("judgements")
        yield from (Padding(judgement_line(judgement), (0, 0, 0, 2), expand=False) for judgement in view.judgements)


def _heading(words: str) -> Text:
    return Text(f"\n{words}", style="bold")


def _line(name: str, words: str) -> Text:
    line = Text("\n")
    line.append(f"{name}  ", style="bold")
    return line.append(shown(words))


def _finding(name: str, finding: Finding[Any], words: str) -> Iterator[RenderableType]:
    """A settled field, then each claim for it (+) and against it (-)."""
    line = _line(name, words)
    if finding.standing != "unsaid":
        line.append(f"  {finding.standing}", style=_STANDING[finding.standing])
        line.append(f", rule: {finding.rule}" if finding.rule else "", style="dim")
    yield line
    for sign, claims in (("+", finding.claims_for), ("-", finding.claims_against)):
        for claim in claims:
            yield Padding(_claim(sign, claim), (0, 0, 0, 2), expand=False)


def _claim(sign: str, claim: Claim) -> Text:
    """The value, its words, and whose they are."""
    text = Text(f"{sign} ", style="green" if sign == "+" else "yellow")
    text.append(claim_words(claim), style="default")
    text.append("\n  ")
    text.append_text(_quote(claim.evidence.quote))
    text.append("\n  ")
    told = (claim.evidence.report, claim.published and str(claim.published))
    where = f"{claim.evidence.part} {claim.evidence.start}-{claim.evidence.end}"
    text.append(shown(", ".join(part for part in (*told, where) if part)), style="dim")
    return text


def claim_words(claim: Claim) -> str:
    """What a claim says, in a few words: `at least 18 (fighter), according to ...`."""
    words = _claimed(claim)
    details = [d for d in (claim.scope if claim.scope != "whole" else None, claim.category, claim.nationality) if d]
    if claim.standing:
        details.append(claim.standing)
    if details:
        words += f" ({', '.join(details)})"
    return shown(words + (f", according to {claim.according_to}" if claim.according_to else ""))


def _claimed(claim: Claim) -> str:
    if isinstance(claim.resolved, Day):
        return f"{claim.resolved} ({claim.resolved.rule})" if claim.resolved.rule else str(claim.resolved)
    if isinstance(claim.resolved, Place):
        return _place_words(claim.resolved)
    if claim.value is None:
        ends = [str(end) for end in (claim.low, claim.high) if end is not None]
        return (claim.qualifier or "no number") + (f" ({'-'.join(ends)})" if ends else "")
    if isinstance(claim.value, int) and claim.low is not None and claim.high not in (None, claim.low):
        return f"{claim.low}-{claim.high}"
    qualified = claim.qualifier and isinstance(claim.value, int)
    return f"{claim.qualifier} {claim.value}" if qualified else str(claim.value)


def _quote(words: str) -> Text:
    """A quote as printed, on as many lines as it takes."""
    return Text(f"“{' '.join(shown(words).split())}”", style="italic cyan")


def _people(incident: Incident) -> Iterator[RenderableType]:
    if incident.actors:
        yield _heading("actors")
        for actor in incident.actors:
            said = f", according to {actor.according_to}" if actor.according_to else ""
            yield Text(shown(f"  {actor.name}: {actor.role}, {actor.standing}{said}"))
    if incident.victims:
        yield _line("victims", ", ".join(incident.victims))


def _accounts(incident: Incident) -> Iterator[RenderableType]:
    yield _heading("accounts")
    for account in incident.accounts:
        line = Text(f"  {shown(account.id)}", style="cyan")
        line.append(shown(f"  {_source(account)}"), style="default")
        yield line.append(f"; {count(len(account.claims), 'quote')}", style="dim")


def _source(account: Account) -> str:
    day = str(account.published) if account.published else "day of publication unknown"
    main = "" if account.rank == 0 else "; told in passing"
    return f"{account.publisher or 'publisher unknown'}, {day}{main}"


def _responses(view: View) -> Iterator[RenderableType]:
    for name, others in (("told as the answer to", view.answers), ("answered by", view.answered_by)):
        if others:
            yield _heading(name)
            yield from (Text(f"  {other.id}", style="cyan") for other in others)


def judgement_line(judgement: Judgement) -> Text:
    """A decision on one line or two."""
    line = Text(judgement.id, style="magenta")
    what = " ".join(part for part in (judgement.verb, judgement.field, judgement.value, judgement.retracts) if part)
    line.append(f"  {shown(what)}", style="default bold")
    line.append(shown(f" by {judgement.by}, {judgement.when[:10]}: {judgement.because}"), style="default")
    return line


def _day_words(day: Day | None) -> str:
    if day is None or day.precision in ("day", "unknown"):
        return str(day or "day unknown")
    return f"{day} (known to the {day.precision})" if day.precision != "range" else str(day)


def _place_words(place: Place | None) -> str:
    if place is None:
        return "not told"
    within = ", ".join(part for part in (place.admin1, place.country) if part)
    words = f"{place.name} ({within})" if within else place.name
    if place.lat is not None and place.lon is not None:
        return f"{words}, {place.lat:.2f} {place.lon:.2f}, {place.precision}"
    return f"{words}, no coordinates known"
