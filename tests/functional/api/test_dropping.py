"""Dropping over the API."""

from datetime import timedelta
from uuid import uuid4

from tests.support.build import a_course


def test_a_dropped_enrollment_is_answered_with_its_new_status(program, on_offer, enrolled):
    enrollment = enrolled(on_offer(a_course()), program.user)

    dropped = program.delete(f"/api/v1/enrollments/{enrollment.id}").json

    assert (dropped["id"], dropped["status"]) == (str(enrollment.id), "dropped")
    assert dropped["ended_at"] == "2026-03-02T12:00:00+00:00"
    assert program.get(f"/api/v1/receipts/{dropped['receipt_id']}").json["action"] == "course_drop"


def test_the_seat_is_free_again(program, on_offer, enrolled, new_program):
    course = on_offer(a_course(max_participants=1))
    enrollment = enrolled(course, program.user)

    program.delete(f"/api/v1/enrollments/{enrollment.id}")

    new_program().enroll(course, status=201)


def test_dropping_what_has_ended_answers_how_it_ended(program, on_offer, enrolled, clock):
    enrollment = enrolled(on_offer(a_course()), program.user)
    program.delete(f"/api/v1/enrollments/{enrollment.id}")
    clock.advance(timedelta(minutes=5))

    again = program.delete(f"/api/v1/enrollments/{enrollment.id}").json

    assert (again["status"], again["ended_at"]) == ("dropped", "2026-03-02T12:00:00+00:00")
    assert again["receipt_id"] is None


def test_somebody_elses_enrollment_is_not_told_from_none(program, on_offer, enrolled):
    foreign = enrolled(on_offer(a_course()))

    for method in (program.get, program.delete):
        answers = [method(f"/api/v1/enrollments/{of}", status=404).json for of in (foreign.id, uuid4(), "nonsense")]
        for answer in answers:
            answer.pop("instance")
        assert answers[0] == answers[1] == answers[2]


def test_a_key_makes_a_drop_repeatable(program, on_offer, enrolled, clock):
    enrollment = enrolled(on_offer(a_course()), program.user)
    key = {"Idempotency-Key": '"once"'}

    first = program.delete(f"/api/v1/enrollments/{enrollment.id}", headers=key)
    clock.advance(timedelta(minutes=5))
    second = program.delete(f"/api/v1/enrollments/{enrollment.id}", headers=key)

    assert first.body == second.body
