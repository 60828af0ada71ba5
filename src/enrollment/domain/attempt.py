"""A student asking for a seat, with every fact a policy may weigh."""

from dataclasses import dataclass
from datetime import datetime

from enrollment.domain.catalog import Course
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.users import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What is known at the instant of the decision.

    ``user`` is None when nobody is signed in, ``course`` None when there is no such course, and
    ``enrollment`` is the live one the user holds in the course, if any.
    """

    at: datetime
    user: User | None
    course: Course | None
    enrollment: Enrollment | None = None
