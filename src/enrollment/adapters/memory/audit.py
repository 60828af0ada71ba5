"""The audit, over memory."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from enrollment.adapters.memory.line_audit import jumped, misoffered, misplaced, passed_over
from enrollment.adapters.memory.records import MemoryRecords
from enrollment.domain.audits.student_file import StudentFile
from enrollment.domain.catalog import Course
from enrollment.domain.deliveries import Outcome
from enrollment.domain.events import KINDS
from enrollment.domain.identifiers import CourseId, UserId
from enrollment.domain.notices import NOTICES
from enrollment.domain.seats import shared_by
from enrollment.ports.audit import IN_TRANSIT


class MemoryAudit:
    """The port Audit over dicts."""

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records

    def violations(self, at: datetime) -> Iterator[str]:
        """Yield one line a violation, beginning with the invariant's name; none when all is well."""
        with self._records.lock:
            lines = [*self._miscounted(), *self._held_twice(), *self._ended_wrongly(), *self._unaccounted()]
            lines += [*self._undelivered(at - IN_TRANSIT), *self._accepted_twice()]
            lines += [*misplaced(self._records), *passed_over(self._records)]
            lines += misoffered(self._records, at - IN_TRANSIT)
        yield from lines

    def jumped(self) -> Iterator[tuple[CourseId, str, str]]:
        """Yield the seats taken by who did not wait, while somebody waited whom nobody had looked at."""
        with self._records.lock:
            found = list(jumped(self._records))
        yield from found

    def files(self) -> Iterator[StudentFile]:
        """Yield the file of every student."""
        with self._records.lock:
            receipts = sorted(self._records.receipts.values(), key=lambda receipt: receipt.at)
            held = [(one, self._records.courses[one.course_id]) for one in self._records.enrollments.values()]
            students = {one.user_id for one in receipts} | {one.student_id for one, _ in held}
            files = [
                StudentFile(
                    student_id=student_id,
                    receipts=[one for one in receipts if one.user_id == student_id],
                    enrollments=[(one, course) for one, course in held if one.student_id == student_id],
                    permitted=self._permitted(student_id),
                )
                for student_id in sorted(students)
            ]
        yield from files

    def _permitted(self, student_id: UserId) -> frozenset[tuple[CourseId, str]]:
        theirs = (grant for grant in self._records.permits.values() if grant.student_id == student_id)
        return frozenset((grant.course_id, code) for grant in theirs for code in grant.permit.codes)

    def _miscounted(self) -> Iterator[str]:
        taken = Counter(kept.course_id for kept in self._records.enrollments.values() if kept.is_live)
        for course in self._records.courses.values():
            if course.current_enrollment != taken[course.id]:
                counted = f"counts {course.current_enrollment} and holds {taken[course.id]}"
                yield f"counter-is-truth: course {course.id} {counted}"
            yield from self._miscounted_pools(course)

    def _miscounted_pools(self, course: Course) -> Iterator[str]:
        live = [
            kept.pool for kept in self._records.enrollments.values() if kept.is_live and kept.course_id == course.id
        ]
        for pool in course.pools:
            if pool.taken != (held := live.count(pool.group.name)):
                counted = f"course {course.id} counts {pool.taken} and holds {held}"
                yield f"pool-counter-is-truth: pool {pool.group.name} of {counted}"
        others = [one for one in self._records.courses.values() if shared_by(one) == shared_by(course)]
        together = sum(one.current_enrollment for one in others)
        if course.shared and course.shared.current_enrollment != together:
            counted = f"counts {course.shared.current_enrollment} and its courses {together}"
            yield f"shared-counter-is-truth: {course.shared.name} {counted}"

    def _held_twice(self) -> Iterator[str]:
        had = Counter((kept.student_id, kept.course_id) for kept in self._records.enrollments.values() if kept.is_live)
        waiting = (entry for entry in self._records.entries.values() if entry.is_waiting)
        had.update((entry.student_id, course_id) for entry in waiting for course_id in entry.courses)
        for (student_id, course_id), times in had.items():
            if times > 1:
                yield f"one-per-student: student {student_id} has {times} seats and places of course {course_id}"

    def _ended_wrongly(self) -> Iterator[str]:
        for kept in self._records.enrollments.values():
            if (
                kept.is_live != (kept.ended_at is None)
                or (kept.ended_at or kept.enrollment_date) < kept.enrollment_date
            ):
                yield f"ended-when-not-live: enrollment {kept.id} is {kept.status} with the wrong end"

    def _unaccounted(self) -> Iterator[str]:
        granted = {receipt.enrollment.id for receipt in self._records.receipts.values() if receipt.enrollment}
        for enrollment_id in self._records.enrollments.keys() - granted:
            yield f"receipt-for-every-enrollment: enrollment {enrollment_id} has no receipt"

    def _undelivered(self, before: datetime) -> Iterator[str]:
        accounted = self._records.deliveries.keys() | {
            message_id
            for (consumer, message_id), kept in self._records.inbox.items()
            if consumer == "mail" and kept.state != "handled"
        }
        for message_id, kept in self._records.outbox.items():
            is_mail = KINDS.get(kept.message.kind) in NOTICES
            if is_mail and kept.sent_at and kept.sent_at < before and message_id not in accounted:
                yield f"delivery-for-every-notice: message {message_id} was sent, and there is no delivery"

    def _accepted_twice(self) -> Iterator[str]:
        for kept in self._records.deliveries.values():
            if sum(past.outcome is Outcome.ACCEPTED for past in kept.history) > 1:
                yield f"accepted-once: mail {kept.id} was accepted more than once"
