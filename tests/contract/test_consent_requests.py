"""A student asks once; staff decide once."""

from datetime import timedelta
from uuid import uuid4

import pytest

from enrollment.domain.identifiers import ConsentRequestId
from enrollment.ports.consent_requests import ConsentRequest
from tests.contract.given import a_known_student, an_offered_course
from tests.contract.stores import race
from tests.support.build import NOON


def a_request(course, student, at=NOON):
    return ConsentRequest(
        id=ConsentRequestId(uuid4()), course_id=course.id, student_id=student.id, note="I took it abroad.", asked_at=at
    )


@pytest.fixture
def staff(ports):
    return a_known_student(ports, email="staff@example.edu")


def test_nothing_waits_until_somebody_asks(ports):
    assert ports.consent_requests.undecided(10) == ([], 0)


def test_what_was_asked_waits_with_whose_it_is_and_what_it_is_about(ports, student, course):
    request = a_request(course, student)
    assert ports.consent_requests.ask(request)
    (asked,), total = ports.consent_requests.undecided(10)
    assert (asked.request, asked.student, asked.course.id, total) == (request, student, course.id, 1)


def test_asking_again_while_it_is_undecided_changes_nothing(ports, student, course):
    ports.consent_requests.ask(a_request(course, student))
    assert not ports.consent_requests.ask(a_request(course, student))
    assert ports.consent_requests.undecided(10)[1] == 1


def test_the_oldest_comes_first_and_a_page_at_a_time(ports, student, course):
    other = an_offered_course(ports, section="B00")
    later, earlier = a_request(course, student, NOON + timedelta(hours=1)), a_request(other, student)
    for request in (later, earlier):
        ports.consent_requests.ask(request)
    assert [asked.request for asked in ports.consent_requests.undecided(1)[0]] == [earlier]
    assert [asked.request for asked in ports.consent_requests.undecided(1, 1)[0]] == [later]
    assert ports.consent_requests.undecided(1, 2) == ([], 2)


@pytest.mark.parametrize("approved", [True, False])
def test_it_is_decided_once(ports, student, course, staff, approved):
    request = a_request(course, student)
    ports.consent_requests.ask(request)
    decided = ports.consent_requests.decide(request.id, approved=approved, by=staff.id, at=NOON)
    assert (decided.approved, decided.decided_by, decided.decided_at) == (approved, staff.id, NOON)
    assert ports.consent_requests.decide(request.id, approved=not approved, by=staff.id, at=NOON) is None
    assert ports.consent_requests.undecided(10) == ([], 0)


def test_whoever_was_declined_may_ask_again(ports, student, course, staff):
    request = a_request(course, student)
    ports.consent_requests.ask(request)
    ports.consent_requests.decide(request.id, approved=False, by=staff.id, at=NOON)
    assert ports.consent_requests.ask(a_request(course, student))


def test_of_many_at_once_one_asks_and_one_decides(store, ports, student, course, staff):
    requests = [a_request(course, student) for _ in range(4)]
    answers = race(store, *(lambda p, r=request: p.consent_requests.ask(r) for request in requests))
    assert sorted(answers) == [False, False, False, True]
    asked = requests[answers.index(True)]
    decide = lambda p: p.consent_requests.decide(asked.id, approved=True, by=staff.id, at=NOON)  # noqa: E731
    assert sum(answer is not None for answer in race(store, *[decide] * 4)) == 1


def test_a_request_is_found_by_its_id_decided_or_not(ports, student, course, staff):
    request = a_request(course, student)
    ports.consent_requests.ask(request)
    assert ports.consent_requests.find(request.id).request == request
    decided = ports.consent_requests.decide(request.id, approved=False, by=staff.id, at=NOON, answer="Next term.")
    found = ports.consent_requests.find(request.id)
    assert (found.request, found.student, found.course.id) == (decided, student, course.id)
    assert found.request.answer == "Next term."
    assert ports.consent_requests.find(ConsentRequestId(uuid4())) is None


def test_the_latest_of_a_students_requests_for_a_course_is_the_one_asked_last(ports, student, course, staff):
    other = an_offered_course(ports, section="B00")
    first, later = a_request(course, student), a_request(course, student, NOON + timedelta(hours=1))
    ports.consent_requests.ask(first)
    ports.consent_requests.decide(first.id, approved=False, by=staff.id, at=NOON)
    for request in (later, a_request(other, student, NOON + timedelta(days=1))):
        ports.consent_requests.ask(request)
    assert ports.consent_requests.latest(student.id, course.id) == later
    assert ports.consent_requests.latest(staff.id, course.id) is None
