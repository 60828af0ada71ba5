"""Dropping a course: asked once more, done once, and one's own only."""

from datetime import timedelta
from uuid import uuid4

import pytest

from enrollment.web.pages.submission import FIELD
from tests.support.build import a_course, a_staff_member


@pytest.fixture
def seat(signed_in, on_offer, enrolled):
    """A browser, and the enrollment of whoever is signed in with it."""
    browser = signed_in()
    return browser, enrolled(on_offer(a_course(code="COGS 1", section="A01", max_participants=1)), browser.user)


def test_dropping_frees_the_seat_and_says_so(seat, signed_in, system):
    browser, enrollment = seat
    form = browser.get(f"/enrollments/{enrollment.id}/drop").forms[1]

    page = form.submit(status=303).follow()

    assert "You dropped COGS 1 A01" in page.html.select_one("[role=status]").get_text()
    assert system.outside_transaction().catalog.find(enrollment.course_id).current_enrollment == 0


def test_asking_changes_nothing_and_says_what_would_happen(seat, system):
    browser, enrollment = seat

    page = browser.get(f"/enrollments/{enrollment.id}/drop")

    assert "You lose your seat at once" in page
    assert page.click("Keep my seat").request.path == "/me"
    assert system.outside_transaction().catalog.find(enrollment.course_id).current_enrollment == 1


def test_the_same_form_twice_is_one_answer(seat):
    browser, enrollment = seat
    form = browser.get(f"/enrollments/{enrollment.id}/drop").forms[1]

    assert form.submit(status=303).location == form.submit(status=303).location


def test_what_has_ended_is_told_and_not_dropped_again(seat, clock):
    browser, enrollment = seat
    early = browser.get(f"/enrollments/{enrollment.id}/drop").forms[1]
    browser.get(f"/enrollments/{enrollment.id}/drop").forms[1].submit()
    clock.advance(timedelta(minutes=1))

    page = early.submit(status=303).follow()

    assert "You no longer hold this seat" in page
    assert page.html.select("main form") == []


@pytest.mark.parametrize("key", ["", "x" * 201, "a b"])
def test_a_form_whose_key_will_not_do_keeps_the_seat(seat, system, key):
    browser, enrollment = seat
    form = browser.get(f"/enrollments/{enrollment.id}/drop").forms[1]
    form[FIELD].force_value(key)

    assert "You still hold the seat." in form.submit(status=422)
    assert system.outside_transaction().catalog.find(enrollment.course_id).current_enrollment == 1


def test_somebody_elses_enrollment_is_as_good_as_none(seat, signed_in):
    _, enrollment = seat
    answers = set()
    for user in (None, a_staff_member()):
        browser = signed_in(user)
        token = browser.get("/me").forms[0]["csrf_token"].value
        form = {"csrf_token": token, FIELD: "k" * 20}
        for enrollment_id in (enrollment.id, uuid4()):
            page = browser.get(f"/enrollments/{enrollment_id}/drop", status=404)
            answers.add(page.html.main.get_text())
            answers.add(browser.post(f"/enrollments/{enrollment_id}/drop", form, status=404).html.main.get_text())
    assert len(answers) == 1
