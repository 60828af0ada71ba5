"""A permit is one student's, until it is spent, taken back, or over."""

from datetime import timedelta
from uuid import uuid4

import pytest

from enrollment.domain.identifiers import PermitId
from enrollment.domain.permits import Permit
from enrollment.ports.permits import Grant
from tests.contract.given import a_known_student, an_offered_course
from tests.contract.stores import race
from tests.support.build import NOON

LATER = NOON + timedelta(hours=1)


def a_grant(course, **about):
    permit = Permit(
        id=PermitId(uuid4()),
        codes=frozenset({"prerequisite-missing"}),
        granted_by="Grace Murray",
        expires_at=about.pop("expires_at", None),
        single_use=about.pop("single_use", False),
    )
    return Grant(permit=permit, course_id=course.id, granted_at=about.pop("granted_at", NOON), **about)


@pytest.fixture
def by_code(ports, course):
    grant = a_grant(course, code_hash="5" * 64, expires_at=LATER)
    ports.permits.grant(grant)
    return grant


def test_the_permits_of_a_course_are_read_the_latest_first(ports, student, course):
    earlier, later = a_grant(course, student_id=student.id), a_grant(course, granted_at=LATER, code_hash="1" * 64)
    for grant in (earlier, later, a_grant(an_offered_course(ports, section="B00"))):
        ports.permits.grant(grant)
    assert list(ports.permits.of_course(course.id)) == [later, earlier]


def test_a_code_gives_the_permit_to_whoever_brings_it(ports, student, course, by_code):
    assert ports.permits.redeem("5" * 64, course.id, student.id, NOON) == by_code.permit
    assert ports.permits.of_course(course.id)[0].student_id == student.id


def test_bringing_ones_own_code_again_gives_the_same_permit(ports, student, course, by_code):
    ports.permits.redeem("5" * 64, course.id, student.id, NOON)
    assert ports.permits.redeem("5" * 64, course.id, student.id, NOON) == by_code.permit


def test_a_code_is_no_use_to_a_second_student(ports, student, course, by_code):
    other = a_known_student(ports, email="other@example.edu")
    ports.permits.redeem("5" * 64, course.id, student.id, NOON)
    assert ports.permits.redeem("5" * 64, course.id, other.id, NOON) is None


def test_of_two_students_with_one_code_exactly_one_has_it(store, ports, student, course, by_code):
    other = a_known_student(ports, email="other@example.edu")
    answers = race(
        store, *(lambda p, s=who: p.permits.redeem("5" * 64, course.id, s.id, NOON) for who in (student, other))
    )
    assert sorted(answer is None for answer in answers) == [False, True]


def test_a_code_is_no_use_from_the_instant_it_expires(ports, student, course, by_code):
    assert ports.permits.redeem("5" * 64, course.id, student.id, LATER) is None


def test_a_code_is_for_its_course_alone(ports, student, by_code):
    other = an_offered_course(ports, section="B00")
    assert ports.permits.redeem("5" * 64, other.id, student.id, NOON) is None


@pytest.mark.parametrize("end", [lambda p, i: p.register.spend(i, NOON), lambda p, i: p.permits.revoke(i, NOON)])
def test_a_permit_ends_once_and_its_code_with_it(ports, student, course, by_code, end):
    assert end(ports, by_code.permit.id)
    assert not ports.register.spend(by_code.permit.id, NOON)
    assert not ports.permits.revoke(by_code.permit.id, NOON)
    assert ports.permits.redeem("5" * 64, course.id, student.id, NOON) is None


def test_a_single_use_permit_is_spent_once_of_many_at_once(store, ports, course, by_code):
    answers = race(store, *[lambda p: p.register.spend(by_code.permit.id, NOON)] * 4)
    assert sorted(answers) == [False, False, False, True]
