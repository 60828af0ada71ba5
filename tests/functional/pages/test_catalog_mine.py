"""The catalog narrowed to what a student can take now."""

from urllib.parse import parse_qs, urlsplit

import pytest

from enrollment.application.find_takeable import BATCH, MOST_BATCHES
from enrollment.web.cursors import write_cursor
from tests.functional.pages.test_catalog import codes, rows
from tests.functional.takeable import TAKEABLE, offer_all, offer_refused
from tests.support.build import a_course, a_staff_member

BOUND = BATCH * MOST_BATCHES


@pytest.fixture
def student(system, signed_in, enrolled):
    """A student's browser, and a catalog in which most of what is open stands against something."""
    browser = signed_in()
    enrolled(offer_all(system), browser.user)
    return browser


def words(page, selector):
    return page.html.select_one(selector).get_text(" ", strip=True)


def test_a_student_sees_what_nothing_stands_against_and_no_total(student):
    page = student.get("/?mine=1")

    assert codes(page) == [f"{code} A01" for code in TAKEABLE]
    assert words(page, ".count") == "Showing what you can take · Clear the search"
    assert page.html.select_one("#mine").has_attr("checked")
    assert page.html.select_one(".pager") is None


def test_the_box_is_ticked_and_sent_without_a_script(student):
    form = student.get("/?q=math&page=1").forms[1]
    form["mine"] = True

    page = form.submit()

    assert parse_qs(urlsplit(page.request.url).query) == {"q": ["math"], "mine": ["1"]}
    assert codes(page) == [f"{code} A01" for code in TAKEABLE]


def test_the_other_sections_of_a_course_held_are_left_out(signed_in, on_offer, enrolled):
    browser, held = signed_in(), on_offer(a_course(section="A01"))
    enrolled(held, browser.user)
    on_offer(a_course(section="A02"))
    on_offer(a_course(section="A01", term="FA26"))

    page = browser.get("/?mine=1")

    assert [row.select_one(".units").get_text(strip=True) for row in rows(page)] == ["FA26"]


def test_after_a_page_that_is_full_one_looks_further_and_back(signed_in, on_offer):
    for number in range(1, 53):
        on_offer(a_course(code=f"CSE {number}", section="A01"))

    first = signed_in().get("/?mine=1&q=cse&open=1")
    second = first.click("Look further")

    assert words(first, ".count").startswith("Showing what you can take; there may be more, below")
    assert codes(first) + codes(second) == [f"CSE {number} A01" for number in range(1, 53)]
    assert second.html.select_one("#mine").has_attr("checked")
    assert codes(second.click("Back to the start")) == codes(first)


def test_a_page_of_refused_courses_says_so_and_leads_on(system, student):
    offer_refused(system, BOUND + 1)

    first = student.get("/?mine=1&q=A01&subject=PHYS")
    last = first.click("Look further")

    assert f"None of the first {BOUND} open courses can be taken by you now" in first
    assert rows(first) == rows(last) == []
    assert "There is nothing further that you can take now" in last
    assert codes(student.get("/?mine=1").click("Look further")) == ["ZOO 1 A01"]


def test_where_nothing_can_be_taken_there_is_a_way_back(student):
    page = student.get("/?mine=1&q=alchemy")

    assert "There is nothing here that you can take now" in page
    assert len(rows(page.click("show all courses"))) == 8


def test_whoever_is_not_signed_in_signs_in_and_comes_back(browser, on_offer):
    on_offer(a_course())

    answer = browser.get("/?mine=1&q=cogs&open=1", status=303)

    wanted = parse_qs(urlsplit(answer.location).query)["next"]
    assert wanted == ["/?q=cogs&open=1&mine=1"]
    assert answer.follow().html.select_one("[name=next]")["value"] == wanted[0]
    assert browser.get("/").html.select_one("#mine") is None


def test_it_is_for_students(signed_in):
    staff = signed_in(a_staff_member())

    assert staff.get("/").html.select_one("#mine") is None
    assert "Not allowed" in staff.get("/?mine=1", status=403)


@pytest.mark.parametrize("after", ["x", "é", "QUFB" * 40, "A" * 501, "%00", write_cursor("catalog", "a|b", "guess")])
def test_a_place_we_have_not_told_is_refused_in_words(student, after):
    page = student.get("/", {"mine": "1", "after": after}, status=422)

    assert words(page, "#after-fault").startswith("After: This is")


def test_a_fault_of_a_box_that_is_not_shown_is_told_all_the_same(browser):
    assert words(browser.get("/?mine=" + "x" * 101, status=422), "#mine-fault").startswith("I can take it now: ")
