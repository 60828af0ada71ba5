"""Searching the catalog, page by page."""

import pytest

from enrollment.domain.catalog import RegistrationWindow
from tests.support.build import NOON, a_course


def codes(response):
    """The courses of a page, by code."""
    return [course["code"] for course in response.json["items"]]


@pytest.fixture
def catalog(on_offer):
    """Five courses: one full, one closed."""
    on_offer(a_course(code="COGS 1"))
    on_offer(a_course(code="COGS 2", max_participants=0))
    on_offer(a_course(code="MATH 3", registration=RegistrationWindow(closes=NOON)))
    on_offer(a_course(code="MATH 10", title="Calculus"))
    on_offer(a_course(code="MATH 20", term="FA26"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["COGS 1", "COGS 2", "MATH 3", "MATH 10", "MATH 20"]),
        ("q=calculus", ["MATH 10"]),
        ("subject=COGS", ["COGS 1", "COGS 2"]),
        ("term=FA26", ["MATH 20"]),
        ("open=true", ["COGS 1", "MATH 10", "MATH 20"]),
        ("open=false&subject=MATH&term=SP26", ["MATH 3", "MATH 10"]),
    ],
)
def test_a_search_finds_what_matches_all_of_it(anonymous, catalog, query, found):
    assert codes(anonymous.get(f"/api/v1/courses?{query}")) == found


@pytest.mark.parametrize("limit", [1, 2, 4, 5, 100])
def test_following_next_sees_every_course_once_in_order(anonymous, catalog, limit):
    seen, address = [], f"/api/v1/courses?limit={limit}"
    while address:
        page = anonymous.get(address)
        assert page.json["total"] == 5
        assert len(page.json["items"]) <= limit
        seen += codes(page)
        cursor = page.json["next"]
        address = cursor and f"/api/v1/courses?limit={limit}&cursor={cursor}"

    assert seen == ["COGS 1", "COGS 2", "MATH 3", "MATH 10", "MATH 20"]


def test_a_cursor_with_one_letter_changed_is_refused(anonymous, catalog):
    cursor = anonymous.get("/api/v1/courses?limit=1").json["next"]
    forged = ("B" if cursor[0] == "A" else "A") + cursor[1:]

    problem = anonymous.get(f"/api/v1/courses?cursor={forged}", status=422).json

    assert [error["pointer"] for error in problem["errors"]] == ["#/cursor"]


def test_every_fault_is_told_at_once(anonymous):
    problem = anonymous.get("/api/v1/courses?limit=0&open=yes&colour=red", status=422).json

    assert {error["pointer"] for error in problem["errors"]} == {"#/limit", "#/open", "#/colour"}
    assert problem["code"] == "unknown-member"


@pytest.mark.parametrize("limit", ["0", "-1", "101", "1e2", "1.0", " 5", "٥", "5_0", "+5", "true", "", "1000000000"])
def test_a_limit_is_a_number_from_1_to_100(anonymous, limit):
    anonymous.get("/api/v1/courses", {"limit": limit}, status=422)
