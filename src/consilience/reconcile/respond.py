"""Which incident is told as the answer to which: only where words say so, and never where two may be meant.

A report that tells of both names the account answered. One that only points to it ("in response to the attack two days
earlier") is met by the one incident of that day that it can be: in the place told, or, where none is told, one in which
those who now strike were struck, by nobody of their own side. Where none or several can be meant, the words stay
without an incident.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from consilience.claim import Account, Claim
from consilience.day import Day
from consilience.incident import Incident
from consilience.place import Place
from consilience.reconcile.actors import kinship
from consilience.reconcile.places import meet

#: Days over which a day told may stretch: for an attack told with its place, and for one told without.
_WITH_PLACE, _WITHOUT = 8, 2
#: Days over which an incident may have happened and still be taken for one of a certain day.
SHORT = 3


@dataclass(frozen=True, slots=True)
class Pointer:
    """What an account says it answers, which its report does not tell of: the words, and the day and place in them."""

    claims: tuple[Claim, ...]

    @property
    def claim(self) -> Claim:
        """One of the claims; all quote the same words."""
        return self.claims[0]

    @property
    def day(self) -> Day | None:
        """The day told in the words."""
        return next((c.resolved for c in self.claims if isinstance(c.resolved, Day)), None)

    @property
    def places(self) -> tuple[Place, ...]:
        """The places told in the words."""
        return tuple(c.resolved for c in self.claims if isinstance(c.resolved, Place))


@dataclass
class Answers:
    """What one incident is told to answer: the claims behind each incident answered, and the words that led to none."""

    told: dict[str, list[Claim]] = field(default_factory=dict)
    open: list[Claim] = field(default_factory=list)


def respond(incidents: Sequence[Incident], others: Iterable[Incident] = ()) -> tuple[Incident, ...]:
    """The incidents, each with the ids of those that its accounts say it answers.

    `others` are further incidents that may be meant, of the days that these point to.
    """
    home = _home(incidents)
    days = by_day([*incidents, *others]) if any(map(_points, incidents)) else {}
    return tuple(_answering(incident, home, days) for incident in incidents)


def answers(incident: Incident, answered: Iterable[Incident]) -> Answers:
    """The words behind each incident that one is told to answer, given those incidents; and words that led to none.

    Words that point to something are of the one incident answered that they do not contradict, if there is one.
    """
    found, known = Answers(), {other.id: other for other in answered}
    home = _home(known.values())
    for account in incident.accounts:
        for claim in account.all("response"):
            if claim.value and (id := home.get(str(claim.value))):
                found.told.setdefault(id, []).append(claim)
        for pointer in pointers(account):
            met = [id for id, other in known.items() if _may_be(pointer, other)]
            if len(met) == 1:
                found.told.setdefault(met[0], []).append(pointer.claim)
            else:
                found.open.append(pointer.claim)
    return found


def pointers(account: Account) -> Iterator[Pointer]:
    """What an account points to and its report does not tell, each by its words."""
    by_words: dict[object, list[Claim]] = {}
    for claim in account.all("response"):
        if claim.value is None:
            by_words.setdefault(claim.evidence, []).append(claim)
    for claims in by_words.values():
        yield Pointer(tuple(claims))


def days_found(incident: Incident) -> list[date]:
    """The days by which an incident can be pointed to."""
    return _days(incident.day.value, SHORT)


def days_pointed(incident: Incident) -> set[date]:
    """The days that the accounts of an incident point to, and whose incidents say what it answers."""
    if not _points(incident):
        return set()
    told = (p for a in incident.accounts for p in pointers(a))
    return {day for p in told for day in _days(p.day, _WITH_PLACE if p.places else _WITHOUT)}


def _home(incidents: Iterable[Incident]) -> dict[str, str]:
    """The incident of each account."""
    home: dict[str, str] = {}
    for incident in incidents:
        for account in incident.accounts:
            home.setdefault(account.id, incident.id)
    return home


def _points(incident: Incident) -> bool:
    return any(c.value is None for a in incident.accounts for c in a.claims if c.field == "response")


def _answering(incident: Incident, home: Mapping[str, str], days: Mapping[date, Sequence[Incident]]) -> Incident:
    told = (str(c.value) for a in incident.accounts for c in a.all("response") if c.value)
    answered = {home[account] for account in told if account in home} - {incident.id}
    if days:
        for pointer in (p for a in incident.accounts for p in pointers(a)):
            found = list(meant(pointer, incident, days))
            if len(found) == 1:
                answered.add(found[0].id)
    return replace(incident, responds_to=tuple(sorted(answered))) if answered else incident


def by_day(incidents: Iterable[Incident]) -> dict[date, list[Incident]]:
    """The incidents of a few days at most, by each of them."""
    found: dict[date, list[Incident]] = {}
    for incident in incidents:
        for day in days_found(incident):
            found.setdefault(day, []).append(incident)
    return found


def _days(day: Day | None, most: int) -> list[date]:
    """Each day of a stretch of so many at most."""
    if day is None or day.start is None or day.length is None or day.length > most:
        return []
    return [day.start + timedelta(n) for n in range(day.length)]


def meant(pointer: Pointer, incident: Incident, days: Mapping[date, Sequence[Incident]]) -> Iterator[Incident]:
    """The incidents of the days told that may be meant, each once."""
    seen = {incident.id}
    for day in _days(pointer.day, _WITH_PLACE if pointer.places else _WITHOUT):
        for other in days.get(day, ()):
            if other.id not in seen:
                seen.add(other.id)
                if _is_meant(pointer, incident, other):
                    yield other


def _is_meant(pointer: Pointer, incident: Incident, other: Incident) -> bool:
    """Whether an incident fits what words point to: by day, by place or sides, and not after the answer to it."""
    told, day, own = pointer.day, other.day.value, incident.day.value
    if told is None or day is None or not told.meets(day) or _is_later(day, own) or _same_hand(incident, other):
        return False
    if pointer.places:
        return any(meet(place, where) for place in pointer.places for where in _places(other))
    return _alike(_who(incident, "perpetrator"), _who(other, "target"))


def _may_be(pointer: Pointer, other: Incident) -> bool:
    """Whether an incident that is told to be answered may be what words point to: nothing told in them is otherwise."""
    day = other.day.value
    if pointer.day and day and not pointer.day.meets(day):
        return False
    return not pointer.places or any(meet(place, where) for place in pointer.places for where in _places(other))


def _is_later(day: Day, own: Day | None) -> bool:
    return own is not None and day.start is not None and own.end is not None and day.start > own.end


def _places(incident: Incident) -> Iterator[Place]:
    if incident.place.value is not None:
        yield incident.place.value
    yield from incident.places


def _who(incident: Incident, role: str) -> list[str]:
    return [a.name for a in incident.actors if a.role == role and a.standing not in ("denied", "unidentified")]


def _same_hand(one: Incident, other: Incident) -> bool:
    """Whether both were done by one side, which does not answer itself."""
    return _alike(_who(one, "perpetrator"), _who(other, "perpetrator"))


def _alike(some: Sequence[str], others: Sequence[str]) -> bool:
    return any(kinship(a, b) in ("same", "side") for a in some for b in others)
