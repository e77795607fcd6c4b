"""Where a field was missed, one miss below the other: what gold has, what came out, claims, and the report's words."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from consilience.claim import Claim
from consilience.cli.draw import Hanging, claim_words, print_json, unpadded
from consilience.cli.outcome import bounded, count, fail, screen, shown
from consilience.export import claim_shape
from consilience.report import Report
from consilience.score.measured import Miss
from consilience.score.sets import Result

_LONG = 1800  # characters of a text that is shown whole
_AROUND = 280  # characters kept on either side of a quote
_HEAD = 400  # characters of a long text that are shown in any case
_QUOTED = "bold black on yellow"


def show_misses(result: Result, field: str, *, at: int, kind: str | None, whole: bool, as_json: bool) -> None:
    """The misses of one field, in a pager on a terminal."""
    if result.fault:
        raise fail(f"{result.set.name}: {result.fault}")
    fields = Counter(miss.field for miss in result.measured.misses)
    if field not in fields:
        there = ", ".join(f"{name} ({number})" for name, number in fields.items()) or "none at all"
        raise fail(f"{field}: {result.set.name} has no misses of this field; there are misses of: {there}")
    misses = [miss for miss in result.measured.misses if miss.field == field]
    kinds = Counter(miss.kind for miss in misses)
    chosen = [miss for miss in misses if kind is None or kind.casefold() in miss.kind.casefold()]
    if not chosen:
        raise fail(f"{kind}: no miss is of this kind; there are: {', '.join(kinds)}")
    if as_json:
        print_json([_shape(miss) for miss in chosen[at - 1 :]])
        return
    head = Text(f"{result.set.name}, {field}: {count(len(misses), 'miss', 'misses')}", style="bold")
    counts = Text("\n".join(f"{number:>5}  {name}" for name, number in kinds.most_common()))
    told = (_page(miss, n, len(chosen), whole) for n, miss in enumerate(chosen, start=1) if n >= at)
    _print([head, counts, *told])


def _shape(miss: Miss) -> dict[str, Any]:
    return {
        "report": miss.report.id,
        "field": miss.field,
        "kind": miss.kind,
        "wanted": miss.wanted,
        "got": miss.got,
        "claims": [claim_shape(claim) for claim in miss.claims],
        "title": miss.report.title,
        "published": str(miss.report.published) if miss.report.published else None,
        "text": miss.report.text,
    }


def _print(parts: Iterable[RenderableType]) -> None:
    """In `less` on a terminal, where there is one; else as it comes."""
    out, less = screen(), shutil.which("less")
    if not bounded(out):
        out.width = 100
    if not (out.is_terminal and sys.stdin.isatty() and less):
        for part in parts:
            out.print(part)
        return
    pager = subprocess.Popen([less, "-R", "-F", "-X"], stdin=subprocess.PIPE, encoding="utf-8", errors="replace")
    assert pager.stdin
    into = Console(
        file=pager.stdin, force_terminal=True, width=out.width, highlight=False, markup=False, emoji=False,
        color_system="auto" if os.environ.get("TERM") != "dumb" else None,
    )  # fmt: skip
    try:
        for part in parts:
            into.print(part)
        pager.stdin.close()
    except BrokenPipeError:
        pass  # whoever was looking has seen enough
    pager.wait()


def _page(miss: Miss, number: int, of: int, whole: bool) -> Group:
    return unpadded(_parts(miss, number, of, whole))


def _parts(miss: Miss, number: int, of: int, whole: bool) -> Iterator[RenderableType]:
    report, claims = miss.report, _by_words(miss.claims)
    yield Text()
    yield Rule(Text(f"{number} of {of}  {shown(report.id)}  {miss.kind}", style="bold"), align="left", style="dim")
    facts = (report.publisher, str(report.published) if report.published else "published: not known")
    yield Text(shown(", ".join(fact for fact in facts if fact)), style="dim")
    yield Hanging(Text("wanted", style="bold green"), Text(shown(miss.wanted)))
    yield Hanging(Text("got   ", style="bold red"), Text(shown(miss.got)))
    marks = dict(enumerate(claims, start=1))
    for mark, same in marks.items():
        words = Text(f"{same.field} ", style="bold").append(claim_words(same), style="not bold")
        words.append("  ").append(f"“{_short(same.evidence.quote)}”", style="not bold dim")
        yield Hanging(Text(f"   [{mark}]", style="dim"), words)
    if not marks:
        yield Text("    no claim", style="dim")
    if report.title:
        yield Text("\n").append_text(_marked(report, "title", marks, whole=True).copy())
    yield Text("\n").append_text(_marked(report, "text", marks, whole=whole))


def _by_words(claims: Iterable[Claim]) -> list[Claim]:
    """Each claim once, in the order in which they stand."""
    seen = {(c.field, c.value, c.evidence): c for c in reversed(tuple(claims))}
    return sorted(seen.values(), key=lambda c: (c.evidence.part != "title", c.evidence.start, c.evidence.end))


def _short(quote: str) -> str:
    words = shown(" ".join(quote.split()))
    return words if len(words) <= 120 else f"{words[:117]}..."


def _marked(report: Report, part: str, marks: dict[int, Claim], *, whole: bool) -> Text:
    """The words with the quotes lit and numbered; of a long text only the beginning, and what lies around quotes."""
    words = shown(report.part(part))
    here = {mark: claim.evidence for mark, claim in marks.items() if claim.evidence.part == part}
    coloured = Text(words)
    for evidence in here.values():
        coloured.stylize(_QUOTED, evidence.start, evidence.end)
    kept = [(0, len(words))]
    if not whole and len(words) > _LONG:
        kept = _windows(words, [(0, _HEAD)] + [(e.start - _AROUND, e.end + _AROUND) for e in here.values()])
    text, done = Text(), 0
    for start, end in kept:
        if start > done:
            text.append(f"\n[... {start - done:,} characters ...]\n", style="dim")
        done = start
        for mark, evidence in sorted(here.items(), key=lambda item: item[1].end):
            if done <= evidence.end <= end and evidence.end > start:
                text.append_text(coloured[done : evidence.end]).append(f"[{mark}]", style="dim")
                done = evidence.end
        text.append_text(coloured[done:end])
        done = end
    if done < len(words):
        text.append(f"\n[... {len(words) - done:,} characters; --whole shows all]", style="dim")
    return text


def _windows(words: str, wanted: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans put together where they meet, and ending between words."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(wanted):
        start, end = max(0, start), min(len(words), end)
        while start and not words[start - 1].isspace():
            start -= 1
        while end < len(words) and not words[end].isspace():
            end += 1
        if found and start <= found[-1][1] + 80:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
