"""Swapping a seat, on pages and without JavaScript."""

import pytest

from tests.functional.permissions import form_to, words_of
from tests.support.build import a_course


@pytest.fixture
def student(signed_in):
    """A student's browser."""
    return signed_in()


@pytest.fixture
def old(on_offer):
    """A course."""
    return on_offer(a_course(code="COGS 1", section="A01"))


@pytest.fixture
def seat(old, enrolled, student):
    """The student's seat in it."""
    return enrolled(old, student.user)


@pytest.fixture
def other(on_offer):
    """Another section of it."""
    return on_offer(a_course(code="COGS 1", section="A02", max_participants=1))


def test_one_chooses_among_the_other_sections(student, seat, other, on_offer):
    on_offer(a_course(code="COGS 10", section="A03"))
    page = student.get("/me").click("Swap…")
    assert words_of(page, "[data-choice] .code") == ["COGS 1 A02"]
    assert words_of(page, "[data-choice] .button") == ["Swap… for COGS 1 A02"]


def test_one_searches_for_another_course(student, seat, on_offer):
    on_offer(a_course(code="MATH 20A", section="B00", title="Calculus"))
    page = student.get(f"/swaps?drop={seat.id}&q=calculus")
    assert words_of(page, "[data-choice] .code") == ["MATH 20A B00"]
    page = student.get(f"/swaps?drop={seat.id}&q=nothing+like+it")
    assert "Nothing in SP26 matches this." in page.text


def test_a_swap_is_confirmed_and_made(student, seat, other, old):
    page = student.get(f"/swaps?drop={seat.id}&add={other.id}")
    page = form_to(page, "/swaps").submit(status=303).follow()
    assert words_of(page, ".notice .title") == ["Swapped"]
    assert words_of(page, "#seats ~ ul .code") == ["COGS 1 A02"]


def test_the_same_form_twice_is_one_swap(student, seat, other):
    form = form_to(student.get(f"/swaps?drop={seat.id}&add={other.id}"), "/swaps")
    assert form.submit(status=303).location == form.submit(status=303).location


def test_where_it_is_full_one_may_wait(student, seat, other, enrolled):
    enrolled(other)
    page = student.get(f"/swaps?drop={seat.id}&add={other.id}")
    assert page.html.select_one("[data-reason=course-full]")
    page = form_to(page, "/swaps").submit(status=303).follow()
    assert words_of(page, ".notice .title") == ["You are on the waitlist of COGS 1 A02"]
    assert words_of(page, "[data-entry] summary") == ["A swap"]


def test_what_was_taken_meanwhile_keeps_the_old_seat(student, seat, other, enrolled):
    form = form_to(student.get(f"/swaps?drop={seat.id}&add={other.id}"), "/swaps")
    enrolled(other)
    page = form.submit(status=409)
    assert "Nothing was swapped. You still hold the seat in COGS 1 A01." in page.text


def test_somebody_elses_seat_is_not_there(signed_in, seat, other):
    signed_in().get(f"/swaps?drop={seat.id}", status=404)
    signed_in().get(f"/swaps?drop={seat.id}&add={other.id}", status=404)


def test_a_form_without_its_key_changes_nothing(student, seat, other, old):
    form = form_to(student.get(f"/swaps?drop={seat.id}&add={other.id}"), "/swaps")
    form["idempotency_key"] = ""
    form.submit(status=422)
    assert words_of(student.get("/me"), "#seats ~ ul .code") == ["COGS 1 A01"]


def test_the_page_of_what_is_in_the_way_of_leads_to_the_swap(student, seat, other):
    page = student.get(f"/courses/{other.id}").click("Swap COGS 1 A01 for it")
    assert words_of(page, "h1") == ["Swap COGS 1 A01 for COGS 1 A02?"]
    form_to(page, "/swaps").submit(status=303)


def test_there_is_nothing_to_swap_where_no_seat_is_held(student, seat, other):
    student.get(f"/swaps?from={other.id}&add={other.id}", status=404)
    student.get(f"/swaps?from=nonsense&add={other.id}", status=404)
