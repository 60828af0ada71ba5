"""The port Waitlists: who waits, in order, with all that decides whether each could be given a seat."""

from datetime import timedelta
from uuid import uuid4

import pytest

from enrollment.domain.academic_record import AcademicRecord
from enrollment.domain.catalog import Term
from enrollment.domain.ranks import Rank
from enrollment.domain.rule_book import Scope, ScopeKind
from enrollment.domain.waitlist import EntryStatus, Place
from tests.contract.given import a_known_student, admitted, an_offered_course, dropped
from tests.contract.test_academic_records import RECORD
from tests.contract.test_register_student_facts import granted, published
from tests.contract.waiting import A_DAY, in_line, line_of, offered
from tests.support.build import NOON
from tests.support.waiting import giving_up


@pytest.fixture
def other(ports):
    """Another course on record."""
    return an_offered_course(ports)


def queue(ports, course, after=None, limit=99):
    return list(ports.waitlists.queue(course.id, after=after, limit=limit))


def entries(page):
    return [queued.entry for queued in page]


def test_nobody_waits_for_a_course_nobody_has_joined(ports, course, other):
    in_line(ports, other)

    assert queue(ports, course) == []
    assert queue(ports, course, after=Rank(-9, 0)) == []


def test_a_page_ends_at_its_limit_and_the_next_begins_behind_its_last(ports, course):
    those = [in_line(ports, course) for _ in range(5)]

    first = queue(ports, course, limit=2)
    second = queue(ports, course, after=first[-1].rank, limit=2)
    third = queue(ports, course, after=second[-1].rank, limit=2)

    assert [entries(page) for page in (first, second, third)] == [those[:2], those[2:4], those[4:]]
    assert queue(ports, course, after=third[-1].rank) == []


def test_who_was_moved_up_comes_first_and_pages_follow_the_priority(ports, course, student):
    those = [in_line(ports, course) for _ in range(4)]
    ports.waitlists.move(those[3].id, course.id, position=1)

    first = queue(ports, course, limit=2)

    assert entries(first) == [those[3], those[0]]
    assert entries(queue(ports, course, after=first[-1].rank)) == those[1:3]


def test_a_page_holds_as_many_entries_though_one_waits_for_several_courses(ports, course, other):
    both, alone = in_line(ports, course, other), in_line(ports, course)

    assert entries(queue(ports, course, limit=1)) == [both]
    assert entries(queue(ports, course, limit=2)) == [both, alone]


def test_only_those_who_wait_are_in_it(ports, course):
    those = [in_line(ports, course) for _ in range(3)]
    offered(ports, those[0], course)
    ports.waitlists.put(those[1].ended(EntryStatus.LEFT, NOON))

    assert entries(queue(ports, course)) == [those[2]]


def test_each_comes_with_the_student_and_the_facts_about_each_course(ports, course, other, student):
    in_line(ports, other)
    entry = in_line(ports, course, other, student=student)

    [queued] = queue(ports, course)

    assert (queued.entry, queued.student) == (entry, student)
    assert set(queued.facts) == {course.id, other.id}
    for course_id, position in ((course.id, 1), (other.id, 2)):
        facts = queued.facts[course_id]
        assert facts.course == ports.catalog.find(course_id)
        assert facts.place == Place(entry_id=entry.id, course_id=course_id, position=position)


def test_the_facts_are_those_about_the_student_who_waits(ports, course, student):
    """And nobody else's, of whom as much is on record."""
    rival = a_known_student(ports)
    for who, record in ((rival, AcademicRecord(standing="FR")), (student, RECORD)):
        admitted(ports, an_offered_course(ports, section=f"held by {who.id}"[:40]), who)
        dropped(ports, admitted(ports, course, who), at=NOON + timedelta(hours=bool(record.completed)))
        ports.academic_records.put(who.id, record)
    for who in (rival, student):
        in_line(ports, course, student=who)
    permit, _ = granted(ports, course, student), granted(ports, course, rival)

    asked = {queued.student.id: queued.facts[course.id] for queued in queue(ports, course)}

    facts = asked[student.id]
    assert (facts.record, facts.permits) == (RECORD, (permit,))
    assert [held.section for held in facts.held] == [f"held by {student.id}"[:40]]
    assert facts.dropped_at == NOON + timedelta(hours=1)
    assert facts == ports.register.facts(course.id, student.id)
    assert asked[rival.id] == ports.register.facts(course.id, rival.id)


def test_the_rules_and_the_term_of_each_course_are_among_the_facts(ports, course):
    term = Term(code=course.term, name="Spring")
    ports.catalog.put_term(term)
    published(ports, institution=("", {"most_units": 22.0}))
    in_line(ports, course)

    [queued] = queue(ports, course)

    assert queued.facts[course.id].term == term
    assert queued.facts[course.id].rules == ports.rule_sets.book().rules_for(course)


def test_what_is_given_up_is_still_held(ports, course, student):
    seat = admitted(ports, an_offered_course(ports), student)
    in_line(ports, course, student=student, gives_up=giving_up(seat))

    [queued] = queue(ports, course)

    assert [held.id for held in queued.facts[course.id].held] == [seat.course_id]


@pytest.mark.parametrize("status", sorted(EntryStatus))
def test_one_entry_is_found_whatever_its_status(ports, course, other, status):
    first, entry = in_line(ports, course), in_line(ports, course, other)
    stands = {EntryStatus.WAITING: entry, EntryStatus.OFFERED: entry.offered(NOON, NOON + A_DAY)}
    ports.waitlists.put(stand := stands.get(status, entry.ended(status, NOON)))

    queued = ports.waitlists.queued(entry.id, course.id)

    assert (queued.entry, queued.student.id) == (stand, entry.student_id)
    assert set(queued.facts) == {course.id, other.id}
    assert queued.rank > ports.waitlists.queued(first.id, course.id).rank


def test_the_seat_it_is_offered_is_among_its_facts(ports, course):
    entry = offered(ports, in_line(ports, course), course)

    facts = ports.waitlists.queued(entry.id, course.id).facts[course.id]

    assert facts.enrollment.student_id == entry.student_id
    assert facts.place == Place(entry_id=entry.id, course_id=course.id, expires_at=NOON + A_DAY)


def test_one_that_is_not_in_the_line_of_the_course_is_none(ports, course, other):
    entry = in_line(ports, course)

    assert ports.waitlists.queued(entry.id, other.id) is None
    assert ports.waitlists.queued(uuid4(), course.id) is None
    assert line_of(ports, course) == [entry]


def test_the_rank_is_that_in_the_line_asked_for(ports, course, other):
    in_line(ports, other)
    entry = in_line(ports, course, other)

    assert ports.waitlists.queued(entry.id, course.id).rank == Rank(0, 1)
    assert ports.waitlists.queued(entry.id, other.id).rank == Rank(0, 2)


def test_a_rule_of_the_course_is_no_rule_of_another(ports, course, other):
    published(ports, section=(f"{course.term} {course.name}", {"consent_of": "instructor"}))
    in_line(ports, course, other)

    [queued] = queue(ports, course)

    assert queued.facts[course.id].rules.consent_of == "instructor"
    assert queued.facts[other.id].rules.consent_of == ""
    assert Scope(ScopeKind.SECTION, f"{course.term} {course.name}") in ports.rule_sets.book().sets
