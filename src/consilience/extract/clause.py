"""Harm told by verbs, and all the harm of one sentence.

A harm word (data/lexicon/harm.tsv) looks for its people (people.py) where its shape says they stand: after it ("killed
three"), before it ("three were killed", "three died", "three dead"), or after "of" ("the death of three").
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from consilience.extract.fate import lived
from consilience.extract.found import Found
from consilience.extract.group import Group
from consilience.extract.harm import Harm, once_each
from consilience.extract.lexicon import HarmWord, harm_words, phrases, word_set
from consilience.extract.name import Name
from consilience.extract.others import Others
from consilience.extract.people import People
from consilience.extract.quantity import Quantity
from consilience.extract.token import Token

_BE, _HAVE, _SAID = word_set("harm be"), word_set("harm have"), word_set("harm said")
_ADVERBS, _CLAUSE, _MODALS = word_set("harm adverbs"), word_set("harm clause"), word_set("harm modals")
_THINGS, _HE, _HIMSELF = word_set("harm things"), word_set("harm pronouns"), word_set("harm reflexives")
_BEFORE_DEED, _HEARSAY = word_set("harm before deed"), word_set("harm hearsay")
_GUNSHOT = word_set("harm gunshot")
_THEN, _SELF = word_set("harm then"), word_set("harm self")
_NO_NAME = word_set("name no_name")
_OWNERS = word_set("people owners")
_MEASURES = word_set("quantity measures") | {"few"}  # "25 killed a day after"
_DEEDS = ("act", "finish")  # shapes that take anybody as their object
_GAP = 6  # tokens between people and what happened to them, where other words stand between
_COMPANY = 24  # tokens between "was killed" and "along with his sons"


class Clause(Others):
    """One sentence's tokens with the groups, names and harm words found in it; finds its harms."""

    def __init__(
        self,
        tokens: tuple[Token, ...],
        groups: list[Group],
        names: list[Name],
        counted: list[Quantity],
        taken: Collection[int] = (),
    ) -> None:
        self.taken = taken
        words = harm_words().find(tokens)
        apart = [g for g in groups if not any(w.first < g.first and g.last <= w.last for w in words)]
        super().__init__(tokens, apart, names, counted, words)  # without "their lives" of those who lost them
        self.lists = self.all()
        self._told: dict[int, People] = {}

    def harms(self, before: Sequence[str] = ()) -> list[Harm]:
        """Every harm of the sentence, in the order of the words that tell it; `before` fields the one before told."""
        found: list[Harm] = []
        for word in self.words:
            harm = self._harm(word, found)
            if harm is None:
                continue
            harm = self._all_of_them(harm)
            some = all(g.subset for g in harm.groups) and not self._befalls_anew(harm, before)
            if some or self._is_some_of_the_dead(harm):
                harm = replace(harm, subset=True)  # "the fourth person killed", "the bodies of four of them"
            found.append(self._others(harm, found))
            found += self._subsets(harm)
        return lived(self.tokens, once_each([*found, *self.bare(found, before)]))

    def _harm(self, word: Found[HarmWord], before: list[Harm]) -> Harm | None:
        shape, form = word.what.shape, word.what.form
        if self.low(word.last) == ":" and (listed := self._tabled(word)):
            return listed
        if shape in ("act", "state") and (told := self._told_apart(word)):
            return told
        if shape == "toll":
            return self._toll(word)
        if shape == "fatal":
            return self._fatal(word)
        if shape == "wound":
            return self._wounded(word)
        if shape == "suicide":
            return self._suicide(word, before)
        if (shape == "manner" and not self._stands_alone(word)) or self._are_of_a_body(word):
            return None
        needs = {"suffer": self._wound_after, "bring": self._hospital_after, "strike": self._shot_at}.get(shape)
        if needs and not needs(word):
            return None
        noun = form in ("third", "base") and any(q.last == word.first for q in self.counted)
        noun = noun or (form in ("ing", "base") and self.low(word.last) == "of")  # "the murder of two judges"
        if shape == "count" or (shape == "act" and noun):
            return self._counted(word, before)
        if shape in ("act", "bring", "strike", "finish") and self._is_active(word):
            return self._active(word)
        if shape == "finish":
            return None
        return self._passive(word, before)

    # --- verbs

    def _aux(self, i: int) -> int | None:
        """The index of the first auxiliary before a participle at `i`: "have been" in "have been killed"."""
        i -= 1
        while i >= 0 and (self.low(i) in _ADVERBS or self.low(i) in _HIMSELF or self.low(i) in ("'", '"', "as")):
            i -= 1
        if self.low(i) not in _BE and not (self.low(i) in ("and", "or") and self._harm_ends_at(i)):
            return None
        while self.low(i - 1) in _BE | _HAVE | _ADVERBS or self.low(i - 1) == "not":
            i -= 1
        return i

    def _harm_ends_at(self, i: int) -> bool:
        return any(w.last == i for w in self.words)

    def _is_active(self, word: Found[HarmWord]) -> bool:
        form = word.what.form
        if form in ("ing", "base", "third"):
            return True
        after = self._object_at(word)
        joined = self.low(word.first - 1) in ("and", "or") and self._list_at(after) is not None  # "and wounded two"
        if (self._aux(word.first) is not None and not joined) or self._describes(word):
            return False
        has_object = self.low(after) in ("a", "an") and self.low(after + 1) not in _MEASURES
        has_object = has_object or self._is_her(after) or self._is_kin(after)
        return has_object or self._list_at(after) is not None or self.low(after) in _HIMSELF | {"them", "no", "nobody"}

    def _describes(self, word: Found[HarmWord]) -> bool:
        """Whether a participle stands between a number and its noun: "three severely injured children"."""
        at = word.first
        while self.low(at - 1) in _ADVERBS:
            at -= 1
        counted = any(g.last == at and g.head is None and g.quantity for g in self.groups)
        noun = self._group_at.get(word.last)
        return counted and noun is not None and noun.quantity is None and not noun.definite

    def _object_at(self, word: Found[HarmWord]) -> int:
        """Where the object of a verb begins: past adverbs, and past "and wounded" in "killed and wounded ten"."""
        after = self._skip(word.last)
        while self.low(after) in ("and", "or") and self._skip(after + 1) in self._harm_at:
            after = self._skip(self._harm_at[self._skip(after + 1)].last)
        return after

    def _active(self, word: Found[HarmWord]) -> Harm | None:
        if word.what.form == "third" and self.low(word.first - 1) in _OWNERS:
            return None  # "his wounds": the noun
        if word.what.field == "hit" and word.what.form == "ing" and self.low(word.first - 1) not in _BEFORE_DEED:
            return None  # "the fifth shooting": the noun
        at = self._object_at(word)
        people = self._list_at(at) or self._somebody(at, word) or self._reflexive(at, word)
        people = people and self._with_himself(people, word)
        if people is None or self._is_nobody(people) or not self._counts_jointly(word, at, people):
            return None
        if word.what.lemma == "lose" and not people.groups[0].quantity:
            return None  # "lost his mind", "lost a son" whose death was told
        before = word.first - (2 if self.low(word.first - 1) == "have" else 1)  # "could have killed"
        unreal = self.low(before) in _MODALS and word.what.form in ("base", "participle")
        unreal = unreal and self.low(before - 1) not in _HEARSAY  # "is reported to have killed"
        unreal = unreal or self._is_supposed(word.first)
        perfect = self.low(word.first - 1) in _HAVE and self.low(word.first - 1) != "had"
        died = self._died_of_it(people.last)
        if word.what.shape == "finish" and not died:
            return None
        self._told[word.first] = people
        last = max(people.last, word.last)
        last = min(last, max([g.last for g in people.groups] + [n.last for n in people.names] + [word.last]))
        return Harm(
            "killed" if died else word.what.field, word, tuple(people.groups), word.first, died or last,
            tuple(people.names), perfect=perfect, unreal=unreal,
        )  # fmt: skip

    def _counts_jointly(self, word: Found[HarmWord], at: int, people: People) -> bool:
        """Whether a figure under two verbs can be that of one: not "killed or hurt ten", but "killed and hurt many"."""
        between = [w for w in self.words if word.last <= w.first < at]
        before = [w for w in self.words if w.last == word.first - 1 and self.low(w.last) in ("and", "or")]
        fields = {w.what.field for w in (*between, *before) if w.what.shape in ("act", "bring")} | {word.what.field}
        if {"killed", "injured"} <= fields:
            return not any(g.quantity and g.quantity.value is not None for g in people.groups)
        return True

    def _reflexive(self, at: int, word: Found[HarmWord]) -> People | None:
        """`shot himself`, `shot him`: one person, whoever it is; `shot them`: those told before."""
        if self.low(at) == "them" and word.what.shape in _DEEDS:
            return self._them(at)
        if (self.low(at) in _HIMSELF or self._is_her(at)) and word.what.shape in _DEEDS:
            one = People(at, at + 1, [Group(at, at + 1, None, True, None, definite=True)])
            return self.listed(one, unled=False)
        return None

    def _with_himself(self, people: People, word: Found[HarmWord]) -> People:
        """With the one who did it, where he is told behind them: "killed three people and then himself"."""
        at = people.last
        while self.low(at) in _THEN:
            at += 1
        if at == people.last or self.low(at) not in _SELF or word.what.field != "killed":
            return people
        return People(people.first, at + 1, [*people.groups, _self(at)], people.names, people.among)

    def _suicide(self, word: Found[HarmWord], before: list[Harm]) -> Harm | None:
        """Somebody who took his own life: the subject where it is told beside the verb, else one told of before."""
        if word.what.form == "base":
            return None  # "tried to commit suicide", "he wanted to take his own life"
        alone = word.what.form != "ing" and not any(h.field in ("killed", "hit") for h in before)
        if alone and (told := self._passive(word, before)):
            return told
        return Harm("killed", word, (_self(word.last - 1),), word.first, word.last)

    def _them(self, i: int) -> People | None:
        """The people counted last before "them": "dragged four men out of a bus and shot them dead"."""
        meant = max((p for p in self.lists if p.last <= i and p.groups[0].quantity), key=lambda p: p.last, default=None)
        return People(i, i + 1, list(meant.groups), list(meant.names)) if meant else None

    def _somebody(self, i: int, word: Found[HarmWord]) -> People | None:
        """One person told by a noun no table knows: "killed a shepherd"; others take things: "shot a film"."""
        if self._is_kin(i) and word.what.shape in _DEEDS:
            return self.listed(People(i, i + 1, [Group(i, i + 1, None, True, i)]), unled=False)
        if self.low(i) not in ("a", "an", "his", "her") or word.what.shape not in _DEEDS or word.what.field == "hit":
            return None
        last = i + 1
        while last < min(i + 4, len(self.tokens)) and self.tokens[last].text.isalpha() and not self._stops(last):
            if not self.tokens[last].text.islower() or self.low(last) in ("of", "in", "at", "on", "by", "from"):
                break
            last += 1
        known = last > i + 1 and self.low(last - 1) not in _THINGS | _MEASURES
        return self.listed(People(i, last, [Group(i, last, None, True, last - 1)]), unled=False) if known else None

    def _passive(self, word: Found[HarmWord], before: list[Harm]) -> Harm | None:
        if word.what.form == "past" and word.what.shape in ("act", "bring", "strike"):
            return None  # "paramedics took ...": whose participle is another word
        aux = self._aux(word.first)
        perfect = aux is not None and self.low(aux) in ("has", "have")
        modal = aux is not None and self.low(aux - 1) in _MODALS and self.low(aux - 2) not in _HEARSAY | _HAVE
        unreal = aux is not None and (modal or self._is_played(aux))
        if aux is None and self.low(word.first - 1) == "the":
            return None  # "the slain"
        end = word.first if aux is None else aux
        undergoes = word.what.shape in ("undergo", "suffer", "suicide")
        if undergoes and aux is None and self.low(end - 1) in _HAVE:
            end -= 1
            perfect = self.low(end) != "had"
        end = self._before_hearsay(end)
        adjacent = aux is None and not undergoes
        people = self._some_of_whom(end) or self._ending(end, adjacent=adjacent)
        people = people or self._hurt_before(end, word, before) or self._shared(word, before)
        if people is None or not people.groups or self._is_nobody(people):
            return None
        if self._is_reference(people, aux, word) or self._are_shots(people, word) or self._are_sent(people, word):
            return None
        if not self._counts_jointly_before(word, people):
            return None
        people = self._with_company(people, word.last)
        self._told[word.first] = people
        finite = aux is not None or undergoes
        first = min(g.first for g in people.groups)
        last = max([word.last, *(g.last for g in people.groups)])
        shot = word.what.shape == "suffer" and any(self.low(k) in _GUNSHOT for k in range(word.last, word.last + 5))
        return Harm(
            "hit" if shot else word.what.field, word, tuple(people.groups), min(first, word.first), last,
            tuple(people.names),
            perfect=perfect, unreal=unreal, finite=finite, relative=self.low(end - 1) in ("who", "that"),
            lingering=undergoes and self._of_wounds(word),
        )  # fmt: skip

    def _some_of_whom(self, end: int) -> People | None:
        """Some of the people of another verb: "wounded three, one of whom died"."""
        while self.low(end - 1) in _ADVERBS:
            end -= 1
        apart = self.low(end - 1) in ("whom", "them")
        here = (g for g in self.groups if g.last == end and (self.low(g.first - 1) == "whom" or (apart and g.subset)))
        some = next(here, None)
        return People(some.first, some.last, [some]) if some else None

    def _before_hearsay(self, end: int) -> int:
        """Past "were said to" before "have died", to where the people end."""
        at = end
        while self.low(at - 1) in _HAVE or self.low(at - 1) in _ADVERBS:
            at -= 1
        if self.low(at - 1) != "to" or self.low(at - 2) not in _HEARSAY:
            return end
        at -= 2
        while self.low(at - 1) in _BE or self.low(at - 1) in _HAVE or self.low(at - 1) in _ADVERBS:
            at -= 1
        return at

    def _is_played(self, aux: int) -> bool:
        """Whether people are harmed in a tale: "a film in which 64 people are shot"."""
        before = [self.low(k) for k in range(max(0, aux - 8), aux)]
        return self.low(aux) in ("is", "are") and any(a == "in" and b == "which" for a, b in pairwise(before))

    def _counts_jointly_before(self, word: Found[HarmWord], people: People) -> bool:
        """As for objects: "ten were killed or wounded" tells neither toll."""
        near = [w for w in self.words if 0 <= w.first - word.last <= 1 or 0 <= word.first - w.last <= 1]
        joined = [w for w in near if w is not word and self.low(min(w.last, word.last)) in ("and", "or")]
        bare = [w for w in joined if w.what.shape == "act" and self._list_at(w.last) is None]  # not "dead and hurt two"
        fields = {w.what.field for w in bare} | {word.what.field}
        counted = any(g.quantity and g.quantity.value is not None for g in people.groups)
        return not ({"killed", "injured"} <= fields and counted)

    def _is_reference(self, people: People, aux: int | None, word: Found[HarmWord]) -> bool:
        """Whether words only point back at people told before: "the civilians killed", "all those wounded"."""
        group = people.groups[0]
        bare = aux is None and group.quantity is None and not group.single
        beside = self.low(group.first) in _OWNERS and self.low(group.first - 1) in ("and", ",", "while")
        pointed = (group.definite and not beside) or self.low(group.first - 1) in ("of", "the")
        return bare and word.what.shape == "act" and pointed  # but not "two died, and their parents wounded"

    def _ending(self, end: int, *, adjacent: bool) -> People | None:
        """The people whose list ends where the words of harm begin; one word for them ("he") may stand there, too."""
        at = end
        while at > 0 and (self.low(at - 1) in _ADVERBS or self.low(at - 1) in ('"', "'", ",", "-", "—", ")")):
            at -= 1
        found = next((p for p in self.lists if at <= p.last <= end and p.first < at), None)
        if found and self.low(found.first - 1) == "of" and any(w.last == found.first - 1 for w in self.words):
            return None  # "the bodies of 14 people were taken to hospital"
        if found is None and self.low(at - 1) == "them":
            return self._them(at - 1)
        if found or adjacent:
            return found
        if at - 1 in self._told_by_who:
            return self._told_by_who[at - 1]
        if self.low(at - 1) in ("who", "that"):
            return next((p for p in self.lists if at - 2 <= p.last <= at - 1), None)
        if self.low(at - 1) in _HE or self._is_surname(at - 1):
            return People(at - 1, at, [Group(at - 1, at, None, True, None, definite=True)])
        near = max((p for p in self.lists if p.last <= at), key=lambda p: p.last, default=None)
        if near is None or at - near.last > _GAP or any(self._breaks(k) for k in range(near.last, at)):
            return None
        return near

    def _is_surname(self, i: int) -> bool:
        """Whether one word with a capital is the name of somebody told of before: "Slaughter was pronounced dead"."""
        token = self.tokens[i] if i >= 0 else None
        if token is None or not token.capital or not token.text.isalpha() or len(token.text) < 3 or i in self.taken:
            return False
        return token.low not in _NO_NAME and token.text[1:].islower()

    def _breaks(self, i: int) -> bool:
        low = self.low(i)
        stops = low in _CLAUSE or low in _BE or low in _SAID or low in (",", ";", ":", "the", "a", "an")
        return stops or i in self._harm_at or phrases("telling").at(self.tokens, i) is not None

    def _shared(self, word: Found[HarmWord], before: list[Harm]) -> People | None:
        """The people of the harm word before it: "were shot and wounded", "was killed, and his wife ..."."""
        other = before[-1] if before else None
        if other is None or other.subset or self.low(word.first - 1) not in ("and", "or", "then", "later"):
            return None
        if other.word.what.shape == "count" and any(g.quantity and g.quantity.value for g in other.groups):
            return None  # "40 martyrs and wounded": a figure of both
        between = range(other.word.last, word.first)
        reach = _COMPANY if word.what.shape == "undergo" else 4  # "was shot in Kano and later died"
        if len(between) > reach or any(self.low(k) in _SAID or k in self._group_at for k in between):
            return None
        return People(other.first, other.last, list(other.groups), list(other.names))

    def _hurt_before(self, end: int, word: Found[HarmWord], before: list[Harm]) -> People | None:
        """The one whom a participle told to be hurt, where a verb of death follows: "the man shot on Monday died"."""
        hurt = before[-1] if before else None
        if hurt is None or word.what.field != "killed" or hurt.field == "killed" or hurt.finite or hurt.subset:
            return None
        if len(hurt.groups) > 1 or not hurt.groups[0].single or hurt.word.what.form != "participle":
            return None
        between = range(hurt.word.last, end)
        if len(between) > _COMPANY or any(self.low(k) in _CLAUSE | _SAID | _BE or k in self._group_at for k in between):
            return None
        return People(hurt.first, hurt.last, list(hurt.groups), list(hurt.names))

    def _with_company(self, people: People, i: int) -> People:
        """With those told behind the verb: "was killed along with two of her sons", "..., including a child"."""
        found = People(people.first, people.last, [*people.groups], [*people.names], [*people.among])
        near = True  # whether nothing stands between that a bare "with" could belong to
        for k in range(i, min(len(self.tokens), i + _COMPANY)):
            comma = self.low(k) == "," and self._joins(k + 1) is not None
            join = self._joins(k + comma)
            if not near and self.low(k + comma) == "with":
                join = None
            while join is not None and self.low(join) in _OWNERS and join not in self._group_at:
                join += 1
            if join is not None and self._begins(join):
                company = self.people(join, unled=False)
                if company and not self._speaks(company.last) and company.groups[-1].last not in self._harm_at:
                    found.groups += company.groups
                    found.names += company.names
                    found.among += company.among
                break
            if not comma and (self.low(k) in (",", ";", ".", ":", "—") or k in self._harm_at):
                break
            near = near and not self._breaks(k)
        end = People(i, i, [], [])
        if (last := self._remark(end, unled=False)) and last > i and end.among:
            found.among += end.among
            found.names += end.names
        return found

    def _joins(self, i: int) -> int | None:
        """The index behind words that join companions behind a verb: "along with", "as were"."""
        return self._past_join(i) if self.low(i) not in (",", ";", "and", "or", "&", "plus") else None


def _self(i: int) -> Group:
    """The one whom "himself" stands for."""
    return Group(i, i + 1, None, True, None, definite=True)
