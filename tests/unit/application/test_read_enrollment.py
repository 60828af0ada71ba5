"""An enrollment is read by its student and by those who may read anybody's."""

from uuid import uuid4

import pytest

from enrollment.adapters.memory.enrollments import MemoryEnrollments
from enrollment.application.enroll_student import EnrollStudent
from enrollment.application.read_enrollment import ReadEnrollment
from enrollment.domain.errors import EnrollmentUnknown, ReceiptUnknown
from enrollment.domain.identifiers import EnrollmentId, ReceiptId
from enrollment.domain.users import Role
from tests.support.build import a_staff_member, a_student, an_origin


@pytest.fixture
def read(records):
    """The use case."""
    return ReadEnrollment(enrollments=MemoryEnrollments(records))


@pytest.fixture
def ada(known):
    """A student."""
    return known()


@pytest.fixture
def receipt(made, ada, offered):
    """The receipt of a seat Ada took."""
    return made(EnrollStudent)(ada.id, offered().id, key=None, origin=an_origin())


READERS = [a_staff_member(), a_student(roles=frozenset({Role.INTEGRATOR}))]
STRANGERS = [a_student(), a_student(roles=frozenset()), a_staff_member(active=False)]


def test_a_student_reads_their_own(read, ada, receipt, records):
    found = read(ada, receipt.enrollment.id)
    assert found.enrollment == receipt.enrollment
    assert found.course == records.courses[receipt.course_id]
    assert read.receipt(ada, receipt.id) == receipt


@pytest.mark.parametrize("reader", READERS, ids=["staff", "integrator"])
def test_so_do_those_who_may_read_anybodys(read, receipt, reader):
    assert read(reader, receipt.enrollment.id).enrollment == receipt.enrollment
    assert read.receipt(reader, receipt.id) == receipt


@pytest.mark.parametrize("stranger", STRANGERS, ids=["student", "without roles", "former staff"])
def test_to_everybody_else_it_is_as_unknown_as_none_at_all(read, receipt, stranger):
    with pytest.raises(EnrollmentUnknown) as theirs:
        read(stranger, receipt.enrollment.id)
    with pytest.raises(EnrollmentUnknown) as absent:
        read(stranger, EnrollmentId(uuid4()))
    assert str(theirs.value) == str(absent.value)


@pytest.mark.parametrize("stranger", STRANGERS, ids=["student", "without roles", "former staff"])
def test_and_so_is_its_receipt(read, receipt, stranger):
    for receipt_id in (receipt.id, ReceiptId(uuid4())):
        with pytest.raises(ReceiptUnknown):
            read.receipt(stranger, receipt_id)


def test_what_is_not_there_is_unknown_to_staff_too(read):
    with pytest.raises(EnrollmentUnknown):
        read(a_staff_member(), EnrollmentId(uuid4()))
