"""A student asks for consent, and brings a permit code, on the page of the course."""

import pytest
from limits import RateLimitItemPerMinute

from enrollment.application.grant_permits import Wanted
from enrollment.domain.identifiers import PermitId
from enrollment.domain.permits import Permit
from enrollment.ports.permits import Grant
from enrollment.web import permit_attempts
from enrollment.web.limits import Policy
from tests.functional.permissions import a_hard_course, a_seminar, form_to, log_of, words_of
from tests.support.build import NOON, a_course, a_key, a_staff_member, an_origin

PREREQUISITE = frozenset({"prerequisite-missing"})


@pytest.fixture
def seminar(system):
    """A course that takes consent."""
    return a_seminar(system)


@pytest.fixture
def hard(system):
    """A course with a prerequisite nobody has met."""
    return a_hard_course(system)


@pytest.fixture
def code(system, on_record, hard):
    """A code that sets its prerequisite aside, for one enrollment."""
    with system.transactions.manager:
        (granted,) = system.in_transaction().grant_permits(
            on_record(a_staff_member()),
            hard.id,
            Wanted(codes=PREREQUISITE, single_use=True),
            key=a_key(),
            origin=an_origin(),
        )
    return granted.code


def asked(browser, course, note=""):
    page = browser.get(f"/courses/{course.id}")
    form = form_to(page, f"/courses/{course.id}/consent")
    form["note"] = note
    return form.submit()


def brought(browser, course, code, **options):
    form = form_to(browser.get(f"/courses/{course.id}"), f"/courses/{course.id}/permit")
    form["code"] = code
    return form.submit(**options)


def test_asking_leads_back_to_the_course_which_says_since_when_it_waits(signed_in, seminar, system):
    browser = signed_in()
    answer = asked(browser, seminar, "I took it\r\nabroad.")
    assert (answer.status_int, answer.location) == (303, f"/courses/{seminar.id}#permit")
    page = answer.follow()
    assert words_of(page, "#permit .waits") == [
        "Your request has waited for the instructor since Mon 2 Mar 2026, 04:00 PST."
    ]
    assert words_of(page, "#permit q") == ["I took it abroad."]
    assert not page.html.select(f'form[action="/courses/{seminar.id}/consent"]')
    assert log_of(system, browser.user) == ["consent_request"]


def test_asking_again_changes_nothing(signed_in, seminar, system):
    browser = signed_in()
    form = form_to(browser.get(f"/courses/{seminar.id}"), f"/courses/{seminar.id}/consent")
    for _ in range(2):
        form.submit(status=303)
    assert system.outside_transaction().consent_requests.undecided(9)[1] == 1


def test_where_there_is_nothing_to_ask_it_says_so(signed_in, seminar, on_offer):
    browser, other = signed_in(), on_offer(a_course())
    form = form_to(browser.get(f"/courses/{seminar.id}"), f"/courses/{seminar.id}/consent")
    form.action = f"/courses/{other.id}/consent"
    assert "There is no consent to ask for" in form.submit(status=409)
    assert browser.get(f"/courses/{other.id}").html.find(id="permit") is None


def test_a_note_that_is_too_long_is_shown_again_with_what_is_wrong(signed_in, seminar, system):
    answer = asked_of = signed_in()
    form = form_to(asked_of.get(f"/courses/{seminar.id}"), f"/courses/{seminar.id}/consent")
    form["note"] = "x" * 501
    answer = form.submit(status=422)
    assert words_of(answer, "#note-fault") == ["This is too long: 500 characters are the most."]
    assert answer.html.find(id="note").get_text().strip() == "x" * 501
    assert system.outside_transaction().consent_requests.undecided(9)[1] == 0


def test_a_declined_request_shows_the_answer_and_may_be_made_again(signed_in, seminar, system, on_record):
    browser = signed_in()
    asked(browser, seminar)
    (waiting,), _ = system.outside_transaction().consent_requests.undecided(9)
    with system.transactions.manager:
        system.in_transaction().decide_consent(
            on_record(a_staff_member()), waiting.request.id, approved=False, answer="Next <term>.", origin=an_origin()
        )
    page = browser.get(f"/courses/{seminar.id}")
    assert words_of(page, "#permit .declined") == ["Your request was declined on Mon 2 Mar 2026, 04:00 PST."]
    assert words_of(page, "#permit q") == ["Next <term>."]
    assert asked(browser, seminar).status_int == 303
    assert system.outside_transaction().consent_requests.undecided(9)[1] == 1


def test_a_code_lets_the_student_in_and_says_by_whose_permit(signed_in, hard, code):
    browser = signed_in()
    page = brought(browser, hard, code.lower(), status=303).follow()
    assert words_of(page, "#permit p")[0].startswith("Grace Murray has given you a permit. One enrollment uses it up.")
    assert page.html.select_one(".enrollment-btn")["data-state"] == "available"


def test_every_code_of_no_use_gets_the_same_answer(signed_in, hard, code, system):
    brought(signed_in(), hard, code)
    browser = signed_in()
    pages = [brought(browser, hard, wrong, status=422) for wrong in (code, "K7QX-3MPD-9TCV", "x", "' OR 1=1 --")]
    assert len({tuple(words_of(page, "#code-fault")) for page in pages}) == 1
    assert words_of(pages[0], "#code-fault") == [permit_attempts.WRONG]
    assert log_of(system, browser.user) == ["permit_redemption"] * 4


def test_a_form_without_a_code_asks_for_one(signed_in, hard, system):
    browser = signed_in()
    assert words_of(brought(browser, hard, " ", status=422), "#code-fault") == ["Enter the code you were given."]
    assert log_of(system, browser.user) == []


def test_whoever_guesses_is_stopped_and_a_right_code_does_not_help(signed_in, hard, code, monkeypatch):
    monkeypatch.setattr(permit_attempts, "BY_ACCOUNT", Policy("wrong-permit-codes", RateLimitItemPerMinute(2)))
    browser = signed_in()
    form = form_to(browser.get(f"/courses/{hard.id}"), f"/courses/{hard.id}/permit")
    for wrong in ("0000-0000-0000", "0000-0000-0001"):
        form["code"] = wrong
        form.submit(status=422)
    form["code"] = code
    assert "Retry-After" in form.submit(status=429).headers
    assert brought(signed_in(), hard, code).status_int == 303


def test_whoever_guesses_from_many_accounts_is_stopped_by_address(signed_in, hard, monkeypatch):
    monkeypatch.setattr(permit_attempts, "BY_ADDRESS", Policy("by-address", RateLimitItemPerMinute(2)))
    for status in (422, 422, 429):
        brought(signed_in(), hard, "0000-0000-0000", status=status)


def test_the_same_right_code_is_never_counted(signed_in, hard, code, monkeypatch):
    monkeypatch.setattr(permit_attempts, "BY_ACCOUNT", Policy("wrong-permit-codes", RateLimitItemPerMinute(1)))
    browser = signed_in()
    form = form_to(browser.get(f"/courses/{hard.id}"), f"/courses/{hard.id}/permit")
    form["code"] = code
    assert [form.submit().status_int for _ in range(3)] == [303] * 3


def test_nobody_else_is_shown_the_forms_and_staff_the_way_to_the_permits(signed_in, browser, hard):
    assert browser.get(f"/courses/{hard.id}").html.find(id="permit") is None
    page = signed_in(a_staff_member()).get(f"/courses/{hard.id}")
    assert page.html.select("#permit form") == []
    assert page.html.select_one("#permit a")["href"] == f"/staff/courses/{hard.id}/permits"


def test_students_alone_ask_and_bring(signed_in, browser, seminar):
    staff = signed_in(a_staff_member())
    token = form_to(staff.get("/"), "/logout")["csrf_token"].value
    for act in ("consent", "permit"):
        staff.post(f"/courses/{seminar.id}/{act}", {"csrf_token": token, "code": "x"}, status=403)
        assert browser.get(f"/courses/{seminar.id}/{act}", status=303).location.endswith(f"/{seminar.id}#permit")


@pytest.mark.parametrize("act", ["consent", "permit"])
def test_without_our_token_nothing_is_asked_or_brought(signed_in, seminar, act, system):
    browser = signed_in()
    browser.post(f"/courses/{seminar.id}/{act}", {"csrf_token": "0" * 64, "code": "x"}, status=403)
    assert log_of(system, browser.user) == []


def test_somebody_elses_permit_is_not_shown(signed_in, hard, system, on_record):
    other = signed_in().user
    permit = Permit(id=PermitId(hard.id), codes=PREREQUISITE, granted_by="Grace")
    system.outside_transaction().permits.grant(
        Grant(permit=permit, course_id=hard.id, granted_at=NOON, student_id=other.id)
    )
    page = signed_in().get(f"/courses/{hard.id}")
    assert "has given you a permit" not in page.html.find(id="permit").get_text()
    assert page.html.select_one(".enrollment-btn")["data-state"] == "not_available"
