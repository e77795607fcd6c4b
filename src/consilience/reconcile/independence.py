"""Which accounts are of one source, and why: one publisher, one agency, or one text however often it was copied.

Corroboration counts independent sources only: ten papers that print one agency's text have told one thing once (Iraq
Body Count, for one, asks for two independent sources before an entry is more than provisional). What an account says
of its own origin decides first; then the words it shares with others. A text that an agency only contributed to stands
by itself unless that agency, or another text it contributed to, tells of the incident too; it ties no two agencies
together. Adding a copy of an account, its credits included, never raises the number of sources.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, combinations

from consilience.claim import Account, Claim
from consilience.incident import Source
from consilience.origin import UNNAMED
from consilience.reconcile.actors import canonical
from consilience.reconcile.copies import copied_sentences, copied_words, has_marks, table
from consilience.reconcile.counting import account_toll
from consilience.reconcile.names import plain
from consilience.resolve.agencies import agency_named, wires
from consilience.toll import FIELDS

Key = tuple[str, str]  # "agency", "publisher" or "report", and its name
_FIGURES = frozenset[str](FIELDS)


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two accounts, by their numbers, are of one source."""

    one: int
    other: int
    because: str


class _Groups:
    """Numbers put together; each is in one group, named by the least number in it."""

    def __init__(self, size: int) -> None:
        self.home = list(range(size))

    def root(self, n: int) -> int:
        while self.home[n] != n:
            n = self.home[n]
        return n

    def join(self, one: int, other: int) -> bool:
        """Puts two together; False where they already are."""
        low, high = sorted((self.root(one), self.root(other)))
        self.home[high] = low
        return low != high

    @property
    def members(self) -> list[list[int]]:
        found: dict[int, list[int]] = {}
        for n in range(len(self.home)):
            found.setdefault(self.root(n), []).append(n)
        return list(found.values())


def sources(accounts: Iterable[Account]) -> tuple[tuple[Account, ...], ...]:
    """The accounts by independent source, earliest first, whatever order they come in."""
    return tuple(told for _, told in independent(accounts))


def independent(accounts: Iterable[Account]) -> tuple[tuple[Source, tuple[Account, ...]], ...]:
    """Each independent source with its accounts, earliest first."""
    ordered = list(accounts)
    if len(ordered) == 1:
        return ((_source(ordered, [_key(ordered[0])], [0], []), tuple(ordered)),)
    ordered.sort(key=_order)
    keys = [_key(account) for account in ordered]
    groups, ties = _Groups(len(ordered)), []
    for same in _by_key(keys):
        for other in same[1:]:
            groups.join(same[0], other)
        if len({ordered[n].report for n in same}) > 1:
            ties.append(Tie(same[0], same[-1], _of_key(ordered, keys[same[0]], same)))
    spanning = _Groups(len(ordered))
    for tie in chain(_copies(ordered, spanning), _translations(ordered)):
        groups.join(tie.one, tie.other)
        if spanning.join(tie.one, tie.other):
            ties.append(tie)
    ties += _helped(ordered, keys, groups)
    found = [(_source(ordered, keys, own, ties), tuple(ordered[n] for n in own)) for own in groups.members]
    return tuple(sorted(found, key=lambda s: _order(s[1][0])))


def _order(account: Account) -> tuple[date, str, int]:
    return account.published or date.max, account.report, account.rank


def _source(ordered: Sequence[Account], keys: Sequence[Key], own: Sequence[int], ties: Sequence[Tie]) -> Source:
    reports = tuple(dict.fromkeys(ordered[n].report for n in own))
    first = ordered[own[0]]
    name = next((name for n in own for kind, name in [keys[n]] if kind == "agency"), first.publisher or first.report)
    held = set(own)
    because = tuple(dict.fromkeys(t.because for t in ties if t.one in held)) if len(reports) > 1 else ()
    return Source(name, reports, because)


# --- by what an account says of its own origin


def _key(account: Account) -> Key:
    """Whose account it is: the agency's that published it, that it is credited to or that is all it quotes."""
    agency = agency_of(account)
    if agency:
        return "agency", agency
    return ("publisher", plain(account.publisher)) if account.publisher else ("report", account.report)


def agency_of(account: Account) -> str | None:
    """The agency or outlet that an account is all of, None where it is the publisher's own."""
    credited = account.origin.agencies[:1] if account.origin else ()
    return next(iter(credited), None) or agency_named(account.publisher) or _retold(account)


def _retold(account: Account) -> str | None:
    """The outlet that an account quotes for every toll, where it quotes nobody else for anything."""
    outlets = {agency_named(c.according_to) for c in account.claims if c.according_to or _is_figure(c)}
    only = next(iter(outlets)) if len(outlets) == 1 else None
    return only if any(map(_is_figure, account.claims)) else None


def _is_figure(claim: Claim) -> bool:
    return claim.field in _FIGURES and claim.scope != "tally"


def _by_key(keys: Sequence[Key]) -> list[list[int]]:
    found: dict[Key, list[int]] = {}
    for n, key in enumerate(keys):
        found.setdefault(key, []).append(n)
    return list(found.values())


def _of_key(ordered: Sequence[Account], key: Key, same: Sequence[int]) -> str:
    """Why accounts of one key are of one source."""
    told, (kind, name) = table()["told"], key
    if kind != "agency":
        return str(told["publisher"]).format(reports=_listed(dict.fromkeys(ordered[n].report for n in same)))
    ways: dict[str, list[Account]] = {"issued": [], "credited": [], "retold": []}
    for n in same:
        origin = ordered[n].origin
        issued = agency_named(ordered[n].publisher) == name
        ways["issued" if issued else "credited" if origin and origin.agencies else "retold"].append(ordered[n])
    return "; ".join(str(told[way]).format(reports=_several(own), name=name) for way, own in ways.items() if own)


# --- by the words two accounts share


def _copies(ordered: Sequence[Account], tied: _Groups) -> Iterator[Tie]:
    """Texts one of which was made of the other; by what is quoted, where an account tells nothing of its sentences.

    Those that are tied by others already are not compared.
    """
    told = table()["told"]
    words = [frozenset[str]() if has_marks(a) else copied_words(a) for a in ordered]
    if any(words):
        words = [copied_words(a) for a in ordered]
    for one, other in combinations(range(len(ordered)), 2):
        a, b = ordered[one], ordered[other]
        if tied.root(one) == tied.root(other):
            continue
        if has_marks(a) and has_marks(b):
            shared = copied_sentences(a, b)
            if shared:
                count = "1 sentence" if shared == 1 else f"{shared} sentences"
                yield Tie(one, other, told["copy"].format(one=_dated(a), other=_named(b), count=count))
        elif words[one] & words[other]:
            yield Tie(one, other, told["quotes"].format(one=_dated(a), other=_named(b)))


def _translations(ordered: Sequence[Account]) -> Iterator[Tie]:
    """Texts in two languages that say the same on the same day: translations of one are told by their claims."""
    if len({a.origin.language for a in ordered if a.origin and a.origin.language}) < 2:
        return
    for one, other in combinations(range(len(ordered)), 2):
        a, b = ordered[one], ordered[other]
        if _is_translation(a, b):
            language = b.origin.language if b.origin else None
            words = table()["told"]["translation"].format(one=_dated(a), other=_named(b), language=language)
            yield Tie(one, other, words)


def _is_translation(a: Account, b: Account) -> bool:
    languages = [x.origin.language for x in (a, b) if x.origin and x.origin.language]
    if len(set(languages)) < 2 or not (a.published and b.published):
        return False
    limits = table()["translations"]
    if abs((a.published - b.published).days) > limits["days"] or not a.day.meets(b.day):
        return False
    figures = [(account_toll(a, f), account_toll(b, f)) for f in FIELDS]
    mine, theirs = _quoted(a), _quoted(b)
    if not any(x for x, _ in figures) or any(x != y for x, y in figures) or mine != theirs or not mine:
        return False
    credited = any((x.origin and (x.origin.agencies or x.origin.helpers)) or agency_of(x) for x in (a, b))
    alike = sum(x is not None for x, _ in figures) + len(mine)
    return alike >= int(limits["credited" if credited else "uncredited"])


def _quoted(account: Account) -> frozenset[str]:
    return frozenset(canonical(c.according_to) for c in account.claims if c.according_to)


# --- by who helped


def _helped(ordered: Sequence[Account], keys: Sequence[Key], groups: _Groups) -> list[Tie]:
    """Puts texts that agencies contributed to with the agency, else with each other; no two agencies together."""
    own = groups.members
    agencies = [{keys[n][1] for n in members if keys[n][0] == "agency"} for members in own]
    helpers = [_helpers(ordered[n] for n in members) if not agencies[i] else {} for i, members in enumerate(own)]
    ties: list[Tie] = []
    left: list[int] = []
    for i, names in enumerate(helpers):
        target = next((k for k, known in enumerate(agencies) if known and _meet(known, names)), None)
        if target is not None:
            ties.append(_join_helped(ordered, groups, own[target][0], own[i][0], names))
        elif names:
            left.append(i)
    for a, b in combinations(left, 2):
        if _meet(helpers[a], helpers[b]) and groups.root(own[a][0]) != groups.root(own[b][0]):
            ties.append(_join_helped(ordered, groups, own[a][0], own[b][0], helpers[b]))
    return ties


def _helpers(accounts: Iterable[Account]) -> dict[str, Account]:
    """The agencies that contributed to these texts, each with the first that says so."""
    found: dict[str, Account] = {}
    for account in accounts:
        for name in account.origin.helpers if account.origin else ():
            found.setdefault(name, account)
    return found


def _meet(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether an agency is among both; those that are not named may be any that sells what it writes."""
    mine, theirs = set(one), set(other)
    either = ((mine, theirs), (theirs, mine))
    return bool(mine & theirs) or any(UNNAMED in a and not wires().isdisjoint(b) for a, b in either)


def _join_helped(ordered: Sequence[Account], groups: _Groups, one: int, other: int, names: dict[str, Account]) -> Tie:
    groups.join(one, other)
    account = next(iter(names.values()))
    words = table()["told"]["helped"].format(other=_named(account), name=" and ".join(names))
    return Tie(one, other, words)


# --- how accounts are told of


def _named(account: Account) -> str:
    return f"{account.publisher} ({account.report})" if account.publisher else account.report


def _dated(account: Account) -> str:
    return _named(account) + (f" of {account.published}" if account.published else "")


def _several(accounts: Sequence[Account]) -> str:
    return _listed(dict.fromkeys(map(_named, accounts)))


def _listed(told: Iterable[str]) -> str:
    names = list(told)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
