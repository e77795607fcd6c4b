"""The hour that words of time tell, whether or not a day stands beside them."""

import re

from consilience.resolve.day_lexer import day_data
from consilience.resolve.day_told import DayWords

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*(?:([ap])\.?m\b)?", re.I)
_HALF = re.compile(r"\b([ap])\.?m\b", re.I)
_NOON = 12


def hour_told(words: DayWords) -> int | None:
    """The hour from 0 to 23: 15 for "shortly before 3 p.m.", "15:00" or "in the afternoon".

    None where the words leave it open: "around 6:30", "at midnight", "two hours".
    """
    if words.part is not None:
        hours: dict[str, int] = day_data()["part_hours"]
        return hours.get(words.part)
    if words.kind != "time":
        return None
    clock, half = _CLOCK.search(words.words), _HALF.search(words.words)
    if clock is None or int(clock[1]) > 23:
        return None
    hour = int(clock[1])
    if half is None:
        return hour if clock[2] and (hour > _NOON or (len(clock[1]) == 2 and hour < 10)) else None
    if hour > _NOON:
        return hour
    return hour % _NOON + (_NOON if half[1].lower() == "p" else 0)
