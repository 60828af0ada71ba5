"""A schedule is what the rules allow, as far as the rules of today decided on it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from enrollment.domain.audits.schedules import overfull
from enrollment.domain.audits.student_file import StudentFile
from enrollment.domain.policies import version_of
from enrollment.domain.rules import NO_RULES, Rules
from tests.audit.lived_in import MORNING
from tests.support.build import NOON, a_course, a_receipt, an_enrollment

RULES = Rules(edition=2, refuse_conflicts=True, most_units=8)
COURSES = [a_course(units="4", meetings=MORNING), a_course(units="4"), a_course(units="4")]


def a_file(*courses, rules=RULES, **about):
    """The file of who took these courses one after the other, decided by these rules."""
    student_id = an_enrollment().student_id
    taken = [
        an_enrollment(course_id=course.id, student_id=student_id, enrollment_date=NOON + timedelta(seconds=number))
        for number, course in enumerate(courses)
    ]
    return StudentFile(
        student_id=student_id,
        receipts=[a_receipt(enrollment=one, rules_version=version_of(rules)) for one in taken],
        enrollments=list(zip(taken, courses, strict=True)),
        **about,
    )


def codes(file, rules=RULES):
    """The codes of the rules that are told to be broken."""
    return [line.rpartition(" ")[2] for line in overfull(file, lambda course: rules, lambda term: None)]


def test_as_much_as_the_limit_is_held():
    assert codes(a_file(*COURSES[:2])) == []


def test_more_than_the_limit_is_told():
    assert codes(a_file(*COURSES)) == ["unit-limit"]


def test_each_term_has_a_limit_of_its_own():
    assert codes(a_file(*COURSES[:2], replace(COURSES[2], term="FA26"))) == []


def test_two_things_at_once_are_told():
    assert codes(a_file(COURSES[0], replace(COURSES[1], meetings=MORNING))) == ["time-conflict"]


def test_what_was_given_up_takes_no_time():
    file = a_file(COURSES[0], replace(COURSES[1], meetings=MORNING))
    (first, course), second = file.enrollments
    assert codes(replace(file, enrollments=[(first.dropped(NOON), course), second])) == []


@pytest.mark.parametrize("rules", [NO_RULES, replace(RULES, edition=3)])
def test_what_other_rules_decided_is_not_told(rules):
    assert codes(a_file(*COURSES), rules) == []


def test_what_a_permit_set_aside_is_not_told():
    permitted = frozenset({(COURSES[2].id, "unit-limit")})
    assert codes(a_file(*COURSES, permitted=permitted)) == []
    assert codes(a_file(*COURSES, permitted=frozenset({(COURSES[1].id, "unit-limit")}))) == ["unit-limit"]
