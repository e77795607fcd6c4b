"""A chain of attacks and answers drawn for a terminal: each with its day, place and toll, and the words that say so."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from consilience.claim import Claim
from consilience.cli.figures import toll_words
from consilience.cli.outcome import shown
from consilience.incident import Incident
from consilience.reconcile import Step
from consilience.toll import FIELDS

_WORDS = 2  # quotes shown for one answer


def chain_lines(steps: Iterable[Step], about: Incident) -> Iterator[Text]:
    """The chain with the incident looked at marked in it; nothing where nobody tells of an answer."""
    told = list(steps)
    if len(told) == 1 and not told[0].open:
        return
    yield Text("\nattacks and answers", style="bold")
    for step in told:
        yield _incident(step.incident, about)
        for id, claims in step.answers.items():
            yield from _answer(f"answers {id}", claims)
        yield from _answer("answers what no report here tells of", step.open)


def _incident(incident: Incident, about: Incident) -> Text:
    here = incident.id == about.id
    line = Text("> " if here else "  ", style="bold" if here else "")
    place = incident.place.value
    told = [str(incident.day.value or "day unknown"), place.name if place else "place unknown"]
    tolls = ((field, incident.tolls.get(field)) for field in FIELDS)
    told += [f"{field} {toll_words(finding)}" for field, finding in tolls if finding and finding.value]
    return line.append(shown(", ".join(told))).append(f"  {incident.id}", style="cyan")


def _answer(said: str, claims: Iterable[Claim]) -> Iterator[Text]:
    """What is answered, and the words of each report that says so."""
    quotes = list(dict.fromkeys((c.evidence.report, c.evidence.quote) for c in claims))
    if quotes:
        yield Text(f"    {said}", style="dim")
        for report, quote in quotes[:_WORDS]:
            line = Text("      ").append(f"“{shown(' '.join(quote.split()))}”", style="italic cyan")
            yield line.append(f"  {shown(report)}", style="dim not italic")
