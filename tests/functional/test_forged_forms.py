"""Forms that are not ours are refused (B34), and so is what a session was before it began or after it ended (B36)."""

from urllib.parse import urlsplit

import pytest

from enrollment.web.csrf import CsrfTokens
from tests.functional.conftest import PASSWORD
from tests.support.build import a_student

HERE = "http://127.0.0.1:6543"
GONE = None
FORGERIES = {
    "no token": {"csrf_token": GONE},
    "an empty token": {"csrf_token": ""},
    "a token of the same length": {"csrf_token": "0" * 64},
    "a token that is no ASCII": {"csrf_token": "é" * 64},
    "neither Origin nor Referer": {"Origin": GONE},
    "Origin null": {"Origin": "null"},
    "a foreign Origin": {"Origin": "https://evil.example"},
    "an Origin that begins like ours": {"Origin": HERE + ".evil.example"},
    "our Origin at another port": {"Origin": "http://127.0.0.1:1"},
    "our Origin by another scheme": {"Origin": "https://127.0.0.1:6543"},
    "two Origins": {"Origin": f"{HERE} https://evil.example"},
    "a foreign Referer": {"Origin": GONE, "Referer": "https://evil.example/"},
    "a Referer that is no address": {"Origin": GONE, "Referer": "http://[::1"},
    "sent by another site": {"Sec-Fetch-Site": "cross-site"},
    "sent by a sister site": {"Sec-Fetch-Site": "same-site"},
    "a foreign Origin, said to be ours": {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
}
GENUINE = {
    "as a browser sends it": {"Sec-Fetch-Site": "same-origin"},
    "as an old browser does": {"Origin": GONE, "Referer": HERE + "/login?next=/"},
    "at localhost, in development": {"Origin": "http://localhost:6543", "Host": "localhost:6543"},
}


@pytest.fixture
def sent(browser, on_record):
    """Send the form to sign in, its fields and headers changed, and return the answer."""
    student = on_record(a_student())

    def send(changes):
        browser.extra_environ["HTTP_HOST"] = changes.get("Host", urlsplit(HERE).netloc)
        given = {"csrf_token": token_in(browser.get("/login")), "email": student.email, "password": PASSWORD}
        given |= {"Origin": HERE} | changes
        fields = {name: value for name, value in given.items() if name.islower() and value is not GONE}
        headers = {name: value for name, value in given.items() if not name.islower() and value is not GONE}
        if given["Origin"] is GONE:
            del browser.extra_environ["HTTP_ORIGIN"]
        return browser.post("/login", fields, headers=headers, expect_errors=True)

    return send


def token_in(page):
    """The token in the page's form."""
    return page.html.find("input", {"name": "csrf_token"})["value"]


@pytest.mark.parametrize("changes", FORGERIES.values(), ids=[f"B34-{name}" for name in FORGERIES])
def test_a_form_of_another_site_is_refused(sent, changes):
    response = sent(changes)

    assert response.status_int == 403
    assert "Location" not in response.headers
    assert 'data-code="csrf"' in response or "out of date" in response


@pytest.mark.parametrize("changes", GENUINE.values(), ids=GENUINE)
def test_a_form_of_ours_is_taken(sent, changes):
    assert sent(changes).status_int == 303


def test_without_the_check_a_forgery_would_get_through(sent, monkeypatch):
    monkeypatch.setattr(CsrfTokens, "check_csrf_token", lambda self, request, supplied: True)

    assert sent(FORGERIES["a foreign Origin"]).status_int == 303


def test_a_token_from_before_signing_in_is_refused_after(browser, on_record):
    student = on_record(a_student())
    before = token_in(browser.get("/login"))
    browser.post("/login", {"csrf_token": before, "email": student.email, "password": PASSWORD}, status=303)

    browser.post("/logout", {"csrf_token": before}, status=403)


def test_the_token_of_one_visitor_is_none_for_another(new_browser):
    mine, theirs = new_browser(), new_browser()
    theirs.get("/login")

    theirs.post("/login", {"csrf_token": token_in(mine.get("/login")), "email": "a", "password": "b"}, status=403)


def test_the_session_is_a_new_one_after_signing_in(browser, on_record):
    student, planted = on_record(a_student()), "A" * 43
    browser.set_cookie("session", planted)
    fields = {"csrf_token": token_in(browser.get("/login")), "email": student.email, "password": PASSWORD}

    browser.post("/login", fields, status=303)

    assert browser.cookies["session"] != planted
    browser.get("/me", status=200)


def test_a_session_is_over_everywhere_once_signed_out(signed_in, new_browser):
    browser = signed_in()
    thief = new_browser()
    thief.set_cookie("session", browser.cookies["session"].strip('"'))
    thief.get("/me", status=200)

    browser.post("/logout", {"csrf_token": token_in(browser.get("/me"))}, status=303)

    thief.get("/me", status=303)


def test_two_sessions_at_once_are_none(signed_in):
    browser = signed_in()
    session = browser.cookies["session"].strip('"')
    browser.reset()

    for cookie in (f"session={session}; session={'A' * 43}", f"session={session}; session={session}"):
        browser.get("/me", headers={"Cookie": cookie}, status=303)


def test_rubbish_beside_a_good_cookie_makes_whoever_sends_it_nobody(browser, on_record):
    token = token_in(browser.get("/login"))
    cookie = f"visitor={browser.cookies['visitor']}; session=".encode() + b"\xff\xfe"
    browser.reset()
    fields = {"csrf_token": token, "email": on_record(a_student()).email, "password": PASSWORD}
    environ = {"HTTP_COOKIE": cookie.decode("latin-1")}

    browser.post("/login", fields, extra_environ=environ, status=403)


def test_cookies_are_for_pages_and_tokens_for_programs(signed_in, site):
    browser = signed_in()

    browser.get("/api/v1/me", status=401)
