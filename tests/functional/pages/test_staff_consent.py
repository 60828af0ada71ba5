"""The queue of requests for consent, and the decision."""

from datetime import timedelta
from uuid import uuid4

import pytest

from enrollment.domain.identifiers import ConsentRequestId
from enrollment.domain.requirements import Passed
from enrollment.ports.consent_requests import ConsentRequest
from tests.functional.permissions import a_seminar, form_to, log_of, words_of
from tests.support.build import NOON, a_staff_member, a_student


@pytest.fixture
def staff(signed_in):
    """A browser of a member of staff."""
    return signed_in(a_staff_member())


@pytest.fixture
def seminar(system):
    """A course that takes consent."""
    return a_seminar(system)


@pytest.fixture
def asked(system, on_record):
    """Have a new student ask, and return the request."""

    def ask(course, minutes=0, note="", **about):
        student = on_record(a_student(**about))
        request = ConsentRequest(
            id=ConsentRequestId(uuid4()),
            course_id=course.id,
            student_id=student.id,
            note=note,
            asked_at=NOON + timedelta(minutes=minutes),
        )
        system.outside_transaction().consent_requests.ask(request)
        return request

    return ask


def decision(staff, request):
    return form_to(staff.get(f"/staff/consent/{request.id}"), f"/staff/consent/{request.id}")


def test_where_nobody_waits_it_says_so(staff):
    assert words_of(staff.get("/staff/consent"), ".empty h2") == ["Nobody waits for consent"]
    assert words_of(staff.get("/staff/consent?page=7"), ".empty h2") == ["This page is empty"]


def test_the_oldest_comes_first_a_page_at_a_time(staff, asked, seminar):
    for minutes in reversed(range(12)):
        asked(seminar, minutes, name=f"Student {minutes}")
    first = staff.get("/staff/consent")
    rest = staff.get(first.html.find("a", rel="next")["href"])
    seen = words_of(first, ".courses h2") + words_of(rest, ".courses h2")
    assert seen == [f"Student {minutes}" for minutes in range(12)]
    assert words_of(first, ".count") == ["12 wait, the oldest first."]
    assert rest.html.find("a", rel="next") is None


def test_it_says_what_else_stands_against_the_student(staff, asked, system):
    asked(a_seminar(system, "COGS 199", prerequisite=Passed("MATH 20A", None)), note="Please.")
    page = staff.get("/staff/consent")
    assert [reason["data-reason"] for reason in page.html.select("main [data-reason]")] == ["prerequisite-missing"]
    assert words_of(page, ".courses q") == ["Please."]


@pytest.mark.parametrize(
    ("choice", "title", "state"), [("approve", "Approved", "available"), ("decline", "Declined", "not_available")]
)
def test_a_decision_counts_at_once_and_is_logged(staff, asked, seminar, system, signed_in, choice, title, state):
    request = asked(seminar)
    page = decision(staff, request).submit("decision", value=choice, status=303).follow()
    assert words_of(page, ".notice .title") == [title]
    assert words_of(page, ".empty h2") == ["Nobody waits for consent"]
    assert log_of(system, staff.user) == ["consent_decision"]
    application = system.outside_transaction()
    student = application.accounts.get(request.student_id)
    assert application.preview_enrollment(student, seminar.id).verdict.allowed is (state == "available")


def test_the_second_of_two_is_told_by_whom_it_was_decided(staff, asked, seminar, signed_in, system):
    request = asked(seminar)
    late = signed_in(a_staff_member(name="Mary Kenneth"))
    form = decision(late, request)
    decision(staff, request).submit("decision", value="decline")
    page = form.submit("decision", value="approve", status=303).follow()
    assert words_of(page, ".notice .title") == ["Declined by Grace Murray"]
    assert "Somebody was faster" in words_of(page, ".notice")[0]
    assert list(system.outside_transaction().permits.of_course(seminar.id)) == []
    assert log_of(system, late.user) == []


def test_what_is_decided_shows_by_whom_and_no_form(staff, asked, seminar):
    request = asked(seminar)
    form = decision(staff, request)
    form["answer"] = "See you."
    form.submit("decision", value="approve")
    page = staff.get(f"/staff/consent/{request.id}")
    assert page.html.select("main form") == []
    assert words_of(page, "q") == ["See you."]


def test_a_form_that_says_neither_or_too_much_decides_nothing(staff, asked, seminar, system):
    form = decision(staff, asked(seminar))
    assert words_of(form.submit(status=422), "#decision-fault") == ["Choose whether to approve or to decline."]
    form["answer"] = "x" * 501
    assert words_of(form.submit("decision", value="approve", status=422), "#answer-fault")
    assert system.outside_transaction().consent_requests.undecided(9)[1] == 1


def test_what_does_not_exist_is_not_found(staff):
    for address in (uuid4(), "17"):
        staff.get(f"/staff/consent/{address}", status=404)
    assert words_of(staff.get(f"/staff/consent?decided={uuid4()}"), ".notice") == []


def test_an_undecided_request_in_the_address_is_no_news(staff, asked, seminar):
    assert words_of(staff.get(f"/staff/consent?decided={asked(seminar).id}"), ".notice") == []


def test_students_see_none_of_it_and_anonymous_visitors_sign_in_first(signed_in, browser, asked, seminar, system):
    request, student = asked(seminar), signed_in(a_student())
    token = form_to(student.get("/me"), "/logout")["csrf_token"].value
    assert "Consent" not in words_of(student.get("/me"), "nav a")
    for address in ("/staff/consent", f"/staff/consent/{request.id}"):
        student.get(address, status=403)
        assert "/login" in browser.get(address, status=303).location
    student.post(f"/staff/consent/{request.id}", {"csrf_token": token, "decision": "approve"}, status=403)
    assert system.outside_transaction().consent_requests.undecided(9)[1] == 1


def test_without_our_token_nothing_is_decided(staff, asked, seminar, system):
    request = asked(seminar)
    staff.post(f"/staff/consent/{request.id}", {"csrf_token": "0" * 64, "decision": "approve"}, status=403)
    assert system.outside_transaction().consent_requests.undecided(9)[1] == 1


@pytest.mark.parametrize("waiting", [1, 10])
def test_a_page_of_the_queue_costs_one_statement_a_request_and_two_more(staff, asked, seminar, statements, waiting):
    for _ in range(waiting):
        asked(seminar)
    with statements() as trips:
        staff.get("/staff/consent")
    assert len(trips) <= waiting + 2
