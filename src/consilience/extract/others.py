"""Those told to be among people, and others told beside them: "eight, two of them women", "and three more"."""

from collections.abc import Iterator
from dataclasses import replace

from consilience.extract.ellipsis import Ellipsis
from consilience.extract.harm import Harm
from consilience.resolve.day_lexer import ORDINAL_WORDS


class Others(Ellipsis):
    """The tokens of a sentence with its people; says of a harm who of them are told of twice and who are others."""

    def _is_some_of_the_dead(self, harm: Harm) -> bool:
        """`eight of the civilians killed`: some of people who were harmed, all of them."""
        q = harm.groups[0].quantity
        if len(harm.groups) > 1 or q is None or harm.finite or self.low(q.last) != "of":
            return False
        return harm.word.what.shape in ("act", "state") and self.low(q.last + 1) in ("the", "those", "these")

    def _others(self, harm: Harm, before: list[Harm]) -> Harm:
        """Others than people harmed in another way are all who were harmed so: "two died and nine others hurt"."""
        ways = {h.field for h in before}
        if harm.field in ways:
            return self._with_the_first(harm, next(h for h in reversed(before) if h.field == harm.field))
        if not ways:
            return harm
        if harm.field == "hit" and "killed" in ways and any(g.more for g in harm.groups):
            harm = replace(harm, field="injured")  # "two died and three others were shot"
        if harm.field == "injured" and "killed" in ways and not _same_people(harm, before):
            return replace(harm, beside=True)  # "killed two and wounded the driver": he is not one of the dead
        groups = tuple(
            replace(g, quantity=replace(g.quantity, more=False)) if g.quantity and g.quantity.more else g
            for g in harm.groups
        )
        return replace(harm, groups=groups)

    def _with_the_first(self, harm: Harm, first: Harm) -> Harm:
        """With those who died before them: "five died at once, and two more of their wounds"."""
        more, known = harm.groups[0], first.groups[0]
        if len(harm.groups) > 1 or len(first.groups) > 1 or not more.more or not known.count or first.subset:
            return harm
        if not harm.lingering and ORDINAL_WORDS.get(self.low(more.last - 1)) != known.count + 1:
            return harm
        return replace(harm, groups=(known, more), first=first.first, later=True)

    def _subsets(self, harm: Harm) -> Iterator[Harm]:
        """Groups told to be among those just told: "including three children", "two of them women"."""
        people = self._told.get(harm.word.first)
        for group, names in people.among if people else ():
            if group.quantity or (group.single and (group.category or names)):
                yield replace(
                    harm, groups=(group,), first=group.first, last=group.last, names=names, subset=True, later=False
                )


def _same_people(harm: Harm, others: list[Harm]) -> bool:
    """Whether some of the people of a harm are told to have been harmed in another way, or nobody says who they are."""
    firsts = {g.first for h in others for g in h.groups}
    return any(g.first in firsts or g.head is None for g in harm.groups)
