"""The catalog: what is shown of a course in a list, and how a search is told."""

from datetime import time, timedelta

import pytest

from enrollment.domain.catalog import CourseStatus, RegistrationWindow
from enrollment.domain.meetings import Day, Meeting
from tests.support.build import NOON, a_course, a_staff_member

HOUR = timedelta(hours=1)


def rows(page):
    return page.html.select(".courses article")


def codes(page):
    return [row.select_one(".code").get_text(" ", strip=True) for row in rows(page)]


def test_a_row_tells_what_a_course_is_when_it_meets_and_how_many_seats_are_free(browser, on_offer, enrolled):
    lecture = Meeting(kind="LE", days=(Day.TUESDAY, Day.THURSDAY), starts=time(12, 30), ends=time(13, 50))
    course = on_offer(a_course(section="A01", max_participants=60, units="4", meetings=(lecture,)))
    enrolled(course)

    (row,) = rows(browser.get("/"))

    text = row.get_text(" ", strip=True)
    assert "COGS 1 A01" in text
    assert "Lecture Tue, Thu 12:30–13:50" in text
    assert "59 of 60 seats free" in text
    assert "4 units" in text
    assert row.h2.a["href"] == f"/courses/{course.id}"


@pytest.mark.parametrize(
    ("about", "chip"),
    [
        ({}, "Open"),
        ({"max_participants": 0}, "Full"),
        ({"max_participants": None}, "Open"),
        ({"registration": RegistrationWindow(closes=NOON)}, "Closed"),
        ({"registration": RegistrationWindow(closes=NOON + HOUR)}, "Open"),
        ({"registration": RegistrationWindow(opens=NOON + HOUR)}, "Coming soon"),
        ({"status": CourseStatus.UNPUBLISHED}, "Coming soon"),
        ({"status": CourseStatus.CANCELLED}, "Cancelled"),
    ],
)
def test_each_row_says_how_the_course_stands(browser, on_offer, about, chip):
    on_offer(a_course(**about))

    assert [mark.get_text(strip=True) for mark in browser.get("/").html.select(".chip")] == [chip]


def test_a_student_sees_where_they_are_enrolled(signed_in, on_offer, enrolled):
    browser = signed_in()
    enrolled(on_offer(a_course()), browser.user)

    (chip,) = browser.get("/").html.select(".chip")

    assert (chip["data-state"], chip.get_text(strip=True)) == ("enrolled", "You are enrolled")


def test_a_search_finds_courses_with_all_its_words(browser, on_offer):
    on_offer(a_course(code="CSE 8A", section="A01", title="Introduction to Programming"))
    on_offer(a_course(code="COGS 1", section="A01"))

    page = browser.get("/?q=introduction+programming")

    assert codes(page) == ["CSE 8A A01"]
    assert page.html.select_one("#q")["value"] == "introduction programming"


def test_filters_narrow_and_are_shown_as_chosen(browser, on_offer):
    on_offer(a_course(code="CSE 8A", section="A01", term="FA26"))
    on_offer(a_course(code="CSE 8B", section="A01", term="SP26", max_participants=0))
    on_offer(a_course(code="CSE 9", section="A01", term="SP26"))

    page = browser.get("/?subject=CSE&term=SP26&open=1")

    assert codes(page) == ["CSE 9 A01"]
    assert [option["selected"] is not None for option in page.html.select("option[selected]")] == [True, True]
    assert page.html.select_one("#open").has_attr("checked")


def test_there_are_fifty_courses_a_page_and_a_way_to_the_others(browser, on_offer):
    for number in range(1, 102):
        on_offer(a_course(code=f"CSE {number}", section="A01"))

    second = browser.get("/?q=cse").click("Next")

    assert len(rows(second)) == 50
    assert "Page 2 of 3" in second.html.select_one(".pager").get_text(" ", strip=True)
    assert codes(second.click("Next")) == ["CSE 101 A01"]
    assert codes(second.click("Previous"))[0] == "CSE 1 A01"


def test_a_search_that_finds_nothing_offers_a_way_back(browser, on_offer):
    on_offer(a_course())

    page = browser.get("/?q=alchemy")

    assert "No course matches" in page
    assert len(rows(page.click("show all courses"))) == 1


def test_a_page_beyond_the_last_leads_to_the_last(browser, on_offer):
    on_offer(a_course())

    assert len(rows(browser.get("/?page=7").click("Go to the last one"))) == 1


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("page=0", "page"),
        ("page=-1", "page"),
        ("page=10001", "page"),
        ("page=1000000000", "page"),
        ("page=abc", "page"),
        ("page=%D9%A1", "page"),
        ("q=" + "x" * 101, "q"),
        ("q=a%0Ab", "q"),
        ("subject=" + "x" * 21, "subject"),
    ],
)
def test_a_parameter_that_cannot_be_followed_is_named(browser, query, field):
    page = browser.get(f"/?{query}", status=422)

    assert page.html.select_one(f"#{field}-fault") is not None
    assert page.html.select_one("[data-category=validation]") is not None


@pytest.mark.parametrize(("query", "status"), [("q=1&q=2", 400), ("page=1&page=1", 400), ("q=a%00b", 422)])
def test_a_parameter_that_means_two_things_or_nothing_is_refused_by_name(browser, query, status):
    page = browser.get(f"/?{query}", status=status)

    assert query.partition("=")[0] in [name.get_text() for name in page.html.select("main strong")]


@pytest.mark.parametrize("q", ["%", "_", "%_%_%_%", "'; drop table courses; --", "{{7*7}}", "\\", "ß" * 100])
def test_a_search_means_its_characters_and_nothing_else(browser, on_offer, q):
    on_offer(a_course())

    page = browser.get("/", {"q": q})

    assert rows(page) == []
    assert page.html.select_one("#q")["value"] == q


def test_what_a_title_says_is_text(browser, on_offer):
    on_offer(a_course(title='<script>alert("{{7*7}}")</script>'))

    page = browser.get("/")

    assert '<script>alert("{{7*7}}")</script>' in page.html.h2.get_text()
    assert "<script>alert" not in page


def test_staff_see_drafts_and_nobody_else_does(browser, signed_in, on_offer):
    on_offer(a_course(status=CourseStatus.DRAFT))

    assert rows(browser.get("/")) == []
    assert "Draft" in signed_in(a_staff_member()).get("/").html.select_one(".chip").get_text()
