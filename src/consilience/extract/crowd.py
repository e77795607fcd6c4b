"""Lists of people: "nine members of one family, including two women, and their guest".

The groups and names of a sentence are put together from left to right. What hangs on them (remark.py) is passed over,
and those told there to be among them are kept apart. So it is known where a list ends, which is where its verb stands.
"""

from dataclasses import replace

from consilience.extract.group import Group
from consilience.extract.lexicon import word_set
from consilience.extract.name import Name
from consilience.extract.people import People
from consilience.extract.quantity import Quantity
from consilience.extract.remark import Remarks

_ADVERBS, _JOIN, _OPENERS = word_set("harm adverbs"), word_set("harm join"), word_set("people openers")
_COMPANIONS, _OWNERS = word_set("people companions"), word_set("people owners")
_JOIN_PHRASES = tuple(tuple(words.split()) for words in sorted(word_set("people join phrases")))
_BEFORE_LIST = frozenset(['"', "'", "of", ",", ":", "-", "—", "them", "whom"])  # between a word of harm and its list
_TELLERS = word_set("people tellers")
_LOCATIVE = word_set("people locative")
_NO_NAME = word_set("name no_name")
_LIST_GOES_ON = frozenset([",", ";", "and", "(", ".", "who", "aged", ""])
_LISTED = 120  # groups and names in one list, so that a page of names ends


class Crowd(Remarks):
    """Puts the people of one sentence together."""

    def all(self) -> list[People]:
        """Every list of people in the sentence, left to right."""
        found: list[People] = []
        ruled, behind = False, 0  # whether the list before has its verb, and where it ends
        i = 0
        while i < len(self.tokens):
            people = None
            if self._begins(i):
                joined = all(self.low(k) in (",", "and") for k in range(behind, i))
                ruled = self._ruled(i) or (ruled and bool(found) and joined)
                people = self.people(i, unled=not ruled)
            if people:
                found.append(people)
                behind = people.last
            i = max(people.last, i + 1) if people else i + 1
        return found

    def people(self, i: int, *, unled: bool) -> People | None:
        """The list that begins with token `i`; `unled` where its verb is still to come."""
        people = self._item(i)
        return self.listed(people, unled=unled) if people else None

    def listed(self, people: People, *, unled: bool) -> People:
        """The list that somebody begins."""
        while len(people.groups) + len(people.names) < _LISTED:
            last = self._remark(people, unled=unled) or self._next(people, unled=unled)
            if last is None:
                return people
            people.last = last
        return people

    def _skip(self, i: int) -> int:
        """Past adverbs and opening quotes."""
        while (self.low(i) in _ADVERBS or self.low(i) in ('"', "'")) and i not in self._group_at:
            i += 1
        return i

    def _begins(self, i: int) -> bool:
        return i in self._group_at or i in self._name_at or self._past_age(i) in self._name_at

    def _ruled(self, i: int) -> bool:
        """Whether a word of harm stands before a list, which then tells of its people: "killing three"."""
        at = i
        while self.low(at - 1) in _ADVERBS or self.low(at - 1) in _BEFORE_LIST or self.low(at - 1) in _OPENERS:
            at -= 1
        if any(self.low(k) in _OPENERS for k in range(at, i)):
            return True
        return any(w.last == at and (at == i or w.what.shape in ("act", "undergo", "state")) for w in self.words)

    def _item(self, i: int) -> People | None:
        """A group with the name it bears, or somebody named."""
        group = self._group_at.get(i)
        if i == 1 and self.low(0) == "of":
            return None  # "Of the 13 victims, four died"
        if group and ((group.head in self._harm_at and not group.subset) or self._only_tell(group)):
            return None  # "ten martyrs and dozens of wounded": the noun itself tells what happened
        if group:
            people = People(i, group.last, [group])
            self._christen(people, group)
            return people
        at = self._past_age(i)
        name = self._name_at.get(at)
        if name is not None and self.low(name.last) == "'s":
            owned = self._item(name.last + 1) if name.last + 1 in self._group_at else None
            return People(i, owned.last, owned.groups, owned.names) if owned else None  # "Ali Saleh's two daughters"
        if name is None or self._speaks(name.last) or (self.low(i - 1) in _LOCATIVE and not name.titled):
            return None
        return People(i, name.last, [Group(i, name.last, None, True, name.first)], [name])

    def _only_tell(self, group: Group) -> bool:
        """Whether people are named as those who tell of it: "according to police, a boy was shot"."""
        if group.quantity or group.single:
            return False
        told_by = self.low(group.first - 1) == "to" and self.low(group.first - 2) == "according"
        return told_by or (self.low(group.last - 1) in _TELLERS and self.low(group.last) not in ("were", "are"))

    def _christen(self, people: People, group: Group) -> None:
        """The names right behind a group that are those of its people: "a general, Ali Saleh", "his wife Amal"."""
        if group.head is not None and not group.single and (given := self._given(group.last)):
            self._give(people, group, *given)
            return
        at = self._past_age(group.last)
        comma = at == group.last and self.low(at) in (",", ":")
        name = self._name_at.get(self._past_age(at + 1) if comma else at)
        if name is None or self._speaks(name.last):
            return
        if group.count == 1 or not comma:
            people.names.append(name)
            people.last = name.last
            return
        listed, last = self._name_list(name.first)
        if len(listed) == group.count:
            people.names += listed
            people.last = last

    def _given(self, i: int) -> tuple[int, int] | None:
        """How many names stand there, given names by themselves, too, and where they end: "his sons Omar and Ali"."""
        count, last = 0, i
        while count < _LISTED:
            at = i
            while at < len(self.tokens) and at not in self._group_at and self._names(at):
                at += 1
            if at == i:
                break
            count, last = count + 1, self._past_aside(at)
            i = last + 1 if self.low(last) in (",", "and", "&") else last
            i += self.low(i) == "and" and self.low(last) == ","
            if i == last:
                break
        return (count, last) if count > 1 and not self._speaks(last) else None

    def _names(self, i: int) -> bool:
        low = self.low(i)
        return (self.tokens[i].capital or low.startswith(("al-", "el-"))) and low not in _NO_NAME

    def _give(self, people: People, group: Group, count: int, last: int) -> None:
        """The names of a plural nobody counted are as many as its people."""
        people.names += [n for n in self.names if group.last <= n.first and n.last <= last]
        people.last = last
        if group.quantity is None:
            counted = Quantity(group.first, last, count, count, count)
            people.groups[-1] = replace(group, quantity=counted)

    def _name_list(self, i: int) -> tuple[list[Name], int]:
        """Names told one after another, ages and brackets between them, and the index after the last."""
        listed: list[Name] = []
        last = i
        while (at := self._past_age(i)) in self._name_at and len(listed) < _LISTED:
            listed.append(self._name_at[at])
            last = self._past_aside(self._past_age(listed[-1].last))
            i = last
            while self.low(i) in (",", "and", ";", "&"):
                i += 1
            if i == last:
                break
        return listed, last

    def _next(self, people: People, *, unled: bool) -> int | None:
        """The index behind one more of a list, which is taken."""
        i = people.last
        after = self._past_join(i)
        if after is None:
            return None
        at = after
        while self.low(at) in _ADVERBS or (self.low(at) in _OWNERS and at not in self._group_at):
            at += 1
        more = self._item(at) if self._begins(at) else None
        if more is None or not self._listed(people, more, i, after, unled=unled):
            return None
        if self._names_the_one(people, more, bare=after == i + 1 and self.low(i) == ","):
            people.names += more.names
            return more.last
        if self._shares_number(people, more, i):
            people.groups[-1] = replace(people.groups[-1], category=None)
            return more.last
        people.take(more)
        return more.last

    def _shares_number(self, people: People, more: People, i: int) -> bool:
        """Whether the number before one noun counts a second one, too: "eight patients and companions"."""
        known, group = people.groups[-1], more.groups[0]
        counted = known.quantity is not None and known.head is not None and known.last == i and not known.more
        bare = group.quantity is None and not group.single and not group.definite and not more.names
        return counted and bare and self.low(i) == "and" and more.first == i + 1

    def _past_join(self, i: int) -> int | None:
        """The index behind words that join people: ", and", "as well as", "alongside", "with her"."""
        start = i
        if self.low(i) in (",", ";"):
            i += 1
        for words in _JOIN_PHRASES:
            if tuple(t.low for t in self.tokens[i : i + len(words)]) == words:
                return i + len(words)
        if self.low(i) in _COMPANIONS:
            return i + 1
        if self.low(i) == "with" and (self.low(i + 1) in _OWNERS or self._is_some_of_hers(i + 1)):
            return i + 1
        if self.low(i) in _JOIN and self.low(i) != ",":
            i += 1
        return i if i > start else None

    def _is_some_of_hers(self, i: int) -> bool:
        """`two of her sons`, `three family members`: people who were with somebody."""
        group = self._group_at.get(i)
        return group is not None and any(self.low(k) in _OWNERS for k in range(i, group.last))

    def _listed(self, people: People, more: People, join: int, after: int, *, unled: bool) -> bool:
        """Whether somebody told next is one more of the list, and neither a detail nor the subject of what follows."""
        group = more.groups[0]
        if group.subset or self._speaks(more.last) or (not unled and self._is_subject(more)):
            return False
        bare = after == join + 1 and self.low(join) == ","
        if self.low(join) == ";" and not more.names and self.low(more.last) not in _LIST_GOES_ON:
            return False  # "killed two; three farmers fled": another clause
        if self.low(join) == "or" and group.quantity is None:
            return False
        if bare and group.quantity is None and not more.names:
            ends = self.low(more.last) in (",", "and", "", ";") or self._verb_at(more.last)
            owned = self.low(more.first) in _OWNERS
            return ends and (owned or (group.single and not group.definite and not self._told_twice(people, more)))
        if bare and group.quantity and people.names and self._verb_at(more.last):
            return False  # "a source, Ali Saleh, 20 were wounded"
        if bare and group.head is None and not more.names:
            return self._verb_at(more.last)
        return not (group.head is None and self.low(group.last) in _ADVERBS and people.groups and not unled)

    def _told_twice(self, people: People, more: People) -> bool:
        """Whether one person is told of twice: "a driver, a Syrian labourer, was wounded"."""
        behind = more.last + (self.low(more.last) == ",")
        return len(people.groups) == 1 and people.groups[0].single and self.low(behind) in ("was", "is", "has", "who")

    def _names_the_one(self, people: People, more: People, *, bare: bool) -> bool:
        """Whether a name behind a comma is that of the one person told before: "a mother of six, Amal Saleh".

        A rank may stand before it: "an inspector of police, Captain Saleh".
        """
        group = people.groups[-1] if people.groups else None
        unnamed = group is not None and group.single and not any(n.first >= group.first for n in people.names)
        own = bool(more.names) and (more.groups[0].head == more.names[0].first or self.tokens[more.first].capital)
        return bare and unnamed and own and len(more.groups) == 1
