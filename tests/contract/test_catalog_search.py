"""The port Catalog: which courses a search finds."""

from datetime import timedelta

import pytest

from enrollment.domain.catalog import CourseStatus, RegistrationWindow
from enrollment.ports.catalog import CatalogQuery
from tests.contract.given import a_known_student, admitted, an_offered_course, dropped
from tests.support.build import NOON, a_course

INSTANT = timedelta(microseconds=1)
COURSES = {
    "minds": a_course(code="COGS 1", section="A01", title="Introduction to Cognitive Science"),
    "brains": a_course(code="COGS 10", section="B02", title="Cognitive Consequences: 100% Brains_and_Minds"),
    "proofs": a_course(code="MATH 109", section="C03", title="Mathematical Reasoning – Überblick", term="FA26"),
}


@pytest.fixture
def found(ports):
    """Load COURSES, and tell which of them a query finds."""
    ports.catalog.load(COURSES.values())

    def find(**query):
        names = {course.id: name for name, course in COURSES.items()}
        listing = ports.catalog.search(CatalogQuery(**query), None)
        assert listing.total == len(listing.items)
        return [names[listed.course.id] for listed in listing.items]

    return find


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("", ["minds", "brains", "proofs"]),
        ("   ", ["minds", "brains", "proofs"]),
        ("cognitive", ["minds", "brains"]),
        ("COGNITIVE Science", ["minds"]),
        ("science cognitive", ["minds"]),
        ("cogs science brains", []),
        ("cogs 10", ["brains"]),
        ("cogs10", ["brains"]),
        ("Cogs1 introduction", ["minds"]),
        ("math c03", ["proofs"]),
        ("überblick", ["proofs"]),
        ("ÜBERBLICK", ["proofs"]),
        ("100%", ["brains"]),
        ("%", ["brains"]),
        ("brains_and", ["brains"]),
        ("_", ["brains"]),
        ("cogs%", []),
        ("c_gs", []),
        ("\\", []),
        ("'; drop table courses; --", []),
        ("physics", []),
    ],
)
def test_every_word_of_the_query_has_to_be_there_as_it_is(found, q, names):
    assert found(q=q) == names


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"subject": "COGS"}, ["minds", "brains"]),
        ({"subject": "COG"}, []),
        ({"subject": "%"}, []),
        ({"term": "FA26"}, ["proofs"]),
        ({"term": "FA"}, []),
        ({"subject": "MATH", "term": "SP26"}, []),
        ({"subject": "MATH", "term": "FA26", "q": "reasoning"}, ["proofs"]),
    ],
)
def test_subject_and_term_narrow_the_search(found, query, names):
    assert found(**query) == names


@pytest.mark.parametrize("status", [CourseStatus.UNPUBLISHED, CourseStatus.CANCELLED, CourseStatus.PUBLISHED])
def test_what_is_no_draft_is_shown(ports, status):
    course = an_offered_course(ports, status=status)

    assert [listed.course for listed in ports.catalog.search(CatalogQuery(), None).items] == [course]


def test_a_draft_is_hidden_unless_drafts_are_asked_for(ports):
    draft = an_offered_course(ports, status=CourseStatus.DRAFT)

    assert ports.catalog.search(CatalogQuery(), None).total == 0
    assert [listed.course for listed in ports.catalog.search(CatalogQuery(drafts=True), None).items] == [draft]


@pytest.mark.parametrize(
    ("about", "is_open"),
    [
        ({}, True),
        ({"max_participants": None}, True),
        ({"max_participants": 0}, False),
        ({"status": CourseStatus.UNPUBLISHED}, False),
        ({"status": CourseStatus.CANCELLED}, False),
        ({"registration": RegistrationWindow(opens=NOON)}, True),
        ({"registration": RegistrationWindow(opens=NOON + INSTANT)}, False),
        ({"registration": RegistrationWindow(closes=NOON)}, False),
        ({"registration": RegistrationWindow(closes=NOON + INSTANT)}, True),
    ],
    ids=str,
)
def test_open_are_the_courses_one_can_register_for_at_that_instant(ports, about, is_open):
    an_offered_course(ports, **about)

    assert ports.catalog.search(CatalogQuery(open_at=NOON), None).total == int(is_open)


def test_a_course_is_open_while_it_has_a_seat(ports, student):
    course = an_offered_course(ports, max_participants=2)
    admitted(ports, course, a_known_student(ports))
    assert ports.catalog.search(CatalogQuery(open_at=NOON), None).total == 1

    admitted(ports, course, student)

    assert ports.catalog.search(CatalogQuery(open_at=NOON), None).total == 0


def test_the_viewers_own_live_enrollment_comes_with_the_course(ports, course, student):
    mine = admitted(ports, course, student)
    admitted(ports, course, a_known_student(ports))

    def enrollment_of(viewer):
        (listed,) = ports.catalog.search(CatalogQuery(), viewer).items
        assert listed.course.current_enrollment == 2
        return listed.enrollment

    assert enrollment_of(student.id) == mine
    assert enrollment_of(None) is None
    assert enrollment_of(a_known_student(ports).id) is None


def test_an_enrollment_that_ended_does_not_come_with_the_course(ports, course, student):
    dropped(ports, admitted(ports, course, student))

    (listed,) = ports.catalog.search(CatalogQuery(), student.id).items
    assert listed.enrollment is None
