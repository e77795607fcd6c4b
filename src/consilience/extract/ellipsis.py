"""Figures told without a word of harm, which count those told of before: "others spoke of 20", "Ma'an nine"."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from consilience.extract.found import Found
from consilience.extract.group import Group
from consilience.extract.harm import Harm
from consilience.extract.lexicon import HarmWord, word_set
from consilience.extract.quantity import Quantity
from consilience.extract.wound import Wounds

_BE, _SAID, _CLAUSE = word_set("harm be"), word_set("harm said"), word_set("harm clause")
_COUNTING, _FIGURES, _SPEAKING = word_set("figure counting"), word_set("harm figures"), word_set("harm speaking")
_RANGING, _TOLLS, _SOURCES = word_set("harm ranging"), word_set("figure tolls"), word_set("figure sources")
_BEHIND = _CLAUSE | word_set("figure behind")
_PARTS = word_set("figure parts")  # what sets the teller of one more figure apart
_MARKS = frozenset({",", "'s", '"', "'"})
_PARTICLES = word_set("name particles") | _MARKS | {"the"}
_TELLER, _SUBJECT = 7, 12  # tokens of a teller whose verb is left out, and of a figure's noun with its verb
_WHERE, _FIRST = frozenset({"in", "at", "by"}), frozenset({"first", "one", "former"})
_SECOND = frozenset({"second", "other", "latter"})
_FIELDS = ("killed", "injured", "missing")


class Ellipsis(Wounds):
    """The tokens of a sentence with its people; finds the figures that lean on what was told before."""

    taken: Collection[int]  # tokens of places, days and actors

    def bare(self, told: list[Harm], before: Sequence[str]) -> Iterator[Harm]:
        """The figures that stand for a toll; `before` are the fields told of in the sentence before, in their order."""
        counted = {k for h in told for g in h.groups for k in range(g.first, g.last)}
        unread = [q for q in self.counted if q.first not in counted and q.value is not None]
        yield from (self._added(told, q) for q in unread if told and self._is_of_another(q))
        free = [q for q in unread if not self._counts_more(q)]
        passed: set[int] = set()
        for n, q in enumerate(free):
            if q.first in passed or not self._stands_for_a_toll(q, bool(told)):
                continue
            fields, other = self._fields(q, before), free[n + 1] if n + 1 < len(free) else q
            teller = self._teller(q)
            if self._is_pair(q, other) and set(fields) >= {"killed", "injured"}:
                passed.add(other.first)
                both = other if self.low(q.last) == "and" else q
                yield from (_figure(f, one, teller) for f, one in zip(fields, (q, both), strict=False))
            elif fields:
                own = any(w.first < q.first for w in self.words)
                yield _figure(fields[-1] if own or "killed" not in fields else "killed", q, teller)

    def _fields(self, q: Quantity, before: Sequence[str]) -> list[str]:
        """What befell the people told of before a figure, in the order told, in its own sentence if anything did."""
        told = (w.what for w in self.words if w.first < q.first and w.what.shape != "fatal")
        here = [what.field for what in told if what.field in _FIELDS]
        return [f for n, f in enumerate(here) if f not in here[n + 1 :]] or [f for f in before if f in _FIELDS]

    def _is_pair(self, q: Quantity, other: Quantity) -> bool:
        """Whether two figures are those of the dead and the hurt: "21 and 30"; or one is both: "seven of each"."""
        joined = self.low(q.last) == "and" and other.first == q.last + 1 and other.value is not None
        return joined or (self.low(q.last), self.low(q.last + 1)) == ("of", "each")

    def _counts_more(self, q: Quantity) -> bool:
        """Whether a word behind a number is what it counts."""
        after = self.tokens[q.last] if q.last < len(self.tokens) else None
        each = (self.low(q.last), self.low(q.last + 1)) == ("of", "each")
        return after is not None and after.word and after.low not in _BEHIND and not each and not self._by(q)

    def _by(self, q: Quantity) -> tuple[int, int] | None:
        """Whoever gives one more figure, behind it: "put at 14 by the ministry, 15 by the hospital"."""
        if self.low(q.last) != "by" or self.low(q.first - 1) not in (",", "and", ";"):
            return None
        last = q.last + 1
        while last < len(self.tokens) and self._tells(last) and self.low(last) not in _MARKS:
            last += 1
        return (q.last + 1, last) if last > q.last + 1 else None

    def _is_of_another(self, q: Quantity) -> bool:
        """Whether a figure is of the second of two incidents: "four in the first, three in the second"."""
        there = self.low(q.last) in _WHERE and self.low(q.last + 1) == "the" and self.low(q.last + 2) in _SECOND
        return there and any(self.low(k) in _FIRST and self.low(k - 1) in ("the", "in") for k in range(q.first))

    def _added(self, told: Sequence[Harm], q: Quantity) -> Harm:
        """Those told last and as many more."""
        last = told[-1]
        more = Group(q.first, q.last, replace(q, more=True), False, None)
        return replace(last, groups=(*last.groups, more), last=q.last, later=True)

    def _stands_for_a_toll(self, q: Quantity, led: bool) -> bool:
        """Whether words before a number make it a figure of those told before."""
        at = q.first
        while self.low(at - 1) in ('"', "'"):
            at -= 1
        lead, verb = self.low(at - 1), self.low(at - 2)
        if self.low(q.first) in ("from", "between"):
            return lead in _RANGING
        if lead in _SAID or lead in _COUNTING:
            return True
        if lead == "at":
            return verb in _FIGURES
        if lead == "of" and (self.low(at - 3) if verb == "," else verb) in _SPEAKING:
            return self.low(at - 3) != "it"  # "it wrote of five" may be one of several counts of the same teller
        if lead in _BE:
            return self._toll_before(at - 1) is not None
        return led and self._teller(q) is not None

    def _toll_before(self, i: int) -> int | None:
        """Where the subject of a verb stands, if it is a figure: "the committee's figures were"."""
        for k in range(i - 1, max(-1, i - _SUBJECT), -1):
            if self.low(k) in _TOLLS:
                return k
            if self.low(k) in _CLAUSE or k in self._harm_at:
                return None
        return None

    def _teller(self, q: Quantity) -> tuple[int, int] | None:
        """Whoever tells a figure, where the verb is left out: "..., the network seven"."""
        if by := self._by(q):
            return by
        i = q.first - (self.low(q.first - 1) == "of")
        if self.low(i - 1) in _BE and (toll := self._toll_before(i - 1)) is not None and toll < i - 2:
            return toll, i - 1
        start = i
        while start > 0 and i - start < _TELLER and self._tells(start - 1):
            start -= 1
        while start < i and self.low(start) in _MARKS:
            start += 1  # the comma before it, not the one behind
        while start < i and self.low(i - 1) in _MARKS:
            i -= 1
        named = any(
            (self.tokens[k].capital and k not in self.taken) or self.low(k) in _SOURCES for k in range(start, i)
        )
        return (start, i) if named and (self.low(start - 1) in _PARTS or start == 0) else None

    def _tells(self, i: int) -> bool:
        low = self.low(i)
        return self.tokens[i].capital or low in _SOURCES or low in _PARTICLES


def _figure(field: str, q: Quantity, teller: tuple[int, int] | None) -> Harm:
    word = Found(q.first, q.last, HarmWord("figure", field, "count", "plural"))
    group = Group(q.first, q.last, q, False, None)
    return Harm(field, word, (group,), q.first, q.last, finite=False, teller=teller)
