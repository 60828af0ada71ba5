"""The postman sends what is due, and what became of it is on record."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from enrollment.adapters.memory.catalog import MemoryCatalog
from enrollment.adapters.memory.deliveries import MemoryDeliveries
from enrollment.adapters.memory.enrollments import MemoryEnrollments
from enrollment.adapters.memory.notifier import MemoryNotifier
from enrollment.application.deliver_mail import PATIENCE, DeliverMail
from enrollment.domain.catalog import Term
from enrollment.domain.deliveries import DeliveryState, Outcome
from enrollment.domain.errors import Unavailable
from enrollment.domain.events import StudentEnrolled
from enrollment.domain.notices import Notice, NoticeKind
from enrollment.ports.deliveries import LEASE
from enrollment.ports.notifier import NotDelivered
from tests.support.build import NOON, a_delivery, an_enrollment

SPRING = Term(code="SP26", name="Spring 2026", starts_on=date(2026, 3, 30), ends_on=date(2026, 6, 12))


class Failing:
    """The port Notifier, failing with one error after the other."""

    def __init__(self, *errors):
        self.errors = list(errors)
        self.notices = []

    def send(self, notice, on_handover):
        """Note the notice, and fail while there are errors left."""
        self.notices.append(notice)
        if self.errors:
            raise self.errors.pop(0)


@pytest.fixture
def notifier():
    """The way to a person."""
    return MemoryNotifier()


@pytest.fixture
def pauses():
    """How long the postman has paused each time, in seconds."""
    return []


@pytest.fixture
def deliver(records, accounts, notifier, clock, pauses):
    """The use case."""
    return DeliverMail(
        deliveries=MemoryDeliveries(records),
        enrollments=MemoryEnrollments(records),
        accounts=accounts,
        catalog=MemoryCatalog(records),
        notifier=notifier,
        clock=clock,
        pause=pauses.append,
    )


@pytest.fixture
def due(deliver, records, known, offered):
    """A delivery that is due, for a seat in the spring."""
    records.terms["SP26"] = SPRING
    seat = an_enrollment(student_id=known().id, course_id=offered().id)
    records.enrollments[seat.id] = seat
    delivery = a_delivery(user_id=seat.student_id, course_id=seat.course_id, enrollment_id=seat.id)
    deliver.deliveries.add(delivery)
    return delivery


def state_of(deliver, delivery):
    """Where the delivery stands now."""
    return deliver.deliveries.find(delivery.id)


def test_where_nothing_is_due_nothing_is_sent(deliver, notifier):
    assert deliver() is False
    assert notifier.notices == []


def test_a_notice_has_all_a_letter_needs(deliver, due, notifier, records):
    assert deliver() is True
    user, course = records.accounts[due.user_id].user, records.courses[due.course_id]
    seat = records.enrollments[due.enrollment_id]
    expected = {"recipient": user, "course": course, "term": SPRING, "enrollment": seat}
    event = StudentEnrolled.of(seat, NOON)
    assert notifier.notices == [Notice(id=due.id, kind=NoticeKind.ENROLLED, event=event, **expected)]


def test_what_is_accepted_is_so_on_record_and_not_sent_again(deliver, due, notifier, records, clock):
    deliver()
    ended = state_of(deliver, due)
    assert (ended.state, ended.ended_at, ended.attempts) == (DeliveryState.ACCEPTED, NOON, 1)
    assert ended.recipient == records.accounts[due.user_id].user.email
    clock.advance(timedelta(days=9))
    assert deliver() is False
    assert len(notifier.notices) == 1


def test_a_term_nobody_described_goes_by_its_code(deliver, due, notifier, records):
    records.terms.clear()
    deliver()
    assert notifier.notices[0].term == Term(code="SP26", name="SP26")


@pytest.mark.parametrize(
    ("error", "state", "ambiguous"),
    [
        (NotDelivered("451 later", Outcome.TEMPORARY), DeliveryState.WAITING, 0),
        (NotDelivered("550 no such user", Outcome.REFUSED), DeliveryState.BOUNCED, 0),
        (NotDelivered("no word", Outcome.UNKNOWN), DeliveryState.WAITING, 1),
        (RuntimeError("a fault of ours"), DeliveryState.WAITING, 0),
    ],
)
def test_what_is_not_accepted_is_on_record_with_the_words(deliver, due, error, state, ambiguous):
    replace(deliver, notifier=Failing(error))()
    came_to = state_of(deliver, due)
    assert (came_to.state, came_to.ambiguous) == (state, ambiguous)
    assert str(error) in came_to.last_answer


@pytest.mark.parametrize("table", ["accounts", "enrollments"])
def test_about_what_was_erased_nobody_is_written_to_and_that_is_an_end(deliver, due, notifier, records, table):
    getattr(records, table).clear()
    deliver()
    assert notifier.notices == []
    assert state_of(deliver, due).state is DeliveryState.BOUNCED


def test_our_own_record_being_away_sends_nothing_and_is_tried_again(deliver, due, notifier):
    class Away:
        def find(self, enrollment_id):
            raise Unavailable

    replace(deliver, enrollments=Away())()
    waiting = state_of(deliver, due)
    assert notifier.notices == []
    assert (waiting.state, waiting.ambiguous) == (DeliveryState.WAITING, 0)
    assert waiting.next_attempt_at == NOON + timedelta(minutes=1)


class Forgetful:
    """The port Deliveries, that cannot be told an outcome so many times."""

    def __init__(self, deliveries, times):
        self._deliveries, self._times = deliveries, times

    def __getattr__(self, name):
        return getattr(self._deliveries, name)

    def record(self, delivery):
        """Fail, or record."""
        self._times -= 1
        if self._times >= 0:
            raise Unavailable
        return self._deliveries.record(delivery)


def test_an_outcome_that_cannot_be_noted_is_held_until_it_can(deliver, due, notifier, pauses):
    replace(deliver, deliveries=Forgetful(deliver.deliveries, 3))()
    assert pauses == list(PATIENCE[:3])
    assert state_of(deliver, due).state is DeliveryState.ACCEPTED
    assert len(notifier.notices) == 1


def test_one_that_is_never_noted_is_sent_once_more_under_the_same_identity(deliver, due, notifier, clock):
    replace(deliver, deliveries=Forgetful(deliver.deliveries, 99))()
    clock.advance(LEASE)
    deliver()
    ended = state_of(deliver, due)
    assert [notice.id for notice in notifier.notices] == [due.id] * 2
    assert (ended.state, ended.attempts, ended.ambiguous) == (DeliveryState.ACCEPTED, 2, 1)


def test_after_five_senders_died_with_it_nobody_sends_it_again(deliver, due, notifier, clock):
    for _ in range(5):
        replace(deliver, deliveries=Forgetful(deliver.deliveries, 99))()
        clock.advance(LEASE)
    deliver()
    assert len(notifier.notices) == 5
    ended = state_of(deliver, due)
    assert (ended.state, ended.ambiguous, ended.attempts) == (DeliveryState.EXPIRED, 5, 5)


def test_a_handover_that_cannot_be_noted_does_not_take_place(deliver, due, notifier):
    class Full(Forgetful):
        def note(self, delivery):
            raise Unavailable

    replace(deliver, deliveries=Full(deliver.deliveries, 0))()
    waiting = state_of(deliver, due)
    assert notifier.notices == []
    assert (waiting.state, waiting.ambiguous, waiting.attempts) == (DeliveryState.WAITING, 0, 1)


def test_a_fault_of_ours_after_the_handover_leaves_it_in_doubt(deliver, due):
    class Broken:
        def send(self, notice, on_handover):
            on_handover()
            raise RuntimeError("a fault of ours")

    replace(deliver, notifier=Broken())()
    assert (state_of(deliver, due).state, state_of(deliver, due).ambiguous) == (DeliveryState.WAITING, 1)


def test_sent_again_on_demand_it_goes_to_the_address_known_by_then(deliver, due, records):
    replace(deliver, notifier=Failing(NotDelivered("550 no", Outcome.REFUSED)))()
    account = records.accounts[due.user_id]
    records.accounts[due.user_id] = replace(account, user=replace(account.user, email="new@example.edu"))
    assert deliver.deliveries.resend(due.id, NOON)
    deliver()
    ended = state_of(deliver, due)
    assert (ended.state, ended.recipient) == (DeliveryState.ACCEPTED, "new@example.edu")
    assert [past.outcome for past in ended.history] == [Outcome.REFUSED, Outcome.ACCEPTED]
