"""The requests for consent that wait, and what else stands against each."""

from collections.abc import Sequence

from enrollment.domain.errors import CourseUnknown
from enrollment.domain.reasons import ConsentRequired, CourseNotFound, Reason
from enrollment.ports.consent_requests import Asked
from enrollment.web.request import Request


def else_against(request: Request, asked: Asked) -> Sequence[Reason]:
    """Return every reason but the want of consent that stands against the student in that course now."""
    try:
        verdict = request.application.preview_enrollment(asked.student, asked.course.id).verdict
    except CourseUnknown:  # it is a draft again
        return (CourseNotFound(),)
    return [reason for reason in verdict.reasons if not isinstance(reason, ConsentRequired)]
