"""Signing in and out, and who may do what."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from consilience.desk import DeskError
from consilience.desk.people import SESSION as LENGTH
from consilience.desk.people import TooManyError
from consilience.ledger import ROLES, Person
from consilience.web.pages import page
from consilience.web.security import SESSION, Admin, OwnForm, Reader, set_cookie
from consilience.web.serving import serving_of

router = APIRouter()
Words = Annotated[str, Form()]


@router.get("/sign-in")
def ask(request: Request, to: str = "/") -> Response:
    """Asks for name and password."""
    return page(request, "sign_in.html", None, to=to, name="", wrong="")


@router.post("/sign-in", dependencies=[OwnForm])
def sign_in(request: Request, name: Words = "", password: Words = "", to: Words = "/") -> Response:
    """Begins a session, where they fit."""
    address = request.client.host if request.client else ""
    try:
        key = serving_of(request).door.sign_in(name, password, address)
    except TooManyError as error:
        response = page(request, "sign_in.html", None, 429, to=to, name=name, wrong=f"T{str(error)[1:]}.")
        response.headers["Retry-After"] = str(int(error.wait.total_seconds()) + 1)
        return response
    if key is None:
        return page(request, "sign_in.html", None, 401, to=to, name=name, wrong="Name and password do not fit.")
    begun = RedirectResponse(to if to.startswith("/") and not to.startswith(("//", "/\\")) else "/", 303)
    set_cookie(request, begun, SESSION, key, int(LENGTH.total_seconds()))
    return begun


@router.post("/sign-out", dependencies=[OwnForm])
def sign_out(request: Request) -> Response:
    """Ends the session."""
    serving_of(request).door.sign_out(request.cookies.get(SESSION, ""))
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(SESSION, path="/")
    return response


@router.get("/account")
def account(request: Request, person: Reader) -> Response:
    """One's own tokens, and for admins everybody."""
    return _account(request, person)


@router.post("/account/tokens", dependencies=[OwnForm])
def give_token(request: Request, person: Reader, label: Words = "") -> Response:
    """A token, shown this once."""
    door = serving_of(request).door
    return _account(request, person, door.give_token(person.name, label))


def _account(request: Request, person: Person, made: str | None = None) -> Response:
    door = serving_of(request).door
    people = door.people() if person.role == "admin" else ()
    tokens = door.tokens(person.name)
    return page(request, "people.html", person, people=people, roles=ROLES, tokens=tokens, made=made)


@router.post("/account/tokens/remove", dependencies=[OwnForm])
def take_token(request: Request, person: Reader, label: Words = "") -> Response:
    """Takes one's token away."""
    serving_of(request).door.take_token(person.name, label)
    return RedirectResponse("/account", 303)


@router.post("/people", dependencies=[OwnForm])
def add(request: Request, person: Admin, name: Words = "", role: Words = "", password: Words = "") -> Response:
    """Adds a person."""
    serving_of(request).door.add(name, role, password)
    return RedirectResponse("/account", 303)


@router.post("/people/change", dependencies=[OwnForm])
def change(
    request: Request, person: Admin, name: Words = "", role: Words = "", password: Words = "", remove: Words = ""
) -> Response:
    """Changes a role or a password, or takes a person's access away."""
    door = serving_of(request).door
    if remove:
        if name == person.name:
            raise DeskError("you cannot take your own access away; ask another admin")
        door.remove(name)
    else:
        door.change(name, role=role or None, password=password or None)
    return RedirectResponse("/account", 303)
