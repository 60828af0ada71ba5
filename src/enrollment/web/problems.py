"""What goes wrong, told so that a program can act on it and a person understands it (RFC 9457)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pyramid.response import Response

from enrollment.domain.errors import (
    CourseContended,
    CourseUnknown,
    DomainError,
    EmailTaken,
    EnrollmentUnknown,
    InvalidGrant,
    InvalidToken,
    KeyReused,
    LockTimeout,
    MessageUnknown,
    OutcomeUnknown,
    PlanFull,
    ReceiptUnknown,
    RequirementUnreadable,
    StudentBusy,
    Unavailable,
)
from enrollment.domain.permission_errors import (
    ConsentNotRequired,
    ConsentRequestUnknown,
    HoldUnknown,
    NotPermittable,
    OverAlready,
    PermitUnknown,
    StudentUnknown,
)
from enrollment.domain.reasons import Category
from enrollment.domain.waitlist_errors import (
    CourseChanged,
    EntryUnknown,
    NoteMissing,
    NothingToWatch,
    OfferUnknown,
    UndoOver,
)

STATUS: Mapping[type[DomainError], int] = {
    ConsentNotRequired: 409,
    ConsentRequestUnknown: 404,
    CourseChanged: 412,
    CourseContended: 503,
    CourseUnknown: 404,
    EmailTaken: 409,
    EnrollmentUnknown: 404,
    EntryUnknown: 404,
    HoldUnknown: 404,
    InvalidGrant: 400,
    InvalidToken: 401,
    KeyReused: 422,
    LockTimeout: 503,
    OutcomeUnknown: 503,
    MessageUnknown: 404,
    NotPermittable: 422,
    NoteMissing: 422,
    NothingToWatch: 409,
    OfferUnknown: 404,
    OverAlready: 422,
    PermitUnknown: 404,
    ReceiptUnknown: 404,
    PlanFull: 409,
    RequirementUnreadable: 422,
    StudentBusy: 409,
    StudentUnknown: 404,
    Unavailable: 503,
    UndoOver: 409,
}
# What passes by itself says when to come back, in seconds.
RETRY_AFTER: Mapping[type[DomainError], int] = {
    CourseContended: 1,
    LockTimeout: 1,
    OutcomeUnknown: 1,
    StudentBusy: 1,
    Unavailable: 2,
}


@dataclass(frozen=True, slots=True)
class Offer:
    """What a category of error offers (user's document, Error Categories & Responses)."""

    retry: bool
    fallback: str


OFFERS: Mapping[Category, Offer] = {
    Category.NETWORK: Offer(True, "Try again later"),
    Category.AUTH: Offer(False, "Redirect to login"),
    Category.VALIDATION: Offer(True, "Show specific field errors"),
    Category.BUSINESS: Offer(False, "Show alternative options"),
    Category.SERVER: Offer(True, "Contact support"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong with what was sent: a JSON pointer to it (RFC 6901, as a fragment), and what is wrong."""

    pointer: str
    detail: str
    code: str = "invalid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What goes wrong with one request. ``code`` is public and stable; ``detail`` is for people."""

    status: int
    code: str
    detail: str
    category: Category = Category.VALIDATION
    headers: Mapping[str, str] = field(default_factory=dict)
    errors: Sequence[Fault] = ()
    members: Mapping[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The code in words."""
        return self.code.replace("-", " ").capitalize()

    @property
    def offer(self) -> Offer:
        """What one can do now."""
        return OFFERS[self.category]

    def body(self, instance: str) -> dict[str, Any]:
        """Return the members of the problem document; ``instance`` is the path of the request."""
        errors = [{"pointer": fault.pointer, "detail": fault.detail, "code": fault.code} for fault in self.errors]
        return {
            "type": f"/problems/{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": instance,
            "code": self.code,
            "category": self.category.value,
            "retry": self.offer.retry,
            "fallback": self.offer.fallback,
            **({"errors": errors} if errors else {}),
            **self.members,
        }


class Unacceptable(Exception):
    """The request cannot be answered as it stands. Raised, so what it did is undone; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


def problem_of(error: DomainError) -> Problem:
    """Return the problem that tells what the core raised."""
    headers = {}
    if type(error) in RETRY_AFTER:
        headers["Retry-After"] = str(RETRY_AFTER[type(error)])
    if isinstance(error, InvalidToken):
        headers["WWW-Authenticate"] = 'Bearer error="invalid_token"'
    return Problem(
        status=STATUS[type(error)],
        code=error.code,
        detail=str(error),
        category=error.category,
        headers=headers,
    )


NOT_SIGNED_IN = Problem(
    status=401,
    code="auth-required",
    detail="Please login to continue.",
    category=Category.AUTH,
    headers={"WWW-Authenticate": "Bearer"},
)
NOT_PERMITTED = Problem(
    status=403,
    code="not-permitted",
    detail="Your account may not do this.",
    category=Category.AUTH,
)
NOT_FOUND = Problem(status=404, code="not-found", detail="There is nothing at this address.")
INTERNAL = Problem(
    status=500,
    code="internal-error",
    detail="Server error occurred. It has been noted; the request may be tried again.",
    category=Category.SERVER,
)


def answer(problem: Problem, instance: str) -> Response:
    """Return the problem as ``application/problem+json``."""
    response = Response(
        status=problem.status,
        content_type="application/problem+json",
        charset="utf-8",
        body=json.dumps(problem.body(instance), ensure_ascii=False).encode(),
    )
    response.headers.update(problem.headers)
    return response
