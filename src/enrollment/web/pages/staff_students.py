"""A student's academic record, for staff, and the holds on it."""

from dataclasses import dataclass
from typing import Any

from pyramid.renderers import render_to_response
from pyramid.view import view_config

from enrollment.application.change_holds import find_hold, hold_id
from enrollment.domain.academic_record import Act, Hold
from enrollment.domain.permission_errors import OverAlready
from enrollment.domain.users import Permission, Role
from enrollment.web.pages.fields import Fields
from enrollment.web.parameters import form_of, query_of
from enrollment.web.redirects import see_other
from enrollment.web.request import Request
from enrollment.web.resources import StudentResource

RECORD = "enrollment.web:templates/staff_student.jinja2"
MANAGE = Permission.MANAGE_HOLDS.value


@dataclass(frozen=True, slots=True)
class Line:
    """A hold, whether it stands now, and where it is lifted."""

    hold: Hold
    stands: bool
    lift: str


@view_config(
    route_name="staff.students",
    request_method="GET",
    permission=MANAGE,
    renderer="enrollment.web:templates/staff_students.jinja2",
)
def find(context: Any, request: Request) -> Any:
    """Ask for an address, and lead to the student who has it."""
    fields = Fields(query_of(request))
    email = fields.text("email", longest=254)
    account = request.application.accounts.find(email) if email else None
    if account and Role.STUDENT in account.user.roles:
        return see_other(request.route_path("staff.student", student_id=str(account.user.id)))
    if email:
        fields.faults["email"] = "No student has this e-mail address."
    return {"email": email, "faults": fields.faults}


@view_config(route_name="staff.student", request_method="GET", permission=MANAGE, renderer=RECORD)
def record(resource: StudentResource, request: Request) -> dict[str, Any]:
    """Show the record, the holds, and the form to place one."""
    return _shown(resource, request) | {"news": query_of(request).get("done", "")}


@view_config(route_name="staff.student", request_method="POST", permission=MANAGE)
def place(resource: StudentResource, request: Request) -> Any:
    """Place a hold, and show the record with it."""
    assert request.identity is not None
    fields = Fields(form_of(request))
    hold = _hold(fields, request)
    if not fields.faults:
        try:
            request.application.change_holds.place(request.identity, resource.student_id, hold, origin=request.origin)
        except OverAlready:
            fields.faults["expires"] = "This day is over."
    if fields.faults:
        seen = _shown(resource, request) | {"faults": fields.faults, "written": form_of(request)}
        request.response.status_int = 422
        return render_to_response(RECORD, seen, request=request, response=request.response)
    return _back(resource, request, "placed")


@view_config(
    route_name="staff.hold.lift",
    request_method="GET",
    permission=MANAGE,
    renderer="enrollment.web:templates/staff_hold_lift.jinja2",
)
def confirm(resource: StudentResource, request: Request) -> dict[str, Any]:
    """Show the hold, and ask whether it is to be lifted."""
    student = request.application.put_record.student(resource.student_id)
    found = find_hold(request.application.academic_records.of(student.id), request.matchdict["hold_id"])
    return {"student": student, "hold": found, "action": request.path}


@view_config(route_name="staff.hold.lift", request_method="POST", permission=MANAGE)
def lift(resource: StudentResource, request: Request) -> Any:
    """Lift the hold, and show the record without it."""
    assert request.identity is not None
    request.application.change_holds.lift(
        request.identity, resource.student_id, request.matchdict["hold_id"], origin=request.origin
    )
    return _back(resource, request, "lifted")


def _hold(fields: Fields, request: Request) -> Hold:
    blocks = frozenset(act for act in Act if fields.is_ticked(f"blocks-{act}"))
    owner, note = fields.prose("owner", longest=100), fields.prose("note", longest=500)
    for name, text in (("owner", owner), ("note", note)):
        if not text:
            fields.faults.setdefault(name, "This is missing.")
    if not blocks:
        fields.faults["blocks"] = "Tick what it keeps the student from."
    return Hold(owner=owner, note=note, blocks=blocks, expires_at=fields.last_day("expires", request.campus))


def _shown(resource: StudentResource, request: Request) -> dict[str, Any]:
    student = request.application.put_record.student(resource.student_id)
    kept, now = request.application.academic_records.of(student.id), request.application.clock.now()
    lines = [
        Line(
            hold,
            any(hold.stands_against(act, now) for act in Act),
            request.route_path("staff.hold.lift", student_id=str(student.id), hold_id=hold_id(hold)),
        )
        for hold in kept.holds
    ]
    written = {"blocks-enroll": "1"}
    return {"student": student, "record": kept, "lines": lines, "faults": {}, "written": written, "news": ""}


def _back(resource: StudentResource, request: Request, done: str) -> Any:
    return see_other(request.route_path("staff.student", student_id=str(resource.student_id), _query={"done": done}))
