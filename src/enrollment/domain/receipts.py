"""The permanent record of one decision."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enrollment.domain.enrollments import Enrollment
from enrollment.domain.identifiers import CourseId, ReceiptId, UserId
from enrollment.domain.verdict import Verdict


class Action(StrEnum):
    """What was asked for; the words of ``user_activity_logs.action``."""

    ENROLL = "course_enrollment"
    DROP = "course_drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was asked, what was answered, when, and by which version of the rules.

    ``enrollment`` is the enrollment as the decision left it; None when the attempt was refused.
    """

    id: ReceiptId
    action: Action
    user_id: UserId
    course_id: CourseId
    at: datetime
    rules_version: str
    verdict: Verdict
    enrollment: Enrollment | None = None
