"""Receipts: the permanent record of each decision."""

from pyramid.view import view_config

from enrollment.domain.receipts import Receipt
from enrollment.web.api.enrollment_shapes import EnrollmentShape
from enrollment.web.api.shapes import Answer, Id, Instant, ReasonShape, instant, reasons
from enrollment.web.request import Request
from enrollment.web.resources import ReceiptResource
from enrollment.web.security import SIGNED_IN


class ReceiptShape(Answer):
    """What was asked, what was answered, when, and by which version of the rules."""

    id: Id
    action: str
    student_id: Id
    course_id: Id
    at: Instant
    rules_version: str
    outcome: str
    reasons: list[ReasonShape]
    enrollment: EnrollmentShape | None


@view_config(
    route_name="api.v1.receipt",
    request_method="GET",
    permission=SIGNED_IN,
    answer=ReceiptShape,
    problems=(404,),
)
def receipt(resource: ReceiptResource, request: Request) -> ReceiptShape:
    """Read a receipt: one's own, or anybody's for those who may."""
    assert request.identity is not None
    found: Receipt = request.application.read_enrollment.receipt(request.identity, resource.receipt_id)
    enrollment = found.enrollment
    return ReceiptShape(
        id=str(found.id),
        action=found.action.value,
        student_id=str(found.user_id),
        course_id=str(found.course_id),
        at=instant(found.at) or "",
        rules_version=found.rules_version,
        outcome=enrollment.status.value if enrollment else "refused",
        reasons=reasons(found.verdict.reasons, found.course_id, request),
        enrollment=EnrollmentShape.of(enrollment, found.id) if enrollment else None,
    )
