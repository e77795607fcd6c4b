"""Counting within one account: what it says, in all, of the killed, the injured or the missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from consilience.claim import AGAIN, ARMED, AT_FIRST, HIT, IMPLIED, LISTED, Account, Claim, age_told, apart, disputed
from consilience.reconcile.names import distinct, plain
from consilience.resolve.qualifiers import is_cap, is_over
from consilience.resolve.sexes import sex_told
from consilience.toll import Field, Toll

_POINTERS = ("the ", "he ", "she ")
_ANYBODY = frozenset({"sources", "reports", "media", "accounts"})
_DOZENS = 10  # the smallest number a word such as "tens" or "dozens" means
#: Qualifiers of counts that the reader has made, of people pointed back at, or that were only the first.
_LOOSE = frozenset({IMPLIED, AGAIN, LISTED, AT_FIRST, HIT})
_FAR = 2  # how often the figure an account is sure of another may hold, and still be of the same people
#: Characters between two counts of one sentence that add up ("a father and three others").
_NEAR = 120


@dataclass(frozen=True, slots=True)
class Word:
    """What an account says of one toll: the figure, and each whole figure it was made from.

    `restricted` are counts of one nationality or category only; `named` means that only names were counted; `firm`
    that somebody gives the number of all of them, and not only of some, by names, or by a word such as "the victim".
    """

    toll: Toll
    rivals: tuple[Toll, ...]
    restricted: tuple[Claim, ...] = ()
    whole: bool = True  # some count is of everybody
    named: bool = False
    firm: bool = True


def account_toll(account: Account, field: Field) -> Toll | None:
    """What this report alone tells: best by its body, low and high over all the whole figures it gives."""
    word = account_word(account, field)
    return word.toll if word else None


def account_word(account: Account, field: Field) -> Word | None:
    """The account's own toll, with what it is made of; None where it gives none."""
    if not any(c.field == field or c.field == "victim" for c in account.claims):
        return None
    word = _word([c for c in account.claims if c.field == field and c.qualifier != HIT])
    named = len(names(account, field)) if field != "killed" else _named_dead(account)
    if named and (word is None or (word.toll.best < named and (word.toll.best < 2 or not word.whole))):
        word = _at_least_named(word, named)
    if field == "injured":
        word = _surviving(word, account)
    return replace(word, firm=any(_is_firm(c) for c in account.all(field))) if word else None


def _is_firm(claim: Claim) -> bool:
    """Whether a claim counts all in a number of its own."""
    return isinstance(claim.value, int) and claim.scope in ("whole", "later") and claim.qualifier not in _LOOSE


def _named_dead(account: Account) -> int:
    """How many are named among the dead, those first named as hit and then told by one name to have died, too."""
    spellings = [s for one in names(account, "killed") for s in one]
    again = [c.evidence.quote.split() for c in account.claims if c.field == "killed" and c.qualifier == AGAIN]
    died = {words[0].lower() for words in again if words}
    hit = [s for fate in (HIT, "injured") for one in names(account, fate) for s in one]
    return len(distinct([*spellings, *(s for s in hit if died & {*s.lower().split()})]))


def _word(claims: Sequence[Claim]) -> Word | None:
    """The figure that claims of one kind give."""
    told = [c for c in claims if c.scope != "tally" and count(c)]
    firm = [c for c in told if c.qualifier != IMPLIED] or told
    new = [c for c in firm if c.qualifier != AGAIN] or firm[:1]
    if all(c.qualifier == "plural" and c.scope == "whole" for c in new) and (one := _told_before(firm, new)):
        new = [one]  # "he was pronounced dead ... they are killing people here"
    counted = any(isinstance(c.value, int) for c in new)
    word = _figures([c for c in new if not counted or c.value is not None or c.scope == "whole"], new)
    several = [n for c in told if c.qualifier == IMPLIED and (n := _count(c)).best > 1 and n.high is None]
    if several and word is not None and word.toll.best < several[0].best:
        return Word(several[0], (several[0],))  # one is told of in "a double homicide"
    return word


def _told_before(firm: Sequence[Claim], new: Sequence[Claim]) -> Claim | None:
    """One person told of before, whose fate is told before that of people whom nobody counts."""
    first = min(firm, key=lambda c: c.evidence, default=None)
    return first if first and first.qualifier == AGAIN and first not in new else None


def _surviving(word: Word | None, account: Account) -> Word | None:
    """The injured of an account that tells how many were hit: those who were not killed.

    Where the injured are counted, too, the larger figure stands, since the other then tells of some of them only.
    """
    hit = _word([c for c in account.claims if c.field == "injured" and c.qualifier == HIT])
    named = len(names(account, HIT))
    if hit is not None and named > hit.toll.best:
        hit = _at_least_named(hit, named)
    if hit is None:
        return word
    dead = account_word(account, "killed")
    low, best, high = (0, 0, 0) if dead is None else (dead.toll.low, dead.toll.best, dead.toll.high)
    others = _others_hit(account) if best == 1 else 0
    left = max(hit.toll.best - best, others)
    if left <= 0 or (word is not None and word.toll.best >= left):
        return word
    above = None if hit.toll.high is None else max(left, hit.toll.high - low)
    toll = Toll(max(others, min(left, hit.toll.low - (best if high is None else high))), left, above)
    return Word(toll, (toll,), hit.restricted, hit.whole)


def _others_hit(account: Account) -> int:
    """How many of those hit, each told alone, are none of the dead: a woman was shot where a man was killed."""
    dead = [c for c in account.claims if c.field == "killed" and c.qualifier != IMPLIED and c.scope != "tally"]
    sexes = {sex for c in dead if (sex := sex_told(c.evidence.quote))}
    if len(sexes) != 1 or any((c.high or 0) != 1 for c in dead):
        return 0
    hit = [c for c in account.claims if c.field == "injured" and c.qualifier == HIT and c.high == 1]
    others = [c for c in hit if sex_told(c.evidence.quote) not in {None, *sexes}]
    return _sum_of_parts(others).best if others else 0


def names(account: Account, told_to_be: str) -> tuple[tuple[str, ...], ...]:
    """The victims an account names as `killed`, `injured` or `missing`, or as `HIT`, each with its spellings."""
    told = (c for c in account.claims if c.field == "victim" and (c.qualifier or "killed") == told_to_be)
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


def _figures(claims: Sequence[Claim], everything: Sequence[Claim]) -> Word | None:
    """The figure an account gives: its leading whole toll, widened by its rivals; else its parts added up."""
    if not claims:
        return None
    restricted = tuple(c for c in everything if c.nationality or c.category)
    wholes = _current([c for c in claims if c.scope != "part"])
    if any(not (c.nationality or c.category) for c in wholes):
        led = _led(wholes)
        return Word(led.toll, led.rivals, restricted)
    parts = [c for c in everything if c.scope == "part"]
    if not wholes and not parts:
        return None
    if not wholes:
        toll = _sum_of_parts(parts)
        return Word(toll, (toll,), restricted, whole=not restricted)
    groups = [_led(g) for g in _groups(wholes)]
    others = [p for p in parts if all(apart(p, w) for w in wholes)]
    toll = _add([*(g.toll for g in groups), *([_sum_of_parts(others)] if others else [])])
    rivals = groups[0].rivals if len(groups) == 1 and not others else (toll,)
    return Word(toll, rivals, restricted, whole=False)


def _led(wholes: Sequence[Claim]) -> Word:
    """The leading figure, and what others say beside it.

    The figure an account leads with is its own count. A higher figure, its own or another source's, widens it above. A
    lower one widens it below where the account only quotes the figure it leads with, or has it in a headline; where the
    account itself leads with a count, lower figures are those of some of them, or what it has weighed already ("at
    first three were reported killed"). Where another source tells that the toll has risen, that is the best figure.
    """
    lead, risen = _lead(wholes)
    toll = _count(lead)
    own = _is_own(lead)
    above = [c for c in wholes if c is not lead and _rises_above(c, toll, own)]
    below = [c for c in wholes if c is not lead and _falls_below(c, lead, own)]
    low = min([toll.low, *(_count(c).low for c in below)])
    if is_cap(lead.qualifier):
        low = max((n for c in wholes if isinstance(c.value, int) and (n := _count(c).best) < toll.best), default=low)
    best = max([toll.best, *(_count(c).best for c in risen)])
    still_open = toll.high is None and not above
    high = None if still_open else max([best, *map(_most, [lead, *above])])
    rivals = dict.fromkeys([toll, *map(_count, (*above, *below))])
    return Word(Toll(min(low, best), best, high), tuple(rivals))


def _lead(wholes: Sequence[Claim]) -> tuple[Claim, list[Claim]]:
    """The figure an account leads with, and those of others who are told to have counted more since."""
    first = _first([c for c in wholes if c.scope != "later"] or wholes)
    risen = [c for c in wholes if c.scope == "later" and c is not first and _count(c).best >= _count(first).best]
    if not risen or _is_own(first):
        return first, risen
    return _first(risen), []


def _is_own(claim: Claim) -> bool:
    """Whether a figure is the account's own, and quoted from nobody in particular ("multiple sources")."""
    if claim.evidence.part == "title":
        return False
    return claim.scope == "later" or claim.according_to is None or claim.according_to.split()[-1] in _ANYBODY


def _most(claim: Claim) -> int:
    """The largest figure a claim names; "more than 15" names none below 16."""
    toll = _count(claim)
    return toll.best + is_over(claim.qualifier) if toll.high is None else toll.high


def _rises_above(claim: Claim, toll: Toll, own: bool) -> bool:
    """Whether a figure is a rival above the one an account leads with."""
    other = _count(claim)
    if claim.qualifier == LISTED or (claim.value is None and claim.according_to is None):
        return False  # people listed one by one, or pointed back at: "the civilians killed"
    if claim.value is None and own and toll.high not in (None, 1):
        return False  # who counted knows more than who speaks of dozens; but one is not several
    if own and toll.low == toll.high and other.low > _FAR * toll.low + 1:
        return False  # a sum over more than this
    return _most(claim) > (toll.best if toll.high is None else toll.high)


def _falls_below(claim: Claim, lead: Claim, own: bool) -> bool:
    """Whether a figure is a rival below the one an account leads with."""
    headline = claim.evidence.part == "title" or claim.evidence < lead.evidence  # an account tells its body first
    other = _count(claim)
    lower = isinstance(claim.value, int) and other.high is not None and other.low < _count(lead).low
    people = claim.category, claim.nationality
    alike = people == (None, None) or people == (lead.category, lead.nationality)
    whole = disputed(claim, lead) or (alike and claim.qualifier != LISTED)
    return lower and whole and (headline or (not own and claim.according_to != lead.according_to))


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
    """Without the figures that later ones replace, and without those known only at first where more is known.

    A range, or "at least 10", with which an account opens is its summary of all that follows, and nothing replaces it.
    """
    latest = [c for c in wholes if c.scope == "later" and c.according_to is None]
    top = max((_count(c).best for c in latest), default=0)
    largest = max((_count(c).best for c in wholes if c.qualifier != AT_FIRST), default=0)
    speakers = {c.according_to for c in wholes if c.scope == "later"}
    weighed = bool(speakers) or any(_is_own(c) and isinstance(c.value, int) for c in wholes)

    opening = min((c for c in wholes if c.evidence.part == "text"), key=lambda c: c.evidence, default=None)

    def replaced(claim: Claim) -> bool:
        if claim is opening and _is_own(claim) and claim.qualifier != AT_FIRST and claim.low != claim.high:
            return False
        if claim.qualifier == AT_FIRST:
            return weighed and _count(claim).best <= largest
        own = claim.according_to in speakers and claim.according_to is not None
        return claim.scope != "later" and (own or _count(claim).best < top)

    return [c for c in wholes if not replaced(c)] or list(wholes)


def _first(claims: Sequence[Claim]) -> Claim:
    """The figure an account means: one told to have risen, else the first of the body, else of the title."""
    counted = min(claims, key=lambda c: (_is_vague(c), c.scope != "later", c.evidence.part == "title"))
    top = claims[0]
    several = _is_vague(top) and _is_own(top) and _count(counted).best < _count(top).low
    return top if several else counted  # "others were hurt" are more than the one who is named


def _is_vague(claim: Claim) -> bool:
    """Whether nobody has an idea how many: "several", and not "dozens"."""
    return claim.value is None and (claim.low or 0) < _DOZENS


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
    """Whether a part of the same kind is of further people: of another age or sex, or other words close by."""
    age = age_told(part.evidence.quote)
    if age and all((other := age_told(c.evidence.quote)) and other != age for c in counted):
        return True
    if part.evidence.quote.lower().startswith(_POINTERS):
        return False
    sex = sex_told(part.evidence.quote)
    if sex and all((other := sex_told(c.evidence.quote)) and other != sex for c in counted):
        return True
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
    return a == b or (a == "civilian" and b is not None and b not in ARMED)
