"""Marks of the sentences an account rests on, by which copies of them are known though words were changed.

Of each sentence every run of three words is hashed, and the hashes are kept: two sentences one of which was made of the
other hold most of them in common (shingles and their containment: Broder 1997). Words within quotation marks are left
out, since two reporters who heard one speaker print the same words of his. Only sentences that tell something of the
incident count: "Anyone with information may call ..." stands below stories of all kinds.
"""

import re
from collections.abc import Sequence
from string import ascii_letters, digits
from zlib import crc32

from consilience.claim import Account
from consilience.extract.layout import passages
from consilience.report import Report

_RUN = 3  # words to a mark
_LEAST = 8  # words of its own that a sentence must have to be known by
_MOST = 25  # sentences kept of one account
_QUOTED = re.compile(r"“[^”\n]{0,800}”?|\"[^\"\n]{0,800}\"?")
_WORD = re.compile(r"\w+")
_ALPHABET = ascii_letters + digits + "+-"
_Span = tuple[int, int]


def sentences_of(report: Report) -> tuple[_Span, ...]:
    """Where the sentences of a report's text stand."""
    return tuple((p.start, p.end) for p in passages(report.text))


def wording(report: Report, account: Account, spans: Sequence[_Span]) -> tuple[str, ...]:
    """The marks of each sentence of the text in which something is told of the account's incident."""
    quotes = [c.evidence for c in account.claims if c.evidence.part == "text"]
    told = (s for s in spans if any(e.start < s[1] and e.end > s[0] for e in quotes))
    found = (marks(report.text[start:end]) for start, end in told)
    return tuple(dict.fromkeys(filter(None, found)))[:_MOST]


def marks(sentence: str) -> str:
    """The marks of a sentence, three characters each, in the order of the alphabet; none where it is short."""
    words = _WORD.findall(_QUOTED.sub(" ", sentence).casefold())
    if len(words) < _LEAST:
        return ""
    runs = (words[n : n + _RUN] for n in range(len(words) - _RUN + 1))
    return "".join(sorted({_letters(crc32(" ".join(run).encode("utf-8", "surrogatepass"))) for run in runs}))


def _letters(number: int) -> str:
    """18 bits of a number: enough to tell runs of a few sentences apart, too few to make the words again."""
    return _ALPHABET[number & 63] + _ALPHABET[number >> 6 & 63] + _ALPHABET[number >> 12 & 63]
