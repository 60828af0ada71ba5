"""Whatever a mail server does, the mail comes to the end that is promised, and that is on record."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from enrollment.adapters.mail import SmtpNotifier, smtp
from enrollment.adapters.mail.smtp import Patience
from enrollment.adapters.memory.clock import StoppedClock
from enrollment.application.deliver_mail import DeliverMail
from enrollment.domain.deliveries import DeliveryState, Outcome
from enrollment.ports.deliveries import LEASE
from tests.contract.given import a_known_student, admitted, an_offered_course
from tests.contract.stores import SqlStore
from tests.support.build import NOON, a_delivery
from tests.support.letters import LETTERS
from tests.support.mail_server import HANG_UP, STALL, a_mail_server

WAITING, BOUNCED = DeliveryState.WAITING, DeliveryState.BOUNCED
SOON, LATER = timedelta(minutes=1), timedelta(minutes=10)
IMPATIENT = Patience(connect=2, command=0.5, verdict=0.5)


@pytest.fixture
def clock():
    """The postman's clock; it shows NOON until it is moved."""
    return StoppedClock(NOON)


@pytest.fixture
def server():
    """A mail server, and its URL."""
    with a_mail_server() as mailroom_and_url:
        yield mailroom_and_url


@pytest.fixture
def deliver(engine, server, clock):
    """The postman, over each database in turn, at the mail server."""
    ports = SqlStore(engine).ports
    return DeliverMail(
        deliveries=ports.deliveries,
        enrollments=ports.enrollments,
        accounts=ports.accounts,
        catalog=ports.catalog,
        notifier=SmtpNotifier(server[1], LETTERS, IMPATIENT),
        clock=clock,
        pause=lambda seconds: None,
    )


@pytest.fixture
def mail(engine, deliver):
    """A mail that is due."""
    ports = SqlStore(engine).ports
    seat = admitted(ports, an_offered_course(ports), a_known_student(ports, email="ada@example.edu"))
    delivery = a_delivery(user_id=seat.student_id, course_id=seat.course_id, enrollment_id=seat.id)
    deliver.deliveries.add(delivery)
    return delivery


def now_is(deliver, mail):
    """What is on record of the mail: state, when it is due again, attempts in doubt."""
    kept = deliver.deliveries.find(mail.id)
    return kept.state, kept.next_attempt_at and kept.next_attempt_at - NOON, kept.ambiguous


SCRIPT = [
    ("RCPT", "421 going down", (WAITING, SOON, 0)),
    ("RCPT", "450 mailbox busy", (WAITING, SOON, 0)),
    ("RCPT", "451 greylisted", (WAITING, SOON, 0)),
    ("RCPT", "452 full", (WAITING, SOON, 0)),
    ("RCPT", "550 no such user", (BOUNCED, None, 0)),
    ("RCPT", "552 over quota", (BOUNCED, None, 0)),
    ("RCPT", "554 no", (BOUNCED, None, 0)),
    ("RCPT", HANG_UP, (WAITING, SOON, 0)),
    ("RCPT", STALL, (WAITING, SOON, 0)),
    ("DATA", "421 going down", (WAITING, SOON, 0)),
    ("DATA", "450 busy", (WAITING, SOON, 0)),
    ("DATA", "451 error", (WAITING, SOON, 0)),
    ("DATA", "452 full", (WAITING, SOON, 0)),
    ("DATA", "550 spam", (BOUNCED, None, 0)),
    ("DATA", "552 too large", (BOUNCED, None, 0)),
    ("DATA", "554 no", (BOUNCED, None, 0)),
    ("DATA", HANG_UP, (WAITING, LATER, 1)),
    ("DATA", STALL, (WAITING, LATER, 1)),
]


@pytest.mark.parametrize(("step", "reply", "comes_to"), SCRIPT, ids=[f"{step} {reply}" for step, reply, _ in SCRIPT])
def test_a_mail_comes_to_what_the_reply_calls_for(deliver, mail, server, step, reply, comes_to):
    server[0].replies[step] = reply
    assert deliver()
    assert now_is(deliver, mail) == comes_to
    if reply not in (HANG_UP, STALL):
        assert deliver.deliveries.find(mail.id).last_answer == reply


@pytest.mark.parametrize("reply", ["451 greylisted", "421 going down", HANG_UP])
def test_a_mail_put_off_arrives_once_when_the_server_takes_it(deliver, mail, server, clock, reply):
    server[0].replies["RCPT"] = reply
    deliver()
    server[0].replies["RCPT"] = "250 OK"
    assert not deliver()
    clock.advance(SOON)
    assert deliver()
    assert now_is(deliver, mail) == (DeliveryState.ACCEPTED, None, 0)
    assert len(server[0].letters) == 1


def test_a_mail_in_doubt_is_sent_once_more_with_the_same_message_id(deliver, mail, server, clock):
    server[0].replies["DATA"] = HANG_UP
    for _ in range(4):
        deliver()
        clock.advance(LATER)
    assert now_is(deliver, mail) == (DeliveryState.EXPIRED, None, 2)
    assert [letter.count(f"Message-ID: <{mail.id}@".encode()) for letter in server[0].got] == [1, 1]


def test_a_sender_killed_after_sending_leaves_the_mail_to_be_sent_once_more(deliver, mail, server, clock):
    (claimed,) = deliver.deliveries.claim(1, NOON)
    deliver._sent(claimed, deliver._notice(claimed))  # and here it is killed, with no outcome noted
    assert not deliver()
    clock.advance(LEASE)
    assert deliver()
    assert now_is(deliver, mail) == (DeliveryState.ACCEPTED, None, 1)
    assert [letter.count(f"Message-ID: <{mail.id}@".encode()) for _, _, letter in server[0].letters] == [1, 1]


def test_a_sender_killed_before_the_final_dot_leaves_no_doubt(deliver, mail, server, clock):
    deliver.deliveries.claim(1, NOON)  # and here it is killed
    clock.advance(LEASE)
    assert deliver()
    assert now_is(deliver, mail) == (DeliveryState.ACCEPTED, None, 0)
    assert len(server[0].got) == 1


def test_a_mail_whose_senders_are_killed_again_and_again_arrives_all_the_same(deliver, mail, server, clock):
    for _ in range(4):
        (claimed,) = deliver.deliveries.claim(1, clock.now())
        deliver._sent(claimed.recovered(clock.now()), deliver._notice(claimed))
        clock.advance(LEASE)
    assert deliver()
    assert now_is(deliver, mail) == (DeliveryState.ACCEPTED, None, 4)
    assert {letter.count(f"Message-ID: <{mail.id}@".encode()) for letter in server[0].got} == {1}


def test_a_sender_that_was_asleep_for_too_long_sends_nothing(deliver, mail, server, clock):
    (slow,) = deliver.deliveries.claim(1, NOON)
    clock.advance(LEASE)
    deliver()
    outcome, _ = deliver._sent(slow, deliver._notice(slow))
    assert outcome is Outcome.TEMPORARY
    assert len(server[0].got) == 1


def test_a_server_that_never_answers_has_the_mail_expire_after_five_days(deliver, mail, server, clock):
    server[0].replies["RCPT"] = "451 never"
    while (kept := deliver.deliveries.find(mail.id)).state is WAITING:
        clock.advance(kept.next_attempt_at - clock.now())
        deliver()
    assert (kept.state, kept.ended_at) == (DeliveryState.EXPIRED, NOON + timedelta(days=5))
    assert (kept.attempts, len(kept.history)) == (35, 35)


@pytest.mark.parametrize("state", [BOUNCED, DeliveryState.EXPIRED])
def test_a_mail_sent_again_on_demand_arrives(deliver, mail, server, state):
    server[0].replies["RCPT"] = "550 no such user"
    deliver()
    server[0].replies["RCPT"] = "250 OK"
    assert deliver.deliveries.resend(mail.id, NOON)
    deliver()
    assert now_is(deliver, mail)[0] is DeliveryState.ACCEPTED
    assert len(server[0].letters) == 1


def test_without_starttls_where_it_is_demanded_nothing_leaves_in_clear(deliver, mail, server):
    demanding = SmtpNotifier(server[1].replace("smtp", "smtp+starttls"), LETTERS, IMPATIENT)
    replace(deliver, notifier=demanding)()
    assert now_is(deliver, mail) == (WAITING, SOON, 0)
    assert server[0].got == []


def test_a_sender_that_takes_a_4xx_for_a_bounce_would_be_noticed(deliver, mail, server, monkeypatch):
    monkeypatch.setattr(smtp, "_outcome_of", lambda error: Outcome.REFUSED)
    server[0].replies["RCPT"] = "451 greylisted"
    deliver()
    assert now_is(deliver, mail) == (BOUNCED, None, 0)


def test_each_of_many_mails_is_sent_by_one_of_the_senders(deliver, mail, server):
    mails = [mail] + [
        a_delivery(id=uuid4(), user_id=mail.user_id, course_id=mail.course_id, enrollment_id=mail.enrollment_id)
        for _ in range(5)
    ]
    for another in mails[1:]:
        deliver.deliveries.add(another)
    while deliver():
        pass
    assert len(server[0].letters) == len(mails)
    assert deliver.deliveries.counts()[DeliveryState.ACCEPTED] == len(mails)
