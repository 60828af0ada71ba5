"""The port Register: what an attempt is judged by."""

from uuid import uuid4

import pytest

from enrollment.domain.records import Answer
from enrollment.ports.register import Facts
from tests.contract.given import a_known_student, admitted, asked, dropped
from tests.support.build import NOON, a_key, a_record, a_refusal


def test_of_an_unknown_course_nothing_is_known(ports, student):
    assert ports.register.facts(uuid4(), student.id) == Facts(course=None)


@pytest.mark.parametrize("viewer", [None, uuid4()], ids=["anonymous", "unknown"])
def test_whoever_asks_sees_the_course(ports, course, viewer):
    assert ports.register.facts(course.id, viewer) == Facts(course=course)


def test_a_student_who_holds_no_seat_has_no_enrollment(ports, course, student):
    assert ports.register.facts(course.id, student.id) == Facts(course=course)


def test_the_live_enrollment_is_a_fact(ports, course, student):
    enrollment = admitted(ports, course, student)

    facts = ports.register.facts(course.id, student.id)

    assert facts.enrollment == enrollment
    assert facts.course.current_enrollment == 1


def test_an_enrollment_dropped_is_no_longer_a_fact_about_the_course(ports, course, student):
    dropped(ports, admitted(ports, course, student))

    assert ports.register.facts(course.id, student.id) == Facts(course=course, dropped_at=NOON)


def test_somebody_elses_enrollment_is_no_fact_about_the_student(ports, course, student):
    admitted(ports, course, a_known_student(ports))

    assert ports.register.facts(course.id, student.id).enrollment is None


def test_an_enrollment_is_found_by_itself_also_after_a_drop(ports, course, student):
    ended = dropped(ports, admitted(ports, course, student))

    assert ports.register.facts_of(ended.id, student.id) == Facts(course=course, enrollment=ended, dropped_at=NOON)


@pytest.mark.parametrize("whose", ["nobody's", "somebody else's"])
def test_an_enrollment_that_is_not_the_students_is_as_good_as_none(ports, course, student, whose):
    enrollment_id = uuid4() if whose == "nobody's" else admitted(ports, course, a_known_student(ports)).id

    assert ports.register.facts_of(enrollment_id, student.id) == Facts(course=None)


def test_a_new_key_has_no_answer(ports, course, student):
    assert ports.register.facts(course.id, student.id, "new").answer is None


def test_a_key_is_answered_by_the_receipt_of_the_decision_it_came_with(ports, course, student):
    key = a_key()
    enrollment, record = asked(course, student, key=key)
    ports.register.admit(enrollment, record)

    answer = Answer(fingerprint=key.fingerprint, receipt=record.receipt)
    assert ports.register.facts(course.id, student.id, key.key).answer == answer
    assert ports.register.facts(uuid4(), student.id, key.key).answer == answer
    assert ports.register.facts_of(enrollment.id, student.id, key.key).answer == answer
    assert ports.register.facts_of(uuid4(), student.id, key.key).answer == answer


def test_without_its_key_an_answer_is_no_fact(ports, course, student):
    ports.register.keep(a_record(receipt=a_refusal(user_id=student.id, course_id=course.id), key=a_key()))

    assert ports.register.facts(course.id, student.id).answer is None


def test_the_same_key_of_two_students_is_two_keys(ports, course, student):
    other, key = a_known_student(ports), a_key()
    ports.register.keep(a_record(receipt=a_refusal(user_id=student.id, course_id=course.id), key=key))
    assert ports.register.facts(course.id, other.id, key.key).answer is None

    theirs = a_refusal(user_id=other.id, course_id=course.id)
    ports.register.keep(a_record(receipt=theirs, key=key))

    assert ports.register.facts(course.id, other.id, key.key).answer.receipt == theirs
    assert ports.register.facts(course.id, student.id, key.key).answer.receipt != theirs


def test_an_answer_never_changes_with_what_becomes_of_the_enrollment(ports, course, student):
    key = a_key()
    enrollment, record = asked(course, student, key=key)
    ports.register.admit(enrollment, record)
    dropped(ports, enrollment)

    assert ports.register.facts(course.id, student.id, key.key).answer.receipt == record.receipt
