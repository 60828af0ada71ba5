"""Changing the plan: putting a course in, moving it up and down, taking it out."""

from typing import Any

from pyramid.view import view_config

from enrollment.application.submit_courses import MOST_COURSES
from enrollment.domain.errors import PlanFull
from enrollment.web.pages.fields import Fields
from enrollment.web.parameters import form_of
from enrollment.web.redirects import see_other
from enrollment.web.request import Request
from enrollment.web.resources import CourseResource
from enrollment.web.security import SIGNED_IN

STEPS = {"up": -1, "down": 1}


@view_config(route_name="course.plan", request_method="POST", permission=SIGNED_IN)
def add(resource: CourseResource, request: Request) -> Any:
    """Put the course into the plan, at the end or where it was, and show the plan."""
    assert request.identity is not None
    fields = Fields(form_of(request))
    priority = fields.number("priority", most=MOST_COURSES, default=MOST_COURSES + 1)
    try:
        request.application.plan_courses.add(request.identity, [resource.course_id], priority=priority)
    except PlanFull:
        return _to_the_plan(request, full=resource)
    return _to_the_plan(request, added=resource)


@view_config(route_name="course.plan.move", request_method="POST", permission=SIGNED_IN)
def move(resource: CourseResource, request: Request) -> Any:
    """Move the course one place up or down."""
    assert request.identity is not None
    step = STEPS.get(form_of(request).get("to", ""), 0)
    request.application.plan_courses.move(request.identity, resource.course_id, by=step)
    return see_other(f"{request.route_path('plan')}#line-{resource.course_id}")


@view_config(route_name="course.plan.remove", request_method="POST", permission=SIGNED_IN)
def remove(resource: CourseResource, request: Request) -> Any:
    """Take the course out of the plan, and offer to put it back."""
    assert request.identity is not None
    was = Fields(form_of(request)).number("priority", most=MOST_COURSES, default=MOST_COURSES)
    request.application.plan_courses.remove(request.identity, resource.course_id)
    return _to_the_plan(request, removed=resource, was=was)


def _to_the_plan(request: Request, was: int | None = None, **done: CourseResource) -> Any:
    query = {what: str(resource.course_id) for what, resource in done.items()}
    return see_other(request.route_path("plan", _query=query | ({"was": str(was)} if was else {})))
