"""What an address is about; a bad one is a 404."""

import re
from typing import Any
from uuid import UUID

from enrollment.domain.errors import CourseUnknown, EnrollmentUnknown, MessageUnknown, ReceiptUnknown
from enrollment.domain.identifiers import (
    ConsentRequestId,
    CourseId,
    EnrollmentId,
    EntryId,
    MessageId,
    PermitId,
    ReceiptId,
    UserId,
)
from enrollment.domain.permission_errors import ConsentRequestUnknown, PermitUnknown, StudentUnknown
from enrollment.domain.waitlist_errors import EntryUnknown

# An id has one spelling: UUID() alone would take braces, a missing hyphen and capital letters as well.
ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_ID = re.compile(ID, re.ASCII)


def read_id(text: str) -> UUID | None:
    """Return the id the text spells, or None."""
    return UUID(text) if _ID.fullmatch(text) else None


class CourseResource:
    """The course a request is about, as the address names it. Raises CourseUnknown."""

    def __init__(self, request: Any) -> None:
        course_id = read_id(request.matchdict["course_id"])
        if course_id is None:
            raise CourseUnknown
        self.course_id = CourseId(course_id)


class EnrollmentResource:
    """The enrollment a request is about. Raises EnrollmentUnknown."""

    def __init__(self, request: Any) -> None:
        enrollment_id = read_id(request.matchdict["enrollment_id"])
        if enrollment_id is None:
            raise EnrollmentUnknown
        self.enrollment_id = EnrollmentId(enrollment_id)


class EntryResource:
    """The place in line, or the offer, a request is about. Raises EntryUnknown."""

    def __init__(self, request: Any) -> None:
        entry_id = read_id(request.matchdict["entry_id"])
        if entry_id is None:
            raise EntryUnknown
        self.entry_id = EntryId(entry_id)


class CourseEntryResource(CourseResource, EntryResource):
    """A place in the line of a course. Raises CourseUnknown and EntryUnknown."""

    def __init__(self, request: Any) -> None:
        CourseResource.__init__(self, request)
        EntryResource.__init__(self, request)


class MessageResource:
    """The mail or message a request is about. Raises MessageUnknown."""

    def __init__(self, request: Any) -> None:
        message_id = read_id(request.matchdict["message_id"])
        if message_id is None:
            raise MessageUnknown
        self.message_id = MessageId(message_id)


class ReceiptResource:
    """The receipt a request is about. Raises ReceiptUnknown."""

    def __init__(self, request: Any) -> None:
        receipt_id = read_id(request.matchdict["receipt_id"])
        if receipt_id is None:
            raise ReceiptUnknown
        self.receipt_id = ReceiptId(receipt_id)


class PermitResource(CourseResource):
    """The permit for a course a request is about. Raises CourseUnknown and PermitUnknown."""

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        permit_id = read_id(request.matchdict["permit_id"])
        if permit_id is None:
            raise PermitUnknown
        self.permit_id = PermitId(permit_id)


class ConsentRequestResource:
    """The request for consent a request is about. Raises ConsentRequestUnknown."""

    def __init__(self, request: Any) -> None:
        request_id = read_id(request.matchdict["request_id"])
        if request_id is None:
            raise ConsentRequestUnknown
        self.request_id = ConsentRequestId(request_id)


class StudentResource:
    """The student a request is about. Raises StudentUnknown."""

    def __init__(self, request: Any) -> None:
        student_id = read_id(request.matchdict["student_id"])
        if student_id is None:
            raise StudentUnknown
        self.student_id = UserId(student_id)
