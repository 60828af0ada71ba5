"""A student's academic record as staff see it, and the holds on it."""

from dataclasses import replace
from uuid import uuid4

import pytest

from enrollment.application.change_holds import hold_id
from enrollment.domain.academic_record import AcademicRecord, Act, CompletedItem, Hold, ItemKind
from tests.functional.permissions import form_to, log_of, put_on_hold, words_of
from tests.support.build import a_course, a_staff_member, a_student

FEES = Hold(owner="the bursar", note="fees are unpaid", blocks=frozenset({Act.ENROLL, Act.DROP}))


@pytest.fixture
def staff(signed_in):
    """A browser of a member of staff."""
    return signed_in(a_staff_member())


@pytest.fixture
def ada(on_record):
    """A student."""
    return on_record(a_student(email="ada@example.edu"))


@pytest.fixture
def holds(system, ada):
    """The holds on her record."""
    return lambda: system.outside_transaction().academic_records.of(ada.id).holds


@pytest.fixture
def form(staff, ada):
    """The form to place a hold, filled in."""
    form = form_to(staff.get(f"/staff/students/{ada.id}"), f"/staff/students/{ada.id}")
    form["owner"], form["note"], form["blocks-drop"] = "the bursar", "fees are\r\nunpaid", True
    return form


def test_a_student_is_found_by_address(staff, ada):
    form = form_to(staff.get("/staff/students"), "/staff/students")
    form["email"] = " ADA@example.edu"
    assert form.submit(status=303).location.endswith(f"/staff/students/{ada.id}")
    for email in ("nobody@example.edu", staff.user.email):
        form["email"] = email
        assert words_of(form.submit(), "#email-fault") == ["No student has this e-mail address."]


def test_the_record_is_shown(staff, ada, system):
    done = CompletedItem(code="MATH 10A", grade="B+", term="FA20")
    test = CompletedItem(code="AP Calculus AB", kind=ItemKind.TEST)
    doing = CompletedItem(code="COGS 14A", term="WI22", in_progress=True)
    record = AcademicRecord(standing="junior", programme="CG25", completed=(done, test, doing))
    system.outside_transaction().academic_records.put(ada.id, record)
    page = staff.get(f"/staff/students/{ada.id}")
    assert words_of(page, ".facts dd") == ["junior", "CG25", "Not known"]
    assert [cell for cell in words_of(page, "tbody th, tbody td") if cell] == [
        *("MATH 10A", "B+", "FA20", "Course"),
        *("AP Calculus AB", "None", "Test"),
        *("COGS 14A", "In progress", "WI22", "Course"),
    ]


def test_a_hold_is_placed_and_logged(form, holds, system, staff):
    page = form.submit(status=303).follow()
    assert words_of(page, ".notice .title") == ["The hold is placed"]
    assert words_of(page, "[data-hold] h3") == ["the bursar"]
    assert words_of(page, "[data-hold] .quiet") == ["Keeps from enrolling and dropping"]
    assert holds() == (FEES,)
    assert log_of(system, staff.user) == ["hold_placed"]


def test_a_hold_may_have_a_last_day(form, holds, signed_in, clock):
    form["expires"] = "2026-03-02"
    page = form.submit(status=303).follow()
    assert "until the end of Mon 2 Mar 2026 (PST)" in words_of(page, "[data-hold] .quiet")[0]
    clock.advance(holds()[0].expires_at - clock.now())
    page = signed_in(a_staff_member()).get(form.action)
    assert words_of(page, "[data-hold] .quiet")[0].endswith(", which is over")


@pytest.mark.parametrize(
    ("name", "value"),
    [("owner", " "), ("note", ""), ("note", "x" * 501), ("expires", "2026-03-01"), ("expires", "soon")],
)
def test_a_hold_that_is_not_complete_says_what_is_wrong(form, holds, name, value):
    form[name] = value
    page = form.submit(status=422)
    assert page.html.find(id=f"{name}-fault")
    assert holds() == ()


def test_a_hold_that_blocks_nothing_is_none(form, holds):
    form["blocks-enroll"] = form["blocks-drop"] = False
    assert form.submit(status=422).html.find(id="blocks-fault")
    assert holds() == ()


def test_a_hold_is_lifted_after_a_question(system, staff, ada, holds):
    put_on_hold(system, ada, FEES, replace(FEES, owner="the library"))
    question = staff.get(f"/staff/students/{ada.id}").click("Lift", index=0)
    assert "Lift the hold of the bursar?" in " ".join(question.html.get_text().split())
    path = f"/staff/students/{ada.id}/holds/{hold_id(FEES)}/lift"
    page = form_to(question, path).submit(status=303).follow()
    assert words_of(page, "[data-hold] h3") == ["the library"]
    assert log_of(system, staff.user) == ["hold_lifted"]
    assert "may have been lifted meanwhile" in staff.get(path, status=404)


def test_whoever_is_no_student_is_not_found(staff):
    for address in (uuid4(), staff.user.id, "17"):
        staff.get(f"/staff/students/{address}", status=404)


def test_students_see_none_of_it_not_even_of_their_own(signed_in, browser, ada, system):
    put_on_hold(system, ada, FEES)
    student = signed_in()
    token = form_to(student.get("/me"), "/logout")["csrf_token"].value
    lift = f"/staff/students/{ada.id}/holds/{hold_id(FEES)}/lift"
    for address in ("/staff/students", f"/staff/students/{ada.id}", f"/staff/students/{student.user.id}", lift):
        student.get(address, status=403)
        assert "/login" in browser.get(address, status=303).location
    student.post(lift, {"csrf_token": token}, status=403)
    assert system.outside_transaction().academic_records.of(ada.id).holds == (FEES,)


def test_without_our_token_no_hold_is_placed_or_lifted(staff, form, ada, holds):
    form.submit()
    fields = {"csrf_token": "0" * 64, "owner": "x", "note": "x", "blocks-enroll": "1"}
    for address in (form.action, f"{form.action}/holds/{hold_id(FEES)}/lift"):
        staff.post(address, fields, status=403)
    assert holds() == (FEES,)


def test_a_drop_on_hold_is_answered_with_the_reason_and_the_page_says_so_before(signed_in, system, on_offer, enrolled):
    browser = signed_in()
    seat = enrolled(on_offer(a_course()), browser.user)
    path = f"/enrollments/{seat.id}/drop"
    form = form_to(browser.get(path), path)
    put_on_hold(system, browser.user, FEES)
    for page in (browser.get(path), form.submit(status=409)):
        assert words_of(page, "[data-reason=on-hold] .message") == [
            "In the way: Your registration is on hold: fees are unpaid (the bursar)."
        ]
        assert page.html.select("main form") == []
    assert system.outside_transaction().enrollments.find(seat.id).enrollment.is_live
    assert log_of(system, browser.user)[0] == "course_drop"
    assert list(system.outside_transaction().audit.violations(system.clock.now())) == []
