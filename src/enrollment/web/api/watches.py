"""Being told of a seat without standing in line."""

from typing import Any

from pyramid.view import view_config

from enrollment.domain.users import Permission
from enrollment.web.api.course_shapes import CourseName
from enrollment.web.api.shapes import Answer
from enrollment.web.request import Request
from enrollment.web.resources import CourseResource
from enrollment.web.security import SIGNED_IN

STUDENT = Permission.ENROLL.value


class WatchShape(Answer):
    """Whether the caller is told, once, when there is a seat in the course that the caller could take."""

    watching: bool


class Watches(Answer):
    """The courses the caller watches, in the order of the catalog."""

    items: list[CourseName]
    next: str | None


@view_config(
    route_name="api.v1.course.watch",
    request_method="PUT",
    permission=STUDENT,
    answer=WatchShape,
    problems=(403, 404, 409),
)
def watch(resource: CourseResource, request: Request) -> WatchShape:
    """Watch the course for a seat."""
    assert request.identity is not None
    request.application.watch_seat.watch(request.identity, resource.course_id)
    return WatchShape(watching=True)


@view_config(
    route_name="api.v1.course.watch", request_method="DELETE", permission=STUDENT, answer=WatchShape, problems=(403,)
)
def unwatch(resource: CourseResource, request: Request) -> WatchShape:
    """Watch it no longer."""
    assert request.identity is not None
    request.application.watch_seat.unwatch(request.identity, resource.course_id)
    return WatchShape(watching=False)


@view_config(route_name="api.v1.me.watches", request_method="GET", permission=SIGNED_IN, answer=Watches)
def watches(context: Any, request: Request) -> Watches:
    """List the courses the caller watches."""
    assert request.identity is not None
    watched = request.application.read_standing.watched(request.identity.id)
    return Watches(items=[CourseName.of(course) for course in watched], next=None)
