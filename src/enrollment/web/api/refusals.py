"""A refusal, as a problem that has every reason: the same bytes for the same receipts, whenever they are asked for."""

from collections.abc import Sequence
from typing import Any

from enrollment.domain.button import button_for
from enrollment.domain.errors import CourseUnknown
from enrollment.domain.reasons import AuthRequired, Category, CourseNotFound, NotPermitted, Reason
from enrollment.domain.receipts import Receipt
from enrollment.domain.verdict import Verdict
from enrollment.web.api.shapes import reasons
from enrollment.web.problems import NOT_SIGNED_IN, Problem, problem_of
from enrollment.web.request import Request


def refusal_of(receipts: Sequence[Receipt], request: Request) -> Problem:
    """Return the problem that tells why nothing was given, or nothing given up; by the first receipt, one at least."""
    first, *others = receipts
    verdict = first.verdict
    match verdict.reasons[0]:
        case CourseNotFound():
            return problem_of(CourseUnknown())  # without reasons: a draft is not told from nothing at all
        case AuthRequired():
            return NOT_SIGNED_IN
    is_forbidden = len(verdict.reasons) == 1 and isinstance(verdict.reasons[0], NotPermitted)
    against: list[Any] = [reasons(one.verdict.reasons, one.course_id, request) for one in (first, *others)]
    told = [reason.model_dump() for of_course in against for reason in of_course]
    headline: Reason = verdict.reasons[0]
    return Problem(
        status=403 if is_forbidden else 409,
        code=headline.code,
        detail=told[0]["message"],
        category=Category(headline.category),
        members={**_button(verdict, request), "receipt_id": str(first.id), "reasons": told},
    )


def kept_seat(receipt: Receipt, request: Request) -> Problem:
    """Return the problem that tells why a seat is kept, or an offer is not taken."""
    shown = reasons(receipt.verdict.reasons, receipt.course_id, request)
    return Problem(
        status=409,
        code=receipt.verdict.reasons[0].code,
        detail=shown[0].message,
        category=Category.BUSINESS,
        members={"receipt_id": str(receipt.id), "reasons": [reason.model_dump() for reason in shown]},
    )


def _button(verdict: Verdict, request: Request) -> dict[str, Any]:
    button = button_for(verdict, request.campus)
    return {"state": button.state.value, "button": button.text, "may_wait": verdict.may_wait}
