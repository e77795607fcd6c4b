"""The tokens of one sentence, and what is found in them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar

from consilience.extract.token import Token

T = TypeVar("T")


class Tokens(tuple[Token, ...]):
    """The tokens of one sentence. What was found in them is kept, for whoever asks the same again."""

    lows: frozenset[str]
    found: dict[object, Any]  # by the table or function that found it

    def __new__(cls, tokens: Iterable[Token]) -> Self:
        """These tokens, with nothing found in them yet."""
        self = super().__new__(cls, tokens)
        self.lows = frozenset([t.low for t in self])
        self.found = {}
        return self

    def once(self, what: Callable[["Tokens"], T]) -> T:
        """What a function gives for these tokens, worked out the first time it is asked; nobody may change it."""
        if what not in self.found:
            self.found[what] = what(self)
        known: T = self.found[what]
        return known


@dataclass(slots=True, unsafe_hash=True)
class Found(Generic[T]):
    """A phrase met in tokens: their indexes, end exclusive, and what the table says of it.

    Nobody changes one: it is not frozen, since that is slow to make.
    """

    first: int
    last: int
    what: T
