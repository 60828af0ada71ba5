"""The API described: for programs as OpenAPI, for people as a page."""

from typing import Any

from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid.view import view_config

from enrollment.web.request import Request


@view_config(
    route_name="api.v1.openapi",
    request_method="GET",
    permission=NO_PERMISSION_REQUIRED,
    renderer="json",
    http_cache=3600,
)
def openapi(context: Any, request: Request) -> Any:
    """The OpenAPI document."""
    return request.registry.openapi()


@view_config(
    route_name="api.v1.docs",
    request_method="GET",
    permission=NO_PERMISSION_REQUIRED,
    renderer="enrollment.web:templates/api/docs.jinja2",
)
def docs(context: Any, request: Request) -> dict[str, Any]:
    """The same to read."""
    return {"document": request.registry.openapi()}
