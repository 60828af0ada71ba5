"""My schedule: seats held, the week they make, and what has just been decided."""

from datetime import date, time
from uuid import UUID

import pytest

from enrollment.domain.meetings import Day, Meeting
from tests.functional.pages.test_enroll import confirmation
from tests.support.build import a_course

LECTURE = Meeting(kind="LE", days=(Day.TUESDAY, Day.THURSDAY), starts=time(12, 30), ends=time(13, 50), room="A 1")
EARLY = Meeting(kind="LA", days=(Day.THURSDAY,), starts=time(8), ends=time(9), room="B 2")
FINAL = Meeting(kind="FI", on=date(2026, 6, 8), starts=time(11, 30), ends=time(14, 29))
OPEN = Meeting(kind="IN")


def texts(page, selector):
    return [element.get_text(" ", strip=True) for element in page.html.select(selector)]


def test_an_empty_schedule_leads_to_courses_with_a_seat(signed_in):
    page = signed_in().get("/me")

    assert "You are not enrolled in any course" in page
    assert page.click("Find a course with a free seat").request.path_qs == "/?open=1"


def test_the_week_is_told_by_day_and_hour(signed_in, on_offer, enrolled):
    browser = signed_in()
    enrolled(on_offer(a_course(code="COGS 1", section="A01", meetings=(LECTURE, FINAL))), browser.user)
    enrolled(on_offer(a_course(code="CSE 9", section="B01", meetings=(EARLY, OPEN))), browser.user)

    page = browser.get("/me")

    assert texts(page, ".days > li") == [
        "Tuesday 12:30–13:50 COGS 1 A01 Lecture, A 1",
        "Thursday 08:00–09:00 CSE 9 B01 Lab, B 2 12:30–13:50 COGS 1 A01 Lecture, A 1",
    ]
    assert texts(page, ".dates > li") == [
        "Mon 8 Jun 2026, 11:30–14:29 COGS 1 A01 Final exam, Room to be announced",
        "Days to be announced CSE 9 B01 Independent study, Room to be announced",
    ]


def test_terms_are_told_apart(signed_in, on_offer, enrolled):
    browser = signed_in()
    for term in ("FA26", "SP26"):
        enrolled(on_offer(a_course(term=term, meetings=(LECTURE,))), browser.user)

    assert texts(browser.get("/me"), ".week h2") == ["My week in FA26", "My week in SP26"]


def test_each_seat_can_be_dropped_and_ended_ones_are_kept_in_sight(signed_in, on_offer, enrolled):
    browser = signed_in()
    enrollment = enrolled(on_offer(a_course(code="COGS 1", section="A01")), browser.user)
    page = browser.get("/me")
    assert page.forms[1].action == f"/enrollments/{enrollment.id}/drop"

    page.forms[1].submit().forms[1].submit()

    page = browser.get("/me")
    assert texts(page, ".past li")[0].startswith("COGS 1 A01")
    assert "Dropped Mon 2 Mar 2026, 04:00 PST" in texts(page, ".past li")[0]
    assert texts(page, ".courses article") == []


def test_a_receipt_of_a_seat_given_up_since_does_not_claim_it(signed_in, on_offer):
    browser = signed_in()
    receipt = confirmation(browser, on_offer(a_course())).submit().location
    browser.get("/me").forms[1].submit().forms[1].submit()

    page = browser.get(receipt)

    assert "Enrolled Successfully!" not in page
    assert "gave the seat up since" in page


def test_somebody_elses_receipt_is_passed_over(signed_in, on_offer):
    receipt = confirmation(signed_in(), on_offer(a_course())).submit().location

    assert signed_in().get(receipt).html.select("main [role=status]") == []


@pytest.mark.parametrize("receipt", ["", "1", "nonsense", str(UUID(int=1)), "x" * 5000, "%20"])
def test_a_receipt_that_is_none_is_passed_over(signed_in, receipt):
    assert signed_in().get(f"/me?receipt={receipt}").html.select("main [role=status]") == []


def test_whoever_is_not_signed_in_is_sent_to_sign_in_and_back(browser):
    assert browser.get("/me", status=303).location == "/login?next=%2Fme"
