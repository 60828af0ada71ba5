"""What consent and permits look like."""

from datetime import datetime
from typing import Any

from pydantic import Field

from enrollment.application.grant_permits import Granted
from enrollment.ports.consent_requests import Asked, ConsentRequest
from enrollment.ports.permits import Grant
from enrollment.web.api.course_shapes import CourseName
from enrollment.web.api.shapes import Answer, Id, Instant, ReasonShape, instant


class ConsentShape(Answer):
    """The caller's request for the consent a course takes; it waits as long as nobody has decided."""

    course_id: Id
    student_id: Id
    asked_at: Instant


class PermitShape(Answer):
    """A permit: the codes of the reasons it sets aside, until when, and whether one enrollment spends it."""

    id: Id
    course_id: Id
    rules: list[str]
    granted_by: str
    expires_at: Instant | None
    single_use: bool


class GrantShape(PermitShape):
    """A permit as it was granted, and what has become of it: open, held, spent, revoked or expired.

    ``code`` is told once, in the answer to the request that made it; null ever after, and where there is none.
    """

    state: str
    student_id: Id | None
    granted_at: Instant
    spent_at: Instant | None
    revoked_at: Instant | None
    code: str | None

    @classmethod
    def of(cls, grant: Grant, at: datetime, code: str | None = None) -> "GrantShape":
        """Show the grant as of that instant."""
        permit = grant.permit
        return cls(
            id=str(permit.id),
            course_id=str(grant.course_id),
            rules=sorted(permit.codes),
            granted_by=permit.granted_by,
            expires_at=instant(permit.expires_at),
            single_use=permit.single_use,
            state=grant.state(at).value,
            student_id=str(grant.student_id) if grant.student_id else None,
            granted_at=instant(grant.granted_at) or "",
            spent_at=instant(grant.spent_at),
            revoked_at=instant(grant.revoked_at),
            code=code,
        )


class GrantsShape(Answer):
    """Permits for a course, the latest first."""

    items: list[GrantShape]
    next: str | None = None

    @classmethod
    def of(cls, granted: list[Granted], at: datetime) -> "GrantsShape":
        """Show what was granted just now."""
        return cls(items=[GrantShape.of(one.grant, at, one.code) for one in granted])


class Student(Answer):
    """Whose request it is."""

    id: Id
    email: str
    name: str


class RequestShape(Answer):
    """A request for consent, and what came of it: null while nobody has decided."""

    id: Id
    student_id: Id
    course_id: Id
    note: str
    asked_at: Instant
    approved: bool | None
    answer: str
    decided_at: Instant | None
    decided_by: Id | None

    @classmethod
    def of(cls, request: ConsentRequest) -> "RequestShape":
        """Show the request."""
        return cls(**_facts(request))


class WaitingShape(RequestShape):
    """A request that waits, whose it is, and every reason but the want of consent that stands against it."""

    student: Student
    course: CourseName
    reasons: list[ReasonShape] = Field(description="What else stands against the student in that course now.")

    @classmethod
    def waiting(cls, asked: Asked, against: list[ReasonShape]) -> "WaitingShape":
        """Show the request that waits."""
        student = Student(id=str(asked.student.id), email=asked.student.email, name=asked.student.name)
        return cls(**_facts(asked.request), student=student, course=CourseName.of(asked.course), reasons=against)


def _facts(request: ConsentRequest) -> dict[str, Any]:
    return {
        "id": str(request.id),
        "student_id": str(request.student_id),
        "course_id": str(request.course_id),
        "note": request.note,
        "asked_at": instant(request.asked_at),
        "approved": request.approved,
        "answer": request.answer,
        "decided_at": instant(request.decided_at),
        "decided_by": str(request.decided_by) if request.decided_by else None,
    }
