"""A student who waits, is offered a seat, and swaps."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import tab_to
from tests.browser.test_accessibility import THEMES, WIDTHS
from tests.browser.waiting import OFFERS, drop, enroll_in_all, full_course, join, linked, offered
from tests.support.build import a_staff_member, an_account

SCRIPTS = pytest.mark.parametrize("scripts", [True, False])


@SCRIPTS
def test_a_student_waits_and_has_the_seat_as_it_comes_free(world, visit, scripts):
    (course, seat), student = full_course(world, code="MATH 20A"), world.student()
    page = visit(student, java_script_enabled=scripts)
    page.goto(f"/courses/{course.id}")
    page.get_by_role("button", name="Join the waitlist").click()
    expect(page.get_by_role("status")).to_contain_text("You are on the waitlist of MATH 20A")
    expect(page.locator("[data-entry]")).to_contain_text("#1 next in line of 1")

    drop(world, seat)
    page.reload()

    expect(page.locator("[data-entry]")).to_have_count(0)
    assert world.seats_of(student) == [course.name]


@SCRIPTS
def test_leaving_a_line_is_asked_about_and_costs_the_place(world, visit, scripts):
    (course, _), student = full_course(world), world.student()
    join(world, course, student)
    page = visit(student, java_script_enabled=scripts)
    page.goto("/me")
    page.get_by_role("link", name="Leave").click()
    page.get_by_role("main").get_by_role("button", name="Leave").click()

    expect(page.locator("[data-entry]")).to_have_count(0)
    expect(page.get_by_role("status")).to_be_visible()


def test_an_offer_is_accepted_with_the_keyboard_alone(world, visit):
    student = world.student()
    course, _ = offered(world, student)
    page = visit(student)
    page.goto("/me")
    expect(page.locator("[data-offer]")).to_contain_text("Accept by")
    tab_to(page, page.get_by_role("button", name="Accept"))
    page.keyboard.press("Enter")

    expect(page.locator("[data-offer]")).to_have_count(0)
    assert world.seats_of(student) == [course.name]


def test_what_is_declined_goes_to_the_next_in_line(world, visit):
    student, other = world.student(), world.student()
    course, seat = full_course(world, OFFERS)
    join(world, course, student)
    join(world, course, other)
    drop(world, seat)
    page = visit(student, java_script_enabled=False)
    page.goto("/me")
    page.get_by_role("link", name="Decline").click()
    page.get_by_role("main").get_by_role("button", name="Decline").click()

    page = visit(other)
    page.goto(f"/courses/{course.id}")
    expect(page.locator(".enrollment-btn").first).to_have_attribute("data-state", "offered")


@SCRIPTS
def test_a_seat_is_swapped_for_another_section(world, visit, scripts):
    student = world.student()
    old, new = (world.offer(code=f"PHYS {1 + scripts}", section=section) for section in ("A01", "B01"))
    world.enroll(old, student)
    page = visit(student, java_script_enabled=scripts)
    page.goto(f"/courses/{new.id}")
    page.get_by_role("link", name=f"Swap {old.name} for it").click()
    page.get_by_role("button", name="Swap", exact=True).click()

    expect(page.get_by_role("status")).to_contain_text("Swapped")
    assert world.seats_of(student) == [new.name]


@SCRIPTS
def test_a_lecture_and_its_lab_are_swapped_for_others(world, visit, scripts):
    student = world.student()
    lecture, lab, other, *_ = linked(world, f"BILD {1 + scripts}", "LE1", "LA1", "LE2", "LA2", "LA3")
    enroll_in_all(world, student, [lecture, lab])
    page = visit(student, java_script_enabled=scripts)
    page.goto("/me")
    page.get_by_role("link", name=f"Swap… {lecture.name}").click()
    page.get_by_label(lab.name).check()
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=f"Swap… for {other.name}").click()
    page.get_by_label("LA3").check()
    page.get_by_role("button", name="Swap", exact=True).click()

    expect(page.get_by_role("status")).to_contain_text("Swapped")
    assert sorted(world.seats_of(student)) == [f"{lecture.code} LA3", f"{lecture.code} LE2"]


def test_they_are_swapped_with_the_keyboard_alone(world, visit):
    student = world.student()
    lecture, lab, other, *_ = linked(world, "BILD 3", "LE1", "LA1", "LE2", "LA2", "LA3")
    enroll_in_all(world, student, [lecture, lab])
    page = visit(student)
    page.goto("/me")
    for pressed, key in [
        (page.get_by_role("link", name=f"Swap… {lecture.name}"), "Enter"),
        (page.get_by_label(lab.name), "Space"),
        (page.get_by_role("button", name="Search"), "Enter"),
        (page.get_by_role("link", name=f"Swap… for {other.name}"), "Enter"),
        (page.get_by_role("radio", checked=True), "ArrowDown"),
        (page.get_by_role("button", name="Swap", exact=True), "Enter"),
    ]:
        tab_to(page, pressed)
        page.keyboard.press(key)

    expect(page.get_by_role("status")).to_contain_text("Swapped")
    assert sorted(world.seats_of(student)) == ["BILD 3 LA3", "BILD 3 LE2"]


def test_staff_give_somebody_another_place_and_say_why(world, visit):
    course, _ = full_course(world)
    students = [world.student(name=name) for name in ("Ada Byron", "Grace Hopper")]
    for student in students:
        join(world, course, student)
    page = visit(_staff(world))
    page.goto(f"/courses/{course.id}")
    page.get_by_role("link", name="Waitlist and seats of this course").click()
    row = page.locator("[data-entry]").filter(has_text="Grace Hopper")
    row.locator("summary").click()
    row.get_by_label("To position").fill("1")
    row.get_by_label("Why").fill("a promise of the department")
    row.get_by_role("button", name="Move").click()

    expect(page.locator("[data-entry]").first).to_contain_text("Grace Hopper")


@WIDTHS
@THEMES
def test_no_page_about_waiting_has_violations(world, visit, violations, theme, width):
    student, addresses, staff = _addresses(world)
    pages, found = {one: visit(one, **_window(theme, width)) for one in (student, staff)}, {}
    for name, address in addresses.items():
        one = pages[staff if address.startswith("/staff") else student]
        assert one.goto(address).status == 200, name
        found[name] = violations(one, f"{name}-{theme}-{width}")
        assert one.evaluate("document.documentElement.scrollWidth") <= width, name
    assert {name: some for name, some in found.items() if some} == {}


def _window(theme, width):
    return {"color_scheme": theme, "viewport": {"width": width, "height": 800}}


def _staff(world):
    staff = a_staff_member()
    world.system.outside_transaction().accounts.add(an_account(user=staff))
    return staff


def _addresses(world):
    """A student who waits, is offered a seat and has one; every page about that; and somebody of staff."""
    student = world.student()
    (full, _), seat = full_course(world, code="CSE 12"), world.enroll(world.offer(code="CSE 20"), student)
    offer, offer_entry = offered(world, student)
    waited, _ = full_course(world, code="CSE 21")
    entry = join(world, waited, student)
    sections = linked(world, f"CSE {uuid4().hex[:4]}", "LE1", "LA1", "LE2", "LA2", "LA3")
    lecture, lab = (one.id for one in enroll_in_all(world, student, sections[:2]))
    addresses = {
        "course-full": f"/courses/{full.id}",
        "course-waitlisted": f"/courses/{waited.id}",
        "course-offered": f"/courses/{offer.id}",
        "schedule-waiting": "/me",
        "leave": f"/waitlist/{entry.id}/leave",
        "decline": f"/offers/{offer_entry.id}/decline",
        "swaps": f"/swaps?drop={seat.id}&q=cse",
        "swap": f"/swaps?drop={seat.id}&add={full.id}",
        "swaps-linked": f"/swaps?drop={lecture}",
        "swap-linked": f"/swaps?drop={lecture},{lab}&add={sections[2].id}",
        "staff-waitlist": f"/staff/courses/{waited.id}/waitlist",
    }
    return student, addresses, _staff(world)
