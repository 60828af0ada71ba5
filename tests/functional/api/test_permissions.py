"""Consent, permits and records over the API."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from limits import RateLimitItemPerMinute

from enrollment.domain.academic_record import AcademicRecord, Act, CompletedItem, Hold
from enrollment.domain.grades import LETTER_GRADES
from enrollment.domain.rule_book import INSTITUTION
from enrollment.domain.users import Role
from enrollment.web import permit_attempts
from enrollment.web.limits import Policy
from tests.functional.permissions import a_hard_course, a_seminar, put_on_hold
from tests.support.build import NOON, a_course, a_staff_member, a_student

HOLD = Hold(owner="the bursar", note="fees are unpaid", blocks=frozenset({Act.DROP}))
RECORD = {
    "standing": "junior",
    "programme": "CG25",
    "cohort": "2023",
    "completed": [
        {"code": "MATH 10A", "grade": "B+", "term": "FA20"},
        {"code": "AP Calculus AB", "kind": "test"},
        {"code": "COGS 14A", "term": "WI22", "in_progress": True},
    ],
}


@pytest.fixture
def staff(new_program):
    """A program of a member of staff."""
    return new_program(a_staff_member())


@pytest.fixture
def seminar(system):
    """A course that takes consent."""
    return a_seminar(system)


@pytest.fixture
def hard(system):
    """A course with a prerequisite nobody has met."""
    return a_hard_course(system)


@pytest.fixture
def grant(staff, hard):
    """Grant, under a new key or the one given."""

    def granted(key=None, status=201, **asked):
        asked = {"rules": ["prerequisite-missing"]} | asked
        headers = {"Idempotency-Key": f'"{key or uuid4()}"'}
        address = f"/api/v1/courses/{hard.id}/permit-grants"
        return staff.post_json(address, asked, headers=headers, status=status)

    return granted


def ask(program, course, note="", **options):
    return program.post_json(f"/api/v1/courses/{course.id}/consent-requests", {"note": note}, **options)


def bring(program, course, code, **options):
    return program.post_json(f"/api/v1/courses/{course.id}/permits", {"code": code}, **options)


def test_asking_is_created_once_and_again_the_same(program, seminar):
    first = ask(program, seminar, status=201)
    assert first.json == {
        "course_id": str(seminar.id),
        "student_id": str(program.user.id),
        "asked_at": "2026-03-02T12:00:00+00:00",
    }
    reasons = program.get(first.headers["Location"]).json["reasons"]
    assert [reason["evidence"]["requested_at"] for reason in reasons] == [NOON.isoformat()]
    assert ask(program, seminar, status=200).json == first.json


def test_where_there_is_nothing_to_ask_it_is_a_conflict(program, on_offer):
    assert ask(program, on_offer(a_course()), status=409).json["code"] == "consent-not-required"
    assert ask(program, a_course(), status=404).json["code"] == "course-not-found"


def test_a_note_is_bounded_and_legible(program, seminar):
    for note in ("x" * 501, "a\u0007b", 17):
        assert ask(program, seminar, note, status=422).json["errors"][0]["pointer"] == "#/note"


def test_staff_read_the_queue_page_by_page_and_decide(staff, new_program, seminar):
    students = [new_program() for _ in range(3)]
    for student in students:
        ask(student, seminar, "Please.")
    first = staff.get("/api/v1/consent-requests?limit=2").json
    rest = staff.get(f"/api/v1/consent-requests?limit=2&cursor={first['next']}").json
    items = first["items"] + rest["items"]
    assert {item["student"]["id"] for item in items} == {str(student.user.id) for student in students}
    assert (first["total"], rest["next"], items[0]["reasons"], items[0]["note"]) == (3, None, [], "Please.")
    address = f"/api/v1/consent-requests/{items[0]['id']}/decision"
    decided = staff.post_json(address, {"approved": True, "answer": "Welcome."}).json
    assert (decided["approved"], decided["decided_by"], decided["answer"]) == (True, str(staff.user.id), "Welcome.")
    approved = next(student for student in students if str(student.user.id) == decided["student_id"])
    approved.enroll(seminar, status=201)


def test_a_decision_stands_and_the_second_is_told_whose_it_was(staff, new_program, program, seminar):
    ask(program, seminar)
    address = f"/api/v1/consent-requests/{staff.get('/api/v1/consent-requests').json['items'][0]['id']}/decision"
    staff.post_json(address, {"approved": False})
    assert staff.post_json(address, {"approved": False}, status=200).json["approved"] is False
    problem = new_program(a_staff_member()).post_json(address, {"approved": True}, status=409).json
    assert problem["code"] == "decided-already"
    assert problem["detail"] == "It was declined by Grace Murray on Mon 2 Mar 2026, 04:00 PST."
    assert problem["decision"]["approved"] is False
    staff.post_json(f"/api/v1/consent-requests/{uuid4()}/decision", {"approved": True}, status=404)


def test_a_cursor_of_another_list_is_none_here(staff, on_offer):
    for _ in range(2):
        on_offer(a_course())
    cursor = staff.get("/api/v1/courses?limit=1").json["next"]
    staff.get(f"/api/v1/consent-requests?cursor={cursor}", status=422)


def test_codes_are_told_once_and_let_in_whoever_brings_one(grant, program, hard):
    (granted,) = grant(single_use=True, expires_at="2026-03-03T00:00:00+01:00").json["items"]
    assert (granted["state"], granted["student_id"], granted["expires_at"]) == (
        "open",
        None,
        "2026-03-02T23:00:00+00:00",
    )
    permit = bring(program, hard, granted["code"].lower(), status=201).json
    assert (permit["id"], permit["rules"]) == (granted["id"], ["prerequisite-missing"])
    program.enroll(hard, status=201)


def test_the_same_key_again_grants_nothing_more_and_tells_no_code(grant, staff, hard):
    key = uuid4()
    first, again = grant(key, codes=2).json["items"], grant(key, codes=2).json["items"]
    assert [item["id"] for item in again] == [item["id"] for item in first]
    assert {item["code"] for item in again} == {None}
    assert grant(key, codes=1, single_use=True, status=422).json["code"] == "idempotency-key-reused"
    assert len(staff.get(f"/api/v1/courses/{hard.id}/permit-grants").json["items"]) == 2


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"rules": ["unit-limit"]}, 422, "rule-not-permittable"),
        ({"rules": ["on-hold", "time-conflict"]}, 422, "rule-not-permittable"),
        ({"rules": []}, 422, "invalid-member"),
        ({"student_email": "nobody@example.edu"}, 404, "student-not-found"),
        ({"expires_at": "2026-03-02T12:00:00Z"}, 422, "over-already"),
        ({"expires_at": "2026-03-02"}, 422, "invalid-member"),
        ({"codes": 201}, 422, "invalid-member"),
        ({"codes": True}, 422, "invalid-member"),
    ],
)
def test_what_cannot_be_granted_is_not(grant, staff, hard, asked, status, code):
    assert grant(status=status, **asked).json["code"] == code
    assert staff.get(f"/api/v1/courses/{hard.id}/permit-grants").json["items"] == []


def test_a_permit_is_taken_back_and_no_longer_counts(grant, staff, program, hard):
    (granted,) = grant(student_email=program.user.email).json["items"]
    assert (granted["state"], granted["code"]) == ("held", None)
    address = f"/api/v1/courses/{hard.id}/permit-grants/{granted['id']}"
    for _ in range(2):
        assert staff.delete(address).json["state"] == "revoked"
    program.enroll(hard, status=409)
    staff.delete(f"/api/v1/courses/{hard.id}/permit-grants/{uuid4()}", status=404)


def test_every_code_of_no_use_gets_the_same_answer(grant, new_program, hard, clock):
    used, expired = grant().json["items"][0]["code"], grant(expires_at="2026-03-02T12:30:00Z").json["items"][0]["code"]
    bring(new_program(), hard, used)
    clock.advance(timedelta(hours=1))
    program = new_program()
    bodies = {bring(program, hard, code, status=422).body for code in (used, expired, "K7QX-3MPD-9TCV", "")}
    assert len(bodies) == 1
    assert b"permit-code-invalid" in bodies.pop()


def test_whoever_guesses_is_told_when_to_come_back(program, hard, monkeypatch):
    monkeypatch.setattr(permit_attempts, "BY_ACCOUNT", Policy("wrong-permit-codes", RateLimitItemPerMinute(1)))
    bring(program, hard, "0000-0000-0000", status=422)
    assert bring(program, hard, "0000-0000-0000", status=429).headers["Retry-After"]


@pytest.mark.parametrize("role", [Role.STAFF, Role.INTEGRATOR])
def test_a_record_is_put_whole_but_for_the_holds(new_program, on_record, system, role):
    student = on_record(a_student())
    put_on_hold(system, student, HOLD)
    program = new_program(a_student(roles=frozenset({role})))
    address = f"/api/v1/students/{student.id}/record"
    kept = program.put_json(address, RECORD).json
    assert [hold["owner"] for hold in kept["holds"]] == ["the bursar"]
    assert kept["completed"][1] == {
        "code": "AP Calculus AB",
        "grade": None,
        "term": "",
        "kind": "test",
        "in_progress": False,
    }
    assert program.get(address).json == kept
    assert program.put_json(address, RECORD).json == kept
    entries = system.outside_transaction().activity_log.of(program.user.id)
    assert [entry.action for entry in entries] == ["record_changed"]


FAULTS = {
    "#/completed/0/grade": {"completed": [{"code": "X 1", "grade": "E"}]},
    "#/completed/1/code": {"completed": [{"code": "X 1"}, {"code": "X 1", "grade": "A"}]},
    "#/completed/0/kind": {"completed": [{"code": "X 1", "kind": "exam"}]},
    "#/completed/0/code": {"completed": [{"code": ""}]},
    "#/completed/0/in_progress": {"completed": [{"code": "X 1", "in_progress": "yes"}]},
    "#/standing": {"standing": "x" * 61},
    "#/holds": {"holds": []},
}


@pytest.mark.parametrize("pointer", FAULTS)
def test_what_no_record_may_say_is_refused_and_changes_nothing(staff, on_record, system, pointer):
    rule_sets = system.outside_transaction().rule_sets
    rule_sets.publish({INSTITUTION: {"grades": LETTER_GRADES}}, after=0, by="", at=NOON)
    student = on_record(a_student())
    problem = staff.put_json(f"/api/v1/students/{student.id}/record", RECORD | FAULTS[pointer], status=422).json
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert system.outside_transaction().academic_records.of(student.id) == AcademicRecord()


def test_a_record_left_incomplete_is_refused(staff, on_record):
    address = f"/api/v1/students/{on_record(a_student()).id}/record"
    problem = staff.put_json(address, {"standing": "junior"}, status=422).json
    assert {error["pointer"] for error in problem["errors"]} == {"#/programme", "#/cohort", "#/completed"}


def test_whoever_is_no_student_has_no_record(staff):
    for user_id in (uuid4(), staff.user.id, "17"):
        staff.put_json(f"/api/v1/students/{user_id}/record", RECORD, status=404)
        staff.get(f"/api/v1/students/{user_id}/record", status=404)


def test_students_may_do_none_of_it_not_even_with_their_own_record(program, anonymous, hard):
    calls = [
        ("GET", f"/api/v1/courses/{hard.id}/permit-grants", None),
        ("POST", f"/api/v1/courses/{hard.id}/permit-grants", {"rules": ["time-conflict"]}),
        ("DELETE", f"/api/v1/courses/{hard.id}/permit-grants/{uuid4()}", None),
        ("GET", "/api/v1/consent-requests", None),
        ("POST", f"/api/v1/consent-requests/{uuid4()}/decision", {"approved": True}),
        ("GET", f"/api/v1/students/{program.user.id}/record", None),
        ("PUT", f"/api/v1/students/{program.user.id}/record", RECORD),
    ]
    for caller, status in ((program, 403), (anonymous, 401)):
        for method, address, body in calls:
            send = getattr(caller, f"{method.lower()}_json" if body else method.lower())
            send(address, *([body] if body else []), status=status)


def test_an_integrator_writes_records_and_decides_nothing(new_program, hard):
    integrator = new_program(a_student(roles=frozenset({Role.INTEGRATOR})))
    for address in ("/api/v1/consent-requests", f"/api/v1/courses/{hard.id}/permit-grants"):
        integrator.get(address, status=403)
    ask(integrator, hard, status=403)


def test_a_drop_on_hold_is_a_conflict_with_the_reason_and_a_receipt(program, on_offer, enrolled, system):
    seat = enrolled(on_offer(a_course()), program.user)
    record = AcademicRecord(completed=(CompletedItem(code="X 1"),), holds=(HOLD,))
    system.outside_transaction().academic_records.put(program.user.id, record)
    problem = program.delete(f"/api/v1/enrollments/{seat.id}", status=409).json
    assert (problem["code"], problem["reasons"][0]["evidence"]["holds"][0]["owner"]) == ("on-hold", "the bursar")
    receipt = program.get(f"/api/v1/receipts/{problem['receipt_id']}").json
    assert (receipt["action"], receipt["outcome"]) == ("course_drop", "refused")
    system.outside_transaction().academic_records.put(program.user.id, replace(record, holds=()))
    assert program.delete(f"/api/v1/enrollments/{seat.id}").json["status"] == "dropped"
