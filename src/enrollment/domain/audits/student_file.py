"""All that was ever decided about one student's seats, and what has come of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from enrollment.domain.catalog import Course
from enrollment.domain.enrollments import Enrollment, EnrollmentStatus
from enrollment.domain.identifiers import CourseId, EnrollmentId, UserId
from enrollment.domain.receipts import Action, Receipt

_S = EnrollmentStatus
_ENDS = frozenset({_S.DROPPED, _S.WITHDRAWN, _S.CANCELLED})
# What may come after what; None is before the first.
NEXT: Mapping[EnrollmentStatus | None, frozenset[EnrollmentStatus]] = {
    None: frozenset({_S.OFFERED, _S.PENDING_PAYMENT, _S.APPROVED}),
    _S.OFFERED: frozenset({_S.PENDING_PAYMENT, _S.APPROVED, _S.RETURNED}),
    _S.PENDING_PAYMENT: frozenset({_S.APPROVED}) | _ENDS,
    _S.APPROVED: _ENDS,
}
_ORDER = (_S.OFFERED, _S.PENDING_PAYMENT, _S.APPROVED, *sorted(_ENDS), _S.RETURNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class StudentFile:
    """The receipts of the student, the enrollments with their courses, and which rules permits ever set aside where."""

    student_id: UserId
    receipts: Sequence[Receipt] = ()
    enrollments: Sequence[tuple[Enrollment, Course]] = ()
    permitted: frozenset[tuple[CourseId, str]] = frozenset()

    def path_of(self, enrollment_id: EnrollmentId) -> Sequence[Receipt]:
        """Return the receipts about one enrollment, in the order of what they did to it."""
        about = [one for one in self.receipts if one.enrollment and one.enrollment.id == enrollment_id]
        return sorted(about, key=lambda one: (one.at, _ORDER.index(one.enrollment.status) if one.enrollment else 0))


def misled(file: StudentFile) -> Iterator[str]:
    """Yield what is not so: each enrollment went one way that there is, step by step, and stands where that led.

    So none is without a receipt, and none that was acknowledged is lost or was changed behind the student's back.
    """
    stands = {enrollment.id: enrollment.status for enrollment, _ in file.enrollments}
    told = {receipt.enrollment.id for receipt in file.receipts if receipt.enrollment}
    for enrollment_id in sorted(stands.keys() | told):
        status: EnrollmentStatus | None = None
        for receipt in file.path_of(enrollment_id):
            assert receipt.enrollment is not None
            if receipt.enrollment.status not in NEXT.get(status, frozenset()):
                yield f"path: enrollment {enrollment_id} went from {status or 'nothing'} to {receipt.enrollment.status}"
            status = receipt.enrollment.status
        if stands.get(enrollment_id) != status:
            yield f"last-word: enrollment {enrollment_id} is {stands.get(enrollment_id)}, and was told to be {status}"


def half_swapped(file: StudentFile) -> Iterator[str]:
    """Yield each swap that gave a seat and took none."""
    given_up = {receipt.at for receipt in file.receipts if receipt.action is Action.DROP and receipt.enrollment}
    for receipt in file.receipts:
        if receipt.action is Action.SWAP and receipt.enrollment and receipt.at not in given_up:
            yield f"swap-is-whole: student {file.student_id} has enrollment {receipt.enrollment.id} and gave up nothing"
