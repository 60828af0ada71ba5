"""The register, kept in memory."""

from dataclasses import replace

from enrollment.adapters.memory.idempotency import MemoryIdempotency
from enrollment.adapters.memory.records import KeptKey, MemoryRecords, Outgoing
from enrollment.domain.catalog import Course, CourseStatus
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.identifiers import CourseId, EnrollmentId, UserId
from enrollment.domain.records import Answer, IdempotencyKey, Record
from enrollment.domain.users import User
from enrollment.ports.register import Facts


class MemoryRegister:
    """The port Register over dicts.

    There being no transactions, ``hold`` makes nobody wait and StudentBusy is never raised. Nothing is lost
    by it: ``admit`` and ``release`` look again at everything two requests of one student could disturb.
    """

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records
        self._answers = MemoryIdempotency(records)

    def hold(self, student_id: UserId) -> User | None:
        """Return the user."""
        with self._records.lock:
            account = self._records.accounts.get(student_id)
            return account.user if account else None

    def facts(self, course_id: CourseId, student_id: UserId | None, key: str | None = None) -> Facts:
        """Return what is on record now."""
        with self._records.lock:
            return Facts(
                course=self._records.courses.get(course_id),
                enrollment=self._records.live(course_id, student_id),
                answer=self._answer(student_id, key),
            )

    def facts_of(self, enrollment_id: EnrollmentId, student_id: UserId, key: str | None = None) -> Facts:
        """Return the same about one enrollment of the student. Somebody else's is as good as none."""
        with self._records.lock:
            answer = self._answer(student_id, key)
            kept = self._records.enrollments.get(enrollment_id)
            if kept is None or kept.student_id != student_id:
                return Facts(course=None, answer=answer)
            return Facts(course=self._records.courses.get(kept.course_id), enrollment=kept, answer=answer)

    def admit(self, enrollment: Enrollment, record: Record) -> bool:
        """Take a seat for the enrollment and keep its record, if there still is a seat; else change nothing."""
        with self._records.lock:
            course = self._records.courses.get(enrollment.course_id)
            if course is None or not self._may_take(course, enrollment) or self._is_answered(record):
                return False
            self._count(course, 1)
            self._records.enrollments[enrollment.id] = enrollment
            self.keep(record)
            return True

    def release(self, enrollment: Enrollment, record: Record) -> bool:
        """Put the enrollment, no longer live, on record, free its seat and keep the record; else change nothing."""
        with self._records.lock:
            kept = self._records.enrollments.get(enrollment.id)
            if kept is None or not kept.is_live or self._is_answered(record):
                return False
            self._count(self._records.courses[kept.course_id], -1)
            self._records.enrollments[enrollment.id] = enrollment
            self.keep(record)
            return True

    def keep(self, record: Record) -> None:
        """Keep the record of a decision that moved no seat. The first answer to a key stays its answer."""
        with self._records.lock:
            receipt = record.receipt
            self._records.receipts[receipt.id] = receipt
            self._records.log.append(record.entry)
            for message in record.messages:
                self._records.outbox[message.id] = Outgoing(message=message)
            if record.key:
                self._remember(record.key, record)

    def _may_take(self, course: Course, enrollment: Enrollment) -> bool:
        opens, closes = course.registration.opens, course.registration.closes
        return (
            course.status is CourseStatus.PUBLISHED
            and (opens is None or opens <= enrollment.enrollment_date)
            and (closes is None or enrollment.enrollment_date < closes)
            and self._records.live(course.id, enrollment.student_id) is None
            and self._has_seat(course)
        )

    def _has_seat(self, course: Course) -> bool:
        return course.seats_available is None or course.seats_available > 0

    def _count(self, course: Course, seats: int) -> None:
        self._records.courses[course.id] = replace(course, current_enrollment=course.current_enrollment + seats)

    def _answer(self, student_id: UserId | None, key: str | None) -> Answer | None:
        return self._answers.find(student_id, key) if student_id and key else None

    def _is_answered(self, record: Record) -> bool:
        return record.key is not None and (record.receipt.user_id, record.key.key) in self._records.keys

    def _remember(self, key: IdempotencyKey, record: Record) -> None:
        kept = KeptKey(fingerprint=key.fingerprint, receipt_id=record.receipt.id, created_at=record.receipt.at)
        self._records.keys.setdefault((record.receipt.user_id, key.key), kept)
