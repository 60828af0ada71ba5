"""Which event tells whom what."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from enrollment.domain import events
from enrollment.domain.catalog import Course, Term
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.identifiers import MessageId
from enrollment.domain.users import User


class NoticeKind(StrEnum):
    """What a notice is about."""

    ENROLLED = "enrolled"
    DROPPED = "dropped"
    CANCELLED = "cancelled"
    RESTORED = "restored"
    JOINED = "joined"
    SKIPPED = "skipped"
    REMOVED = "removed"
    MOVED = "moved"
    PROMOTED = "promoted"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    LAPSED = "lapsed"
    OPENED = "opened"
    CONSENT = "consent"
    PERMITTED = "permitted"


# What each event is told by. Of what is not here the student knows already, having done it.
NOTICES: Mapping[type[events.Event], NoticeKind] = {
    events.StudentEnrolled: NoticeKind.ENROLLED,
    events.EnrollmentDropped: NoticeKind.DROPPED,
    events.EnrollmentCancelled: NoticeKind.CANCELLED,
    events.DropUndone: NoticeKind.RESTORED,
    events.WaitlistJoined: NoticeKind.JOINED,
    events.WaitlistSkipped: NoticeKind.SKIPPED,
    events.WaitlistRemoved: NoticeKind.REMOVED,
    events.PlaceChanged: NoticeKind.MOVED,
    events.StudentPromoted: NoticeKind.PROMOTED,
    events.OfferMade: NoticeKind.OFFERED,
    events.OfferAccepted: NoticeKind.ACCEPTED,
    events.OfferLapsed: NoticeKind.LAPSED,
    events.SeatOpened: NoticeKind.OPENED,
    events.ConsentDecided: NoticeKind.CONSENT,
    events.PermitGranted: NoticeKind.PERMITTED,
}
EVENT_OF: Mapping[NoticeKind, type[events.Event]] = {notice: event for event, notice in NOTICES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What one person is told. ``id`` is that of the message it answers to, so that it is the same each time.

    ``enrollment`` is the seat it is about, if it is about one, and ``event`` what has happened.
    """

    id: MessageId
    kind: NoticeKind
    recipient: User
    course: Course
    term: Term
    event: events.Event
    enrollment: Enrollment | None = None
