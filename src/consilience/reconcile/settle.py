"""What is settled of an incident: each field from all its accounts, with the claims for it and against it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TypeVar

from anyascii import anyascii

from consilience.claim import HIT, Account, Claim, Field
from consilience.day import Day
from consilience.incident import Assessment, Figure, Finding, Incident, Settled
from consilience.place import Place
from consilience.reconcile.counting import account_toll, count, names
from consilience.reconcile.grade import assess
from consilience.reconcile.independence import independent
from consilience.reconcile.involved import involved, victims
from consilience.reconcile.kinds import may_be_one
from consilience.reconcile.overtime import over_time
from consilience.reconcile.places import distinct, fineness, holds, meet, place_told, same
from consilience.reconcile.tolls import RULES, Voice, latest_words, outvoted, raised, spoken
from consilience.reconcile.verdicts import Verdicts
from consilience.reconcile.vote import (
    Outcome,
    Told,
    day_told,
    kind_told,
    told,
    vote_day,
    vote_kind,
    vote_place,
)
from consilience.toll import FIELDS, Toll
from consilience.toll import Field as TollField

T = TypeVar("T")
#: How days, places and kinds are settled, as said on each finding.
FINEST = "the finest most sources agree on"
#: How a value is settled that people decided on.
JUDGED = "judged"


def settle(accounts: Sequence[Account], decided: Verdicts, rule: str) -> Incident:
    """The incident that these accounts, earliest first, tell of; what it answers is left for later."""
    kept = [_without(a, decided.rejected) for a in accounts]
    known = independent(kept)
    by_source = [own for _, own in known]

    def of(field: Field) -> _Field:
        rejected = tuple(c for a in accounts for c in a.all(field) if c in decided.rejected)
        return _Field(field, kept, by_source, rejected, decided.by.get(field, ()))

    day = _settled(of("date"), decided.day, day_told, vote_day, Day.meets)
    place = _settled(of("place"), decided.place, place_told, vote_place, meet)
    kind = _settled(of("event_type"), decided.kind, kind_told, vote_kind, may_be_one)
    grade, status = assess(known, kind.value)
    said = {field: spoken(by_source, field) for field in FIELDS}
    heard = {field: latest_words(said[field]) for field in FIELDS}
    series = {field: over_time(known, field, said[field], heard[field]) for field in FIELDS}
    return Incident(
        id=incident_id(day.value, place.value, accounts[0]),
        accounts=tuple(accounts),
        day=day,
        place=place,
        places=_further(kept, place.value),
        launched_from=_launched_from(by_source),
        event_type=kind,
        tolls={f: _toll(of(f), f, decided.tolls.get(f), rule, heard[f], series[f]) for f in FIELDS},
        actors=involved(by_source),
        victims=victims(kept),
        responds_to=(),
        sources=tuple(source for source, _ in known),
        over_time=tuple(_named_as_told(figure, kept, accounts) for field in FIELDS for figure in series[field]),
        grade=_judged(grade, "grade", decided),
        strike_status=_judged(status, "strike_status", decided),
    )


def _judged(found: Assessment, field: str, decided: Verdicts) -> Assessment:
    """The assessment, or the one that people put in its place."""
    value = decided.assessed.get(field)
    if value is None:
        return found
    by = decided.by.get(field, ())
    because = f"judged by {', '.join(by)}; by the reports {found.value or 'none'}: {found.because}"
    return replace(found, value=value, because=because, judged_by=by)


def _named_as_told(figure: Figure, kept: Sequence[Account], accounts: Sequence[Account]) -> Figure:
    """The figure with its accounts by the ids they have in the incident: without a rejected claim they had others."""
    ids = {less.id: account.id for less, account in zip(kept, accounts, strict=True)}
    return replace(figure, accounts=tuple(ids[id] for id in figure.accounts))


def incident_id(day: Day | None, place: Place | None, earliest: Account) -> str:
    """Its day, its place and the mark of its earliest account: `2020-03-12-albukamal-4f2a91c0`."""
    when = day.start.isoformat() if day and day.start else "undated"
    where = ""
    if place:
        country = (place.country or "").lower()
        where = (country if place.precision == "country" else "") or _slug(place.name) or country
    return f"{when}-{where or 'nowhere'}-{earliest.mark}"


def _slug(name: str) -> str:
    letters = "".join(c if c.isalnum() else " " for c in anyascii(name).lower().replace("'", ""))
    return "-".join(letters.split())[:40].strip("-")


def _without(account: Account, rejected: frozenset[Claim]) -> Account:
    if rejected.isdisjoint(account.claims):
        return account
    return replace(account, claims=tuple(c for c in account.claims if c not in rejected))


@dataclass(frozen=True, slots=True)
class _Field:
    """One field of all the accounts, earliest first and by independent source, less the claims people rejected."""

    name: Field
    kept: Sequence[Account]
    by_source: Sequence[Sequence[Account]]
    rejected: tuple[Claim, ...]
    judged_by: tuple[str, ...] = ()

    def finding(
        self,
        value: T | None,
        standing: Settled,
        rule: str,
        in_favour: Iterable[Claim] = (),
        against: Iterable[Claim] = (),
    ) -> Finding[T]:
        """What is settled of it: where people judged it, they are named, and their judgement is the rule."""
        against = tuple(dict.fromkeys([*against, *self.rejected]))
        by = self.judged_by if standing == "judged" else ()
        rule = JUDGED if by else rule
        return Finding(value, standing, rule, tuple(dict.fromkeys(in_favour)), against, by, self.rejected)


def _settled(
    field: _Field,
    judged: T | None,
    read: Callable[[Claim], T | None],
    vote: Callable[[Sequence[Told[T]]], Outcome[T]],
    agrees: Callable[[T, T], bool],
) -> Finding[T]:
    """A day, place or kind: what was judged, else what is voted for; each account's first word is for or against."""
    said = told(field.by_source, field.name, read)
    standing: Settled = "judged"
    value = judged
    if value is None and said:
        outcome = vote(said)
        value, standing = outcome.value, "agreed" if outcome.agreed else "disputed"
    if value is None:
        return field.finding(None, "unsaid", FINEST)
    heads = {t.claim for t in said}
    claims = [(c, agrees(v, value)) for a in field.kept for c in a.all(field.name) if (v := read(c)) is not None]
    against = [c for c, yes in claims if not yes and c in heads]
    return field.finding(value, standing, FINEST, [c for c, yes in claims if yes], against)


def _toll(
    field: _Field, name: TollField, judged: int | None, rule: str, heard: Sequence[Voice], series: Sequence[Figure]
) -> Finding[Toll]:
    """The figure a rule makes of what the sources say last; figures that were replaced or raised contradict nothing."""
    toll = RULES[rule](heard) if heard else None
    older = raised(heard)
    rivals = list(dict.fromkeys(r for v in heard if v not in older for r in v.word.rivals))
    standing: Settled = "agreed" if all(a.meets(b) for a, b in combinations(rivals, 2)) else "disputed"
    if toll and name == "killed" and outvoted(heard, field.by_source):
        toll, standing = Toll(0, 0, toll.high), "disputed"
    if judged is not None:
        toll, standing = _around(toll, judged), "judged"
    if toll is None:
        return field.finding(None, "unsaid", rule)
    past = {id for figure in series if figure.stand != "stands" for id in figure.accounts}
    told = [(c, a.id in past) for a in field.kept for c in (*a.all(name), *_named(a, name)) if c.scope != "tally"]
    in_favour = [c for c, _ in told if _speaks_for(c, toll)]
    against = [c for c, gone in told if not gone and not _speaks_for(c, toll)]
    return field.finding(toll, standing, rule, in_favour, against)


def _around(toll: Toll | None, best: int) -> Toll:
    """What was judged as best, within what the sources give; they are widened where they do not hold it."""
    if toll is None:
        return Toll(best, best, best)
    return Toll(min(toll.low, best), best, None if toll.high is None else max(toll.high, best))


def _named(account: Account, field: TollField) -> tuple[Claim, ...]:
    """The victims named, where they are as many as the account counts: by them, or as well as by a figure."""
    told = tuple(c for c in account.all("victim") if (c.qualifier or "killed") == field)
    own = account_toll(account, field) if told else None
    if own is None or own.best != len(names(account, field)):
        return ()
    return told


def _speaks_for(claim: Claim, toll: Toll) -> bool:
    """Whether a claim fits the best figure: it holds it, or counts a part of it."""
    told = count(claim)
    if told and claim.qualifier == HIT:
        return told.best >= toll.best
    if told is None or (claim.scope == "part" and told.best <= toll.best):
        return True
    if (claim.nationality or claim.category) and told.best < toll.best and toll.best > toll.low:
        return False
    return told.low <= toll.best and (told.high is None or toll.best <= told.high)


def _further(accounts: Sequence[Account], main: Place | None) -> tuple[Place, ...]:
    """Further places told, without those that only hold the main one or another of them."""
    places = distinct(p for a in accounts for c in a.all("place") if (p := place_told(c)))
    others = [p for p in places if main is None or not (same(p, main) or _about(p, main))]
    return tuple(p for p in others if not any(holds(p, q) for q in others))


def _about(place: Place, main: Place) -> bool:
    """Whether a place only says more widely, or under another name, where the main one is."""
    if fineness(place) > fineness(main):
        return meet(place, main)
    km = place.km(main)
    return km is not None and km < 1 and place.precision == main.precision


def _launched_from(by_source: Sequence[Sequence[Account]]) -> Place | None:
    said = told(by_source, "launched_from", place_told)
    return vote_place(said).value if said else None
