"""What is refused before anything of ours reads it: requests that are malformed, oversized, or mean two things."""

import re
from collections.abc import Callable
from typing import Any

from pyramid.config import Configurator
from pyramid.tweens import EXCVIEW

from enrollment.web.parameters import check_form, check_query
from enrollment.web.problems import Problem, Unacceptable
from enrollment.web.request import SAFE_METHODS, for_programs
from enrollment.web.uploads import check_upload, takes_uploads

# TRACE and CONNECT are known, and allowed nowhere.
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"})
MAX_BODY = 1_048_576
MAX_HEADERS = 16_384
MAX_COOKIES = 4_096
FORM = "application/x-www-form-urlencoded"
_IS_HEADER = re.compile("HTTP_").match
_CHARSET = re.compile(r';\s*charset\s*=\s*"?([^\s";]*)', re.IGNORECASE)


def attempts(request: Any) -> int | None:
    """Return how often a request may be tried; one too large only once, as trying twice means keeping it."""
    return 1 if _length(request) > MAX_BODY else None


def ingress_tween_factory(handler: Callable[[Any], Any], registry: Any) -> Callable[[Any], Any]:
    """Stand between the exception views, which answer what is raised here, and everything else."""

    def ingress_tween(request: Any) -> Any:
        _check_method(request)
        _check_path(request)
        _check_headers(request)
        check_query(request)
        if request.environ.get("CONTENT_LENGTH") not in (None, "", "0"):
            _check_body(request)
        return handler(request)

    return ingress_tween


def refuse(status: int, code: str, detail: str, **headers: str) -> Unacceptable:
    """Return what to raise."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Unacceptable(Problem(status=status, code=code, detail=detail, headers=named))


def _check_method(request: Any) -> None:
    if request.method not in METHODS:
        raise refuse(501, "method-not-implemented", "This method is not one of HTTP's that are implemented here.")


def _check_path(request: Any) -> None:
    path = request.environ["PATH_INFO"]
    if "\x00" not in path and (path.isascii() or _is_utf_8(path)):
        return
    # Nothing that answers this should trip over the path again.
    request.environ["PATH_INFO"] = "/api/" if for_programs(request) else "/"
    raise refuse(400, "malformed-request", "The path is not text in UTF-8.")


def _is_utf_8(path: str) -> bool:
    try:
        path.encode("latin-1").decode()
    except UnicodeError:
        return False
    return True


def _check_headers(request: Any) -> None:
    environ = request.environ
    names = list(filter(_IS_HEADER, environ))
    size = sum(map(len, names)) + sum(map(len, map(environ.__getitem__, names)))
    if size > MAX_HEADERS:
        for name in names:
            if name != "HTTP_HOST":
                del environ[name]
        raise refuse(431, "headers-too-large", f"The header fields take more than {MAX_HEADERS} bytes.")
    cookies = environ.get("HTTP_COOKIE", "")
    if not cookies.isascii() or len(cookies) > MAX_COOKIES:
        del environ["HTTP_COOKIE"]  # no cookie of ours is in there: whoever sent it is nobody


def _check_body(request: Any) -> None:
    coding = request.headers.get("Content-Encoding", "identity")
    if coding.strip().lower() != "identity":
        detail = "Compressed requests are not read. Send the body as it is."
        raise refuse(415, "unsupported-encoding", detail, Accept_Encoding="identity")
    if _length(request) > MAX_BODY:
        raise refuse(413, "too-large", f"The body takes more than {MAX_BODY} bytes.")
    kind = request.environ.get("CONTENT_TYPE", "")
    charset = _CHARSET.search(kind)
    if charset and charset[1].lower() not in ("utf-8", "utf8"):
        raise refuse(415, "unsupported-charset", "Text is read in UTF-8 only.")
    match kind.partition(";")[0].strip().lower():
        case "application/x-www-form-urlencoded":
            check_form(request)
        case "multipart/form-data":
            check_upload(request, kind)
            if not takes_uploads(request):
                raise unsupported_type(FORM)
        case _ if not for_programs(request) and request.method not in SAFE_METHODS:
            raise unsupported_type(FORM)


def unsupported_type(wanted: str) -> Unacceptable:
    """Return what to raise when a body is of another type than the one wanted."""
    return refuse(415, "unsupported-media-type", f"Send the body as {wanted}.", Accept=wanted)


def _length(request: Any) -> int:
    length = request.environ.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() and length.isascii() and len(length) < 19 else MAX_BODY + 1


def includeme(config: Configurator) -> None:
    """Below the exception views and inside the transaction, which what is raised here undoes."""
    config.add_tween("enrollment.web.ingress.ingress_tween_factory", under=EXCVIEW)
