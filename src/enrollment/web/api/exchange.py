"""How a request becomes a model, and a model an answer: views of the API see neither JSON nor headers.

A view says ``answer=Model`` and what it takes: one of ``query=Model``, ``body=Model`` or ``form=Model``, and
``key="required"`` or ``"optional"`` for an idempotency key. It finds what was asked in ``request.asked`` and
``request.key``. Where ``again=True``, what a request asks for may be there already: the view then puts
``request.again``, and the status is 200. Where there may come something else of it, ``also={OtherModel: 202}`` says
with which status. The OpenAPI document is made of the same.
"""

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import PydanticCustomError
from pyramid.response import Response

from enrollment.web.api.idempotency import read_key
from enrollment.web.api.strict_json import read_json
from enrollment.web.ingress import FORM, unsupported_type
from enrollment.web.parameters import form_of, query_of
from enrollment.web.problems import Fault, Problem, Unacceptable
from enrollment.web.request import SAFE_METHODS

MOST_FAULTS = 50


class Asked(BaseModel):
    """What a request may say: every member of its exact type, and no other member."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _in_digits(text: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", text):
        raise PydanticCustomError("number", "Input should be a number in digits")
    return int(text)


# A number as addresses write it. There are no two ways to write one.
Number = Annotated[int, BeforeValidator(_in_digits)]


class Nothing(Asked):
    """No member at all."""


NOTHING = Nothing()


def exchanged(view: Any, info: Any) -> Any:
    """Derive a view that is called with what was asked already read, and whose answer is rendered."""
    options = info.options
    if not options.get("answer"):
        return view
    query, form = options.get("query") or Nothing, options.get("form")
    body, key, status = options.get("body") or Nothing, options.get("key"), options.get("status") or 200
    also = options.get("also") or {}

    def exchange(context: Any, request: Any) -> Any:
        asked = validated(query, query_of(request), texts=True)
        if form:
            asked = validated(form, _form(request), texts=True)
        elif request.method not in SAFE_METHODS:
            in_body = validated(body, _body(request))
            asked = asked if options.get("query") else in_body
        request.asked = asked
        request.again = False
        request.key = read_key(request, asked, required=key == "required") if key else None
        answer = view(context, request)
        told = 200 if options.get("again") and request.again else also.get(type(answer), status)
        return _rendered(request, answer, told) if isinstance(answer, BaseModel) else answer

    return exchange


exchanged.options = ("answer", "query", "body", "form", "key", "status", "again", "also", "problems")  # type: ignore[attr-defined]  # how Pyramid is told


def validated(model: type[BaseModel], given: Any, *, texts: bool = False) -> BaseModel:
    """Return what was given as the model. Raises Unacceptable that names every fault at once, up to a few dozen."""
    if model is Nothing and given == {}:
        return NOTHING
    try:
        return model.model_validate_strings(given) if texts else model.model_validate(given)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)[:MOST_FAULTS]
        raise invalid([_fault(one) for one in found]) from error


def invalid(faults: list[Fault]) -> Unacceptable:
    """Return what to raise when members do not fit."""
    unknown = any(fault.code == "unknown-member" for fault in faults)
    code = "unknown-member" if unknown else "invalid-member"
    detail = f"{len(faults)} {'member does' if len(faults) == 1 else 'members do'} not fit; see errors."
    return Unacceptable(Problem(status=422, code=code, detail=detail, errors=faults))


def _fault(found: Mapping[str, Any]) -> Fault:
    escaped = (str(part)[:100].replace("~", "~0").replace("/", "~1") for part in found["loc"])
    code = {"extra_forbidden": "unknown-member", "missing": "missing-member"}.get(found["type"], "invalid-member")
    detail = "There is no such member." if code == "unknown-member" else f"{found['msg']}."
    return Fault(pointer="/".join(("#", *escaped)), detail=detail, code=code)


def _form(request: Any) -> Mapping[str, str]:
    if request.content_length and request.content_type != FORM:
        raise unsupported_type(FORM)
    return form_of(request)


def _body(request: Any) -> Any:
    if not request.content_length:
        return {}
    if request.content_type != "application/json":
        raise unsupported_type("application/json")
    return read_json(request.body)


def _rendered(request: Any, answer: BaseModel, status: int) -> Any:
    """Return the answer as JSON; reads carry a tag of their bytes, and whoever has them gets told so."""
    response = request.response
    response.status_int = status
    response.headers["Content-Type"] = "application/json"
    response.body = answer.model_dump_json().encode()
    if request.method in ("GET", "HEAD"):
        tag = _tag(response.body)
        response.etag = tag
        if tag in request.if_none_match:
            response = Response(status=304, headerlist=[("ETag", f'"{tag}"')])
    return response


def tag_of(answer: BaseModel) -> str:
    """Return the tag a read of it carries."""
    return _tag(answer.model_dump_json().encode())


def _tag(body: bytes) -> str:
    return sha256(body).hexdigest()[:32]
