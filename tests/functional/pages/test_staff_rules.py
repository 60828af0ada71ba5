"""What staff see of the academic rules: what holds, and the editions."""

import pytest

from tests.functional.pages.rule_forms import RULES, checked, form_to, published, texts
from tests.support.build import a_course, a_staff_member, a_student


@pytest.fixture
def application(system):
    """What is on record."""
    return system.outside_transaction()


@pytest.fixture
def staff(signed_in):
    """A browser of a member of staff."""
    return signed_in(a_staff_member(email="grace@example.edu"))


@pytest.fixture
def course(on_offer):
    """A course in the catalog."""
    return on_offer(a_course(code="COGS 1", section="A01", term="SP26"))


def test_before_anything_is_published_it_says_so(staff):
    page = staff.get("/staff/rules")
    assert "Nothing was published yet" in page
    assert staff.get("/").html.select_one("nav a[href='/staff/rules']").get_text() == "Rules"


def test_what_holds_for_a_course_is_shown_section_by_section_with_what_says_so(staff, course, on_offer):
    on_offer(a_course(code="COGS 1", section="B01", term="SP26"))
    on_offer(a_course(code="COGS 1", section="B02", term="SP26"))
    published(
        staff, f"institution: {{refuse_conflicts: true}}\n{RULES}sections: {{SP26: {{COGS 1 A01: {{consent_of: }}}}}}"
    )
    page = staff.get("/staff/rules?code=cogs++1")

    assert texts(page, ".about-sections") == ["SP26 COGS 1 A01", "SP26 COGS 1 B01, SP26 COGS 1 B02"]
    assert texts(page, ".rule-lines li") == [
        "refuse_conflicts: true said for the institution",
        "refuse_conflicts: true said for the institution",
        "consent_of: instructor said for COGS 1",
    ]


@pytest.mark.parametrize("query", ["?code=%3Cb%3E", "?code=COGS", "?code=%25", "?code=" + "x" * 999])
def test_a_course_there_is_none_of_is_told(staff, course, query):
    assert texts(staff.get(f"/staff/rules{query}"), ".rule-lines") == []


@pytest.mark.parametrize("query", ["?page=x", "?page=0", "?published=x", "?published=7", "?published=" + "9" * 99])
def test_an_address_that_makes_no_sense_shows_the_beginning(staff, course, query):
    published(staff, RULES)
    page = staff.get(f"/staff/rules{query}")
    assert (texts(page, ".row h3"), texts(page, ".notice")) == (["Edition 1"], [])


def test_long_histories_come_in_pages(staff, course):
    for number in range(21):
        published(staff, f"courses: {{COGS 1: {{consent_of: person {number}}}}}")

    first = staff.get("/staff/rules")
    second = staff.get(first.html.find("a", rel="next")["href"])
    assert texts(first, ".row h3") + texts(second, ".row h3") == [f"Edition {number}" for number in range(21, 0, -1)]


def test_it_is_for_staff_alone(staff, signed_in, browser, course, application):
    form, student = form_to(checked(staff, RULES), "publish"), signed_in(a_student())
    token = student.get("/me").forms[0]["csrf_token"].value
    fields = {"csrf_token": token, "text": RULES, "after": form["after"].value, "confirmed": "1"}

    assert "Rules" not in texts(student.get("/me"), "nav a")
    student.get("/staff/rules", status=403)
    for address in ("check", "publish"):
        student.post(f"/staff/rules/{address}", fields, status=403)
    assert "/login" in browser.get("/staff/rules", status=303).location
    assert application.rule_sets.book().edition == 0
