"""The permanent record of one decision."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enrollment.domain.enrollments import Enrollment
from enrollment.domain.identifiers import CourseId, ReceiptId, UserId
from enrollment.domain.verdict import Verdict
from enrollment.domain.waitlist import Place


class Action(StrEnum):
    """What was asked for; the words of ``user_activity_logs.action``."""

    ENROLL = "course_enrollment"
    DROP = "course_drop"
    CANCEL = "course_cancellation"
    SWAP = "course_swap"
    UNDO = "drop_undo"
    OVERBOOK = "staff_enrollment"
    JOIN = "waitlist_join"
    LEAVE = "waitlist_leave"
    REMOVE = "waitlist_removal"
    PROMOTE = "waitlist_promotion"
    OFFER = "seat_offer"
    ACCEPT = "offer_acceptance"
    DECLINE = "offer_refusal"
    LAPSE = "offer_lapse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was asked, what was answered, when, and by which version of the rules.

    ``enrollment`` is the enrollment as the decision left it, and ``place`` the place in line it gave; where the attempt
    was refused, both are None.
    """

    id: ReceiptId
    action: Action
    user_id: UserId
    course_id: CourseId
    at: datetime
    rules_version: str
    verdict: Verdict
    enrollment: Enrollment | None = None
    place: Place | None = None

    @property
    def is_refused(self) -> bool:
        """Whether something stood against it."""
        return not self.verdict.allowed

    @property
    def outcome(self) -> str:
        """What came of it, in a word."""
        if self.is_refused:
            return "refused"
        if self.enrollment:
            return self.enrollment.status.value
        return "waiting" if self.place else "ended"
