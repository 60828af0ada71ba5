"""What an address is about; a bad one is a 404."""

import re
from typing import Any
from uuid import UUID

from enrollment.domain.errors import CourseUnknown, EnrollmentUnknown, MessageUnknown, ReceiptUnknown
from enrollment.domain.identifiers import CourseId, EnrollmentId, MessageId, ReceiptId

# An id has one spelling: UUID() alone would take braces, a missing hyphen and capital letters as well.
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)


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
