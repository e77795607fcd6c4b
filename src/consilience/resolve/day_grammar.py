"""The grammar of temporal expressions, written in the names of word classes (see `data/days.toml`).

A rule is a pattern over words: `LAST? WD PART?` is an optional "last", a weekday, an optional part of the day. Names in
`_PARTS` stand for longer patterns. Earlier rules win over later ones that begin at the same word.
"""

import re

from consilience.resolve.day_lexer import LETTER

_PARTS: dict[str, str] = {
    # small pieces
    "UNIT": "(?:US|WMY)",
    "NUMBER": "(?:DEC|D|NN|N|N4|NW(?:DASH? NW)?|A? QUANT OF?|A)",
    "HEDGES": "(?:HEDGE|OVER|AT HEDGE)*",
    "DN": "(?:ORD|D)",
    "M": "(?:MO|MOA|MOS DOT?)",
    "ANYM": "(?:MO|MOA|MOL|MOS DOT?)",
    "WDAY": "(?:WD|WDS DOT?)",
    "ENDING": "(?=COMMA|DOT|PUNCT|BR|RP|LP|DASH|AND|IN|AT|BY|ON|FROM|TO|AFTER|BEFORE|PART|POSS|$)",
    "RELATION": "(?:COMMA? OF? (?:LAST|THIS|NEXT) WMY|OF THE (?:SAME|AFTER) WMY)",
    # full dates and dates without a year
    "YEAR": "(?:(?:COMMA|DASH|SLASH|OF|IN)? Y(?! UP))",
    "DMY": "(?:THE? DN (?:OF|DASH|SLASH|DAYOF)? (?:MOS DASH? (?:NN|D (?!X|UNIT|UP))|M YEAR?|MOL YEAR))",
    "MDY": "(?:M THE? DN YEAR|M THE? DN (?! DASH? (?:UNIT|UP|AMPM|QUANT|STRAIGHT UP))|MOL DN YEAR)",
    "DAYOF": "(?:UNIT OF)",
    "DATE": "(?:NUMDATE|DMY|MDY)",
    # "early on", "in the early hours of", "at dawn on"
    "PARTOF": "(?:(?:IN|AT|ON|DURING|AROUND|BEFORE|AFTER|BY|SHORTLY|HEDGE)* THE? EL? DASH? (?:PART UP?|UP) (?:OF|ON|COMMA ON)?)",
    "AROUND": "HEDGE",
    "LEAD": "(?:PARTOF|(?:SINCE|BY|TO)? (?:EARLIER|LATER|EL)? (?:ON|DURING)? THE? EL?)",
    "TAIL": "(?:(?:COMMA? (?:AT|IN THE|DURING THE) EL? DASH? |EL? DASH? )PART UP?)?",
    "WDATE": "(?:WDAY PART? (?:LP DATE RP|COMMA? (?:ON|THE)? DATE|COMMA? THE? ORD(?! X))|DATE (?:LP WDAY RP|COMMA WD (?=COMMA)))",
    "WDP": "(?:(?:LAST|THIS (?:PAST|COMING)?|NEXT|COMING|PAST|PREV) WD|WD)",
    "DATEP": "(?:LEAD (?:WDATE|DATE) RELATION? TAIL)",
    "WEEKDAYP": "(?:LEAD (?:WMY ON)? WDP TAIL (?:RELATION|COMING)?)",
    # months
    "EDGES": "(?:AT? THE? (?:VERY)? EDGE OF|EL DASH?|EL IN|(?:WORDORD|SECOND|LAST) (?:HALF|WMY|UP|US|NUMBER UP) OF|ORD WMY OF)",
    "VERY": "HEDGE",
    "MONTHNAME": (
        "(?:THE? EDGES THE? (?:LAST|THIS)? M|(?:IN|SINCE|DURING|WMY OF)(?: THE)?(?: WMY OF)?(?: LAST| THIS)? M"
        "|(?:LAST|THIS|NEXT) (?:MO|MOA)|(?:SINCE|BY|FROM|IN)? MO|M (?= YEAR)|MOL (?= Y))"
    ),
    "MONTHP": "(?:(?:SINCE|IN|BY|FROM|ON|DURING|AT)? THE? MONTHNAME (?:YEAR|RELATION)?)",
    "YEARP": "(?:(?:SINCE|IN|BY|FROM|DURING)* THE? EDGES? THE? (?:Y|DECADE))",
    # ranges
    "END": "(?:DATEP|WEEKDAYP|LEAD NEAR TAIL|MONTHP|YEARP)",
    "JOIN": "(?:TO|DASH|INTO|AND INTO|AND)",
    "SPAN": "(?:END JOIN END|LEAD DN (?:DASH|TO|AND) LEAD DMY|LEAD M DN (?:DASH|TO) DN YEAR?|LEAD M DN AND DN (?:YEAR|ENDING))",
    # clock times
    "CLOCKTIME": "(?:(?:CLOCK|DEC|D|NW) AMPM|(?:D|NW) CLOCKWORD|CLOCK|(?:H4|N4|Y) (?= UP|ZONE|LOCAL)|AT H4|H4 (?= THIS|NEAR|ON|ZONE))",
    "CLOCKP": "(?:HEDGES (?:AT|BY)? HEDGES CLOCKTIME UP? (?:LP (?:ZONE|LOCAL LOCAL?|X LOCAL) RP|ZONE|LOCAL LOCAL?|X LOCAL)?)",
}  # fmt: skip

_RULES: dict[str, str] = {
    "skip": (
        "EVERY STRAIGHT? (?:WD|UNIT|PART|M|WEEKEND|NUMBER? UP)|NAMEB WD|WD NAMEA|US AFTER US|ON A (?:WD|WMY|US)(?= PART)"
    ),
    "time": "(?:BETWEEN|FROM) HEDGES (?:D|CLOCKP) (?:AND|TO|DASH) CLOCKP|D DASH CLOCKP|CLOCKP (?:(?:AND|TO|DASH) CLOCKP)?",
    "age": (
        "(?:NUMBER (?:DASH|TO|AND))? NUMBER DASH? (?:UNIT|UP) DASH? OLD|NUMBER UP OF AGED"
        "|AGED (?:OF|BETWEEN|FROM)? HEDGES NUMBER(?: (?:AND|TO|DASH) NUMBER)?(?: UP)?|TENS"
    ),
    "overnight": (
        "(?:SINCE|DURING)? OVERNIGHT (?:(?:FROM|BETWEEN|ON)? SPAN|(?:INTO|TO) END|(?:DATEP|WEEKDAYP))|OVERNIGHT"
    ),
    "range": "PARTOF? (?:BETWEEN|FROM) SPAN|PARTOF? (?:END (?:TO|DASH|AND? INTO) END|LEAD DN (?:DASH|TO|AND) LEAD DMY|LEAD M DN (?:DASH|TO) DN YEAR?)",
    "date": "DATEP POSS?",
    "ago": "HEDGES (?:NUMBER HEDGES)? (?:UP|UNIT) (?:AND A HALF)? AGO",
    "near": (
        "THE US BEFORE NEAR|THE PART BEFORE LAST|(?:LEAD|EARLIER|LATER) NEAR TAIL POSS?"
        "|(?:SINCE|BY|DURING)? (?:EARLIER|LATER|EL)? (?:THIS|LAST) EL? PART UP? POSS?"
    ),
    "anchored": (
        "(?:IN|ON)? THE? HEDGES (?:NUMBER HEDGES)? STRAIGHT? (?:UP|UNIT|PART|THE PART) (?:AND A HALF)? (?:AFTER|LATER|BEFORE|EARLIER)"
        "|WITHIN HEDGES (?:NUMBER (?:UP|UNIT) OF|UP OF?)|SHORTLY (?:AFTER|BEFORE|EARLIER|LATER)(?! THE? PART)"
        "|(?:EARLIER|LATER)? (?:ON|DURING|IN|BY|AT)? THE? (?:EL)? (?:SAME|THAT) (?:SAME)? EL? (?:US|WMY|PART|WEEKEND) PART? POSS?"
        "|(?:ON|DURING|IN|BY)? THE (?:NEXT|AFTER|PREV) (?:US|WMY|PART|WEEKEND|WD) PART? POSS?"
        "|(?:NEXT|AFTER) (?:US|PART)(?! DASH)|(?:ON|THE|BY) THE? AFTER WD|IN THE UP THAT"
        "|(?:EARLIER|LATER) (?:IN|ON IN)? THE (?:US|PART)|(?:EARLIER|LATER) IN THE PART"
    ),
    "weekday": "WEEKDAYP POSS?",
    "week": (
        "(?:IN|AT|ON|DURING|OVER|SINCE|BY)* THE? (?:EDGES|EARLIER|LATER|HEDGE)? (?:THE )?(?:LAST|THIS|NEXT|COMING|THIS COMING) (?:WMY|SEASON|WEEKEND) POSS?"
        "|(?:SINCE|IN|AT|BY)* (?:EL|EARLIER|LATER) IN THE (?:WMY|WEEKEND)|(?:IN|AT|BY|SINCE)* THE? EDGE OF THE WMY"
        "|(?:OVER|DURING|ON|AT|BY)? THE? (?:(?:AFTER|PREV) )?WEEKEND POSS?|(?:IN|SINCE|DURING)* THE? EDGES? THE? SEASON OF? Y"
        "|(?:IN|SINCE|DURING) THE? EL? (?:SEASON)(?=COMMA|DOT|AND)"
    ),
    "month": "MONTHP POSS?",
    "ordinal": "ON (?:WDAY )?THE (?:PART OF THE )?ORD (?:OF (?:(?:LAST|THIS) WMY|THE WMY)|ENDING)",
    "duration": (
        "(?:FOR|IN|OVER|DURING|WITHIN|AFTER|BY|TO)? HEDGES (?:THE|THIS)? (?:LAST|PAST|PREV|RECENT|NEXT|COMING|WORDORD)? HEDGES "
        "NUMBER HEDGES DASH? (?:STRAIGHT|RECENT)? DASH? (?:UP|UNIT)(?: AND A HALF)?"
        "|(?:FOR|IN|OVER|DURING|WITHIN)? THE? (?:LAST|PAST|PREV|RECENT|NEXT|COMING|AFTER|THIS) UP|FOR HEDGES UP"
        "|(?:IN|OVER|DURING|WITHIN|FOR)? THE (?:LAST|PAST) (?:UNIT|WMY)|(?:IN|OVER|DURING) (?:PAST|RECENT) UP"
    ),
    "year": "(?:HEDGE|SINCE|IN|BY|FROM|DURING|OF)? THE? EDGES? THE? (?:Y(?! UP|DASH? UNIT|LOCAL|ZONE)|DECADE) POSS?",
    "feast": (
        "(?:ON|DURING|OVER|AT|IN|SINCE|BY)? THE? EL? (?:FEAST (?:DASH? X DASH X(?= )|US|EVE|WD)?|NEW WMY POSS? (?:US|EVE)) POSS?"
    ),
    "part": "(?:IN|AT|ON|DURING|BY|SHORTLY|BEFORE|AFTER|HEDGE|TO)* THE? EL? DASH? (?:PART UP?|EL UP)",
}  # fmt: skip


def _spelled(pattern: str) -> str:
    """A pattern of names as a pattern of letters."""

    def letter(found: re.Match[str]) -> str:
        name = found.group()
        if name in _PARTS:
            return _spelled(_PARTS[name])
        return LETTER[name]

    return re.sub(r"[A-Z][A-Z0-9]*", letter, pattern).replace(" ", "")


def compiled(name: str) -> re.Pattern[str]:
    """One named part of the grammar, by itself."""
    return re.compile(_spelled(name))


GRAMMAR: re.Pattern[str] = re.compile("|".join(f"(?P<{name}>{_spelled(p)})" for name, p in _RULES.items()))
END = compiled("END")
LEADS = compiled("(?:OVERNIGHT|PARTOF|BETWEEN|FROM)*")
# Without one of these in reach nothing is said of time; the grammar is tried nowhere else.
_CORE = (
    "WD WDS MO MOA MOL MOS NUMDATE Y DECADE NEAR OVERNIGHT PART WEEKEND SEASON UP US WMY CLOCK AMPM CLOCKWORD H4 AGED "
    "TENS ORD FEAST SHORTLY ZONE"
)
NEIGHBOURHOOD = re.compile(
    "[^{x}{br}]*[{core}]".format(x=LETTER["X"], br=LETTER["BR"], core="".join(LETTER[n] for n in _CORE.split()))
)
