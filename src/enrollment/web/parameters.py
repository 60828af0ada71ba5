"""Parameters of addresses and forms, read strictly: text in UTF-8, each name once."""

from typing import Any
from urllib.parse import parse_qsl

from enrollment.web.problems import Fault, Problem, Unacceptable

MOST = 100


def check_query(request: Any) -> None:
    """Raise Unacceptable for an address whose parameters cannot be read in just one way."""
    query = request.environ.get("QUERY_STRING", "")
    if not query:
        return
    try:
        request.environ["enrollment.query"] = _read(query)
    except Unacceptable:
        request.environ["QUERY_STRING"] = ""  # nothing that answers this should trip over it again
        raise


def check_form(request: Any) -> None:
    """Raise Unacceptable for a form whose fields cannot be read in just one way, or are in the address as well."""
    form = _read(request.body.decode("latin-1"))
    twice = form.keys() & request.environ.get("enrollment.query", {}).keys()
    if twice:
        raise repeated(min(twice))
    request.environ["enrollment.form"] = form


def query_of(request: Any) -> dict[str, str]:
    """Return the parameters of the address."""
    query: dict[str, str] = request.environ.get("enrollment.query", {})
    return query


def form_of(request: Any) -> dict[str, str]:
    """Return the fields of the form."""
    form: dict[str, str] = request.environ.get("enrollment.form", {})
    return form


def is_text(text: str) -> bool:
    """Whether every database keeps it: no NUL, and no half of a surrogate pair."""
    return "\x00" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def _read(encoded: str) -> dict[str, str]:
    try:
        text = encoded.encode("latin-1").decode()
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST)
    except ValueError as error:  # a UnicodeError is one as well
        detail = f"The parameters are not text in UTF-8, or more than {MOST}."
        raise Unacceptable(Problem(status=400, code="malformed-request", detail=detail)) from error
    read = dict(pairs)
    if len(read) < len(pairs):
        raise repeated(next(name for name, _ in pairs if sum(name == other for other, _ in pairs) > 1))
    for name, value in pairs:
        if not is_text(name + value):
            raise unreadable(f"#/{name}" if is_text(name) else "#")
    return read


def unreadable(pointer: str) -> Unacceptable:
    """Return what to raise for text with a NUL or half a surrogate pair in it."""
    fault = Fault(pointer=pointer, detail="This contains characters that cannot be kept.", code="unreadable-text")
    return Unacceptable(Problem(status=422, code="unreadable-text", detail=fault.detail, errors=[fault]))


def repeated(name: str) -> Unacceptable:
    """Return what to raise when a parameter was given more than once."""
    fault = Fault(pointer=f"#/{name[:100]}", detail="This was given more than once.", code="repeated-parameter")
    detail = "A parameter was given more than once."
    return Unacceptable(Problem(status=400, code="repeated-parameter", detail=detail, errors=[fault]))
