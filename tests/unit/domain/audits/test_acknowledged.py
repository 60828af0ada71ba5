"""Histories against the record: each seeded fault is told by its name, and no other is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from enrollment.domain.audits.acknowledged import unfaithful
from enrollment.domain.audits.calls import Asked, Call, Kind
from enrollment.domain.audits.student_file import StudentFile
from enrollment.domain.catalog import RegistrationWindow
from enrollment.domain.enrollments import EnrollmentStatus
from enrollment.domain.reasons import CourseFull
from enrollment.domain.verdict import Verdict
from tests.support.build import NOON, a_course, a_receipt, an_enrollment

LATER, LATEST = NOON + timedelta(minutes=1), NOON + timedelta(minutes=2)
COURSE, OTHER = a_course(max_participants=1), a_course()
SEAT = an_enrollment(course_id=COURSE.id)
TRY = Call(kind=Kind.INVOKE, client="c1", key="k1", student_id=SEAT.student_id, course_id=COURSE.id)
OK = replace(TRY, kind=Kind.OK, enrollment_id=SEAT.id, answer="{}")
FAIL, INFO = replace(TRY, kind=Kind.FAIL), replace(TRY, kind=Kind.INFO)
DROP = replace(TRY, key="k2", asked=Asked.DROP, enrollment_id=SEAT.id)
DROPPED = replace(DROP, kind=Kind.OK)
GIVEN_UP = SEAT.dropped(LATER)
SWAP = replace(TRY, key="k3", course_id=OTHER.id, asked=Asked.SWAP)


def file_of(*seats, course=COURSE, receipts=()):
    """The file of the student of these seats."""
    about = {seat.student_id for seat in seats} or {SEAT.student_id}
    enrollments = [(seat, course) for seat in seats]
    return StudentFile(student_id=about.pop(), enrollments=enrollments, receipts=receipts)


def names(history, *files):
    """The names of what is told."""
    return {line.partition(":")[0] for line in unfaithful(history, files)}


ELSEWHERE = replace(SEAT, id=an_enrollment().id)
GOOD = {
    "nothing happened": ([], []),
    "acknowledged and there": ([TRY, OK], [SEAT]),
    "denied and absent": ([TRY, FAIL], []),
    "unknown and there": ([TRY, INFO], [SEAT]),
    "unknown and absent": ([TRY, INFO], []),
    "cut off and there": ([TRY], [SEAT]),
    "unknown, then acknowledged": ([TRY, INFO, TRY, OK], [SEAT]),
    "unknown, then denied, and there": ([TRY, INFO, TRY, FAIL], [SEAT]),
    "acknowledged twice alike": ([TRY, OK, TRY, OK], [SEAT]),
    "two clients at once": ([TRY, replace(TRY, client="c2"), OK, replace(OK, client="c2")], [SEAT]),
    "dropped, and acknowledged": ([TRY, OK, DROP, DROPPED], [GIVEN_UP]),
    "dropped, and nobody knows": ([TRY, OK, DROP], [GIVEN_UP]),
    "dropped, then had again": ([TRY, OK, DROP, DROPPED], [GIVEN_UP, ELSEWHERE]),
    "given up in a swap": ([TRY, OK, SWAP, replace(SWAP, kind=Kind.INFO)], [GIVEN_UP]),
    "cancelled by the campus": ([TRY, OK], [SEAT.ended(EnrollmentStatus.CANCELLED, LATER)]),
}
BAD = {
    "lost": ([TRY, OK], []),
    "lost, though acknowledged later": ([TRY, INFO, TRY, OK], []),
    "lost, dropped by nobody": ([TRY, OK], [GIVEN_UP]),
    "lost, dropped though that was denied": ([TRY, OK, DROP, replace(DROP, kind=Kind.FAIL)], [GIVEN_UP]),
    "kept": ([TRY, OK, DROP, DROPPED], [SEAT]),
    "invented": ([DROP, replace(DROP, kind=Kind.INFO)], [SEAT]),
    "denied": ([TRY, FAIL], [SEAT]),
    "denied, twice": ([TRY, FAIL, TRY, FAIL], [SEAT]),
    "changed": ([TRY, OK, TRY, replace(OK, answer="{ }")], [SEAT]),
    "misrecorded": ([OK], [SEAT]),
    "misrecorded, two at once by one client": ([TRY, TRY, OK], [SEAT]),
    "misrecorded, one key for two requests": ([TRY, OK, replace(TRY, course_id=OTHER.id)], [SEAT]),
    "misrecorded, one key for two acts": ([TRY, OK, replace(TRY, asked=Asked.JOIN)], [SEAT]),
}


@pytest.mark.parametrize("case", GOOD)
def test_what_can_be_is_passed_over(case):
    history, seats = GOOD[case]
    assert names(history, file_of(*seats)) == set()


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_is_named(case):
    history, seats = BAD[case]
    assert names(history, file_of(*seats)) == {case.partition(",")[0]}


def test_anothers_enrollment_is_not_what_was_acknowledged():
    eve = replace(SEAT, student_id=an_enrollment().student_id)
    eves = replace(TRY, client="c2", key="k2", student_id=eve.student_id)

    assert names([eves, replace(eves, kind=Kind.INFO), TRY, OK], file_of(eve)) == {"mixed up"}


def test_what_a_student_has_who_made_no_call_is_not_explained_by_calls():
    assert names([TRY, OK], file_of(SEAT), file_of(an_enrollment(course_id=COURSE.id))) == set()


def test_one_lost_among_many_is_found():
    history, files = [], []
    for number in range(500):
        seat = an_enrollment(course_id=COURSE.id)
        about = {"client": f"c{number}", "key": f"k{number}", "student_id": seat.student_id}
        history += [replace(TRY, **about), replace(OK, **about, enrollment_id=seat.id)]
        files.append(file_of(seat))
    lost = files.pop(250).enrollments[0][0]

    assert list(unfaithful(history, files)) == [f"lost: enrollment {lost.id} was acknowledged under key k250"]


@pytest.mark.parametrize(
    ("window", "told"),
    [
        (RegistrationWindow(opens=NOON, closes=LATER), set()),
        (RegistrationWindow(opens=NOON + timedelta(microseconds=1)), {"out of time"}),
        (RegistrationWindow(closes=NOON), {"out of time"}),
        (RegistrationWindow(closes=NOON + timedelta(microseconds=1)), set()),
    ],
)
def test_a_seat_is_had_while_registration_is_open(window, told):
    assert names([TRY, OK], file_of(SEAT, course=replace(COURSE, registration=window))) == told


REFUSED = [replace(TRY, at=LATER), replace(FAIL, at=LATEST, code=CourseFull.code)]
ANOTHERS = {"course_id": COURSE.id}


@pytest.mark.parametrize(
    ("seat", "told"),
    [
        (an_enrollment(**ANOTHERS), set()),
        (an_enrollment(**ANOTHERS, enrollment_date=LATEST), set()),
        (an_enrollment(**ANOTHERS, enrollment_date=LATEST + timedelta(microseconds=1)), {"not full"}),
        (an_enrollment(**ANOTHERS).dropped(LATER + timedelta(microseconds=1)), set()),
        (an_enrollment(**ANOTHERS).dropped(LATER), {"not full"}),
    ],
)
def test_a_course_that_was_called_full_was_full_at_an_instant_of_the_call(seat, told):
    assert names(REFUSED, file_of(), file_of(seat)) == told


@pytest.mark.parametrize("reason", [CourseFull(2, 1), CourseFull(1, 0, waiting=1, promised=1)])
def test_it_may_have_been_full_in_another_way(reason):
    refusal = a_receipt(user_id=SEAT.student_id, course_id=COURSE.id, at=LATER, enrollment=None)
    mine = file_of(receipts=[replace(refusal, enrollment=None, verdict=Verdict((reason,)))])
    had_later = an_enrollment(**ANOTHERS, enrollment_date=LATEST + timedelta(hours=1))

    assert names(REFUSED, mine, file_of(had_later)) == set()
