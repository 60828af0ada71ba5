"""How many seats a course has, for staff: what would come of another number, and the change."""

import re
from typing import Any

from pyramid.renderers import render_to_response
from pyramid.view import view_config

from enrollment.domain.catalog import Course
from enrollment.domain.course_changes import CourseChange
from enrollment.domain.users import Permission
from enrollment.web.pages.fields import Fields
from enrollment.web.pages.staff_permits import course_of
from enrollment.web.pages.staff_waitlist import LIST, LONGEST_NOTE, back, shown
from enrollment.web.pages.verdicts import told
from enrollment.web.parameters import form_of, query_of
from enrollment.web.request import Request
from enrollment.web.resources import CourseResource

PREVIEW = "enrollment.web:templates/staff_seats.jinja2"
MANAGE = Permission.MANAGE_COURSES.value
MOST_SEATS = 100_000
_SEATS = re.compile(r"[0-9]{1,6}", re.ASCII)


@view_config(route_name="staff.seats", request_method="GET", permission=MANAGE)
def preview(resource: CourseResource, request: Request) -> Any:
    """Show who would be given a seat if there were so many, and ask."""
    fields = Fields(query_of(request))
    seats = _seats(fields)
    if fields.faults:
        return _stays(resource, request, fields)
    return _preview(resource, request, seats, {})


@view_config(route_name="staff.seats", request_method="POST", permission=MANAGE)
def change(resource: CourseResource, request: Request) -> Any:
    """Change it, if the course is as it was shown, and go to its line; else show what would come of it now."""
    assert request.identity is not None
    fields = Fields(form_of(request))
    seats, seen = _seats(fields), fields.text("seen")
    note = fields.prose("note", longest=LONGEST_NOTE)
    if not note:
        fields.faults.setdefault("note", "Say why, for whoever asks later.")
    if "seats" in fields.faults:
        return _stays(resource, request, fields)
    if fields.faults or seen != _as_seen(course_of(resource, request)):
        return _preview(resource, request, seats, fields.faults)
    request.application.change_course(
        request.identity,
        resource.course_id,
        CourseChange(seats=True, max_participants=seats),
        is_as_seen=lambda course: _as_seen(course) == seen,
        note=note,
        origin=request.origin,
    )
    return back(resource, request, "changed")


def _preview(resource: CourseResource, request: Request, seats: int | None, faults: dict[str, str]) -> Any:
    course = course_of(resource, request)
    change = CourseChange(seats=True, max_participants=seats)
    found = request.application.change_course.preview(course.id, change)
    seen = {
        "course": course,
        "changed": found.course,
        "turns": [(turn, told(turn.verdicts[0], course.id, request)) for turn in found.turns],
        "given": sum(turn.allowed for turn in found.turns),
        "seats": "" if seats is None else seats,
        "seen": _as_seen(course),
        "is_stale": request.method == "POST" and not faults,
        "faults": faults,
        "written": dict(form_of(request)) if request.method == "POST" else {},
        "LONGEST_NOTE": LONGEST_NOTE,
    }
    request.response.status_int = 200 if request.method == "GET" else 422 if faults else 412
    return render_to_response(PREVIEW, seen, request=request, response=request.response)


def _stays(resource: CourseResource, request: Request, fields: Fields) -> Any:
    written = form_of(request) if request.method == "POST" else query_of(request)
    seen = shown(resource, request) | {"faults": fields.faults, "about": "seats", "written": dict(written)}
    request.response.status_int = 422
    return render_to_response(LIST, seen, request=request, response=request.response)


def _seats(fields: Fields) -> int | None:
    """Return the number of seats; None: without a limit."""
    text = fields.text("seats")
    if not text:
        return None
    if not _SEATS.fullmatch(text) or int(text) > MOST_SEATS:
        fields.faults["seats"] = f"This must be a number up to {MOST_SEATS}, or empty for no limit."
        return None
    return int(text)


def _as_seen(course: Course) -> str:
    """Return what a change must not pass over: how many seats there are. Who sits there may change any time."""
    return "unlimited" if course.max_participants is None else str(course.max_participants)
