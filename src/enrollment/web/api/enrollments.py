"""Enrolling, dropping, and reading what came of it."""

from typing import Any

from pyramid.view import view_config

from enrollment.domain.button import button_for
from enrollment.domain.errors import CourseUnknown
from enrollment.domain.reasons import AuthRequired, Category, CourseNotFound, NotPermitted
from enrollment.domain.receipts import Receipt
from enrollment.domain.verdict import Verdict
from enrollment.web.api.enrollment_shapes import EnrollmentShape, ScheduledShape
from enrollment.web.api.shapes import reasons
from enrollment.web.problems import NOT_SIGNED_IN, Problem, answer, problem_of
from enrollment.web.request import Request
from enrollment.web.resources import CourseResource, EnrollmentResource
from enrollment.web.security import SIGNED_IN


@view_config(
    route_name="api.v1.enrollments",
    request_method="POST",
    permission=SIGNED_IN,
    key="required",
    answer=EnrollmentShape,
    status=201,
    problems=(400, 403, 404, 409),
)
def enroll(resource: CourseResource, request: Request) -> Any:
    """Enroll the caller: the enrollment, or every reason why not.

    A refusal is returned, not raised, so that its receipt is kept.
    """
    assert request.identity is not None
    receipt = request.application.enroll_student(
        request.identity.id, resource.course_id, key=request.key, origin=request.origin
    )
    if receipt.enrollment is None:
        return answer(_refusal(receipt, request), request.path)
    enrollment_id = str(receipt.enrollment.id)
    request.response.location = request.route_path("api.v1.enrollment", enrollment_id=enrollment_id)
    return EnrollmentShape.of(receipt.enrollment, receipt.id)


@view_config(
    route_name="api.v1.enrollment",
    request_method="GET",
    permission=SIGNED_IN,
    answer=ScheduledShape,
    problems=(404,),
)
def read(resource: EnrollmentResource, request: Request) -> ScheduledShape:
    """Read an enrollment: one's own, or anybody's for those who may."""
    assert request.identity is not None
    return ScheduledShape.of(request.application.read_enrollment(request.identity, resource.enrollment_id))


@view_config(
    route_name="api.v1.enrollment",
    request_method="DELETE",
    permission=SIGNED_IN,
    key="optional",
    answer=EnrollmentShape,
    problems=(400, 404, 409),
)
def drop(resource: EnrollmentResource, request: Request) -> Any:
    """Give the seat up. Dropping what has ended already changes nothing and answers how it ended.

    A refusal is returned, not raised, so that its receipt is kept.
    """
    assert request.identity is not None
    receipt = request.application.drop_enrollment(
        request.identity.id, resource.enrollment_id, key=request.key, origin=request.origin
    )
    if receipt.enrollment is None:
        return answer(_kept(receipt, request), request.path)
    was_kept = receipt.enrollment.ended_at == receipt.at
    return EnrollmentShape.of(receipt.enrollment, receipt.id if was_kept else None)


def _refusal(receipt: Receipt, request: Request) -> Problem:
    """Return the problem that tells of the refusal: the same bytes for the same receipt, whenever it is asked for."""
    verdict = receipt.verdict
    match verdict.reasons[0]:
        case CourseNotFound():
            return problem_of(CourseUnknown())  # without reasons: a draft is not told from nothing at all
        case AuthRequired():
            return NOT_SIGNED_IN
        case NotPermitted() if len(verdict.reasons) == 1:
            return _told(verdict, receipt, request, status=403)
    return _told(verdict, receipt, request, status=409)


def _kept(receipt: Receipt, request: Request) -> Problem:
    """Return the problem that tells why the seat is kept."""
    shown = reasons(receipt.verdict.reasons, receipt.course_id, request)
    return Problem(
        status=409,
        code=receipt.verdict.reasons[0].code,
        detail=shown[0].message,
        category=Category.BUSINESS,
        members={"receipt_id": str(receipt.id), "reasons": [reason.model_dump() for reason in shown]},
    )


def _told(verdict: Verdict, receipt: Receipt, request: Request, *, status: int) -> Problem:
    headline = verdict.reasons[0]
    shown = reasons(verdict.reasons, receipt.course_id, request)
    button = button_for(verdict)
    return Problem(
        status=status,
        code=headline.code,
        detail=shown[0].message,
        category=Category(headline.category),
        members={
            "state": button.state.value,
            "button": button.text,
            "may_wait": verdict.may_wait,
            "receipt_id": str(receipt.id),
            "reasons": [reason.model_dump() for reason in shown],
        },
    )
