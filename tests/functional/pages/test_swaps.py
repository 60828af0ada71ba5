"""Swapping a seat, on pages and without JavaScript."""

from dataclasses import replace
from datetime import time
from uuid import uuid4

import pytest

from enrollment.domain.meetings import Day, Meeting
from enrollment.domain.submission import Mode
from tests.functional.permissions import form_to, words_of
from tests.support.build import a_course, an_origin

AT = {hour: (Meeting(kind="LE", days=(Day.MONDAY,), starts=time(hour), ends=time(hour, 50)),) for hour in range(9, 12)}


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


def in_the_way(student, course):
    """Where the page of the course leads to, to swap what stands in its way."""
    [link] = [a for a in student.get(f"/courses/{course.id}").html.select(".ways a") if a.text.startswith("Swap")]
    return link


def test_what_two_seats_stand_in_the_way_of_is_swapped_for_both(student, on_offer, enrolled, ruled):
    first, second = (on_offer(a_course(code=code, meetings=AT[9])) for code in ("MATH 1", "MATH 2"))
    for course in (first, second):
        enrolled(course, student.user)
    ruled(refuse_conflicts=True)
    wanted = on_offer(a_course(code="MATH 3", meetings=AT[9]))

    link = in_the_way(student, wanted)
    form_to(student.get(link["href"]), "/swaps").submit(status=303)

    assert first.name in link.text
    assert second.name in link.text
    assert words_of(student.get("/me"), "#seats ~ ul .code") == [f"{wanted.code} {wanted.section}"]


class TestLinked:
    """A lecture and its lab, which are swapped for another lecture and a lab that goes with it."""

    @pytest.fixture
    def sections(self, on_offer, ruled):
        """The sections, by name: all at different times, but for the second lecture and the first lab."""
        hours = {"LE1": 9, "LA1": 10, "LE2": 10, "LA2": 11}
        made = {name: on_offer(a_course(section=name, meetings=AT[hour])) for name, hour in hours.items()}
        for section in made.values():
            ruled(section, linked=("LE", "LA"))
        ruled(refuse_conflicts=True)
        return made

    @pytest.fixture
    def seats(self, sections, system, student):
        """The student's seats in the first lecture and the first lab, by the names of the sections."""
        ids = [sections[name].id for name in ("LE1", "LA1")]
        with system.transactions.manager:
            submit = system.in_transaction().submit_courses
            lines = submit(student.user.id, ids, mode=Mode.ALL_OR_NOTHING, key=None, origin=an_origin())
        return dict(zip(("LE1", "LA1"), (line.receipt.enrollment for line in lines), strict=True))

    @pytest.fixture
    def chosen(self, student, seats, sections):
        """The page that confirms giving up both for the second lecture."""
        form = form_to(student.get(f"/swaps?drop={seats['LE1'].id}"), "/swaps")
        form["drop-1"].checked = True
        return form.submit().click(href=f"add={sections['LE2'].id}")

    def held(self, student):
        """The names of the sections the student holds."""
        return set(words_of(student.get("/me"), "#seats ~ ul .code"))

    def test_one_chooses_what_is_taken_along(self, student, chosen):
        form = form_to(chosen, "/swaps")
        form["with-LA"].select(form["with-LA"].options[-1][0])
        form.submit(status=303)
        assert self.held(student) == {"COGS 1 LE2", "COGS 1 LA2"}

    def test_what_cannot_be_taken_along_is_not_proposed(self, chosen, sections):
        assert form_to(chosen, "/swaps")["with-LA"].value == str(sections["LA2"].id)

    def test_a_choice_that_does_not_fit_changes_nothing(self, student, chosen, sections):
        form = form_to(chosen, "/swaps")
        form["with-LA"].force_value(str(sections["LE2"].id))
        page = form.submit(status=409)
        assert "You still hold those seats in COGS 1 LE1 and COGS 1 LA1." in page.text
        assert self.held(student) == {"COGS 1 LE1", "COGS 1 LA1"}

    def test_where_the_lab_is_full_all_are_waited_for(self, student, chosen, sections, system):
        full = replace(sections["LA2"], max_participants=0)
        system.outside_transaction().catalog.load([full])
        page = student.get(chosen.request.path_qs)
        assert words_of(page, "button.primary") == ["Wait for the swap"]
        form_to(page, "/swaps").submit(status=303)
        [standing] = system.outside_transaction().read_standing(student.user.id)
        assert set(standing.waiting.entry.courses) == {sections["LE2"].id, sections["LA2"].id}
        assert len(standing.waiting.entry.gives_up) == 2
        form = form_to(student.get("/me"), f"/waitlist/{standing.waiting.entry.id}/revise")
        assert [form[name].checked for name in ("drop-1", "drop-2")] == [True, True]

    def test_where_no_lab_can_be_had_there_is_nothing_to_press(self, student, chosen, sections, ruled):
        ruled(sections["LA2"], consent_of="instructor")
        page = student.get(chosen.request.path_qs)
        assert "what goes with it cannot be had now" in page.text
        assert words_of(page, "button.primary") == []

    def test_what_else_is_in_the_way_can_be_given_up_as_well(self, student, seats, sections):
        page = student.get(f"/swaps?drop={seats['LE1'].id}&add={sections['LE2'].id}")
        page = page.click("Swap COGS 1 LA1 for it as well")
        assert words_of(page, "h1") == ["Swap COGS 1 LE1 and COGS 1 LA1 for COGS 1 LE2?"]


def test_a_list_that_is_too_long_is_not_found(student, seat, other):
    many = ",".join(str(uuid4()) for _ in range(12))
    student.get(f"/swaps?drop={seat.id}&add={many}", status=404)
    student.get(f"/swaps?drop={many}", status=404)
