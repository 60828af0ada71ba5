"""Being told of a seat without standing in line."""

from typing import Any

from pyramid.view import view_config

from enrollment.domain.users import Permission
from enrollment.web.parameters import form_of
from enrollment.web.redirects import see_other
from enrollment.web.request import Request
from enrollment.web.resources import CourseResource


@view_config(route_name="course.watch", request_method="POST", permission=Permission.ENROLL.value)
def watch(resource: CourseResource, request: Request) -> Any:
    """Watch the course, or no longer, and go back to it."""
    assert request.identity is not None
    watch_seat = request.application.watch_seat
    if form_of(request).get("act") == "stop":
        watch_seat.unwatch(request.identity, resource.course_id)
    else:
        watch_seat.watch(request.identity, resource.course_id)
    return see_other(request.route_path("course", course_id=str(resource.course_id), _anchor="waitlist"))
