"""The day of the main incident where the sentences that tell of it tell none.

News tells the day once, and often beside the toll: "Officers were called to the bar at 9 p.m. on Saturday". Where no
day is told at all, fresh news is of the day of the report or the one before. Each step says in the rule of the day
where it was taken from, so that people see how sure it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from consilience.day import Day
from consilience.extract.draft import Draft
from consilience.extract.lexicon import word_set
from consilience.extract.mention import Mention
from consilience.extract.sentence import Sentence
from consilience.extract.supposed import DARK, NOON, hour_without_day, supposed
from consilience.extract.what import What
from consilience.extract.where import Where
from consilience.resolve.days import Reference

_NAMED = frozenset({"date", "month-day", "weekday", "ordinal"})
_EVE = timedelta(days=1)  # the evening before a weekend or night belongs to it
_RECENT = timedelta(days=31)  # before the report: news tells of what is newer
_OCCUR, _CALLED = word_set("when occur"), word_set("when called")
_SCENE, _LATER = word_set("undated scene"), word_set("undated later")


def date_main(
    drafts: Sequence[Draft], told: Sequence[Mention], lines: Sequence[Sentence], reference: Reference
) -> None:
    """Gives the first of the incidents the likeliest day told elsewhere in the report, if it has none of its own.

    Where its own sentences tell several days ("last week", "overnight"), one of them told elsewhere narrows that.
    """
    if not drafts or drafts[0].under is not None:
        return  # what stands under a heading is dated by that, if at all
    main = drafts[0]
    if main.day is not None and not main.loose:
        _narrow(main, [*(m for d in drafts[1:] if not d.loose for m in d.mentions), *_around(drafts, told)], lines)
        told_beside = [m for m in _beside(drafts) if _is_recent(m.day, reference)]
        if (main.day.length or 0) > _RECENT.days and told_beside:
            _lend(main, max(told_beside, key=_weight), "of what was told beside it")
        return
    for near, whence in (
        (_beside(drafts), "of what was told beside it"),
        (_around(drafts, told, main.day is not None), "of what was told around it"),
        (_spoken(told) if main.day is None else (), "on which it was told"),
    ):
        found = [m for m in near if _is_recent(m.day, reference)]
        if found:
            _lend(main, max(found, key=_weight), whence)
            return
    if main.day is None:
        main.day, main.loose = supposed(main, lines, reference), True


def _narrow(main: Draft, near: Sequence[Mention], lines: Sequence[Sentence]) -> None:
    """Of several days the one told around, or the one that an hour told with a night settles."""
    day = main.day
    if day is None or day.start is None or day.end is None or day.length == 1:
        return
    wide = replace(day, start=day.start - _EVE)
    inside = [m for m in near if m.day and m.when.at and m.day.length == 1 and m.day.meets(wide)]
    if (day.length or 0) > _RECENT.days:
        inside = [m for m in inside if _weight(m)[0] > 0]
    if inside:
        _lend(main, max(inside, key=_weight), "within the days told")
    elif day.length == 2:
        hour = hour_without_day([m.sentence for m in main.mentions])
        hour = hour_without_day(lines) if hour is None else hour
        if hour is not None and (hour < NOON or hour >= DARK):
            told = day.end if hour < NOON else day.start
            main.day = Day(told, told, "day", f"{day.rule}, by the hour told")


def _around(drafts: Sequence[Draft], told: Sequence[Mention], firm: bool = False) -> Iterator[Mention]:
    """Sentences that belong to no incident but tell of a day on which something happened; where `firm`, by its name.

    Those of courts only where they tell of harm: "is accused of shooting two men on Friday".
    """
    placed = {id(m) for d in drafts for m in d.mentions}
    for mention in told:
        at, day = mention.when.at, mention.day
        if day is None or day.precision != "day" or mention.when.told or mention.sentence.kind == "caption":
            continue
        named = not firm or (at is not None and at.what.kind in _NAMED and _weight(mention)[0] >= 0)
        harms = bool(mention.segment.harms) and id(mention) not in placed
        if named and (harms or (mention.generic and not mention.sentence.has("law"))):
            yield mention


def _beside(drafts: Sequence[Draft]) -> Iterator[Mention]:
    """The day of the next incident that has one and may be the same, told again with other words."""
    for other in drafts[1:]:
        if other.day and not other.loose and other.day.precision == "day" and _may_be(drafts[0], other):
            yield from (m for m in other.mentions if m.day == other.day and m.when.at)
            return


def _spoken(told: Sequence[Mention]) -> Iterator[Mention]:
    """The day of telling of the first who says something of it."""
    yield from [m for m in told if m.day and m.when.told and m.segment.tells and not m.sentence.has("law")][:1]


def _may_be(main: Draft, other: Draft) -> bool:
    """Whether nothing but the names of their places speaks against two incidents of a report being one."""
    tied = main in (other.answers, other.follows and other.follows[0]) or other in (
        main.answers,
        main.follows and main.follows[0],
    )
    types = main.types & other.types or not (main.types and other.types)
    bars = {other.bar(m) for m in main.mentions if m.day is None} - {None, "other place"}
    return bool(types) and not tied and not bars


def _is_recent(day: Day | None, reference: Reference) -> bool:
    if day is None or day.start is None:
        return False
    return reference.day is None or reference.day != reference.latest or reference.day - day.start <= _RECENT


def _weight(mention: Mention) -> tuple[int, int]:
    """How likely the day is that of the incident: something occurred or help was called; then the earliest told."""
    words = {t.low for t in mention.sentence.tokens}
    points = (
        int(_is_timed(mention))
        + bool(words & _OCCUR)
        + bool(words & _CALLED)
        + bool(words & _SCENE)
        - bool(words & _LATER)
    )
    return points, -mention.sentence.start


def _is_timed(mention: Mention) -> bool:
    """Whether a clock time stands beside the day: "about 9 p.m. on Saturday"."""
    at = mention.when.at
    near = (d for d in mention.sentence.days if d.what.kind == "time")
    return at is not None and any(0 <= at.first - d.last <= 1 or 0 <= d.first - at.last <= 1 for d in near)


def _lend(main: Draft, mention: Mention, whence: str) -> None:
    if mention.day is None:
        return
    lent = replace(mention.day, rule=f"{mention.day.rule}, {whence}")
    when = replace(mention.when, day=lent)
    main.mentions.append(Mention(mention.segment, mention.part, when, Where(), What(), day_from=mention.day_from))
    main.day, main.loose = lent, True
