"""Enrolling over the API: the seat, or every reason why not."""

from datetime import timedelta
from uuid import uuid4

import pytest

from enrollment.domain.catalog import CourseStatus, RegistrationWindow
from tests.support.build import NOON, a_course, a_staff_member


def test_a_seat_is_answered_with_the_enrollment_and_where_to_find_it(program, on_offer):
    course = on_offer(a_course())

    response = program.enroll(course, status=201)

    assert response.json["course_id"] == str(course.id)
    assert response.json["student_id"] == str(program.user.id)
    assert response.json["status"] == "approved"
    assert response.json["enrollment_date"] == "2026-03-02T12:00:00+00:00"
    assert response.headers["Location"] == f"/api/v1/enrollments/{response.json['id']}"
    assert program.get(response.headers["Location"]).json["id"] == response.json["id"]


def test_a_refusal_gives_every_reason_in_order_and_what_would_change_it(program, on_offer):
    opens = NOON + timedelta(days=1)
    course = on_offer(a_course(max_participants=0, registration=RegistrationWindow(opens=opens)))

    problem = program.enroll(course, status=409).json

    assert [reason["code"] for reason in problem["reasons"]] == ["registration-not-open", "course-full"]
    assert problem["reasons"][0]["changes_at"] == "2026-03-03T12:00:00+00:00"
    assert problem["reasons"][1]["evidence"] == {
        "max_participants": 0,
        "current_enrollment": 0,
        "waiting": 0,
        "promised": 0,
    }
    assert {"message", "remedy", "who", "category"} < problem["reasons"][0].keys()
    assert (problem["code"], problem["state"], problem["may_wait"]) == ("registration-not-open", "not_available", False)
    assert (problem["category"], problem["retry"], problem["fallback"]) == (
        "business",
        False,
        "Show alternative options",
    )


def test_a_refusal_is_kept_with_its_receipt(program, on_offer):
    course = on_offer(a_course(max_participants=0))

    refused = program.enroll(course, status=409).json
    receipt = program.get(f"/api/v1/receipts/{refused['receipt_id']}").json

    assert receipt["outcome"] == "refused"
    assert receipt["reasons"] == refused["reasons"]
    assert receipt["enrollment"] is None


def test_another_section_is_refused_until_the_first_is_dropped(program, on_offer):
    first, second = on_offer(a_course(section="A01")), on_offer(a_course(section="A02"))
    held = program.enroll(first, status=201).json["id"]

    assert program.enroll(second, status=409).json["code"] == "other-section-held"

    program.delete(f"/api/v1/enrollments/{held}", headers={"Idempotency-Key": f'"{uuid4()}"'}, status=200)
    program.enroll(second, status=201)


def test_the_same_seat_twice_is_refused_by_what_is_held_already(program, on_offer):
    course = on_offer(a_course())
    held = program.enroll(course, status=201).json["id"]

    problem = program.enroll(course, status=409).json

    assert problem["code"] == "already-enrolled"
    assert problem["reasons"][0]["evidence"]["enrollment_id"] == held


def test_staff_may_not_enroll(new_program, on_offer):
    problem = new_program(a_staff_member()).enroll(on_offer(a_course()), status=403).json

    assert problem["code"] == "not-permitted"


def test_without_a_token_one_is_asked_for(anonymous, on_offer):
    response = anonymous.enroll(on_offer(a_course()), status=401)

    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert response.json["code"] == "auth-required"


@pytest.mark.parametrize("token", ["nonsense", "a.b.c", "a.b.c.d.e"])
def test_a_token_that_is_none_is_said_to_be_invalid(anonymous, on_offer, token):
    anonymous.authorization = ("Bearer", token)

    response = anonymous.enroll(on_offer(a_course()), status=401)

    assert response.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'
    assert response.json["code"] == "invalid-token"


def test_a_draft_is_not_told_from_no_course_at_all(program, on_offer):
    draft = on_offer(a_course(status=CourseStatus.DRAFT, max_participants=0))
    absent = a_course()

    answers = [program.enroll(course, status=404).json for course in (draft, absent)]

    assert [answer.pop("instance") for answer in answers] != []
    assert answers[0] == answers[1]


def test_the_id_of_a_course_has_one_spelling(program, on_offer):
    course = on_offer(a_course())

    for spelling in (str(course.id).upper(), course.id.hex, f"{{{course.id}}}", str(uuid4())[:-1]):
        program.get(f"/api/v1/courses/{spelling}", status=404)
