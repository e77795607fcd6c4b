"""Who may look and judge where the ledger is served to others."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from consilience.cli.outcome import calm, desk_at, fail, screen

if TYPE_CHECKING:
    from consilience.desk.people import Doorkeeper

app = typer.Typer(
    help="Who may look and judge where the ledger is served to others: reader, analyst or admin.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="The name that stands on each judgement.")]
Role = Annotated[str, typer.Option(metavar="ROLE", help="reader looks; analyst judges; admin manages people, too.")]


@contextmanager
def _door(context: typer.Context) -> Iterator["Doorkeeper"]:
    from consilience.desk.people import Doorkeeper

    with desk_at(context) as desk:
        yield Doorkeeper(desk.ledger)


@app.command()
@calm
def add(context: typer.Context, name: Name, role: Role = "analyst") -> None:
    """Give somebody access; the password is asked for, or read from standard input where that is no terminal."""
    given = _password()
    with _door(context) as door:
        door.add(name, role, given)
    screen().print(f"{name} may sign in now, as {role}")


@app.command("list")
@calm
def list_(context: typer.Context) -> None:
    """Everybody with access."""
    with _door(context) as door:
        for person in door.people():
            screen().print(f"{person.name}  {person.role}")


@app.command()
@calm
def role(context: typer.Context, name: Name, role: Annotated[str, typer.Argument(metavar="ROLE")]) -> None:
    """Change what somebody may do."""
    with _door(context) as door:
        door.change(name, role=role)
    screen().print(f"{name} is {role} now, and has to sign in again")


@app.command()
@calm
def password(context: typer.Context, name: Name) -> None:
    """Give somebody a new password."""
    given = _password()
    with _door(context) as door:
        door.change(name, password=given)
    screen().print(f"{name} has a new password, and has to sign in again")


@app.command()
@calm
def remove(context: typer.Context, name: Name) -> None:
    """Take somebody's access away; what they judged stays."""
    with _door(context) as door:
        door.remove(name)
    screen().print(f"{name} has no access any more")


@app.command()
@calm
def token(
    context: typer.Context,
    name: Name,
    label: Annotated[str, typer.Argument(metavar="LABEL", help="What it is for.")],
    take: Annotated[bool, typer.Option("--take", help="Take the token of this label away.")] = False,
) -> None:
    """Make a key by which a program acts for somebody; it is printed this once."""
    with _door(context) as door:
        if take:
            door.take_token(name, label)
            screen().print(f"{label}: taken away")
        else:
            screen().print(door.give_token(name, label), soft_wrap=True)


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    from getpass import getpass

    first = getpass("Password: ")
    if getpass("The same again: ") != first:
        raise fail("the two differ; nothing was changed")
    return first
