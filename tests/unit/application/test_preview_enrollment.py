"""What the button should say, before anybody presses it."""

from copy import deepcopy

import pytest

from enrollment.application.enroll_student import EnrollStudent
from enrollment.application.preview_enrollment import PreviewEnrollment
from enrollment.domain.catalog import CourseStatus
from enrollment.domain.errors import CourseUnknown
from enrollment.domain.reasons import AlreadyEnrolled, AuthRequired, CourseFull, NotPermitted, NotPublished
from tests.support.build import NOON, a_course, a_staff_member, a_student, an_origin


@pytest.fixture
def preview(made):
    """The use case."""
    preview_enrollment = made(PreviewEnrollment)
    return lambda user, course: preview_enrollment(user, course.id)


def test_a_student_sees_that_nothing_stands_against_it(preview, known, offered):
    course = offered()
    seen = preview(known(), course)
    assert (seen.course, seen.enrollment, seen.verdict.reasons) == (course, None, ())


def test_nobody_sees_that_they_have_to_sign_in_and_what_else_stands_against_it(preview, offered):
    seen = preview(None, offered(max_participants=0))
    assert seen.verdict.reasons == (AuthRequired(), CourseFull(0, 0))


def test_a_student_sees_the_seat_they_hold(made, preview, known, offered):
    ada, course = known(), offered()
    enroll_student = made(EnrollStudent)
    held = enroll_student(ada.id, course.id, key=None, origin=an_origin()).enrollment
    seen = preview(ada, course)
    assert seen.enrollment == held
    assert seen.verdict.reasons == (AlreadyEnrolled(held.id, NOON),)


def test_what_it_says_is_what_the_attempt_is_told(made, preview, known, offered):
    ada, course = known(), offered(status=CourseStatus.CANCELLED, max_participants=0)
    foretold = preview(ada, course).verdict
    assert made(EnrollStudent)(ada.id, course.id, key=None, origin=an_origin()).verdict == foretold


def test_looking_changes_nothing(preview, known, offered, records):
    ada, course = known(), offered(max_participants=0)
    before = deepcopy({name: getattr(records, name) for name in records.__slots__ if name != "lock"})
    preview(ada, course)
    assert {name: getattr(records, name) for name in before} == before


def test_a_course_that_is_not_there_is_unknown(preview, known):
    with pytest.raises(CourseUnknown):
        preview(known(), a_course())


@pytest.mark.parametrize("viewer", [None, a_student()], ids=["nobody", "student"])
def test_so_is_a_draft_to_those_who_may_not_read_it(preview, offered, viewer):
    with pytest.raises(CourseUnknown):
        preview(viewer, offered(status=CourseStatus.DRAFT))


def test_staff_see_a_draft_and_that_it_is_not_published(preview, known, offered):
    draft = offered(status=CourseStatus.DRAFT)
    seen = preview(known(a_staff_member()), draft)
    assert seen.course == draft
    assert seen.verdict.reasons == (NotPublished(), NotPermitted())
