"""Who cannot be given a seat is passed over, keeps the place, and is told why."""

from datetime import timedelta

import pytest

from enrollment.application.waitlists.standing import ReadStanding
from enrollment.domain.academic_record import AcademicRecord, Hold
from enrollment.domain.reasons import OnHold
from enrollment.domain.waitlist import EntryStatus

HOLD = Hold(owner="the bursar", note="unpaid fees")


@pytest.fixture
def course(campus):
    """A course with one seat, which somebody holds."""
    course, [campus.held] = campus.full_course()
    return course


@pytest.fixture
def blocked(campus, course):
    """The entry of the first in line, whose registration is on hold since."""
    entry = campus.waiting(campus.student(), course)
    campus.store.ports.academic_records.put(entry.student_id, AcademicRecord(holds=(HOLD,)))
    return entry


def test_the_next_who_can_gets_the_seat(campus, course, blocked):
    second = campus.waiting(campus.student(), course)

    campus.drop(campus.held)

    assert campus.entry(second).status is EntryStatus.ENROLLED
    assert campus.entry(blocked).skipped == ("on-hold",)
    assert [student.id for student in campus.line(course)] == [blocked.student_id]


def test_the_student_is_told_once_for_as_long_as_the_reason_stays_the_same(campus, course, blocked):
    student = campus.store.ports.accounts.get(blocked.student_id)
    campus.drop(campus.held)
    other = campus.enrolled(campus.student(), course)
    campus.drop(other)

    assert campus.told(student) == ["waitlist-joined", "waitlist-skipped"]
    [event] = [one.event for one in campus._messages if one.kind == "waitlist-skipped"]
    assert (event.position, [reason["code"] for reason in event.reasons]) == (1, ["on-hold"])


def test_as_the_hold_is_lifted_the_seat_is_had(campus, course, blocked):
    campus.drop(campus.held)
    campus.lift(blocked.student_id, HOLD)
    assert campus.entry(blocked).status is EntryStatus.ENROLLED


def test_before_it_comes_to_that_one_is_told_what_would_come_of_it(campus, course, blocked):
    [standing] = campus.does(ReadStanding, blocked.student_id)
    assert standing.waiting.places[course.id].position == 1
    assert [type(reason) for reason in standing.turn.obstacles] == [OnHold]


def test_what_changes_by_itself_is_looked_at_again_then(campus, course):
    ends_at = campus.clock.now() + timedelta(hours=3)
    entry = campus.waiting(campus.student(), course)
    hold = Hold(owner="the library", note="a book", expires_at=ends_at)
    campus.store.ports.academic_records.put(entry.student_id, AcademicRecord(holds=(hold,)))
    campus.drop(campus.held)

    campus.pass_time(hours=3)

    assert campus.entry(entry).status is EntryStatus.ENROLLED
