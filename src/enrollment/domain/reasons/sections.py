"""What stands against an attempt on the side of the course's other sections."""

from dataclasses import dataclass

from enrollment.domain.identifiers import CourseId
from enrollment.domain.reasons.reason import Reason, Who


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSection:
    """Another section of the course, by its id and the name people call it by."""

    course_id: CourseId
    course: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSectionHeld(Reason):
    """The student holds another section of the course in that term, or asks for one in the same submission."""

    code = "other-section-held"
    who = Who.YOU
    held: tuple[OtherSection, ...] = ()
    asked: tuple[OtherSection, ...] = ()
