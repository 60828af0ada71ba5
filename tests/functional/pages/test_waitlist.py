"""Waiting for a seat, on pages and without JavaScript."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from enrollment.domain.academic_record import AcademicRecord, Hold
from enrollment.domain.meetings import Day, Meeting
from enrollment.domain.waitlist_rules import Promotion, WaitlistRule
from tests.functional.permissions import form_to, words_of
from tests.support.build import a_course

OFFERS = WaitlistRule(promotion=Promotion.OFFER, offer_hours=24)


@pytest.fixture
def course(on_offer):
    """A course with one seat."""
    return on_offer(a_course(code="COGS 1", section="A01", max_participants=1))


@pytest.fixture
def held(course, enrolled):
    """The seat, which somebody holds."""
    return enrolled(course)


@pytest.fixture
def student(signed_in):
    """A student's browser."""
    return signed_in()


@pytest.fixture
def join(student, course, held):
    """The form to join the waitlist."""
    return form_to(student.get(f"/courses/{course.id}"), f"/courses/{course.id}/waitlist")


@pytest.fixture
def entry(student, join, system):
    """The student's entry, which waits."""
    join.submit(status=303)
    [standing] = system.outside_transaction().read_standing(student.user.id)
    return standing.waiting.entry


def button(page):
    return page.html.select_one(".enrollment-section .enrollment-btn")


def test_a_full_course_says_how_its_line_moves_and_lets_one_join(student, course, join):
    page = student.get(f"/courses/{course.id}")
    assert button(page)["data-state"] == "full"
    assert "Nobody waits. When a seat comes free, the first in line who can take it is enrolled at once." in page.text

    page = join.submit(status=303).follow()

    assert words_of(page, ".notice .title") == ["You are on the waitlist of COGS 1 A01"]
    assert "next in line" in words_of(page, "[data-entry]")[0]
    page = student.get(f"/courses/{course.id}")
    assert button(page).get_text() == "On the Waitlist, #1"
    assert words_of(page, ".waitlist .place") == ["#1 You are next in line."]


def test_the_same_form_twice_is_one_place(student, course, join):
    assert join.submit(status=303).location == join.submit(status=303).location


def test_whoever_has_no_account_sees_who_waits_and_no_form(browser, course, entry):
    page = browser.get(f"/courses/{course.id}")
    assert "1 student waits." in page.text
    assert not page.html.select(".waitlist form")


def test_a_refusal_says_why(student, course, join, entry):
    join["idempotency_key"] = "another"
    page = join.submit(status=409)
    assert "You were not put on the waitlist of COGS 1 A01" in page.text
    assert page.html.select_one("[data-reason=already-waiting]")


def test_one_is_told_beforehand_that_one_would_be_skipped(student, course, entry, system):
    hold = Hold(owner="the bursar", note="unpaid fees")
    system.outside_transaction().academic_records.put(student.user.id, AcademicRecord(holds=(hold,)))
    for path in ("/me", f"/courses/{course.id}"):
        page = student.get(path)
        assert "If there were a seat now, you would be skipped" in page.text
        assert page.html.select_one("[data-reason=on-hold]")


def test_leaving_is_confirmed_first(student, course, entry):
    page = student.get(f"/waitlist/{entry.id}/leave")
    assert "You lose place #1 in line for COGS 1 A01" in page.text
    page = form_to(page, f"/waitlist/{entry.id}/leave").submit(status=303).follow()
    assert words_of(page, ".notice .title") == ["You left the waitlist of COGS 1 A01"]
    student.get(f"/waitlist/{entry.id}/leave", status=404)


def test_somebody_elses_place_is_not_there(signed_in, entry):
    signed_in().get(f"/waitlist/{entry.id}/leave", status=404)


def test_a_seat_that_came_to_one_is_on_the_schedule(student, course, entry, held, dropped):
    dropped(held)
    page = student.get("/me")
    assert words_of(page, "[data-entry]") == []
    assert [link["href"] for link in page.html.select("#seats ~ ul h3 a")] == [f"/courses/{course.id}"]


def test_an_offer_is_accepted_where_one_sees_it(student, course, entry, held, dropped, ruled):
    ruled(course, waitlist=OFFERS)
    dropped(held)
    page = student.get(f"/courses/{course.id}")
    assert button(page).get_text() == "Seat Offered: accept by Tue 3 Mar 2026, 04:00 PST"
    assert "Accept by Tue 3 Mar 2026, 04:00 PST." in words_of(student.get("/me"), "[data-offer]")[0]

    page = form_to(page, f"/offers/{entry.id}/accept").submit(status=303).follow()

    assert words_of(page, ".notice .title") == ["Enrolled Successfully!"]
    assert words_of(page, "[data-offer]") == []


def test_an_offer_that_is_over_says_so(student, course, entry, held, dropped, ruled, clock):
    ruled(course, waitlist=WaitlistRule(promotion=Promotion.OFFER, offer_hours=0.25))
    dropped(held)
    form = form_to(student.get("/me"), f"/offers/{entry.id}/accept")
    clock.advance(timedelta(minutes=15))
    page = form.submit(status=409)
    assert page.html.select_one("[data-reason=offer-expired]")


def test_declining_is_confirmed_first(student, course, entry, held, dropped, ruled):
    ruled(course, waitlist=OFFERS)
    dropped(held)
    page = student.get(f"/offers/{entry.id}/decline")
    page = form_to(page, f"/offers/{entry.id}/decline").submit(status=303).follow()
    assert words_of(page, ".notice .title") == ["You declined the seat in COGS 1 A01"]
    student.get(f"/offers/{entry.id}/decline", status=404)


def test_what_is_given_up_is_chosen_and_changed(student, course, held, on_offer, enrolled, system):
    other = on_offer(a_course(code="COGS 2", section="B01"))
    seat = enrolled(other, student.user)
    form = form_to(student.get(f"/courses/{course.id}"), f"/courses/{course.id}/waitlist")
    form["drop"] = str(seat.id)
    page = form.submit(status=303).follow()
    assert words_of(page, "[data-entry] summary") == ["A swap"]

    [standing] = system.outside_transaction().read_standing(student.user.id)
    form = form_to(page, f"/waitlist/{standing.waiting.entry.id}/revise")
    assert form["drop-1"].checked
    form["drop-1"].checked = False
    page = form.submit(status=303).follow()

    assert words_of(page, "[data-entry] summary") == ["Make it a swap"]


def test_one_of_two_is_wanted_and_the_order_can_be_changed(student, course, entry, on_offer, enrolled, system):
    other = on_offer(a_course(code="COGS 3", section="C01", max_participants=1))
    enrolled(other)
    form = form_to(student.get(f"/courses/{other.id}"), f"/courses/{other.id}/waitlist")
    form["or_else"] = str(entry.id)
    page = form.submit(status=303).follow()
    assert words_of(page, "[data-entry] .code") == ["COGS 1 A01", "COGS 3 C01"]

    [prefer] = [form for form in page.forms.values() if "choice" in form.fields]
    page = prefer.submit(status=303).follow()

    assert words_of(page, "[data-entry] .code") == ["COGS 3 C01", "COGS 1 A01"]


def test_what_clashes_with_it_leads_to_making_it_a_swap(student, course, entry, on_offer, enrolled, ruled):
    at_nine = (Meeting(kind="LE", days=(Day.MONDAY,), starts=time(9), ends=time(9, 50)),)
    for one in (course, a_course(code="COGS 7")):
        enrolled_in = on_offer(replace(one, meetings=at_nine))
    enrolled(enrolled_in, student.user)
    ruled(refuse_conflicts=True)

    for path, selector in (("/me", "[data-entry] .ways a"), (f"/courses/{course.id}", "#waitlist .ways a")):
        [way] = student.get(path).html.select(selector)
        assert (way.text, way["href"]) == ("Make it a swap", "/me#waiting")


def test_what_is_preferred_goes_before_what_is_shown_above_it_and_not_before_an_offer(
    student, course, held, entry, on_offer, enrolled, ruled, dropped, system
):
    for code in ("COGS 3", "COGS 4"):
        other = on_offer(a_course(code=code, section="C01", max_participants=1))
        enrolled(other)
        form = form_to(student.get(f"/courses/{other.id}"), f"/courses/{other.id}/waitlist")
        form["or_else"] = str(entry.id)
        form.submit(status=303)
    ruled(course, waitlist=OFFERS)
    dropped(held)

    [prefer] = [form for form in student.get("/me").forms.values() if "choice" in form.fields]
    prefer.submit(status=303)

    standings = system.outside_transaction().read_standing(student.user.id)
    ordered = sorted((one.waiting.entry.choice, one.waiting.courses[0].code) for one in standings)
    assert ordered == [(1, "COGS 1"), (2, "COGS 4"), (3, "COGS 3")]


def test_a_course_is_watched_and_watched_no_longer(student, course, held):
    form = form_to(student.get(f"/courses/{course.id}"), f"/courses/{course.id}/watch")
    page = form.submit("act", status=303).follow()
    assert "You will be told, once, of a seat that you could take." in page.text
    assert words_of(student.get("/me"), "#watched ~ ul a") == ["COGS 1 A01"]
    page = form_to(page, f"/courses/{course.id}/watch").submit("act", status=303).follow()
    assert "Only tell me of a seat" in page.text


def test_an_id_that_is_none_is_refused(student, join, course):
    for field, status in {"drop": 404, "or_else": 422, "with-LA": 422}.items():
        told = {"csrf_token": join["csrf_token"].value, "idempotency_key": "key", field: "none"}
        student.post(f"/courses/{course.id}/waitlist", told, status=status)


@pytest.mark.parametrize("path", ["/waitlist/x/leave", "/offers/x/decline", "/swaps?drop=x", "/swaps"])
def test_an_address_that_is_none_is_not_found(student, path):
    student.get(path, status=404)


def test_a_full_lecture_and_its_lab_are_waited_for_together(signed_in, on_offer, ruled, system):
    lecture, lab = (on_offer(a_course(section=section, max_participants=0)) for section in ("LE1", "LA1"))
    for course in (lecture, lab):
        ruled(course, linked=("LE", "LA"))
    browser = signed_in()
    page = browser.get(f"/courses/{lecture.id}")
    together = form_to(page, f"/courses/{lecture.id}/together")
    assert together["with-LA"].value == str(lab.id)
    [wait] = page.html.select("#together button[formaction]")
    together.action = wait["formaction"]

    page = together.submit(status=303).follow()

    [standing] = system.outside_transaction().read_standing(browser.user.id)
    assert set(standing.waiting.entry.courses) == {lecture.id, lab.id}
    assert words_of(page, ".notice .title")


def test_where_a_rule_is_in_the_way_they_are_not(signed_in, on_offer, ruled):
    lecture, lab = (on_offer(a_course(section=section, max_participants=0)) for section in ("LE1", "LA1"))
    for course in (lecture, lab):
        ruled(course, linked=("LE", "LA"))
    ruled(lab, consent_of="instructor")

    assert signed_in().get(f"/courses/{lecture.id}").html.select("#together button[formaction]") == []
