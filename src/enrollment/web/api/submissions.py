"""Several courses asked for at once, and what came of each."""

from typing import Annotated, Any, Literal

from pydantic import Field
from pyramid.view import view_config

from enrollment.application.submit_courses import Line
from enrollment.domain.identifiers import CourseId
from enrollment.domain.submission import Mode
from enrollment.web.api.course_ids import CourseIds, course_ids_of
from enrollment.web.api.enrollment_shapes import EnrollmentShape
from enrollment.web.api.exchange import Asked
from enrollment.web.api.shapes import Answer, Id, ReasonShape, reasons
from enrollment.web.request import Request
from enrollment.web.security import SIGNED_IN


class Submission(Asked):
    """What is asked for: all or nothing, or as many as can be had, the first mattering most."""

    courses: Annotated[CourseIds, Field(min_length=1)]
    mode: Literal["all-or-nothing", "best-effort"]


class OutcomeShape(Answer):
    """What came of one course. ``held_back``: nothing stands against it, but something does against another one."""

    course_id: Id
    outcome: Literal["enrolled", "refused", "held_back"]
    enrollment: EnrollmentShape | None
    reasons: list[ReasonShape]
    receipt_id: Id | None


class SubmissionShape(Answer):
    """What came of each course, in the order asked for."""

    mode: str
    lines: list[OutcomeShape]


@view_config(
    route_name="api.v1.me.plan.submissions",
    request_method="POST",
    permission=SIGNED_IN,
    key="required",
    body=Submission,
    answer=SubmissionShape,
    problems=(400, 409),
)
def submit(context: Any, request: Request) -> SubmissionShape:
    """Ask for seats in several courses at once; those granted leave the plan."""
    assert request.identity is not None
    asked: Submission = request.asked
    lines = request.application.submit_courses(
        request.identity.id, course_ids_of(asked.courses), mode=Mode(asked.mode), key=request.key, origin=request.origin
    )
    planned = [line.course_id for line in lines if not (line.receipt and line.receipt.enrollment)]
    return SubmissionShape(mode=asked.mode, lines=[_outcome(line, request, planned) for line in lines])


def _outcome(line: Line, request: Request, planned: list[CourseId]) -> OutcomeShape:
    receipt = line.receipt
    if receipt is None:
        return OutcomeShape(
            course_id=str(line.course_id), outcome="held_back", enrollment=None, reasons=[], receipt_id=None
        )
    enrollment = receipt.enrollment
    return OutcomeShape(
        course_id=str(line.course_id),
        outcome="enrolled" if enrollment else "refused",
        enrollment=EnrollmentShape.of(enrollment, receipt.id) if enrollment else None,
        reasons=reasons(receipt.verdict.reasons, line.course_id, request, planned),
        receipt_id=str(receipt.id),
    )
