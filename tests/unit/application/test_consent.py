"""A student asks for the consent a course takes, and staff decide."""

from datetime import timedelta
from uuid import uuid4

import pytest

from enrollment.adapters.memory.activity_log import MemoryActivityLog
from enrollment.adapters.memory.consent_requests import MemoryConsentRequests
from enrollment.adapters.memory.outbox import MemoryOutbox
from enrollment.adapters.memory.rule_sets import MemoryRuleSets
from enrollment.application.ask_consent import AskConsent
from enrollment.application.decide_consent import DecideConsent
from enrollment.application.enroll_student import EnrollStudent
from enrollment.domain.catalog import CourseStatus
from enrollment.domain.errors import CourseUnknown
from enrollment.domain.events import ConsentDecided, ConsentRequested
from enrollment.domain.identifiers import ConsentRequestId
from enrollment.domain.permission_errors import ConsentNotRequired, ConsentRequestUnknown
from enrollment.domain.permits import Permit
from enrollment.domain.rule_book import INSTITUTION
from tests.support.build import NOON, a_staff_member, an_origin

ORIGIN = an_origin()
LATER = timedelta(hours=1)


@pytest.fixture
def requests(records):
    """The requests on record."""
    return MemoryConsentRequests(records)


@pytest.fixture
def course(records, offered):
    """A course that takes the instructor's consent."""
    MemoryRuleSets(records).publish({INSTITUTION: {"consent_of": "instructor"}}, after=0, by="", at=NOON)
    return offered()


@pytest.fixture
def told(records, clock, register, requests):
    """What both use cases are made of."""
    return {
        "consent_requests": requests,
        "activity_log": MemoryActivityLog(records),
        "outbox": MemoryOutbox(records),
        "clock": clock,
    }


@pytest.fixture
def ask(told, register):
    """Ask, with a note."""
    use_case = AskConsent(register=register, **told)
    return lambda student, course: use_case(student.id, course.id, note="I took it abroad.", origin=ORIGIN)


@pytest.fixture
def decide(made, told):
    """Decide."""
    use_case = made(DecideConsent)
    return lambda staff, request, *, approved: use_case(
        staff, request.id, approved=approved, answer="Welcome.", origin=ORIGIN
    )


@pytest.fixture
def asked(ask, known, course, records):
    """A student's request that waits."""
    ask(known(), course)
    (request,) = records.consent_requests.values()
    return request


@pytest.fixture
def grace(known):
    """A member of staff."""
    return known(a_staff_member())


def test_a_request_waits_for_staff_and_is_logged_and_told(asked, requests, records):
    assert [waiting.request for waiting in requests.undecided(9)[0]] == [asked]
    assert (asked.note, asked.asked_at) == ("I took it abroad.", NOON)
    assert (records.log[-1].action, records.log[-1].user_id) == ("consent_request", asked.student_id)
    (kept,) = records.outbox.values()
    assert kept.message.event == ConsentRequested(
        at=NOON, student_id=asked.student_id, course_id=asked.course_id, request_id=asked.id
    )


def test_asking_again_changes_nothing_and_says_since_when_it_waits(ask, known, course, records, clock):
    student = known()
    ask(student, course)
    before = len(records.log), len(records.outbox)
    clock.advance(LATER)
    again = ask(student, course)
    assert (again.asked_at, again.is_new) == (NOON, False)
    assert (len(records.log), len(records.outbox), len(records.consent_requests)) == (*before, 1)


def test_where_no_consent_is_taken_there_is_nothing_to_ask(ask, known, offered, records):
    with pytest.raises(ConsentNotRequired):
        ask(known(), offered())
    assert not records.consent_requests


def test_a_draft_is_as_unknown_as_no_course_at_all(ask, known, course, offered, records):
    with pytest.raises(CourseUnknown):
        ask(known(), offered(status=CourseStatus.DRAFT))
    assert not records.consent_requests


def test_approving_lets_the_student_in(made, decide, asked, grace, records):
    decision = decide(grace, asked, approved=True)
    assert (decision.is_new, decision.by, decision.request.approved) == (True, grace, True)
    receipt = made(EnrollStudent)(asked.student_id, asked.course_id, key=None, origin=ORIGIN)
    assert receipt.enrollment
    (grant,) = records.permits.values()
    assert grant.permit == Permit(id=grant.permit.id, codes=frozenset({"consent-required"}), granted_by=grace.name)


def test_declining_grants_nothing_and_the_student_may_ask_again(decide, asked, grace, ask, records):
    assert decide(grace, asked, approved=False).request.answer == "Welcome."
    assert not records.permits
    assert ask(records.accounts[asked.student_id].user, records.courses[asked.course_id]).is_new


@pytest.mark.parametrize("approved", [True, False])
def test_a_decision_is_logged_and_told(decide, asked, grace, records, approved):
    decide(grace, asked, approved=approved)
    entry, event = records.log[-1], list(records.outbox.values())[-1].message.event
    assert (entry.user_id, entry.action) == (grace.id, "consent_decision")
    assert (entry.details["student_id"], entry.details["approved"]) == (str(asked.student_id), approved)
    assert isinstance(event, ConsentDecided)
    assert (event.approved, event.answer, event.student_id) == (approved, "Welcome.", asked.student_id)


def test_the_second_of_two_who_decide_is_told_by_whom_and_changes_nothing(decide, asked, grace, known, records):
    decide(grace, asked, approved=False)
    before = len(records.log), len(records.outbox)
    second = decide(known(a_staff_member(name="Mary Kenneth")), asked, approved=True)
    assert (second.is_new, second.by, second.request.approved) == (False, grace, False)
    assert not records.permits
    assert (len(records.log), len(records.outbox)) == before


def test_what_nobody_asked_cannot_be_decided(decide, grace, asked):
    class Nothing:
        id = ConsentRequestId(uuid4())

    with pytest.raises(ConsentRequestUnknown):
        decide(grace, Nothing, approved=True)


def test_whoever_sits_there_already_has_nothing_to_ask(made, ask, decide, asked, grace, records):
    decide(grace, asked, approved=True)
    made(EnrollStudent)(asked.student_id, asked.course_id, key=None, origin=ORIGIN)
    with pytest.raises(ConsentNotRequired):
        ask(records.accounts[asked.student_id].user, records.courses[asked.course_id])
