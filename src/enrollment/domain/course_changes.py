"""What staff change about a course."""

from dataclasses import dataclass, replace

from enrollment.domain.catalog import Course, CourseStatus, RegistrationWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseChange:
    """What is to be different; None stays as it is. ``seats`` says whether ``max_participants`` is to change at all,
    since None is a value of it: unlimited.
    """

    seats: bool = False
    max_participants: int | None = None
    registration: RegistrationWindow | None = None
    status: CourseStatus | None = None

    def of(self, course: Course) -> Course:
        """Return the course as it would be."""
        return replace(
            course,
            max_participants=self.max_participants if self.seats else course.max_participants,
            registration=self.registration or course.registration,
            status=self.status or course.status,
        )
