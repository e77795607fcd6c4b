"""Who a sentence says was killed or injured or is missing, and how many.

A harm word (data/lexicon/harm.tsv) looks for its people where its shape says they stand: after it ("killed three"),
before it ("three were killed", "three died", "three dead"), or after "of" ("the death of three").
"""

from dataclasses import dataclass, replace

from consilience.extract.group import Group
from consilience.extract.lexicon import Found, HarmWord, word_set
from consilience.extract.name import Name
from consilience.extract.people import People
from consilience.extract.quantity import Quantity

_BE = word_set("harm be")
_HAVE = frozenset(["has", "have", "had", "having"])
_ADVERBS = word_set("harm adverbs")
_SUBSET = word_set("harm subset")
_RISE = word_set("harm rise")
_MEASURES = word_set("quantity measures") | {"few"}  # "25 killed a day after"
_LEADS_TO = frozenset(["to", "at", "of", "is", "was", "by", "exceeded", ":"])  # before the figure of a toll
_REACH = 22  # tokens between "toll" and its figure
_MODALS = word_set("harm modals")


@dataclass(frozen=True, slots=True)
class Harm:
    """People told to be killed, injured or missing: what happened to whom, and the tokens that say so.

    `groups` are different people, to be added up; `subset` groups are among people told elsewhere. `later` marks a
    toll told to have risen. `first` and `last` bound the quote.
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
    finite: bool = True  # a clause of its own ("three were killed"), no figure in passing ("13 wounded")


class Clause(People):
    """One sentence's tokens with the groups, names and harm words found in it; finds its harms."""

    def harms(self) -> list[Harm]:
        """Every harm told in the sentence, in the order of the words that tell it."""
        found: list[Harm] = []
        for word in self.words:
            harm = self._harm(word)
            if harm and harm.groups and all(g.subset for g in harm.groups):
                harm = replace(harm, subset=True)  # "the fourth person killed", "the bodies of four of them"
            if harm:
                found.append(harm)
                found += self._subsets(harm)
        return _without_repeats(found)

    def _harm(self, word: Found[HarmWord]) -> Harm | None:
        shape = word.what.shape
        if shape == "toll":
            return self._toll(word)
        if shape == "act" and word.what.form == "third" and any(q.last == word.first for q in self.counted):
            return self._counted(word)  # "1,100 murders"
        if shape == "count" or (shape == "act" and word.what.form == "ing" and self._low(word.last) == "of"):
            return self._counted(word)
        if shape == "act" and self._is_active(word):
            return self._active(word)
        return self._passive(word)

    def _aux(self, i: int) -> int | None:
        """The index of the first auxiliary before a participle at `i`: "have been" in "have been killed"."""
        i -= 1
        while i >= 0 and (self._low(i) in _ADVERBS or self._low(i) in ("'", '"')):
            i -= 1
        if self._low(i) not in _BE and not (self._low(i) in ("and", "or") and self._harm_ends_at(i)):
            return None
        while self._low(i - 1) in _BE | _HAVE | _ADVERBS or self._low(i - 1) == "not":
            i -= 1
        return i

    def _harm_ends_at(self, i: int) -> bool:
        return any(w.last == i for w in self.words)

    def _is_active(self, word: Found[HarmWord]) -> bool:
        form = word.what.form
        if form in ("ing", "base", "third"):
            return True
        if self._aux(word.first) is not None and self._low(word.first - 1) not in ("and", "or"):
            return False
        after = self._skip(word.last)
        has_object = self._low(after) in ("a", "an") and self._low(after + 1) not in _MEASURES
        return has_object or after in self._group_at or after in self._name_at

    def _active(self, word: Found[HarmWord]) -> Harm | None:
        groups, names, last = self._list(self._skip(word.last), word)
        if not groups and not names:
            one = self._somebody(self._skip(word.last))
            if one is None:
                return None
            groups, last = (one,), one.last
        before = word.first - (2 if self._low(word.first - 1) == "have" else 1)  # "could have killed"
        unreal = self._low(before) in _MODALS and word.what.form in ("base", "participle")
        perfect = self._low(word.first - 1) in _HAVE and self._low(word.first - 1) != "had"
        return Harm(word.what.field, word, groups, word.first, last, names, perfect=perfect, unreal=unreal)

    def _passive(self, word: Found[HarmWord]) -> Harm | None:
        aux = self._aux(word.first)
        perfect = aux is not None and self._low(aux) in ("has", "have")
        unreal = aux is not None and self._low(aux - 1) in _MODALS
        end = word.first if aux is None else aux
        if word.what.shape == "undergo" and aux is None and self._low(end - 1) in _HAVE:
            end -= 1
            perfect = self._low(end) != "had"
        groups, names = self._before(end, adjacent=aux is None and word.what.shape != "undergo")
        if not groups and not names:
            return None
        first = min([g.first for g in groups] + [n.first for n in names])
        finite = aux is not None or word.what.shape == "undergo"
        return Harm(
            word.what.field, word, groups, first, word.last, names, perfect=perfect, unreal=unreal, finite=finite
        )

    # --- nouns and figures

    def _counted(self, word: Found[HarmWord]) -> Harm | None:
        """Three deaths; the death of a soldier; the bodies of nine men."""
        if self._low(word.last) == "of":
            groups, names, last = self._list(self._skip(word.last + 1), word)
            if groups or names:
                return Harm(word.what.field, word, groups, word.first, last, names)
        quantity = next((q for q in self.counted if q.last == word.first), None)
        if quantity is None:
            return None
        group = Group(quantity.first, word.last, quantity, quantity.value == 1, word.first)
        return Harm(word.what.field, word, (group,), quantity.first, word.last, unreal=False)

    def _toll(self, word: Found[HarmWord]) -> Harm | None:
        """The figure a toll is said to stand at or to have risen to."""
        rises = False
        end = min(len(self.tokens), word.last + _REACH)
        for i in range(word.last, end):
            rises = rises or self._low(i) in _RISE
            if self._low(i) in _LEADS_TO | _RISE or i == word.last:
                quantity = next((q for q in self.counted if q.first in (i, i + 1)), None)
                if quantity and self._low(i) != "by":
                    quantity = _risen(quantity) if rises else quantity
                    group = Group(quantity.first, quantity.last, quantity, False, None)
                    return Harm(
                        word.what.field,
                        word,
                        (group,),
                        word.first,
                        quantity.last,
                        later=rises or self._rises_before(word),
                    )
        return None

    def _rises_before(self, word: Found[HarmWord]) -> bool:
        return any(self._low(i) in _RISE for i in range(max(0, word.first - 4), word.first))

    def _subsets(self, harm: Harm) -> list[Harm]:
        """Groups told to be among those just told: "including three children", "two of them women"."""
        found = []
        for group in self.groups:
            if group.subset and harm.first <= group.first <= harm.last + 12:
                found.append(_among(harm, group, ()))
                continue
            start = harm.last
            if harm.first < group.first < start:  # "eight people, including three women, were killed"
                start = max([g.last for g in harm.groups if g.last <= group.first], default=start)
            if group.first < start or group in harm.groups or self._is_subject(group) or group.first - start > 30:
                continue
            before = [self._low(i) for i in range(max(start, group.first - 6), group.first)]
            between = any(w.first in range(start, group.first) for w in self.words)
            if not between and any(w in _SUBSET for w in before) and (group.quantity or group.single):
                named = tuple(n for n in self.names if group.single and 0 <= n.first - group.last <= 1)
                found.append(_among(harm, group, named))
        return found


def _among(harm: Harm, group: Group, named: tuple[Name, ...]) -> Harm:
    return replace(harm, groups=(group,), first=group.first, last=group.last, names=named, subset=True, later=False)


def _risen(q: Quantity) -> Quantity:
    """A toll that went "from 18 to 22" stands at 22."""
    return (
        q
        if q.high is None or q.high == q.value or q.qualifier not in (None, "between")
        else replace(q, value=q.high, low=q.high)
    )


def _without_repeats(harms: list[Harm]) -> list[Harm]:
    """One harm for each set of groups and field: "shot and killed" and "killed" are one."""
    seen: set[tuple[str, tuple[int, ...], bool]] = set()
    kept = []
    for harm in harms:
        mark = (harm.field, tuple(g.first for g in harm.groups), harm.subset)
        if mark not in seen:
            seen.add(mark)
            kept.append(harm)
    return kept
