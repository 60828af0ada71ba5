"""The line of a course, for staff: who waits, another place for somebody, and a seat beyond those there are."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from pyramid.view import view_config

from enrollment.domain.errors import CourseUnknown
from enrollment.domain.identifiers import UserId
from enrollment.domain.users import Permission
from enrollment.web.api.enrollment_shapes import EnrollmentShape
from enrollment.web.api.exchange import Asked, Number
from enrollment.web.api.paging import place_of
from enrollment.web.api.refusals import refusal_of
from enrollment.web.api.shapes import Answer, Seats
from enrollment.web.api.texts import Text, Whole
from enrollment.web.api.waitlist import IdText
from enrollment.web.api.waitlist_shapes import InLineShape, Position
from enrollment.web.cursors import write_cursor
from enrollment.web.problems import answer
from enrollment.web.request import Request
from enrollment.web.resources import CourseEntryResource, CourseResource

MANAGE = Permission.MANAGE_WAITLISTS.value
Note = Annotated[Text, Field(min_length=1, max_length=500, description="Why, for whoever asks later.")]


class LineQuery(Asked):
    """Which part of the line."""

    limit: Number = Field(50, ge=1, le=200)
    cursor: str | None = Field(None, max_length=500, description="The ``next`` of the page before.")


class Line(Answer):
    """Those with an offer first, then who waits, in order; ``waiting`` counts these. ``next`` is null on the last."""

    items: list[InLineShape]
    next: str | None
    waiting: Seats


class MoveAsked(Asked):
    """The position the entry is to have, counted from 1, and why."""

    position: Annotated[Whole, Field(ge=1, le=100_000)]
    note: Note


class MovedShape(Answer):
    """The position the entry has now."""

    position: Position


class OverbookAsked(Asked):
    """Whom to enroll, and why."""

    student_id: IdText
    note: Note


@view_config(
    route_name="api.v1.course.waitlist",
    request_method="GET",
    permission=MANAGE,
    query=LineQuery,
    answer=Line,
    problems=(403, 404),
)
def line(resource: CourseResource, request: Request) -> Line:
    """List who waits for the course."""
    asked: LineQuery = request.asked
    application, kind = request.application, f"waitlist {resource.course_id}"
    course, start = application.catalog.find(resource.course_id), int(place_of(kind, asked.cursor, request) or 0)
    if course is None:
        raise CourseUnknown
    found = application.waitlists.line(resource.course_id, asked.limit + 1, start)
    goes_on = len(found) > asked.limit
    return Line(
        items=[InLineShape.of(one) for one in found[: asked.limit]],
        next=write_cursor(kind, str(start + asked.limit), request.registry.site.session_secret) if goes_on else None,
        waiting=course.waiting,
    )


@view_config(
    route_name="api.v1.course.waitlist.position",
    request_method="PUT",
    permission=MANAGE,
    body=MoveAsked,
    answer=MovedShape,
    problems=(403, 404),
)
def move(resource: CourseEntryResource, request: Request) -> MovedShape:
    """Move an entry to another position; its student is told."""
    assert request.identity is not None
    asked: MoveAsked = request.asked
    position = request.application.move_entry(
        request.identity,
        resource.course_id,
        resource.entry_id,
        position=asked.position,
        note=asked.note,
        origin=request.origin,
    )
    return MovedShape(position=position)


@view_config(
    route_name="api.v1.course.overbookings",
    request_method="POST",
    permission=MANAGE,
    body=OverbookAsked,
    key="required",
    answer=EnrollmentShape,
    status=201,
    problems=(400, 403, 404, 409),
)
def overbook(resource: CourseResource, request: Request) -> Any:
    """Enroll a student whether or not there is a seat and registration is open; all other rules hold.

    A refusal is returned, not raised, so that its receipt is kept.
    """
    assert request.identity is not None
    asked: OverbookAsked = request.asked
    receipt = request.application.overbook(
        request.identity,
        UserId(UUID(asked.student_id)),
        resource.course_id,
        note=asked.note,
        key=request.key,
        origin=request.origin,
    )
    if receipt.enrollment is None:
        return answer(refusal_of([receipt], request), request.path)
    enrollment_id = str(receipt.enrollment.id)
    request.response.location = request.route_path("api.v1.enrollment", enrollment_id=enrollment_id)
    return EnrollmentShape.of(receipt.enrollment, receipt.id)
