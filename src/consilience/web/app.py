"""The application: its routes, and what becomes of errors."""

import sys
from urllib.parse import quote

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Scope

from consilience import __version__
from consilience.desk import DeskError
from consilience.ledger import LedgerError
from consilience.web import api
from consilience.web.pages import page
from consilience.web.routes import incident, overview, people, record, report, review
from consilience.web.security import SignInNeededError, guard, person_of
from consilience.web.serving import Serving

_TITLES = {403: "Not for you", 404: "Not found", 409: "Meanwhile", 422: "That cannot be done"}
_YEAR = 365 * 24 * 3600
_SWITCH = 0.0005  # seconds; a tenth of what Python has


class _Kept(StaticFiles):
    """Files whose addresses change with them: browsers may keep them for good."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
        return response


def make_app(serving: Serving) -> FastAPI:
    """All pages and the API over one desk."""
    # A decision asks the database a hundred things, and after each its thread waits for those that draw pages.
    sys.setswitchinterval(_SWITCH)
    app = FastAPI(title="Consilience", version=__version__, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.serving = serving
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    guard(app, serving)
    app.mount("/static", _Kept(packages=[("consilience.web", "static")]), name="static")
    for module in (overview, incident, report, review, record, people):
        app.include_router(module.router, include_in_schema=False)
    app.include_router(api.router)
    _answer_errors(app)
    return app


def _answer_errors(app: FastAPI) -> None:
    @app.exception_handler(SignInNeededError)
    def sign_in(request: Request, error: Exception) -> Response:
        if _is_api(request):
            return api.problem(401, "Show a token: Authorization: Bearer ...", {"WWW-Authenticate": "Bearer"})
        here = request.url.path if request.method == "GET" else "/"
        return RedirectResponse(f"/sign-in?to={quote(here, safe='')}", 303)

    @app.exception_handler(StarletteHTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        return _told(request, error.status_code, str(error.detail))

    @app.exception_handler(DeskError)
    def cannot(request: Request, error: DeskError) -> Response:
        return _told(request, 404 if request.method == "GET" else 422, str(error))

    @app.exception_handler(LedgerError)
    def broken(request: Request, error: LedgerError) -> Response:
        return _told(request, 503, str(error))

    @app.exception_handler(RequestValidationError)
    def unfit(request: Request, error: RequestValidationError) -> Response:
        told = "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in error.errors())
        return _told(request, 422, told)


def _told(request: Request, status: int, said: str) -> Response:
    if _is_api(request):
        return api.problem(status, said)
    title = _TITLES.get(status, "Something is wrong")
    return page(request, "error.html", person_of(request), status, title=title, said=said)


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")
