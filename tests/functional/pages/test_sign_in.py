"""Signing in and out: whose secret it is, where one is led, and what is never told."""

import pytest

from enrollment.ports.sessions import IDLE, TOUCHED_EVERY
from tests.functional.conftest import PASSWORD
from tests.support.build import a_student

EVIL = [
    "//evil.example",
    "/\\evil.example",
    "/%09/evil.example",
    "/\t/evil.example",
    "/%2f/evil.example",
    "/%5cevil.example",
    "https:evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/%0d%0aSet-Cookie:a=b",
    "/\r\nSet-Cookie:a=b",
    "evil.example",
    "",
    "/" + "x" * 3000,
    "/é",
]


def sign_in(browser, email, password=PASSWORD, after="/login", **expected):
    form = browser.get(after).forms["sign-in"]
    form["email"], form["password"] = email, password
    return form.submit(**expected)


@pytest.fixture
def student(on_record):
    """A student with an account."""
    return on_record(a_student(name="Ada Byron"))


def test_a_student_signs_in_and_is_led_on(browser, student):
    answer = sign_in(browser, student.email.upper(), after="/login?next=%2Fcourses%2F1%3Fq%3Da")

    assert (answer.status_int, answer.location) == (303, "/courses/1?q=a")
    assert "Ada Byron" in browser.get("/").html.header.get_text()


def test_the_secret_is_kept_from_scripts_and_other_sites(browser, student):
    cookies = sign_in(browser, student.email).headers.getall("Set-Cookie")

    (cookie,) = [cookie for cookie in cookies if cookie.startswith("session=")]
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}


class TestOverHttps:
    """The same where the site is served over https."""

    @pytest.fixture
    def ini(self):
        return {"enrollment.public_url": "https://enroll.example.edu"}

    def test_the_cookie_is_bound_to_the_host_and_forgotten_on_signing_out(self, new_browser, student):
        browser = new_browser()
        browser.extra_environ["wsgi.url_scheme"] = "https"

        (cookie,) = sign_in(browser, student.email).headers.getall("Set-Cookie")
        assert cookie.startswith("__Host-session=")
        assert "secure" in cookie.lower()

        answer = browser.get("/").forms[0].submit()
        (cookie,) = [kept for kept in answer.headers.getall("Set-Cookie") if kept.startswith("__Host-session=;")]
        assert "secure" in cookie.lower()


@pytest.mark.parametrize("wanted", EVIL)
def test_nobody_is_led_to_another_site(browser, student, wanted):
    form = browser.get("/login").forms["sign-in"]
    form["email"], form["password"] = student.email, PASSWORD
    form["next"].force_value(wanted)

    assert form.submit(status=303).location == "/"


@pytest.mark.parametrize("wanted", EVIL)
def test_whoever_is_signed_in_is_not_led_to_another_site_either(signed_in, wanted):
    assert signed_in().get("/login", {"next": wanted}, status=303).location == "/"


def test_an_unknown_address_and_a_wrong_password_are_answered_alike(new_browser, student):
    unknown = sign_in(new_browser(), "nobody@example.edu", status=401)
    wrong = sign_in(new_browser(), student.email, "wrong", status=401)

    told = [page.html.select_one("[role=alert]").get_text(strip=True) for page in (unknown, wrong)]
    assert told[0] == told[1] == "That address and password do not belong together. Please check both and try again."
    assert wrong.forms["sign-in"]["password"].value == ""


@pytest.mark.parametrize(
    ("email", "password", "status"),
    [
        ("", "", 422),
        ("x" * 300, "a", 422),
        ("a\x00@b", "a", 422),
        ("a@b", "a\x00", 422),
        ("a@b", "x" * 4096, 401),
        ("a@b", "x" * 10_000, 422),
        ("é@ñ.example", "пароль", 401),
        ("' or 1=1 --", "a", 401),
    ],
)
def test_odd_input_is_refused_and_never_a_failure_of_ours(browser, email, password, status):
    sign_in(browser, email, password, status=status)


def test_each_sign_in_has_a_new_secret_and_ends_the_old_session(signed_in, new_browser, student):
    browser, thief = signed_in(), new_browser()
    old = browser.cookies["session"]
    thief.set_cookie("session", old.strip('"'))
    token = browser.get("/").forms[0]["csrf_token"].value

    form = {"email": student.email, "password": PASSWORD, "csrf_token": token, "next": "/"}
    browser.post("/login", form, status=303)

    assert browser.cookies["session"] != old
    assert thief.get("/me", status=303).location.startswith("/login")


def test_signing_out_ends_the_session_on_the_server(signed_in, new_browser):
    browser, thief = signed_in(), new_browser()
    thief.set_cookie("session", browser.cookies["session"].strip('"'))

    answer = browser.get("/").forms[0].submit(status=303)

    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert "You are signed out." in answer.follow()
    thief.get("/me", status=303)
    browser.get("/me", status=303)


def test_a_visit_is_kept_behind_the_students_back_and_lengthens_the_session(signed_in, system, clock, statements):
    browser = signed_in()
    clock.advance(IDLE - TOUCHED_EVERY)
    with statements() as asked:
        browser.get("/me", status=200)
    assert not any(statement.startswith("UPDATE") for statement in asked)
    system.visits.hand_on()

    clock.advance(IDLE - TOUCHED_EVERY)
    browser.get("/me", status=200)
    clock.advance(IDLE)
    browser.get("/me", status=303)


@pytest.mark.parametrize("cookie", ["garbage", "x" * 10_000, "\x7f", "ÿ", ""])
def test_a_cookie_that_is_none_of_ours_is_nobodys(browser, cookie):
    browser.get("/", headers={"Cookie": f"session={cookie}"}, status=200)
