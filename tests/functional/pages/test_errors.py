"""What goes wrong, as a page in words: what happened, whether trying again helps, and a way on."""

import pytest

from enrollment.domain.errors import CourseContended, LockTimeout, StudentBusy, Unavailable
from tests.functional.pages.test_enroll import confirmation
from tests.support.build import a_course

UNSEEN = "the very secret connection string"


def category(page):
    return page.html.select_one("main [data-category]")["data-category"]


@pytest.fixture
def failing(system, monkeypatch):
    """Have the database fail with an error from now on."""

    def fail(error):
        def refuse(*arguments):
            raise error

        monkeypatch.setattr(system.engine.dialect, "do_execute", refuse)

    return fail


def test_an_address_with_nothing_behind_it(browser, signed_in):
    page = browser.get("/nothing", status=404)

    assert page.html.h1.get_text() == "Page not found"
    assert page.click("Course catalog").status_int == 200
    assert "Ada Byron" in signed_in().get("/nothing", status=404).html.header.get_text()


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", "GET, HEAD"),
        ("/me", "GET, HEAD"),
        ("/login", "GET, HEAD, POST"),
        ("/logout", "POST"),
    ],
)
def test_a_method_an_address_does_not_take(browser, path, allowed):
    page = browser.delete(path, status=405)

    assert page.headers["Allow"] == allowed
    assert category(page) == "validation"


def test_a_page_that_fails_says_so_and_gives_nothing_away(browser, failing):
    failing(RuntimeError(UNSEEN))

    page = browser.get("/", status=500)

    assert page.html.h1.get_text() == "Server error occurred"
    assert (category(page), page.html.select_one("main .primary").get_text()) == ("server", "Try again")
    assert UNSEEN not in page
    assert "Traceback" not in page
    assert page.html.code.get_text() == page.headers["X-Request-Id"]


@pytest.mark.parametrize("error", [Unavailable(), LockTimeout(), CourseContended()])
def test_what_passes_by_itself_asks_to_come_back(browser, failing, error):
    failing(error)

    page = browser.get("/", status=503)

    assert int(page.headers["Retry-After"]) >= 1
    assert str(error) in page
    assert category(page) == "server"


def test_a_form_that_failed_may_be_sent_once_more(signed_in, on_offer, failing):
    form = confirmation(signed_in(), on_offer(a_course()))
    failing(StudentBusy())

    page = form.submit(status=409)

    assert "the same form is never carried out twice" in page
    assert page.html.select_one("main .primary") is None


@pytest.mark.parametrize("path", ["/%ff%fe", "/courses/%ff", "/?q=%ff"])
def test_an_address_that_is_no_text(browser, path):
    assert category(browser.get(path, status=400)) == "validation"


def test_whoever_asks_too_often_is_told_when_to_come_back(browser):
    form = {"email": "ada@example.edu", "password": "wrong"}
    form["csrf_token"] = browser.get("/login").forms["sign-in"]["csrf_token"].value
    answers = [browser.post("/login", form, expect_errors=True) for _ in range(12)]

    assert answers[0].status_int == 401
    assert answers[-1].status_int == 429
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert answers[-1].html.h1.get_text() == "Too many requests"


def test_a_form_from_another_site_changes_nothing(signed_in, on_offer):
    form = confirmation(signed_in(), on_offer(a_course()))

    page = form.submit(headers={"Origin": "https://evil.example"}, status=403)

    assert page.html.h1.get_text() == "This form is out of date"
