"""Staff grant permits for a course, see what has become of them, and take them back."""

import re
from urllib.parse import unquote
from uuid import uuid4

import pytest

from enrollment.domain.permit_codes import hash_of
from tests.functional.permissions import a_hard_course, form_to, log_of, words_of
from tests.support.build import a_staff_member, a_student


@pytest.fixture
def staff(signed_in):
    """A browser of a member of staff."""
    return signed_in(a_staff_member())


@pytest.fixture
def course(system):
    """A course with a prerequisite nobody has met."""
    return a_hard_course(system)


@pytest.fixture
def form(staff, course):
    """The form to grant, with the prerequisite ticked."""
    path = f"/staff/courses/{course.id}/permits"
    form = form_to(staff.get(path), path)
    form["rule-prerequisite-missing"] = True
    return form


@pytest.fixture
def granted(system, course):
    """The permits on record."""
    return lambda: list(system.outside_transaction().permits.of_course(course.id))


def test_a_students_permit_counts_at_once_and_is_listed(form, on_record, granted, staff, system, course):
    student = on_record(a_student(email="ada@example.edu"))
    form["email"], form["single_use"], form["expires"] = "Ada@example.edu", False, "2026-03-31"
    page = form.submit(status=303).follow()
    assert words_of(page, ".notice .title") == ["The permit is granted"]
    assert words_of(page, "[data-permit] h3") == ["ada@example.edu"]
    assert words_of(page, "[data-permit] .chip") == ["In use"]
    assert "until the end of Tue 31 Mar 2026 (PDT)" in words_of(page, "[data-permit] .quiet")[0]
    assert system.outside_transaction().preview_enrollment(student, course.id).verdict.allowed
    assert (len(granted()), log_of(system, staff.user)) == (1, ["permit_grant"])


def test_codes_are_shown_once_and_come_as_a_file(form, granted, staff, course):
    form["count"] = "3"
    page = form.submit(status=200)
    codes = words_of(page, ".codes code")
    assert all(re.fullmatch("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", code) for code in codes)
    assert {hash_of(code) for code in codes} == {grant.code_hash for grant in granted()}
    link = page.html.find("a", download=True)
    assert unquote(link["href"].partition(",")[2]).split() == codes
    later = staff.get(f"/staff/courses/{course.id}/permits")
    assert words_of(later, "[data-permit] .chip") == ["Code not used yet"] * 3
    assert not any(code in later for code in codes)


def test_the_same_form_twice_grants_once_and_tells_no_code_again(form, granted):
    form["count"] = "2"
    first = words_of(form.submit(), ".codes code")
    again = form.submit(status=303).follow()
    assert len(granted()) == 2
    assert not any(code in again for code in first)


FAULTS = {
    "email": {"email": "nobody@example.edu"},
    "rules": {"rule-prerequisite-missing": False},
    "expires": {"expires": "2026-03-01"},
    "count": {"count": "201"},
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_cannot_be_granted_says_what_is_wrong_and_keeps_what_was_written(form, granted, name):
    form["count"] = "7"
    for field, value in FAULTS[name].items():
        form[field] = value
    page = form.submit(status=422)
    assert page.html.find(id=f"{name}-fault")
    assert page.html.find(id="count")["value"] == FAULTS[name].get("count", "7")
    assert granted() == []


@pytest.mark.parametrize("limit", ["unit-limit", "on-hold", "course-full", "registration-closed"])
def test_a_students_own_limits_are_offered_nowhere_and_refused_if_asked_for(staff, course, granted, form, limit):
    assert f"rule-{limit}" not in form.fields
    fields = {name: form[name].value for name in ("csrf_token", "idempotency_key")} | {"count": "1"}
    page = staff.post(form.action, fields | {f"rule-{limit}": "1"}, status=422)
    assert "limit of the student’s own" in words_of(page, "#rules-fault")[0]
    assert granted() == []


def test_a_form_that_is_not_complete_comes_again(staff, form, granted):
    fields = {"csrf_token": form["csrf_token"].value, "rule-time-conflict": "1"}
    assert "not complete" in staff.post(form.action, fields, status=422)
    assert granted() == []


def test_a_permit_is_taken_back_after_a_question(form, granted, staff, system):
    form.submit()
    path = f"{form.action}/{granted()[0].permit.id}/revoke"
    question = staff.get(form.action).click("Revoke")
    assert "Revoke this permit?" in question
    assert granted()[0].revoked_at is None
    page = form_to(question, path).submit(status=303).follow()
    assert words_of(page, "[data-permit] .chip")[0].startswith("Revoked")
    assert log_of(system, staff.user) == ["permit_revocation", "permit_grant"]
    assert "This permit is over: revoked" in staff.get(path)


def test_what_does_not_exist_is_not_found(staff, course, form):
    form.submit()
    other = f"/staff/courses/{uuid4()}/permits"
    for address in (other, f"{form.action}/{uuid4()}/revoke", f"{form.action}/17/revoke", "/staff/courses/17/permits"):
        staff.get(address, status=404)
    form.action = other
    form.submit(status=404)


def test_students_see_none_of_it_and_anonymous_visitors_sign_in_first(signed_in, browser, form, granted):
    form.submit()
    student = signed_in()
    token = form_to(student.get("/me"), "/logout")["csrf_token"].value
    revoke = f"{form.action}/{granted()[0].permit.id}/revoke"
    for address in (form.action, revoke):
        student.get(address, status=403)
        student.post(address, {"csrf_token": token}, status=403)
        assert "/login" in browser.get(address, status=303).location
    assert granted()[0].revoked_at is None


def test_without_our_token_nothing_is_granted_or_taken_back(staff, form, granted):
    form.submit()
    revoke = f"{form.action}/{granted()[0].permit.id}/revoke"
    for address in (form.action, revoke):
        staff.post(address, {"csrf_token": "0" * 64, "rule-time-conflict": "1"}, status=403)
    assert [grant.revoked_at for grant in granted()] == [None]


@pytest.mark.parametrize("codes", [1, 60])
def test_the_list_costs_four_statements(staff, form, statements, codes):
    form["count"] = str(codes)
    form.submit()
    with statements() as trips:
        staff.get(form.action)
    assert len(trips) <= 4
