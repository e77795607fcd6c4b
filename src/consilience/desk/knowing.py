"""What was known on a day: the reports published by then, and the decisions that need nothing later."""

from collections.abc import Collection, Iterable
from datetime import date

from consilience.claim import Account
from consilience.judgement import Judgement, in_force


def known_accounts(accounts: Iterable[Account], reports: Collection[str]) -> tuple[Account, ...]:
    """The accounts of these reports."""
    return tuple(a for a in accounts if a.report in reports)


def known_judgements(judgements: Iterable[Judgement], reports: Collection[str], day: date) -> tuple[Judgement, ...]:
    """The decisions that count on a day, of those in force now, so that what was taken back since never counts.

    One on what words mean (same, different, accept, reject) counts as soon as all reports that it holds on to are
    published, whenever it was made: the words could be read so then. A value that somebody prefers may rest on what
    was published after the day, and counts from the day it was made (UTC). The rule is about how to settle, no news.
    """

    def counts(judgement: Judgement) -> bool:
        made = judgement.when[:10]
        late = judgement.verb == "prefer" and made > day.isoformat()
        return not late and all(passage.report in reports for passage in judgement.passages)

    return tuple(j for j in in_force(tuple(judgements)) if counts(j))
