"""How likely two accounts tell of one incident, and why: weights of evidence, added up."""

from collections.abc import Iterable, Iterator
from functools import cache

from consilience.claim import Account
from consilience.doors import Likeness
from consilience.place import Place
from consilience.reconcile.actors import agreement
from consilience.reconcile.bars import barred, gap, namesakes, shortest
from consilience.reconcile.counting import Word, count
from consilience.reconcile.kinds import may_be_one
from consilience.reconcile.names import same_person, words
from consilience.reconcile.places import FINE, TOO_FAR, holds, same
from consilience.reconcile.sketch import Sketch, sketch
from consilience.reconcile.weights import MILLI, limit, milli, score_of, sentence, table
from consilience.toll import Toll

#: A level of one group of the table, and the words its sentence needs.
Level = tuple[str, dict[str, object]]
UNKNOWN: Level = ("unknown", {})
_MANY = 5  # people from which an equal toll is hardly chance
_FEW = 3  # people from which one more or less is a miscount
_OFF = 0.2
_TIMES = 5  # how often a toll may hold another that is of the same people
_SOME_NAMES, _MANY_NAMES, _ALL_NAMES = 3, 4, 8
_SEVERAL = 3  # victims named, of whom two reports of one incident would have some in common
_BESIDE = 6  # km beyond which two towns are two places, though either may have been told for what lies around it
_WEEK = 7
_WIDE = 10
_REMEMBERED = 100_000  # sketches of accounts, which are made once


class PlainMatcher:
    """Adds up the weights of data/likeness.toml; the same two accounts always score the same."""

    def __init__(self) -> None:
        self._known: dict[int, Sketch] = {}  # a sketch keeps its account, so that no id is used twice

    def compare(self, pairs: Iterable[tuple[Account, Account]]) -> Iterator[Likeness]:
        """One likeness a pair, in the order of the pairs."""
        for one, other in pairs:
            yield likeness(self._of(one), self._of(other))

    def _of(self, account: Account) -> Sketch:
        found = self._known.get(id(account))
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[id(account)] = sketch(account)
        return found


def likeness(one: Sketch, other: Sketch) -> Likeness:
    """How alike two accounts are, with a sentence for each thing that speaks for or against."""
    why_not = barred(one, other)
    if why_not:
        return Likeness(0.0, (), why_not)
    total = round(limit("prior") * MILLI)
    reasons = []
    for group, (level, told) in levels(one, other):
        if level != "unknown":
            total += milli(group, level)
            reasons.append(sentence(group, level).format(**told))
    return Likeness(score_of(total), tuple(reasons))


def levels(one: Sketch, other: Sketch) -> Iterator[tuple[str, Level]]:
    """The level that two accounts reach in each group, with the words that its sentence needs."""
    yield "days", _days(one, other)
    yield "places", _places(one, other)
    yield "types", _types(one, other)
    yield "killed", _toll(one, other, one.killed, other.killed)
    yield "injured", _toll(one, other, one.injured, other.injured)
    yield "victims", _victims(one, other)
    blamed, hit = agreement(one.perpetrators, other.perpetrators), agreement(one.targets, other.targets)
    yield "perpetrator", blamed
    yield "target", hit
    yield "direction", _direction(one, other, blamed, hit)
    yield "munitions", _munitions(one, other)
    yield "launched_from", _launched(one, other)
    yield "words", _words(one, other)
    yield "names", _names(one, other)


def _days(one: Sketch, other: Sketch) -> Level:
    told: dict[str, object] = {"one": one.day, "other": other.day}
    if (one.start is None and one.end is None) or (other.start is None and other.end is None):
        return _by_publication(one, other)
    away = gap(one, other)
    if away:
        return ("beside" if away == 1 else "apart"), told
    if one.span is None or other.span is None:
        return "wide", told
    widest = max(one.span, other.span)
    if widest == 1:
        return "same", told
    return ("narrow" if widest <= _WIDE else "wide"), told


def _by_publication(one: Sketch, other: Sketch) -> Level:
    """Without a day, by when it was published: news is mostly of the last days."""
    vague, dated = (one, other) if one.start is None and one.end is None else (other, one)
    if vague.published is None or dated.end is None or dated.span is None or dated.span > _WIDE:
        return UNKNOWN
    after = vague.published - dated.end
    if after <= _WEEK:
        return "soon", {}
    return ("late", {}) if after > 3 * _WEEK else UNKNOWN


def _places(one: Sketch, other: Sketch) -> Level:
    if not one.places or not other.places:
        return UNKNOWN
    first, second = one.places[0], other.places[0]
    pairs = [(first, second), *((p, q) for p in one.places for q in other.places if p is not first or q is not second)]
    # Where both say finely where it mainly was, what lies near other places they mention shows nothing.
    around = pairs[:1] if first.precision in FINE and second.precision in FINE else pairs
    for test, tried in ((_same_spot, pairs), (_within_reach, around), (_same_region, around), (_contains, around)):
        for p, q in tried:
            level = test(p, q)
            if level:
                return level
    if first.precision in FINE and second.precision in FINE and namesakes(first, second):
        return "namesakes", {"one": first.name}
    km = shortest(one, other)
    if km is not None:
        told: dict[str, object] = {"one": one.fine[0].name, "other": other.fine[0].name, "km": round(km)}
        return ("near_by" if km <= TOO_FAR else "apart"), told
    if first.precision == "region" == second.precision and first.admin1 and second.admin1:
        return "regions_differ", {"one": first.name, "other": second.name}
    shared = one.countries & other.countries
    one_land = "same_vast_country" if shared <= vast() else "same_country"
    both = one_land if len(shared) == 1 else "same_countries"
    return (both, {"country": " and ".join(sorted(shared))}) if shared else UNKNOWN


@cache
def vast() -> frozenset[str]:
    """Countries so large that two incidents in one of them are hardly nearer for it."""
    return frozenset(table()["countries"]["vast"])


def _same_spot(p: Place, q: Place) -> Level | None:
    fine = p.precision in FINE or (p.precision == "unknown" and q.precision == "unknown")
    return ("same_spot", {"one": p.name, "other": q.name}) if fine and same(p, q) else None


def _within_reach(p: Place, q: Place) -> Level | None:
    km = p.km(q) if p.precision in FINE and q.precision in FINE else None
    if km is None or km > max(p.reach, q.reach) or (km > _BESIDE and p.precision == q.precision == "town"):
        return None
    return "within_reach", {"one": p.name, "other": q.name, "km": round(km)}


def _same_region(p: Place, q: Place) -> Level | None:
    wide = p.precision in ("district", "region")
    return ("same_region", {"one": p.name, "other": q.name}) if wide and same(p, q) else None


def _contains(p: Place, q: Place) -> Level | None:
    for wide, narrow in ((p, q), (q, p)):
        if wide.precision in ("district", "region") and holds(wide, narrow):
            return "contains", {"one": narrow.name, "other": wide.name}
    return None


def _types(one: Sketch, other: Sketch) -> Level:
    a, b = one.event_type, other.event_type
    if not a or not b:
        return UNKNOWN
    level = "same" if a == b else "compatible" if may_be_one(a, b) else "incompatible"
    return level, {"one": a, "other": b}


def _toll(one: Sketch, other: Sketch, mine: Word | None, theirs: Word | None) -> Level:
    if mine is None or theirs is None:
        return UNKNOWN
    a, b = mine.toll, theirs.toll
    told: dict[str, object] = {"one": a, "other": b}
    if a.best == b.best:
        return ("equal_many" if a.best >= _MANY else "equal_few"), told
    for few, many in ((mine, theirs), (theirs, mine)):
        if _is_part(few, many):
            return "part", {"one": few.toll, "other": many.toll}
    if min(mine, theirs, key=lambda w: w.toll.best).named:
        return UNKNOWN  # not all who were harmed are named
    if a.meets(b) and max(a.best, b.best) <= 2 * min(a.best, b.best):
        return "meet", told
    small, large = (one, other) if a.best < b.best else (other, one)
    low, high = sorted((a, b), key=lambda t: t.best)
    if low.best >= _FEW and high.best - low.best <= max(1, low.best * _OFF):
        return "close", told
    if _rises(small, large, low, high):
        return "risen", {"one": low, "other": high}
    far = high.best > _TIMES * low.best and high.best - low.best > _TIMES
    return ("far" if far else "contradict"), told


def _is_part(few: Word, many: Word) -> bool:
    """Whether one's toll is of people the other counts as a part of more."""
    if few.toll.best >= many.toll.best:
        return False
    return any(
        part is not None and part.best == few.toll.best
        and (not few.restricted or any(_same_kind(c.nationality, p.nationality) and _same_kind(c.category, p.category)
                                       for c in few.restricted))
        for p in many.restricted
        for part in (count(p),)
    )  # fmt: skip


def _same_kind(one: str | None, other: str | None) -> bool:
    return one == other or not one or not other


def _rises(small: Sketch, large: Sketch, low: Toll, high: Toll) -> bool:
    """Whether the larger toll is the later one, or the smaller is only a least."""
    if low.high is None and high.best <= 3 * low.best:
        return True
    later = small.published is not None and large.published is not None and small.published < large.published
    return later and high.best <= 3 * max(low.best, 1)


def _victims(one: Sketch, other: Sketch) -> Level:
    """The same names among those killed; who is the target in one may be named as killed in the other."""
    if not (one.victims or other.victims):
        return UNKNOWN
    best: Level = UNKNOWN
    for mine, theirs in ((one.victims, other.victims), (one.victims, other.targets), (one.targets, other.victims)):
        for a in mine:
            for b in theirs:
                if a == b or same_person(a, b):
                    if min(len(words(a)), len(words(b))) > 1:
                        return "same", {"one": a, "other": b}
                    best = ("surname", {"one": a, "other": b})
    if best is not UNKNOWN or not (one.victims and other.victims):
        return best
    return ("strangers" if min(len(one.victims), len(other.victims)) >= _SEVERAL else "differ"), {}


def _direction(one: Sketch, other: Sketch, blamed: Level, hit: Level) -> Level:
    """Whether who strikes in one is struck in the other; told of nobody on whom both agree."""
    if blamed[0] in ("same", "side") or hit[0] in ("same", "side"):
        return UNKNOWN
    for mine, theirs in ((one.perpetrators, other.targets), (other.perpetrators, one.targets)):
        level, told = agreement(mine, theirs)
        if level == "same":
            return "swapped", {"one": told["one"]}
    return UNKNOWN


def _munitions(one: Sketch, other: Sketch) -> Level:
    if not one.munitions or not other.munitions:
        return UNKNOWN
    return ("equal" if one.munitions == other.munitions else "differ"), {"one": one.munitions, "other": other.munitions}


def _launched(one: Sketch, other: Sketch) -> Level:
    a, b = one.launched_from, other.launched_from
    if a is None or b is None:
        return UNKNOWN
    if same(a, b):
        return "same", {"one": a.name}
    return UNKNOWN if holds(a, b) or holds(b, a) else ("differ", {"one": a.name, "other": b.name})


def _words(one: Sketch, other: Sketch) -> Level:
    shared = one.quotes & other.quotes
    return ("same", {"one": min(shared)[:80]}) if shared else UNKNOWN


def _names(one: Sketch, other: Sketch) -> Level:
    """How many rare names both are told with; that they share none tells only where both tell some."""
    shared = one.names & other.names
    if not shared:
        fewest = min(len(one.names), len(other.names))
        return ("strangers", {}) if fewest >= _ALL_NAMES else ("none", {}) if fewest >= _SOME_NAMES else UNKNOWN
    level = "many" if len(shared) >= _MANY_NAMES else "some" if len(shared) > 1 else "one"
    return level, {"one": ", ".join(sorted(shared, key=lambda name: (-len(name), name))[:4])}
