"""What stands around every page: everybody sees their own, and strangers nobody's."""

import pytest

from tests.support.build import a_course, a_staff_member, a_student


@pytest.fixture
def top(on_offer):
    """What stands above the page of a course in somebody's browser."""
    course = on_offer(a_course())
    return lambda browser: browser.get(f"/courses/{course.id}").html.find("header").get_text()


def test_nobody_sees_who_looked_before(browser, signed_in, top):
    ada, grace = signed_in(a_student(name="Ada")), signed_in(a_staff_member(name="Grace"))

    seen = [top(one) for one in (ada, browser, grace, browser, ada)]

    assert [("Ada" in text, "Grace" in text, "Sign in" in text, "Consent" in text) for text in seen] == [
        (True, False, False, False),
        (False, False, True, False),
        (False, True, False, True),
        (False, False, True, False),
        (True, False, False, False),
    ]


def test_each_page_marks_itself(browser, signed_in):
    reader = signed_in()

    for one in (browser, reader, browser):
        marked = one.get("/").html.find("header").find_all(attrs={"aria-current": "page"})
        assert [link.get_text() for link in marked] == ["Catalog"]
    assert browser.get("/login").html.find("header").find(attrs={"aria-current": "page"}).get_text() == "Sign in"


def test_below_a_root_of_its_own_links_stay_below_it(browser):
    roots = ["", "/university", ""]

    pages = [browser.get("/", extra_environ={"SCRIPT_NAME": root}) for root in roots]

    assert [page.html.find("a", class_="brand")["href"] for page in pages] == ["/", "/university/", "/"]
