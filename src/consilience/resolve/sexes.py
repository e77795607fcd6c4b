"""What words about one person tell of its sex, which tells two people apart."""

import re
from functools import cache, lru_cache

from consilience.resolve.tables import cell, rows

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


@cache
def _nouns() -> dict[str, str]:
    return {form: row["sex"] for row in rows("sexes.tsv") for form in cell(row["forms"])}


@lru_cache(10_000)
def sex_told(words: str) -> str | None:
    """`male` of "a 14-year-old boy was hit", None where nouns of neither or of both stand there."""
    told = {sex for word in _WORD.findall(words.lower()) if (sex := _nouns().get(word))}
    return told.pop() if len(told) == 1 else None
