"""Those told to be among people, and others told beside them: "eight, two of them women", "and three more"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from consilience.claim import ARMED
from consilience.extract.ellipsis import Ellipsis
from consilience.extract.group import Group
from consilience.extract.harm import Harm
from consilience.extract.lexicon import word_set
from consilience.resolve.day_lexer import ORDINAL_WORDS

_SELF, _EVERYBODY, _JOINS = word_set("harm self"), word_set("scribe everybody"), word_set("others joins")
_SECOND = 2  # "a second man was hurt" may be told of another incident


class Others(Ellipsis):
    """The tokens of a sentence with its people; says of a harm who of them are told of twice and who are others."""

    def _all_of_them(self, harm: Harm) -> Harm:
        """All of whom somebody is told to be one: "one of three soldiers killed", "of the four who were wounded"."""
        group = harm.groups[0]
        q = group.quantity
        if len(harm.groups) > 1 or q is None or self.low(q.last) != "of" or (harm.finite and not harm.relative):
            return harm
        everybody = next((c for c in self.counted if c.first in (q.last + 1, q.last + 2)), None)
        if everybody is None or everybody.value is None or everybody.last > group.last:
            return harm
        return replace(harm, groups=(replace(group, quantity=everybody, single=False, subset=False),), names=())

    def _is_some_of_the_dead(self, harm: Harm) -> bool:
        """`eight of the civilians killed`: some of people who were harmed, all of them."""
        q = harm.groups[0].quantity
        if len(harm.groups) > 1 or q is None or harm.finite or self.low(q.last) != "of":
            return False
        return harm.word.what.shape in ("act", "state") and self.low(q.last + 1) in ("the", "those", "these")

    def _others(self, harm: Harm, before: list[Harm]) -> Harm:
        """Others than people harmed in another way are all who were harmed so: "two died and nine others hurt"."""
        ways = {h.field for h in before}
        if harm.field == "killed" and self._is_his_own(harm):
            return self._with_his_own(harm, before)
        if harm.field in ways and (both := self._with_another_kind(harm, before)):
            return both
        if harm.field in ways:
            return self._with_the_first(harm, next(h for h in reversed(before) if h.field == harm.field))
        if not ways or (harm.field == "killed" and "killed" not in ways):
            harm = self._with_those_before(harm)
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

    def _is_his_own(self, harm: Harm) -> bool:
        """Whether somebody is told to have killed himself."""
        last = harm.groups[-1]
        own = self.low(last.first) in _SELF or harm.word.what.shape == "suicide"
        return own and last.definite and last.head is None and len(harm.groups) == 1

    def _with_his_own(self, harm: Harm, before: list[Harm]) -> Harm:
        """With those he killed before: "killed his wife and two children before killing himself"."""
        first = next((h for h in before if h.field == "killed" and not (h.subset or h.unreal or h.implied)), None)
        if first is None or first.perfect or harm.unreal or any(g.definite and g.head is None for g in first.groups):
            return harm
        before[before.index(first)] = replace(first, subset=True)
        return replace(harm, groups=(*first.groups, *harm.groups), first=first.first, names=first.names)

    def _with_another_kind(self, harm: Harm, before: list[Harm]) -> Harm | None:
        """With others told just before: "three boys were hurt and a girl was hurt", "one died and four died"."""
        first, more = before[-1], harm.groups[0]
        known = first.groups[0]
        if first.field != harm.field or first.subset or first.unreal or len(harm.groups) + len(first.groups) > 2:
            return None
        if not known.count or not more.count or any(g.more or g.definite or g.subset for g in (known, more)):
            return None
        if self.low(more.first - 1) not in _JOINS or any(k in self.taken for k in range(first.first, harm.word.first)):
            return None
        apart = harm.field == "killed" and (known.category in ARMED) != (more.category in ARMED)
        if apart or known.nationality != more.nationality:
            return None
        if not self._are_of_two_kinds(known, more) and more.count <= known.count:
            return None
        before[-1] = replace(first, subset=True)
        names = (*first.names, *harm.names)
        return replace(harm, groups=(known, more), first=first.first, names=names)

    def _are_of_two_kinds(self, known: Group, more: Group) -> bool:
        """Whether the nouns of two groups differ, and none is for anybody: boys and a girl, not people and one."""
        if known.head is None or more.head is None:
            return False
        nouns = {self.low(known.head), self.low(more.head)}
        return len(nouns) == 2 and not nouns & _EVERYBODY

    def _with_those_before(self, harm: Harm) -> Harm:
        """With those who must have died before one counted in their order: "a third person has died"."""
        more, hurt = harm.groups[0], harm.field in ("injured", "hit")
        place = self._place(more)
        told = harm.perfect or harm.lingering or harm.word.what.form == "third"
        dies = harm.word.what.shape == "undergo" and told
        if len(harm.groups) > 1 or not more.more or place is None or not (dies or (hurt and place > _SECOND)):
            return harm
        counted = replace(more.quantity, value=place, low=place, high=place, more=False) if more.quantity else None
        everybody = (replace(more, quantity=counted, single=False),)
        return replace(harm, field="hit" if hurt else harm.field, groups=everybody, names=(), later=True)

    def _place(self, group: Group) -> int | None:
        """Which of them somebody is: four for "a fourth victim"."""
        places = (ORDINAL_WORDS.get(self.low(k)) for k in range(group.first, group.last))
        return next((n for n in places if n), None)

    def _with_the_first(self, harm: Harm, first: Harm) -> Harm:
        """With those who died before them: "five died at once, and two more of their wounds"."""
        more, known = harm.groups[0], first.groups[0]
        if len(harm.groups) > 1 or len(first.groups) > 1 or not more.more or not known.count or first.subset:
            return harm
        if not harm.lingering and self._place(more) != known.count + 1:
            return harm
        return replace(harm, groups=(known, more), first=first.first, later=True)

    def _befalls_anew(self, harm: Harm, before: Sequence[str]) -> bool:
        """Whether a sentence opens with some of those just told of, and tells what else befell them.

        "Four were wounded. Two of them died": no toll of the dead is told before, of which they would be a part.
        """
        opens = (
            harm.finite and harm.first == harm.groups[0].first and not any(g.last <= harm.first for g in self.groups)
        )
        return opens and harm.field not in before

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
