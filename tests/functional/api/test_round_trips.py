"""How often the database is asked: each statement, BEGIN and COMMIT is a way there and back."""

from uuid import uuid4

import pytest

from tests.support.build import a_course


@pytest.fixture
def trips(statements):
    """Count what the block asks the database."""
    return statements


def test_enrolling_takes_six_at_most(program, on_offer, trips):
    course = on_offer(a_course())
    program.enroll(on_offer(a_course()))  # once before, so that no connection is new

    with trips() as asked:
        program.enroll(course, status=201)

    assert len(asked) <= 6, asked
    assert (asked[0], asked[-1]) == ("BEGIN", "COMMIT")


def test_a_refusal_takes_six_at_most(program, on_offer, trips):
    course = on_offer(a_course(max_participants=0))

    with trips() as asked:
        program.enroll(course, status=409)

    assert len(asked) <= 6, asked


def test_dropping_takes_six_at_most(program, on_offer, enrolled, trips):
    enrollment = enrolled(on_offer(a_course()), program.user)

    with trips() as asked:
        program.delete(f"/api/v1/enrollments/{enrollment.id}")

    assert len(asked) <= 6, asked


@pytest.mark.parametrize("address", ["/courses/{id}", "/courses/{id}/eligibility"])
def test_reading_a_course_takes_one(program, on_offer, trips, address):
    course = on_offer(a_course())

    with trips() as asked:
        program.get("/api/v1" + address.format(id=course.id))

    assert len(asked) == 1, asked


def test_what_is_refused_at_the_edge_asks_nothing(program, anonymous, trips):
    with trips() as asked:
        program.get("/api/v1/courses?limit=0", status=422)
        program.post(f"/api/v1/courses/{uuid4()}/enrollments", status=400)
        anonymous.get("/api/v1/me", status=401)

    assert asked == []
