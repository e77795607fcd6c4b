"""Which mention tells of which incident, and the accounts that come of it."""

from collections import Counter
from collections.abc import Iterable, Mapping

from dataclasses import dataclass, replace
from typing import Literal

from consilience.claim import Account, Claim
from consilience.day import Day
from consilience.evidence import Evidence
from consilience.extract.draft import Draft
from consilience.extract.lexicon import Found
from consilience.extract.mention import Mention, Scribe, with_day
from consilience.extract.settle_scope import scoped
from consilience.place import Place
from consilience.resolve.countries import countries
from consilience.resolve.days import Reference, after_anchor, before_anchor, narrow, resolve_day
from consilience.resolve.places import PlaceWords

_JOIN = 1.6  # points at which a mention that could stand alone joins an account
_HANG = 0.0  # points at which one that could not does
_ASIDE = 3.0  # points at which background told in passing does
#: The scribes of a report by part: its title and its text.
Scribes = Mapping[str, Scribe]
_REMARKS = ("attribution", "verification", "victim")  # claims that need no event beside them
_RECENT, _SAME_PARAGRAPH, _MAIN = 1.2, 1.0, 0.6


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence that tells of no incident, but of the time and place of the next one; and what was told before it."""

    mention: Mention
    focus: Draft | None


class Assembly:
    """Puts mentions together in the order of the report; each belongs to one draft or to none."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.drafts: list[Draft] = []
        self.focus: Draft | None = None
        self.focus_paragraph = -1
        self.scene: Scene | None = None

    def take(self, mentions: list[Mention]) -> None:
        """The mentions of one sentence, the main one first."""
        placed: list[tuple[Mention, Draft | None]] = []
        main: Draft | None = None
        self._enter_scene(mentions)
        for mention in _anchors_first(mentions):
            self._reckon(mention, main, [p for p in placed if p[0].segment.gap])
            draft = self._place(mention, main, [d for m, d in placed if m.segment.link])
            placed.append((mention, draft))
            if mention.segment.link is None:
                main = draft
            elif draft and main and draft is not main:
                self._link(mention, main, draft)
        for mention, draft in placed:
            self._retaliates(mention, draft, [d for _, d in placed])
            if draft and draft is not self.focus:
                self.focus = draft
        if mentions and self.focus:
            self.focus_paragraph = mentions[0].sentence.paragraph

    def _enter_scene(self, mentions: list[Mention]) -> None:
        """A sentence that only sets the scene lends its day, and its being an answer, to the next of its paragraph."""
        main = mentions[0] if mentions else None
        if main is None or main.segment.link is not None:
            return
        if main.generic and not main.segment.harms and (main.when.later or main.answers):
            self.scene = Scene(main, self.focus)
        elif self.scene and self.scene.mention.sentence.paragraph == main.sentence.paragraph and not main.generic:
            before, self.scene = self.scene, None
            if main.day is None and main.when.later is None:
                main.when = replace(main.when, later=before.mention.when.later, at=before.mention.when.at)
                main.scene = before.mention
            main.answers = main.answers or ("verb" if before.mention.answers else "")
            if not main.where.places and main.where.same is None and before.mention.where.same:
                main.where = replace(main.where, same=before.mention.where.same)
                main.scene = before.mention

    # --- days that hang on other incidents

    def _reckon(self, mention: Mention, main: Draft | None, anchors: list[tuple[Mention, Draft | None]]) -> None:
        """Days told by their distance from another incident: "days later", "hours after [the one in this segment]"."""
        if mention.day is not None and not mention.when.told:
            return
        for side, draft in anchors:
            if mention.segment.link is None and draft and draft.day and side.segment.gap:
                count = after_anchor if side.segment.link in ("after", "answers") else before_anchor
                with_day(mention, narrow(count(side.segment.gap, draft.day), mention.when.latest))
                return
        gap = mention.segment.gap
        if gap and main and main.day and mention.segment.link in ("after", "answers"):
            day = before_anchor(gap, main.day)
            with_day(mention, narrow(day, mention.when.latest))
        elif gap and main and main.day and mention.segment.link == "before":
            with_day(mention, narrow(after_anchor(gap, main.day), mention.when.latest))
        elif mention.when.later:
            anchor = mention.day or (main.day if main else None) or (self.focus.day if self.focus else None)
            day = resolve_day(mention.when.later.what, self.reference, anchor) if anchor else Day.unknown()
            if day.precision != "unknown":
                with_day(mention, day)

    def _link(self, mention: Mention, main: Draft, side: Draft) -> None:
        """What the link of two segments says: a day by the gap between them, and which answers which."""
        gap, link = mention.segment.gap, mention.segment.link
        if gap and side.day and (main.day is None or main.loose) and link == "after":
            main.day, main.loose = after_anchor(gap, side.day), gap.count is None
        if link == "answers" and main.answers is None:
            main.answers, main.answer_at = side, mention
        if link == "after" and gap and main.follows is None:
            main.follows = side, mention
        if link in ("after", "answers") and side.day is None and main.day and main.day.end:
            side.day, side.loose = Day(None, main.day.end, "range", "before the incident that followed it"), True

    def _retaliates(self, mention: Mention, draft: Draft | None, here: list[Draft | None]) -> None:
        """An answer told by its own words ("retaliated", "retaliatory strikes ... after"): it answers the one before."""
        if draft and mention.answers == "adjective" and mention.segment.link is None:
            draft.retaliates = True
        if not draft or not mention.answers or draft.answers or mention.segment.link is not None:
            return
        others = [d for d in here if d and d is not draft]
        before = others[0] if others else (self.focus if self.focus is not draft and mention.answers == "verb" else None)
        if before and (before.day is None or draft.day is None or before.day.start is None or draft.day.end is None or before.day.start <= draft.day.end):
            if before.answers is draft:
                return
            draft.answers, draft.answer_at = before, mention
            if draft.day is None and before.day and before.day.start:
                day = narrow(Day.unknown(), self.reference.day or self.reference.latest, before.day.start)
                draft.day, draft.loose = Day(day.start, day.end, "range" if day.end != day.start else "day", "after the incident it answers"), True

    # --- which draft

    def _place(self, mention: Mention, main: Draft | None, others: list[Draft | None]) -> Draft | None:
        """The draft a mention belongs to, a new one, or none."""
        if mention.generic:
            return self._comment_on(mention)
        aside = mention.segment.link is not None
        choices = sorted(((self._points(mention, d), -i, d) for i, d in enumerate(self.drafts) if not (aside and d is main) and d not in others and not d.bar(mention)),
                         key=lambda c: (c[0], c[1]), reverse=True)  # fmt: skip
        opens = can_open(mention)
        for points, _, draft in choices[:1]:
            if points >= (_ASIDE if mention.segment.link == "aside" else _JOIN if opens else _HANG):
                draft.add(mention)
                return draft
        if not opens:
            return None
        draft = Draft()
        draft.add(mention)
        if mention.where.same and self.focus and self.focus.best_place:
            draft.same_place = (mention, mention.where.same, self.focus.best_place)
        self.drafts.append(draft)
        return draft

    def _comment_on(self, mention: Mention) -> Draft | None:
        """Words that tell no incident of their own, but who answers for one or how sure it is, go to the one in focus."""
        about_many = mention.plural and mention.reference == ""
        if any(c.field in _REMARKS for c in mention.claims) and self.focus and mention.segment.link is None and not about_many:
            mention.claims = [c for c in mention.claims if c.field in _REMARKS]
            self.focus.mentions.append(mention)
            mention.where = type(mention.where)()
            mention.type = None
        return None

    def _points(self, mention: Mention, draft: Draft) -> float:
        points = draft.likeness(mention)
        sentence = mention.sentence
        if draft is self.focus:
            points += _RECENT
            points += _SAME_PARAGRAPH if sentence.paragraph == self.focus_paragraph else 0.0
            points += 1.5 if mention.reference == "that" else 0.0
        if self.drafts and draft is self.drafts[0]:
            points += _MAIN + (1.5 if mention.reference == "latest" else 0.0)
            told_by = {m.sentence.kind for m in draft.mentions}
            if told_by == {"headline"} and sentence.kind != "caption" and mention.segment.link is None:
                points += 2.0  # the body opens by telling what the headline told
        elif {m.sentence.kind for m in draft.mentions} == {"headline"}:
            points -= 1.0
        if mention.answers == "verb" and mention.reference in ("", "described"):
            points -= 2.5  # an answer told as such is an incident of its own
        if mention.reference == "" and can_open(mention) and mention.tolls("killed") and draft.tolls("killed") and not _day_or_place(mention, draft):
            points -= 1.0
        return points


def _anchors_first(mentions: list[Mention]) -> list[Mention]:
    """A sentence's mentions, main first; but one whose day the main one counts from goes before it."""
    points_back = mentions and mentions[0].reference in ("definite", "that", "latest")
    if not mentions or points_back or mentions[0].segment.link is not None or (mentions[0].day and not mentions[0].when.told):
        return mentions
    return sorted(mentions, key=lambda m: m.segment.gap is None)


def _day_or_place(mention: Mention, draft: Draft) -> bool:
    return bool(mention.day and draft.day) or any(p.key == q.key for p, _ in mention.where.places for q in draft.places)


def can_open(mention: Mention) -> bool:
    """Whether a mention tells enough to be an incident: that something happened, and when, where, to whom or how many."""
    if mention.sentence.kind == "headline" and not mention.generic and mention.segment.link is None:
        return bool(mention.segment.events or mention.segment.harms)
    own = bool(mention.where.places) and any(c.value for c in mention.tolls("killed") + mention.tolls("injured"))
    if mention.generic or (mention.reference == "each" and not own) or (mention.segment.link == "aside" and not (mention.day and mention.where.places)):
        return False
    if mention.sentence.has("law") and not (mention.day and mention.where.places):
        return False
    counted = any(c.value for c in mention.tolls("killed") + mention.tolls("injured") + mention.tolls("missing") if c.scope != "part")
    strong = any(e.what.strong for e in mention.segment.events)
    placed = any(p.precision not in ("country", "unknown") for p, _ in mention.where.places)
    told = bool(mention.segment.events) or counted
    if mention.reference in ("definite", "that", "latest", "described"):
        return told and bool((mention.day and not mention.when.told) and (counted or placed or mention.countries))
    if mention.plural and not (mention.day or counted or (mention.perps and mention.countries)):
        return False
    return told and bool((mention.day is not None) or placed or (counted and (mention.countries or strong)) or (strong and mention.countries) or (mention.perps and mention.countries))


# --- from drafts to accounts


def accounts(drafts: Iterable[Draft], scribes: Scribes, name: str) -> list[Account]:
    """The drafts as accounts, the main one first; what they answer is told by the id of the account answered."""
    told = [d for d in drafts if any(not m.generic for m in d.mentions)]
    kept = [d for d in told if not _only_announced(d) or len(told) == 1]
    for draft in kept:
        if draft.retaliates and draft.answers is None and draft.follows and draft.follows[0].answers is not draft:
            draft.answers, draft.answer_at = draft.follows
    made = {id(d): _account(d, rank, scribes, name) for rank, d in enumerate(kept)}
    found = []
    for draft in kept:
        account = made[id(draft)]
        if draft.answers and id(draft.answers) in made and draft.answer_at:
            scribe = scribes[draft.answer_at.part]
            words = _answer_words(draft.answer_at, scribe)
            claim = scribe.claim("response", made[id(draft.answers)].id, words)
            account = Account(account.report, account.rank, name, (*account.claims, claim), account.published, account.publisher)
        found.append(account)
    return found


def _only_announced(draft: Draft) -> bool:
    """Whether only a headline tells of it, without a day, a toll or a place of its own."""
    if {m.sentence.kind for m in draft.mentions} != {"headline"}:
        return False
    return not (draft.day or draft.tolls("killed") or draft.tolls("injured"))


def _answer_words(mention: Mention, scribe: Scribe) -> Evidence:
    """The words that tell the answer: the link and the event it leads to, or the verb of retaliation and its event."""
    segment = mention.segment
    event = segment.events[0].last if segment.events else min(segment.first + 6, segment.last)
    first = max(0, segment.first - 4) if segment.link else segment.first
    return scribe.quote(segment.sentence, first, max(event, first + 1))


def _account(draft: Draft, rank: int, scribes: Scribes, name: str) -> Account:
    claims = [*_dates(draft, scribes), *_places(draft, scribes), *_types(draft, scribes)]
    claims += scoped([c for m in draft.mentions for c in m.claims], frozenset(e for m in draft.mentions for e in m.named))
    scribe = scribes["text"]
    report = scribe.report
    return Account(report.id, rank, name, tuple(_once(claims)), scribe.published, report.publisher)


def _once(claims: Iterable[Claim]) -> list[Claim]:
    seen, kept = set(), []
    for claim in claims:
        mark = (claim.field, claim.value, claim.evidence, claim.scope, claim.category)
        if mark not in seen:
            seen.add(mark)
            kept.append(claim)
    return kept


def _dates(draft: Draft, scribes: Scribes) -> list[Claim]:
    """The day claims, the settled day first; a day reckoned from another incident quotes the words of the gap."""
    found: list[tuple[tuple[bool, int, int], Claim]] = []
    for order, mention in enumerate(draft.mentions):
        day, when = mention.day, mention.when
        at = when.at or when.later
        scribe = scribes[mention.part]
        words = scribe.quote((mention.scene or mention).sentence, at.first, at.last) if at else _gap_words(mention, scribe)
        if day is not None and words:
            best = draft.day is not None and (day.start, day.end) == (draft.day.start, draft.day.end)
            found.append(((not best, day.length or 99999, order), _dated(scribe, day, words)))
    if draft.day and not any(c.resolved == draft.day or (isinstance(c.resolved, Day) and (c.resolved.start, c.resolved.end) == (draft.day.start, draft.day.end)) for _, c in found):
        mention = draft.answer_at or draft.mentions[0]
        scribe = scribes[mention.part]
        words = scribe.quote(mention.sentence, mention.segment.first, mention.segment.last)
        found.append(((False, 0, -1), _dated(scribe, draft.day, words)))
    return [c for _, c in sorted(found, key=lambda f: f[0])]


def _gap_words(mention: Mention, scribe: Scribe) -> Evidence | None:
    segment = mention.segment
    return scribe.quote(segment.sentence, segment.first, segment.last) if segment.gap else None


def _dated(scribe: Scribe, day: Day, words: Evidence) -> Claim:
    return scribe.claim("date", str(day), words, resolved=day)


def _places(draft: Draft, scribes: Scribes) -> list[Claim]:
    """The place claims, the finest of the first told first; a country only hinted at stands in where none is named."""
    told = [(m, p, f) for m in draft.mentions for p, f in m.where.places]
    often = Counter(p.key for _, p, _ in told)
    ranked = sorted(enumerate(told), key=lambda t: (_coarseness(t[1][1]), -often[t[1][1].key], t[0]))
    found = [_placed(scribes[m.part], m, p, f) for _, (m, p, f) in ranked]
    if not any(isinstance(c.resolved, Place) and c.resolved.country for c in found) and draft.same_place:
        mention, at, place = draft.same_place
        scribe = scribes[mention.part]
        words = scribe.quote((mention.scene or mention).sentence, at.first, at.last)
        found.append(scribe.claim("place", place.name, words, resolved=replace(place, rule="the place told before")))
    if not any(isinstance(c.resolved, Place) and c.resolved.country for c in found):
        hinted = next(((m, m.where.hint, m.where.hint_at) for m in draft.mentions if m.where.hint and m.where.hint_at), None)
        if hinted:
            found.append(_hinted(*hinted, scribes[hinted[0].part]))
    launches = [(m, *m.where.launched_from) for m in draft.mentions if m.where.launched_from]
    for mention, place, at in sorted(launches, key=lambda t: _coarseness(t[1])):
        found.append(_placed(scribes[mention.part], mention, place, at, "launched_from"))
    return found


def _placed(
    scribe: Scribe, mention: Mention, place: Place, at: Found[PlaceWords], field: Literal["place", "launched_from"] = "place"
) -> Claim:
    return scribe.claim(field, place.name, scribe.quote(mention.sentence, at.first, at.last), resolved=place)


def _hinted(mention: Mention, iso2: str, at: Found[PlaceWords], scribe: Scribe) -> Claim:
    land = countries()[iso2]
    place = Place(land.name, iso2, None, land.lat, land.lon, "country", iso2, "the country of an adjective beside it")
    return scribe.claim("place", land.name, scribe.quote(mention.sentence, at.first, at.last), resolved=place)


def _coarseness(place: Place) -> int:
    return _COARSENESS[place.precision] if place.known else 9


_COARSENESS = {"exact": 0, "town": 0, "nearby": 0, "district": 0, "region": 1, "country": 2, "unknown": 3}


def _types(draft: Draft, scribes: Scribes) -> list[Claim]:
    """The type claims: the narrowest type told most first; "Attack" where the words leave it open."""
    told = [(m, m.type, m.type_at) for m in draft.mentions if m.type_at and not m.generic]
    counts: dict[str, int] = {}
    for _, kind, _ in told:
        counts[kind or "Attack"] = counts.get(kind or "Attack", 0) + 1
    ranked = sorted(enumerate(told), key=lambda t: (t[1][1] in (None, "Attack"), -counts[t[1][1] or "Attack"], t[0]))
    return [
        scribes[m.part].claim("event_type", kind or "Attack", scribes[m.part].quote(m.sentence, *at))
        for _, (m, kind, at) in ranked if at
    ]
