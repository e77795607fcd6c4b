"""The deterministic extractor: a cascade of word tables and patterns, in the manner of FASTUS and NEXUS.

Tokens, then numbers and groups of people, then harm and events, then segments, mentions and accounts; each step reads
what the steps before it found, and nothing is thrown away that a later one may need.
"""

from dataclasses import replace

from consilience.claim import Account
from consilience.doors import Reading
from consilience.extract.account import accounts, main_first
from consilience.extract.assembly import Assembly
from consilience.extract.casing import readable
from consilience.extract.heading import headings
from consilience.extract.heading import title as bulletin_title
from consilience.extract.home import home, place_main
from consilience.extract.meant import meant
from consilience.extract.mention import Mention
from consilience.extract.proper import names_by_draft
from consilience.extract.scribe import Scribe
from consilience.extract.segment import segments
from consilience.extract.sentence import Sentence, sentences
from consilience.extract.setting import setting
from consilience.extract.tallies import tallies
from consilience.extract.undated import date_main
from consilience.extract.victim import victims
from consilience.extract.voice import voiced
from consilience.problem import Problem
from consilience.report import Report
from consilience.resolve.days import find_days, infer_reference
from consilience.resolve.gazetteer import Added, look_also_in

#: Fields of which one claim is needed where no day is known: an account of nothing else tells of no incident.
_TELLING = ("place", "killed", "injured", "missing", "victim")


class Grammar:
    """Finds accounts of violent incidents in English news text; offline, with the same outcome every time."""

    name = "grammar/7"

    def __init__(self, added: Added | None = None) -> None:
        """With places that people added, of which the name tells: it finds other things in the same text."""
        self._added = added
        if added:
            self.name = f"{self.name}+places-{added.mark}"

    def extract(self, report: Report) -> Reading:
        """What a report tells: its accounts (main one first), its tallies, and notes on what it lacks."""
        look_also_in(self._added)
        flat = readable(report.text)
        days = find_days(flat)
        reference = infer_reference(flat, days, report.published, report.taken_in)
        body = victims(meant(voiced(sentences(report, days=days))))
        title = victims(sentences(report, "title")) if report.title else []
        scene = setting([*title, *body], f"{report.title or ''}\n{flat}", report.publisher)
        at_home = home(title, body, scene)
        scene = replace(scene, home=at_home.place, local=at_home.local) if at_home else scene
        rehearsed = _is_rehearsal([*title, *body])
        assembly = Assembly(reference)
        scribes = {
            "title": Scribe(report, "title", reference, reference.day),
            "text": Scribe(report, "text", reference, reference.day),
        }
        told: list[Mention] = []
        above = headings(body, scene, reference)
        for scribe, lines in ((scribes["title"], title), (scribes["text"], body)):
            for index, sentence in enumerate(lines):
                mentions = [scribe.mention(s, scene) for s in segments(sentence) if s.tells or s.link is None]
                for mention in mentions:
                    mention.generic = mention.generic or rehearsed
                mentions = [m for m in mentions if not m.generic or m.claims or m.day or m.when.later or m.answers]
                assembly.take(mentions, above.get(index) if lines is body else None)
                told += mentions
        assembly.finish(bulletin_title(body, reference))
        kept = main_first(assembly.drafts)
        date_main(kept, told, [*title, *body], reference)
        place_main(kept, at_home)
        found = accounts(kept, names_by_draft(kept, body), scribes, self.name)
        found = [a for a in found if a.day.precision != "unknown" or any(c.field in _TELLING for c in a.claims)]
        return Reading(tuple(found), () if rehearsed else tuple(tallies(told)), tuple(_notes(report, found)))


def _is_rehearsal(lines: list[Sentence]) -> bool:
    """Whether the whole report is about a drill: its headline or many of its sentences say so."""
    drill = [line for line in lines if line.has("drill")]
    return len(drill) >= 3 or (len(drill) >= 2 and any(line.kind == "headline" for line in drill))


def _notes(report: Report, found: list[Account]) -> list[Problem]:
    if not found:
        return [Problem(report.id, "no incident", "the report tells of no violent incident", level="note")]
    return [
        Problem(report.id, "no day", "the day of its main incident cannot be told from the report", level="note")
        for account in found[:1]
        if account.day.precision == "unknown"
    ]
