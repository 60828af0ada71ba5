"""What is counted of the way into a course, by what is asked for and what the dialog tells."""

from collections import Counter
from datetime import timedelta

import pytest

from enrollment.domain.measures import Days
from tests.functional.pages.test_enroll import confirmation
from tests.support.build import NOON, a_course

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Mobile/15E148 Safari/604.1"
COMPUTER = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"


@pytest.fixture
def counts(system):
    """Tell what was counted so far: how often, by kind."""

    def read():
        system.gathered.hand_on()
        days = Days(NOON.date() - timedelta(days=1), NOON.date() + timedelta(days=1))
        times = Counter()
        for one in system.outside_transaction().measures.of(days):
            times[one.kind.value] += one.times
        return dict(times)

    return read


@pytest.fixture
def student(signed_in):
    """The browser of a signed-in student at a computer."""
    browser = signed_in()
    browser.extra_environ["HTTP_USER_AGENT"] = COMPUTER
    return browser


def test_a_course_page_is_a_view_and_a_confirmation_a_click(student, on_offer, counts):
    course = on_offer(a_course())

    student.get(f"/courses/{course.id}")
    assert counts() == {"course-view": 1}
    student.get(f"/courses/{course.id}/enroll")
    assert counts() == {"course-view": 1, "enroll-click": 1, "confirmation-shown": 1}


def test_a_click_where_there_is_nothing_to_confirm_shows_no_confirmation(student, on_offer, counts):
    student.get(f"/courses/{on_offer(a_course(max_participants=0)).id}/enroll")

    assert counts() == {"enroll-click": 1}


def test_whoever_is_not_signed_in_views_as_well(browser, on_offer, counts):
    course = on_offer(a_course())
    browser.get(f"/courses/{course.id}", headers={"User-Agent": PHONE})
    browser.get(f"/courses/{course.id}/enroll", headers={"User-Agent": PHONE}, status=303)

    assert counts() == {"course-view": 1}


UNSEEN = {
    "HEAD": ("HEAD", {}),
    "prefetch": ("GET", {"Sec-Purpose": "prefetch;prerender"}),
    "an older prefetch": ("GET", {"Purpose": "prefetch"}),
    "a robot": ("GET", {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}),
    "a program": ("GET", {"User-Agent": "curl/8.5.0"}),
}


@pytest.mark.parametrize("name", UNSEEN)
@pytest.mark.parametrize("path", ["/courses/{}", "/courses/{}/enroll", "/courses/{}?cancelled=1"])
def test_what_nobody_sees_is_not_counted(student, on_offer, counts, name, path):
    method, headers = UNSEEN[name]
    student.request(path.format(on_offer(a_course()).id), method=method, headers=headers)

    assert counts() == {}


def test_a_page_that_is_not_there_is_no_view(student, counts):
    student.get("/courses/00000000-0000-0000-0000-000000000000", status=404)

    assert counts() == {}


def test_cancelling_without_scripts_is_counted_once_and_leads_to_the_course(student, on_offer, counts):
    course = on_offer(a_course())
    page = student.get(f"/courses/{course.id}/enroll")

    answer = student.get(page.html.select_one("[data-cancel]")["href"], headers={"Sec-Fetch-Site": "same-origin"})

    assert (answer.status_int, answer.location) == (303, f"/courses/{course.id}")
    assert counts()["confirmation-cancelled"] == 1


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_a_link_from_elsewhere_cancels_nothing(student, on_offer, counts, headers):
    student.get(f"/courses/{on_offer(a_course()).id}?cancelled=1", headers=headers, status=303)

    assert counts() == {}


def test_an_attempt_is_told_with_the_device_and_the_time_since_the_click(student, on_offer, system, clock):
    course = on_offer(a_course())
    student.extra_environ["HTTP_USER_AGENT"] = PHONE
    form = confirmation(student, course)
    clock.advance(timedelta(seconds=7))

    form.submit(status=303)

    (message,) = system.outside_transaction().outbox.claim(1, clock.now())
    assert (message.body["device"], message.body["duration_ms"]) == ("mobile", 7000)


FORGED = {
    "none": lambda stamp: "",
    "another instant": lambda stamp: "0" + stamp,
    "an earlier one": lambda stamp: f"{int(stamp.split('.')[0], 16) - 60000:x}." + stamp.split(".")[1],
    "another signature": lambda stamp: stamp[:-1] + ("0" if stamp[-1] != "0" else "1"),
    "no hexadecimal": lambda stamp: "x" * 1000,
    "something else": lambda stamp: "\u0661." + stamp.split(".")[1],
}


@pytest.mark.parametrize("name", FORGED)
def test_a_click_that_is_not_as_we_signed_it_counts_for_nothing(student, on_offer, system, clock, name):
    form = confirmation(student, on_offer(a_course()))
    form["clicked"].force_value(FORGED[name](form["clicked"].value))

    form.submit(status=303)

    (message,) = system.outside_transaction().outbox.claim(1, clock.now())
    assert message.body["duration_ms"] is None


def test_a_form_shown_again_keeps_the_instant_of_the_click(student, on_offer, clock):
    form = confirmation(student, on_offer(a_course()))
    clicked, form["consent"] = form["clicked"].value, ""
    clock.advance(timedelta(seconds=7))

    assert form.submit(status=422).forms[1]["clicked"].value == clicked


def test_the_dialog_tells_and_is_told_when_it_was_opened(student, on_offer, system, clock, counts):
    course = on_offer(a_course())
    answer = student.post("/measures", {"what": "opened"})
    assert (answer.status_int, answer.body) == (204, b"")
    forms = student.get(f"/courses/{course.id}").forms.values()
    (form,) = {form.action: form for form in forms if "clicked" in form.fields}.values()
    form["clicked"].force_value(answer.headers["Clicked"])
    clock.advance(timedelta(seconds=3))
    form.submit(status=303)
    student.post("/measures", {"what": "cancelled"})

    assert counts() == {
        "course-view": 1,
        "enroll-click": 1,
        "confirmation-shown": 1,
        "confirmation-cancelled": 1,
    }
    (message,) = system.outside_transaction().outbox.claim(1, clock.now())
    assert message.body["duration_ms"] == 3000


UNHEARD = {
    "no word": ({}, {}),
    "another word": ({"what": "<script>"}, {}),
    "a kind": ({"what": "success"}, {}),
    "from elsewhere": ({"what": "opened"}, {"Origin": "https://evil.example"}),
    "from a sister site": ({"what": "opened"}, {"Sec-Fetch-Site": "same-site"}),
    "of no origin": ({"what": "opened"}, {"Origin": "null"}),
}


@pytest.mark.parametrize("name", UNHEARD)
def test_what_is_not_the_dialogs_is_answered_alike_and_not_counted(student, counts, name):
    fields, headers = UNHEARD[name]

    answer = student.post("/measures", fields, headers=headers)

    assert (answer.status_int, "Clicked" in answer.headers, counts()) == (204, False, {})


def test_told_too_often_it_is_answered_alike_and_not_counted(student, counts, monkeypatch):
    monkeypatch.setattr(type(student.app.registry.limits), "allows", lambda *_: False)

    assert student.post("/measures", {"what": "opened"}).status_int == 204
    assert counts() == {}


def test_neither_a_view_nor_a_word_of_the_dialog_costs_a_statement(student, on_offer, statements):
    course = on_offer(a_course())
    with statements() as quiet:
        student.get(f"/courses/{course.id}", headers={"User-Agent": "curl/8.5.0"})
    with statements() as viewed:
        student.get(f"/courses/{course.id}")
    with statements() as told:
        student.post("/measures", {"what": "opened"})

    assert (viewed, told) == (quiet, [])
