"""The port Deliveries."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from enrollment.domain.deliveries import DeliveryState, Outcome
from enrollment.domain.identifiers import MessageId, UserId
from enrollment.domain.notices import NoticeKind
from enrollment.ports.deliveries import LEASE
from tests.contract.stores import race
from tests.support.build import NOON, a_delivery

INSTANT = timedelta(microseconds=1)
HOUR = timedelta(hours=1)
AROUND = [(-INSTANT, 0), (timedelta(0), 1), (INSTANT, 1)]
ANSWER = "250 2.0.0 Ünïcødé ✓ '\"%_\\ queued"


def put(ports, **about):
    """A delivery on record."""
    delivery = a_delivery(**about)
    ports.deliveries.add(delivery)
    return delivery


def came_to(ports, outcome, at=NOON, answer=""):
    """Claim whatever is due longest, and record what it came to."""
    (claimed,) = ports.deliveries.claim(1, at)
    assert ports.deliveries.record(claimed.recovered(at).after(outcome, answer, at))
    return ports.deliveries.find(claimed.id)


def test_a_delivery_is_found_as_it_was_added(ports):
    delivery = put(ports, kind=NoticeKind.DROPPED, recipient="o'hara+%_@example.edu")

    assert ports.deliveries.find(delivery.id) == delivery
    assert ports.deliveries.find(MessageId(uuid4())) is None


def test_added_again_it_stays_as_it_has_become(ports):
    delivery = put(ports)
    ended = came_to(ports, Outcome.REFUSED)
    ports.deliveries.add(replace(delivery, recipient="somebody@else.example"))

    assert ports.deliveries.find(delivery.id) == ended


def test_adding_it_many_times_at_once_is_no_error(store, ports):
    delivery = a_delivery()

    assert race(store, *[lambda ports: ports.deliveries.add(delivery)] * 6) == [None] * 6
    assert ports.deliveries.counts()[DeliveryState.WAITING] == 1


@pytest.mark.parametrize(("off", "claimed"), AROUND)
def test_it_is_claimed_when_it_is_due_and_the_attempt_is_counted(ports, off, claimed):
    delivery = put(ports, next_attempt_at=NOON + HOUR)
    at = NOON + HOUR + off

    assert list(ports.deliveries.claim(9, at)) == [delivery.claimed(at, at + LEASE)] * claimed


@pytest.mark.parametrize(("off", "claimed"), AROUND)
def test_claimed_it_is_nobody_elses_until_the_lease_ends_and_then_comes_again(ports, off, claimed):
    put(ports)
    (first,) = ports.deliveries.claim(9, NOON)

    again = ports.deliveries.claim(9, NOON + LEASE + off)

    assert [(one.attempts, one.first_at) for one in again] == [(2, first.first_at)] * claimed


def test_those_longest_due_come_first_and_no_more_than_asked_for(ports):
    late, early = (put(ports, next_attempt_at=NOON - hours * HOUR) for hours in (1, 2))
    put(ports, next_attempt_at=NOON + HOUR)

    assert [one.id for one in ports.deliveries.claim(1, NOON)] == [early.id]
    assert [one.id for one in ports.deliveries.claim(9, NOON)] == [late.id]


def test_claimers_at_once_get_different_ones(store, ports):
    waiting = {put(ports).id for _ in range(6)}

    answers = race(store, *[lambda ports: ports.deliveries.claim(2, NOON)] * 4)

    claimed = [one.id for answer in answers for one in answer]
    assert len(claimed) == 6
    assert set(claimed) == waiting


def test_what_it_came_to_is_on_record_with_its_whole_history(ports):
    delivery = put(ports)
    waiting = came_to(ports, Outcome.TEMPORARY, NOON, "451 " + "x" * 2000)
    assert waiting.next_attempt_at == NOON + timedelta(minutes=1)
    ended = came_to(ports, Outcome.ACCEPTED, NOON + HOUR, ANSWER)

    assert (ended.state, ended.ended_at, ended.claimed_until) == (DeliveryState.ACCEPTED, NOON + HOUR, None)
    assert [(past.outcome, past.at) for past in ended.history] == [("temporary", NOON), ("accepted", NOON + HOUR)]
    assert (ended.last_answer, ended.first_at, ended.attempts) == (ANSWER, NOON, 2)
    assert ended.id == delivery.id


@pytest.mark.parametrize("outcome", [Outcome.ACCEPTED, Outcome.REFUSED])
def test_what_has_ended_is_never_claimed_again(ports, outcome):
    put(ports)
    came_to(ports, outcome)

    assert not ports.deliveries.claim(9, NOON + timedelta(days=365))


def test_an_outcome_that_comes_when_somebody_else_has_claimed_it_is_not_recorded(ports):
    put(ports)
    (slow,) = ports.deliveries.claim(1, NOON)
    (quick,) = ports.deliveries.claim(1, NOON + LEASE)

    assert not ports.deliveries.record(slow.after(Outcome.REFUSED, "550", NOON + LEASE))
    assert ports.deliveries.record(quick.after(Outcome.ACCEPTED, "250", NOON + LEASE))
    assert not ports.deliveries.record(quick.after(Outcome.REFUSED, "550", NOON + LEASE))
    assert ports.deliveries.find(slow.id).state is DeliveryState.ACCEPTED


def test_what_is_noted_meanwhile_keeps_the_claim_and_is_there_for_whoever_claims_it_next(ports):
    put(ports)
    (claimed,) = ports.deliveries.claim(1, NOON)
    assert ports.deliveries.note(claimed.handed_over(NOON))

    assert not ports.deliveries.claim(1, NOON)
    assert ports.deliveries.find(claimed.id).ambiguous == 1
    (again,) = ports.deliveries.claim(1, NOON + LEASE)
    assert again.history == claimed.handed_over(NOON).history


def test_an_outcome_takes_the_place_of_what_was_noted_meanwhile(ports):
    put(ports)
    (claimed,) = ports.deliveries.claim(1, NOON)
    assert ports.deliveries.note(claimed.handed_over(NOON))
    assert ports.deliveries.record(claimed.after(Outcome.ACCEPTED, ANSWER, NOON))

    ended = ports.deliveries.find(claimed.id)
    assert ([past.outcome for past in ended.history], ended.ambiguous) == (["accepted"], 0)


def test_nothing_is_noted_when_somebody_else_has_claimed_it_or_nobody_has_any_more(ports):
    put(ports)
    (slow,) = ports.deliveries.claim(1, NOON)
    (quick,) = ports.deliveries.claim(1, NOON + LEASE)
    assert not ports.deliveries.note(slow.handed_over(NOON))
    assert ports.deliveries.record(quick.after(Outcome.TEMPORARY, "451", NOON + LEASE))
    assert not ports.deliveries.note(quick.handed_over(NOON + LEASE))
    assert ports.deliveries.find(slow.id).ambiguous == 0


def test_a_users_deliveries_are_theirs_alone_latest_first(ports):
    ada = UserId(uuid4())
    deliveries = [put(ports, user_id=ada, at=NOON + hours * HOUR) for hours in (1, 3, 2)]
    put(ports)

    assert [one.id for one in ports.deliveries.of(ada)] == [deliveries[i].id for i in (1, 2, 0)]


def test_a_list_is_read_page_by_page_each_one_once(ports):
    ids = {put(ports, at=NOON + (number // 3) * HOUR).id for number in range(7)}
    pages, after = [], None
    while page := ports.deliveries.listed({DeliveryState.WAITING}, 3, after):
        pages.append(page)
        after = page[-1].delivery.id

    read = [one.delivery for page in pages for one in page]
    assert [len(page) for page in pages] == [3, 3, 1]
    assert {one.id for one in read} == ids
    assert [one.at for one in read] == sorted((one.at for one in read), reverse=True)


def test_a_list_holds_the_states_asked_for_and_they_are_counted(ports):
    for outcome in (Outcome.ACCEPTED, Outcome.REFUSED, Outcome.REFUSED):
        put(ports)
        came_to(ports, outcome)
    put(ports, at=NOON - HOUR)
    put(ports, at=NOON - 2 * HOUR)

    bounced = ports.deliveries.listed({DeliveryState.BOUNCED, DeliveryState.EXPIRED}, 9)
    assert [one.delivery.state for one in bounced] == [DeliveryState.BOUNCED] * 2
    assert ports.deliveries.counts() == {"waiting": 2, "accepted": 1, "bounced": 2, "expired": 0}
    assert ports.deliveries.oldest_waiting() == NOON - 2 * HOUR


def test_a_list_names_the_course_while_it_is_on_record(ports, course):
    put(ports, course_id=course.id)
    put(ports, at=NOON - HOUR)

    assert [one.course for one in ports.deliveries.listed({DeliveryState.WAITING}, 9)] == [course.name, ""]


def test_where_nothing_waits_nothing_is_oldest(ports):
    assert ports.deliveries.oldest_waiting() is None
    assert ports.deliveries.listed(set(DeliveryState), 9) == []


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.TEMPORARY])
def test_sent_again_it_is_due_at_once_with_its_history(ports, outcome):
    delivery = put(ports)
    before = came_to(ports, outcome, answer="no")

    assert ports.deliveries.resend(delivery.id, NOON + INSTANT)
    assert ports.deliveries.find(delivery.id) == before.again(NOON + INSTANT)
    assert not ports.deliveries.claim(1, NOON)
    assert came_to(ports, Outcome.ACCEPTED, NOON + INSTANT).attempts == 2


def test_what_was_accepted_or_is_unknown_is_not_sent_again(ports):
    delivery = put(ports)
    accepted = came_to(ports, Outcome.ACCEPTED)

    assert not ports.deliveries.resend(delivery.id, NOON)
    assert not ports.deliveries.resend(MessageId(uuid4()), NOON)
    assert ports.deliveries.find(delivery.id) == accepted


def test_sent_again_while_it_is_being_sent_it_still_belongs_to_one_sender(ports):
    delivery = put(ports)
    (claimed,) = ports.deliveries.claim(1, NOON)
    assert ports.deliveries.resend(delivery.id, NOON)

    assert not ports.deliveries.claim(1, NOON)
    assert ports.deliveries.record(claimed.after(Outcome.ACCEPTED, "", NOON))
