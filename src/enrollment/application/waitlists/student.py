"""What a student waits for is looked at again, since something about the student has changed."""

from dataclasses import dataclass

from enrollment.application.waitlists.serving import ServeLines
from enrollment.domain.identifiers import UserId
from enrollment.domain.records import Origin
from enrollment.ports.clock import Clock
from enrollment.ports.waitlists import Waitlists


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeStudent:
    """Serve the lines a student stands in, in the transaction in which what kept the student from a seat is lifted.

    It locks courses, and so comes before anything that locks others. Raises CourseContended.
    """

    waitlists: Waitlists
    serve_lines: ServeLines
    clock: Clock

    def __call__(self, student_id: UserId, *, origin: Origin) -> None:
        """Serve them. It takes one round trip where the student waits for nothing."""
        waiting = [one.entry for one in self.waitlists.of(student_id) if one.entry.is_waiting]
        courses = {course_id for entry in waiting for course_id in entry.courses}
        if courses:
            self.waitlists.lock(courses, patiently=True)
            self.serve_lines(courses, self.clock.now(), origin=origin)
