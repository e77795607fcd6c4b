"""Whose words an account prints: who is credited with them, and marks by which copies of them are known."""

from dataclasses import dataclass

_LENGTH = 3  # characters of one mark


@dataclass(frozen=True, slots=True)
class Origin:
    """What a report says of where its text comes from, and the marks of the sentences one account of it rests on.

    `agencies` are credited with the whole text ("BAGHDAD (Reuters) -", "Source: SANA"), `helpers` with a part of it
    ("AP contributed to this report"), by their canonical names; agencies that are not named are `UNNAMED`. Each of
    `sentences` holds marks of runs of the writer's own words, one after another: texts that were copied share most
    marks of a sentence, though words of it were changed, and no text can be made again from them.
    """

    agencies: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    language: str | None = None  # two letters, where the report states it
    sentences: tuple[str, ...] = ()


#: Stands for agencies that helped and are not named: "Agencies contributed to this report".
UNNAMED = "agencies"


def marks_in(sentence: str) -> frozenset[str]:
    """The marks that one sentence of an origin holds."""
    return frozenset(sentence[at : at + _LENGTH] for at in range(0, len(sentence), _LENGTH))
