"""Signing in and out."""

from typing import Any

from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid.view import view_config

from enrollment.web.pages.fields import Fields
from enrollment.web.pages.local_address import local_address
from enrollment.web.parameters import form_of, query_of
from enrollment.web.redirects import see_other
from enrollment.web.request import Request
from enrollment.web.security import cookie_name, read_cookie

PAGE = "enrollment.web:templates/sign_in.jinja2"
WRONG = "That address and password do not belong together. Please check both and try again."


@view_config(route_name="login", request_method="GET", permission=NO_PERMISSION_REQUIRED, renderer=PAGE)
def ask(context: Any, request: Request) -> Any:
    """Ask who is there; whoever is signed in already goes on."""
    fields = Fields(query_of(request))
    wanted = local_address(fields.raw("next", longest=2000))
    if request.identity:
        return see_other(wanted)
    return _shown(wanted) | {"signed_out": fields.is_ticked("signed_out")}


@view_config(route_name="login", request_method="POST", permission=NO_PERMISSION_REQUIRED, renderer=PAGE)
def sign_in(context: Any, request: Request) -> Any:
    """Begin a session and go on to the page wanted; or stay, without saying which of the two was wrong."""
    fields = Fields(form_of(request))
    wanted = local_address(fields.raw("next", longest=2000))
    fields.faults.pop("next", None)
    email, password = fields.text("email", longest=254), fields.raw("password", longest=4096)
    _ask_for_missing(fields, email=email, password=password)
    if fields.faults:
        request.response.status_int = 422
        return _shown(wanted, email=email, faults=fields.faults)
    secret = request.application.sign_in(email, password)
    if secret is None:
        request.response.status_int = 401
        return _shown(wanted, email=email, refusal=WRONG)
    _end_session(request)
    return _with_cookie(see_other(wanted), request, secret)


@view_config(route_name="logout", request_method="POST", permission=NO_PERMISSION_REQUIRED)
def sign_out(context: Any, request: Request) -> Any:
    """End the session, here and in the browser, and have the browser forget the pages it kept."""
    _end_session(request)
    response = see_other(request.route_path("login", _query={"signed_out": "1"}))
    response.headers["Clear-Site-Data"] = '"cache"'
    return _with_cookie(response, request, None)


def _shown(wanted: str, *, email: str = "", refusal: str = "", faults: dict[str, str] | None = None) -> dict[str, Any]:
    seen = {"wanted": wanted, "email": email, "refusal": refusal, "faults": faults or {}}
    return seen | {"signed_out": False}


def _ask_for_missing(fields: Fields, **given: str) -> None:
    questions = {"email": "Please type your e-mail address.", "password": "Please type your password."}
    for name, text in given.items():
        if not text:
            fields.faults.setdefault(name, questions[name])


def _end_session(request: Request) -> None:
    """End the session the browser came with; a secret from before signing in is never the one after it."""
    if secret := read_cookie(request, _cookie(request)):
        request.application.sessions.end(secret)


def _with_cookie(response: Any, request: Request, secret: str | None) -> Any:
    """Give the browser the secret, or have it forget the one it has."""
    secure = request.registry.site.public_url.startswith("https://")
    response.set_cookie(_cookie(request), secret, httponly=True, samesite="Lax", secure=secure)
    return response


def _cookie(request: Request) -> str:
    return cookie_name(request.registry.site.public_url, "session")
