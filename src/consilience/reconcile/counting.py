"""Counting within one account: what it says, in all, of the killed, the injured or the missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from consilience.claim import Account, Claim
from consilience.reconcile.names import distinct, plain
from consilience.toll import Field, Toll

_ARMED = frozenset({"fighter", "soldier", "police", "commander", "security"})
#: Kinds of civilians by age or sex; a medic may be a woman, but a child is no woman and no soldier is a child.
_AGE = frozenset({"child", "woman", "man", "elderly"})
#: Characters between two counts of one sentence that add up ("a father and three others").
_NEAR = 120


@dataclass(frozen=True, slots=True)
class Word:
    """What an account says of one toll: the figure, and each whole figure it was made from.

    `restricted` are counts of one nationality or category only; `named` means that only names were counted.
    """

    toll: Toll
    rivals: tuple[Toll, ...]
    restricted: tuple[Claim, ...] = ()
    whole: bool = True  # some count is of everybody
    named: bool = False


def account_toll(account: Account, field: Field) -> Toll | None:
    """What this report alone tells: best by its body, low and high over all the whole figures it gives."""
    word = account_word(account, field)
    return word.toll if word else None


def account_word(account: Account, field: Field) -> Word | None:
    """The account's own toll, with what it is made of; None where it gives none."""
    claims = [c for c in account.claims if c.field == field and c.scope != "tally" and count(c)]
    word = _figures([c for c in claims if isinstance(c.value, int)] or claims, claims)
    named = len(names(account, field))
    if named and (word is None or word.toll.best < named):
        return _at_least_named(word, named)
    return word


def names(account: Account, field: Field) -> tuple[tuple[str, ...], ...]:
    """The victims an account names as killed (or as injured, or missing), each with its spellings."""
    told = (c for c in account.claims if c.field == "victim" and (c.qualifier or "killed") == field)
    return distinct(str(c.value) for c in told if c.value)


def count(claim: Claim) -> Toll | None:
    """The people a claim counts; "several" counts as its low, open above where nothing else is said."""
    if claim.field not in ("killed", "injured", "missing"):
        return None
    if isinstance(claim.value, int):
        return claim.toll
    low = claim.low if claim.low is not None else claim.high
    if low is None:
        return None
    return Toll(claim.low or 0, low, claim.high if claim.high is None else max(claim.high, low))


def spread(tolls: Iterable[Toll], best: int) -> Toll:
    """From the smallest low to the largest high, open above if the largest is."""
    all_of_them = list(tolls)
    closed = max((t.high for t in all_of_them if t.high is not None), default=None)
    is_open = any(t.high is None and (closed is None or t.best >= closed) for t in all_of_them)
    return Toll(min(t.low for t in all_of_them), best, None if is_open or closed is None else max(closed, best))


def apart(one: Claim, other: Claim) -> bool:
    """Whether two counts are of different people for certain: by nationality, or by kind."""
    if one.nationality and other.nationality and one.nationality != other.nationality:
        return True
    a, b = one.category, other.category
    if not a or not b or a == b:
        return False
    return a in _ARMED or b in _ARMED or (a in _AGE and b in _AGE)


def _figures(claims: Sequence[Claim], everything: Sequence[Claim]) -> Word | None:
    if not claims:
        return None
    restricted = tuple(c for c in everything if c.nationality or c.category)
    wholes = _current([c for c in claims if c.scope != "part"])
    unrestricted = [c for c in wholes if not (c.nationality or c.category)]
    if unrestricted:
        top = max(_count(c).best for c in unrestricted)
        rivals = [c for c in wholes if c in unrestricted or _count(c).best > top]
        toll = spread(map(_count, rivals), _count(_first(rivals)).best)
        return Word(toll, tuple(map(_count, rivals)), restricted)
    parts = [c for c in everything if c.scope == "part"]
    if not wholes:
        toll = _sum_of_parts(parts)
        return Word(toll, (toll,), restricted, whole=not restricted)
    groups = _groups(wholes)
    tolls = [spread(map(_count, g), _count(_first(g)).best) for g in groups]
    others = [p for p in parts if all(apart(p, w) for w in wholes)]
    rivals_of_one = tuple(map(_count, wholes)) if len(groups) == 1 and not others else ()
    toll = _add([*tolls, *([_sum_of_parts(others)] if others else [])])
    return Word(toll, rivals_of_one or (toll,), restricted, whole=False)


def _at_least_named(word: Word | None, named: int) -> Word:
    if word is None:
        return Word(Toll(named, named, named), (Toll(named, named, named),), named=True)
    high = None if word.toll.high is None else max(word.toll.high, named)
    toll = Toll(named if word.toll.low == word.toll.best else word.toll.low, named, high)
    return Word(toll, (toll,), word.restricted, word.whole)


def _count(claim: Claim) -> Toll:
    toll = count(claim)
    assert toll is not None  # callers keep only claims that count
    return toll


def _current(wholes: Sequence[Claim]) -> list[Claim]:
    """Without the figures a later one replaces: the same speaker's, the report's own, or, told by none, lower ones."""
    later = [c for c in wholes if c.scope == "later"]

    def replaced(claim: Claim) -> bool:
        return claim.scope != "later" and any(
            _count(claim).best < _count(new).best
            if new.according_to is None
            else claim.according_to in (None, new.according_to)
            for new in later
        )

    return [c for c in wholes if not replaced(c)]


def _first(claims: Sequence[Claim]) -> Claim:
    """The figure an account means: one told to have risen, else the first of the body, else of the title."""
    return min(claims, key=lambda c: (c.scope != "later", c.evidence.part == "title"))


def _groups(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Counts of the same people together; those of different people apart."""
    groups: list[list[Claim]] = []
    for claim in claims:
        home = next((g for g in groups if not all(apart(claim, c) for c in g)), None)
        if home is None:
            groups.append([claim])
        else:
            home.append(claim)
    return groups


def _add(tolls: Sequence[Toll]) -> Toll:
    total = tolls[0]
    for toll in tolls[1:]:
        total = total + toll
    return total


def _sum_of_parts(parts: Sequence[Claim]) -> Toll:
    """All parts together, repetitions and parts of parts (children among civilians) counted once."""
    kinds: dict[tuple[str | None, str | None], list[list[Claim]]] = {}
    for part in sorted(parts, key=lambda c: c.evidence):
        counts = kinds.setdefault((part.category, part.nationality), [])
        home = next((same for same in counts if not _adds(part, same)), None)
        if home is None:
            counts.append([part])
        else:
            home.append(part)
    counted = [(kind, same) for kind, all_of in kinds.items() for same in all_of]
    tolls = [(kind, spread(map(_count, same), _count(same[0]).best)) for kind, same in counted]
    kept = [t for kind, t in tolls if not any(_covers(other, kind) and o.best >= t.best for other, o in tolls)]
    return _add(kept)


def _adds(part: Claim, counted: Sequence[Claim]) -> bool:
    """Whether a part of the same kind is of further people: other words, in the same breath."""
    return all(
        part.evidence.part == c.evidence.part
        and 0 <= part.evidence.start - c.evidence.end <= _NEAR
        and plain(part.evidence.quote) != plain(c.evidence.quote)
        for c in counted
    )


def _covers(wide: tuple[str | None, str | None], narrow: tuple[str | None, str | None]) -> bool:
    """Whether one kind of people holds the other, as civilians hold children."""
    (a, m), (b, n) = wide, narrow
    if wide == narrow or a is None or (m is not None and m != n):
        return False
    return a == b or (a == "civilian" and b is not None and b not in _ARMED)
