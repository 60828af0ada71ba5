"""What a course looks like."""

from enrollment.domain.catalog import Course
from enrollment.domain.meetings import Meeting
from enrollment.domain.plain import to_plain
from enrollment.web.api.shapes import Answer, Id, Instant, Seats, instant


class MeetingShape(Answer):
    """A weekly meeting (``days``) or a dated one (``on``), times on the campus clock; null: to be announced.

    A weekly one takes place from ``starts_on`` to ``ends_on``, both included; null: as long as the term.
    """

    kind: str
    days: list[str]
    on: str | None
    starts_on: str | None
    ends_on: str | None
    starts: str | None
    ends: str | None
    room: str | None

    @classmethod
    def of(cls, meeting: Meeting) -> "MeetingShape":
        """Show the meeting."""
        return cls(**to_plain(meeting))


class CourseShape(Answer):
    """One offering of a catalog course in a term. Without ``max_participants`` there are seats for everybody.

    ``seats_for_you`` are those the caller could take: less than ``seats_available`` where some are kept for others, or
    shared with other courses, or may be those of who waits: ``waitlisted`` counts these. It is null where seats are
    unlimited, and where no student asks.
    """

    id: Id
    code: str
    section: str
    term: str
    title: str
    units: str
    description: str
    status: str
    max_participants: Seats | None
    current_enrollment: Seats
    seats_available: Seats | None
    seats_for_you: Seats | None
    waitlisted: Seats
    registration_opens_at: Instant | None
    registration_closes_at: Instant | None
    meetings: list[MeetingShape]

    @classmethod
    def of(cls, course: Course, seats_for_you: int | None) -> "CourseShape":
        """Show the course, of whose seats so many are for the caller."""
        return cls(
            id=str(course.id),
            code=course.code,
            section=course.section,
            term=course.term,
            title=course.title,
            units=course.units,
            description=course.description,
            status=course.status.value,
            max_participants=course.max_participants,
            current_enrollment=course.current_enrollment,
            seats_available=course.seats_available,
            seats_for_you=seats_for_you,
            waitlisted=course.waiting,
            registration_opens_at=instant(course.registration.opens),
            registration_closes_at=instant(course.registration.closes),
            meetings=[MeetingShape.of(meeting) for meeting in course.meetings],
        )


class CourseName(Answer):
    """Which course it is."""

    id: Id
    code: str
    section: str
    term: str
    title: str

    @classmethod
    def of(cls, course: Course) -> "CourseName":
        """Name the course."""
        return cls(id=str(course.id), code=course.code, section=course.section, term=course.term, title=course.title)
