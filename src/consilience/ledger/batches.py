"""As many values at once as a question to a database takes."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
AT_ONCE = 5_000


def in_batches(values: Iterable[T], size: int = AT_ONCE) -> Iterator[list[T]]:
    """The values, some at a time."""
    rest = iter(values)
    while some := list(islice(rest, size)):
        yield some
