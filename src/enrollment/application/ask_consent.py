"""Ask for the consent a course takes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from enrollment.domain.errors import CourseUnknown
from enrollment.domain.events import ConsentRequested
from enrollment.domain.identifiers import ConsentRequestId, CourseId, UserId
from enrollment.domain.messages import Message
from enrollment.domain.permission_errors import ConsentNotRequired
from enrollment.domain.policies import decide
from enrollment.domain.reasons import AlreadyEnrolled, ConsentRequired, CourseNotFound
from enrollment.domain.records import LogEntry, Origin
from enrollment.ports.activity_log import ActivityLog
from enrollment.ports.clock import Clock
from enrollment.ports.consent_requests import ConsentRequest, ConsentRequests
from enrollment.ports.outbox import Outbox
from enrollment.ports.register import Register

LONGEST_NOTE = 500  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """Since when the student's request waits, and whether it was made just now."""

    asked_at: datetime
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AskConsent:
    """Put a student's request before staff. Asking again while it is undecided changes nothing.

    Whatever else stands against the student: with the consent they would still have to meet it. Works inside the
    caller's transaction.
    """

    register: Register
    consent_requests: ConsentRequests
    activity_log: ActivityLog
    outbox: Outbox
    clock: Clock

    def __call__(self, student_id: UserId, course_id: CourseId, *, note: str, origin: Origin) -> Requested:
        """Ask. Raises StudentBusy, CourseUnknown, and ConsentNotRequired where there is nothing to ask."""
        student = self.register.hold(student_id)
        facts = self.register.facts(course_id, student_id)
        at = self.clock.now()
        verdict = decide(facts.attempt(at, student))
        if verdict.has(CourseNotFound):
            raise CourseUnknown
        reason = next((reason for reason in verdict.reasons if isinstance(reason, ConsentRequired)), None)
        if reason is None or verdict.has(AlreadyEnrolled):
            raise ConsentNotRequired
        if reason.requested_at:
            return Requested(asked_at=reason.requested_at, is_new=False)
        self._ask(student_id, course_id, note, at, origin)
        return Requested(asked_at=at, is_new=True)

    def _ask(self, student_id: UserId, course_id: CourseId, note: str, at: datetime, origin: Origin) -> None:
        request = ConsentRequest(
            id=ConsentRequestId(uuid4()), course_id=course_id, student_id=student_id, note=note, asked_at=at
        )
        self.consent_requests.ask(request)
        details = {"request_id": str(request.id), "course_id": str(course_id)}
        entry = LogEntry(user_id=student_id, action="consent_request", details=details, timestamp=at, origin=origin)
        self.activity_log.write(entry)
        event = ConsentRequested(at=at, student_id=student_id, course_id=course_id, request_id=request.id)
        self.outbox.put(Message.of(event))
