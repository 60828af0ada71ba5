"""Seats kept for groups, and shared: published, taken together, and released."""

from dataclasses import replace
from datetime import timedelta

import pytest

from enrollment.application.enroll_student import EnrollStudent
from enrollment.application.release_pools import ReleasePools
from enrollment.application.submit_courses import SubmitCourses
from enrollment.domain.academic_record import AcademicRecord
from enrollment.domain.groups import Group
from enrollment.domain.pools import Pool, SharedCapacity
from enrollment.domain.rule_book import section_scope
from enrollment.domain.submission import Mode
from tests.support.build import NOON, an_origin
from tests.unit.application.rule_files import Written

SENIORS = Pool(group=Group(name="seniors", standings=frozenset({"SR"})), seats=2, releases_at=NOON + timedelta(days=1))
BOTH = SharedCapacity(name="both", max_participants=1)


@pytest.fixture
def divide(check, publish):
    """Publish what sections say: pairs of a course and its members."""
    return lambda *said: publish(check(Written({section_scope(course): about for course, about in said})), by="ada")


@pytest.fixture
def reserved(offered, divide):
    """A course of three seats, two of them kept for seniors until tomorrow."""
    course = offered(max_participants=3)
    divide((course, {"pools": (SENIORS,)}))
    return course


@pytest.fixture
def enroll(made, records, known):
    """Ask for a seat for somebody new of that standing, and return the receipt."""

    def ask(course, standing=""):
        student = known()
        records.academic_records[student.id] = AcademicRecord(standing=standing)
        return made(EnrollStudent)(student.id, course.id, key=None, origin=an_origin())

    return ask


@pytest.fixture
def submit(made, known):
    """Ask for several courses at once, and return the codes against each."""

    def ask(mode, *courses):
        submission = made(SubmitCourses)
        ids = [course.id for course in courses]
        lines = submission(known().id, ids, mode=mode, key=None, origin=an_origin())
        return [[reason.code for reason in line.receipt.verdict.reasons] for line in lines]

    return ask


def test_pools_and_shared_seats_hold_from_their_publication_on(records, offered, divide):
    course, other = offered(max_participants=3), offered(max_participants=3)
    divide((course, {"pools": (SENIORS,), "shared_seats": BOTH}), (other, {"shared_seats": BOTH}))

    assert records.courses[course.id].pools == (SENIORS,)
    assert records.courses[other.id].shared == replace(BOTH, name="SP26 both")


def test_what_a_file_leaves_as_it_is_is_not_divided_anew(records, reserved, enroll, divide):
    enroll(reserved, "SR")
    before = records.courses[reserved.id]

    divide((reserved, {"pools": (SENIORS,), "consent_of": ""}))

    assert records.courses[reserved.id] == before


def test_a_pool_taken_back_keeps_no_seat(records, reserved, divide):
    divide((reserved, {}))

    assert records.courses[reserved.id].pools == ()


def test_the_seat_is_the_pools_where_there_is_one_and_else_an_open_one(reserved, enroll):
    assert [enroll(reserved, "SR").enrollment.pool for _ in range(3)] == ["seniors", "seniors", None]


def test_who_is_in_no_group_gets_a_kept_seat_from_its_release_on(reserved, enroll, clock, records):
    assert [bool(enroll(reserved).enrollment) for _ in range(2)] == [True, False]
    clock.advance(timedelta(days=1))

    assert enroll(reserved, "SR").enrollment.pool is None
    assert [pool.released for pool in records.courses[reserved.id].pools] == [True]


def test_pools_are_released_though_nobody_comes(made, reserved, records, clock):
    release = made(ReleasePools)
    assert not release(origin=an_origin())

    clock.advance(timedelta(days=1))

    assert [release(origin=an_origin()) for _ in range(2)] == [True, False]
    assert [pool.released for pool in records.courses[reserved.id].pools] == [True]


@pytest.mark.parametrize(
    ("mode", "codes"),
    [(Mode.BEST_EFFORT, [[], ["course-full"]]), (Mode.ALL_OR_NOTHING, [["course-full"], ["course-full"]])],
)
def test_the_last_shared_seat_is_not_had_twice_in_one_submission(offered, divide, submit, mode, codes):
    courses = [offered(code=code) for code in ("COGS 14", "PSYC 14")]
    divide(*((course, {"shared_seats": BOTH}) for course in courses))

    assert submit(mode, *courses) == codes
