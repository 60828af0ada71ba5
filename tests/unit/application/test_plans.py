"""A student's plan: changed line by line, and judged as if it were submitted."""

from datetime import timedelta

import pytest

from enrollment.adapters.memory.plans import MemoryPlans
from enrollment.application.plan_courses import PlanCourses
from enrollment.application.read_plan import ReadPlan
from enrollment.application.submit_courses import MOST_COURSES
from enrollment.domain.catalog import CourseStatus, RegistrationWindow
from enrollment.domain.errors import CourseUnknown, PlanFull
from tests.support.build import NOON, a_course, an_enrollment

LATER = NOON + timedelta(days=3)


@pytest.fixture
def plans(records):
    """The plans on record."""
    return MemoryPlans(records)


@pytest.fixture
def plan(register, plans, clock):
    """Change a plan."""
    return PlanCourses(register=register, plans=plans, clock=clock)


@pytest.fixture
def read(made):
    """Read a plan."""
    return made(ReadPlan)


@pytest.fixture
def ids(plans):
    """Tell what a student plans, in order."""
    return lambda student: [line.course_id for line in plans.lines(student.id)]


def test_courses_come_in_at_the_end_and_only_once(plan, ids, known, offered, plans, clock):
    ada, first, second = known(), offered(), offered()
    plan.add(ada, [first.id])
    clock.advance(timedelta(days=1))
    plan.add(ada, [second.id, first.id])
    assert ids(ada) == [first.id, second.id]
    assert [line.added_at - NOON for line in plans.lines(ada.id)] == [timedelta(), timedelta(days=1)]


def test_a_course_taken_out_comes_back_where_it_was(plan, ids, known, offered):
    ada, courses = known(), [offered().id for _ in range(3)]
    plan(ada, courses)
    plan.remove(ada, courses[1])
    assert ids(ada) == [courses[0], courses[2]]
    plan.add(ada, [courses[1]], priority=2)
    assert ids(ada) == courses


@pytest.mark.parametrize(("place", "by", "order"), [(1, -1, "bac"), (1, 1, "acb"), (0, -1, "abc"), (2, 5, "abc")])
def test_a_course_is_moved_as_far_as_it_goes(plan, ids, known, offered, place, by, order):
    ada, courses = known(), dict(zip("abc", (offered().id for _ in range(3)), strict=True))
    plan(ada, [*courses.values()])
    plan.move(ada, courses["abc"[place]], by=by)
    assert ids(ada) == [courses[name] for name in order]


def test_what_is_not_in_the_plan_is_neither_moved_nor_removed(plan, ids, known, offered):
    ada, course = known(), offered()
    plan.move(ada, course.id, by=1)
    plan.remove(ada, course.id)
    assert ids(ada) == []


def test_a_plan_takes_so_many_courses_and_no_more(plan, ids, known, offered):
    ada, courses = known(), [offered().id for _ in range(MOST_COURSES + 1)]
    with pytest.raises(PlanFull):
        plan(ada, courses)
    plan(ada, courses[:-1])
    with pytest.raises(PlanFull, match=f"{MOST_COURSES} courses at most"):
        plan.add(ada, courses[-1:])
    assert ids(ada) == courses[:-1]


def test_what_is_no_course_for_a_student_is_not_planned(plan, ids, known, offered):
    ada = known()
    for course_id in (a_course().id, offered(status=CourseStatus.DRAFT).id):
        with pytest.raises(CourseUnknown):
            plan.add(ada, [course_id])
    assert ids(ada) == []


def test_each_line_is_judged_for_when_its_registration_opens(plan, read, known, offered):
    ada, window = known(), RegistrationWindow(opens=LATER)
    now, later = offered(), offered(registration=window)
    plan(ada, [now.id, later.id])
    judged = read(ada)
    assert [planned.opens for planned in judged.lines] == [None, LATER]
    assert all(planned.verdict.allowed for planned in judged.lines)
    assert (judged.due, judged.fits) == ([now.id], True)


def test_a_line_that_cannot_be_had_says_so_and_all_do_not_fit(plan, read, known, offered):
    ada, full = known(), offered(max_participants=0)
    plan(ada, [full.id, offered().id])
    judged = read(ada)
    assert [[reason.code for reason in planned.verdict.reasons] for planned in judged.lines] == [["course-full"], []]
    assert not judged.fits


def test_a_seat_held_already_is_not_asked_for_again(plan, read, known, offered, records):
    ada, held, other = known(), offered(), offered()
    enrollment = an_enrollment(course_id=held.id, student_id=ada.id)
    records.enrollments[enrollment.id] = enrollment
    plan(ada, [held.id, other.id])
    judged = read(ada)
    assert (judged.due, judged.fits) == ([other.id], True)
    assert [course.id for course in judged.held] == [held.id]


def test_a_course_that_left_the_catalog_is_not_shown(plan, read, known, offered):
    ada, course = known(), offered()
    plan(ada, [course.id])
    offered(id=course.id, status=CourseStatus.DRAFT)
    (planned,) = read(ada).lines
    assert (planned.course, planned.verdict.reasons[0].code) == (None, "course-not-found")


def test_an_empty_plan_asks_for_nothing(read, known):
    judged = read(known())
    assert (judged.lines, judged.due, judged.held) == ([], [], [])
