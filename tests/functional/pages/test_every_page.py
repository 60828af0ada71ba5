"""What holds for every page: its bones, who may keep it, and what it costs the database."""

import pytest

from tests.support.build import a_course

STUDENT_PAGES = [
    "/",
    "/courses/{course}",
    "/courses/{course}/enroll",
    "/me",
    "/plan",
    "/plan/result",
    "/enrollments/{enrollment}/drop",
]
PUBLIC_PAGES = ["/", "/courses/{course}", "/login", "/nothing-here"]


@pytest.fixture
def addresses(on_offer, enrolled):
    """Where the pages are, for a student who holds a seat in one course and none in another."""

    def of(student=None):
        enrollment = enrolled(on_offer(a_course()), student)
        return {"course": on_offer(a_course()).id, "enrollment": enrollment.id}

    return of


def has_its_bones(page):
    html = page.html
    assert html.html["lang"] == "en"
    assert html.title.get_text().strip().endswith("· Enrollment")
    assert len(html.select("h1")) == 1
    assert [len(html.select(landmark)) for landmark in ("main", "body > header", "body > footer")] == [1, 1, 1]
    assert html.body.a["href"] == "#main"
    assert html.find(style=True) is None
    assert html.select("style, script:not([src])") == []


@pytest.mark.parametrize("path", STUDENT_PAGES)
def test_a_students_page_has_its_bones_and_is_kept_by_nobody(signed_in, addresses, path):
    browser = signed_in()
    page = browser.get(path.format(**addresses(browser.user)))

    has_its_bones(page)
    assert page.headers["Cache-Control"] == "no-store"
    assert "Ada Byron" in page.html.header.get_text()


@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_a_public_page_has_its_bones(browser, addresses, path):
    page = browser.get(path.format(**addresses()), expect_errors=True)

    has_its_bones(page)
    assert page.headers["Cache-Control"] == "no-store"
    assert page.html.header.find("a", string="Sign in")


@pytest.mark.parametrize("path", STUDENT_PAGES)
def test_head_is_answered_like_get_without_the_page(signed_in, addresses, path):
    browser = signed_in()
    answer = browser.head(path.format(**addresses(browser.user)))

    assert (answer.status_int, answer.body) == (200, b"")


def test_assets_may_be_kept_and_change_their_address_with_their_content(browser):
    page = browser.get("/login")

    for address in (page.html.select_one("link[rel=stylesheet]")["href"], page.html.script["src"]):
        assert "?v=" in address
        assert "max-age=" in browser.get(address).headers["Cache-Control"]
