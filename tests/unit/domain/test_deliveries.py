"""A mail is tried until it is accepted, refused, or plainly hopeless; and what may be a second copy is counted."""

from datetime import timedelta

import pytest

from enrollment.domain.deliveries import DELAYED_AFTER, LONGEST_ANSWER, DeliveryState, Outcome, in_trouble
from tests.support.build import NOON, a_delivery

INSTANT = timedelta(microseconds=1)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LEASE = timedelta(minutes=20)


def tried(delivery, outcome, at, answer="421 later"):
    """The delivery, claimed and tried at that instant."""
    return delivery.claimed(at, at + LEASE).recovered(at).after(outcome, answer, at)


def failed(times):
    """A delivery that failed so often, each time when it was due."""
    delivery = a_delivery()
    for _ in range(times):
        delivery = tried(delivery, Outcome.TEMPORARY, delivery.next_attempt_at)
    return delivery


@pytest.mark.parametrize(
    ("failures", "waits"),
    [(1, MINUTE), (2, 5 * MINUTE), (3, 15 * MINUTE), (4, 60 * MINUTE), (5, 4 * HOUR), (6, 4 * HOUR), (20, 4 * HOUR)],
)
def test_after_each_temporary_failure_it_waits_longer_up_to_four_hours(failures, waits):
    before, after = failed(failures - 1), failed(failures)
    assert after.next_attempt_at - before.next_attempt_at == waits
    assert (after.state, after.attempts) == (DeliveryState.WAITING, failures)


def test_the_last_attempt_is_made_when_five_days_are_over_and_then_it_expires():
    delivery = a_delivery()
    while delivery.state is DeliveryState.WAITING:
        at = delivery.next_attempt_at
        delivery = tried(delivery, Outcome.TEMPORARY, at)
    assert at == NOON + 5 * DAY
    assert (delivery.state, delivery.ended_at, delivery.next_attempt_at) == (DeliveryState.EXPIRED, at, None)


@pytest.mark.parametrize(
    ("off", "state"),
    [(-INSTANT, DeliveryState.WAITING), (timedelta(0), DeliveryState.EXPIRED), (INSTANT, DeliveryState.EXPIRED)],
)
def test_it_expires_five_days_after_the_first_attempt_and_not_before(off, state):
    assert tried(failed(1), Outcome.TEMPORARY, NOON + 5 * DAY + off).state is state


def test_the_five_days_count_from_the_first_attempt_not_from_the_event():
    late = tried(a_delivery(), Outcome.TEMPORARY, NOON + 30 * DAY)
    assert (late.state, late.next_attempt_at) == (DeliveryState.WAITING, NOON + 30 * DAY + MINUTE)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [(Outcome.ACCEPTED, DeliveryState.ACCEPTED), (Outcome.REFUSED, DeliveryState.BOUNCED)],
)
def test_acceptance_and_refusal_are_ends_at_once(outcome, state):
    ended = tried(failed(2), outcome, NOON + DAY, "the words")
    assert (ended.state, ended.ended_at, ended.next_attempt_at) == (state, NOON + DAY, None)
    assert (ended.last_answer, ended.attempts) == ("the words", 3)


def test_in_doubt_it_is_sent_once_more_ten_minutes_later_and_no_third_time():
    once = tried(a_delivery(), Outcome.UNKNOWN, NOON)
    assert (once.state, once.next_attempt_at, once.ambiguous) == (DeliveryState.WAITING, NOON + 10 * MINUTE, 1)
    twice = tried(once, Outcome.UNKNOWN, once.next_attempt_at)
    assert (twice.state, twice.ambiguous, twice.may_be_tried) == (DeliveryState.EXPIRED, 2, False)


def test_a_doubt_takes_no_step_of_the_ladder():
    doubtful = tried(a_delivery(), Outcome.UNKNOWN, NOON)
    assert tried(doubtful, Outcome.TEMPORARY, NOON + HOUR).next_attempt_at == NOON + HOUR + MINUTE


def died(delivery, *, handed_over):
    """The delivery when its lease has run out, since whoever tried it died, before the handover or after it."""
    at = delivery.claimed_until or NOON
    claimed = delivery.claimed(at, at + LEASE).recovered(at)
    return claimed.handed_over(at) if handed_over else claimed


@pytest.mark.parametrize(("handed_over", "outcome", "ambiguous"), [(False, "cut off", 0), (True, "unwitnessed", 1)])
def test_an_attempt_whose_sender_died_is_in_doubt_only_after_the_handover(handed_over, outcome, ambiguous):
    again = died(died(a_delivery(), handed_over=handed_over), handed_over=False)
    assert ([past.outcome for past in again.history], again.ambiguous) == ([outcome], ambiguous)
    assert (again.attempts, again.may_be_tried) == (2, True)
    ended = again.after(Outcome.ACCEPTED, "", NOON + LEASE)
    assert (ended.state, ended.ambiguous, len(ended.history)) == (DeliveryState.ACCEPTED, ambiguous, ended.attempts)


@pytest.mark.parametrize("handed_over", [True, False])
def test_when_five_senders_died_it_is_given_up_without_a_sixth_attempt(handed_over):
    delivery = a_delivery()
    for _ in range(5):
        delivery = died(delivery, handed_over=handed_over)
        assert delivery.may_be_tried is not (handed_over and delivery.attempts == 5)
    sixth = delivery.claimed(NOON + DAY, NOON + DAY).recovered(NOON + DAY)
    assert not sixth.may_be_tried
    given_up = sixth.withheld(NOON + DAY)
    assert (given_up.state, given_up.attempts) == (DeliveryState.EXPIRED, 5)
    assert given_up.ambiguous == (5 if handed_over else 0)


def test_a_server_that_hangs_up_is_given_a_second_letter_whoever_died_before():
    delivery = died(died(a_delivery(), handed_over=True), handed_over=False)
    assert delivery.after(Outcome.UNKNOWN, "no word", NOON + HOUR).state is DeliveryState.WAITING


def test_sent_again_on_demand_it_begins_a_new_round_and_keeps_its_history():
    expired = tried(tried(failed(7), Outcome.UNKNOWN, NOON + DAY), Outcome.UNKNOWN, NOON + 2 * DAY)
    again = expired.again(NOON + 9 * DAY)
    assert (again.state, again.next_attempt_at, again.ended_at) == (DeliveryState.WAITING, NOON + 9 * DAY, None)
    assert (again.history, again.ambiguous, again.may_be_tried) == (expired.history, 2, True)
    assert tried(again, Outcome.TEMPORARY, NOON + 9 * DAY).next_attempt_at == NOON + 9 * DAY + MINUTE


def test_what_was_accepted_is_never_sent_again():
    accepted = tried(a_delivery(), Outcome.ACCEPTED, NOON)
    assert accepted.again(NOON + DAY) == accepted


@pytest.mark.parametrize(("off", "delayed"), [(timedelta(0), False), (INSTANT, True)])
def test_it_is_delayed_once_it_has_waited_longer_than_two_minutes(off, delayed):
    assert a_delivery().is_delayed(NOON + DELAYED_AFTER + off) is delayed
    assert not tried(a_delivery(), Outcome.ACCEPTED, NOON).is_delayed(NOON + DAY)


def test_a_server_that_talks_much_is_cut_short():
    assert tried(a_delivery(), Outcome.TEMPORARY, NOON, "x" * 5000).last_answer == "x" * LONGEST_ANSWER
    assert a_delivery().last_answer == ""


def test_of_each_enrollment_the_latest_mail_tells_whether_there_is_trouble():
    seat, other = a_delivery(), a_delivery()
    bounced = tried(seat, Outcome.REFUSED, NOON)
    later = a_delivery(enrollment_id=seat.enrollment_id, at=NOON + HOUR)
    arrived = tried(later, Outcome.ACCEPTED, NOON + HOUR)
    assert in_trouble([bounced, tried(other, Outcome.ACCEPTED, NOON)], NOON) == {seat.enrollment_id: bounced}
    assert in_trouble([arrived, bounced, other], NOON) == {}
    assert in_trouble([later], NOON + 2 * HOUR) == {seat.enrollment_id: later}


def test_it_is_due_when_it_comes_next_but_not_while_somebody_has_it_in_hand():
    waiting = a_delivery(next_attempt_at=NOON)
    assert waiting.due_at == NOON
    assert waiting.claimed(NOON, NOON + LEASE).due_at == NOON + LEASE
    assert waiting.claimed(NOON - HOUR, NOON - INSTANT).due_at == NOON
    assert tried(waiting, Outcome.ACCEPTED, NOON).due_at is None
