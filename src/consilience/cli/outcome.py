"""How a command ends: 0 done, 1 done with problems that were listed, 2 nothing could be done."""

import errno
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import typer
from rich.console import Console
from rich.text import Text

from consilience.problem import Problem

if TYPE_CHECKING:
    from consilience.desk import Desk

P = ParamSpec("P")
T = TypeVar("T")

#: Characters that would steer a terminal, each as one that only shows.
_STEERING = {
    **{code: 0x2400 + code for code in range(32) if chr(code) not in "\n\t\r"},
    **dict.fromkeys(
        [*range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000)], 0xFFFD
    ),
    ord("\r"): ord(" "),
}


def shown(words: str) -> str:
    """Words from outside, safe for a terminal; as many characters as before."""
    return words.translate(_STEERING)


def screen() -> Console:
    """Standard output, where results go."""
    return Console(highlight=False, markup=False, emoji=False)


def bounded(console: Console) -> bool:
    """Whether lines end where the window does: on a terminal, or where COLUMNS says so."""
    return console.is_terminal or "COLUMNS" in os.environ


def margin() -> Console:
    """Standard error, where problems and progress go."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


class Outcome:
    """Prints problems and notes as they come, counts them, and ends the command with its status."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or margin()
        self.problems = 0
        self.notes = 0

    def tell(self, problems: Iterable[Problem]) -> None:
        """Prints each; notes dimmed."""
        for problem in problems:
            note = problem.level == "note"
            self.notes += note
            self.problems += not note
            style = "dim" if note else "red"
            self._console.print(Text(f"{'note' if note else 'problem'}: {shown(str(problem))}", style=style))

    @property
    def told(self) -> str:
        """The counts in words: `1 problem, 3 notes`."""
        return f"{count(self.problems, 'problem')}, {count(self.notes, 'note')}"

    def end(self, *, done: bool = True) -> None:
        """Leaves with 1 where there were problems, 2 where nothing was done."""
        if not done:
            raise typer.Exit(2)
        if self.problems:
            raise typer.Exit(1)


def count(number: int, noun: str, nouns: str | None = None) -> str:
    """`1 report`, `2 reports`, `2 copies`."""
    return f"{number} {noun}" if number == 1 else f"{number} {nouns or noun + 's'}"


def fail(message: str) -> typer.Exit:
    """Says why nothing could be done; to be raised."""
    margin().print(Text(f"error: {shown(message)}", style="bold red"))
    return typer.Exit(2)


def calm(command: Callable[P, T]) -> Callable[P, T]:
    """A command that says in one line what a user did or met; a fault of the program itself keeps its traceback."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except KeyboardInterrupt:
            margin().print("\nstopped; every report taken in so far is kept whole")
            raise typer.Exit(130) from None
        except BrokenPipeError:
            _close_standard_output()  # the reader went away: nothing more to say
            raise typer.Exit(0) from None
        except Exception as error:
            from consilience.desk import DeskError, PlacesError
            from consilience.ledger import LedgerError

            if isinstance(error, (DeskError, LedgerError, PlacesError)):
                raise fail(str(error)) from None
            if isinstance(error, OSError):
                full = error.errno in _FULL and error.filename in (None, _STANDARD)
                where = error.filename or (_STANDARD if full else "file")
                if full:
                    _close_standard_output()
                raise fail(f"{where}: {error.strerror or error}") from None
            raise

    return run


_STANDARD = "standard output"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def _close_standard_output() -> None:
    """What could not be written is not tried again when the program ends."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def desk_at(context: typer.Context, *, make: bool = False, jobs: int | None = None) -> "Desk":
    """The desk over the ledger named before the command."""
    from consilience.desk import Desk  # here, so that help and completion need not wait for it
    from consilience.desk.villages import places_path

    return Desk.open(str(context.obj), make=make, jobs=jobs, places=places_path())


def as_day(words: str | date) -> date:
    """A day as options give it."""
    if isinstance(words, date):
        return words
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise typer.BadParameter(f"{words!r} is no day; write it as 2020-03-12") from None
