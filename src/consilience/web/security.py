"""Who asks, whether they may, and what browsers are told to refuse."""

import secrets
from collections.abc import Awaitable, Callable
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, FastAPI, Form, HTTPException, Request, Response

from consilience.ledger import ROLES, Person, Role
from consilience.web.serving import Serving, is_loopback, serving_of

#: The cookies: who is signed in; which browser a form was given to.
SESSION, BROWSER = "consilience-session", "consilience-browser"
_YEAR = 365 * 24 * 3600
_NOT_OURS = (
    "This form was not given to this browser, or the server was restarted since: go back, reload the page, try again."
)
Next = Callable[[Request], Awaitable[Response]]


class SignInNeededError(Exception):
    """Nobody is signed in, and somebody has to be."""


class FormError(HTTPException):
    """A form that this browser was not given."""

    def __init__(self) -> None:
        super().__init__(403, _NOT_OURS)


def policy(tiles: str | None) -> str:
    """The content security policy: everything from here, nothing inline; tiles alone from where they are."""
    host = ""
    if tiles:
        parts = urlsplit(tiles.replace("{s}", "a"))
        host = f" {parts.scheme}://{parts.netloc}"
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
        f"img-src 'self' data:{host}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def guard(app: FastAPI, serving: Serving) -> None:
    """Sets the headers of every answer, and refuses names of hosts that are not ours."""
    told = {
        "Content-Security-Policy": policy(serving.tiles),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "geolocation=(), camera=(), microphone=(), interest-cohort=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }

    @app.middleware("http")
    async def guarded(request: Request, follow: Next) -> Response:
        # A page elsewhere may have its own name lead to this machine; what it then asks for bears that name.
        host = request.url.hostname or ""
        if serving.open_as is not None and not is_loopback(host):
            response = Response(f"{host} is not a name of this server\n", 421, media_type="text/plain")
        else:
            response = await follow(request)
        for name, value in told.items():
            response.headers.setdefault(name, value)
        if not request.url.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def person_of(request: Request) -> Person | None:
    """Who asks: a program by its token, a person by the session; on loopback, whoever sits there."""
    serving = serving_of(request)
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return serving.door.of_token(key.strip())
    if serving.open_as is not None:
        return Person(serving.open_as, "admin")
    key = request.cookies.get(SESSION, "")
    return serving.door.of_session(key) if key else None


def needs(role: Role) -> Callable[[Request], Person]:
    """A dependency: the person who asks, who has at least this role."""

    def check(request: Request) -> Person:
        person = person_of(request)
        if person is None:
            raise SignInNeededError
        if ROLES.index(person.role) < ROLES.index(role):
            raise HTTPException(403, f"This is for people with the role {role}; yours is {person.role}.")
        return person

    check.__name__ = f"needs_{role}"  # by which a test finds what each route asks for
    return check


Reader = Annotated[Person, Depends(needs("reader"))]
Analyst = Annotated[Person, Depends(needs("analyst"))]
Admin = Annotated[Person, Depends(needs("admin"))]


def browser_of(request: Request) -> str:
    """The browser's own mark, made where it has none; `keep_browser` hands it over."""
    mark = request.cookies.get(BROWSER) or getattr(request.state, "browser", None) or secrets.token_urlsafe(16)
    request.state.browser = mark
    return str(mark)


def keep_browser(request: Request, response: Response) -> None:
    """Gives the browser its mark."""
    if BROWSER not in request.cookies and hasattr(request.state, "browser"):
        set_cookie(request, response, BROWSER, request.state.browser, _YEAR)


def set_cookie(request: Request, response: Response, name: str, value: str, age: int) -> None:
    """A cookie that no script reads and no other site sends; over a safe line only, but on loopback."""
    secure = request.url.scheme == "https" or not is_loopback(request.url.hostname or "")
    response.set_cookie(name, value, max_age=age, httponly=True, samesite="lax", secure=secure, path="/")


def own_form(request: Request, key: Annotated[str, Form()] = "") -> None:
    """A dependency of every form: it was given to this browser, by us."""
    origin = request.headers.get("origin")
    foreign = origin not in (None, f"{request.url.scheme}://{request.headers.get('host')}")
    if foreign or not serving_of(request).fits(request.cookies.get(BROWSER, ""), key):
        raise FormError


OwnForm = Depends(own_form)
