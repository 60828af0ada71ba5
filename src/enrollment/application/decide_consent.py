"""Approve or decline a student's request for consent."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from enrollment.application.waitlists.student import ServeStudent
from enrollment.domain.events import ConsentDecided
from enrollment.domain.identifiers import ConsentRequestId, PermitId
from enrollment.domain.messages import Message
from enrollment.domain.permission_errors import ConsentRequestUnknown
from enrollment.domain.permits import Permit
from enrollment.domain.reasons import ConsentRequired
from enrollment.domain.records import LogEntry, Origin
from enrollment.domain.users import User
from enrollment.ports.accounts import Accounts
from enrollment.ports.activity_log import ActivityLog
from enrollment.ports.clock import Clock
from enrollment.ports.consent_requests import ConsentRequest, ConsentRequests
from enrollment.ports.outbox import Outbox
from enrollment.ports.permits import Grant, Permits


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A request as it was decided, by whom, and whether just now. ``by`` is None when that account is gone."""

    request: ConsentRequest
    by: User | None
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideConsent:
    """Decide on a request, once. Approving grants the student a permit, which has no end and outlasts a drop.

    Of two members of staff who decide at once the first does, and the second is told what was decided and by whom.
    Works inside the caller's transaction.
    """

    consent_requests: ConsentRequests
    permits: Permits
    accounts: Accounts
    activity_log: ActivityLog
    outbox: Outbox
    serve_student: ServeStudent
    clock: Clock

    def __call__(
        self, staff: User, request_id: ConsentRequestId, *, approved: bool, answer: str, origin: Origin
    ) -> Decision:
        """Decide, and say in ``answer`` what the student is told. Raises ConsentRequestUnknown."""
        at = self.clock.now()
        decided = self.consent_requests.decide(request_id, approved=approved, by=staff.id, at=at, answer=answer)
        if decided is None:
            return self.decided(request_id)
        if approved:
            self._grant(staff, decided, at)
        self._tell(staff, decided, at, origin)
        if approved:
            self.serve_student(decided.student_id, origin=origin)
        return Decision(request=decided, by=staff, is_new=True)

    def decided(self, request_id: ConsentRequestId) -> Decision:
        """Return how the request was decided before. Raises ConsentRequestUnknown."""
        asked = self.consent_requests.find(request_id)
        if asked is None:
            raise ConsentRequestUnknown
        by = self.accounts.get(asked.request.decided_by) if asked.request.decided_by else None
        return Decision(request=asked.request, by=by, is_new=False)

    def _grant(self, staff: User, request: ConsentRequest, at: datetime) -> None:
        permit = Permit(id=PermitId(uuid4()), codes=frozenset({ConsentRequired.code}), granted_by=staff.name)
        self.permits.grant(
            Grant(permit=permit, course_id=request.course_id, student_id=request.student_id, granted_at=at)
        )

    def _tell(self, staff: User, request: ConsentRequest, at: datetime, origin: Origin) -> None:
        approved = bool(request.approved)
        about = {"student_id": request.student_id, "course_id": request.course_id, "request_id": request.id}
        details = {name: str(value) for name, value in about.items()} | {"approved": approved}
        entry = LogEntry(user_id=staff.id, action="consent_decision", details=details, timestamp=at, origin=origin)
        self.activity_log.write(entry)
        event = ConsentDecided(
            at=at,
            student_id=request.student_id,
            course_id=request.course_id,
            request_id=request.id,
            approved=approved,
            answer=request.answer,
        )
        self.outbox.put(Message.of(event))
