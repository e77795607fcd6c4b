"""Keys under which spellings of one place name meet. Standard library only: the gazetteer is built with these too."""

import re
import unicodedata
from functools import lru_cache

#: Latin letters that do not decompose into a plain letter and a mark.
_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t",
        "ŋ": "n", "ə": "a", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ɛ": "e", "ɔ": "o", "ß": "ss", "&": "and",
        "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ە": "ه", "ؤ": "و", "ئ": "ي", "ʿ": "", "ʾ": "", "ʻ": "", "ʼ": "",
    }
)  # fmt: skip
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_NOT_PLAIN = re.compile(r"[^0-9a-z]+")

#: Arabic articles as they are romanised; dropped at the start of a name to give its second key.
_ARTICLE = re.compile(r"^(?:a[lnrstdz]|a?sh|ash|ath|adh|el|er|es|ez|ed|et|en|esh|il|l)[\s'’ʿ`\-–.]+(?=\S{2})")
_SOLID = re.compile(r"^al(?=[bcdfghjklmnpqrstvwyz][a-z]{3})")
#: Countries whose names carry an Arabic article, and in which it is dropped.
ARABIC = frozenset(
    {
        "AE", "BH", "DJ", "DZ", "EG", "EH", "ER", "IL", "IQ", "IR", "JO", "KM", "KW", "LB", "LY", "MA", "MR",
        "OM", "PS", "QA", "SA", "SD", "SO", "SS", "SY", "TD", "TN", "TR", "YE",
    }
)  # fmt: skip
#: Countries whose names come from Cyrillic letters.
CYRILLIC = frozenset(["BG", "BY", "KG", "KZ", "MD", "ME", "MK", "RS", "RU", "TJ", "UA", "UZ"])
#: Countries for which the rough keys are kept.
ROUGH = (ARABIC - {"TR", "IL"}) | {"UA", "RU", "BY", "AF", "PK", "ML", "NE", "NG", "BF", "ET", "IL", "IN", "MM", "CF"}


@lru_cache(65536)
def key(name: str) -> str:
    """The spelling without case, accents, spaces, hyphens and apostrophes; other scripts stay in their own."""
    text = name.casefold()
    if text.isascii():
        return _NOT_PLAIN.sub("", text.replace("&", "and"))
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text)).translate(_LETTERS)
    if text.isascii():
        return _NOT_PLAIN.sub("", text)
    return "".join(c for c in text if c.isalnum() or unicodedata.category(c)[0] == "M")


@lru_cache(16384)
def bare(name: str) -> str | None:
    """The key without a leading Arabic article ('al-Hilla', 'Ar Raqqah', 'Albukamal'), None where there is none."""
    text = name.casefold().strip()
    if text.startswith("ال") and len(text) > 4:
        return key(text[2:])
    short = _ARTICLE.sub("", text)
    if short == text:
        short = _SOLID.sub("", text)
    return key(short) if short != text and len(key(short)) > 2 else None


_SHORT = re.compile(r"^(st|ste|ft|mt|pt)\b\.? *", re.IGNORECASE)
_COUNTY = re.compile(r" Co\.?$")
_WHOLE = {"st": "Saint ", "ste": "Sainte ", "ft": "Fort ", "mt": "Mount ", "pt": "Point "}


def spelled_out(name: str) -> str | None:
    """The name with its first or last word in full ("Ft. Lauderdale", "Oconee Co."), None where it is not shortened."""
    first, last = _SHORT.match(name), _COUNTY.search(name)
    whole = _WHOLE[first.group(1).casefold()] + name[first.end() :] if first else name
    return _COUNTY.sub(" County", whole) if last else whole if first else None


_VOWELS = (r"[aeiouyw]+", "a")
_ARAB_STEPS = [
    (re.compile(pattern), to)
    for pattern, to in (
        (r"^(?:al|el)(?=..)", ""),
        (r"(?<=..)(?:ez|az)(?=z)", ""),
        (r"tch|sch|sh|ch", "s"),
        (r"dh|th|zh|z", "d"),
        (r"kh", "h"),
        (r"gh|q|g|c", "k"),
        (r"ph|p", "b"),
        (r"dj", "j"),
        (r"(?<=.)(?:a?h|a)$", ""),
        (r"v", "w"),
        _VOWELS,
        (r"(?<=.)h(?!a)", ""),
        (r"a+", "a"),
    )
]
_SLAV_STEPS = [
    (re.compile(pattern), to)
    for pattern, to in (
        (r"shch|sch|sh", "s"),
        (r"tch|ch|ts|tz", "c"),
        (r"kh", "x"),
        (r"zh|j", "z"),
        (r"h", "g"),
        (r"w", "v"),
        (r"[aeiouy]+", "a"),
    )
]
_INNER_ARTICLE = re.compile(r"(?<=\w)[\s\-–'’]+(?:a[lnrstdz]|ash|el|er|es|ez|ed|et|en)[\s\-–'’]+(?=\w)", re.IGNORECASE)
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(16384)
def rough(name: str, country: str) -> str:
    """A looser key for use inside one country, where romanisation varies ('Wassit', 'Waset' and 'Wasit' meet)."""
    text = key(name if country in CYRILLIC else _INNER_ARTICLE.sub(" ", name))
    if not text.isascii():
        return ""
    for pattern, to in _SLAV_STEPS if country in CYRILLIC else _ARAB_STEPS:
        text = pattern.sub(to, text)
    return _DOUBLE.sub(r"\1", text)
