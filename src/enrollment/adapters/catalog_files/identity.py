"""Which course a course is, wherever and whenever it is loaded, so that links to it survive."""

from uuid import UUID, uuid5

from enrollment.domain.identifiers import CourseId

NAMESPACE = UUID("6f3c1d0e-5a0b-4c52-9a57-3d1f0b6a8c11")


def course_id(term: str, code: str, section: str) -> CourseId:
    """Return the id of the course of that term, code and section."""
    return CourseId(uuid5(NAMESPACE, "\n".join((term, code, section))))
