"""Finds the words of a text that tell when, or that look as if they did: days, clock times, ages, durations."""

import re
from dataclasses import replace

from consilience.resolve.day_agreement import settled
from consilience.resolve.day_grammar import CORE, END, GRAMMAR, LEADS
from consilience.resolve.day_lexer import (
    LETTER,
    MONTHS,
    NUMBER_WORDS,
    ORDINAL_WORDS,
    WEEKDAYS,
    Word,
    lex,
    numeric_date,
)
from consilience.resolve.day_told import NO_DAY, DayWords, Edge, Kind, in_full

_NAME = {letter: name for name, letter in LETTER.items()}
_STEPS = {
    "LAST": -1, "PAST": -1, "PREV": -1, "RECENT": -1, "AGO": -1, "BEFORE": -1,
    "NEXT": 1, "COMING": 1, "AFTER": 1, "LATER": 1, "WITHIN": 1,
}  # fmt: skip
_BESIDE_PART = frozenset(("AFTER", "BEFORE", "LATER"))  # "just after midnight on Friday" is no other Friday
_EDGES: dict[str, Edge] = {
    "early": "early", "late": "late", "mid": "mid", "earlier": "earlier", "later": "late",
    "end": "late", "close": "late",
    "beginning": "early", "start": "early", "turn": "early", "middle": "mid", "first": "early", "second": "mid",
    "third": "mid", "fourth": "late",
}  # fmt: skip
_UNIT_WORDS = {"mins": "minute", "min": "minute", "hrs": "hour", "centuries": "century", "nights": "day"}
_LEAD = 12
_STOPS = frozenset((LETTER["X"], LETTER["BR"]))
_CALENDAR = frozenset(("WD", "WDS", "MO", "MOA", "MOL", "MOS", "NUMDATE", "Y"))
_JOINS = frozenset(LETTER[n] for n in ("TO", "DASH", "SLASH", "INTO", "AND"))


def find_days(text: str) -> tuple[DayWords, ...]:
    """Every temporal expression of an English news text, in order, none overlapping, each as long as it can be."""
    classes, words = lex(text)
    found: list[DayWords] = []
    position = 0
    while core := CORE.search(classes, position):
        start, position = _lead(classes, position, core.start()), core.end()
        for at in range(start, core.end()):
            match = GRAMMAR.match(classes, at)
            if match is None:
                continue
            read = _Reading(text, classes, words, at, match.end()).told(str(match.lastgroup))
            if read is not None:
                found.append(read)
            if read is not None or match.lastgroup == "skip":
                position = max(match.end(), at + 1)
                break
    return settled(text, found)


def _lead(classes: str, earliest: int, core: int) -> int:
    """Where the words begin that may lead up to a word of time: some back, but not past one that says nothing."""
    start, earliest = core, max(earliest, core - _LEAD)
    while start > earliest and classes[start - 1] not in _STOPS:
        start -= 1
    return start


class _Reading:
    """What the words of one match say."""

    def __init__(self, text: str, classes: str, words: list[Word], start: int, end: int) -> None:
        self.text, self.classes, self.words = text, classes, words
        self.start, self.end = start, end
        self.values: dict[str, object] = {}

    def told(self, rule: str) -> DayWords | None:
        """The expression, or None for words that only look like one."""
        if rule == "skip":
            return None
        self._trim(rule)
        if rule == "range":
            return self._range("range")
        if rule == "overnight":
            return self._overnight()
        self._walk(rule)
        return self._made(self._kind(rule))

    def _trim(self, rule: str) -> None:
        """Leaves out what does not belong: "In March 12 people were killed" tells a month and a toll."""
        names = [_NAME[c] for c in self.classes[self.start : self.end]]
        after = _NAME[self.classes[self.end]] if self.end < len(self.classes) else "BR"
        month_first = len(names) >= 3 and names[0] == "IN" and names[1] in ("MO", "MOA", "MOS")
        if rule == "date" and month_first and names[-1] == "D" and after == "X":
            self.end -= 1

    def _made(self, kind: str, **more: object) -> DayWords:
        start, end = self.words[self.start].start(), self.words[self.end - 1].end()
        values = self.values | more
        return DayWords(start, end, self.text[start:end], kind, **values)  # type: ignore[arg-type]

    def _walk(self, rule: str) -> None:
        """Takes up what each word says; where the rule is one of days, a small number is a day of the month."""
        days = rule in ("date", "weekday", "ordinal", "number")
        for at in range(self.start, self.end):
            name, low = _NAME[self.classes[at]], self.words[at][0]
            if name in ("WD", "WDS"):
                self.values["weekday"] = WEEKDAYS[low]
            elif days and name in ("WORDORD", "SECOND") and rule in ("date", "ordinal"):
                self.values["day"] = ORDINAL_WORDS[low]
            elif name in ("MO", "MOA", "MOL", "MOS"):
                self.values["month"] = MONTHS[low]
            elif name in ("D", "ORD", "N", "NN", "N4", "NW", "A", "Y", "YY", "DECADE", "NUMDATE"):
                self._number(name, low, days)
            else:
                self._word(name, low, rule)

    def _number(self, name: str, low: str, days: bool) -> None:
        values = self.values
        if name == "NUMDATE":
            readings = numeric_date(low)
            if readings:
                one, two = readings
                short = not re.search(r"[0-9]{4}", low)
                values.update(
                    year=one.year % 100 or 100 if short else one.year, month=one.month, day=one.day, short=short
                )
                values["swapped"] = None if one == two else (two.month, two.day)
        elif name == "Y":
            values["year"] = int(low)
        elif name == "DECADE":
            values.update(year=int(low[:4]), unit="decade")
        elif name == "A":
            values.setdefault("count", 1)
        elif name == "NW":
            before = values.get("count")
            small = NUMBER_WORDS[low]
            values["count"] = before + small if isinstance(before, int) and before >= 20 > small else small
        elif days and name in ("ORD", "D") and "day" not in values:
            values["day"] = int("".join(c for c in low if c.isdigit()))
        elif name in ("D", "NN") and "day" in values and "month" in values:
            values.update(year=int(low) or 100, short=True)
        elif name == "YY":
            values.update(year=int(low[1:]) or 100, short=True)
        else:
            values["count"] = int("".join(c for c in low if c.isdigit())[:9])

    def _word(self, name: str, low: str, rule: str) -> None:
        values = self.values
        if name in ("US", "WMY", "UP", "WEEKEND", "SEASON"):
            values["unit"] = low if name == "SEASON" else _UNIT_WORDS.get(low, low.removesuffix("s"))
            if name in ("US", "WMY") and values.get("vague") is None:
                values.setdefault("count", 1)
        elif name == "PART":
            values["part"] = low
        elif name in _STEPS and not (rule == "weekday" and name in _BESIDE_PART):
            values["step"] = _STEPS[name]
        elif name == "SINCE":
            values["since"] = True
        elif name == "QUANT":
            values["count"] = 12 if low == "dozen" else 2 if low == "couple" else None
        elif name in ("EL", "EARLIER", "LATER", "EDGE", "WORDORD", "SECOND") and low in _EDGES:
            values["edge"] = _EDGES[low]
        elif name == "NEAR":
            values["unit"] = low

    def _kind(self, rule: str) -> str:
        values = self.values
        has_day = "day" in values and rule in ("date", "ordinal", "weekday")
        if rule == "date":
            if not has_day:
                return "month"
            values.pop("count", None)
            return "date" if "year" in values else "month-day"
        if rule == "week":
            unit = values.get("unit")
            return str(unit) if unit in ("week", "weekend", "month", "year") else "season"
        if rule == "month" and "LAST WMY OF" in " ".join(_NAME[c] for c in self.classes[self.start : self.end]):
            values.update(step=0, edge="late")  # "in the last week of February"
        if rule == "ago" and values.pop("since", False) and values.get("unit") not in ("day", "week"):
            return "duration"  # but "eight days since gunmen shot" counts back from the report
        if rule == "anchored":
            self._anchored()
        if rule == "near":
            self._near()
        if rule in ("time", "age"):
            self.values = {}
        return "ordinal" if rule == "weekday" and has_day else rule

    def _anchored(self) -> None:
        """ "earlier in the day" steps nowhere; "shortly after" is minutes; "the next morning" is one day on."""
        names = [_NAME[c] for c in self.classes[self.start : self.end]]
        values = self.values
        if names[0] in ("EARLIER", "LATER") or "SAME" in names or ("THAT" in names and "UP" not in names):
            values.update(step=0, count=0)
            values.setdefault("unit", "day")
        elif "SHORTLY" in names:
            values.update(unit="minute", count=None)
        elif "UP" in names and "THAT" in names:
            values.update(step=1, count=None)
        elif "weekday" in values or ("part" in values and "unit" not in values):
            values.update(unit=values.get("unit", "day"), count=1)
        values["edge"] = None
        if names[0] == "WITHIN":
            values.update(step=1, count=None)
        if names[-1] in ("EARLIER", "BEFORE"):
            values["step"] = -1
        if values.get("step") is None:
            values["step"] = 1

    def _near(self) -> None:
        """Steps from the day of the report: yesterday and last night -1, tomorrow +1."""
        names = [_NAME[c] for c in self.classes[self.start : self.end]]
        values = self.values
        unit = values.pop("unit", None)
        if "BEFORE" in names:
            step = -2 if unit != "tomorrow" else 0
        elif isinstance(unit, str) and "NEAR" in names:
            near = next(self.words[self.start + n][0] for n, name in enumerate(names) if name == "NEAR")
            step = {"yesterday": -1, "tomorrow": 1}.get(near, 0)
        else:
            step = -1 if "LAST" in names else 0
        values.update(unit="day", count=abs(step), step=step)

    def _range(self, kind: str) -> DayWords | None:
        """Both ends of a range; the first takes month and year from the second where it has none."""
        begin = LEADS.match(self.classes, self.start, self.end)
        begins = [begin.end(), self.start] if begin else [self.start]
        for left in begins:
            for join in range(self.end - 2, left, -1):
                if self.classes[join] in _JOINS and (ends := self._ends(left, join)):
                    return self._made(kind, ends=ends)
        return None

    def _ends(self, left: int, join: int) -> tuple[DayWords, ...]:
        first_end = join
        while first_end > left and self.classes[first_end - 1] in _JOINS:
            first_end -= 1
        one, two = self._end(left, first_end), self._end(join + 1, self.end)
        if one is None or two is None or (one.kind == "number" and two.kind == "number"):
            return ()
        return _completed(one, two)

    def _end(self, start: int, end: int) -> DayWords | None:
        if start >= end:
            return None
        names = [_NAME[c] for c in self.classes[start:end]]
        if names[-1] in ("D", "ORD") and not _CALENDAR.intersection(names) - {"WD", "WDS"}:
            first = next(at for at in range(start, end) if _NAME[self.classes[at]] in ("D", "ORD"))
            start, end = first, first + 1
            part = _Reading(self.text, self.classes, self.words, start, end)
            part._walk("number")
            return part._made("number")
        part = _Reading(self.text, self.classes, self.words, start, end)
        if not END.fullmatch(self.classes, start, end):
            return None
        rule = self._rule_of(start, end)
        part._walk(rule)
        return part._made(part._kind(rule))

    def _rule_of(self, start: int, end: int) -> str:
        """Which kind of day the end of a range is, by the words in it."""
        names = {_NAME[c] for c in self.classes[start:end]}
        month = names & {"MO", "MOA", "MOS", "MOL"}
        if "NUMDATE" in names or (month and names & {"D", "ORD"}):
            return "date"
        if month:
            return "month"
        if names & {"WD", "WDS"}:
            return "weekday"
        return "near" if "NEAR" in names else "year"

    def _overnight(self) -> DayWords | None:
        """Overnight alone, "overnight into Tuesday", "overnight Friday", "overnight from Friday to Saturday"."""
        names = [_NAME[c] for c in self.classes[self.start : self.end]]
        at = names.index("OVERNIGHT") + 1
        if at == len(names):
            return self._made("overnight")
        if names[at] in ("INTO", "TO"):
            end = self._end(self.start + at + 1, self.end)
            return self._made("overnight", ends=(end,), step=-1) if end else self._made("overnight")
        if (both := self._range("range")) is not None:
            return both
        end = self._end(self.start + at, self.end)
        return self._made("overnight", ends=(end,)) if end else self._made("overnight")


def _completed(one: DayWords, two: DayWords) -> tuple[DayWords, ...]:
    """Gives each end what only the other one tells: "3-5 May 2020", "May 3 to 5", "between October and March 2020"."""
    month = one.month or (two.month if one.day else None)
    kinds = {one.kind, two.kind}
    if "number" in kinds:
        shared = one.month or two.month
        year = one.year or two.year
        named = "date" if year else "month-day"
        short = one.short or two.short
        return tuple(
            replace(w, kind=named, month=w.month or shared, year=w.year or year, short=short) for w in (one, two)
        )
    if two.year and not one.year and month and two.month:
        year = two.year if (month, one.day or 0) <= (two.month, two.day or 32) else two.year - 1
        one = replace(
            one, year=year, short=two.short, month=month, kind="date" if one.kind == "month-day" else one.kind
        )
    return (one, two)


__all__ = ["NO_DAY", "ORDINAL_WORDS", "DayWords", "Kind", "find_days", "in_full"]
