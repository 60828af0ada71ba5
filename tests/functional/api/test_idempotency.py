"""The same request twice is one effect and one answer."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from tests.support.build import a_course


def test_a_repetition_is_answered_byte_for_byte(program, on_offer, clock):
    course = on_offer(a_course(max_participants=1))

    first = program.enroll(course, key="once", status=201)
    clock.advance(timedelta(hours=2))
    second = program.enroll(course, key="once", status=201)

    assert (first.body, first.headers["Location"]) == (second.body, second.headers["Location"])
    assert len(program.get("/api/v1/me/enrollments").json["items"]) == 1


def test_a_refusal_is_repeated_byte_for_byte_though_it_would_be_granted_now(program, on_offer, enrolled, new_program):
    course = on_offer(a_course(max_participants=1))
    holder = new_program()
    held = enrolled(course, holder.user)

    first = program.enroll(course, key="once", status=409)
    holder.delete(f"/api/v1/enrollments/{held.id}")
    second = program.enroll(course, key="once", status=409)

    assert first.body == second.body


def test_the_key_of_another_request_is_refused(program, on_offer):
    program.enroll(on_offer(a_course()), key="once", status=201)

    problem = program.enroll(on_offer(a_course()), key="once", status=422).json

    assert problem["code"] == "idempotency-key-reused"


def test_the_keys_of_two_students_are_independent(program, new_program, on_offer):
    course = on_offer(a_course())

    ids = {each.enroll(course, key="once", status=201).json["id"] for each in (program, new_program())}

    assert len(ids) == 2


@pytest.mark.parametrize("key", ['"a"', '"' + "k" * 255 + '"', r'"a \"quoted\" \\ key"', ' "spaced" '])
def test_a_quoted_string_is_a_key(program, on_offer, key):
    address = f"/api/v1/courses/{on_offer(a_course()).id}/enrollments"

    program.post(address, headers={"Idempotency-Key": key}, status=201)


@pytest.mark.parametrize("key", ["bare", '""', '"' + "k" * 256 + '"', '"open', r'"\a"', '"a";b', '"a", "b"', '"é"'])
def test_anything_else_is_refused_and_told_how_to_write_it(program, on_offer, key):
    address = f"/api/v1/courses/{on_offer(a_course()).id}/enrollments"

    problem = program.post(address, headers={"Idempotency-Key": key}, status=400).json

    assert problem["code"] == "idempotency-key-malformed"
    assert 'Idempotency-Key: "' in problem["detail"]


def test_enrolling_without_a_key_is_refused(program, on_offer):
    problem = program.post(f"/api/v1/courses/{on_offer(a_course()).id}/enrollments", status=400).json

    assert problem["code"] == "idempotency-key-missing"


def test_many_at_once_get_one_seat_and_one_answer(program, on_offer):
    course = on_offer(a_course())

    def ask(_):
        return program.enroll(course, key="once", expect_errors=True)

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(ask, range(16)))

    assert {answer.status_int for answer in answers} == {201}
    assert len({answer.body for answer in answers}) == 1
