"""The day an incident is supposed to be of where a report tells none: by the hours told, or because it is fresh news.

A story that says "officers were called at 2:30 p.m." and no day is of that day. The rule of such a day begins with "no
day is told", and says why it was supposed, so that people see how sure it is.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from consilience.day import Day
from consilience.extract.aside import is_call, is_stamped, lies_ahead
from consilience.extract.draft import Draft
from consilience.extract.found import Found
from consilience.extract.lexicon import phrases, word_set
from consilience.extract.mention import Mention
from consilience.extract.sentence import Sentence
from consilience.resolve.days import NO_DAY, DayWords, Reference, resolve_day
from consilience.resolve.hours import hour_told

_OPENING = 3  # sentences in which a report says that it only follows up what happened earlier
_EVE = timedelta(days=1)
NOON, DARK = 12, 20  # an hour of the morning or by daylight told without a day is of the day of the report
_OCCUR, _CALLED, _SCENE = word_set("when occur"), word_set("when called"), word_set("undated scene")
_STAMPS, _ARREST = word_set("when stamps"), word_set("supposed arrest")


def supposed(main: Draft, lines: Sequence[Sentence], reference: Reference) -> Day | None:
    """The day of the main incident, where the day of the report is known and it is told as news of its own.

    It is not where its day counts from another one's or is told but cannot be known, or where the report opens with
    what was done about it later; but for an arrest "after he fired", which came on the day itself.
    """
    day = reference.day
    told = main.places or main.tolls("killed") or main.tolls("injured")
    counted = any(m.when.later or m.segment.gap or m.when.open for m in main.mentions)
    if day is None or day != reference.latest or not told or counted:
        return None
    arrested = min((d for m in main.mentions if (d := _arrested(m))), default=None)
    if arrested is not None:
        return _on(arrested, "that of an arrest right after it")
    if not _is_fresh(lines):
        return None
    hour = hour_without_day(lines)
    if hour is not None and hour < DARK:
        return _on(day, f"an {'early hour' if hour < NOON else 'hour by daylight'}: that of the day of the report")
    message = min((d for line in lines for d in _stamps(line, reference)), default=None)
    if message is not None and day - message <= _EVE:
        return _on(message, "that of a message quoted on it")
    return Day(day - _EVE, day, "range", "no day is told: the day of the report or the one before it")


def hour_without_day(lines: Sequence[Sentence]) -> int | None:
    """The hour at which something happened or help was called, told without a day; else the first told at all."""
    told = [
        (not {t.low for t in line.tokens} & (_OCCUR | _CALLED), n, hour)
        for n, line in enumerate(lines)
        if line.kind != "caption"
        for d in line.days
        if (hour := hour_told(d.what)) is not None and _is_bare(line, d)
    ]
    return min(told)[2] if told else None


def _is_bare(line: Sentence, hour: Found[DayWords]) -> bool:
    """Whether an hour stands in a sentence of the scene, and beside no day of its own."""
    if hour.what.kind not in ("time", "part") or lies_ahead(line, hour):
        return False
    scene = line.events or line.harms or {t.low for t in line.tokens} & (_OCCUR | _CALLED | _SCENE)
    beside = (d for d in line.days if d is not hour and d.what.kind not in NO_DAY and d.what.kind != "part")
    return bool(scene) and not any(d.first in (hour.last, hour.last + 1) or d.last == hour.first for d in beside)


def _is_fresh(lines: Sequence[Sentence]) -> bool:
    """Whether a report does not open with what was done about it later."""
    opening = [line for line in lines if line.kind != "caption"][:_OPENING]
    return not any(line.has("law") or _tells_of_later(line) for line in opening)


def _tells_of_later(line: Sentence) -> bool:
    """Whether a sentence tells what was done about an incident; to be called there, or to publish, is nothing of it."""
    done = (f.first for f in phrases("telling").find(line.tokens))
    return any(line.low(i) not in _STAMPS and not is_call(line, i) for i in done)


def _arrested(mention: Mention) -> date | None:
    """The day of an arrest right after the deed: "was arrested on Friday after he fired a gun"."""
    latest, segment = mention.when.latest, mention.segment
    if latest is None or mention.when.told or segment.link is not None:
        return None
    words = [t.low for t in segment.sentence.tokens[segment.first : segment.last]]
    done = next((n for n, word in enumerate(words) if word in _ARREST), None)
    return latest if done is not None and segment.tells and "after" in words[done:] else None


def _stamps(line: Sentence, reference: Reference) -> Iterator[date]:
    """The days on which messages that are quoted were written."""
    for found in line.days:
        if is_stamped(line, found) and (day := resolve_day(found.what, reference)).precision == "day" and day.start:
            yield day.start


def _on(day: date, why: str) -> Day:
    return Day(day, day, "day", f"no day is told, but {why}")
