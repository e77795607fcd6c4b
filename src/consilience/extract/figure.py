"""Harm told by nouns and figures: three deaths, the death of a soldier, a toll that rose to 22, a fatal shooting."""

from abc import abstractmethod
from dataclasses import replace

from consilience.extract.crowd import Crowd
from consilience.extract.found import Found
from consilience.extract.group import Group
from consilience.extract.harm import Harm
from consilience.extract.lexicon import HarmWord, word_set
from consilience.extract.people import People
from consilience.extract.quantity import Quantity

_BE, _RISE, _SUPPOSED = word_set("harm be"), word_set("harm rise"), word_set("harm supposed")
_DENIALS, _JOIN, _SAID = word_set("harm denials"), word_set("harm join"), word_set("harm said")
_LEADS_TO = word_set("harm leads to")
_BODIES, _BODY_PARTS, _FOUND = word_set("harm bodies"), word_set("harm body parts"), word_set("harm found")
_CLAUSE = word_set("harm clause")
_SINCE, _SPANS = word_set("harm since"), word_set("harm spans")
_CLAIMING = word_set("harm claiming")
_OFFICES = word_set("harm offices")
_CAUSING, _TOLD = word_set("harm causing"), word_set("harm told")
_DEADLY = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5}  # "a double homicide"
_SCENE = word_set("sentence opening")
_SCENES = 6  # tokens of the place or day between "assassination" and "of"
_REACH = 22  # tokens between "toll" and its figure
_APART = 16  # tokens between "those killed" and "were a man and his son"


class Figures(Crowd):
    """The tokens of a sentence with its people; finds the harm that nouns and figures tell."""

    lists: list[People]
    _told: dict[int, People]

    @abstractmethod
    def _is_surname(self, i: int) -> bool:
        """Whether one word with a capital is the name of somebody told of before."""

    def _list_at(self, i: int) -> People | None:
        """The list that begins with a token; people told in what hangs on others make one, too."""
        found = next((p for p in self.lists if p.first == i), None)
        return found or (self.people(i, unled=False) if self._begins(i) else None)

    def _tabled(self, word: Found[HarmWord]) -> Harm | None:
        """A figure behind a colon, as bulletins have it: "Killed: 9"."""
        quantity = next((q for q in self.counted if q.first == word.last + 1), None)
        if quantity is None or word.what.shape == "toll" or word.what.form == "ing":
            return None
        after = self.tokens[quantity.last] if quantity.last < len(self.tokens) else None
        if after is not None and after.word and quantity.last not in self._harm_at and after.low not in _JOIN:
            return None  # "a burial of the deceased: seven coffins"
        group = Group(quantity.first, quantity.last, quantity, quantity.value == 1, None)
        return Harm(word.what.field, word, (group,), word.first, quantity.last)

    def _told_apart(self, word: Found[HarmWord]) -> Harm | None:
        """Who those harmed were, or who was among them: "those killed were a man and his son", "... among the dead"."""
        opens = word.first == 0 and word.what.form == "participle"  # "Killed in it were a teacher and two pupils"
        pointed = self.low(word.first - 1) in ("those", "the") and self.low(word.first - 2) != "of"
        if not opens and not pointed:
            return None
        if self.low(word.first - 2) == "among" and self.low(word.first - 3) in _BE:
            people = next((p for p in self.lists if p.last == word.first - 3), None)
            return self._of(people, word, subset=True) if people and people.groups else None
        reach = range(word.last, min(len(self.tokens), word.last + _APART))
        be = next((k for k in reach if self.low(k) in _BE or self.low(k) in (",", ";")), 0)
        people = self._list_at(be + 1) if self.low(be) in ("were", "was", "are") else None
        some = self.low(word.first - 2) in ("among", "amongst")
        return self._of(people, word, subset=some) if people and not self._verb_at(people.last) else None

    def _of(self, people: People, word: Found[HarmWord], *, subset: bool = False) -> Harm:
        first, last = min(people.first, word.first), max(people.last, word.last)
        return Harm(word.what.field, word, tuple(people.groups), first, last, tuple(people.names), subset=subset)

    def _fatal(self, word: Found[HarmWord]) -> Harm | None:
        """A word that says that somebody died: "the fatal shooting of a clerk", "a fatal shooting"."""
        if owned := self._owned(word):
            return owned
        people = self._list_at(self._skip(word.last + 1)) if self.low(word.last) == "of" else None
        if people:
            return Harm("killed", word, tuple(people.groups), word.first, people.groups[-1].last, tuple(people.names))
        dead = self._how_many_died(word)
        if dead is None or self.low(word.first - 1) in _DENIALS or self.low(word.last) in _OFFICES:
            return None
        charged = word.what.lemma.startswith("count of")  # one death may be charged twice
        one = Quantity(word.first, word.last, dead, dead, dead if charged else None, None if charged else "at least")
        group = Group(word.first, word.last, one, True, None)
        return Harm("killed", word, (group,), word.first, word.last, implied=True, finite=False)

    def _how_many_died(self, word: Found[HarmWord]) -> int | None:
        """How many a word that says somebody died stands for: two in "a double homicide", "two counts of murder"."""
        if word.what.lemma.startswith("count of"):
            return next((q.value for q in self.counted if q.last == word.first), None)
        if word.what.form == "plural":
            return None
        size = _DEADLY.get(self.low(word.first - 1)) or _DEADLY.get(self.low(word.first))
        return size or (2 if word.what.lemma.endswith("suicide") else 1)

    def _counted(self, word: Found[HarmWord], before: list[Harm]) -> Harm | None:
        """Three deaths; the death of a soldier; the bodies of nine men; injuries to four; his death."""
        after = self.low(word.last)
        beside = self._harm_at.get(word.last + 1) if after == "and" else None
        if beside and self.low(beside.last) == "of":
            shared = self._list_at(self._skip(beside.last + 1))
            if shared and shared.groups[0].low and not isinstance(shared.groups[0].count, int):
                return self._of(shared, word)  # "the death and injury of a number of civilians"
        of = self._past_scene(word.last)
        if after in ("of", "among") or of > word.last or (after == "to" and word.what.field == "injured"):
            people = self._list_at(self._skip(of + 1))
            if people:
                self._told[word.first] = people
                last = max([g.last for g in people.groups] + [n.last for n in people.names])
                return Harm(word.what.field, word, tuple(people.groups), word.first, last, tuple(people.names))
        quantity = self._number_before(word)
        if word.what.lemma == "life" and (quantity is None or not self._is_lost(word, quantity)):
            return None
        if quantity:
            if quantity.value is not None and self._is_joint_noun(word):
                return None
            group = Group(quantity.first, word.last, quantity, quantity.value == 1, word.first)
            return Harm(word.what.field, word, (group,), quantity.first, word.last)
        return self._one(word) or self._owned(word) or self._uncounted(word, before)

    def _past_scene(self, i: int) -> int:
        """Past the place or day between a noun and its people: "the assassination in Lima of two judges"."""
        of = i
        while self.low(of) in _SCENE and self.low(of) != "of" and of - i < _SCENES:
            of += 1
            while of < len(self.tokens) and (self.tokens[of].capital or self.low(of).isdigit()):
                of += 1
        return of if self.low(of) == "of" else i

    def _is_lost(self, word: Found[HarmWord], q: Quantity) -> bool:
        """Whether lives are told to be lost: "claimed 30 lives", "the loss of 12 lives", "12 lives were lost"."""
        passive = self.low(word.last) in _BE and self.low(word.last + 1) == "lost"
        noun = self.low(q.first - 1) == "of" and self.low(q.first - 2) == "loss"
        return passive or noun or self.low(q.first - 1) in _CLAIMING

    def _one(self, word: Found[HarmWord]) -> Harm | None:
        """One person told by the noun itself: "a martyr and a number of injuries"."""
        if word.what.lemma in _BODIES and not self._is_found(word):
            return None
        group = next((g for g in self.groups if g.last == word.last and g.single and g.first < word.first), None)
        return Harm(word.what.field, word, (group,), group.first, word.last) if group else None

    def _number_before(self, word: Found[HarmWord]) -> Quantity | None:
        """The number that counts a noun: "three deaths", "12 civilian deaths"."""
        for at in range(word.first, max(word.first - 3, -1), -1):
            quantity = next((q for q in self.counted if q.last == at), None)
            if quantity or at == 0 or not self.tokens[at - 1].text.islower() or self._stops(at - 1):
                return quantity
        return None

    def _is_joint_noun(self, word: Found[HarmWord]) -> bool:
        """`12 deaths and injuries`: a figure of both together, which tells neither."""
        after = self._harm_at.get(word.last + 1)
        return self.low(word.last) in ("and", "or") and after is not None and after.what.shape in ("count", "act")

    def _owned(self, word: Found[HarmWord]) -> Harm | None:
        """The death that is somebody's: "the boy's death", "his death"."""
        if word.what.field != "killed" or word.what.form != "singular":
            return None
        if word.what.lemma in _BODIES and not self._is_found(word):
            return None
        if self.low(word.first - 1) in ("his", "her"):
            one = Group(word.first - 1, word.first, None, True, None, definite=True)
            return Harm("killed", word, (one,), word.first - 1, word.last, finite=False)
        if self.low(word.first - 1) != "'s":
            return None
        people = next((p for p in self.lists if p.last == word.first - 1), None)
        if people is None and self._is_surname(word.first - 2):  # "Jaramillo's assassination"
            one = Group(word.first - 2, word.first - 1, None, True, None)
            people = People(one.first, one.last, [one])
        if people is None or len(people.groups) != 1:
            return None
        groups = tuple(replace(g, definite=True) for g in people.groups)
        return Harm("killed", word, groups, people.first, word.last, tuple(people.names), finite=False)

    def _is_found(self, word: Found[HarmWord]) -> bool:
        """Whether a body is that of somebody dead: found, buried; and not "the upper body"."""
        near = range(max(0, word.first - 6), word.last + 8)
        return self.low(word.first - 1) not in _BODY_PARTS and any(self.low(k) in _FOUND for k in near)

    def _uncounted(self, word: Found[HarmWord], before: list[Harm]) -> Harm | None:
        """Nobody counted: "deaths and injuries were reported", "an unknown number of deaths and injuries"."""
        if word.what.form != "plural" or word.what.field == "hit":
            return None
        other = before[-1] if before else None
        joined = self.low(word.first - 1) in ("and", "or") and other is not None and other.word.last == word.first - 1
        if joined and other and other.groups[0].quantity and other.groups[0].quantity.value is None:
            group = Group(word.first, word.last, replace(other.groups[0].quantity, first=word.first), False, word.first)
            return Harm(word.what.field, word, (group,), other.first, word.last)
        there = self.low(word.first - 2) == "there" and self.low(word.first - 1) in _BE
        told = self.low(word.last) in _BE and any(self.low(k) in _TOLD for k in (word.last + 1, word.last + 2))
        caused = self.low(word.first - 1) in _CAUSING or (
            self.low(word.first - 1) == "in" and self.low(word.first - 2).startswith("result")
        )
        denied = any(self.low(k) in _DENIALS for k in range(word.first - 3, word.first))
        if denied or not (told or caused or joined or there):
            return None
        group = Group(word.first, word.last, None, False, word.first)
        return Harm(word.what.field, word, (group,), word.first, word.last, finite=False)

    def _toll(self, word: Found[HarmWord]) -> Harm | None:
        """The figure a toll is said to stand at or to have risen to; "a number of deaths" stands at none."""
        vague = next((q for q in self.counted if q.value is None and q.first < word.first < q.last), None)
        if vague:
            group = Group(vague.first, word.last, vague, False, None)
            return Harm(word.what.field, word, (group,), vague.first, word.last)
        rises = False
        end = min(len(self.tokens), word.last + _REACH)
        for i in range(word.last, end):
            if self.low(i) == ":" and i > word.last:
                return None
            rises = rises or self.low(i) in _RISE
            if self.low(i) in _LEADS_TO | _RISE or i == word.last:
                quantity = next((q for q in self.counted if q.first in (i, i + 1)), None)
                if quantity and (self._is_of_time(word) or self._sums_up(word.last, quantity)):
                    return None
                if quantity and rises and any(self.low(k) in _SUPPOSED for k in range(word.last, quantity.first)):
                    return None  # "the toll could rise to 40"
                if quantity and self.low(i) != "by":
                    quantity = _risen(quantity) if rises else quantity
                    group = Group(quantity.first, quantity.last, quantity, False, None)
                    later = rises or self._rises_before(word)
                    return Harm(word.what.field, word, (group,), word.first, quantity.last, later=later)
        return None

    def _is_of_time(self, word: Found[HarmWord]) -> bool:
        """Whether a toll is owned by a time: "the week's toll reaches 14"."""
        return self.low(word.first - 1) == "'s" and self.low(word.first - 2) in _SPANS

    def _sums_up(self, i: int, q: Quantity) -> bool:
        """Whether a toll is that of a time and of many incidents: "the number of dead since April to 600"."""
        if any(self.low(k) in _SINCE for k in range(i, q.first)):
            return True
        for k in range(q.last, min(len(self.tokens), q.last + _REACH)):
            if self.low(k) in _CLAUSE or self.low(k) == ",":
                break
            if self.low(k) in _SINCE or (self.low(k) in ("this", "the") and self.low(k + 1) in _SPANS):
                return True
        return False

    def _rises_before(self, word: Found[HarmWord]) -> bool:
        return any(self.low(i) in _RISE for i in range(max(0, word.first - 4), word.first))


def _risen(q: Quantity) -> Quantity:
    """A toll that went "from 18 to 22" stands at 22."""
    if q.high is None or q.high == q.value or q.qualifier not in (None, "between"):
        return q
    return replace(q, value=q.high, low=q.high)
