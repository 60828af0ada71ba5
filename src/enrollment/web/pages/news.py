"""What has just been decided, as the receipt in the address tells it."""

from dataclasses import dataclass
from datetime import datetime

from enrollment.application.undo_drop import A_MOMENT
from enrollment.domain.catalog import Course
from enrollment.domain.enrollments import Enrollment, EnrollmentStatus
from enrollment.domain.identifiers import ReceiptId
from enrollment.domain.receipts import Action, Receipt
from enrollment.domain.waitlist import EntryStatus, WaitlistEntry
from enrollment.web.parameters import query_of
from enrollment.web.request import Request
from enrollment.web.resources import read_id

_GIVEN_UP = frozenset({EnrollmentStatus.DROPPED, EnrollmentStatus.WITHDRAWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A title and a line about a course. ``undo`` is the enrollment whose drop can be undone until ``undo_until``.

    ``seat``: whether a seat was had just now, and is held; ``mail``: whether a mail about it is on its way.
    """

    course: Course
    title: str
    text: str
    is_good: bool = True
    seat: bool = False
    mail: bool = True
    undo: Enrollment | None = None
    undo_until: datetime | None = None


def news_for(request: Request) -> News | None:
    """Return what the receipt tells; of somebody else's, and of what is none, nothing."""
    assert request.identity is not None
    receipt_id, application = read_id(query_of(request).get("receipt", "")), request.application
    receipt = application.enrollments.receipt(ReceiptId(receipt_id)) if receipt_id else None
    if receipt is None or receipt.user_id != request.identity.id or receipt.is_refused:
        return None
    course = application.catalog.find(receipt.course_id)
    return _told(receipt, course, request) if course else None


def _told(receipt: Receipt, course: Course, request: Request) -> News:
    match receipt.action:
        case Action.DROP:
            return _dropped(receipt, course, request)
        case Action.JOIN:
            return _joined(receipt, course, request)
        case Action.LEAVE:
            return News(course=course, title=f"You left the waitlist of {course.name}", text="", mail=False)
        case Action.DECLINE:
            text = "The next in line gets the seat."
            return News(course=course, title=f"You declined the seat in {course.name}", text=text, mail=False)
        case _:
            return _enrolled(receipt, course, request)


def _enrolled(receipt: Receipt, course: Course, request: Request) -> News:
    held = _as_it_is(receipt, request)
    if held is None or not held.is_held:
        text = "You enrolled and gave the seat up since."
        return News(course=course, title="This was done before", text=text, is_good=False, mail=False)
    titles = {Action.SWAP: "Swapped", Action.UNDO: "The seat is yours again"}
    title = titles.get(receipt.action, "Enrolled Successfully!")
    return News(course=course, title=title, text=f"You hold a seat in {course.name}.", seat=True)


def _dropped(receipt: Receipt, course: Course, request: Request) -> News:
    ended, now = _as_it_is(receipt, request), request.application.clock.now()
    until = receipt.at + A_MOMENT
    may_undo = ended is not None and ended.status in _GIVEN_UP and now < until
    seat = "The seat is free again" if not course.waiting else "The seat goes to those who wait for it"
    return News(
        course=course,
        title=f"You dropped {course.name}",
        text=f"{seat}.",
        undo=ended if may_undo else None,
        undo_until=until if may_undo else None,
    )


def _joined(receipt: Receipt, course: Course, request: Request) -> News:
    place = receipt.place
    entry = request.application.waitlists.find(place.entry_id) if place else None
    match entry:
        case WaitlistEntry(status=EntryStatus.ENROLLED):
            text = f"There was a seat for you: you are enrolled in {course.name}."
            return News(course=course, title="Enrolled Successfully!", text=text, seat=True)
        case WaitlistEntry(status=EntryStatus.OFFERED):
            return News(course=course, title=f"A seat in {course.name} is kept for you", text="Accept it below.")
        case WaitlistEntry(status=EntryStatus.WAITING):
            title = f"You are on the waitlist of {course.name}"
            return News(course=course, title=title, text="You need not come back to look: you will hear from us.")
    return News(course=course, title="This was done before", text="You wait no longer.", is_good=False, mail=False)


def _as_it_is(receipt: Receipt, request: Request) -> Enrollment | None:
    found = request.application.enrollments.find(receipt.enrollment.id) if receipt.enrollment else None
    return found.enrollment if found else None
