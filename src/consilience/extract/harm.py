"""What a sentence says happened to people: who was killed, injured or hit or is missing, and how many."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from consilience.extract.found import Found
from consilience.extract.group import Group
from consilience.extract.lexicon import HarmWord
from consilience.extract.name import Name


@dataclass(frozen=True, slots=True)
class Harm:
    """People told to be killed, injured or missing: what happened to whom, and the tokens that say so.

    `field` is killed, injured, missing, or hit, where the words leave open who of them died ("five people were shot").
    `groups` are different people, to be added up; `subset` groups are among people told elsewhere. `later` marks a
    toll told to have risen. `implied` where only a word such as "fatal" says that somebody died. `first` and `last`
    bound the quote.
    """

    field: str
    word: Found[HarmWord]
    groups: tuple[Group, ...]
    first: int
    last: int
    names: tuple[Name, ...] = ()
    subset: bool = False
    later: bool = False
    perfect: bool = False  # "have been killed": may sum up a time
    unreal: bool = False
    implied: bool = False
    relative: bool = False  # "two people who died at a clinic": some of those told of
    beside: bool = False  # others than the dead told with them
    lingering: bool = False  # "died of their wounds": some time after they were hurt
    alive: bool = False  # people hit or taken to hospital who are told to have lived
    finite: bool = True  # a clause of its own ("three were killed"), no figure in passing ("13 wounded")
    teller: tuple[int, int] | None = None  # tokens of whoever tells it without a verb: "..., the network seven"


def once_each(harms: Sequence[Harm]) -> list[Harm]:
    """The harms of a sentence, one for each set of groups and field: "shot and killed" and "killed" are one."""
    seen: set[tuple[str, tuple[int, ...], bool]] = set()
    kept = []
    for harm in harms:
        mark = (harm.field, tuple(g.first for g in harm.groups), harm.subset)
        if mark not in seen:
            seen.add(mark)
            kept.append(_apart(harm, harms))
    return kept


def _apart(harm: Harm, all_told: Sequence[Harm]) -> Harm:
    """Of "dozens killed and wounded" the dead are some, nobody says how many."""
    hurt = (g for h in all_told if h.field == "injured" for g in h.groups)
    vague = {g.first for g in hurt if g.quantity and g.quantity.value is None}
    if harm.field != "killed" or len(harm.groups) > 1 or harm.groups[0].first not in vague:
        return harm
    return replace(harm, groups=(replace(harm.groups[0], quantity=None, single=False),))
