"""A student's enrollments, to read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from enrollment.domain.catalog import Course
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.identifiers import CourseId, EnrollmentId, ReceiptId, UserId
from enrollment.domain.receipts import Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """An enrollment and the course it is in."""

    enrollment: Enrollment
    course: Course


class Enrollments(Protocol):
    """The enrollments on record."""

    def of(self, student_id: UserId, *, live_only: bool = False) -> Sequence[Scheduled]:
        """Return the student's enrollments with their courses, latest first, in one round trip.

        Seats that are, or were, only offered are none.
        """

    def find(self, enrollment_id: EnrollmentId) -> Scheduled | None:
        """Return the enrollment with its course, whosever it is."""

    def held_in(self, course_id: CourseId, limit: int) -> Sequence[Enrollment]:
        """Return the first so many enrollments that are held in the course, offers not among them."""

    def receipt(self, receipt_id: ReceiptId) -> Receipt | None:
        """Return the receipt of a decision, whosever it is."""

    def receipts(self, student_id: UserId, receipt_ids: Collection[ReceiptId]) -> Sequence[Receipt]:
        """Return those of the receipts that are the student's, in one round trip, in no order."""
