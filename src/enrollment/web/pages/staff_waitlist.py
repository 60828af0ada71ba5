"""The line of a course, for staff: who waits, another place for somebody, and a seat beyond those there are."""

from typing import Any

from pyramid.renderers import render_to_response
from pyramid.view import view_config

from enrollment.domain.catalog import Course
from enrollment.domain.identifiers import EntryId
from enrollment.domain.users import Permission
from enrollment.domain.wording import in_words
from enrollment.domain.wording.lines import how_many_wait, line_in_words
from enrollment.web.pages.fields import Fields
from enrollment.web.pages.plan_submission import INCOMPLETE
from enrollment.web.pages.staff_permits import course_of
from enrollment.web.pages.submission import new_key, read_key
from enrollment.web.parameters import form_of, query_of
from enrollment.web.problems import Unacceptable
from enrollment.web.redirects import see_other
from enrollment.web.request import Request
from enrollment.web.resources import CourseEntryResource, CourseResource

LIST = "enrollment.web:templates/staff_waitlist.jinja2"
MANAGE = Permission.MANAGE_WAITLISTS.value
PAGE = 50
LONGEST_NOTE = 500
MOST_PAGES = 10_000


@view_config(route_name="staff.waitlist", request_method="GET", permission=MANAGE, renderer=LIST)
def line(resource: CourseResource, request: Request) -> dict[str, Any]:
    """Show who waits, and the forms."""
    return shown(resource, request) | {"news": query_of(request).get("done", "")}


@view_config(route_name="staff.waitlist.move", request_method="POST", permission=MANAGE)
def move(resource: CourseEntryResource, request: Request) -> Any:
    """Move somebody, and go back to the line."""
    assert request.identity is not None
    fields = Fields(form_of(request))
    position, note = fields.number("position", most=100_000, default=0), _note(fields)
    if not position:
        fields.faults.setdefault("position", "Say which position it is to be.")
    if fields.faults:
        return _stays(resource, request, fields, about=str(resource.entry_id))
    request.application.move_entry(
        request.identity, resource.course_id, resource.entry_id, position=position, note=note, origin=request.origin
    )
    return back(resource, request, "moved")


@view_config(route_name="staff.overbook", request_method="POST", permission=MANAGE)
def overbook(resource: CourseResource, request: Request) -> Any:
    """Enroll a student whether or not there is a seat, and go back to the line; or say why not.

    A refusal is returned, not raised, so that its receipt is kept.
    """
    assert request.identity is not None
    fields = Fields(form_of(request))
    email, note = fields.text("email", longest=254), _note(fields)
    account = request.application.accounts.find(email) if email else None
    if account is None or not account.user.may(Permission.ENROLL):
        fields.faults.setdefault("email", "There is no student with this address.")
    key = request.key = read_key(fields, "staff.overbook", (resource.course_id, email, note))
    if account is None or key is None or fields.faults:
        return _stays(resource, request, fields, about="overbook")
    receipt = request.application.overbook(
        request.identity, account.user.id, resource.course_id, note=note, key=key, origin=request.origin
    )
    if receipt.enrollment is None:
        against = [in_words(reason, request.campus).message for reason in receipt.verdict.reasons]
        fields.faults["email"] = " ".join(["The student was not enrolled.", *against])
        return _stays(resource, request, fields, about="overbook", status=409)
    return back(resource, request, "enrolled")


def back(resource: CourseResource, request: Request, done: str) -> Any:
    """Go to the line, which says what was done."""
    return see_other(request.route_path("staff.waitlist", course_id=str(resource.course_id), _query={"done": done}))


def shown(resource: CourseResource, request: Request) -> dict[str, Any]:
    """Return what the page shows: a page of the line, and the forms."""
    course = course_of(resource, request)
    page = Fields(query_of(request)).number("page", most=MOST_PAGES, default=1)
    found = request.application.waitlists.line(course.id, PAGE + 1, (page - 1) * PAGE)
    return {
        "course": course,
        "moves": line_in_words(_rule(request, course), request.campus),
        "waiting": how_many_wait(course.waiting, _rule(request, course)),
        "line": found[:PAGE],
        "moves_to": {one.entry.id: _address(request, course, one.entry.id) for one in found[:PAGE]},
        "page": page,
        "goes_on": len(found) > PAGE,
        "key": new_key(),
        "faults": {},
        "about": "",
        "written": {},
        "news": "",
        "LONGEST_NOTE": LONGEST_NOTE,
    }


def _address(request: Request, course: Course, entry_id: EntryId) -> str:
    return request.route_path("staff.waitlist.move", course_id=str(course.id), entry_id=str(entry_id))


def _rule(request: Request, course: Course) -> Any:
    return request.application.preview_enrollment(request.identity, course.id).attempt.rules.waitlist


def _note(fields: Fields) -> str:
    note = fields.prose("note", longest=LONGEST_NOTE)
    if not note:
        fields.faults.setdefault("note", "Say why, for whoever asks later.")
    return note


def _stays(resource: CourseResource, request: Request, fields: Fields, *, about: str, status: int = 422) -> Any:
    if "idempotency_key" in fields.faults and len(fields.faults) == 1:
        raise Unacceptable(INCOMPLETE)
    seen = shown(resource, request) | {"faults": fields.faults, "about": about, "written": dict(form_of(request))}
    request.response.status_int = status
    return render_to_response(LIST, seen, request=request, response=request.response)
