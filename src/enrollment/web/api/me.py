"""The caller, and what the caller is enrolled in."""

from typing import Any

from pyramid.view import view_config

from enrollment.web.api.enrollment_shapes import ScheduledShape
from enrollment.web.api.shapes import Answer, Id
from enrollment.web.request import Request
from enrollment.web.security import SIGNED_IN


class Me(Answer):
    """Whom the token speaks for."""

    id: Id
    email: str
    name: str
    roles: list[str]


class MyEnrollments(Answer):
    """Every enrollment of the caller, ended ones included, latest first."""

    items: list[ScheduledShape]
    next: str | None


@view_config(route_name="api.v1.me", request_method="GET", permission=SIGNED_IN, answer=Me)
def me(context: Any, request: Request) -> Me:
    """Read the caller."""
    user = request.identity
    assert user is not None
    return Me(id=str(user.id), email=user.email, name=user.name, roles=sorted(role.value for role in user.roles))


@view_config(route_name="api.v1.me.enrollments", request_method="GET", permission=SIGNED_IN, answer=MyEnrollments)
def my_enrollments(context: Any, request: Request) -> MyEnrollments:
    """List the caller's enrollments."""
    assert request.identity is not None
    scheduled = request.application.enrollments.of(request.identity.id)
    return MyEnrollments(items=[ScheduledShape.of(item) for item in scheduled], next=None)
