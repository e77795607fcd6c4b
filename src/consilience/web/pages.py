"""Templates into answers: what every page is given, and how values are written on it."""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from consilience import __version__
from consilience.ledger import Person
from consilience.web import words
from consilience.web.security import browser_of, keep_browser
from consilience.web.serving import serving_of

_ROOT = files("consilience.web")


@cache
def _templates() -> Environment:
    env = Environment(
        loader=PackageLoader("consilience.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    env.globals.update(static=static, version=__version__)
    env.filters.update(words.FILTERS)
    env.filters["path"] = lambda id: quote(str(id), safe="")
    return env


@cache
def static(name: str) -> str:
    """The address of a file that is served as it is; it changes with the file, so that browsers may keep it."""
    digest = sha256((_ROOT / "static" / name).read_bytes()).hexdigest()[:8]
    return f"/static/{name}?{digest}"


def page(request: Request, template: str, person: Person | None, status: int = 200, **told: Any) -> HTMLResponse:
    """A page, in the frame that all have."""
    serving = serving_of(request)
    common = {
        "path": request.url.path,
        "person": person,
        "signed_in": serving.open_as is None and person is not None,
        "may_judge": person is not None and person.role != "reader",
        "form_key": serving.form_key(browser_of(request)),
    }
    response = HTMLResponse(_templates().get_template(template).render(common | told), status)
    keep_browser(request, response)
    return response
