"""Standing in line: who may, where one stands, and what becomes of it."""

from dataclasses import replace

import pytest

from enrollment.domain.enrollments import EnrollmentStatus
from enrollment.domain.reasons import AlreadyEnrolled, AlreadyWaiting, CourseFull
from enrollment.domain.waitlist import EntryStatus
from enrollment.domain.waitlist_errors import EntryUnknown
from tests.support.build import a_key


def test_whoever_joins_stands_behind_all_others(campus):
    course, _ = campus.full_course()
    students = [campus.student() for _ in range(3)]

    places = [campus.join(student, course).receipts[0].place for student in students]

    assert [(place.position, place.ahead) for place in places] == [(1, 0), (2, 1), (3, 2)]
    assert campus.line(course) == students
    assert campus.now(course).waiting == 3


def test_a_seat_that_is_given_up_goes_to_the_first_in_line_at_once(campus):
    course, [held] = campus.full_course()
    first, second = campus.student(), campus.student()
    entry = campus.waiting(first, course)
    campus.waiting(second, course)

    campus.drop(held)

    assert campus.seat(first, course).status is EnrollmentStatus.APPROVED
    assert campus.entry(entry).status is EntryStatus.ENROLLED
    assert campus.line(course) == [second]
    assert (campus.now(course).current_enrollment, campus.now(course).waiting) == (1, 1)
    assert campus.told(first) == ["waitlist-joined", "student-promoted"]


def test_whoever_joins_while_there_is_a_seat_has_it_at_once(campus):
    course, student = campus.course(), campus.student()
    entry = campus.waiting(student, course)
    assert entry.status is EntryStatus.ENROLLED
    assert campus.seat(student, course)


def test_whoever_waits_already_does_not_wait_twice(campus):
    course, _ = campus.full_course()
    student = campus.student()
    campus.waiting(student, course)

    [refused] = campus.join(student, course).receipts

    assert refused.verdict.has(AlreadyWaiting)
    assert campus.now(course).waiting == 1


def test_whoever_sits_there_does_not_wait(campus):
    course = campus.course()
    student = campus.student()
    campus.enrolled(student, course)
    [refused] = campus.join(student, course).receipts
    assert refused.verdict.has(AlreadyEnrolled)


def test_the_same_key_again_is_one_place_and_one_answer(campus):
    course, _ = campus.full_course()
    student, key = campus.student(), a_key()

    once, again = campus.join(student, course, key=key), campus.join(student, course, key=key)

    assert once == again
    assert campus.now(course).waiting == 1


def test_whoever_leaves_is_in_no_line_any_more(campus):
    course, [held] = campus.full_course()
    first, second = campus.student(), campus.student()
    entry = campus.waiting(first, course)
    campus.waiting(second, course)

    campus.leave(entry)
    campus.drop(held)

    assert campus.line(course) == []
    assert campus.seat(second, course)
    assert campus.entry(entry).status is EntryStatus.LEFT


def test_somebody_elses_place_is_as_good_as_none(campus):
    course, _ = campus.full_course()
    entry, other = campus.waiting(campus.student(), course), campus.student()
    with pytest.raises(EntryUnknown):
        campus.leave(replace(entry, student_id=other.id))


def test_leaving_under_the_same_key_again_is_answered_the_same(campus):
    course, _ = campus.full_course()
    entry, key = campus.waiting(campus.student(), course), a_key()
    assert campus.leave(entry, key=key) == campus.leave(entry, key=key)


def test_whoever_joins_again_after_leaving_stands_at_the_end(campus):
    course, _ = campus.full_course()
    first, second = campus.student(), campus.student()
    entry = campus.waiting(first, course)
    campus.waiting(second, course)

    campus.leave(entry)
    campus.waiting(first, course)

    assert campus.line(course) == [second, first]


def test_who_has_not_been_asked_for_a_seat_is_refused_and_may_wait(campus):
    course, _ = campus.full_course()
    refused = campus.enroll(campus.student(), course)
    assert refused.verdict.has(CourseFull)
    assert refused.verdict.may_wait
