"""A student sees when the mail about an enrollment is late or did not arrive."""

from datetime import timedelta

import pytest

from enrollment.domain.deliveries import Outcome
from enrollment.domain.notices import NoticeKind
from tests.support.build import NOON, a_course, a_delivery

INSTANT = timedelta(microseconds=1)
DELAYED = ["Confirmation mail delayed. We keep trying to reach ada@example.edu."]
UNDELIVERED = ["Confirmation mail could not be delivered to ada@example.edu."]


@pytest.fixture
def student(signed_in, on_offer, enrolled):
    """A student's browser, with a seat."""
    browser = signed_in()
    browser.seat = enrolled(on_offer(a_course()), browser.user)
    return browser


@pytest.fixture
def mail(system, student):
    """Put a mail about the seat on record, that came to that."""

    def put(*outcomes, **about):
        deliveries = system.outside_transaction().deliveries
        seat = {"user_id": student.user.id, "enrollment_id": student.seat.id}
        deliveries.add(a_delivery(**seat | about))
        for outcome in outcomes:
            (claimed,) = deliveries.claim(1, about.get("at", NOON))
            deliveries.record(claimed.after(outcome, "no", NOON))

    return put


def trouble(browser):
    """The lines about mail on the schedule."""
    return [" ".join(line.get_text().split()) for line in browser.get("/me").html.select(".trouble")]


def test_without_a_mail_there_is_no_trouble(student):
    assert trouble(student) == []


@pytest.mark.parametrize(("after", "lines"), [(timedelta(minutes=2), []), (timedelta(minutes=2) + INSTANT, DELAYED)])
def test_a_mail_is_delayed_after_two_minutes(student, mail, clock, after, lines):
    mail()
    clock.advance(after)
    assert trouble(student) == lines


def test_a_mail_that_bounced_says_to_which_address(student, mail):
    mail(Outcome.REFUSED)
    assert trouble(student) == UNDELIVERED


def test_a_mail_that_arrived_is_no_trouble(student, mail, clock):
    mail(Outcome.ACCEPTED)
    clock.advance(timedelta(minutes=10))
    assert trouble(student) == []


def test_the_latest_mail_about_a_seat_counts(student, mail, clock):
    mail(Outcome.REFUSED)
    mail(Outcome.ACCEPTED, kind=NoticeKind.DROPPED, at=NOON + timedelta(minutes=10))
    clock.advance(timedelta(minutes=10))
    assert trouble(student) == []


def test_about_a_seat_given_up_it_is_told_as_well(student, mail, on_offer):
    student.get("/me").forms[1].submit().forms[1].submit()
    mail(Outcome.REFUSED, kind=NoticeKind.DROPPED)
    assert trouble(student) == ["The mail about it could not be delivered to ada@example.edu."]


def test_a_mail_to_somebody_else_is_nobodys_business(student, system, clock):
    system.outside_transaction().deliveries.add(a_delivery(enrollment_id=student.seat.id))
    clock.advance(timedelta(minutes=10))
    assert trouble(student) == []
