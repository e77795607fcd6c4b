"""Whom new accounts meet among those kept, and who meet no more since a crowd has gathered."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from consilience.claim import Account
from consilience.reconcile.kept import Number, Numbers, numbered, ordered
from consilience.reconcile.keys import Key
from consilience.reconcile.look import Look
from consilience.reconcile.near import is_crowd, linked, met
from consilience.reconcile.weights import limit


def bring_in(look: Look, reports: Mapping[str, Sequence[Account]]) -> None:
    """Gives the accounts of new reports their numbers and keys, and finds whom they are alike."""
    change = look.change
    for report, accounts in reports.items():
        own = numbered(report, accounts)
        look.named[report] = tuple(own)
        change.accounts |= own
        change.links |= _links(own)
    asks, offers = look.keys(change.accounts)
    change.asked |= asks
    change.offered |= offers
    before = look.kept.sizes(_keys(offers.values()) | _keys(asks.values()))
    sizes = _grown(before, offers.values())
    found = _met(look, sizes)
    likenesses = look.likenesses(found)
    change.alike |= {p: told.score for p, told in likenesses.items() if not told.barred and told.score >= limit("ask")}
    gathered = {key for key, size in sizes.items() if is_crowd(key, size) and not is_crowd(key, before.get(key, 0))}
    change.lost |= _lost(look, gathered)


def _links(accounts: Mapping[Number, Account]) -> dict[Number, tuple[Number, ...]]:
    """For each of a report's accounts that answers another, or is answered: the others."""
    by_id: dict[str, list[Number]] = {}
    for number, account in accounts.items():
        by_id.setdefault(account.id, []).append(number)
    found: dict[Number, set[Number]] = {}
    for number, account in accounts.items():
        for claim in account.all("response"):
            for cause in by_id.get(str(claim.value), ()):
                found.setdefault(number, set()).add(cause)
                found.setdefault(cause, set()).add(number)
    return {number: tuple(sorted(others - {number})) for number, others in found.items() if others - {number}}


def _keys(held: Iterable[Iterable[Key]]) -> set[Key]:
    return {key for keys in held for key in keys}


def _grown(before: Mapping[Key, int], offers: Iterable[Iterable[Key]]) -> dict[Key, int]:
    """How many offer each key, with the new ones."""
    sizes = dict(before)
    for keys in offers:
        for key in keys:
            sizes[key] = sizes.get(key, 0) + 1
    return sizes


def _met(look: Look, sizes: Mapping[Key, int]) -> set[Numbers]:
    """The pairs with a new account in them that are worth comparing."""
    change = look.change
    partners = _partners(look)
    new = set(change.accounts)
    found = _among(look, [*new, *(partners - new)], sizes, new)
    if not found:
        return found
    reports = {a.report for a in look.accounts({n for pair in found for n in pair}).values()}
    siblings = {n for numbers in look.beside(reports).values() for n in numbers}
    return found | _linked(look, siblings, found) if look.links(siblings) else found


def _partners(look: Look) -> set[Number]:
    """Those kept that ask for what the new ones offer, or offer what they ask for."""
    offering = look.kept.offering(_keys(look.change.asked.values()))
    asking = look.kept.asking(_keys(look.change.offered.values()))
    return {n for found in (offering, asking) for numbers in found.values() for n in numbers}


def _among(look: Look, numbers: Sequence[Number], sizes: Mapping[Key, int], new: Collection[Number]) -> set[Numbers]:
    """The pairs of these that meet, and of which one is new."""
    sketches = look.sketches(numbers)
    asks, offers = look.keys(numbers)
    chosen = [number in new for number in numbers]
    found = met(
        [sketches[n] for n in numbers],
        [asks[n] for n in numbers],
        [offers[n] for n in numbers],
        sizes,
        lambda pair: chosen[pair[0]] or chosen[pair[1]],
    )
    return {ordered(numbers[i], numbers[j]) for i, j in found}


def _linked(look: Look, numbers: Collection[Number], found: set[Numbers]) -> set[Numbers]:
    """The pairs that those found bring near by what their reports tell beside them."""
    listed = sorted(numbers)
    place = {number: n for n, number in enumerate(listed)}
    accounts, sketches = look.accounts(listed), look.sketches(listed)
    pairs = {_by_place(place, pair) for pair in found}
    more = linked([accounts[n] for n in listed], [sketches[n] for n in listed], pairs)
    return {ordered(listed[i], listed[j]) for i, j in more}


def _by_place(place: Mapping[Number, int], pair: Numbers) -> tuple[int, int]:
    one, other = place[pair[0]], place[pair[1]]
    return (one, other) if one < other else (other, one)


def _lost(look: Look, gathered: Collection[Key]) -> set[Numbers]:
    """The pairs kept that a crowd now turns away, and those that only they had brought near."""
    if not gathered:
        return set()
    found = (look.kept.offering(gathered), look.kept.asking(gathered))
    touched = {n for told in found for numbers in told.values() for n in numbers}
    reports = {account.report for account in look.accounts(touched).values()}
    numbers = sorted({n for own in look.kept.beside(reports).values() for n in own})
    there = {pair for pair in look.kept.alike(numbers) if set(pair) <= set(numbers)}
    if not there:
        return set()
    numbers = sorted({n for own in look.kept.beside(_reports(look, there)).values() for n in own})
    sizes = _grown(look.kept.sizes(_keys(look.keys(numbers)[0].values())), look.change.offered.values())
    still = _among(look, numbers, sizes, numbers)
    return there - still - _linked(look, numbers, still)


def _reports(look: Look, pairs: Collection[Numbers]) -> set[str]:
    return {account.report for account in look.accounts({n for pair in pairs for n in pair}).values()}
