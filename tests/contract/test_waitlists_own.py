"""The port Waitlists: what a student waits for, and who is in line for a course, as people look at it."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from enrollment.domain.waitlist import EntryStatus, Place
from tests.contract.given import a_known_student, an_offered_course
from tests.contract.waiting import A_DAY, in_line, offered
from tests.support.build import NOON

FIRST, SECOND = UUID(int=1), UUID(int=2)
INSTANT = timedelta(microseconds=1)


def own(ports, student):
    return [waiting.entry for waiting in ports.waitlists.of(student.id)]


def test_who_waits_for_nothing_has_no_entries(ports, course, student):
    in_line(ports, course)

    assert list(ports.waitlists.of(student.id)) == []


def test_an_entry_comes_with_its_courses_and_the_place_in_each_line(ports, course, student):
    other = an_offered_course(ports)
    in_line(ports, other)
    entry = in_line(ports, course, other, student=student)

    [waiting] = ports.waitlists.of(student.id)

    assert waiting.entry == entry
    assert {one.id: one for one in waiting.courses} == {one.id: ports.catalog.find(one.id) for one in (course, other)}
    assert {course_id: place.position for course_id, place in waiting.places.items()} == {course.id: 1, other.id: 2}


def test_what_is_offered_has_an_end_and_no_position(ports, course, student):
    entry = offered(ports, in_line(ports, course, student=student), course)

    [waiting] = ports.waitlists.of(student.id)

    assert waiting.entry == entry
    assert waiting.places == {course.id: Place(entry_id=entry.id, course_id=course.id, expires_at=NOON + A_DAY)}


def test_what_is_over_is_no_longer_among_them(ports, course, student):
    entry = in_line(ports, course, student=student)
    ports.waitlists.put(entry.ended(EntryStatus.LEFT, NOON))

    assert own(ports, student) == []


def test_what_stands_for_one_another_stands_together_in_the_order_of_choice(ports, student):
    """Whichever was joined first; and the wish is first of which some entry was joined first."""
    courses = [an_offered_course(ports) for _ in range(4)]
    joined = [(SECOND, 2, 0), (FIRST, 1, 1), (SECOND, 1, 2), (FIRST, 2, 3)]
    those = [
        in_line(ports, course, student=student, wish=wish, choice=choice, joined_at=NOON + hours * INSTANT)
        for course, (wish, choice, hours) in zip(courses, joined, strict=True)
    ]

    assert own(ports, student) == [those[2], those[0], those[1], those[3]]


def the_line(ports, course, limit=99, offset=0):
    return list(ports.waitlists.line(course.id, limit, offset))


def test_staff_see_who_is_offered_a_seat_first_and_then_who_waits_by_rank(ports, course):
    those = [in_line(ports, course) for _ in range(4)]
    ports.waitlists.move(those[3].id, course.id, position=1)
    ports.waitlists.put(those[0].ended(EntryStatus.LEFT, NOON))
    offer = offered(ports, those[2], course)

    assert [one.entry for one in the_line(ports, course)] == [offer, those[3], those[1]]


def test_each_is_seen_with_the_student_the_place_and_the_rank(ports, course, student):
    in_line(ports, course)
    entry = in_line(ports, course, student=student)

    _, seen = the_line(ports, course)

    assert (seen.entry, seen.student) == (entry, student)
    assert seen.place == Place(entry_id=entry.id, course_id=course.id, position=2)
    assert seen.rank == ports.waitlists.queued(entry.id, course.id).rank


def test_an_offer_is_seen_with_its_end_and_without_a_position(ports, course):
    entry = offered(ports, in_line(ports, course), course)

    [seen] = the_line(ports, course)

    assert seen.place == Place(entry_id=entry.id, course_id=course.id, expires_at=NOON + A_DAY)


def test_a_page_of_the_line_begins_where_the_one_before_ended(ports, course):
    those = [in_line(ports, course) for _ in range(5)]

    pages = [the_line(ports, course, limit=2, offset=offset) for offset in (0, 2, 4, 6)]

    assert [[one.entry for one in page] for page in pages] == [those[:2], those[2:4], those[4:], []]
    assert [one.place.position for one in pages[1]] == [3, 4]


def test_who_waits_elsewhere_is_not_seen(ports, course):
    in_line(ports, an_offered_course(ports))

    assert the_line(ports, course) == []


def offer_until(ports, course, at):
    entry = in_line(ports, course, student=a_known_student(ports))
    offer = replace(entry.offered(NOON, at))
    ports.waitlists.put(offer)
    return offer


def test_an_offer_lapses_at_the_instant_it_expires(ports, course):
    offer = offer_until(ports, course, NOON)

    assert list(ports.waitlists.lapsed(NOON - INSTANT, 9)) == []
    assert list(ports.waitlists.lapsed(NOON, 9)) == [offer]
    assert list(ports.waitlists.lapsed(NOON + INSTANT, 9)) == [offer]


def test_those_come_first_that_expired_first_and_no_more_than_asked_for(ports, course):
    third, first, second = (offer_until(ports, course, NOON + number * INSTANT) for number in (3, 1, 2))

    assert list(ports.waitlists.lapsed(NOON + A_DAY, 9)) == [first, second, third]
    assert list(ports.waitlists.lapsed(NOON + A_DAY, 2)) == [first, second]


def test_what_has_ended_otherwise_or_is_no_offer_does_not_lapse(ports, course):
    in_line(ports, course)
    for status in (EntryStatus.ENROLLED, EntryStatus.DECLINED, EntryStatus.EXPIRED, EntryStatus.REMOVED):
        ports.waitlists.put(offer_until(ports, course, NOON).ended(status, NOON))

    assert list(ports.waitlists.lapsed(NOON + A_DAY, 9)) == []
