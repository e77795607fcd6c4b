"""From what people type to the incidents meant, looked up in the ledger without reading the others."""

import re
from collections.abc import Iterable

from consilience.desk.finding import only_meant
from consilience.ledger import Ledger

_LOOKED_AT = 20_000  # ids among which near ones are looked for


def incident_id(ledger: Ledger, words: str) -> str:
    """The id of the incident of an id, of one it had before, or of the only id that begins or ends with these words.

    Raises DeskError where none or several are meant.
    """
    if words and ledger.has_incident(words):
        return words
    before = ledger.id_of_mark(words.replace("#", "-").rsplit("-", 1)[-1])
    if before:
        return before
    meant = ledger.ids_like(words) if words else []
    return only_meant(words, meant, "incident", meant or ledger.some_ids(_LOOKED_AT))


def incidents_meant(ledger: Ledger, sides: Iterable[str]) -> tuple[set[str], set[str]]:
    """The reports and the ids of incidents that the sides of a decision may mean: all that tells what they do mean."""
    reports: set[str] = set()
    ids: set[str] = set()
    for words in sides:
        named = [words[: colon.start()] for colon in re.finditer(":", words)]
        own = [report for report in (*named, words.rpartition("#")[0]) if report and ledger.ids_of_reports((report,))]
        quoted = [report for report in named if ledger.report(report)]
        reports.update(own)
        if not own and not quoted:
            id = incident_id(ledger, words)
            ids.add(id)
            reports.update(report for one in ledger.incidents_of((id,)) for report in one.reports[:1])
    return reports, ids
