"""The plain way of joining that ours is held against: first accounts in the same town, within three days.

It is of the kind of the lemma-and-time baselines (Cybulska and Vossen 2014; Vossen and others 2018): one thing told,
and nearness in time. Place and day are those that our extraction found, so that what differs is the joining alone. It
joins by chains: what is joined to one of a group belongs with them all.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from consilience.claim import Account
from consilience.place import Place

DAYS = 3
_TOWNS = frozenset({"exact", "nearby", "town"})


def same_town_and_days(accounts: Mapping[str, Iterable[Account]]) -> dict[str, str]:
    """The group of each report, by its first account; a report without an account, town or day stands alone."""
    found = {report: f"alone-{report}" for report in accounts}
    towns: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for report, told in accounts.items():
        first = next(iter(told), None)
        if first and first.place and first.place.precision in _TOWNS and first.day.start:
            towns[_town(first.place)].append((first.day.start.toordinal(), report))
    for town, days in towns.items():
        days.sort()
        number = 0
        found[days[0][1]] = f"{town}-0"
        for (before, _), (day, report) in pairwise(days):
            number += day - before > DAYS
            found[report] = f"{town}-{number}"
    return found


def _town(place: Place) -> str:
    """By the gazetteer's key, or by name where it has none."""
    return place.key or f"{place.country} {place.name.casefold()}"
