"""Entries of one student that two change at once, each on their own account: none is changed behind a lock."""

import pytest

from enrollment.application.waitlists.clear import ClearWaitlist
from enrollment.domain.errors import CourseContended
from enrollment.domain.waitlist import EntryStatus
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

    with meanwhile(campus.store) as start:
        with campus.store.transaction() as ports:
            ports.waitlists.lock([first.id], patiently=True)
            clear = composed(ClearWaitlist, ports, campus.clock)
            clear(first.id, "The waitlist is over.", campus.clock.now(), origin=an_origin())
            enrolled = start(lambda _: campus.overbook(student, first))
            until_somebody_waits(postgresql_engine)
        assert enrolled.result().enrollment
    assert campus.entry(wanted).status is EntryStatus.REMOVED
    assert campus.violations() == []
