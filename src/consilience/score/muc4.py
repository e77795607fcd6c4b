"""MUC-4: news on violence in Latin America, 1988 to 1990, in capitals, against the templates of 1992.

The folder holds `dev` (to work on), `tst1` and `tst2` (to check), each with texts and answer keys. Of the 25 slots
those are scored that an account tells of. An account becomes a template as `muc4_template.py` says, and is matched to
one of the key as `muc4_match.py` says. As in 1992 recall is what is right of what the key has, precision what is right
of what was told, and what is partly right counts half. A template or filler that the key calls optional is asked only
where it was told. All templates count: those that were missed and those that nobody asked for bring down every slot.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from consilience.claim import Account
from consilience.report import Report
from consilience.score.measured import Figures, Measured, Miss, Options, digest, found, share
from consilience.score.muc4_key import Template, templates
from consilience.score.muc4_match import Credit, compare, match
from consilience.score.muc4_template import relevant, template_of
from consilience.score.told import tell

_FOLDERS = {"tune": ("dev",), "check": ("tst1", "tst2")}
_MESSAGE = re.compile(r"(?m)^((?:DEV|TST\d)-MUC\d-\d{4})\b.*$")
_DATELINE = re.compile(r",\s+(\d{1,2}) ([A-Z]{3})[A-Z]*\.? (\d\d)\b[^-]{0,80}--")
_HEAD = 300  # characters in which a dateline stands
SLOTS = ("template", "date", "location", "type", "perpetrator organization", "target number", "target effect")


def find(data: Path) -> Path | None:
    """The folder that holds `dev`, `tst1` and `tst2`."""
    return data if (data / "dev").is_dir() and data.name == "muc4" else found(data, "muc4")


def measure(where: Path, options: Options) -> Measured:
    """Recall and precision of every slot."""
    texts: dict[str, str] = {}
    keys: dict[str, list[Template]] = {}
    folders = [where / name for name in _FOLDERS[options.half]]
    for file in (file for folder in folders for file in sorted(folder.iterdir())):
        if file.name.startswith("key"):
            keys |= templates(file)
        else:
            texts |= _texts(file)
    told = tell((_line(id, text) for id, text in texts.items()), join=False)
    tally = _Tally()
    for id in texts:
        tally.add(told.reports[id], keys.get(id, []), told.accounts[id])
    return Measured(tally.figures, digest(folders), tally.misses)


def _texts(file: Path) -> dict[str, str]:
    parts = _MESSAGE.split(file.read_text(encoding="latin-1"))
    return {id: text.strip("\n") for id, text in zip(parts[1::2], parts[2::2], strict=True)}


def _line(id: str, text: str) -> dict[str, Any]:
    day = published(text)
    return {"id": id, "text": text, "published": day.isoformat() if day else None}


def published(text: str) -> date | None:
    """The day in the dateline, `BOGOTA, 3 JAN 90 (INRAVISION) --`, which every message opens with."""
    dateline = _DATELINE.search(text[:_HEAD])
    try:
        return datetime.strptime(" ".join(dateline.groups()), "%d %b %y").date() if dateline else None
    except ValueError:
        return None


@dataclass
class _Points:
    """Of one slot: what was right, what was to be told, what was told."""

    right: float = 0
    possible: int = 0
    actual: int = 0

    def add(self, credit: Credit) -> None:
        self.right += credit.right
        self.possible += credit.possible
        self.actual += credit.actual


class _Tally:
    """Points of every slot, and what was missed."""

    def __init__(self) -> None:
        self.points = {slot: _Points() for slot in SLOTS}
        self.misses: list[Miss] = []

    def add(self, report: Report, key: list[Template], accounts: tuple[Account, ...]) -> None:
        """One message."""
        told = [(template_of(account, report), account) for account in accounts if relevant(account, report)]
        pairs = match(key, [template for template, _ in told])
        for k, template in enumerate(key):
            its = told[pairs[k]] if k in pairs else None
            if its or not template.optional:
                self._count(report, template, its)
        for n, (template, account) in enumerate(told):
            if n not in pairs.values():
                self._count(report, None, (template, account))

    def _count(self, report: Report, key: Template | None, told: tuple[Template, Account] | None) -> None:
        for slot, credit in compare(key, told[0] if told else None).items():
            self.points[slot].add(credit)
            if credit.kind:
                claims = told[1].claims if told else ()
                self.misses.append(Miss(report, slot, credit.kind, credit.wanted, credit.got, claims))

    @property
    def figures(self) -> Figures:
        """Recall, then precision, slot by slot."""
        found: Figures = {}
        for slot, points in self.points.items():
            found[f"{slot}, recall"] = share(points.right, points.possible)
            found[f"{slot}, precision"] = share(points.right, points.actual)
        return found
