"""Requests for consent, kept in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from enrollment.adapters.memory.records import MemoryRecords
from enrollment.domain.identifiers import ConsentRequestId, CourseId, UserId
from enrollment.ports.consent_requests import Asked, ConsentRequest


class MemoryConsentRequests:
    """The port ConsentRequests over a dict."""

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records

    def ask(self, request: ConsentRequest) -> bool:
        """Put the request on record, unless there is an undecided one."""
        with self._records.lock:
            if self._records.undecided(request.student_id, request.course_id):
                return False
            self._records.consent_requests[request.id] = request
            return True

    def undecided(self, limit: int, offset: int = 0) -> tuple[Sequence[Asked], int]:
        """Return the requests to decide, the oldest first, and how many there are in all."""
        with self._records.lock:
            waiting = [asked for asked in self._records.consent_requests.values() if asked.decided_at is None]
            waiting.sort(key=lambda asked: (asked.asked_at, str(asked.id)))
            return [self._asked(request) for request in waiting[offset : offset + limit]], len(waiting)

    def find(self, request_id: ConsentRequestId) -> Asked | None:
        """Return the request of that id, decided or not."""
        with self._records.lock:
            request = self._records.consent_requests.get(request_id)
            return self._asked(request) if request else None

    def latest(self, student_id: UserId, course_id: CourseId) -> ConsentRequest | None:
        """Return what the student asked last for the course."""
        with self._records.lock:
            requests = self._records.consent_requests.values()
            theirs = [one for one in requests if (one.student_id, one.course_id) == (student_id, course_id)]
        return max(theirs, key=lambda request: (request.asked_at, str(request.id)), default=None)

    def decide(
        self, request_id: ConsentRequestId, *, approved: bool, by: UserId, at: datetime, answer: str = ""
    ) -> ConsentRequest | None:
        """Decide, and return the request as decided."""
        with self._records.lock:
            request = self._records.consent_requests.get(request_id)
            if request is None or request.decided_at is not None:
                return None
            decided = replace(request, approved=approved, decided_by=by, decided_at=at, answer=answer)
            self._records.consent_requests[request_id] = decided
            return decided

    def _asked(self, request: ConsentRequest) -> Asked:
        student = self._records.accounts[request.student_id].user
        return Asked(request=request, student=student, course=self._records.courses[request.course_id])
