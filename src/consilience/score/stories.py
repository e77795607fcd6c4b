"""The project's own stories, told to the whole system: each should come out as a careful reader would record it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from consilience.check import check_claims
from consilience.claim import Account, Claim
from consilience.extract.grammar import Grammar
from consilience.extract.origin import with_origins
from consilience.incident import Incident, Record
from consilience.reconcile import PlainMatcher, reconcile
from consilience.score import story_lines
from consilience.score.measured import Measured, Miss, Options, digest, found, share
from consilience.score.story import Expected, Story, stories
from consilience.tally import Tally

_CLAIMS = {"day": "date", "type": "event_type"}  # what claims of a line's key are called
_TOUCHED = 10  # characters of a quote that may be shared by accident


@dataclass
class Telling:
    """What the system made of a story."""

    accounts: list[Account] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    record: Record = field(default_factory=Record)


def find(data: Path) -> Path | None:
    """The folder of stories."""
    return data if data.name == "stories" and any(data.glob("*.md")) else found(data, "tests/stories", "stories")


def measure(where: Path, options: Options) -> Measured:
    """Shares of the incidents that the stories of the half asked for expect."""
    whole = [(story, tell(story)) for story in stories(where) if story.half == options.half]
    matched = [(story, told, matches(story, told)) for story, told in whole]
    wrong = [[line[0] for line in story_lines.misses(s.incidents[n], i)] for s, _, of in matched for n, i in of.items()]
    expected = sum(len(story.incidents) for story, _ in whole)
    unexpected = "incidents nobody expects"
    figures = {
        "incidents found": share(len(wrong), expected),
        "incidents with right day and place": share(sum(not {"day", "place"} & set(w) for w in wrong), expected),
        "incidents with all lines right": share(sum(not w for w in wrong), expected),
        "stories with nothing wrong": share(sum(not problems(*both) for both in whole), len(whole)),
        unexpected: float(sum(len(told.record.incidents) - len(of) for _, told, of in matched)),
    }
    found = [miss for story, told, of in matched for miss in _misses(story, told, of)]
    return Measured(figures, digest(sorted(where.glob("*.md"))), found, few=frozenset({unexpected}))


def tell(story: Story) -> Telling:
    """Runs the whole way on a story's reports."""
    told, extractor = Telling(), Grammar()
    for report in story.reports:
        reading = with_origins(report, check_claims(report, extractor.extract(report)))
        assert not any(p.level == "problem" for p in reading.problems), reading.problems
        told.accounts += reading.accounts
        told.tallies += reading.tallies
    told.record = reconcile(tuple(told.accounts), (), PlainMatcher(), "range")
    return told


def matches(story: Story, told: Telling) -> dict[int, Incident]:
    """Expected incident (by index) -> the incident that tells most of it, one to one."""
    scored = sorted(
        (
            (len(e.lines) - len(misses(e, i)), -n, -m, n, m)
            for n, e in enumerate(story.incidents)
            for m, i in enumerate(told.record.incidents)
            if _near(e, i)
        ),
        reverse=True,
    )
    found: dict[int, Incident] = {}
    for *_, n, m in scored:
        if n not in found and told.record.incidents[m] not in found.values():
            found[n] = told.record.incidents[m]
    return found


def _near(expected: Expected, incident: Incident) -> bool:
    """Whether an incident can be meant: a report in common, and the day or the place or a toll right."""
    if expected.reports and not expected.reports & {int(r) for r in incident.reports}:
        return False
    wrong = {key for key, _, _ in story_lines.misses(expected, incident)}
    return any(expected.get(k) and k not in wrong for k in ("day", "place", "killed", "injured", "missing", "victim"))


def misses(expected: Expected, incident: Incident) -> list[str]:
    """The lines of an expected incident that an incident does not meet, as sentences that begin with the key."""
    return [f"{key}: wanted {value}, got {got}" for key, value, got in story_lines.misses(expected, incident)]


def problems(story: Story, told: Telling) -> list[str]:
    """All that a telling gets wrong, as sentences."""
    found = matches(story, told)
    wrong = []
    for n, expected in enumerate(story.incidents):
        incident = found.get(n)
        if incident is None:
            wrong.append(f"incident {n + 1} ({expected.get('day')}, {expected.get('place')}) is not found")
            continue
        wrong += [f"incident {n + 1}: {m}" for m in misses(expected, incident)]
        wrong += [f"incident {n + 1} {words}" for words in _answers_missed(expected, incident, found)]
    wrong += [
        f"an incident nobody expects: {i.id} with {[c.evidence.quote for a in i.accounts for c in a.claims][:4]}"
        for i in told.record.incidents
        if i not in found.values()
    ]
    wrong += [
        f"tally not kept apart: {q!r}"
        for q in story.tallies
        if not any(_shares(q, t.evidence.quote) for t in told.tallies)
    ]
    return wrong + [f"used for an incident: {quote!r}" for quote in _used(story, told)]


def _answers_missed(expected: Expected, incident: Incident, found: dict[int, Incident]) -> Iterator[str]:
    """What is wrong about what an incident is told to answer: an incident by its number, words, or `none`."""
    answers = expected.get("answers") or ""
    if answers == "none" and incident.responds_to:
        yield f"answers {', '.join(incident.responds_to)}, and should answer none"
    elif answers.isdigit() and (other := found.get(int(answers) - 1)):
        if other.id not in incident.responds_to:
            yield f"does not answer incident {answers}"
        if set(incident.responds_to) - {other.id}:
            yield f"answers {', '.join(incident.responds_to)}, of which only {other.id} is right"
    elif answers.startswith('"'):
        words = answers.strip('"')
        told = [claim.evidence.quote for claim in _claims(incident) if claim.field == "response"]
        if incident.responds_to or not any(words in quote or quote in words for quote in told):
            yield f"should answer what nobody tells of, {answers}, and has {told}, {list(incident.responds_to)}"


def _shares(a: str, b: str) -> bool:
    return a in b or b in a or len(set(a.split()) & set(b.split())) >= 4


def _used(story: Story, told: Telling) -> list[str]:
    """What should not have become an incident and did."""
    fields = ("killed", "injured", "event_type")
    used = [c.evidence.quote for i in told.record.incidents for c in _claims(i) if c.field in fields]
    return [quote for quote in story.nothing if any(u in quote and len(u) > _TOUCHED for u in used)]


def _claims(incident: Incident) -> list[Claim]:
    return [claim for account in incident.accounts for claim in account.claims]


def _misses(story: Story, told: Telling, matched: dict[int, Incident]) -> Iterator[Miss]:
    """Each line not met, each incident not found, and each that nobody expects."""
    for n, expected in enumerate(story.incidents):
        incident = matched.get(n)
        report = story.reports[min(expected.reports, default=1) - 1]
        if incident is None:
            wanted = ", ".join(f"{key} {value}" for key, value in expected.lines)
            yield Miss(report, "incident", "not found", wanted, "none")
            continue
        for key, value, got in story_lines.misses(expected, incident):
            claims = tuple(c for c in _claims(incident) if c.field == _CLAIMS.get(key, key))
            yield Miss(report, key, "another", value, got, claims)
    for incident in told.record.incidents:
        if incident not in matched.values():
            report = story.reports[int(incident.reports[0]) - 1]
            yield Miss(report, "incident", "nobody expects it", "none", incident.id, tuple(_claims(incident)))
