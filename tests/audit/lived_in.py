"""A campus on which a bit of everything has happened, each thing in courses of its own."""

from dataclasses import replace
from datetime import time, timedelta

from enrollment.application.change_course import ChangeCourse
from enrollment.application.note_delivery import CONCERNS, NoteDelivery
from enrollment.application.release_pools import ReleasePools
from enrollment.application.waitlists.chores import BY_THE_CLOCK
from enrollment.application.watch_seat import WatchSeat
from enrollment.domain.academic_record import AcademicRecord, Hold
from enrollment.domain.catalog import Course, CourseStatus
from enrollment.domain.course_changes import CourseChange
from enrollment.domain.groups import Group
from enrollment.domain.meetings import Day, Meeting
from enrollment.domain.pools import Pool, SharedCapacity
from enrollment.domain.rule_book import Scope, ScopeKind
from enrollment.domain.waitlist_rules import Promotion, WaitlistRule
from tests.contract.given import divided
from tests.support.build import an_origin
from tests.support.campus import Campus
from tests.support.composed import composed

OFFERS = WaitlistRule(promotion=Promotion.OFFER, offer_hours=24)
MORNING = (Meeting(kind="LE", days=(Day.MONDAY,), starts=time(9), ends=time(10), room="HALL 101"),)


def live_in(campus: Campus) -> None:
    """Have all of it happen. Courses go by their codes; a second passes between one thing and the next."""
    campus.rule(refuse_conflicts=True)
    for happens in (_come_and_go, _wait, _offer, _swap, _go_together, _staff, _share, _cancel, _watch, _tell):
        happens(campus)
        campus.pass_time(seconds=1)


def _come_and_go(campus: Campus) -> None:
    course, other = campus.course(5, code="ROOMY", meetings=MORNING), campus.course(5, code="ROOMY 2")
    students = [campus.student() for _ in range(4)]
    seats = [campus.enrolled(student, course) for student in students]
    campus.enrolled(students[0], other)
    campus.pass_time(seconds=1)
    campus.drop(seats[1])
    campus.drop(seats[2])
    campus.undo(seats[2])


def _wait(campus: Campus) -> None:
    course, [seat] = campus.full_course(code="LINE")
    entries = [campus.waiting(campus.student(), course) for _ in range(5)]
    campus.pass_time(seconds=1)
    campus.leave(entries[1])
    campus.drop(seat)
    full, _ = campus.full_course(code="FULL")
    for _ in range(2):
        campus.waiting(campus.student(), full)


def _offer(campus: Campus) -> None:
    course, seats = campus.full_course(4, code="OFFERS")
    campus.rule(course, waitlist=OFFERS)
    entries = [campus.waiting(campus.student(), course) for _ in range(6)]
    campus.pass_time(seconds=1)
    for seat in seats[:3]:
        campus.drop(seat)
    campus.pass_time(seconds=1)
    campus.accept(entries[0])
    campus.decline(entries[1])
    campus.pass_time(hours=24)  # the third and the fourth do not answer, and the last two are asked
    campus.accept(entries[4])


def _swap(campus: Campus) -> None:
    (old, _), (new, seats) = campus.full_course(2, code="SWAP FROM"), campus.full_course(2, code="SWAP TO")
    mover, late = campus.student(), campus.student()
    campus.resize(old, 4)
    campus.swap(campus.enrolled(late, old), new, waits=True)
    campus.pass_time(seconds=1)
    campus.drop(seats[0])
    campus.resize(new, 3)
    campus.swap(campus.enrolled(mover, old), new)
    (one, [held]), (two, [other]) = campus.full_course(code="RING 1"), campus.full_course(code="RING 2")
    campus.swap(held, two, waits=True)
    campus.swap(other, one, waits=True)


def _go_together(campus: Campus) -> None:
    campus.rule(Scope(ScopeKind.COURSE, "BUNDLE"), linked=("A", "LA"))
    lecture, lab = (campus.course(code="BUNDLE", section=section) for section in ("A00", "LA1"))
    first = campus.student()
    campus.join(first, lecture, lab)
    for _ in range(2):
        campus.waiting(campus.student(), lecture, lab)
    campus.pass_time(seconds=1)
    seats = [campus.seat(first, course) for course in (lecture, lab)]
    campus.drop(seats[0], along=[seats[1].id])


def _staff(campus: Campus) -> None:
    course, [seat] = campus.full_course(code="STAFF")
    entries = [campus.waiting(campus.student(), course) for _ in range(4)]
    held = Hold(owner="the bursar", note="unpaid fees")
    campus.store.ports.academic_records.put(entries[0].student_id, AcademicRecord(holds=(held,)))
    campus.pass_time(seconds=1)
    campus.move(entries[3], course.id, 1)
    campus.overbook(campus.student(), course)
    campus.overbook(campus.store.ports.accounts.get(entries[1].student_id), course)
    campus.resize(course, 4)
    campus.drop(seat)
    campus.resize(course, 1)


def _share(campus: Campus) -> None:
    everybody, nobody = (
        Pool(group=Group(name="all"), seats=2),
        Pool(group=Group(name="none", cohorts=frozenset({"0"})), seats=1),
    )
    pooled = divided(campus.store, campus.course(4, code="POOLS"), pools=(everybody, nobody))
    soon = replace(everybody, releases_at=campus.clock.now() + timedelta(seconds=1))
    released = divided(campus.store, campus.course(4, code="RELEASED"), pools=(soon,))
    together = SharedCapacity(name="together", max_participants=2)
    left, right = (divided(campus.store, campus.course(2, code=code), shared=together) for code in ("LEFT", "RIGHT"))
    seat = campus.enrolled(campus.student(), left)
    for course in (pooled, released, right):
        campus.enrolled(campus.student(), course)
    campus.waiting(campus.student(), right)
    campus.drop(seat)
    campus.pass_time(seconds=1)
    campus.does(ReleasePools, origin=BY_THE_CLOCK)


def _cancel(campus: Campus) -> None:
    course, seats = campus.full_course(2, code="CANCELLED")
    campus.rule(course, waitlist=OFFERS)
    for _ in range(2):
        campus.waiting(campus.student(), course)
    campus.drop(seats[0])
    change = CourseChange(status=CourseStatus.CANCELLED)
    campus.does(ChangeCourse, campus.staff, course.id, change, is_as_seen=lambda _: True, origin=an_origin())


def _watch(campus: Campus) -> None:
    course, [seat] = campus.full_course(code="WATCHED")
    watch(campus, course)
    campus.drop(seat)
    campus.enrolled(campus.student(), course)
    campus.do_what_is_due()
    watch(campus, course)


def watch(campus: Campus, course: Course) -> None:
    """Have a new student watch the course."""
    student = campus.student()
    with campus.store.transaction() as ports:
        composed(WatchSeat, ports, campus.clock).watch(student, course.id)


def _tell(campus: Campus) -> None:
    """Some messages are sent, and noted as mails; others wait. Those sent long ago are forgotten."""
    _send(campus, 20)
    campus.pass_time(hours=1)
    campus.store.ports.outbox.forget(campus.clock.now())
    _send(campus, 10)
    campus.pass_time(hours=1)


def _send(campus: Campus, number: int) -> None:
    outbox = campus.store.ports.outbox
    for message in outbox.claim(number, campus.clock.now()):
        if message.kind in CONCERNS:
            campus.does(NoteDelivery, message)
        outbox.sent([message.id], campus.clock.now())
