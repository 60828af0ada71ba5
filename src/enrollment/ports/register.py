"""The register: what an attempt is judged by, and what a decision leaves behind."""

from dataclasses import dataclass
from typing import Protocol

from enrollment.domain.catalog import Course
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.identifiers import CourseId, EnrollmentId, UserId
from enrollment.domain.records import Answer, Record
from enrollment.domain.users import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is on record about a course and a student: what policies weigh.

    ``enrollment`` is the student's: the live one in the course asked about, or the very one asked about.
    ``answer`` is what the idempotency key was answered with before; None when it is new or none was given.
    """

    course: Course | None
    enrollment: Enrollment | None = None
    answer: Answer | None = None


class Register(Protocol):
    """The registrar's book. A change lasts only if the caller's transaction commits."""

    def hold(self, student_id: UserId) -> User | None:
        """Return the user, and make everybody else who holds the same one wait until this transaction ends.

        Nobody else waits. Raises StudentBusy when the wait for another holder takes too long.
        """

    def facts(self, course_id: CourseId, student_id: UserId | None, key: str | None = None) -> Facts:
        """Return what is on record now, after any wait in ``hold``, in one round trip. Locks nothing."""

    def facts_of(self, enrollment_id: EnrollmentId, student_id: UserId, key: str | None = None) -> Facts:
        """Return the same about one enrollment of the student. Somebody else's is as good as none."""

    def admit(self, enrollment: Enrollment, record: Record) -> bool:
        """Take a seat for the enrollment and keep its record, if there still is a seat; else change nothing.

        Never admits one more than the course has seats, whatever was read before.
        """

    def release(self, enrollment: Enrollment, record: Record) -> bool:
        """Put the enrollment, no longer live, on record, free its seat and keep the record; else change nothing.

        It returns False when the enrollment on record is no longer live.
        """

    def keep(self, record: Record) -> None:
        """Keep the record of a decision that moved no seat."""
