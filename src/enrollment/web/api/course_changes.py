"""Changing a course: its seats, its registration window, its status; and who would be given the seats."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError
from pyramid.view import view_config

from enrollment.application.change_course import MOST_SHOWN
from enrollment.application.waitlists.turns import Turn
from enrollment.domain.catalog import Course, CourseStatus, RegistrationWindow
from enrollment.domain.course_changes import CourseChange
from enrollment.domain.errors import CourseUnknown
from enrollment.domain.users import Permission
from enrollment.web.api.course_shapes import CourseShape
from enrollment.web.api.exchange import Asked, tag_of
from enrollment.web.api.shapes import Answer, Id, ReasonShape, reasons
from enrollment.web.api.texts import At, Text, Whole
from enrollment.web.problems import Problem, Unacceptable
from enrollment.web.request import Request
from enrollment.web.resources import CourseResource

MANAGE = Permission.MANAGE_COURSES.value
MOST_SEATS = 100_000
Seats = Annotated[Whole, Field(ge=0, le=MOST_SEATS)]
UNSEEN = Problem(
    status=428,
    code="precondition-required",
    detail="Say which state of the course this is to change: send the ETag it was read with, as If-Match.",
)


class ChangeAsked(Asked):
    """What is to be different; what is not named stays.

    ``max_participants`` null: without a limit. A side of the window that is null is unbounded. Whoever sits in, or
    waits for, a course that is cancelled or unpublished is told. ``note`` says why, for whoever asks later.
    """

    max_participants: Seats | None = None
    registration_opens_at: At = None
    registration_closes_at: At = None
    status: Literal["published", "unpublished", "cancelled"] | None = None
    note: Annotated[Text, Field(max_length=500)] = ""

    @model_validator(mode="after")
    def _opens_before_it_closes(self) -> "ChangeAsked":
        opens, closes = self.registration_opens_at, self.registration_closes_at
        if opens and closes and closes <= opens:
            raise PydanticCustomError("window", "Registration would close before it opens")
        return self

    def change_of(self, course: Course) -> CourseChange:
        """Return the change to the course as it is."""
        named, window = self.model_fields_set, course.registration
        opens = self.registration_opens_at if "registration_opens_at" in named else window.opens
        closes = self.registration_closes_at if "registration_closes_at" in named else window.closes
        return CourseChange(
            seats="max_participants" in named,
            max_participants=self.max_participants,
            registration=RegistrationWindow(opens=opens, closes=closes),
            status=CourseStatus(self.status) if self.status else None,
        )


class PreviewAsked(Asked):
    """How many seats there are to be; null: without a limit."""

    max_participants: Seats | None


class TurnShape(Answer):
    """Somebody who waits: whether there would be a seat for them, and what stands against it."""

    student_id: Id
    name: str
    is_given: bool
    reasons: list[ReasonShape]


class PreviewShape(Answer):
    """What would come of it: how many more sit there than there are seats, and whose turn it would be, in order."""

    over_by: Annotated[int, Field(ge=0)]
    turns: Annotated[list[TurnShape], Field(max_length=MOST_SHOWN)]


@view_config(
    route_name="api.v1.course",
    request_method="PATCH",
    permission=MANAGE,
    body=ChangeAsked,
    answer=CourseShape,
    problems=(403, 404, 412, 428),
)
def change(resource: CourseResource, request: Request) -> CourseShape:
    """Change the course that is as ``If-Match`` says. Seats this frees are given to those who wait, at once."""
    assert request.identity is not None
    if "HTTP_IF_MATCH" not in request.environ:
        raise Unacceptable(UNSEEN)
    asked: ChangeAsked = request.asked
    changed = request.application.change_course(
        request.identity,
        resource.course_id,
        asked.change_of(_course(resource, request)),
        is_as_seen=lambda course: tag_of(CourseShape.of(course, None)) in request.if_match,
        note=asked.note,
        origin=request.origin,
    )
    request.response.etag = tag_of(CourseShape.of(changed, None))
    return CourseShape.of(changed, None)


@view_config(
    route_name="api.v1.course.preview",
    request_method="POST",
    permission=MANAGE,
    body=PreviewAsked,
    answer=PreviewShape,
    problems=(403, 404),
)
def preview(resource: CourseResource, request: Request) -> PreviewShape:
    """Tell who would be given a seat if there were so many; changes nothing."""
    seats = CourseChange(seats=True, max_participants=request.asked.max_participants)
    seen = request.application.change_course.preview(resource.course_id, seats)
    return PreviewShape(over_by=seen.course.over_by, turns=[_turn(turn, seen.course, request) for turn in seen.turns])


def _turn(turn: Turn, course: Course, request: Request) -> TurnShape:
    student = turn.queued.student
    against: Any = reasons(turn.reasons, course.id, request)
    return TurnShape(student_id=str(student.id), name=student.name, is_given=turn.allowed, reasons=against)


def _course(resource: CourseResource, request: Request) -> Course:
    course = request.application.catalog.find(resource.course_id)
    if course is None:
        raise CourseUnknown
    return course
