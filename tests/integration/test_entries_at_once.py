"""Entries of one student that two change at once, each on their own account: none is changed behind a lock."""

from contextlib import ExitStack

import pytest

from enrollment.application.waitlists.accept import AcceptOffer
from enrollment.application.waitlists.chores import DoChore
from enrollment.application.waitlists.clear import ClearWaitlist
from enrollment.domain.catalog import CourseStatus
from enrollment.domain.course_changes import CourseChange
from enrollment.domain.enrollments import EnrollmentStatus
from enrollment.domain.errors import CourseContended
from enrollment.domain.waitlist import EntryStatus
from enrollment.domain.waitlist_rules import Promotion, WaitlistRule
from tests.contract.stores import SqlStore
from tests.support.build import an_origin
from tests.support.campus import Campus
from tests.support.composed import composed
from tests.support.meanwhile import meanwhile, until_somebody_waits

pytestmark = pytest.mark.postgresql


@pytest.fixture
def campus(postgresql_engine):
    """A campus on PostgreSQL."""
    return Campus(SqlStore(postgresql_engine))


@pytest.fixture
def wish(campus):
    """Two full courses; somebody who wants the first, or else the second; and who sits in that."""
    (first, _), (second, [seat]) = campus.full_course(), campus.full_course()
    student = campus.student()
    wanted = campus.waiting(student, first)
    return first, wanted, campus.waiting(student, second, or_else=wanted), seat


def enroll_as_its_line_is_closed(campus, engine, student, course):
    with meanwhile(campus.store) as start:
        with campus.store.transaction() as ports:
            ports.waitlists.lock([course.id], patiently=True)
            clear = composed(ClearWaitlist, ports, campus.clock)
            clear(course.id, "The waitlist is over.", campus.clock.now(), origin=an_origin())
            enrolled = start(lambda _: campus.overbook(student, course))
            until_somebody_waits(engine)
        assert enrolled.result().enrollment


def test_what_is_wanted_more_goes_on_as_a_swap_only_where_its_line_is_free(campus, wish):
    first, wanted, _, seat = wish

    with campus.store.transaction() as ports:
        ports.waitlists.lock([first.id], patiently=True)
        with pytest.raises(CourseContended):
            campus.drop(seat)

    campus.drop(seat)
    assert campus.entry(wanted).gives_up


def test_choices_change_only_where_all_their_lines_are_free(campus, wish):
    first, wanted, other, _ = wish

    with campus.store.transaction() as ports:
        ports.waitlists.lock([first.id], patiently=True)
        with pytest.raises(CourseContended):
            campus.revise(other, choice=1)

    campus.revise(other, choice=1)
    assert campus.entry(wanted).choice == 2


def test_whom_staff_enroll_as_the_line_is_closed_has_waited_until_then(campus, wish, postgresql_engine):
    first, wanted, *_ = wish
    student = campus.store.ports.accounts.get(wanted.student_id)

    enroll_as_its_line_is_closed(campus, postgresql_engine, student, first)

    assert campus.entry(wanted).status is EntryStatus.REMOVED
    assert campus.violations() == []


def test_whom_staff_enroll_as_the_line_of_a_swap_is_closed_keeps_the_old_seat(campus, postgresql_engine):
    (first, _), (second, [seat]) = campus.full_course(), campus.full_course()
    student = campus.store.ports.accounts.get(seat.student_id)
    campus.waiting(student, first, drop=[seat])

    enroll_as_its_line_is_closed(campus, postgresql_engine, student, first)

    assert campus.seat(student, second).status is EnrollmentStatus.APPROVED


def test_an_offer_accepted_as_its_course_is_withdrawn_is_a_seat_like_any(campus, monkeypatch):
    course, [held] = campus.full_course()
    campus.rule(course, waitlist=WaitlistRule(promotion=Promotion.OFFER, offer_hours=24))
    entry = campus.waiting(campus.student(), course)
    campus.drop(held)

    with ExitStack() as accepting, campus.store.transaction() as ports:
        theirs = accepting.enter_context(campus.store.transaction())
        composed(AcceptOffer, theirs, campus.clock)(entry.student_id, entry.id, key=None, origin=an_origin())
        campus.change(course, CourseChange(status=CourseStatus.CANCELLED))
        due, line = ports.agenda.take(campus.clock.now()), ports.waitlists.line

        def line_read_before_that_is_committed(*asked):
            with accepting:
                return line(*asked)

        monkeypatch.setattr(ports.waitlists, "line", line_read_before_that_is_committed)
        composed(DoChore, ports, campus.clock)(due)

    student = campus.store.ports.accounts.get(entry.student_id)
    assert campus.entry(entry).status is EntryStatus.ENROLLED
    assert campus.told(student)[-2:] == ["offer-accepted", "enrollment-cancelled"]
    assert campus.violations() == []
