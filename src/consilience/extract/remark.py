"""What hangs on people told of: an age, a remark in commas, dashes or brackets, "of the family", "who were asleep"."""

from abc import ABC, abstractmethod
from dataclasses import replace

from consilience.extract.lexicon import word_set
from consilience.extract.line import Line
from consilience.extract.people import People
from consilience.resolve.qualifiers import is_cap

_JUNIOR, _OF_ONE = word_set("quantity junior"), word_set("quantity of one")
_BE, _HAVE, _SAID = word_set("harm be"), word_set("harm have"), word_set("harm said")
_FINITE = (_BE | _HAVE) - {"being", "having"}  # "who died after being shot" goes on
_ADVERBS, _CLAUSE, _JOIN = word_set("harm adverbs"), word_set("harm clause"), word_set("harm join")
_PREPOSITIONS, _OPENERS = word_set("people prepositions"), word_set("people openers")
_COMPANIONS, _OWNERS = word_set("people companions"), word_set("people owners")
_TITLES, _KIN = word_set("name titles"), word_set("people kin")
_FAMILIES, _YEARS = word_set("people families"), word_set("people years")
_DASHES = ("-", "—")
_MAYBE = word_set("quantity maybe")
_NAMED_BY = word_set("name particles") | word_set("people years") | {"and"}
_EXCEPT, _MALES, _INCLUSIVE = word_set("people except"), word_set("people males"), word_set("people inclusive")
_REMARK, _TAIL, _PHRASE = 60, 34, 18  # tokens of a remark in brackets or dashes, of a relative clause, of a phrase
_WHOM = frozenset({"whom", "which"})
_TO_SOME = _WHOM | {":", "the", "of", "them", "were", "are"}  # between "among" and those who were among others
_ARTICLES = frozenset({"the", "a", "an"})
_APPOSED = 8  # tokens of a name between commas


class Remarks(Line, ABC):
    """The tokens of one sentence; passes over what hangs on people."""

    @abstractmethod
    def people(self, i: int, *, unled: bool) -> People | None:
        """The list of people that begins with token `i`; `unled` where its verb is still to come."""

    @abstractmethod
    def _item(self, i: int) -> People | None:
        """One of a list of people."""

    @abstractmethod
    def _begins(self, i: int) -> bool:
        """Whether a list of people can begin with a token."""

    def _past_age(self, i: int) -> int:
        """Past words that tell an age or a calling before a name: "33 year old", "43-year-old", "father"."""
        start = i
        while i - start < 5:
            low = self.low(i)
            aged = (low.isdigit() and self.low(i + 1) in _YEARS) or low in _YEARS or low.endswith("-old")
            if not (aged or ((low in _KIN or low in _TITLES) and i + 1 in self._name_at)):
                return i
            i += 1
        return i

    def _past_aside(self, i: int) -> int:
        """Past brackets and an age in commas: "(54)", ", 54,", ", aged 54"; and the stop of "Jr."."""
        if self.low(i) == "." and self.low(i - 1) in _JUNIOR:
            return self._past_aside(i + 1)
        if self.low(i) == "(":
            close = next((k for k in range(i + 1, min(len(self.tokens), i + _REMARK)) if self.low(k) == ")"), None)
            return i if close is None else self._past_aside(close + 1)
        if self.low(i) == ",":
            at = i + 2 if self.low(i + 1) == "aged" else i + 1
            ends = self.low(at + 1) in (",", ";", "and", ".", ")", "") or self.low(at + 1) in _OF_ONE
            if self.low(at).isdigit() and len(self.low(at)) <= 2 and ends:
                return at + 1
            after = self._past_age(at)
            if after > at and self.low(after) in (",", "and", ";"):
                return after
        return i

    def _speaks(self, i: int) -> bool:
        """Whether a verb of speech stands behind somebody, who then only tells of it: "a resident, Musa Sani, said"."""
        if self.low(i) != ",":
            return self.low(i) in _SAID
        close = next((k for k in range(i + 1, min(len(self.tokens), i + _APPOSED)) if self.low(k) == ","), i)
        named = all(self.tokens[k].capital for k in range(i + 1, close))
        return self.low(close + 1 if named else i + 1) in _SAID

    def _remark(self, people: People, *, unled: bool) -> int | None:
        """The index behind a remark on the people; some told in it to be among them are taken."""
        i = people.last
        low = self.low(i)
        if low == "(":
            return self._bracket(people, i)
        after = self._past_aside(i)
        if after > i:
            return after
        opens = i + 1 if low == "," else i
        if low == "," and (some := self._some_of_them(people, i + 1)):
            return some
        if self._opens_among(opens):
            return self._among(people, opens, unled=unled)
        if low in _DASHES and self._is_dash(i):
            return self._dashed(people, i, unled=unled)
        if low == ":" and not unled:
            return self._among(people, i, unled=False)
        if low == "," and (behind := self._told_behind(people, i + 1, unled=unled)):
            return behind
        if low in ("who", "whose") or (low == "," and self.low(i + 1) in ("who", "whose", "which")):
            return self._relative(people, i) if unled else self._past_who(i)
        doing = low.endswith("ing") and len(low) > 4 and i not in self._harm_at and self.tokens[i].text.islower()
        return self._phrase(i) if low in _PREPOSITIONS or doing else None

    def _some_of_them(self, people: People, i: int) -> int | None:
        """Past "of whom five were badly hurt," or "a woman inclusive,": some of the people."""
        if self.low(i) == "of" and self.low(i + 1) in ("whom", "them"):
            return self._of_whom(people, i + 2)
        return self._inclusive(people, i)

    def _told_behind(self, people: People, i: int, *, unled: bool) -> int | None:
        """Past what a comma opens: who they were, their names, who the one named is, what is said of them."""
        if behind := self._or_more(people, i) or self._who_they_were(people, i) or self._past_names(people, i):
            return behind
        if self._in_apposition(people, i):
            item = self._item(i)
            return item.last if item else None
        return self._apposed(people, i) or (self._described(people, i) if unled else self._past_post(people, i))

    def _apposed(self, people: People, i: int) -> int | None:
        """Past who one person is, in words that no table knows: ", a dermatologist,", ", Naser,"."""
        one = people.groups and people.groups[-1].single and not self._begins(i)
        if not one or not (self.low(i) in ("a", "an", "the") or any(t.capital for t in self.tokens[i : i + 1])):
            return None
        for k in range(i + 1, min(len(self.tokens), i + _APPOSED)):
            if self.low(k) == ",":
                listed = self.low(k + 1) == "and" and self._begins(k + 2)
                return k if listed or self._verb_at(k + 1) else None
            if self._stops(k):
                return None
        return None

    def _past_post(self, people: People, i: int) -> int | None:
        """Past what one of a list was: "killed Ali Saleh, leader of the union, and Omar Zaki"."""
        if not self._tells_post(people, i):
            return None
        for k in range(i, min(len(self.tokens), i + _PHRASE)):
            if k in self._harm_at or self.low(k) in _BE or self.low(k) in _CLAUSE or self.low(k) in _SAID:
                return None
            if self.low(k) == ",":
                return k if k > i and self.low(k + 1) == "and" and self._begins(k + 2) else None
        return None

    def _tells_post(self, people: People, i: int) -> bool:
        """Whether a comma behind the name of one person opens what that person was."""
        named = bool(people.names) and people.names[-1].last == people.last and people.groups[-1].single
        return named and i < len(self.tokens) and self.tokens[i].text.islower() and i not in self._group_at

    def _bracket(self, people: People, i: int) -> int | None:
        """A remark in brackets; groups counted in it are among the people told before."""
        close = next((k for k in range(i + 1, min(len(self.tokens), i + _REMARK)) if self.low(k) == ")"), None)
        if close is None:
            return None
        inside = [g for g in self.groups if i < g.first and g.last <= close and g.quantity and g.head is not None]
        people.among += [(g, ()) for g in inside]
        return close + 1

    def _opens_among(self, i: int) -> bool:
        """Whether words stand there that open a part of the people: "including", "most of them", "all women"."""
        if self.low(i) in _OPENERS:
            return True
        group = self._group_at.get(i)
        return bool(group and group.subset and group.quantity)

    def _among(self, people: People, i: int, *, unled: bool) -> int | None:
        """Those told to be among the people, from the word that opens them on."""
        start = i
        while self.low(i) in _OPENERS or self.low(i) in _ADVERBS or self.low(i) in _TO_SOME:
            if i in self._group_at and self._group_at[i].head is not None and not self._group_at[i].subset:
                break
            i += 1
        some = self.people(i, unled=unled) if self._begins(i) else None
        if some is None:
            close = self._closing(i)  # "including an entire clan, were killed"
            last = close or i
        else:
            people.take(some, among=True)
            last = some.last
        if unled and any(self.low(k) in _WHOM for k in range(start, last)):
            last = self._end_of_clause(last)  # "all of whom were asleep, died"
        return last + 1 if self.low(last) == "," and self._verb_at(last + 1) else max(last, start + 1)

    def _of_whom(self, people: People, i: int) -> int | None:
        """Past "of whom five were badly hurt,": those told there are among the people."""
        some = self._item(i) if self._begins(i) else None
        if some is None:
            return None
        people.take(some, among=True)
        return self._end_of_clause(some.last)

    def _end_of_clause(self, i: int) -> int:
        """Behind a relative clause, at the comma before the verb of the main one; where it stands if there is none."""
        commas = (k for k in range(i, min(len(self.tokens), i + _TAIL)) if self.low(k) == ",")
        return next((k for k in commas if self._verb_at(k + 1)), i)

    def _inclusive(self, people: People, i: int) -> int | None:
        """Past "a woman inclusive," or "a woman among them,": those told there are among the people."""
        some = self._item(i) if self._begins(i) else None
        if some is None:
            return None
        last = some.last + 2 if (self.low(some.last), self.low(some.last + 1)) == ("among", "them") else some.last + 1
        if self.low(some.last) not in _INCLUSIVE and last == some.last + 1:
            return None
        people.take(some, among=True)
        return last + 1 if self.low(last) == "," else last

    def _closing(self, i: int) -> int | None:
        """The comma that closes a remark right before the verb, with no word of harm between."""
        for k in range(i, min(len(self.tokens), i + _PHRASE)):
            if k in self._harm_at or self.low(k) in _BE:
                return None
            if self.low(k) == "," and self._verb_at(k + 1):
                return k
        return None

    def _is_dash(self, i: int) -> bool:
        return 0 < i < len(self.tokens) - 1 and self.tokens[i - 1].end < self.tokens[i].start

    def _dashed(self, people: People, i: int, *, unled: bool) -> int | None:
        """A remark in dashes: who they were, or some among them."""
        close = next((k for k in range(i + 1, min(len(self.tokens), i + _REMARK)) if self._closes_dash(k)), None)
        at = i + 1
        while self.low(at) in _OPENERS or self.low(at) in _ADVERBS:
            at += 1
        some = self.people(at, unled=False) if self._begins(at) else None
        if some and (close is None or some.last <= close):
            people.take(some, among=True)
        elif close is None:
            return None
        if close is None:
            return None if unled else people.last
        return close + 1

    def _closes_dash(self, k: int) -> bool:
        return self.low(k) in _DASHES and self._is_dash(k)

    def _in_apposition(self, people: People, i: int) -> bool:
        """Whether somebody told behind a comma is the one just named: "Ali Saleh, a driver, ..."."""
        group = self._group_at.get(i)
        if group is None or not group.single or group.quantity or self.low(i) in _OWNERS or self._verb_at(group.last):
            return False
        if people.names and people.names[-1].last == people.last:
            return True
        before = people.groups[-1] if people.groups else None
        pointed = before is not None and before.last == people.last and before.single and before.definite
        return pointed and self.low(i) in ("a", "an") and self.low(group.last) == ","

    def _who_they_were(self, people: People, i: int) -> int | None:
        """Past those told behind people counted, where they are the same: "two civilians, a man and a boy,"."""
        counted = people.groups[-1].quantity if people.groups else None
        group = self._group_at.get(i)
        if counted is None or group is None or group.subset or people.names:
            return None
        some = self.people(i, unled=False)
        if some and self.low(people.last - 1) in _MALES and all(g.category == "woman" for g in some.groups[:1]):
            return None  # "three men, two women and a child" are six
        total = sum(g.low for g in some.groups) if some else 0
        if some is None or total > counted.low or (total < counted.low and (group.quantity or not group.single)):
            return None
        closed = self.low(some.last) == "," and self._verb_at(some.last + 1)
        if counted.low > 1 and not closed and sum(g.low for g in some.groups) != counted.low:
            return None
        people.take(some, among=True)
        return some.last + 1 if closed else some.last

    def _or_more(self, people: People, i: int) -> int | None:
        """Past "and possibly as many as nine,": the most that those just counted may have been."""
        at = i
        while self.low(at) in ("and", "or", "but") or self.low(at) in _MAYBE:
            at += 1
        most = next((q for q in self.counted if q.first == at > i), None)
        group = self._group_at.get(at)
        known = people.groups[-1].quantity if people.groups else None
        unsure = most is not None and (self.low(at - 1) in _MAYBE or is_cap(most.qualifier))
        if most is None or known is None or not unsure or (group is not None and group.head is not None):
            return None
        if (most.value or 0) <= (known.value or most.value or 0):
            return None
        people.groups[-1] = replace(people.groups[-1], quantity=replace(known, high=most.value))
        return most.last + 1 if self.low(most.last) == "," else most.last

    def _past_names(self, people: People, i: int) -> int | None:
        """Past the names of people counted, up to their verb: "a couple, Ghassan and Lina Haddad, were killed"."""
        if not people.groups or not people.groups[-1].quantity or people.names:
            return None
        close = next((k for k in range(i, min(len(self.tokens), i + _REMARK)) if self._closes_names(k)), None)
        if close is None or not (self.low(close) == "," and self._verb_at(close + 1)):
            return None
        people.names += [n for n in self.names if i <= n.first and n.last <= close]
        return close + 1

    def _described(self, people: People, i: int) -> int | None:
        """Past what is said of people between commas: "two men, identified as the cousins Ali and Omar Zaki, were"."""
        low = self.low(i)
        of_others = low in _KIN and self.low(i + 1) == "of"  # "Amal Saleh, mother of four children, was"
        posted = self._tells_post(people, i)
        if not (low.endswith("ed") or of_others or low in _EXCEPT or posted) or i in self._harm_at:
            return None
        for k in range(i + 1, min(len(self.tokens), i + _TAIL)):
            if self.low(k) in _BE or (self.low(k) in _CLAUSE and self.low(k) != "as") or k in self._harm_at:
                return None
            if self.low(k) == "," and (self._verb_at(k + 1) or (posted and self.low(k + 1) == "who")):
                people.names += [n for n in self.names if i <= n.first and n.last <= k] if not posted else []
                return k + 1
        return None

    def _closes_names(self, k: int) -> bool:
        """Whether names and ages end at a token: at the comma before a verb, or at any word that is in no name."""
        token = self.tokens[k]
        if token.low == "," and self._verb_at(k + 1):
            return True
        named = token.capital or not token.word or token.text[0].isdigit() or token.low in _NAMED_BY
        return not named and not token.low.startswith(("al-", "el-"))

    def _relative(self, people: People, i: int) -> int | None:
        """Past "who ..." up to the verb of the main clause, or the comma that closes it."""
        comma = self.low(i) == ","
        start = i + 2 if comma else i + 1
        close = self._closes_relative(comma, start)
        died = close is not None and any(k in self._harm_at for k in range(close, close + 4))
        if close is not None and not died:  # "a driver who was wounded died" is one harm
            self._told_by_who[start - 1] = People(people.first, people.last, people.groups[-1:], people.names[-1:])
        return close

    def _closes_relative(self, comma: bool, start: int) -> int | None:
        for k in range(start, min(len(self.tokens), start + _TAIL)):
            if comma and self.low(k) == "," and (self._verb_at(k + 1) or k > start + 1):
                return k + 1
            if not comma and k > start + 1 and self._verb_at(k) and self.low(k) in _FINITE:
                return k
        return None

    def _past_who(self, i: int) -> int | None:
        """Past ", who worked as a baker," in the midst of a list."""
        for k in range(i + 2, min(len(self.tokens), i + _TAIL)):
            if k in self._harm_at or self.low(i) != ",":
                return None
            if self.low(k) == "," and self.low(k + 1) == "and":
                return k if self._begins(k + 2) else None
        return None

    def _phrase(self, i: int) -> int | None:
        """Past "of the Saleh family", "in their house": up to a verb, a comma or one more of the list."""
        k = i + 1
        while k < min(len(self.tokens), i + _PHRASE):
            low = self.low(k)
            if low == "(":
                k = max(self._past_aside(k), k + 1)
                continue
            if low in (",", "and") and self._names_families(k):
                k += 1
                continue
            acts = low == "found" or (low.endswith("ed") and self.low(k + 1) in _ARTICLES)
            if self._stops(k) or (acts and self._begins(k + 1)):  # "officers responding found a man shot"
                break
            k += 1
        return k if k > i + 1 else None

    def _names_families(self, i: int) -> bool:
        """Whether a comma or "and" stands between names of families: "of the Saleh, al-Amin and Bari families"."""
        after = self.tokens[i + 1 : i + 9]
        at = next((n for n, t in enumerate(after) if t.low in _FAMILIES), None)
        return at is not None and all(t.capital or t.low in ("and", ",", "the", "-") or t.low.startswith("al-")
                                      for t in after[:at])  # fmt: skip
