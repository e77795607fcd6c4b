"""Who is named as one of those harmed: "named the victim as", "the dead woman, Amal Saleh,", "identified as".

What befell them is told by the words beside, or left for what the report told before to say (victim.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from consilience.extract.clause import Clause
from consilience.extract.harm import Harm
from consilience.extract.lexicon import phrases, victim_words, word_set
from consilience.extract.name import Name

_BE, _SAID, _CLAUSE = word_set("harm be"), word_set("harm said"), word_set("harm clause")
_HAVE = word_set("harm have")
_VERBS, _SUSPECTS = word_set("naming verbs"), word_set("naming suspects")
_VICTIMS, _MEANT = word_set("naming victims"), word_set("naming pronouns")
_DEAD, _HURT, _BODIES = word_set("naming dead"), word_set("naming hurt"), word_set("naming bodies")
_CHARGED = word_set("victim charged")
_INTRODUCE = frozenset({",", ":", "was", "were", "is", "are", "—"})
_REACH = 30  # tokens between "named" and "as", which may hold what happened to whom is named
_SUBJECT = 24  # tokens before a verb of naming in which its subject stands
_AFTER = 9  # tokens behind a name in which it is told to be that of a suspect
_BEFORE_NAME = 7  # tokens of what somebody was, before the name
_ANYBODY = "victim"
_PRONOUN = "they"


@dataclass(frozen=True, slots=True)
class Naming:
    """Names of people harmed, and the token that says so.

    `field` is what befell them; where it is empty, `who` says whom told of before they are: "victim", "they" for a
    pronoun, else the noun.
    """

    names: tuple[Name, ...]
    at: int
    field: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Victim:
    """Somebody named in the report: the offsets of the name, the token that tells what befell them, and what it was."""

    start: int
    end: int
    at: int
    field: str


class Namer(Clause):
    """The tokens of a sentence with its people; finds who is named as one of those harmed."""

    def named(self, harms: Sequence[Harm]) -> list[Naming]:
        """Everybody named so, beside those whom the harms of the sentence name."""
        if not self.names:
            return []
        found: list[Naming | None] = []
        for i, token in enumerate(self.tokens):
            if token.low in _VERBS:
                found.append(self._by_verb(i, harms))
            elif self.low(i + 1) in _INTRODUCE and token.word:
                found.append(self._apposed_to(i))
        for hit in phrases("victim_cues", "field").find(self.tokens):
            names = self._names_from(hit.last)
            found.append(Naming(names, hit.first, hit.what[0], _ANYBODY) if names else None)
        return [naming for naming in found if naming]

    def _by_verb(self, i: int, harms: Sequence[Harm]) -> Naming | None:
        """Those behind "identified as", "named him as"."""
        end = min(len(self.tokens), i + _REACH)
        for at in (k for k in range(i + 1, end) if self.low(k) == "as"):
            names = self._names_from(at + 1)
            if names:
                return self._fated(names, i, self._referent(i, at), harms)
        return None

    def _referent(self, i: int, at: int) -> range:
        """The tokens that say who is named: the subject of the passive, or the object of the active."""
        start = max(0, i - _SUBJECT)
        aux = self._aux(i)
        if aux is not None:
            return range(start, aux)
        if any(self.low(k) in _MEANT or self._is_person(k) for k in range(i + 1, at)) and self.low(i + 1) != "by":
            return range(i + 1, at)
        whom = next((k for k in range(i - 1, start, -1) if self.low(k) in ("whom", "who")), None)
        return range(start, i if whom is None else whom)

    def _is_person(self, i: int) -> bool:
        return i in self._group_at or self.low(i) in _VICTIMS or self.low(i) in _DEAD

    def _fated(self, names: tuple[Name, ...], i: int, told: range, harms: Sequence[Harm]) -> Naming | None:
        """What befell those a clause names, as far as it says so."""
        lows = [self.low(k) for k in told]
        if (
            not _SUSPECTS.isdisjoint(lows)
            or self._is_charged(names[-1].last)
            or any(self._is_deed(w.first) for w in self.words if w.first in told)
        ):
            return None
        fields = {h.field for h in harms if not h.unreal and any(g.first in told for g in h.groups)}
        fields |= {w.what.field for w in self.words if w.first in told and w.what.shape in ("act", "undergo", "state")}
        fields |= {"killed"} if not (_DEAD | _BODIES).isdisjoint(lows) else set()
        for field in ("killed", "hit", "injured"):
            if field in fields:
                return Naming(names, i, field)
        if not _VICTIMS.isdisjoint(lows):
            return Naming(names, i, "", _ANYBODY)
        if not _MEANT.isdisjoint(lows[-4:] if told.stop <= i else lows):
            return Naming(names, i, "", _PRONOUN)
        group = next((g for g in reversed(self.groups) if g.first in told and g.last <= told.stop), None)
        if group is None or not (group.definite or self.low(group.first) == "the" or group.head is None):
            return None
        return Naming(names, i, "", _PRONOUN if group.head is None else lemma(self.low(group.head)))

    def _is_charged(self, i: int) -> bool:
        """Whether whoever was named before a token is told to be a suspect: "..., was taken into custody"."""
        return any(self.low(k) in _CHARGED for k in range(i, i + _AFTER) if self.low(k) not in (".", ";"))

    def _is_deed(self, i: int) -> bool:
        """Whether a word of harm has its people behind it, so that those before it did it: "who killed three"."""
        word = self._harm_at.get(i)
        return word is not None and word.what.shape in ("act", "strike", "finish") and self._is_active(word)

    def _apposed_to(self, i: int) -> Naming | None:
        """Those behind "the victim,", "the dead woman,", "the victims were"."""
        low, before = self.low(i), self.low(i - 1)
        field, who = "", ""
        if low in _VICTIMS or (low == "them" and self.low(i - 2) == "one"):
            who = _PRONOUN if low == "them" else _ANYBODY
            field = "killed" if before in _DEAD else "injured" if before in _HURT else ""
        elif low in _DEAD or before in _DEAD:
            field = "killed"
        elif before in _HURT:
            field = "injured"
        else:
            return None
        noun = low in _VICTIMS or low == "them" or victim_words().word(low) is not None
        if not noun and (low not in _DEAD or before not in ("the", "of", ":")):
            return None
        article = {self.low(k) for k in range(max(0, i - 4), i)} & {"the", "one", "another", "second", "third", "a"}
        if not article and i > 1:
            return None
        if self.low(i + 1) in ("was", "were", "is", "are") and not self._names_next(i + 2):
            return None
        names = self._names_from(i + 2)
        return Naming(names, i, field, who) if names else None

    def _names_next(self, i: int) -> bool:
        """Whether a name with at most its age and rank stands there: "the victim was 34-year-old Omar Saleh"."""
        return any(n.first in range(i, i + 3) for n in self.names)

    def _names_from(self, i: int) -> tuple[Name, ...]:
        """The names of a list that begins there; what somebody was may stand before the first of them."""
        for k in range(i, min(len(self.tokens), i + _BEFORE_NAME)):
            low = self.low(k)
            people = self.people(k, unled=False) if self._begins(k) else None
            if people and people.names and not any(self._is_another(n) for n in people.names):
                near = people.names[0].first <= k + _BEFORE_NAME
                return tuple(people.names) if near else ()
            if low in _BE or low in _HAVE or low in _CLAUSE or low in _SAID or k in self._harm_at or low in (".", ";"):
                break
        return ()

    def _is_another(self, name: Name) -> bool:
        """Whether a name is that of whoever tells of it, or of a town: "a 16-year-old Austin resident"."""
        return self._speaks(name.last) or victim_words().word(self.low(name.last)) is not None


def lemma(noun: str) -> str:
    """A noun for people in the singular, as their table has it; another as it is."""
    word = victim_words().word(noun)
    return word.lemma if word else noun
