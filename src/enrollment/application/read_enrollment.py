"""One enrollment, for those whose business it is."""

from dataclasses import dataclass

from enrollment.domain.errors import EnrollmentUnknown, ReceiptUnknown
from enrollment.domain.identifiers import EnrollmentId, ReceiptId
from enrollment.domain.receipts import Receipt
from enrollment.domain.users import Permission, User
from enrollment.ports.enrollments import Enrollments, Scheduled


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEnrollment:
    """Show an enrollment, or a receipt, to its student, and to those who may read anybody's."""

    enrollments: Enrollments

    def __call__(self, reader: User, enrollment_id: EnrollmentId) -> Scheduled:
        """Return the enrollment. Raises EnrollmentUnknown, for somebody else's as for none at all."""
        found = self.enrollments.find(enrollment_id)
        if found and (found.enrollment.student_id == reader.id or reader.may(Permission.READ_ANY_ENROLLMENT)):
            return found
        raise EnrollmentUnknown

    def receipt(self, reader: User, receipt_id: ReceiptId) -> Receipt:
        """Return the receipt. Raises ReceiptUnknown, for somebody else's as for none at all."""
        receipt = self.enrollments.receipt(receipt_id)
        if receipt and (receipt.user_id == reader.id or reader.may(Permission.READ_ANY_ENROLLMENT)):
            return receipt
        raise ReceiptUnknown
