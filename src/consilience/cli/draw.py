"""Incidents drawn for a terminal: a table of many, a page of one."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from consilience.claim import Account, Claim
from consilience.cli.alike import Alike, Sourced, alike
from consilience.cli.chained import chain_lines
from consilience.cli.corroboration import grade_lines, source_lines
from consilience.cli.figures import count_words, toll_words
from consilience.cli.outcome import count, shown
from consilience.cli.overtime import rise_words, toll_over_time
from consilience.day import Day
from consilience.desk import Listed, View
from consilience.export.jsonl import json_text
from consilience.incident import Finding, Incident, Settled
from consilience.judgement import Judgement
from consilience.place import Place
from consilience.toll import FIELDS, Toll

_STANDING = {"agreed": "green", "disputed": "yellow", "judged": "magenta", "unsaid": "dim"}
_SHOWN = 3  # places of a report listed for one value
_ROOM_FOR_IDS = 120  # columns from which a table shows whole ids


def print_json(value: Any) -> None:
    """JSON on standard output, as UTF-8 whatever the terminal's encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write((json_text(value, indent=2) + "\n").encode("utf-8"))
    sys.stdout.buffer.flush()


def incident_table(incidents: Iterable[Listed], width: int) -> Table:
    """One row an incident; names that do not fit are cut, figures and ids never."""
    columns = _columns([_row(i, whole_id=width >= _ROOM_FOR_IDS) for i in incidents])
    if width < _ROOM_FOR_GRADES:
        del columns["grade"]
    _fit(columns, width)
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for head, (room, _) in columns.items():
        figures = head in ("killed", "injured", "src")
        table.add_column(head, width=room, no_wrap=True, justify="right" if figures else "left")
    for row in zip(*(cells for _, cells in columns.values()), strict=True):
        table.add_row(*row)
    return table


_HEADS = ("day", "place", "cc", "type", "killed", "injured", "src", "grade", "id")
_ROOM_FOR_GRADES = 80  # columns from which a table shows grades
_LEAST_TYPE = 8  # characters of a type below which the column says nothing
_Columns = dict[str, tuple[int, list[Text]]]


def _columns(rows: list[tuple[Text, ...]]) -> _Columns:
    """The columns by their heads, each with the width it would like."""
    cells = {head: [row[n] for row in rows] for n, head in enumerate(_HEADS)}
    return {head: (max(cell_len(head), *map(_width, told)), told) for head, told in cells.items()}


def _fit(columns: _Columns, width: int) -> None:
    """Shortens places and types; where that would leave nothing of a type, the types go and places get their room."""
    (place, places), (kind, kinds) = columns["place"], columns["type"]
    room = width - sum(wish for wish, _ in columns.values()) + place + kind - len(columns)
    if place + kind <= room:
        return
    place = min(place, max(room * 2 // 5, room - kind))
    if room - place >= _LEAST_TYPE and place >= cell_len("place"):
        columns["place"], columns["type"] = (place, places), (room - place, kinds)
    else:
        del columns["type"]
        columns["place"] = min(columns["place"][0], max(room + 1, 1)), places


def _width(text: Text) -> int:
    return max(cell_len(line) for line in text.plain.split("\n"))


def _row(incident: Listed, *, whole_id: bool) -> tuple[Text, ...]:
    place = incident.place
    return (
        Text(_short_day(incident.day)),
        Text(shown(place.name) if place else "-"),
        Text((place and place.country) or ""),
        Text(incident.event_type or "-"),
        _count(incident.killed, incident.killed_standing, incident.killed_largest),
        _count(incident.injured, incident.injured_standing, incident.injured_largest),
        Text(str(incident.sources)),
        Text(incident.grade or "-"),
        Text(incident.id if whole_id else incident.id[-8:], style="cyan"),
    )


def _short_day(day: Day | None) -> str:
    """`2020-03-12`, `2020-03-12/13`; an interval over months takes two lines."""
    if day is None or day.precision == "unknown":
        return "unknown"
    if day.precision == "range" and day.start and day.end and day.start != day.end:
        same_month = f"{day.start:%Y-%m}" == f"{day.end:%Y-%m}"
        return f"{day.start}/{day.end:%d}" if same_month else f"{day.start}/\n{day.end}"
    return str(day).replace(" to ", "/\n")


def _count(toll: Toll | None, standing: Settled, largest: int) -> Text:
    """A figure, disputed ones in their colour."""
    if toll is None:
        return Text("-", style="dim")
    return Text(count_words(toll, largest), style="" if standing == "agreed" else _STANDING[standing])


def incident_page(view: View) -> Group:
    """All of one incident."""
    return unpadded(_page(view))


def _page(view: View) -> Iterator[RenderableType]:
    incident = view.incident
    yield Text(incident.id, style="bold cyan")
    yield from grade_lines(incident)
    yield from source_lines(incident)
    sourced = Sourced.of(incident)
    yield from _finding("date", incident.day, _day_words(incident.day.value), sourced)
    yield from _finding("place", incident.place, _place_words(incident.place.value), sourced)
    if incident.places:
        yield _line("also struck", "; ".join(_place_words(place) for place in incident.places))
    if incident.launched_from:
        yield _line("launched from", _place_words(incident.launched_from))
    yield from _finding("type", incident.event_type, incident.event_type.value or "not told", sourced)
    for field in FIELDS:
        finding = incident.tolls.get(field)
        if finding and (finding.value or finding.claims_for or finding.claims_against):
            yield from _finding(field, finding, toll_words(finding), sourced, rise_words(incident, field))
            yield from toll_over_time(incident, field)
    yield from _people(incident)
    yield from _accounts(incident)
    yield from chain_lines(view.chain, incident)
    if view.judgements:
        yield _heading("judgements")
        yield from (Hanging(Text(" "), judgement_line(judgement)) for judgement in view.judgements)


def _heading(words: str) -> Text:
    return Text(f"\n{words}", style="bold")


def _line(name: str, words: str) -> Text:
    line = Text("\n")
    line.append(f"{name}  ", style="bold")
    return line.append(shown(words))


def _finding(
    name: str, finding: Finding[Any], words: str, sourced: Sourced, rose: str = ""
) -> Iterator[RenderableType]:
    """A settled field, then each claim for it (+) and against it (-)."""
    line = _line(name, words)
    if finding.standing != "unsaid":
        by = f": {shown(', '.join(finding.judged_by))}" if finding.judged_by else ""
        more = f"; {rose}" if rose else ""
        line.append(f", {finding.standing}{by}{more}", style=_STANDING[finding.standing])
        line.append(f", rule: {finding.rule}" if finding.rule else "", style="dim")
    yield line
    for sign, claims in (("+", finding.claims_for), ("-", finding.claims_against)):
        for same in alike(claims, claim_words, sourced):
            yield Hanging(Text(f"  {sign}", style="green" if sign == "+" else "yellow"), _claim(same, sourced))


@dataclass(frozen=True, slots=True)
class Hanging:
    """Words that stay to the right of their mark on every line, and end where they end."""

    mark: Text
    words: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines, none filled up with blanks."""
        gap = " " if self.mark else ""
        indent = self.mark.cell_len + len(gap)
        for n, line in enumerate(self.words.wrap(console, max(options.max_width - indent, 1))):
            line.rstrip()
            lead = self.mark.copy() if n == 0 else Text(" " * self.mark.cell_len)
            yield Text.assemble(lead, gap, line)


def unpadded(parts: Iterable[RenderableType]) -> Group:
    """One part below the other, no line of words ending in blanks."""
    return Group(*(Hanging(Text(), part) if isinstance(part, Text) else part for part in parts))


def _claim(same: Alike, sourced: Sourced) -> Text:
    """The value, its words, and whose they are; more words of one report for one value only by where they stand."""
    claim = same.claims[0]
    text = Text(claim_words(claim), style="bold")
    text.append(" ", style="not bold").append_text(_quote(claim.evidence.quote))
    report = claim.evidence.report
    where = claim.evidence.part + " " + ", ".join(f"{c.evidence.start}-{c.evidence.end}" for c in same.claims[:_SHOWN])
    where += f" and {len(same.claims) - _SHOWN} more" if len(same.claims) > _SHOWN else ""
    copies = count(same.copies, "copy", "copies")
    told = (sourced.publishers.get(report), claim.published and str(claim.published), report, where)
    return text.append(
        "\n" + shown(", ".join(part for part in told if part)) + (f"; and {copies}" if same.copies else ""),
        style="not bold dim",
    )


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
    return Text(f"“{' '.join(shown(words).split())}”", style="not bold italic cyan")


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
