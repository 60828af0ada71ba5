"""What staff see of the mail, and how they send it again."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from enrollment.domain.deliveries import DeliveryState, Outcome
from tests.support.build import NOON, a_course, a_delivery, a_message, a_staff_member, a_student


@pytest.fixture
def application(system):
    """What is on record."""
    return system.outside_transaction()


@pytest.fixture
def staff(signed_in):
    """A browser of a member of staff."""
    return signed_in(a_staff_member())


@pytest.fixture
def mail(application):
    """Put a mail on record that came to that, and return it."""

    def put(outcome=None, answer="", **about):
        delivery = a_delivery(**about)
        application.deliveries.add(delivery)
        if outcome:
            (claimed,) = application.deliveries.claim(1, NOON)
            application.deliveries.record(claimed.after(outcome, answer, NOON))
        return delivery

    return put


@pytest.fixture
def parked(application):
    """A message the mail has parked, saying why in markup."""
    message = a_message()
    application.outbox.put(message)
    application.outbox.sent([message.id], NOON)
    application.inbox.failed("mail", message.id, "TypeError: <b>no</b>", NOON, park_after=1)
    return message


def texts(page, selector):
    return [" ".join(found.get_text().split()) for found in page.html.select(selector)]


def test_where_all_is_well_it_says_so(staff):
    page = staff.get("/staff/mail")

    assert texts(page, ".tabs a") == ["Not delivered 0", "Accepted 0", "Parked messages 0"]
    assert texts(page, ".empty h2") == ["Every mail has arrived"]
    assert texts(staff.get("/staff/mail?show=parked"), ".empty h2") == ["Every message was handled"]
    assert texts(staff.get("/staff/mail?show=accepted"), ".empty h2") == ["No mail was sent yet"]


def test_a_mail_that_bounced_shows_to_whom_about_what_and_what_was_said(staff, mail, on_offer):
    course = on_offer(a_course(code="COGS 1", section="A01"))
    mail(Outcome.REFUSED, "550 <no> such user", course_id=course.id)

    page = staff.get("/staff/mail")
    assert texts(page, ".mails h2") == ["ada@example.edu"]
    assert texts(page, ".mails .chip") == ["Bounced"]
    assert texts(page, ".answer q") == ["550 <no> such user"]
    assert page.html.select_one(".mails a")["href"] == f"/courses/{course.id}"
    assert "Confirmation of enrollment, COGS 1 A01" in texts(page, ".mails .what")[0]


def test_what_waits_is_delayed_after_two_minutes(staff, mail, clock):
    mail()
    clock.advance(timedelta(minutes=2))
    assert texts(staff.get("/staff/mail"), ".mails .chip") == ["On its way"]
    clock.advance(timedelta(microseconds=1))
    assert texts(staff.get("/staff/mail"), ".mails .chip") == ["Delayed"]


def test_what_was_accepted_is_listed_apart_and_cannot_be_sent_again(staff, mail):
    mail(Outcome.ACCEPTED)

    assert texts(staff.get("/staff/mail"), ".mails li") == []
    page = staff.get("/staff/mail?show=accepted")
    assert texts(page, ".mails .chip") == ["Accepted"]
    assert page.html.select("main form") == []


def test_a_mail_is_sent_again_by_a_button(staff, mail, application):
    bounced = mail(Outcome.REFUSED, "550 no")

    page = staff.get("/staff/mail").forms[1].submit(status=303).follow()

    assert texts(page, ".notice .title") == ["The mail goes out again"]
    assert texts(page, ".mails .chip") == ["On its way"]
    again = application.deliveries.find(bounced.id)
    assert (again.state, again.next_attempt_at, len(again.history)) == (DeliveryState.WAITING, NOON, 1)


def test_pressed_once_it_has_arrived_meanwhile_it_says_so(staff, mail, application):
    mail(Outcome.REFUSED, "550 no")
    form = staff.get("/staff/mail").forms[1]
    form.submit(status=303)
    (claimed,) = application.deliveries.claim(1, NOON)
    application.deliveries.record(claimed.after(Outcome.ACCEPTED, "", NOON))

    assert texts(form.submit(status=303).follow(), ".notice .title") == ["The mail has arrived"]
    assert application.deliveries.find(claimed.id).state is DeliveryState.ACCEPTED


def test_a_parked_message_shows_why_and_is_sent_again_by_a_button(staff, parked, application):
    page = staff.get("/staff/mail?show=parked")
    assert texts(page, ".mails h2") == ["Mail cannot handle student-enrolled"]
    assert texts(page, ".answer q") == ["TypeError: <b>no</b>"]

    page = page.forms[1].submit(status=303).follow()

    assert texts(page, ".notice .title") == ["The message goes out again"]
    assert texts(page, ".tabs a")[2] == "Parked messages 0"
    assert list(application.outbox.claim(9, NOON)) == [parked]


def test_long_lists_come_in_pages(staff, mail):
    for minutes in range(60):
        mail(at=NOON - timedelta(minutes=minutes), recipient=f"{minutes}@example.edu")

    seen, page = [], staff.get("/staff/mail")
    while older := page.html.find("a", rel="next"):
        seen += texts(page, ".mails h2")
        page = staff.get(older["href"])
    assert [*seen, *texts(page, ".mails h2")] == [f"{minutes}@example.edu" for minutes in range(60)]
    assert texts(page, ".pager a") == ["Latest"]


def test_parked_messages_come_in_pages_as_well(staff, application):
    for number in range(30):
        application.inbox.failed("mail", uuid4(), f"{number}", NOON - timedelta(minutes=number), park_after=1)

    first = staff.get("/staff/mail?show=parked")
    rest = staff.get(first.html.find("a", rel="next")["href"])
    assert texts(first, ".answer q") + texts(rest, ".answer q") == [str(number) for number in range(30)]
    assert texts(staff.get("/staff/mail?show=parked&page=9"), ".empty h2") == ["This page is empty"]


@pytest.mark.parametrize("query", ["?show=nothing", "?after=17", "?page=x", "?again=17", f"?again={UUID(int=0)}"])
def test_an_address_that_makes_no_sense_shows_the_beginning(staff, mail, query):
    mail()

    page = staff.get(f"/staff/mail{query}")
    assert texts(page, ".mails h2") == ["ada@example.edu"]
    assert texts(page, ".notice") == []


def test_a_mail_that_does_not_exist_is_not_found(staff, mail):
    mail()
    form = staff.get("/staff/mail").forms[1]
    for message_id in (uuid4(), "17"):
        form.action = f"/staff/mail/{message_id}/resend"
        form.submit(status=404)


def test_students_see_none_of_it_and_anonymous_visitors_sign_in_first(signed_in, browser, mail):
    bounced, student = mail(Outcome.REFUSED), signed_in(a_student())
    token = student.get("/me").forms[0]["csrf_token"].value

    assert "Mail" not in texts(student.get("/me"), "nav a")
    student.get("/staff/mail", status=403)
    student.post(f"/staff/mail/{bounced.id}/resend", {"csrf_token": token}, status=403)
    assert "/login" in browser.get("/staff/mail", status=303).location


def test_without_our_token_nothing_is_sent_again(staff, mail, application):
    bounced = mail(Outcome.REFUSED)

    staff.post(f"/staff/mail/{bounced.id}/resend", {"csrf_token": "0" * 64}, status=403)
    assert application.deliveries.find(bounced.id).state is DeliveryState.BOUNCED


def test_staff_find_the_way_from_every_page(staff):
    link = staff.get("/").html.select_one("nav a[href='/staff/mail']")
    assert link.get_text() == "Mail"
