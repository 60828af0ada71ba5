"""The port Catalog: putting courses on record, and changing what is known of them."""

from dataclasses import replace
from datetime import date, time, timedelta, timezone
from uuid import uuid4

import pytest

from enrollment.domain.catalog import CourseStatus, RegistrationWindow
from enrollment.domain.meetings import Day, Meeting
from enrollment.ports.catalog import Loaded
from tests.contract.given import a_known_student, admitted, amended, an_offered_course, dropped
from tests.contract.waiting import in_line
from tests.support.build import NOON, a_course

MEETINGS = (
    Meeting(kind="LE", days=(Day.TUESDAY, Day.THURSDAY), starts=time(12, 30), ends=time(13, 50), room="PETER 103"),
    Meeting(kind="LA"),
    Meeting(kind="FI", on=date(2026, 6, 6), starts=time(11, 30), ends=time(14, 29), room="JEANN AUD"),
)
WINDOW = RegistrationWindow(opens=NOON, closes=NOON + timedelta(days=30, microseconds=1))
WHOLE = {
    "title": "Ünïcødé – “Cognition” ✓",
    "units": "1–4",
    "description": "One line.\nAnother, with 'quotes', 100% of them_\\.",
    "status": CourseStatus.UNPUBLISHED,
    "max_participants": None,
    "registration": WINDOW,
    "meetings": MEETINGS,
}
NEW, CHANGED, UNCHANGED = (
    Loaded(added=1, changed=0, unchanged=0),
    Loaded(added=0, changed=1, unchanged=0),
    Loaded(added=0, changed=0, unchanged=1),
)


def test_a_course_is_found_as_it_was_loaded(ports):
    course = an_offered_course(ports, **WHOLE)

    assert ports.catalog.find(course.id) == course


def test_what_was_never_loaded_is_not_found(ports):
    assert ports.catalog.find(uuid4()) is None


def test_loading_nothing_changes_nothing(ports):
    assert ports.catalog.load([]) == Loaded(added=0, changed=0, unchanged=0)


def test_a_new_course_is_empty_whatever_the_file_says(ports):
    course = an_offered_course(ports, current_enrollment=7)

    assert ports.catalog.find(course.id).current_enrollment == 0


@pytest.mark.parametrize("about", [{}, WHOLE], ids=["plain", "whole"])
def test_the_same_course_twice_changes_nothing(ports, about):
    course = a_course(**about)
    assert ports.catalog.load([course]) == NEW

    assert ports.catalog.load([replace(course, id=uuid4())]) == UNCHANGED

    assert ports.catalog.find(course.id) == course


def test_the_same_instant_in_another_zone_changes_nothing(ports):
    course = an_offered_course(ports, registration=WINDOW)
    campus = timezone(timedelta(hours=-8))
    elsewhere = RegistrationWindow(opens=WINDOW.opens.astimezone(campus), closes=WINDOW.closes.astimezone(campus))

    assert ports.catalog.load([replace(course, registration=elsewhere)]) == UNCHANGED


@pytest.mark.parametrize(("field", "value"), WHOLE.items(), ids=WHOLE)
def test_a_course_known_is_changed_under_its_old_id(ports, field, value):
    course = an_offered_course(ports)
    other_id = uuid4()

    assert ports.catalog.load([replace(course, id=other_id, **{field: value})]) == CHANGED

    assert ports.catalog.find(course.id) == replace(course, **{field: value})
    assert ports.catalog.find(other_id) is None


@pytest.mark.parametrize(("field", "value"), WHOLE.items(), ids=WHOLE)
def test_what_was_said_can_be_taken_back(ports, field, value):
    plain = a_course()
    ports.catalog.load([replace(plain, **{field: value})])

    assert ports.catalog.load([plain]) == CHANGED
    assert ports.catalog.find(plain.id) == plain


@pytest.mark.parametrize("name", ["term", "code", "section"])
def test_a_course_by_another_name_is_another_course(ports, name):
    course = an_offered_course(ports)

    assert ports.catalog.load([replace(course, id=uuid4(), **{name: "COGS 2"})]) == NEW


@pytest.mark.parametrize("seats", [0, 1, 2, 3, None])
def test_a_changed_capacity_evicts_nobody_and_keeps_the_count(ports, seats):
    course = an_offered_course(ports, max_participants=2)
    students = [a_known_student(ports) for _ in range(2)]
    enrollments = [admitted(ports, course, student) for student in students]

    amended(ports, course, max_participants=seats, current_enrollment=0)

    kept = ports.catalog.find(course.id)
    assert (kept.max_participants, kept.current_enrollment) == (seats, 2)
    assert [ports.register.facts(course.id, student.id).enrollment for student in students] == enrollments


def test_a_long_stream_is_loaded_and_counted_whole(ports):
    courses = [a_course(code=f"COGS {number}", section="A01") for number in range(450)]
    ports.catalog.load(courses[:50])
    ports.catalog.load([replace(courses[0], title="Another")])

    assert ports.catalog.load(iter(courses)) == Loaded(added=400, changed=1, unchanged=49)


@pytest.mark.parametrize("status", [CourseStatus.CANCELLED, CourseStatus.UNPUBLISHED, CourseStatus.DRAFT])
def test_what_is_not_published_is_to_be_cleared_until_nobody_sits_there_or_waits(ports, status):
    empty, seated, awaited, takes_place = (an_offered_course(ports, code=f"COGS {n}") for n in range(4))
    enrollment = admitted(ports, seated, a_known_student(ports))
    admitted(ports, takes_place, a_known_student(ports))
    in_line(ports, awaited)
    for course in (empty, seated, awaited):
        amended(ports, course, status=status)

    assert set(ports.catalog.to_clear()) == {seated.id, awaited.id}
    dropped(ports, enrollment)
    assert ports.catalog.to_clear() == [awaited.id]
