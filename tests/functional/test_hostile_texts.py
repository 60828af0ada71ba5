"""Texts that try to be more than text (B29), and people who ask for what is not theirs to know (B38, B39)."""

import re
from uuid import uuid4

import pytest

from enrollment.domain.catalog import CourseStatus
from tests.functional.conftest import PASSWORD
from tests.functional.permissions import a_seminar, form_to
from tests.functional.test_forged_forms import token_in
from tests.support.build import a_course, a_staff_member, a_student

SCRIPTS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<svg/onload=alert(1)>",
    "{{7*7}}{% raw %}",
    "]]><!--",
)


@pytest.mark.parametrize("text", SCRIPTS)
def test_a_title_is_a_text_wherever_it_is_shown(browser, on_offer, text):
    course = on_offer(a_course(title=text))

    for address in ("/", f"/courses/{course.id}"):
        page = browser.get(address)
        assert text in page.html.get_text()
        assert not page.html.find_all(["img"])
        assert all(script.get("src", "").startswith("/static/") for script in page.html.find_all("script"))
        assert not [tag for tag in page.html.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
    assert browser.get(f"/api/v1/courses/{course.id}").json["title"] == text


@pytest.mark.parametrize("text", SCRIPTS)
def test_what_was_searched_for_is_a_text(browser, text):
    page = browser.get("/", {"q": text})

    assert page.html.find("input", {"name": "q"})["value"] == text
    assert all(script.get("src", "").startswith("/static/") for script in page.html.find_all("script"))


def test_a_name_is_a_text(signed_in):
    page = signed_in(a_student(name=SCRIPTS[0])).get("/me")

    assert SCRIPTS[0] in page.html.get_text()


@pytest.mark.parametrize("text", SCRIPTS)
def test_what_students_and_staff_write_to_each_other_is_a_text(signed_in, system, text):
    student, staff, course = signed_in(a_student(name=text)), signed_in(a_staff_member(name=text)), a_seminar(system)
    form = form_to(student.get(f"/courses/{course.id}"), f"/courses/{course.id}/consent")
    form["note"] = text
    form.submit(status=303)
    queue = staff.get("/staff/consent")
    asked = form_to(queue.click("Decide"), queue.html.select_one(".how a")["href"])
    asked["answer"] = text
    pages = [student.get(f"/courses/{course.id}"), queue, asked.submit("decision", value="decline").follow()]
    for page in [*pages, student.get(f"/courses/{course.id}"), staff.get(asked.action)]:
        assert text in page.html.get_text()
        assert is_harmless(page)


@pytest.mark.parametrize("text", SCRIPTS)
def test_a_hold_is_a_text_wherever_it_is_shown(signed_in, system, text):
    student, staff, course = signed_in(), signed_in(a_staff_member()), a_seminar(system)
    address = f"/staff/students/{student.user.id}"
    form = form_to(staff.get(address), address)
    form["owner"] = form["note"] = text
    page = form.submit(status=303).follow()
    for shown in (page, page.click("Lift"), student.get(f"/courses/{course.id}")):
        assert text in shown.html.get_text()
        assert is_harmless(shown)


def is_harmless(page):
    """Whether nothing in the page would run but what is ours."""
    return (
        not page.html.find_all("img")
        and all(script.get("src", "").startswith("/static/") for script in page.html.find_all("script"))
        and not [tag for tag in page.html.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
    )


def test_a_style_or_a_script_within_a_page_would_not_run(browser):
    policy = browser.get("/").headers["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert not browser.get("/").html.find_all(style=True)


def test_what_is_somebody_elses_is_as_good_as_absent(signed_in, on_offer, enrolled):
    browser = signed_in()
    foreign = enrolled(on_offer(a_course())).id
    draft = on_offer(a_course(status=CourseStatus.DRAFT)).id

    for address, ids in (("/enrollments/{}/drop", (foreign, uuid4())), ("/courses/{}", (draft, uuid4()))):
        bodies = {without_ids(browser.get(address.format(each), status=404)) for each in ids}
        assert len(bodies) == 1


def test_it_is_not_told_whether_an_address_has_an_account(browser, on_record):
    known = on_record(a_student(email="known@example.edu")).email

    def refused(email):
        fields = {"csrf_token": token_in(browser.get("/login")), "email": email, "password": "wrong"}
        return without_ids(browser.post("/login", fields, status=401)).replace(email, "")

    assert refused(known) == refused("other@example.edu")


def test_an_account_that_is_closed_is_as_good_as_none(browser, on_record):
    closed = on_record(a_student(email="closed@example.edu", active=False)).email

    def refused(email):
        fields = {"grant_type": "password", "username": email, "password": PASSWORD}
        return browser.post("/api/v1/token", fields, status=400).body

    assert refused(closed) == refused("other@example.edu")


def without_ids(page):
    """The page, but for what differs from one showing to the next."""
    return re.sub(r"[0-9a-f]{16,64}|[0-9a-f-]{36}", "", page.text)
