"""Families clustered and settled, each by itself, wherever the engine works."""

from collections.abc import Iterable, Iterator

from consilience.bulk.engine import Engine
from consilience.bulk.families import Family
from consilience.bulk.grouping import groups, linked_groups
from consilience.bulk.parquet import account_of
from consilience.incident import Incident
from consilience.reconcile.settle import settle
from consilience.reconcile.verdicts import Verdicts

#: The numbers of an incident's accounts, earliest first, and the incident.
Found = tuple[tuple[int, ...], Incident]
_BATCH = 1000  # accounts worked on at once


def incidents(family: Family, rule: str = "range") -> list[Found]:
    """The incidents of a family; what they answer is left for later."""
    accounts = [account_of(body) for body in family.bodies]
    found = linked_groups(family, accounts) if family.linked else groups(family)
    return [
        (tuple(family.numbers[n] for n in group), settle([accounts[n] for n in group], Verdicts(), rule))
        for group in found
    ]


def settled(engine: Engine, families: Iterable[Family]) -> Iterator[tuple[tuple[int, ...], str]]:
    """The numbers of the accounts of each incident, and its id."""
    for batch in engine.work(_ids, batches(families)):
        yield from batch


def _ids(families: list[Family]) -> list[tuple[tuple[int, ...], str]]:
    return [(numbers, incident.id) for family in families for numbers, incident in incidents(family)]


def batches(families: Iterable[Family]) -> Iterator[list[Family]]:
    """Families together, as many as are worth giving out at once."""
    batch: list[Family] = []
    size = 0
    for family in families:
        batch.append(family)
        size += len(family.numbers)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
