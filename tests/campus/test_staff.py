"""What staff do to lines and seats: each with a reason, and each on record."""

from datetime import timedelta

import pytest

from enrollment.application.change_course import ChangeCourse
from enrollment.application.waitlists.clear import AT_ONCE
from enrollment.application.waitlists.move import MoveEntry
from enrollment.domain.academic_record import AcademicRecord, Act, Hold
from enrollment.domain.catalog import CourseStatus
from enrollment.domain.course_changes import CourseChange
from enrollment.domain.enrollments import EnrollmentStatus
from enrollment.domain.reasons import AlreadyEnrolled, OnHold, WaitlistClosed
from enrollment.domain.waitlist import EntryStatus
from enrollment.domain.waitlist_errors import CourseChanged, EntryUnknown, NoteMissing
from enrollment.domain.waitlist_rules import Promotion, WaitlistRule
from tests.contract.given import amended
from tests.support.build import NOON, a_key, an_origin
from tests.support.composed import composed


@pytest.fixture
def course(campus):
    """A course with one seat, which somebody holds."""
    course, [campus.held] = campus.full_course()
    return course


@pytest.fixture
def waiting(campus, course):
    """Three entries, in line."""
    return [campus.waiting(campus.student(), course) for _ in range(3)]


@pytest.fixture
def move(campus, course):
    """Move an entry."""

    def move(entry, position, note="a transfer student"):
        return campus.does(
            MoveEntry, campus.staff, course.id, entry.id, position=position, note=note, origin=an_origin()
        )

    return move


def test_an_entry_is_moved_to_another_place_and_its_student_told_why(campus, course, waiting, move):
    assert move(waiting[2], 1) == 1

    assert [student.id for student in campus.line(course)] == [waiting[n].student_id for n in (2, 0, 1)]
    student = campus.store.ports.accounts.get(waiting[2].student_id)
    assert campus.told(student) == ["waitlist-joined", "place-changed"]
    [entry] = campus.store.ports.activity_log.of(campus.staff.id)
    assert (entry.action, entry.details["note"], entry.details["position"]) == (
        "waitlist_move",
        "a transfer student",
        1,
    )


def test_the_seat_goes_by_the_new_order(campus, course, waiting, move):
    move(waiting[2], 1)
    campus.drop(campus.held)
    assert campus.entry(waiting[2]).status is EntryStatus.ENROLLED


def test_beyond_the_end_is_the_end(waiting, move):
    assert move(waiting[0], 99) == 3


def test_nobody_is_moved_without_a_reason(waiting, move):
    with pytest.raises(NoteMissing):
        move(waiting[0], 2, note=" ")


def test_who_does_not_wait_is_not_moved(campus, waiting, move):
    campus.leave(waiting[0])
    with pytest.raises(EntryUnknown):
        move(waiting[0], 1)


def test_one_more_may_sit_there_than_there_are_seats(campus, course):
    student = campus.student()

    receipt = campus.overbook(student, course)

    assert receipt.enrollment.status is EnrollmentStatus.APPROVED
    assert (campus.now(course).current_enrollment, campus.now(course).over_by) == (2, 1)
    [entry] = campus.store.ports.activity_log.of(campus.staff.id)
    assert (entry.action, entry.details["note"]) == ("staff_enrollment", "agreed")
    assert campus.told(student) == ["student-enrolled"]


def test_beyond_the_seats_nobody_comes_in_by_themselves(campus, course):
    campus.overbook(campus.student(), course)
    waiting = campus.waiting(campus.student(), course)
    campus.drop(campus.held)
    assert campus.entry(waiting).is_waiting


def test_whoever_staff_enroll_waits_no_longer(campus, course, waiting):
    student = campus.store.ports.accounts.get(waiting[1].student_id)
    assert campus.overbook(student, course).enrollment
    assert campus.entry(waiting[1]).status is EntryStatus.ENROLLED
    assert len(campus.line(course)) == 2


def test_whoever_staff_enroll_gives_up_what_was_to_be_given_up(campus, course):
    student = campus.student()
    held = campus.store.ports.enrollments.of
    old, [seat, _] = campus.full_course(2)
    swapping = campus.store.ports.accounts.get(seat.student_id)
    campus.waiting(swapping, course, drop=[seat])
    behind = campus.waiting(student, old)

    assert campus.overbook(swapping, course).enrollment

    assert [one.course.id for one in held(swapping.id, live_only=True)] == [course.id]
    assert campus.entry(behind).status is EntryStatus.ENROLLED


def test_what_is_given_up_for_two_courses_is_kept_where_staff_give_one(campus, course):
    (other, _), student, old = campus.full_course(), campus.student(), campus.course()
    campus.waiting(student, course, other, drop=[campus.enrolled(student, old)])

    assert campus.overbook(student, course).enrollment

    assert campus.seat(student, old)


def test_what_cannot_be_given_up_stands_against_it(campus, course):
    old, [seat, _] = campus.full_course(2)
    student = campus.store.ports.accounts.get(seat.student_id)
    entry = campus.waiting(student, course, drop=[seat])
    campus.place(student.id, Hold(owner="the dean", note="probation", blocks=frozenset({Act.DROP})))

    assert campus.overbook(student, course).verdict.has(OnHold)

    assert campus.seat(student, old)
    assert campus.entry(entry).is_waiting


def test_all_other_rules_hold_for_staff_as_well(campus, course):
    student = campus.student()
    hold = Hold(owner="the bursar", note="unpaid fees")
    campus.store.ports.academic_records.put(student.id, AcademicRecord(holds=(hold,)))
    assert campus.overbook(student, course).verdict.has(OnHold)


def test_nobody_is_enrolled_twice_by_staff(campus, course):
    student, key = campus.student(), a_key()
    assert campus.overbook(student, course, key=key) == campus.overbook(student, course, key=key)
    assert campus.overbook(student, course).verdict.has(AlreadyEnrolled)


def test_more_seats_are_given_to_those_who_wait_at_once(campus, course, waiting):
    campus.resize(course, 3)
    assert [campus.entry(entry).status for entry in waiting] == [
        EntryStatus.ENROLLED,
        EntryStatus.ENROLLED,
        EntryStatus.WAITING,
    ]


def test_before_that_one_is_told_who_would_get_them(campus, course, waiting):
    hold = Hold(owner="the bursar", note="unpaid fees")
    campus.store.ports.academic_records.put(waiting[0].student_id, AcademicRecord(holds=(hold,)))
    change = CourseChange(seats=True, max_participants=2)
    with campus.store.transaction() as ports:
        preview = composed(ChangeCourse, ports, campus.clock).preview(course.id, change)

    told = [(turn.queued.entry.id, turn.allowed) for turn in preview.turns]
    assert told == [(waiting[0].id, False), (waiting[1].id, True)]
    assert campus.now(course).current_enrollment == 1


def test_fewer_seats_evict_nobody_and_admit_nobody_until_below(campus):
    course, held = campus.full_course(3)
    entry = campus.waiting(campus.student(), course)

    campus.resize(course, 2)
    campus.drop(held[0])
    assert campus.entry(entry).is_waiting
    campus.drop(held[1])

    assert campus.entry(entry).status is EntryStatus.ENROLLED


def test_a_course_that_has_changed_since_is_not_changed(campus, course):
    with pytest.raises(CourseChanged):
        campus.resize(course, 5, is_as_seen=lambda course: False)
    assert campus.now(course).max_participants == 1


@pytest.mark.parametrize("status", [CourseStatus.CANCELLED, CourseStatus.UNPUBLISHED])
def test_of_a_course_that_is_offered_no_longer_all_is_ended_and_told(campus, course, waiting, status):
    offering = campus.course()
    campus.rule(offering, waitlist=WaitlistRule(promotion=Promotion.OFFER))
    offer = campus.waiting(campus.student(), offering)

    for one in (course, offering):
        change = CourseChange(status=status)
        about = {"is_as_seen": lambda course: True, "origin": an_origin()}
        campus.does(ChangeCourse, campus.staff, one.id, change, **about)
    campus.do_what_is_due()

    assert campus.entry(waiting[0]).status is EntryStatus.REMOVED
    assert campus.entry(offer).status is EntryStatus.REMOVED
    sitting = campus.store.ports.enrollments.find(campus.held.id).enrollment
    assert sitting.status is EnrollmentStatus.CANCELLED
    assert campus.now(course).current_enrollment == campus.now(course).waiting == 0
    assert campus.told(campus.store.ports.accounts.get(sitting.student_id))[-1] == "enrollment-cancelled"


def cancelled(campus, course):
    """Cancel the course, and do what is due then."""
    about = {"is_as_seen": lambda course: True, "origin": an_origin()}
    campus.does(ChangeCourse, campus.staff, course.id, CourseChange(status=CourseStatus.CANCELLED), **about)
    campus.do_what_is_due()


def test_what_an_offer_kept_besides_goes_on_to_who_waits_for_it(campus):
    lecture, lab = campus.course(1), campus.course(1)
    rivals = [campus.enrolled(campus.student(), one) for one in (lecture, lab)]
    campus.rule(lecture, waitlist=WaitlistRule(promotion=Promotion.OFFER))
    both = campus.waiting(campus.student(), lecture, lab)
    for seat in rivals:
        campus.drop(seat)
    behind = campus.waiting(campus.student(), lab)

    cancelled(campus, lecture)

    assert campus.entry(both).status is EntryStatus.REMOVED
    assert campus.entry(behind).status is EntryStatus.ENROLLED


def test_more_offers_than_are_ended_at_once_are_all_ended(campus):
    course = campus.course(AT_ONCE + 2)
    campus.rule(course, waitlist=WaitlistRule(promotion=Promotion.OFFER))
    campus.resize(course, 0)
    entries = [campus.waiting(campus.student(), course) for _ in range(AT_ONCE + 2)]
    campus.resize(course, AT_ONCE + 2)

    cancelled(campus, course)

    assert {campus.entry(entry).status for entry in entries} == {EntryStatus.REMOVED}


def test_nobody_is_told_of_a_skip_in_a_course_that_ends(campus, course, waiting):
    hold = Hold(owner="the bursar", note="unpaid fees")
    for entry in waiting:
        campus.store.ports.academic_records.put(entry.student_id, AcademicRecord(holds=(hold,)))
    amended(campus.store.ports, campus.now(course), max_participants=3)

    cancelled(campus, course)

    student = campus.store.ports.accounts.get(waiting[0].student_id)
    assert campus.told(student) == ["waitlist-joined", "waitlist-removed"]


@pytest.mark.parametrize("status", [CourseStatus.CANCELLED, CourseStatus.UNPUBLISHED, CourseStatus.DRAFT])
def test_so_it_is_of_one_that_an_import_withdrew(campus, course, waiting, status):
    amended(campus.store.ports, course, status=status)
    campus.do_what_is_due()

    assert campus.entry(waiting[0]).status is EntryStatus.REMOVED
    assert campus.store.ports.enrollments.find(campus.held.id).enrollment.status is EnrollmentStatus.CANCELLED


def test_a_waitlist_is_over_at_its_date_and_who_waits_is_told(campus, course):
    campus.rule(course, waitlist=WaitlistRule(closes_at=NOON + timedelta(days=1)))
    student = campus.student()
    entry = campus.waiting(student, course)

    campus.pass_time(days=1)

    assert campus.entry(entry).status is EntryStatus.REMOVED
    assert campus.told(student)[-1] == "waitlist-removed"
    [refused] = campus.join(student, course).receipts
    assert refused.verdict.has(WaitlistClosed)


def test_a_date_put_off_meanwhile_counts(campus, course):
    campus.rule(course, waitlist=WaitlistRule(closes_at=NOON + timedelta(days=1)))
    entry = campus.waiting(campus.student(), course)
    campus.rule(course, waitlist=WaitlistRule(closes_at=NOON + timedelta(days=2)))
    campus.pass_time(days=1)
    assert campus.entry(entry).is_waiting
    campus.pass_time(days=1)
    assert campus.entry(entry).status is EntryStatus.REMOVED
