"""People hurt: what they suffered, where they were taken, what hit them."""

from consilience.extract.figure import Figures
from consilience.extract.found import Found
from consilience.extract.harm import Harm
from consilience.extract.lexicon import HarmWord, word_set
from consilience.extract.people import People

_DENIALS = word_set("harm denials")
_PARTS = word_set("harm said") | {";", ":"}
_WOUNDS, _HOSPITALS, _BRINGING = word_set("harm wounds"), word_set("harm hospitals"), word_set("harm bringing")
_PROJECTILES, _BODY = word_set("harm projectiles"), word_set("harm body")
_SHOOTING = word_set("wound shooting")
_KIN, _COULD = word_set("wound kin"), word_set("wound could")
_SUPPOSED = 14  # tokens between "could have" and what it would have led to
_FIRED, _DEAD = word_set("harm fired"), word_set("harm dead")
_AFTER_MANNER = word_set("harm after manner")
_NEAR_WOUND = 8  # tokens between people and "with a gunshot wound"


class Wounds(Figures):
    """The tokens of a sentence with its people; says whether words that may mean something else tell of people hurt."""

    def _of_wounds(self, word: Found[HarmWord]) -> bool:
        """Whether people died of what they had suffered before: "died of their wounds", "succumbed to injuries"."""
        links = self.low(word.last) in ("of", "from") or self.low(word.last - 1) == "to"
        return links and any(self.low(k) in _WOUNDS for k in range(word.last, word.last + 4))

    def _wound_after(self, word: Found[HarmWord]) -> bool:
        return any(self.low(k) in _WOUNDS for k in range(word.last, word.last + 5))

    def _hospital_after(self, word: Found[HarmWord]) -> bool:
        reach = range(word.last, word.last + 12)
        if word.what.lemma == "treat" and self._is_for(word):
            return True
        near = any(self.low(k) in _BRINGING for k in range(word.last, word.last + 8))
        return near and any(self.low(k) in _HOSPITALS for k in reach)

    def _is_for(self, word: Found[HarmWord]) -> bool:
        """Whether people are treated for something: "was treated for burns", "treated nine for wounds"."""
        after = range(word.last + 1, word.last + 6)
        hurt = any(self.low(k) == "for" and {self.low(k + 1), self.low(k + 2)} & _WOUNDS for k in after)
        return hurt or self.low(self._skip(word.last)) == "for"

    def _shot_at(self, word: Found[HarmWord]) -> bool:
        """Whether a bullet or a part of the body beside a verb says that people were hit, and no town."""
        before = {self.low(k) for k in range(max(0, word.first - 4), word.first)}
        after = [self.low(k) for k in range(word.last, word.last + 8)]
        by = next((k for k, low in enumerate(after) if low == "by"), None)
        if before & _PROJECTILES or (by is not None and by < 4 and _PROJECTILES & {*after[by:]}):
            return True
        if any(t.low in _SHOOTING for t in self.tokens) and not {"by", "with"} & {*after[:2]}:
            return True  # "a woman was also hit in the shooting"
        near = zip(after, after[1:], after[2:], strict=False)
        in_body = any(a in ("in", "on") and (b in _BODY or c in _BODY) for a, b, c in near)
        return in_body or word.what.lemma.startswith("catch")

    def _wounded(self, word: Found[HarmWord]) -> Harm | None:
        """People told to bear a gunshot wound: "found two men with gunshot wounds"."""
        if any(w.what.shape in ("suffer", "act", "undergo") and 0 <= word.first - w.last <= 4 for w in self.words):
            return None
        wounds = (p for p in self.lists if p.last == word.first and p.groups[0].head is None)
        counted = next(wounds, None)  # "with multiple gunshot wounds" counts no people
        told = (p for p in self.lists if p.last <= word.first and p is not counted)
        near = max(told, key=lambda p: p.last, default=None)
        if near is None or word.first - near.last > _NEAR_WOUND:
            return None
        if any(self.low(k) in _PARTS or k in self._harm_at for k in range(near.last, word.first)):
            return None
        if self.low(word.first - 1) in _DENIALS:
            return None
        return Harm(word.what.field, word, tuple(near.groups), near.groups[0].first, word.last, tuple(near.names))

    def _is_her(self, i: int) -> bool:
        """Whether "her" is somebody as an object, and tells of nobody's people: "shot her in the leg"."""
        return self.low(i) == "her" and i not in self._group_at and self._ends_object(i + 1)

    def _is_kin(self, i: int) -> bool:
        """Whether a noun without an article is one relative, as headlines have it: "kills wife", "shot sister, 3"."""
        return self.low(i) in _KIN and i not in self._group_at and self._ends_object(i + 1)

    def _ends_object(self, i: int) -> bool:
        return i >= len(self.tokens) or not self.tokens[i].word or self.low(i) in _AFTER_MANNER

    def _is_supposed(self, i: int) -> bool:
        """Whether a verb goes on with what only could have been: "could have hit her in the heart and killed her"."""
        if self.low(i - 1) != "and":
            return False
        for k in range(i - 2, max(0, i - _SUPPOSED), -1):
            if self.low(k) == "have":
                return self.low(k - 1) in _COULD
            if self.low(k) in _PARTS:
                break
        return False

    def _are_sent(self, people: People, word: Found[HarmWord]) -> bool:
        """Whether people are sent to a hospital to work there: "deputies were sent to the hospital"."""
        group = people.groups[0]
        sent = word.what.lemma == "send" and group.quantity is None and not group.single
        return sent and not any(t.low in _WOUNDS for t in self.tokens)

    def _are_of_a_body(self, word: Found[HarmWord]) -> bool:
        """Whether wounds nobody counted are those of one body: "a shot that caused multiple wounds"."""
        vague = any(q.last == word.first and q.value is None for q in self.counted)
        return vague and word.what.lemma == "wound" and word.what.form == "third"

    def _is_nobody(self, people: People) -> bool:
        """Whether nobody is harmed: "no civilians were hurt", "killing none of the guards"."""
        counted = people.groups[0].quantity is not None  # "no fewer than 20"
        return self.low(people.first - 1) == "no" or (self.low(people.first) in ("no", "none") and not counted)

    def _are_shots(self, people: People, word: Found[HarmWord]) -> bool:
        """Whether a number counts shots and no people: "fired one shot"."""
        group = people.groups[0]
        return word.what.field == "hit" and group.head is None and self.low(group.first - 1) in _FIRED

    def _died_of_it(self, i: int) -> int | None:
        """The index past words behind people that say they died of what was done: "hacked six farmers to death"."""
        if (self.low(i), self.low(i + 1)) == ("to", "death"):
            return i + 2
        return i + 1 if self.low(i) in _DEAD else None

    def _stands_alone(self, word: Found[HarmWord]) -> bool:
        """Whether "fatally" has no verb of its own, but that of others: "four were shot, one fatally"."""
        counted = any(g.last == word.first and g.quantity for g in self.groups)
        return counted and (word.last == len(self.tokens) or self.low(word.last) in _AFTER_MANNER)
