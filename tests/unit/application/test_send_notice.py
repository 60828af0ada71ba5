"""Whom an event concerns is written to, once."""

from dataclasses import replace
from datetime import date

import pytest

from enrollment.adapters.memory.catalog import MemoryCatalog
from enrollment.adapters.memory.enrollments import MemoryEnrollments
from enrollment.adapters.memory.inbox import MemoryInbox
from enrollment.adapters.memory.notifier import MemoryNotifier
from enrollment.application.enroll_student import EnrollStudent
from enrollment.application.send_notice import SendNotice
from enrollment.domain.catalog import Term
from enrollment.domain.events import EnrollmentDropped, EnrollmentRefused
from enrollment.domain.messages import Message
from enrollment.domain.notices import Notice, NoticeKind
from enrollment.ports.notifier import NotDelivered
from tests.support.build import NOON, a_refusal, an_origin

SPRING = Term(code="SP26", name="Spring 2026", starts_on=date(2026, 3, 30), ends_on=date(2026, 6, 12))


@pytest.fixture
def notifier():
    """The way to a person."""
    return MemoryNotifier()


@pytest.fixture
def send(records, accounts, notifier, clock):
    """The use case."""
    return SendNotice(
        inbox=MemoryInbox(records),
        enrollments=MemoryEnrollments(records),
        accounts=accounts,
        catalog=MemoryCatalog(records),
        notifier=notifier,
        clock=clock,
    )


@pytest.fixture
def ada(known):
    """A student."""
    return known()


@pytest.fixture
def seat(register, clock, offered, ada, records):
    """A seat Ada took in the spring."""
    records.terms["SP26"] = SPRING
    enroll_student = EnrollStudent(register=register, clock=clock)
    return enroll_student(ada.id, offered().id, key=None, origin=an_origin()).enrollment


@pytest.fixture
def enrolled(seat, records):
    """The message that tells of it."""
    (outgoing,) = records.outbox.values()
    return outgoing.message


def test_an_enrollment_is_confirmed_with_all_a_letter_needs(send, notifier, enrolled, ada, seat, records):
    send(enrolled)
    course = records.courses[seat.course_id]
    assert notifier.notices == [
        Notice(id=enrolled.id, kind=NoticeKind.ENROLLED, recipient=ada, course=course, term=SPRING, enrollment=seat)
    ]


def test_a_drop_is_confirmed_too(send, notifier, seat, records):
    records.enrollments[seat.id] = seat.dropped(NOON)
    send(Message.of(EnrollmentDropped.of(seat, NOON)))
    (notice,) = notifier.notices
    assert (notice.kind, notice.enrollment) == (NoticeKind.DROPPED, seat.dropped(NOON))


def test_the_same_message_again_sends_nothing(send, notifier, enrolled):
    send(enrolled)
    send(enrolled)
    assert len(notifier.notices) == 1


def test_a_refusal_was_answered_on_the_spot_and_needs_no_letter(send, notifier, records):
    send(Message.of(EnrollmentRefused.of(a_refusal())))
    assert (notifier.notices, records.handled) == ([], {})


def test_a_kind_from_a_newer_version_sends_nothing(send, notifier, enrolled):
    send(replace(enrolled, kind="seat-offered"))
    assert notifier.notices == []


@pytest.mark.parametrize("table", ["accounts", "enrollments"])
def test_about_what_was_erased_nobody_is_written_to_and_it_counts_as_handled(send, notifier, enrolled, records, table):
    getattr(records, table).clear()
    send(enrolled)
    assert notifier.notices == []
    assert len(records.handled) == 1


def test_a_term_nobody_described_goes_by_its_code(send, notifier, enrolled, records):
    records.terms.clear()
    send(enrolled)
    assert notifier.notices[0].term == Term(code="SP26", name="SP26")


@pytest.mark.parametrize("for_good", [True, False])
def test_what_was_not_accepted_is_not_handled(send, enrolled, records, for_good):
    class Refusing:
        def send(self, notice):
            raise NotDelivered("mailbox unavailable", for_good=for_good)

    with pytest.raises(NotDelivered) as error:
        replace(send, notifier=Refusing())(enrolled)
    assert error.value.for_good is for_good
    assert records.handled == {}


def test_a_crash_before_it_is_noted_sends_it_again_under_the_same_identity(send, notifier, enrolled, records):
    send(enrolled)
    records.handled.clear()
    send(enrolled)
    assert [notice.id for notice in notifier.notices] == [enrolled.id] * 2
