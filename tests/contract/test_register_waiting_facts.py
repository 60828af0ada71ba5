"""The port Register: what is known of the lines a student stands in, and of what the student gave up before."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from enrollment.domain.enrollments import EnrollmentStatus
from enrollment.domain.waitlist import EntryStatus, Place
from tests.contract.given import a_known_student, admitted, an_offered_course, dropped
from tests.contract.waiting import A_DAY, a_seat_offered, in_line, offered
from tests.support.build import NOON, a_course, a_receipt, a_record
from tests.support.waiting import an_entry

HOUR = timedelta(hours=1)


def about_the_course(ports, course, student):
    return ports.register.facts(course.id, student.id)


def about_several(ports, course, student):
    return ports.register.facts_about([an_offered_course(ports).id, course.id], student.id)[course.id]


def about_a_section(ports, course, student):
    another = a_course(code=course.code, term=course.term)
    [facts] = ports.register.facts_about_sections(another, student.id, most=1)
    return facts


def about_an_enrollment(ports, course, student):
    """The facts about an enrollment of the student in the course that has ended, long before all else."""
    before = a_seat_offered(course, an_entry(course, student_id=student.id))
    before = replace(before, enrollment_date=NOON - A_DAY)
    ports.register.admit(before, a_record(receipt=a_receipt(enrollment=before)), locked=True)
    over = before.ended(EnrollmentStatus.RETURNED, NOON - A_DAY)
    ports.register.release(over, a_record(receipt=a_receipt(enrollment=over)), locked=True)
    return ports.register.facts_of(over.id, student.id)


EVERYWHERE = [about_the_course, about_several, about_a_section]


@pytest.fixture(params=[*EVERYWHERE, about_an_enrollment])
def facts(request, ports, course, student):
    """Ask for the facts about the student and the course in each way in turn."""
    return lambda: request.param(ports, course, student)


def test_who_waits_for_nothing_has_no_place(ports, course, facts):
    in_line(ports, course)

    assert (facts().place, facts().waiting_for, facts().dropped_at) == (None, (), None)


def test_the_place_in_line_is_a_fact(ports, course, student, facts):
    in_line(ports, course)
    entry = in_line(ports, course, student=student)
    in_line(ports, course)

    assert facts().place == Place(entry_id=entry.id, course_id=course.id, position=2)
    assert facts().course.waiting == 3


def test_it_is_the_place_by_priority(ports, course, student, facts):
    in_line(ports, course)
    entry = in_line(ports, course, student=student)
    ports.waitlists.move(entry.id, course.id, position=1)

    assert facts().place.position == 1


@pytest.mark.parametrize("ask", EVERYWHERE)
def test_an_offer_is_a_place_with_an_end_and_a_seat(ports, course, student, ask):
    entry = offered(ports, in_line(ports, course, student=student), course)

    facts = ask(ports, course, student)

    assert facts.place == Place(entry_id=entry.id, course_id=course.id, expires_at=NOON + A_DAY)
    assert (facts.enrollment.status, facts.course.current_enrollment) == (EnrollmentStatus.OFFERED, 1)


def test_the_end_of_an_offer_keeps_its_microseconds_and_its_zone(ports, course, student):
    until = NOON + timedelta(microseconds=1)
    ports.waitlists.put(in_line(ports, course, student=student).offered(NOON, until))

    expires_at = about_the_course(ports, course, student).place.expires_at

    assert (expires_at, expires_at.utcoffset()) == (until, timedelta(0))


@pytest.mark.parametrize("status", sorted(set(EntryStatus) - {EntryStatus.WAITING, EntryStatus.OFFERED}))
def test_a_place_that_is_over_is_none(ports, course, student, facts, status):
    entry = in_line(ports, course, student=student)
    ports.waitlists.put(entry.ended(status, NOON))

    assert facts().place is None


def test_a_seat_that_is_only_offered_is_not_among_those_held(ports, course, student, facts):
    other = an_offered_course(ports, code="MATH 1")
    offered(ports, in_line(ports, other, student=student), other)

    assert facts().held == ()


def test_what_is_waited_for_besides_is_a_fact_in_the_order_of_names(ports, course, student, facts):
    others = [an_offered_course(ports, code=code, units="4") for code in ("MATH 2", "MATH 1")]
    in_line(ports, course, *others, student=student)
    gone, over = (an_offered_course(ports, code="MATH 3") for _ in range(2))
    offered(ports, in_line(ports, gone, student=student), gone)
    ports.waitlists.put(in_line(ports, over, student=student).ended(EntryStatus.LEFT, NOON))
    in_line(ports, over)

    waited_for = [(one.id, one.code, one.section, one.term, one.title, one.units) for one in facts().waiting_for]

    assert waited_for == [(one.id, one.code, one.section, one.term, one.title, one.units) for one in reversed(others)]


def test_when_the_course_was_dropped_last_is_a_fact(ports, course, student, facts):
    for hours in (1, 3, 2):
        dropped(ports, admitted(ports, course, student, at=NOON), at=NOON + hours * HOUR)
    dropped(ports, admitted(ports, course, a_known_student(ports)), at=NOON + A_DAY)
    dropped(ports, admitted(ports, an_offered_course(ports, code="MATH 1"), student), at=NOON + A_DAY)

    assert facts().dropped_at == NOON + 3 * HOUR


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        (EnrollmentStatus.DROPPED, True),
        (EnrollmentStatus.WITHDRAWN, True),
        (EnrollmentStatus.CANCELLED, False),
        (EnrollmentStatus.RETURNED, False),
    ],
)
def test_only_what_the_student_gave_up_was_dropped(ports, course, student, status, counts):
    over = admitted(ports, course, student).ended(status, NOON + HOUR)
    ports.register.release(over, a_record(receipt=a_receipt(enrollment=over)))

    assert about_the_course(ports, course, student).dropped_at == (NOON + HOUR if counts else None)


def test_to_a_stranger_there_is_no_place_and_nothing_given_up(ports, course, student):
    in_line(ports, course, student=student)

    for viewer in (None, uuid4()):
        facts = ports.register.facts(course.id, viewer)
        assert (facts.place, facts.waiting_for, facts.dropped_at) == (None, (), None)
        assert facts.course.waiting == 1
