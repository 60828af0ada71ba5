"""Searching the catalog for what the caller can take now."""

import pytest

from enrollment.application.find_takeable import BATCH, MOST_BATCHES
from enrollment.web.cursors import write_cursor
from tests.functional.api.test_courses import codes
from tests.functional.takeable import HELD, OFFERED, TAKEABLE, offer_all, offer_refused
from tests.support.build import a_staff_member

MINE = "/api/v1/courses?mine=true"
BOUND = BATCH * MOST_BATCHES


@pytest.fixture
def student(system, program, enrolled):
    """A student's program, and a catalog in which most of what is open stands against something."""
    enrolled(offer_all(system), program.user)
    return program


def test_what_nothing_stands_against_is_found_and_the_total_is_not_known(student):
    page = student.get(MINE).json

    assert [course["code"] for course in page["items"]] == TAKEABLE
    assert (page["total"], page["next"]) == (None, None)


def test_without_it_everything_is_found_and_counted(student):
    page = student.get("/api/v1/courses?mine=false")

    assert codes(page) == [HELD, *OFFERED]
    assert page.json["total"] == len(OFFERED) + 1


def test_eligibility_says_the_same_of_each(student):
    everything = student.get("/api/v1/courses").json["items"]
    verdicts = {
        course["code"]: student.get(f"/api/v1/courses/{course['id']}/eligibility").json for course in everything
    }

    assert [code for code, verdict in verdicts.items() if not verdict["reasons"]] == TAKEABLE


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_following_next_past_many_refused_sees_every_course_once(system, student, limit):
    offer_refused(system, BOUND + BATCH)
    seen, cursor = [], ""
    while cursor is not None:
        page = student.get(f"{MINE}&limit={limit}{cursor and f'&cursor={cursor}'}")
        assert len(page.json["items"]) <= limit
        seen += codes(page)
        cursor = page.json["next"]

    assert seen == [*TAKEABLE, "ZOO 1"]


def test_it_needs_the_token_of_a_student(anonymous, new_program):
    assert anonymous.get(MINE, status=401).json["code"] == "auth-required"
    assert new_program(a_staff_member()).get(MINE, status=403).json["code"] == "not-permitted"


def test_a_cursor_of_another_list_is_refused(system, student):
    cursor = write_cursor("consent", "1", system.settings.session_secret)

    for address in (MINE, "/api/v1/courses?mine=false"):
        problem = student.get(f"{address}&cursor={cursor}", status=422).json
        assert [error["pointer"] for error in problem["errors"]] == ["#/cursor"]


@pytest.mark.parametrize("said", ["1", "yes", "True", ""])
def test_it_is_true_or_false(student, said):
    student.get(f"/api/v1/courses?mine={said}", status=422)


def test_a_page_takes_two_statements_and_an_empty_one_four(system, student, statements):
    offer_refused(system, BOUND)
    with statements() as typical:
        student.get(f"{MINE}&limit=2")
    with statements() as empty:
        assert codes(student.get(f"{MINE}&subject=PHYS")) == []

    assert (len(typical), len(empty)) == (2, 4)
