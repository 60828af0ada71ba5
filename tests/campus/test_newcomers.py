"""Newcomers have what nobody can take who waits already, and nothing else."""

import pytest

from enrollment.application.preview_enrollment import PreviewEnrollment
from enrollment.domain.academic_record import AcademicRecord, Hold
from enrollment.domain.reasons import CourseFull
from enrollment.domain.waitlist import EntryStatus
from enrollment.domain.waitlist_rules import Promotion, WaitlistRule

BATCH = WaitlistRule(promotion=Promotion.BATCH)
HELD = AcademicRecord(holds=(Hold(owner="the bursar", note="unpaid fees"),))


@pytest.fixture
def put_on_hold(campus):
    """Put students' registration on hold."""
    return lambda student: campus.store.ports.academic_records.put(student.id, HELD)


def test_a_seat_nobody_who_waits_can_take_is_open_to_newcomers(campus, put_on_hold):
    course, [held] = campus.full_course()
    blocked = campus.student()
    entry = campus.waiting(blocked, course)
    put_on_hold(blocked)
    campus.drop(held)

    newcomer = campus.student()
    preview = campus.does(PreviewEnrollment, newcomer, course.id)

    assert preview.verdict.allowed
    assert campus.enroll(newcomer, course).enrollment
    assert campus.entry(entry).is_waiting


def test_a_seat_somebody_who_waits_can_take_is_given_to_them_before_a_newcomer(campus, put_on_hold):
    course, [held] = campus.full_course()
    first = campus.student()
    entry = campus.waiting(first, course)
    put_on_hold(first)
    campus.drop(held)
    campus.store.ports.academic_records.put(first.id, AcademicRecord())  # and nobody has looked since

    refused = campus.enroll(campus.student(), course)

    assert refused.verdict.has(CourseFull)
    assert campus.entry(entry).status is EntryStatus.ENROLLED


def test_a_seat_that_will_be_given_in_a_batch_is_promised(campus):
    course, [held] = campus.full_course()
    campus.rule(course, waitlist=BATCH)
    entry = campus.waiting(campus.student(), course)
    campus.drop(held)

    newcomer = campus.student()
    [reason] = campus.does(PreviewEnrollment, newcomer, course.id).verdict.reasons
    refused = campus.enroll(newcomer, course)

    assert (reason.current_enrollment, reason.waiting, reason.promised) == (0, 1, 1)
    assert refused.verdict.reasons == (reason,)
    assert campus.entry(entry).is_waiting


def test_what_is_left_besides_the_promised_seats_is_open(campus):
    course, held = campus.full_course(2)
    campus.rule(course, waitlist=BATCH)
    campus.waiting(campus.student(), course)
    for one in held:
        campus.drop(one)

    assert campus.enroll(campus.student(), course).enrollment
    assert campus.enroll(campus.student(), course).verdict.has(CourseFull)


def test_who_took_such_a_seat_has_not_jumped_the_line_when_the_rules_change(campus):
    course, held = campus.full_course(2)
    campus.rule(course, waitlist=BATCH)
    campus.waiting(campus.student(), course)
    for one in held:
        campus.drop(one)
    campus.enrolled(campus.student(), course)

    campus.rule(course, waitlist=WaitlistRule())

    assert [line for line in campus.violations() if line.startswith("no-jumping")] == []


def test_promised_seats_are_given_when_the_batch_is_due(campus):
    course, [held] = campus.full_course()
    campus.rule(course, waitlist=BATCH)
    entry = campus.waiting(campus.student(), course)
    campus.drop(held)

    campus.pass_time(hours=17, minutes=59)  # from 04:00 to 21:59 on campus
    assert campus.entry(entry).is_waiting
    campus.pass_time(minutes=1)
    assert campus.entry(entry).status is EntryStatus.ENROLLED
