"""The grammar of temporal expressions, written in the names of word classes (see `data/days.toml`).

A rule is a pattern over words: `LAST? WD PART?` is an optional "last", a weekday, an optional part of the day. White
space means nothing. Names in `_PARTS` stand for longer patterns. Earlier rules win over later ones that begin at the
same word.
"""

import re

from consilience.resolve.day_lexer import LETTER

_PARTS: dict[str, str] = {
    # small pieces
    "UNIT": "(?: US | WMY )",
    "NUMBER": "(?: DEC | D | NN | N | N4 | NW (?: DASH? NW )? | A? QUANT OF? | A )",
    "HEDGES": "(?: HEDGE | OVER | AT HEDGE ){0,3}",
    "DN": "(?: ORD | D )",
    "ORDWORD": "(?: WORDORD | SECOND )",
    "M": "(?: MO | MOA | MOS DOT? )",
    "WDAY": "(?: WD | WDS DOT? )",
    "ENDING": """(?= COMMA | DOT | PUNCT | BR | RP | LP | DASH | AND | IN | AT | BY | ON | FROM | TO | AFTER | BEFORE
        | PART | POSS | $)""",
    "RELATION": "(?: COMMA? OF? (?: LAST | THIS | NEXT ) WMY )",
    # full dates, and dates without a year; a year in two figures only where no count can be meant
    "YEAR": "(?: (?: COMMA | DASH | SLASH | OF | IN )? (?: Y (?! UP | COUNTED ) | YY ) )",
    "DMY": """(?: THE? (?: DN | ORDWORD (?= OF M ) ) (?: OF | DASH | SLASH | UNIT OF )?
        (?: MOS DASH? (?: NN | D (?! X | UNIT | UP | DASH ) ) | M NN (?! X | UNIT | UP | DASH )
        | M YEAR? | MOL YEAR ) )""",
    "MDY": """(?: M THE? DN YEAR | M THE? DN (?! DASH? (?: UNIT | UP | AMPM | QUANT | STRAIGHT UP ) )
        | MOL DN YEAR )""",
    "DATE": "(?: NUMDATE | DMY | MDY )",
    # "early on", "in the early hours of", "at dawn on", and what may follow a day: "at dawn", "night"
    "PARTOF": """(?: (?: IN | AT | ON | DURING | BEFORE | AFTER | BY | SHORTLY | HEDGE ){0,3}
        THE? (?: EL | SMALL )? DASH? (?: PART UP? | UP ) (?: OF | ON | COMMA ON )? )""",
    "LEAD": "(?: PARTOF | (?: SINCE | BY | TO )? (?: EARLIER | LATER | EL )? (?: ON | DURING )? THE? EL? )",
    "TAIL": "(?: (?: COMMA? (?: AT | IN THE | DURING THE ) EL? DASH? | EL? DASH? ) PART UP? )?",
    "WDATE": """(?: WDAY PART? (?: LP DATE RP | COMMA? (?: ON | THE )? DATE | COMMA? THE? ORD (?! X ) )
        | DATE (?: LP WDAY RP | COMMA WD (?= COMMA ) ) )""",
    "WDP": "(?: (?: LAST | THIS (?: PAST | COMING )? | NEXT | COMING | PAST | PREV ) WD | WD )",
    "DATEP": "(?: LEAD (?: WDATE | DATE ) RELATION? TAIL )",
    "WEEKDAYP": "(?: LEAD (?: WMY ON | (?: LAST | THIS ) WMY ON? )? WDP TAIL RELATION? )",
    # months and years; months that are also words need a word like "in" before them, or a year
    "EDGES": """(?: AT? THE? HEDGE? EDGE OF | EL DASH? | EL IN
        | (?: ORDWORD | LAST ) (?: HALF | WMY | UP | US | NUMBER UP ) OF | ORD WMY OF )""",
    "MONTHNAME": """(?: THE? EDGES THE? (?: LAST | THIS )? M
        | (?: IN | SINCE | DURING | WMY OF ) THE? (?: WMY OF )? (?: LAST | THIS PAST? )? M
        | (?: LAST | THIS PAST? | NEXT ) (?: MO | MOA ) | (?: SINCE | BY | FROM | IN )? MO
        | M (?= YEAR ) | MOL (?= Y ) )""",
    "MONTHP": "(?: (?: SINCE | IN | BY | FROM | ON | DURING | AT )? THE? MONTHNAME (?: YEAR | RELATION )? )",
    "YEARP": "(?: (?: SINCE | IN | BY | FROM | DURING ){0,2} THE? EDGES? THE? (?: Y (?! COUNTED ) | DECADE ) )",
    "END": "(?: DATEP | WEEKDAYP | LEAD NEAR TAIL | MONTHP )",
    "JOIN": "(?: TO | DASH | INTO | AND INTO? )",
    "SHORTSPAN": """(?: LEAD WDAY? DN (?: COMMA DN ){0,6} (?: DASH | SLASH | TO | COMMA? AND ) LEAD WDAY? DMY
        | LEAD M DN (?: DASH | TO ) DN YEAR?
        | LEAD M DN AND DN YEAR )""",
    # clock times
    "CLOCKTIME": """(?: (?: CLOCK | DEC | D | NW ) AMPM | (?: D | NW ) CLOCKWORD | CLOCK
        | (?: H4 | N4 | Y ) (?= UP | ZONE | LOCAL ) | AT H4 | H4 (?= THIS | NEAR | ON | ZONE ) )""",
    "CLOCKP": """(?: HEDGES (?: AT | BY )? HEDGES CLOCKTIME UP?
        (?: LP (?: ZONE | LOCAL LOCAL? | X LOCAL ) RP | ZONE | LOCAL LOCAL? | X LOCAL )? )""",
}

_RULES: dict[str, str] = {
    "skip": """EVERY STRAIGHT? (?: WD | UNIT | PART | M | WEEKEND | NUMBER? UP )
        | (?: ON | THE ){0,2} (?: NAMEB WD | WD NAMEA ) | US AFTER US""",
    "time": """(?: BETWEEN | FROM ) HEDGES (?: D | CLOCKP ) (?: AND | TO | DASH ) CLOCKP
        | D DASH CLOCKP | CLOCKP (?: (?: AND | TO | DASH ) CLOCKP )?""",
    "age": """(?: NUMBER (?: DASH | TO | AND ) )? NUMBER DASH? (?: UNIT | UP ) DASH? OLD | NUMBER UP OF AGED
        | AGED (?: OF | BETWEEN | FROM )? HEDGES NUMBER (?: (?: AND | TO | DASH ) NUMBER )? UP? | TENS""",
    "overnight": """(?: SINCE | DURING )? OVERNIGHT (?:
        (?: FROM | BETWEEN | ON )? (?: END JOIN END | YEARP JOIN YEARP | SHORTSPAN )
        | (?: INTO | TO ) END | DATEP | WEEKDAYP )? """,
    "range": """PARTOF? (?: BETWEEN | FROM )
            (?: END JOIN END | YEARP JOIN YEARP | SHORTSPAN | LEAD M DN AND DN )
        | PARTOF? (?: END (?: TO | DASH | AND? INTO ) END | YEARP (?: TO | DASH ) YEARP | SHORTSPAN )""",
    "date": "DATEP POSS? | IN THE MDY POSS? | IN (?: MO | MOS DOT? ) D ENDING",
    "ago": """HEDGES (?: NUMBER HEDGES )? (?: UP | UNIT ) (?: AND A HALF )? AGO
        | NUMBER UP SINCE (?! (?: THE | LAST | THIS )? (?: WD | M | NEAR | Y | D | US | WMY ) )""",
    "near": """THE US BEFORE NEAR | THE PART BEFORE LAST | (?: LEAD | EARLIER | LATER ) NEAR TAIL POSS?
        | (?: SINCE | BY | DURING )? (?: EARLIER | LATER | EL )? (?: THIS | LAST ) EL? PART UP? POSS?""",
    "anchored": """(?: IN | ON )? THE? HEDGES (?: NUMBER HEDGES )? STRAIGHT? (?: UP | UNIT | PART )
            (?: AND A HALF )? (?: AFTER | LATER | BEFORE | EARLIER )
        | WITHIN HEDGES (?: NUMBER (?: UP | UNIT ) OF | UP OF? )
        | SHORTLY (?: AFTER | BEFORE | EARLIER | LATER ) (?! THE? PART )
        | (?: EARLIER | LATER )? (?: ON | DURING | IN | BY | AT )? THE? EL? (?: SAME | THAT ) SAME? EL?
            (?: US | WMY | PART | WEEKEND ) PART? POSS?
        | (?: ON | DURING | IN | BY )? THE (?: NEXT | AFTER | PREV ) (?: US | WMY | PART | WEEKEND | WD ) PART? POSS?
        | (?: NEXT | AFTER ) (?: US | PART ) (?! DASH ) | IN THE UP THAT
        | (?: EARLIER | LATER ) (?: IN | ON IN )? THE (?: US | PART )
        | ON THE (?: ORDWORD | ORD ) STRAIGHT? (?: US | PART ) OF""",
    "weekday": "WEEKDAYP POSS?",
    "week": """(?: IN | AT | ON | DURING | OVER | SINCE | BY ){0,2} THE? (?: EDGES | EARLIER | LATER | HEDGE )? THE?
            (?: LAST | THIS PAST? | NEXT | COMING | THIS COMING ) (?: WMY (?! OF M ) | SEASON | WEEKEND ) POSS?
        | (?: SINCE | IN | AT | BY ){0,2} (?: EL | EARLIER | LATER ) IN THE (?: WMY | WEEKEND )
        | (?: IN | AT | BY | SINCE ){0,2} THE? EDGE OF THE WMY
        | (?: OVER | DURING | ON | AT | BY )? THE? (?: AFTER | PREV )? WEEKEND POSS?
        | (?: IN | SINCE | DURING ){0,2} THE? EDGES? THE? SEASON OF? Y
        | (?: IN | SINCE | DURING ) THE EL? SEASON (?= COMMA | DOT | AND )""",
    "month": "MONTHP POSS?",
    "ordinal": """ON THE (?: PART OF THE )? (?: ORD (?: OF (?: LAST | THIS | THE ) WMY | ENDING )
        | ORDWORD OF (?: LAST | THIS ) WMY )""",
    "duration": """(?: (?: FOR | IN | OVER | DURING | WITHIN | AFTER | BY | TO )? HEDGES (?: THE | THIS )?
            (?: LAST | PAST | PREV | RECENT | NEXT | COMING | WORDORD )? HEDGES
            NUMBER HEDGES DASH? (?: STRAIGHT | RECENT )? DASH? (?: UP | UNIT ) (?: AND A HALF )?
        | (?: FOR | IN | OVER | DURING | WITHIN )? THE?
            (?: LAST | PAST | PREV | RECENT | NEXT | COMING | AFTER | THIS ) UP
        | FOR HEDGES UP
        | (?: IN | OVER | DURING | WITHIN | FOR )? THE (?: LAST | PAST ) UNIT ) (?! DASH? OLD )""",
    "year": """(?: HEDGE | SINCE | IN | BY | FROM | DURING | OF )? THE? EDGES? THE?
        (?: Y (?! UP | DASH? UNIT | LOCAL | ZONE | COUNTED ) | DECADE ) POSS? | (?: IN | SINCE ) YY""",
    "feast": """(?: ON | DURING | OVER | AT | IN | SINCE | BY )? THE? EL?
            (?: FEAST POSS? (?: US | EVE | WD ) | FEAST (?= PART ) | NAMEF WD | NEW WMY POSS? (?: US | EVE ) )
            PART? POSS?
        | (?: ON | DURING | OVER | AT | IN | SINCE | BY ) THE? EL? FEAST POSS? ENDING
        | (?: ON | SINCE | BY )? THE? (?: DN OF? | ORDWORD OF ) LUNAR (?: COMMA? (?: N4 | H4 ) ERA? )?
        | (?: ON | DURING | OVER | AT | IN | SINCE | BY | OF ) THE? (?: EL | EDGE OF )?
            (?: FEASTN | LUNAR ) (?: DASH? X DASH X )? POSS?""",
    "part": """(?: IN | AT | ON | DURING | BY | SHORTLY | BEFORE | AFTER | HEDGE | TO ){0,3} THE? EL? DASH?
        (?: PART UP? | EL UP )""",
}

# Every expression holds one of these within its first words; the grammar is tried nowhere else.
_CORE = """WD WDS MO MOA MOL MOS NUMDATE Y YY DECADE NEAR OVERNIGHT PART WEEKEND SEASON UP US WMY CLOCK AMPM CLOCKWORD
    H4 LUNAR AGED TENS ORD FEAST FEASTN SHORTLY ZONE"""


def _spelled(pattern: str) -> str:
    """A pattern of names as a pattern of letters."""

    def letter(found: re.Match[str]) -> str:
        name = found.group()
        return _spelled(_PARTS[name]) if name in _PARTS else LETTER[name]

    return re.sub(r"\s+", "", re.sub(r"[A-Z][A-Z0-9]*", letter, pattern))


GRAMMAR: re.Pattern[str] = re.compile("|".join(f"(?P<{name}>{_spelled(p)})" for name, p in _RULES.items()))
END: re.Pattern[str] = re.compile(_spelled("END | YEARP"))
LEADS: re.Pattern[str] = re.compile(_spelled("(?: OVERNIGHT | PARTOF | BETWEEN | FROM ){0,3}"))
CORE: re.Pattern[str] = re.compile("[{}]".format("".join(LETTER[name] for name in _CORE.split())))
