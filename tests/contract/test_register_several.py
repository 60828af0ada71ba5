"""The port Register: the facts about several courses at once."""

from datetime import timedelta
from uuid import uuid4

from enrollment.domain.catalog import CourseStatus, RegistrationWindow
from tests.contract.given import a_known_student, admitted, an_offered_course
from tests.contract.test_academic_records import RECORD
from tests.contract.test_register_student_facts import granted, published
from tests.support.build import NOON

HOUR = timedelta(hours=1)


def test_the_facts_about_several_courses_are_those_about_each(ports, course, student):
    other, held = (an_offered_course(ports, code=code) for code in ("COGS 2", "COGS 3"))
    ports.academic_records.put(student.id, RECORD)
    published(ports, course=(other.code, {"consent_of": "instructor"}))
    granted(ports, other, student)
    admitted(ports, held, student)
    admitted(ports, other, a_known_student(ports, email="b@example.edu"))

    ids = [held.id, course.id, other.id]
    about = ports.register.facts_about(ids, student.id)

    assert about == {course_id: ports.register.facts(course_id, student.id) for course_id in ids}
    assert (about[held.id].enrollment is not None, len(about[other.id].held)) == (True, 1)


def test_what_is_no_course_is_not_among_them(ports, course, student):
    assert set(ports.register.facts_about([uuid4(), course.id], student.id)) == {course.id}
    assert ports.register.facts_about([uuid4()], None) == {}


def sections(ports, course, student=None, **about):
    found = ports.register.facts_about_sections(course, student.id if student else None, **{"most": 20} | about)
    return [facts.course.section for facts in found]


def test_other_sections_come_in_the_order_of_the_catalog_up_to_so_many(ports):
    course = an_offered_course(ports, section="A01")
    for section in ("A10", "A2"):
        an_offered_course(ports, section=section)
    an_offered_course(ports, code="COGS 11", section="A03")
    an_offered_course(ports, section="A04", term="FA26")
    an_offered_course(ports, section="A05", status=CourseStatus.CANCELLED)
    an_offered_course(ports, section="A06", status=CourseStatus.DRAFT)

    assert sections(ports, course) == ["A2", "A10"]
    assert sections(ports, course, most=1) == ["A2"]


def test_where_that_is_asked_for_they_are_open_and_have_a_seat(ports):
    course = an_offered_course(ports, section="A01")
    an_offered_course(ports, section="A02", max_participants=0)
    an_offered_course(ports, section="A03", registration=RegistrationWindow(closes=NOON))
    an_offered_course(ports, section="A04", registration=RegistrationWindow(opens=NOON + HOUR))
    an_offered_course(ports, section="A05", registration=RegistrationWindow(opens=NOON, closes=NOON + HOUR))
    admitted(ports, an_offered_course(ports, section="A06", max_participants=1), a_known_student(ports))

    assert sections(ports, course, open_at=NOON) == ["A05"]
    assert sections(ports, course) == ["A02", "A03", "A04", "A05", "A06"]


def test_the_facts_about_a_section_are_those_about_the_course_it_is(ports, course, student):
    other = an_offered_course(ports, section="X1")
    admitted(ports, course, student)
    admitted(ports, other, student, at=NOON + HOUR)
    granted(ports, other, student)

    (facts,) = ports.register.facts_about_sections(course, student.id, most=5)

    assert facts == ports.register.facts(other.id, student.id)
