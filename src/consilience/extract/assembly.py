"""Which mention tells of which incident: drafts are opened, joined and tied to each other in the order of the text."""

from dataclasses import replace
from datetime import timedelta

from consilience.day import Day
from consilience.extract.answer import is_own, only_said_of
from consilience.extract.draft import Draft
from consilience.extract.fit import Standing, bar_of, points, reasons
from consilience.extract.heading import Heading
from consilience.extract.lending import Lending, titled
from consilience.extract.lexicon import word_set
from consilience.extract.mention import Mention, with_day
from consilience.extract.opening import can_open, counts, leads
from consilience.extract.roundup import told_one_by_one
from consilience.extract.what import What
from consilience.extract.where import Where
from consilience.resolve.days import Reference, after_anchor, before_anchor, narrow, resolve_day
from consilience.toll import FIELDS as TOLLS

_AT_ONCE = word_set("assembly at once")
_REMARKS = ("attribution", "verification", "victim", "status")  # claims that need no event beside them
_LENT = 4  # paragraphs below an incident without a day, in which a day told is its own
_ANSWERED_WITHIN = timedelta(days=61)  # an incident told without a day came no longer before its answer


class Assembly:
    """Puts mentions together in the order of the report; each belongs to one draft or to none."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.drafts: list[Draft] = []
        self.focus: Draft | None = None
        self.focus_paragraph = -1
        self.beside: Draft | None = None  # the main incident of the last sentence, where that ended on another
        self.lending = Lending()
        self.prelude: list[Mention] = []  # told before the first incident, too little to be one
        self.sums_up = False  # whether the first toll told is one of many incidents

    def take(self, mentions: list[Mention], heading: Heading | None = None) -> None:
        """The mentions of one sentence, the main one first, and the heading it stands under."""
        placed: list[tuple[Mention, Draft | None]] = []
        main: Draft | None = None
        self.lending.lend(mentions, heading)
        for mention in _anchors_first(mentions):
            if mention.segment.link == "too":
                _share(mentions[0], mention)
            self._reckon(mention, main, [p for p in placed if p[0].segment.gap])
            draft = self._place(mention, main, [d for m, d in placed if m.segment.link])
            placed.append((mention, draft))
            if mention.segment.link is None:
                main = draft
            elif draft and main and draft is not main:
                self._link(mention, main, draft)
        for mention, draft in placed:
            if mention.segment.link == "answers":
                self._answers(mention, draft, main or self._spoken_of(mention))
            self._retaliates(mention, draft, [d for _, d in placed])
            if draft and draft is not self.focus:
                self.focus = draft
        self.beside = main if main is not self.focus else None
        if mentions and self.focus:
            self.focus_paragraph = mentions[0].sentence.paragraph

    def finish(self, title: Heading | None) -> None:
        """Once all is taken: an incident for which no day was told is of the days the title of the report names."""
        told = titled(title) if title else None
        if not self.drafts and not self.sums_up and any(counts(m) for m in self.prelude):
            self.drafts.append(self._gathered())
        for draft in self.drafts if told else ():
            if draft.day is None and told:
                draft.mentions.append(told)
                draft.day = told.day
        self.drafts = told_one_by_one(self.drafts)

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
        if self._at_once(mention) and main and main.day:
            with_day(mention, replace(main.day, rule=f"{main.day.rule}, of what it is told with"))
            return
        gap = mention.segment.gap
        if gap and main and main.day and mention.segment.link in ("after", "answers"):
            day = before_anchor(gap, main.day)
            with_day(mention, narrow(day, mention.when.latest))
        elif gap and main and main.day and mention.segment.link == "before":
            with_day(mention, narrow(after_anchor(gap, main.day), mention.when.latest))
        elif mention.when.later:
            before = (d.day for d in (main, self.focus, *reversed(self.drafts)) if d and d.day)
            anchor = mention.day or next(before, None)
            day = resolve_day(mention.when.later.what, self.reference, anchor) if anchor else Day.unknown()
            if day.precision != "unknown":
                with_day(mention, day)

    @staticmethod
    def _at_once(mention: Mention) -> bool:
        """Whether a part of a sentence is in another place is told to be of its time: "while gunmen"."""
        segment = mention.segment
        told = segment.link in ("as", "apart") and segment.sentence.low(segment.first - 1) in _AT_ONCE
        return told and bool(mention.where.places)

    def _link(self, mention: Mention, main: Draft, side: Draft) -> None:
        """What the link of two segments says: a day by the gap between them, and which answers which."""
        gap, link = mention.segment.gap, mention.segment.link
        if gap and side.day and (main.day is None or main.loose) and link == "after":
            main.day, main.loose = after_anchor(gap, side.day), gap.count is None
        if link == "answers" and main.answers is None:
            main.answers, main.answer_at = side, mention
        if link == "after" and gap and main.follows is None:
            main.follows = side, mention
        if link in ("after", "answers", "scene") and side.day is None and main.day and main.day.end:
            since = main.day.end - _ANSWERED_WITHIN
            side.day, side.loose = Day(since, main.day.end, "range", "within two months before what followed it"), True

    def _answers(self, mention: Mention, cause: Draft | None, answer: Draft | None) -> None:
        """What stands after a link such as "in response to" is the cause, told as an incident or only pointed to."""
        if answer is None or cause is answer or answer.answers:
            return
        if cause is not None:
            answer.answers, answer.answer_at = cause, mention
        elif not mention.generic:
            answer.unmet.append((mention, None if mention.when.told else mention.day))

    def _spoken_of(self, cause: Mention) -> Draft | None:
        """The incident of which a clause only says why it was done: "The operation was in response to ..."."""
        near = 0 <= cause.sentence.paragraph - self.focus_paragraph <= 1
        return self.focus if near and only_said_of(cause) else None

    def _retaliates(self, mention: Mention, draft: Draft | None, here: list[Draft | None]) -> None:
        """An answer told by its own words ("retaliated", "retaliatory strikes"): it answers the one before."""
        if draft and mention.answers == "adjective" and mention.segment.link is None:
            draft.retaliates = True
        if draft and mention.answers and mention.segment.link is None and not draft.retaliation and is_own(mention):
            draft.retaliation = mention
        if not draft or not mention.answers or draft.answers or mention.segment.link is not None:
            return
        others = [d for d in here if d and d is not draft]
        before = (
            others[0] if others else (self.focus if self.focus is not draft and mention.answers == "verb" else None)
        )
        if before and (
            before.day is None
            or draft.day is None
            or before.day.start is None
            or draft.day.end is None
            or before.day.start <= draft.day.end
        ):
            if before.answers is draft:
                return
            draft.answers, draft.answer_at = before, mention
            if draft.day is None and before.day and before.day.start:
                day = narrow(Day.unknown(), self.reference.day or self.reference.latest, before.day.start)
                draft.day, draft.loose = (
                    Day(
                        day.start, day.end, "range" if day.end != day.start else "day", "after the incident it answers"
                    ),
                    True,
                )

    # --- which draft

    def _place(self, mention: Mention, main: Draft | None, others: list[Draft | None]) -> Draft | None:
        """The draft a mention belongs to, a new one, or none."""
        if mention.generic:
            self.sums_up |= any(map(mention.tolls, TOLLS)) and not any(map(counts, self.prelude))
            return self._comment_on(mention)
        if mention.segment.link == "rest" and main:
            main.add(mention)
            return main
        aside = mention.segment.link is not None
        open_to = [
            (i, d) for i, d in enumerate(self.drafts)
            if not (aside and d is main) and d not in others and not d.bar(mention)
        ]  # fmt: skip
        choices = sorted(((self._points(mention, d), -i, d) for i, d in open_to), key=lambda c: c[:2], reverse=True)
        opens = can_open(mention) or (not self.drafts and leads(mention))
        for score, _, draft in choices[:1]:
            if score >= bar_of("aside" if mention.segment.link == "aside" else "join" if opens else "hang"):
                draft.add(mention)
                return draft
        if not opens:
            if not self.drafts:
                self.prelude.append(mention)
            return self._comment_on(mention)
        draft = self._opened(mention)
        told_before = main or self.focus
        if mention.where.same and told_before and told_before.best_place:
            draft.same_place = (mention, mention.where.same, told_before.best_place)
        self.drafts.append(draft)
        return draft

    def _opened(self, mention: Mention) -> Draft:
        """A new draft; the first one takes in what was told before it, as a lead tells what a report is about."""
        alone = Draft()
        alone.add(mention)
        draft = Draft()
        for told in [*(m for m in self.prelude if not alone.bar(m)), mention]:
            draft.add(told)
        self.prelude = []
        return draft

    def _gathered(self) -> Draft:
        """What a report tells that has no sentence with enough in it: its toll here, its day or its place there."""
        draft = Draft()
        for told in self.prelude:
            if not draft.bar(told):
                draft.add(told)
        return draft

    def _comment_on(self, mention: Mention) -> Draft | None:
        """Words that only say who answers for an incident, or how sure it is, go to the one in focus."""
        about_many = mention.what.plural and mention.what.reference == ""
        if (
            any(c.field in _REMARKS for c in mention.claims)
            and self.focus
            and mention.segment.link is None
            and not about_many
        ):
            mention.claims = [c for c in mention.claims if c.field in _REMARKS]
            self.focus.mentions.append(mention)
            mention.where = Where()
            mention.what = What()
        elif self._lends_day(mention):
            self._lend_day(mention)
        return None

    def _lends_day(self, mention: Mention) -> bool:
        """Whether words that tell of no incident tell the day of the one in focus, which has none of its own.

        "Police were called at 9 p.m. on Saturday", a few lines below the headline.
        """
        day, focus = mention.day, self.focus
        if focus is None or focus.day is not None or day is None or day.precision != "day" or mention.when.told:
            return False
        near = 0 <= mention.sentence.paragraph - self.focus_paragraph <= _LENT
        tells = mention.where.places or any(c.field in TOLLS for c in mention.claims)
        flagged = any(mention.sentence.has(flag) for flag in ("law", "modal", "habit", "drill", "mock"))
        return near and not flagged and not tells and mention.segment.link is None

    def _lend_day(self, mention: Mention) -> None:
        focus, day = self.focus, mention.day
        if focus is None or day is None:
            return
        lent = replace(day, rule=f"{day.rule}, of what was told around it")
        mention.claims, mention.where, mention.what = [], Where(), What()
        with_day(mention, lent)
        focus.mentions.append(mention)
        focus.day, focus.loose = lent, True

    def _points(self, mention: Mention, draft: Draft) -> float:
        focus = draft is self.focus
        standing = Standing(
            focus, focus and mention.sentence.paragraph == self.focus_paragraph, draft is self.beside,
            draft is self.drafts[0],
        )  # fmt: skip
        return points(reasons(mention, draft, standing))


def _share(main: Mention, mention: Mention) -> None:
    """What a toll told place by place has in common: "killed 12 in Khan Younis and three in Rafah on Tuesday"."""
    mention.what = main.what
    mention.perps = mention.perps or main.perps
    if main.day is None and mention.day is not None:
        main.when = mention.when
    elif mention.day is None:
        mention.when = main.when


def _anchors_first(mentions: list[Mention]) -> list[Mention]:
    """A sentence's mentions, main first; but one whose day the main one counts from goes before it."""
    points_back = mentions and mentions[0].what.reference in ("definite", "that", "latest")
    if (
        not mentions
        or points_back
        or mentions[0].segment.link is not None
        or (mentions[0].day and not mentions[0].when.told)
    ):
        return mentions
    return sorted(mentions, key=lambda m: m.segment.gap is None)
