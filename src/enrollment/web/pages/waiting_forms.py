"""The forms with which a student stands in line, changes how, and leaves."""

from typing import Any
from uuid import UUID

from pyramid.renderers import render_to_response
from pyramid.view import view_config

from enrollment.application.waitlists.join import Wanted
from enrollment.application.waitlists.revise import Revision
from enrollment.domain.errors import CourseUnknown
from enrollment.domain.identifiers import CourseId, EntryId
from enrollment.domain.reasons import CourseNotFound
from enrollment.domain.waitlist_errors import EntryUnknown
from enrollment.web.errors import page_of
from enrollment.web.pages.course import shown
from enrollment.web.pages.fields import Fields
from enrollment.web.pages.plan_submission import INCOMPLETE
from enrollment.web.pages.submission import new_key, read_key
from enrollment.web.pages.swap_choices import seats_named
from enrollment.web.parameters import form_of
from enrollment.web.problems import Unacceptable, problem_of
from enrollment.web.redirects import see_other
from enrollment.web.request import Request
from enrollment.web.resources import CourseResource, EntryResource, read_id
from enrollment.web.security import SIGNED_IN

REFUSAL = "enrollment.web:templates/refused.jinja2"


@view_config(route_name="course.waitlist", request_method="POST", permission=SIGNED_IN)
def join(resource: CourseResource, request: Request) -> Any:
    """Stand in line, and go to the student's schedule; or stay and say why not.

    A refusal is returned, not raised, so that its receipt is kept.
    """
    assert request.identity is not None
    wanted = _wanted(resource.course_id, form_of(request))
    key = request.key = read_key(Fields(form_of(request)), "course.waitlist", wanted)
    if key is None:
        raise Unacceptable(INCOMPLETE)
    joined = request.application.join_waitlist(request.identity.id, wanted, key=key, origin=request.origin)
    if joined.entry:
        return see_other(request.route_path("me", _query={"receipt": str(joined.receipts[0].id)}, _anchor="waiting"))
    return refused(resource, request, joined.receipts[0].verdict, "You were not put on the waitlist of")


@view_config(
    route_name="entry.leave",
    request_method="GET",
    permission=SIGNED_IN,
    renderer="enrollment.web:templates/leave.jinja2",
)
def confirm(resource: EntryResource, request: Request) -> dict[str, Any]:
    """Show what is lost, and ask. Raises EntryUnknown for what does not wait."""
    assert request.identity is not None
    standing = request.application.read_standing.one(request.identity.id, resource.entry_id)
    if not standing.waiting.entry.is_waiting:
        raise EntryUnknown
    return {"standing": standing, "key": new_key()}


@view_config(route_name="entry.leave", request_method="POST", permission=SIGNED_IN)
def leave(resource: EntryResource, request: Request) -> Any:
    """Leave the line, and go to the student's schedule."""
    assert request.identity is not None
    key = request.key = read_key(Fields(form_of(request)), "entry.leave", resource.entry_id)
    if key is None:
        raise Unacceptable(INCOMPLETE)
    receipts = request.application.leave_waitlist(
        request.identity.id, resource.entry_id, key=key, origin=request.origin
    )
    return see_other(request.route_path("me", _query={"receipt": str(receipts[0].id)}))


@view_config(route_name="entry.revise", request_method="POST", permission=SIGNED_IN)
def revise(resource: EntryResource, request: Request) -> Any:
    """Change what is given up, or the order of what is wanted, and go back to the schedule."""
    assert request.identity is not None
    form = form_of(request)
    revision = Revision(
        gives_up=seats_named(form) if "drop" in form else None,
        or_else=EntryId(_id(form["or_else"])) if form.get("or_else") else None,
        choice=Fields(form).number("choice", most=100, default=1) if "choice" in form else None,
    )
    request.application.revise_entry(request.identity.id, resource.entry_id, revision, origin=request.origin)
    return see_other(request.route_path("me", _anchor="waiting"))


def refused(resource: CourseResource, request: Request, verdict: Any, headline: str) -> Any:
    """Return the page that says why something about the course was not done."""
    if verdict.has(CourseNotFound):
        return page_of(problem_of(CourseUnknown()), request)
    preview = request.application.preview_enrollment(request.identity, resource.course_id)
    seen = shown(request, preview, verdict) | {"headline": headline}
    request.response.status_int = 409
    return render_to_response(REFUSAL, seen, request=request, response=request.response)


def _wanted(course_id: CourseId, form: Any) -> Wanted:
    others = [CourseId(_id(value)) for name, value in sorted(form.items()) if name.startswith("with-")]
    courses = (course_id, *others)
    if len(set(courses)) < len(courses):
        raise Unacceptable(INCOMPLETE)
    or_else = EntryId(_id(form["or_else"])) if form.get("or_else") else None
    return Wanted(courses=courses, gives_up=seats_named(form), or_else=or_else)


def _id(text: str) -> UUID:
    id_ = read_id(text)
    if id_ is None:
        raise Unacceptable(INCOMPLETE)
    return id_
