"""Enrolling without JavaScript: the confirmation, the decision, and the same form twice."""

from dataclasses import replace
from uuid import uuid4

import pytest

from enrollment.domain.catalog import CourseStatus
from enrollment.web.pages.submission import FIELD
from tests.support.build import a_course


def confirmation(browser, course):
    """The form of the confirmation page."""
    return browser.get(f"/courses/{course.id}/enroll").forms[1]


@pytest.fixture
def held(system):
    """Tell in how many courses a user holds a seat."""
    return lambda user: len(system.outside_transaction().enrollments.of(user.id, live_only=True))


@pytest.fixture
def log_of(system):
    """Tell what the activity log says came of a user's attempts."""
    return lambda user: [entry.details["outcome"] for entry in system.outside_transaction().activity_log.of(user.id)]


def test_a_student_enrolls_in_two_presses(signed_in, on_offer, held):
    browser, course = signed_in(), on_offer(a_course(code="COGS 1", section="A01"))

    answer = browser.get(f"/courses/{course.id}").forms[1].submit().forms[1].submit(status=303)

    message = answer.follow().html.select_one("[role=status]").get_text(" ", strip=True)
    assert message.startswith("Enrolled Successfully! You hold a seat in COGS 1 A01. A confirmation is on its way to")
    assert browser.user.email in message
    assert held(browser.user) == 1


def test_the_confirmation_says_what_will_happen(signed_in, on_offer):
    browser, course = signed_in(), on_offer(a_course(section="A01"))

    page = browser.get(f"/courses/{course.id}/enroll")

    text = page.html.main.get_text(" ", strip=True)
    assert "You take a seat in COGS 1 A01 (30 of 30 seats free)." in text
    assert f"A confirmation goes to {browser.user.email}" in text
    assert page.html.select_one("[data-cancel]")["href"] == f"/courses/{course.id}?cancelled=1"


def test_without_consent_nothing_happens_and_the_page_says_so(signed_in, on_offer, held):
    browser = signed_in()
    form = confirmation(browser, on_offer(a_course()))
    form["consent"] = ""

    page = form.submit(status=422)

    assert page.html.select_one("#consent-fault").get_text(strip=True)
    assert page.forms[1][FIELD].value == form[FIELD].value
    assert held(browser.user) == 0


@pytest.mark.parametrize("key", ["", "x" * 201, "a b", "ключ", "../../etc", "a\nb"])
def test_a_form_whose_key_will_not_do_is_answered_with_a_new_one(signed_in, on_offer, held, key):
    browser = signed_in()
    form = confirmation(browser, on_offer(a_course()))
    form[FIELD].force_value(key)

    page = form.submit(status=422)

    assert "This form was not complete. Here is a new one." in page
    assert page.forms[1][FIELD].value not in ("", key)
    assert held(browser.user) == 0


def test_the_same_form_twice_is_one_seat_and_one_answer(signed_in, on_offer, held, log_of):
    browser = signed_in()
    form = confirmation(browser, on_offer(a_course()))

    first, second = form.submit(status=303), form.submit(status=303)

    assert second.location == first.location
    assert held(browser.user) == 1
    assert log_of(browser.user) == ["approved"]


def test_the_same_form_for_another_course_is_refused(signed_in, on_offer, held):
    browser = signed_in()
    form = confirmation(browser, on_offer(a_course()))
    form.submit()
    form.action = f"/courses/{on_offer(a_course()).id}/enroll"

    assert "used before" in form.submit(status=422)
    assert held(browser.user) == 1


def test_another_form_for_the_same_course_says_that_the_seat_is_held(signed_in, on_offer):
    browser, course = signed_in(), on_offer(a_course())
    early = confirmation(browser, course)
    confirmation(browser, course).submit(status=303)

    page = early.submit(status=409)

    assert [reason["data-reason"] for reason in page.html.select("[data-reason]")] == ["already-enrolled"]


def test_a_refusal_says_why_offers_other_sections_and_is_kept(signed_in, on_offer, log_of):
    browser, course = signed_in(), on_offer(a_course(section="A01"))
    other = on_offer(a_course(section="A02"))
    form = confirmation(browser, course)
    on_offer(replace(course, max_participants=0))

    page = form.submit(status=409)

    assert "Enrollment not available" in page.html.h1.get_text()
    assert [reason["data-reason"] for reason in page.html.select("[data-reason]")] == ["course-full"]
    assert [link["href"] for link in page.html.select(".alternatives a")] == [f"/courses/{other.id}"]
    assert log_of(browser.user) == ["refused"]


def test_a_course_withdrawn_meanwhile_is_not_found_and_the_attempt_kept(signed_in, on_offer, log_of):
    browser, course = signed_in(), on_offer(a_course())
    form = confirmation(browser, course)
    on_offer(replace(course, status=CourseStatus.DRAFT))

    assert "There is no such course." in form.submit(status=404)
    assert log_of(browser.user) == ["refused"]


def test_what_cannot_be_confirmed_shows_its_reasons_in_place_of_the_form(signed_in, on_offer):
    page = signed_in().get(f"/courses/{on_offer(a_course(max_participants=0)).id}/enroll")

    assert page.html.select("form.confirm") == []
    assert page.html.select_one("[data-reason=course-full]") is not None


def test_whoever_is_not_signed_in_is_sent_to_sign_in_and_back(browser, on_offer):
    path = f"/courses/{on_offer(a_course()).id}/enroll"

    for answer in (browser.get(path, status=303), browser.post(path, status=303)):
        assert answer.location == f"/login?next={path.replace('/', '%2F')}"


def test_a_course_that_is_none_cannot_be_enrolled_in(signed_in):
    browser = signed_in()
    for path in (f"/courses/{uuid4()}/enroll", "/courses/1/enroll"):
        browser.get(path, status=404)


def test_a_form_without_a_token_changes_nothing(signed_in, on_offer, held):
    browser = signed_in()
    form = confirmation(browser, on_offer(a_course()))
    form["csrf_token"].force_value("0" * 64)

    assert "This form is out of date" in form.submit(status=403)
    assert held(browser.user) == 0
