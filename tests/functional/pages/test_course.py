"""One course: the button in its six states, and every reason in words."""

from datetime import UTC, datetime, time, timedelta

import pytest

from enrollment.domain.catalog import CourseStatus, RegistrationWindow
from enrollment.domain.meetings import Day, Meeting
from tests.support.build import NOON, a_course, a_staff_member

HOUR = timedelta(hours=1)


def button(page):
    found = page.html.select_one(".enrollment-section button.enrollment-btn")
    return found["data-state"], found.get_text()


def reasons(page):
    return [reason["data-reason"] for reason in page.html.select("[data-reason]")]


@pytest.mark.parametrize(
    ("about", "state", "text", "codes"),
    [
        ({}, "available", "Enroll Now", []),
        (
            {"registration": RegistrationWindow(closes=NOON)},
            "registration_closed",
            "Registration Closed",
            ["registration-closed"],
        ),
        ({"max_participants": 0}, "full", "Course Full", ["course-full"]),
        ({"status": CourseStatus.UNPUBLISHED}, "not_available", "Not Available", ["course-not-published"]),
        ({"status": CourseStatus.CANCELLED}, "not_available", "Not Available", ["course-cancelled"]),
        (
            {"registration": RegistrationWindow(opens=NOON + HOUR)},
            "not_available",
            "Not Available",
            ["registration-not-open"],
        ),
    ],
)
def test_the_button_says_what_the_verdict_says(signed_in, on_offer, about, state, text, codes):
    page = signed_in().get(f"/courses/{on_offer(a_course(**about)).id}")

    assert button(page) == (state, text)
    assert reasons(page) == codes


def test_whoever_is_not_signed_in_is_led_to_sign_in_and_back(browser, on_offer):
    course = on_offer(a_course())

    page = browser.get(f"/courses/{course.id}")

    assert button(page) == ("login_required", "Login to Enroll")
    assert page.forms[0].submit().request.path_qs == f"/login?next=%2Fcourses%2F{course.id}"


def test_an_enrolled_student_is_led_to_the_schedule(signed_in, on_offer, enrolled):
    browser, course = signed_in(), on_offer(a_course())
    enrolled(course, browser.user)

    page = browser.get(f"/courses/{course.id}")

    assert button(page) == ("enrolled", "Already Enrolled")
    assert page.forms[1].submit().request.path == "/me"


def test_all_reasons_are_told_not_only_the_first(browser, on_offer):
    course = on_offer(a_course(max_participants=0, registration=RegistrationWindow(closes=NOON)))

    page = browser.get(f"/courses/{course.id}")

    assert reasons(page) == ["auth-required", "registration-closed", "course-full"]
    assert "Registration closed on Mon 2 Mar 2026, 04:00 PST." in page


def test_a_button_that_does_nothing_can_be_reached_and_says_why(signed_in, on_offer):
    page = signed_in().get(f"/courses/{on_offer(a_course(max_participants=0)).id}")

    found = page.html.select_one(".enrollment-btn")
    assert (found["type"], found["aria-disabled"]) == ("button", "true")
    assert page.html.find(id=found["aria-describedby"]).get_text(strip=True)


@pytest.mark.parametrize(
    "about",
    [
        {"max_participants": 0},
        {"status": CourseStatus.CANCELLED},
        {"registration": RegistrationWindow(closes=NOON)},
    ],
)
def test_where_a_course_cannot_be_had_other_sections_are_offered(signed_in, on_offer, about):
    course, other = on_offer(a_course(section="A01", **about)), on_offer(a_course(section="A02"))

    page = signed_in().get(f"/courses/{course.id}")

    assert [link["href"] for link in page.html.select(".alternatives a")] == [f"/courses/{other.id}"]


def test_details_are_shown_on_the_campus_clock(signed_in, on_offer):
    meetings = (
        Meeting(kind="LE", days=(Day.MONDAY,), starts=time(9), ends=time(9, 50), room="PETER 103"),
        Meeting(kind="XY", on=datetime(2026, 6, 8, tzinfo=UTC).date()),
    )
    midnight = datetime(2026, 3, 9, 7, tzinfo=UTC)
    window = RegistrationWindow(opens=NOON - HOUR, closes=midnight)
    page = signed_in().get(f"/courses/{on_offer(a_course(meetings=meetings, registration=window)).id}")

    cells = [cell.get_text(" ", strip=True) for cell in page.html.select("tbody :is(th, td)")]
    assert cells == [
        *("Lecture", "Mon 09:00–09:50", "PETER 103"),
        *("XY", "Mon 8 Jun 2026 Time to be announced", "Room to be announced"),
    ]
    times = {element["datetime"]: element.get_text() for element in page.html.select("time")}
    assert times["2026-03-02T11:00:00+00:00"] == "Mon 2 Mar 2026, 03:00 PST"
    assert times["2026-03-09T07:00:00+00:00"] == "the end of Sun 8 Mar 2026 (PDT)"


def test_staff_may_not_enroll_and_are_told(signed_in, on_offer):
    page = signed_in(a_staff_member()).get(f"/courses/{on_offer(a_course()).id}")

    assert button(page) == ("not_available", "Not Available")
    assert reasons(page) == ["not-permitted"]


@pytest.mark.parametrize("path", ["00000000-0000-0000-0000-000000000000", "1", "nonsense", "%20", "1e3", "%D9%A1"])
def test_a_course_that_is_none_is_not_found(browser, path):
    page = browser.get(f"/courses/{path}", status=404)

    assert "There is no such course." in page


def test_a_draft_is_not_found_by_a_student(signed_in, on_offer):
    signed_in().get(f"/courses/{on_offer(a_course(status=CourseStatus.DRAFT)).id}", status=404)
