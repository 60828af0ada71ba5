"""Bring a permit code: the permit becomes the student's."""

from dataclasses import dataclass

from enrollment.application.grant_permits import permit_granted
from enrollment.application.waitlists.student import ServeStudent
from enrollment.domain.errors import CourseUnknown
from enrollment.domain.identifiers import CourseId, UserId
from enrollment.domain.messages import Message
from enrollment.domain.permit_codes import hash_of
from enrollment.domain.permits import Permit
from enrollment.domain.policies import decide
from enrollment.domain.reasons import CourseNotFound
from enrollment.domain.records import LogEntry, Origin
from enrollment.ports.activity_log import ActivityLog
from enrollment.ports.clock import Clock
from enrollment.ports.outbox import Outbox
from enrollment.ports.permits import Permits
from enrollment.ports.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class RedeemPermit:
    """Give the student the permit of a code. The student's own code again is the same permit.

    One that is wrong, somebody else's, expired, spent or taken back is told apart by nobody: the answer is the same.
    Each attempt is in the activity log, without its code. Works inside the caller's transaction.
    """

    register: Register
    permits: Permits
    activity_log: ActivityLog
    outbox: Outbox
    serve_student: ServeStudent
    clock: Clock

    def __call__(self, student_id: UserId, course_id: CourseId, code: str, *, origin: Origin) -> Permit | None:
        """Return the permit, or None. Raises StudentBusy and CourseUnknown."""
        student = self.register.hold(student_id)
        facts = self.register.facts(course_id, student_id)
        at = self.clock.now()
        if decide(facts.attempt(at, student)).has(CourseNotFound):
            raise CourseUnknown
        code_hash = hash_of(code)
        permit = self.permits.redeem(code_hash, course_id, student_id, at) if code_hash else None
        details = {"course_id": str(course_id), "permit_id": str(permit.id) if permit else None}
        entry = LogEntry(user_id=student_id, action="permit_redemption", details=details, timestamp=at, origin=origin)
        self.activity_log.write(entry)
        if permit and permit not in facts.permits:
            self.outbox.put(Message.of(permit_granted(permit, student_id, course_id, at)))
            self.serve_student(student_id, origin=origin)
        return permit
