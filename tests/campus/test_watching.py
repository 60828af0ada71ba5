"""Being told of a seat without standing in line for it."""

import pytest

from enrollment.application.watch_seat import WatchSeat
from enrollment.domain.academic_record import AcademicRecord, Hold
from enrollment.domain.waitlist_rules import Promotion, WaitlistRule
from tests.support.composed import composed

HELD = AcademicRecord(holds=(Hold(owner="the bursar", note="unpaid fees"),))


@pytest.fixture
def course(campus):
    """A course with one seat, which somebody holds."""
    course, [campus.held] = campus.full_course()
    return course


@pytest.fixture
def watching(campus, course):
    """Have a new student watch the course."""

    def watch():
        student = campus.student()
        with campus.store.transaction() as ports:
            composed(WatchSeat, ports, campus.clock).watch(student, course.id)
        return student

    return watch


def test_one_is_told_of_a_seat_that_comes_free(campus, watching):
    student = watching()
    campus.do_what_is_due()
    assert campus.told(student) == []
    campus.drop(campus.held)
    campus.do_what_is_due()
    assert campus.told(student) == ["seat-opened"]


def test_one_is_told_once(campus, course, watching):
    student = watching()
    campus.drop(campus.held)
    campus.do_what_is_due()
    campus.drop(campus.enrolled(campus.student(), course))
    campus.do_what_is_due()
    assert campus.told(student) == ["seat-opened"]
    assert campus.now(course).watched == 0


def test_one_is_told_of_no_seat_one_could_not_take_until_one_can(campus, watching):
    student = watching()
    campus.store.ports.academic_records.put(student.id, HELD)
    campus.drop(campus.held)
    campus.do_what_is_due()
    assert campus.told(student) == []
    campus.store.ports.academic_records.put(student.id, AcademicRecord())
    campus.do_what_is_due()
    assert campus.told(student) == ["seat-opened"]


def test_a_seat_that_goes_to_who_waits_is_none_to_tell_of(campus, course, watching):
    student = watching()
    campus.rule(course, waitlist=WaitlistRule(promotion=Promotion.BATCH))
    campus.waiting(campus.student(), course)
    campus.drop(campus.held)
    campus.do_what_is_due()
    assert campus.told(student) == []


def test_who_does_not_want_to_know_any_more_is_not_told(campus, course, watching):
    student = watching()
    with campus.store.transaction() as ports:
        composed(WatchSeat, ports, campus.clock).unwatch(student, course.id)
    campus.drop(campus.held)
    campus.do_what_is_due()
    assert campus.told(student) == []
