"""What a verdict looks like."""

from collections.abc import Collection
from typing import Any

from enrollment.domain.button import button_for
from enrollment.domain.identifiers import CourseId
from enrollment.domain.reasons import CourseNotFound
from enrollment.domain.verdict import Verdict
from enrollment.web.api.shapes import Answer, MetShape, ReasonShape, met, reasons
from enrollment.web.request import Request


class Eligibility(Answer):
    """The verdict on enrolling now, and what the enroll button says. It promises nothing.

    ``met`` are the rules that apply and are met.
    """

    state: str
    button: str
    may_wait: bool
    reasons: list[ReasonShape]
    met: list[MetShape]


def eligibility_of(
    verdict: Verdict, course_id: CourseId, request: Request, planned: Collection[CourseId] = ()
) -> dict[str, Any]:
    """Return the members that every answer with a verdict has; ``planned`` are asked for together with the course."""
    button = button_for(verdict, request.campus)
    return {
        "state": button.state.value,
        "button": button.text,
        "may_wait": verdict.may_wait,
        "reasons": reasons(verdict.reasons, course_id, request, planned),
        "met": [] if verdict.has(CourseNotFound) else met(verdict.met),
    }
