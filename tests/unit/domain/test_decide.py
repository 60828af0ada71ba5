"""All policies together: every reason, in order, not only the first."""

from dataclasses import replace
from datetime import timedelta

from enrollment.domain import policies
from enrollment.domain.catalog import CourseStatus, RegistrationWindow
from enrollment.domain.policies import decide
from enrollment.domain.reasons import (
    AlreadyEnrolled,
    AuthRequired,
    Cancelled,
    CourseFull,
    CourseNotFound,
    NotPermitted,
    RegistrationClosed,
)
from enrollment.domain.verdict import Verdict
from tests.support.build import NOON, a_course, a_staff_member, an_attempt, an_enrollment

INSTANT = timedelta(microseconds=1)
BEFORE, AFTER = NOON - INSTANT, NOON + INSTANT


def test_nothing_against_it_is_allowed():
    assert decide(an_attempt()) == Verdict(())


def test_every_reason_is_gathered_in_the_order_of_the_policies():
    course = a_course(
        status=CourseStatus.CANCELLED,
        max_participants=1,
        current_enrollment=1,
        registration=RegistrationWindow(opens=AFTER, closes=BEFORE),
    )
    held = an_enrollment()
    attempt = an_attempt(user=a_staff_member(), course=course, enrollment=held)

    assert decide(attempt).reasons == (
        AlreadyEnrolled(held.id, NOON),
        Cancelled(),
        RegistrationClosed(BEFORE),
        NotPermitted(),
        CourseFull(1, 1),
    )
    assert AuthRequired() in decide(replace(attempt, user=None)).reasons


def test_nobody_asking_for_nothing_hears_both():
    assert decide(an_attempt(user=None, course=None)).reasons == (AuthRequired(), CourseNotFound())


def test_other_policies_may_be_asked():
    full = an_attempt(course=a_course(max_participants=0))
    assert decide(full, [policies.is_signed_in]).allowed
    assert decide(full, []).allowed
