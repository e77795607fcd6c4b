"""Writes down what a segment tells: a mention, with its claims and their quotes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import cast

from consilience.claim import AGAIN, AT_FIRST, HIT, IMPLIED, LISTED, Claim, age_told
from consilience.claim import Field as ClaimField
from consilience.evidence import Evidence, Part
from consilience.extract.group import Group
from consilience.extract.harm import Harm
from consilience.extract.lexicon import phrases, word_set
from consilience.extract.mention import Mention
from consilience.extract.segment import Segment
from consilience.extract.sentence import Sentence
from consilience.extract.setting import Setting
from consilience.extract.stance import Stance, stances
from consilience.extract.status import statuses
from consilience.extract.sums import is_spread
from consilience.extract.voice import told_by
from consilience.extract.what import answers, is_generic, real_events, what
from consilience.extract.when import when
from consilience.extract.where import where
from consilience.extract.who import Who, actors, perpetrators
from consilience.extract.whom import targets
from consilience.report import Report
from consilience.resolve.days import Reference

_EVERYBODY = word_set("scribe everybody")
_DENIALS, _EARLY = word_set("scribe denials"), word_set("scribe early")
_TURNS = word_set("scribe turns")
_UNSURE = frozenset({"bring", "wound"})  # shapes of harm words that leave open whether somebody lived
_FAR_BACK = 16  # tokens between "initially" and what was told then
_ON_FOOT = frozenset({"rebel", "separatist", "jihadist", "gang", "cartel"})  # who "bombed" it planted the bomb
_WINGED = word_set("scribe winged")
_STATE, _FORCES = frozenset({"police", "military", "government"}), frozenset({"police", "soldiers", "troops"})


class Scribe:
    """Writes the claims of one part of one report: knows the report, its day and how to quote it."""

    def __init__(self, report: Report, part: Part, reference: Reference, published: date | None) -> None:
        self.report, self.part, self.reference, self.published = report, part, reference, published

    def quote(self, sentence: Sentence, first: int, last: int) -> Evidence:
        """The words of tokens `first` to `last`, end exclusive."""
        return Evidence.of(self.report, *sentence.span(first, last), self.part)

    def claim(self, name: ClaimField, value: int | str | None, evidence: Evidence, **more: object) -> Claim:
        """A claim of this report."""
        return Claim(name, value, evidence, published=self.published, **more)  # type: ignore[arg-type]

    def mention(self, segment: Segment, scene: Setting) -> Mention:
        """All that one segment tells."""
        segment.events = real_events(segment)
        known = actors(segment.sentence)
        answering = list(stances(segment.sentence, known))
        told = Mention(
            segment, self.part, when(segment, self.reference), where(segment, scene), what(segment),
            answers=answers(segment),
        )  # fmt: skip
        told.perps = perpetrators(segment, known, answering)
        told.targets = targets(segment, known, told.perps, answering)
        if _puts_down(told):
            told.what = replace(told.what, type="Excessive force against protesters")
        elif _is_planted(told):
            told.what = replace(told.what, type="Remote explosive/landmine/IED")
        told.generic = is_generic(segment, told.what, told.day, told.where)
        told.spread = is_spread(segment, told.where)
        self._tolls(told)
        self._victims(told)
        self._munitions(told)
        self._actors(told)
        if segment.link is None:
            self._stances(told, answering)
            self._statuses(told)
        return told

    def _tolls(self, told: Mention) -> None:
        named: set[Evidence] = set()
        narrow: set[Evidence] = set()
        for harm in told.segment.harms:
            if harm.unreal:
                continue
            speaker = self._speaker(told.sentence, harm)
            for claim, single in self._counts(told.sentence, harm, speaker):
                told.claims.append(claim)
                if single:
                    named.add(claim.evidence)
                if _counts_some(told.sentence, harm):
                    narrow.add(claim.evidence)
            for name in harm.names:
                words = self.quote(told.sentence, name.first, name.last)
                fate = _hit(harm) or _field(harm)
                told.claims.append(
                    self.claim("victim", _plain(words.quote), words, qualifier=fate, according_to=speaker)
                )
        told.named, told.narrow = frozenset(named), frozenset(narrow)

    def _speaker(self, sentence: Sentence, harm: Harm) -> str | None:
        """Whom the report quotes for a harm."""
        if harm.teller:
            return _plain(self.quote(sentence, *harm.teller).quote)
        return told_by(sentence, harm.word.first)

    def _victims(self, told: Mention) -> None:
        """Those whom the sentence names as victims, beside those whom its words of harm name."""
        for victim in told.sentence.victims:
            if told.segment.holds(victim.at):
                words = Evidence.of(self.report, victim.start, victim.end, self.part)
                fate = HIT if victim.field == "hit" else victim.field
                speaker = told_by(told.sentence, victim.at)
                told.claims.append(
                    self.claim("victim", _plain(words.quote), words, qualifier=fate, according_to=speaker)
                )

    def _counts(self, sentence: Sentence, harm: Harm, speaker: str | None) -> Iterable[tuple[Claim, bool]]:
        """The claims of one harm: the sum first where it adds groups up, then each group as a part of it."""
        evidence = self.quote(sentence, harm.first, harm.last)
        scope = "part" if harm.subset else "later" if harm.later else "whole"
        if len(harm.groups) > 1 and not harm.subset:
            yield self._sum(sentence, harm, evidence, scope, speaker), False
            scope = "part"
        for group in harm.groups:
            words = evidence if len(harm.groups) == 1 else self.quote(sentence, group.first, group.last)
            yield self._count(sentence, harm, group, words, scope, speaker), bool(harm.names) and group.single

    def _sum(self, sentence: Sentence, harm: Harm, evidence: Evidence, scope: str, speaker: str | None) -> Claim:
        groups = harm.groups
        counted = [g for g in groups if g.count is not None]
        low = sum(g.low for g in groups)
        high = None if any(g.high is None for g in groups) else sum(g.high or 0 for g in groups)
        value = sum(g.count or 0 for g in counted) if len(counted) == len(groups) else low
        categories = {g.category for g in groups}
        return self.claim(
            _field(harm), value, evidence, low=low, high=high, scope=scope, according_to=speaker,
            qualifier=_hit(harm) or _early(sentence, harm) or LISTED,
            category=categories.pop() if len(categories) == 1 else None,
        )  # fmt: skip

    def _count(
        self, sentence: Sentence, harm: Harm, group: Group, evidence: Evidence, scope: str, speaker: str | None
    ) -> Claim:
        qualifier = _qualifier(sentence, harm, group, evidence)
        return self.claim(
            _field(harm), group.count, evidence, low=group.low, high=group.high, scope=scope, qualifier=qualifier,
            category=group.category, nationality=group.nationality, according_to=speaker,
        )  # fmt: skip

    def _munitions(self, told: Mention) -> None:
        for found in told.sentence.munitions:
            quantity = next((q for q in told.sentence.counted if q.last == found.first), None)
            if found.what.counted and quantity and told.segment.holds(found.first):
                words = self.quote(told.sentence, quantity.first, min(found.last + 4, told.segment.last))
                told.claims.append(self.claim(
                    "munitions", quantity.value, words, low=quantity.low, high=quantity.high, category=found.what.lemma,
                    qualifier=quantity.qualifier, according_to=told_by(told.sentence, found.first),
                ))  # fmt: skip

    def _actors(self, told: Mention) -> None:
        roles: tuple[tuple[ClaimField, list[Who]], ...] = (("perpetrator", told.perps), ("target", told.targets))
        for role, people in roles:
            for who in people:
                speaker = told_by(told.sentence, who.first)
                told.claims.append(self.claim(
                    role, who.name, self.quote(told.sentence, who.first, who.last),
                    standing=who.standing, according_to=speaker,
                ))  # fmt: skip

    def _statuses(self, told: Mention) -> None:
        """What somebody says the victims were, or were not; it counts nobody."""
        for status in statuses(told.sentence):
            told.claims.append(self.claim(
                "status", status.category, self.quote(told.sentence, status.first, status.last),
                category=status.category, qualifier="not" if status.denied else None,
                according_to=told_by(told.sentence, status.last - 1),
            ))  # fmt: skip

    def _stances(self, told: Mention, answering: list[Stance]) -> None:
        for stance in answering:
            told.claims.append(self.claim(
                "attribution", stance.name, self.quote(told.sentence, stance.first, stance.last),
                standing=stance.standing, according_to=stance.according_to,
            ))  # fmt: skip
        for hit in phrases("verification", "value").find(told.sentence.tokens):
            value = "unconfirmed" if _is_denied(told.sentence, hit.first) else hit.what[0]
            told.claims.append(self.claim("verification", value, self.quote(told.sentence, hit.first, hit.last)))


def _field(harm: Harm) -> ClaimField:
    """The field of a harm: people who were hit are told among the injured, until it is known who of them died."""
    return "injured" if harm.field == "hit" else cast(ClaimField, harm.field)


def _early(sentence: Sentence, harm: Harm) -> str | None:
    """Whether words before a harm say that it was what was known at first: "initially reported"."""
    before = [sentence.low(k) for k in range(max(0, harm.first - _FAR_BACK), harm.word.first)]
    turns = max((k for k, low in enumerate(before) if low in _TURNS), default=-1)
    return AT_FIRST if not harm.later and _EARLY & {*before[turns + 1 :]} else None


def _qualifier(sentence: Sentence, harm: Harm, group: Group, evidence: Evidence) -> str | None:
    """What the words leave open of a count: at least, several, hit or killed, told before, at first."""
    if harm.implied:
        return IMPLIED
    again = group.single and _points_back(harm, evidence) and not _is_kin(sentence, group)
    if (
        harm.field == "injured"
        and group.single
        and not (harm.beside or harm.alive)
        and (again or harm.word.what.shape in _UNSURE)
    ):
        return HIT  # whoever was taken to hospital may have died there
    if known := _hit(harm) or _early(sentence, harm) or (AGAIN if again and not harm.beside else None):
        return known
    told = group.quantity.qualifier if group.quantity else (None if group.single else "plural")
    if group.more:
        return f"{told} others" if told else "others"
    return told


def _points_back(harm: Harm, evidence: Evidence) -> bool:
    """Whether a harm is of one person told of before: no name, no age, and "the" or a pronoun."""
    one = all(g.definite and g.single for g in harm.groups)
    return one and not harm.names and not age_told(evidence.quote)


def _is_kin(sentence: Sentence, group: Group) -> bool:
    """Whether somebody is told of as another's: "their mother" is one more, "the mother" may be one told before."""
    return sentence.low(group.first) == "their" and group.head is not None


def _hit(harm: Harm) -> str | None:
    return HIT if harm.field == "hit" and not any(g.more for g in harm.groups) else None


def _counts_some(sentence: Sentence, harm: Harm) -> bool:
    """Whether a harm counts people of one kind or family, and not everybody: "five neighbours", "his wife and son"."""
    heads = [g.head for g in harm.groups if g.head is not None]
    lying = harm.word.what.shape == "wound" and not heads  # "two were in a serious condition"
    return bool(harm.names) or harm.relative or lying or any(sentence.low(h) not in _EVERYBODY for h in heads)


def _puts_down(told: Mention) -> bool:
    """Whether forces of a state are told to have hurt people who protested."""
    protest = any(g.category == "protester" for h in told.segment.harms for g in h.groups)
    forces = any(w.name in _FORCES or (w.actor and w.actor.kind in _STATE) for w in told.perps)
    return protest and forces and told.what.type in (None, "Attack")


def _is_planted(told: Mention) -> bool:
    """Whether those who "bombed" it are people without aircraft: guerrillas, gangs, men nobody knows."""
    at = told.what.at
    if at is None or told.what.type != "Air/drone strike" or not told.perps:
        return False
    bombed = any(e.first == at[0] and e.what.lemma == "bomb" for e in told.segment.events)
    return bombed and all(w.actor.kind in _ON_FOOT if w.actor else not _flies(w.name) for w in told.perps)


def _flies(name: str) -> bool:
    return not _WINGED.isdisjoint(name.lower().split())


def _is_denied(sentence: Sentence, i: int) -> bool:
    """Whether words before a token take back what it says: "neither figure could be independently verified"."""
    return any(sentence.low(k) in _DENIALS for k in range(max(0, i - 7), i))


def _plain(name: str) -> str:
    return " ".join(name.split())
