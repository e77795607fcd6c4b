"""Where the people stand of whom a word of harm is told: listed after it, or before it as its subject."""

from collections.abc import Sequence

from consilience.extract.group import Group
from consilience.extract.lexicon import Found, HarmWord, event_words, harm_words, word_set
from consilience.extract.name import Name
from consilience.extract.quantity import Quantity
from consilience.extract.token import Token

_BE = word_set("harm be")
_HAVE = frozenset(["has", "have", "had", "having"])
_ADVERBS = word_set("harm adverbs")
_PREPOSITIONS = word_set("harm prepositions")
_CLAUSE = word_set("harm clause")
_JOIN = word_set("harm join")
_JOIN_PHRASES = (("as", "well", "as"), ("along", "with"), ("together", "with"), ("in", "addition", "to"))
_SUBSET = word_set("harm subset")
_SAID = word_set("harm said")
_OWNERS = frozenset(["his", "her", "their", "its"])  # "a woman and her two sons"
_ASIDES = {",": ",", "-": "-", "—": "—", ")": "("}  # what closes a remark -> what opens it
_ASIDE = 16  # tokens a remark may have
_THINGS = word_set("harm things")


class People:
    """One sentence's tokens with the groups, names and harm words found in it; finds whom a harm word means."""

    def __init__(
        self, tokens: Sequence[Token], groups: Sequence[Group], names: Sequence[Name], counted: Sequence[Quantity]
    ) -> None:
        self.tokens = tokens
        self.groups = groups
        self.names = names
        self.counted = counted
        self.words = harm_words().find(tokens)
        self._group_at = {g.first: g for g in groups}
        self._group_to = {g.last: g for g in groups}
        self._name_at = {n.first: n for n in names}

    def _low(self, i: int) -> str:
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""

    def _skip(self, i: int) -> int:
        """Past adverbs and opening quotes."""
        while self._low(i) in _ADVERBS or self._low(i) in ('"', "'"):
            i += 1
        return i

    def _somebody(self, i: int) -> Group | None:
        """One person told by a noun no table knows: "killed a shepherd"."""
        if self._low(i) not in ("a", "an"):
            return None
        last = i + 1
        while (
            last < min(i + 4, len(self.tokens))
            and self.tokens[last].text.isalpha()
            and self.tokens[last].text.islower()
        ):
            if self._low(last) in _PREPOSITIONS | _CLAUSE | _BE | _JOIN:
                break
            last += 1
        known = last > i + 1 and self._low(last - 1) not in _THINGS
        return Group(i, last, None, True, last - 1) if known else None

    def _list(self, i: int, word: Found[HarmWord]) -> tuple[tuple[Group, ...], tuple[Name, ...], int]:
        """The people listed from token `i` on: groups, names, and the index after the last of them."""
        groups: list[Group] = []
        named: list[Name] = []
        last, joined, start = word.last, True, i
        while i < len(self.tokens):
            group, name = self._group_at.get(i), self._name_at.get(i)
            named_by_noun = word.what.shape == "count" and not groups  # "the bodies of nine men were found"
            if joined and group and (named_by_noun or self._listed(group, groups)):
                groups.append(group)
                i = last = group.last
                joined = False
            elif name and not self._speaks(name) and (joined or self._in_apposition(name, last)):
                if joined and not self._renames(name, groups):
                    named.append(name)
                    groups.append(Group(name.first, name.last, None, True, name.first))
                else:
                    named.append(name)
                i = last = name.last
                joined = False
            elif self._stops(i, word, start) and not self._join_phrase(i):
                break
            elif group and groups:  # people told of in passing: "the sister of three soldiers"
                i = group.last
                joined = False
            else:
                phrase = self._join_phrase(i)
                joined = (
                    phrase is not None
                    or self._low(i) in _JOIN
                    or (joined and (self._low(i) in _ADVERBS | _OWNERS or self._low(i) in ('"', "'")))
                )
                i += len(phrase) if phrase else 1
        return tuple(groups), tuple(named), last

    def _join_phrase(self, i: int) -> tuple[str, ...] | None:
        """The words that join people told together, where they begin with token `i`: "as well as"."""
        return next((p for p in _JOIN_PHRASES if tuple(t.low for t in self.tokens[i : i + len(p)]) == p), None)

    def _listed(self, group: Group, before: list[Group]) -> bool:
        """Whether a group is one more in a list of people, and neither a detail nor the subject of what follows."""
        if group.subset or self._is_subject(group) or (before and group.count is None):
            return False
        if group.head is None and self._low(group.last) in _ADVERBS:  # "three soldiers, one critically"
            return not before
        if before and self._low(group.first - 1) == "," and group.quantity is None:
            return not group.definite and self._low(group.last) in (",", "and")
        return True

    def _renames(self, name: Name, groups: list[Group]) -> bool:
        """Whether a name tells who the one person just told of is: "a general, Qassem Suleimani"."""
        if name.titled or not groups:
            return name.titled
        if groups[-1].single:
            return name.first - groups[-1].last <= 1 and self._low(name.first - 1) == ","
        listed, i = [], groups[-1].last + 1  # "two commanders, Abu Omar and Hassan Rida"
        while self._low(i - 1) in (",", "and", ":") and i in self._name_at:
            listed.append(self._name_at[i])
            i = listed[-1].last + 1
        return name in listed and len(listed) == groups[-1].count

    def _in_apposition(self, name: Name, last: int) -> bool:
        """Whether a name names the group just told: "general, Qassem Suleimani", "commander Abu Ali"."""
        return name.first - last <= 6

    def _speaks(self, name: Name) -> bool:
        """Whether a name is that of who tells it: "14 people, police officer Ali Hassan told reporters"."""
        return self._low(name.last + 1 if self._low(name.last) == "," else name.last) in _SAID

    def _is_subject(self, group: Group) -> bool:
        """Whether a group opens the next clause: "killed two and three were injured"."""
        after = self._low(self._skip(group.last))
        return (
            after in _BE
            or after in _HAVE
            or after in _SAID
            or (
                self._is_harm_at(self._skip(group.last))
                and group.first > 0
                and self._low(group.first - 1) in ("and", ",", "but")
            )
        )

    def _is_harm_at(self, i: int) -> bool:
        return any(w.first == i and w.what.shape in ("act", "state", "undergo") for w in self.words)

    def _stops(self, i: int, word: Found[HarmWord], start: int) -> bool:
        low = self._low(i)
        if low == "(" and not any(q.first == i + 1 for q in self.counted):
            return False
        if low in _CLAUSE or low in _SUBSET or low in _BE or low in _SAID or low == "according":
            return True
        if i == start and low in ("in", "at"):
            return True
        if any(w.first == i for w in self.words if w is not word):
            return True
        event = event_words().at(self.tokens, i)
        return bool(event and event.what.part == "verb" and event.what.form in ("past", "participle", "third", "ing"))

    def _before(self, end: int, *, adjacent: bool) -> tuple[tuple[Group, ...], tuple[Name, ...]]:
        """The people who are the subject of what begins at token `end`, going left to the start of the clause."""
        while end > 0 and (self._low(end - 1) in _ADVERBS or self._low(end - 1) in ('"', "'", *_ASIDES)):
            end -= 1
        if adjacent:
            group = self._group_to.get(end)
            return ((group,), ()) if group else ((), self._names_to(end))
        start, end = self._clause_start(end), self._before_aside(end)
        groups: list[Group] = []
        for group in sorted(
            (g for g in self.groups if start <= g.first and g.last <= end and not g.subset), key=lambda g: -g.first
        ):
            if self._low(group.first - 1) in _PREPOSITIONS and group.first > start:
                continue
            if groups and not self._joins(group, groups[-1]):
                break
            if groups and any(self._low(i) in _SUBSET for i in range(max(0, group.first - 3), group.first)):
                break  # "including five children, and forty were wounded"
            groups.append(group)
        named = tuple(n for n in self.names if start <= n.first and n.last <= end)
        if named and not groups:
            groups = [
                Group(n.first, n.last, None, True, n.first)
                for n in named
                if self._low(n.first - 1) not in _PREPOSITIONS
            ]
            named = tuple(n for n in named if self._low(n.first - 1) not in _PREPOSITIONS)
        elif len(groups) != 1 or not groups[0].single:
            named = ()
        counted = [g for g in groups if g.count is not None]
        return tuple(reversed(counted or groups)), named

    def _before_aside(self, end: int) -> int:
        """Past a remark in commas, dashes or brackets: `Eight people, five of them children, were killed`."""
        opening = _ASIDES.get(self._low(end))
        start = next((i for i in range(end - 1, max(-1, end - _ASIDE), -1) if self._low(i) == opening), None)
        if opening is None or start is None or not any(g.last <= start for g in self.groups):
            return end
        people = any(start < g.first < end for g in self.groups)
        return start if people or self._low(start + 1) in ("mostly", "including", "all", "many", "most") else end

    def _names_to(self, end: int) -> tuple[Name, ...]:
        return tuple(n for n in self.names if n.last == end)

    def _joins(self, left: Group, right: Group) -> bool:
        """Whether two groups are told together: "two soldiers and a policeman"."""
        before = right.first - 2 if self._low(right.first - 1) in _OWNERS else right.first - 1
        if self._low(before) not in _JOIN:
            return False
        return not any(
            self._low(i) in _CLAUSE or self._low(i) in _BE or self._low(i) in _SAID
            for i in range(left.last, right.first)
        )

    def _clause_start(self, end: int) -> int:
        """The index where the clause that holds token `end - 1` begins."""
        i = end - 1
        while i >= 0:
            low = self._low(i)
            within = any(q.first <= i < q.last for q in self.counted)  # "as many as 40"
            if low in _CLAUSE and not within and not (low in ("who", "whom", "which", "that") and i < end - 12):
                return i + 1
            if any(w.first <= i < w.last for w in self.words if w.what.shape in ("act", "undergo")):
                return i + 1
            i -= 1
        return 0
