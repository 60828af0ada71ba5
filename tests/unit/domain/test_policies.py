"""Every policy on its boundaries: one before, exactly on, one after; and all of them together."""

from datetime import timedelta

import pytest

from enrollment.domain import policies
from enrollment.domain.catalog import CourseStatus, RegistrationWindow
from enrollment.domain.policies import STANDARD, decide
from enrollment.domain.reasons import (
    AlreadyEnrolled,
    AuthRequired,
    Cancelled,
    CourseFull,
    CourseNotFound,
    NotPermitted,
    NotPublished,
    RegistrationClosed,
    RegistrationNotOpen,
)
from enrollment.domain.users import Role
from tests.support.build import NOON, a_course, a_staff_member, a_student, an_attempt, an_enrollment

INSTANT = timedelta(microseconds=1)
BEFORE, AFTER = NOON - INSTANT, NOON + INSTANT


def test_the_standard_is_these_in_the_order_of_the_headline():
    assert [policy.__name__ for policy in STANDARD] == [
        "is_not_enrolled_already",
        "is_not_waiting_already",
        "is_signed_in",
        "course_exists",
        "course_is_published",
        "registration_is_open",
        "user_may_enroll",
        "nothing_is_on_hold",
        "may_return",
        "student_is_admitted",
        "prerequisites_are_met",
        "corequisites_are_met",
        "linked_sections_come_together",
        "no_other_section_is_held",
        "nothing_excludes_it",
        "may_be_repeated",
        "times_do_not_conflict",
        "units_stay_within_limit",
        "consent_is_given",
        "seats_remain",
    ]


@pytest.mark.parametrize("policy", STANDARD, ids=lambda policy: policy.__name__)
def test_no_policy_stands_against_a_usual_attempt(policy):
    assert policy(an_attempt()) is None


@pytest.mark.parametrize("policy", STANDARD, ids=lambda policy: policy.__name__)
def test_every_policy_has_an_answer_when_there_is_neither_user_nor_course(policy):
    assert policy(an_attempt(user=None, course=None)) in (None, AuthRequired(), CourseNotFound())


def test_a_student_holds_at_most_one_seat_in_a_course():
    held = an_enrollment()
    reason = policies.is_not_enrolled_already(an_attempt(enrollment=held))
    assert reason == AlreadyEnrolled(held.id, NOON)


def test_whoever_enrolls_is_known():
    assert policies.is_signed_in(an_attempt(user=None)) == AuthRequired()


def test_there_is_such_a_course():
    assert policies.course_exists(an_attempt(course=None)) == CourseNotFound()


@pytest.mark.parametrize("user", [None, a_student(), a_staff_member(active=False)], ids=["nobody", "student", "former"])
def test_a_draft_is_no_course_to_those_who_may_not_read_it(user):
    draft = a_course(status=CourseStatus.DRAFT)
    assert policies.course_exists(an_attempt(user=user, course=draft)) == CourseNotFound()


def test_a_draft_is_an_unpublished_course_to_staff():
    attempt = an_attempt(user=a_staff_member(), course=a_course(status=CourseStatus.DRAFT))
    assert policies.course_exists(attempt) is None
    assert policies.course_is_published(attempt) == NotPublished()


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (CourseStatus.UNPUBLISHED, NotPublished()),
        (CourseStatus.PUBLISHED, None),
        (CourseStatus.CANCELLED, Cancelled()),
    ],
)
def test_a_course_is_offered_once_it_is_published_and_until_it_is_cancelled(status, reason):
    assert policies.course_is_published(an_attempt(course=a_course(status=status))) == reason


@pytest.mark.parametrize(
    ("at", "reason"), [(BEFORE, None), (NOON, RegistrationClosed(NOON)), (AFTER, RegistrationClosed(NOON))]
)
def test_the_window_does_not_hold_its_closing(at, reason):
    course = a_course(registration=RegistrationWindow(closes=NOON))
    assert policies.registration_is_open(an_attempt(at=at, course=course)) == reason


@pytest.mark.parametrize(("at", "reason"), [(BEFORE, RegistrationNotOpen(NOON)), (NOON, None), (AFTER, None)])
def test_the_window_holds_its_opening(at, reason):
    course = a_course(registration=RegistrationWindow(opens=NOON))
    assert policies.registration_is_open(an_attempt(at=at, course=course)) == reason


@pytest.mark.parametrize("at", [NOON - timedelta(days=36_500), NOON, NOON + timedelta(days=36_500)])
def test_an_unbounded_window_is_always_open(at):
    assert decide(an_attempt(at=at)).allowed


@pytest.mark.parametrize("roles", [set(), {Role.STAFF}, {Role.INTEGRATOR}, {Role.STAFF, Role.INTEGRATOR}])
def test_only_students_enroll(roles):
    user = a_student(roles=frozenset(roles))
    assert policies.user_may_enroll(an_attempt(user=user)) == NotPermitted()


def test_a_student_who_is_staff_too_enrolls():
    user = a_student(roles=frozenset({Role.STUDENT, Role.STAFF}))
    assert policies.user_may_enroll(an_attempt(user=user)) is None


def test_a_student_who_is_not_active_does_not():
    assert policies.user_may_enroll(an_attempt(user=a_student(active=False))) == NotPermitted()


@pytest.mark.parametrize(
    ("seats", "taken", "reason"),
    [
        (30, 29, None),
        (30, 30, CourseFull(30, 30)),
        (30, 31, CourseFull(30, 31)),
        (1, 0, None),
        (1, 1, CourseFull(1, 1)),
        (0, 0, CourseFull(0, 0)),
        (None, 0, None),
        (None, 1_000_000, None),
    ],
)
def test_a_course_takes_no_more_students_than_it_has_seats(seats, taken, reason):
    course = a_course(max_participants=seats, current_enrollment=taken)
    assert policies.seats_remain(an_attempt(course=course)) == reason
