"""From what people type to what is meant: an incident, a report, the words a judgement holds on to."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import get_args

from rapidfuzz import process

from consilience.claim import Account, Claim
from consilience.claim import Field as ClaimField
from consilience.evidence import Evidence
from consilience.incident import Incident, Record
from consilience.judgement import Judgement, Passage, in_force
from consilience.ledger import Ledger
from consilience.reconcile import RULES, find_incident
from consilience.reconcile.wished import ASSESSED, as_day, why_not
from consilience.report import Report

#: Which claims tell an incident best, for a passage that stands for it.
_TELLING: tuple[ClaimField, ...] = ("killed", "injured", "missing", "event_type", "perpetrator", "place", "date")


class DeskError(Exception):
    """What was asked cannot be done; the message says why and what would do."""


def incident_named(record: Record, words: str) -> Incident:
    """The incident of an id, or of the only id that begins or ends with these words."""
    found = find_incident(record, words)
    if found:
        return found
    by_id = {incident.id: incident for incident in record.incidents}
    return by_id[_only(words, list(by_id), "incident")]


def incident_on_day(record: Record, words: str, whole: Callable[[], Record], day: date) -> Incident:
    """The incident of an id in the record of a day, by the id it has in that or in the whole record."""
    found = find_incident(record, words)
    if found:
        return found
    try:
        return incident_named(record, words)
    except DeskError:
        later = incident_named(whole(), words)
    held = {account.id for account in later.accounts}
    there = next((i for i in record.incidents if any(a.id in held for a in i.accounts)), None)
    if there:
        return there
    first = later.accounts[0].published
    since = f"the first report of it is of {first}" if first else "no report of it has a day, and none was in by then"
    raise DeskError(f"{later.id}: was not known on {day}; {since}")


def report_named(ledger: Ledger, words: str) -> Report:
    """The report of an id, or of the only id that begins or ends with these words."""
    report = ledger.report(words) or ledger.report(_only(words, ledger.report_ids(), "report"))
    if report is None:
        raise DeskError(f"{words}: no such report")
    return report


def judgement_named(judgements: Sequence[Judgement], words: str) -> Judgement:
    """The judgement of an id, or of the only id that begins with these words."""
    by_id = {judgement.id: judgement for judgement in judgements}
    return by_id[words if words in by_id else _only(words, list(by_id), "judgement")]


def _only(words: str, ids: Sequence[str], kind: str) -> str:
    """The one id meant; `4f2a91c0`, `4f2a` and `2020-03-12-albu` all mean `2020-03-12-albukamal-4f2a91c0`."""
    ends = (id for id in ids if id.startswith(words) or id.endswith(words) or id.rpartition("-")[2].startswith(words))
    return only_meant(words, list(ends), kind, ids)


def only_meant(words: str, meant: Sequence[str], kind: str, ids: Sequence[str]) -> str:
    """The one that is meant by these words; else says which are, or which of all ids are near them."""
    if not words:
        raise DeskError(f"which {kind}? Name one by its id")
    if not ids:
        raise DeskError(f"{words}: the ledger holds no {kind} yet")
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise DeskError(f"{words}: {len(meant)} {kind}s are meant by this: {_some(sorted(meant))}")
    near = [id for id, _, _ in process.extract(words, ids, limit=3, score_cutoff=60)]
    hint = f"; near it are {_some(near)}" if len(near) > 1 else f"; did you mean {near[0]}?" if near else ""
    raise DeskError(f"{words}: no {kind} has this id{hint}")


def _some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:5]) + (", ..." if len(ids) > 5 else "")


# decisions


def refuse_unknown_rule(rule: str) -> str:
    """The rule, if there is one of this name."""
    if rule not in RULES:
        raise DeskError(f"{rule}: there is no such rule; there are {', '.join(RULES)}")
    return rule


def decides_the_same(one: Judgement, other: Judgement) -> bool:
    """Whether one person decided the same thing twice."""

    def what(j: Judgement) -> tuple[object, ...]:
        return j.verb, j.by, j.field, j.value, j.retracts, frozenset(j.passages)

    return what(one) == what(other)


def refuse_one_incident(record: Record, judgements: tuple[Judgement, ...], verb: str, sides: Sequence[str]) -> None:
    """Two names of one incident: says so, and which decision to take back, or how to take it apart."""
    found = [find_incident(record, side) for side in sides]
    if found[0] is None or found[0] != found[1]:
        return
    incident = found[0]
    said = f"{verb}: {' and '.join(dict.fromkeys(sides))} lead to one incident, {incident.id}"
    claims = [claim.evidence for account in incident.accounts for claim in account.claims]
    joined = [
        j
        for j in in_force(judgements)
        if j.verb == "same" and all(any(touches(p, e) for e in claims) for p in j.passages)
    ]
    if joined:
        told = " and ".join(f"{j.id} (by {j.by}: {j.because})" for j in joined)
        raise DeskError(f"{said}: judged the same by {told}; `consilience judge retract {joined[-1].id}` takes it back")
    accounts = _some([a.id for a in incident.accounts])
    raise DeskError(f"{said}; name two of its accounts instead: {accounts}")


def no_such_grade(grade: str) -> str | None:
    """Why no incident can be of this grade, as a sentence; None where one can."""
    return why_not("grade", grade.casefold())


# passages


def passage_named(ledger: Ledger, record: Record, words: str) -> Passage:
    """The passage a side of a judgement holds on to.

    A side is named by an incident's id, an account's (`REPORT#mark`), or words of a report (`REPORT:quoted words`).
    """
    quoted = _quoted(ledger, words)
    if quoted:
        return quoted
    account = _account_named(record, words) or incident_named(record, words).accounts[0]
    return Passage(account.report, telling(account, _others(record, account)).quote)


def accounts_named(ledger: Ledger, record: Record, words: str) -> tuple[Account, ...]:
    """The accounts that a side means: an account, those that quote words, or all of an incident."""
    quoted = _quoted(ledger, words)
    if quoted:
        accounts = [a for i in record.incidents for a in i.accounts if a.report == quoted.report]
        found = tuple(a for a in accounts if any(touches(quoted, c.evidence) for c in a.claims))
        if not found:
            raise DeskError(f"{words}: no account rests on these words; `consilience report` shows what was found")
        return found
    account = _account_named(record, words)
    return (account,) if account else incident_named(record, words).accounts


def claim_named(ledger: Ledger, record: Record, words: str, field: str | None) -> tuple[Passage, str]:
    """The one claim meant, as its passage and field."""
    quoted = _quoted(ledger, words)
    claims = _claims_at(record, quoted) if quoted else _claims_of(record, words)
    claims = [c for c in claims if field in (None, c.field)]
    kinds = {(c.evidence.report, c.evidence.quote, c.field) for c in claims}
    if not kinds:
        said = f"no claim of {field}" if field else "no claim"
        raise DeskError(f"{words}: {said} lies there; `consilience report` shows what was found in a report")
    if len(kinds) > 1:
        listed = "; ".join(f"{kind} {report}:{quote!r}" for report, quote, kind in sorted(kinds)[:5])
        raise DeskError(f"{words}: {len(kinds)} claims are meant by this; name one with --field or its words: {listed}")
    report, quote, kind = kinds.pop()
    return Passage(report, quote), kind


def _quoted(ledger: Ledger, words: str) -> Passage | None:
    """`REPORT:quoted words`; the report's id may itself hold colons."""
    for colon in re.finditer(":", words):
        report = ledger.report(words[: colon.start()])
        if report:
            quote = words[colon.end() :].strip().strip('"“”')
            return Passage(report.id, words_in(report, quote))
    return None


def words_in(report: Report, quote: str) -> str:
    """The words as the report prints them; white space may differ."""
    pattern = r"\s+".join(map(re.escape, quote.split()))
    found = pattern and (re.search(pattern, report.text) or re.search(pattern, report.title or ""))
    if not found:
        raise DeskError(f"{report.id}: these words are not in it: {quote!r}; `consilience report {report.id}` shows it")
    return found[0]


def _account_named(record: Record, words: str) -> Account | None:
    report, hash_, mark = words.rpartition("#")
    if not hash_ or not mark:
        return None
    accounts = [a for i in record.incidents for a in i.accounts if a.report == report]
    meant = [a for a in accounts if a.mark.startswith(mark)]
    if len(meant) == 1:
        return meant[0]
    if accounts:
        raise DeskError(f"{words}: no account of {report} has this mark; it has {_some([a.id for a in accounts])}")
    return None


def _claims_of(record: Record, words: str) -> list[Claim]:
    account = _account_named(record, words)
    accounts = (account,) if account else incident_named(record, words).accounts
    return [claim for a in accounts for claim in a.claims]


def _claims_at(record: Record, passage: Passage) -> list[Claim]:
    """The claims whose quote is these words; where none is, those that share words with them."""
    claims = [c for i in record.incidents for a in i.accounts if a.report == passage.report for c in a.claims]
    exact = [c for c in claims if c.evidence.quote == passage.quote]
    return exact or [c for c in claims if touches(passage, c.evidence)]


def touches(passage: Passage, evidence: Evidence) -> bool:
    """Whether a passage and a quote of the same report hold each other's words."""
    same = passage.report == evidence.report
    return same and (passage.quote in evidence.quote or evidence.quote in passage.quote)


def _others(record: Record, account: Account) -> list[Account]:
    """The other accounts of the same report."""
    return [a for i in record.incidents for a in i.accounts if a.report == account.report and a != account]


def telling(account: Account, others: Iterable[Account]) -> Evidence:
    """The quote that best stands for an account: its own alone, not shared with another of the report."""
    foreign = [claim.evidence for other in others for claim in other.claims]

    def worth(claim: Claim) -> tuple[bool, int, int]:
        shared = any(claim.evidence.shares(e) or claim.evidence.quote == e.quote for e in foreign)
        rank = _TELLING.index(claim.field) if claim.field in _TELLING else len(_TELLING)
        return shared, rank, -len(claim.evidence.quote)

    if not account.claims:
        raise DeskError(f"{account.id}: nothing is quoted for it, so no judgement can hold on to it")
    return min(account.claims, key=worth).evidence


# what a decision says


def refuse_unknown_field(field: str | None) -> None:
    """A field that no claim has and nothing is assessed of."""
    known = (*get_args(ClaimField), *ASSESSED)
    if field is not None and field not in known:
        raise DeskError(f"{field}: there is no such field; there are {', '.join(known)}")


def refuse_unfit(field: str, value: str, today: date) -> None:
    """A value that its field cannot have."""
    wrong = why_not(field, value)
    if wrong:
        raise DeskError(f"{value[:80]}: {wrong}")
    day = as_day(value) if field == "date" else None
    if day and day.start and day.start > today:
        raise DeskError(f"{value}: lies after today, {today}; nothing that has not happened yet is recorded")
