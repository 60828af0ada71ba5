"""What came of courses submitted together."""

from collections.abc import Sequence
from dataclasses import dataclass

from enrollment.domain.catalog import Course
from enrollment.domain.identifiers import CourseId, ReceiptId
from enrollment.domain.policies import course_exists
from enrollment.domain.receipts import Receipt
from enrollment.domain.users import User
from enrollment.ports.clock import Clock
from enrollment.ports.enrollments import Enrollments
from enrollment.ports.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedCourse:
    """One course and the decision on it; ``receipt`` None: it was held back. ``course`` None: there is none to see."""

    course_id: CourseId
    course: Course | None
    receipt: Receipt | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSubmission:
    """Show a student what came of each course, by the receipts, and which were held back."""

    enrollments: Enrollments
    register: Register
    clock: Clock

    def __call__(
        self, student: User, receipt_ids: Sequence[ReceiptId], held_back: Sequence[CourseId]
    ) -> Sequence[SubmittedCourse]:
        """Return those decided on, in the order of their receipts, and then those held back, in two round trips.

        A receipt that is not the student's is passed over, and so is a course that is none.
        """
        found = {receipt.id: receipt for receipt in self.enrollments.receipts(student.id, receipt_ids)}
        receipts = [found[receipt_id] for receipt_id in receipt_ids if receipt_id in found]
        ids = [*(receipt.course_id for receipt in receipts), *held_back]
        facts = self.register.facts_about(ids, student.id) if ids else {}
        at = self.clock.now()
        seen = {
            course_id: known.course
            for course_id, known in facts.items()
            if known.course and course_exists(known.attempt(at, student)) is None
        }
        return [
            *(
                SubmittedCourse(course_id=receipt.course_id, course=seen.get(receipt.course_id), receipt=receipt)
                for receipt in receipts
            ),
            *(
                SubmittedCourse(course_id=course_id, course=seen[course_id], receipt=None)
                for course_id in held_back
                if course_id in seen
            ),
        ]
