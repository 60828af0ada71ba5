"""The OpenAPI document, made of what the views themselves say; so it cannot lag behind them."""

from collections.abc import Mapping
from typing import Any

from openapi_pydantic import OpenAPI, Operation, PathItem
from openapi_pydantic.util import PydanticSchema, construct_open_api_with_schema_class
from pydantic import BaseModel, Field

from enrollment.web.api.declared import Exchange, exchanges
from enrollment.web.api.shapes import Answer, ReasonShape

BEARER = "bearer"
PROBLEM = "application/problem+json"
MEANINGS: Mapping[int, str] = {
    400: "The request is malformed.",
    401: "There is no token, or one that is not valid.",
    403: "The caller may not do this.",
    404: "There is no such thing, or it is none of the caller's business.",
    412: "The thing is no longer as If-Match says.",
    428: "If-Match is missing.",
    409: "It cannot be done as things stand, or another request of the caller is still running.",
    422: "Members or parameters do not fit, or an idempotency key was used for another request.",
    429: "That was too often; Retry-After says when to come back.",
}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "A name for this request, as a quoted string (RFC 8941). Sent again, it has the same answer and "
    "no second effect, for 72 hours.",
    "schema": {"type": "string", "pattern": r'^"[A-Za-z0-9._:-]{1,255}"$'},
}


class FaultShape(Answer):
    """One thing wrong with what was sent, and a JSON pointer to it."""

    pointer: str
    detail: str
    code: str


class ProblemShape(Answer):
    """What went wrong (RFC 9457), of what category, whether to try again, and what else to do."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    category: str
    retry: bool
    fallback: str
    errors: list[FaultShape] = Field([])
    reasons: list[ReasonShape] = Field([])


def document(introspector: Any) -> dict[str, Any]:
    """Return the document."""
    paths: dict[str, dict[str, Operation]] = {}
    for exchange in exchanges(introspector):
        paths.setdefault(exchange.path, {})[exchange.method.lower()] = _operation(exchange)
    whole = OpenAPI(
        openapi="3.1.1",
        info={  # type: ignore[arg-type]  # pydantic reads it
            "title": "Enrollment",
            "version": "1",
            "description": "Find courses, ask what stands in the way, enroll and drop. Errors are problem details.",
        },
        paths={path: PathItem.model_validate(operations) for path, operations in paths.items()},
        components={  # type: ignore[arg-type]  # pydantic reads it
            "securitySchemes": {BEARER: {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}
        },
    )
    complete = construct_open_api_with_schema_class(whole)
    return complete.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_unset=True)


def _operation(exchange: Exchange) -> Operation:
    view = exchange.view
    written = {
        "operationId": view["route_name"].removeprefix("api.v1.").replace(".", "-") + f"-{exchange.method.lower()}",
        "summary": exchange.summary,
        "parameters": [*_path_parameters(exchange.path), *_query_parameters(view), *_key_parameter(view)] or None,
        "requestBody": _request_body(view),
        "responses": _responses(exchange),
        "security": _security(exchange),
    }
    return Operation.model_validate({name: value for name, value in written.items() if value is not None})


def _security(exchange: Exchange) -> list[dict[str, list[str]]]:
    """Where anybody may ask, a token may still tell who does."""
    if not exchange.is_open:
        return [{BEARER: []}]
    return [{}, {BEARER: []}] if "/courses" in exchange.path else []


def _path_parameters(path: str) -> list[dict[str, Any]]:
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]


def _query_parameters(view: Mapping[str, Any]) -> list[dict[str, Any]]:
    if not view.get("query"):
        return []
    schema = view["query"].model_json_schema()
    required = schema.get("required", [])
    return [
        {
            "name": name,
            "in": "query",
            "required": name in required,
            "description": about.pop("description", None),
            "schema": _without_null(about),
        }
        for name, about in schema["properties"].items()
    ]


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter is absent or a text, never null."""
    arms = [arm for arm in schema.pop("anyOf", [schema]) if arm.get("type") != "null"]
    schema.pop("default", None) if schema.get("default") is None else None
    return {**schema, **arms[0]}


def _key_parameter(view: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [KEY | {"required": view["key"] == "required"}] if view.get("key") else []


def _request_body(view: Mapping[str, Any]) -> dict[str, Any] | None:
    for option, media in (("body", "application/json"), ("form", "application/x-www-form-urlencoded")):
        if view.get(option):
            return {"required": True, "content": {media: _schema(view[option])}}
    return None


def _responses(exchange: Exchange) -> dict[str, Any]:
    view = exchange.view
    media = {"content": {"application/json": _schema(view["answer"])}}
    status = view.get("status") or 200
    answers: dict[str, Any] = {str(status): {"description": "As asked.", "headers": _headers(status), **media}}
    if view.get("again"):
        answers["200"] = {"description": "It was so already, and nothing has changed.", **media}
    for model, code in (view.get("also") or {}).items():
        media = {"content": {"application/json": _schema(model)}}
        answers[str(code)] = {"description": model.__doc__.partition("\n")[0], **media}
    problems = {400, 422, *(view.get("problems") or ()), *(() if exchange.is_open else (401,))}
    told = {PROBLEM: _schema(ProblemShape)}
    answers |= {str(code): {"description": MEANINGS[code], "content": told} for code in sorted(problems)}
    return answers | {"default": {"description": "Any other problem.", "content": told}}


def _headers(status: int) -> dict[str, Any]:
    if status != 201:
        return {}
    location = {"description": "Where it can be read.", "required": True, "schema": {"type": "string"}}
    return {"Location": location}


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return {"schema": PydanticSchema.model_validate({"schema_class": model})}
