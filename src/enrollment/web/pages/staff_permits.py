"""The permits for a course, for staff: what was granted and what has become of it, and taking one back."""

from dataclasses import dataclass
from typing import Any

from pyramid.view import view_config

from enrollment.application.grant_permits import MOST_CODES
from enrollment.domain.catalog import Course
from enrollment.domain.errors import CourseUnknown
from enrollment.domain.users import Permission, User
from enrollment.domain.wording.permits import SETS_ASIDE
from enrollment.ports.permits import Grant, GrantState
from enrollment.web.pages.submission import new_key
from enrollment.web.parameters import query_of
from enrollment.web.redirects import see_other
from enrollment.web.request import Request
from enrollment.web.resources import CourseResource, PermitResource

LIST = "enrollment.web:templates/staff_permits.jinja2"
MANAGE = Permission.MANAGE_PERMITS.value
RULE = "rule-"  # what begins the name of a box for a rule
STATES = {
    GrantState.OPEN: "Code not used yet",
    GrantState.HELD: "In use",
    GrantState.SPENT: "Spent",
    GrantState.REVOKED: "Revoked",
    GrantState.EXPIRED: "Expired",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A permit, whose it is, what has become of it, and where it is taken back; None where it no longer can be."""

    grant: Grant
    student: User | None
    state: GrantState
    revoke: str | None


@view_config(route_name="staff.permits", request_method="GET", permission=MANAGE, renderer=LIST)
def permits(resource: CourseResource, request: Request) -> dict[str, Any]:
    """Show the permits for the course, and the form to grant more."""
    return shown(resource, request) | {"news": query_of(request).get("done", "")}


@view_config(
    route_name="staff.permit.revoke",
    request_method="GET",
    permission=MANAGE,
    renderer="enrollment.web:templates/staff_permit_revoke.jinja2",
)
def confirm(resource: PermitResource, request: Request) -> dict[str, Any]:
    """Show the permit, and ask whether it is to be taken back."""
    found = request.application.revoke_permit.find(resource.course_id, resource.permit_id)
    (line,) = _lines(request, [found])
    return {"course": course_of(resource, request), "line": line, "SETS_ASIDE": SETS_ASIDE, "STATES": STATES}


@view_config(route_name="staff.permit.revoke", request_method="POST", permission=MANAGE)
def revoke(resource: PermitResource, request: Request) -> Any:
    """Take the permit back, and go to the list, which says how it stands."""
    assert request.identity is not None
    request.application.revoke_permit(request.identity, resource.course_id, resource.permit_id, origin=request.origin)
    return back(resource, request, "revoked")


def shown(resource: CourseResource, request: Request) -> dict[str, Any]:
    """Return what the page with the list and the form shows."""
    course = course_of(resource, request)
    return {
        "course": course,
        "lines": _lines(request, list(request.application.permits.of_course(course.id))),
        "SETS_ASIDE": SETS_ASIDE,
        "STATES": STATES,
        "MOST_CODES": MOST_CODES,
        "RULE": RULE,
        "key": new_key(),
        "faults": {},
        "written": {"single_use": "1"},
        "news": "",
    }


def course_of(resource: CourseResource, request: Request) -> Course:
    """Return the course. Raises CourseUnknown."""
    course = request.application.catalog.find(resource.course_id)
    if course is None:
        raise CourseUnknown
    return course


def back(resource: CourseResource, request: Request, done: str) -> Any:
    """Go to the list, which says what was done."""
    return see_other(request.route_path("staff.permits", course_id=str(resource.course_id), _query={"done": done}))


def _lines(request: Request, grants: list[Grant]) -> list[Line]:
    students = request.application.accounts.those({grant.student_id for grant in grants if grant.student_id})
    at = request.application.clock.now()
    lines = []
    for grant in grants:
        ids = {"course_id": str(grant.course_id), "permit_id": str(grant.permit.id)}
        is_over = grant.spent_at or grant.revoked_at
        student = students.get(grant.student_id) if grant.student_id else None
        revoke = None if is_over else request.route_path("staff.permit.revoke", **ids)
        lines.append(Line(grant, student, grant.state(at), revoke))
    return lines
