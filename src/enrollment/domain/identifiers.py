"""A type for each kind of id, so that none is mistaken for another."""

from typing import NewType
from uuid import UUID

UserId = NewType("UserId", UUID)
CourseId = NewType("CourseId", UUID)
EnrollmentId = NewType("EnrollmentId", UUID)
ReceiptId = NewType("ReceiptId", UUID)
MessageId = NewType("MessageId", UUID)
PermitId = NewType("PermitId", UUID)
EntryId = NewType("EntryId", UUID)
ConsentRequestId = NewType("ConsentRequestId", UUID)
