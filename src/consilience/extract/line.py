"""One sentence as people are looked for in it: its tokens with the groups, names, figures and words of harm in them."""

from collections.abc import Mapping, Sequence

from consilience.extract.found import Found
from consilience.extract.group import Group
from consilience.extract.lexicon import HarmWord, event_words, word_set
from consilience.extract.name import Name
from consilience.extract.people import People
from consilience.extract.quantity import Quantity
from consilience.extract.token import Token

_BE, _HAVE, _SAID = word_set("harm be"), word_set("harm have"), word_set("harm said")
_ADVERBS, _CLAUSE, _JOIN = word_set("harm adverbs"), word_set("harm clause"), word_set("harm join")
_COMPANIONS, _OPENERS = word_set("people companions"), word_set("people openers")


class Line:
    """The tokens of one sentence with its groups, names, figures and words of harm, and where its phrases end."""

    def __init__(
        self,
        tokens: Sequence[Token],
        groups: Sequence[Group],
        names: Sequence[Name],
        counted: Sequence[Quantity],
        words: Sequence[Found[HarmWord]],
    ) -> None:
        self.tokens, self.groups, self.names, self.counted, self.words = tokens, groups, names, counted, words
        self._group_at: Mapping[int, Group] = {g.first: g for g in groups}
        self._name_at: Mapping[int, Name] = {n.first: n for n in names}
        self._harm_at = {w.first: w for w in words}
        self._told_by_who: dict[int, People] = {}  # whom "who" stands for, where it opens a remark on them

    def low(self, i: int) -> str:
        """The lower-case token at an index, empty outside the sentence."""
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""

    def _stops(self, i: int) -> bool:
        """Whether what hangs on people ends before a token."""
        token = self.tokens[i]
        low = token.low
        if not token.word and low not in ('"', "'", "'s", "[", "]"):
            return True
        if low in _CLAUSE or low in _JOIN or low in _BE or low in _HAVE or low in _SAID or low in _OPENERS:
            return True
        if low in _COMPANIONS or low in ("to", "according") or i in self._harm_at:
            return True
        event = event_words().at(self.tokens, i)
        return bool(event and event.what.part == "verb" and event.what.form in ("past", "third"))

    def _is_subject(self, people: People) -> bool:
        """Whether people open the next clause: "killed two and three were injured", "..., three others wounded"."""
        i = people.last
        while self.low(i) in _ADVERBS:
            i += 1
        if self.low(i) in _BE or self.low(i) in _HAVE:
            return True
        harm = self._harm_at.get(i)
        return harm is not None and harm.what.shape in ("act", "state", "undergo") and harm.what.form != "ing"

    def _verb_at(self, i: int) -> bool:
        """Whether a verb that tells what happened to people stands there."""
        while self.low(i) in _ADVERBS:
            i += 1
        return self.low(i) in _BE or self.low(i) in _HAVE or i in self._harm_at
