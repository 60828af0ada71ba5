"""A student makes a plan, orders it, and asks for all of it at once."""

import re

import pytest
from playwright.sync_api import expect

from enrollment.domain.catalog import RegistrationWindow
from tests.browser.world import WEEK
from tests.support.build import NOON


@pytest.mark.parametrize("scripts", [True, False])
def test_a_plan_is_made_ordered_and_submitted(world, visit, scripts):
    section = f"S{scripts:d}"
    first, second = world.offer(code="ART 1", section=section), world.offer(code="ART 2", section=section, meetings=())
    student = world.student()
    page = visit(student, java_script_enabled=scripts)
    for course in (first, second):
        page.goto(f"/courses/{course.id}")
        page.get_by_role("button", name="Add to plan").click()
        expect(page.get_by_role("status")).to_have_text(f"{course.name} is in your plan")

    page.get_by_role("button", name=f"Move up: {second.name}").click()
    expect(page.locator("ol.courses > li").first).to_contain_text("ART 2")
    page.get_by_label("All or nothing").check()
    page.get_by_role("button", name="Submit 2 courses").click()

    expect(page.get_by_role("status")).to_contain_text("Enrolled Successfully!")
    assert sorted(world.seats_of(student)) == [first.name, second.name]


@pytest.mark.parametrize("scripts", [True, False])
def test_pressing_submit_twice_submits_once(world, visit, scripts):
    student, full = world.student(), world.offer(max_participants=0)
    world.plan(student, world.offer(meetings=()), full)
    page = visit(student, java_script_enabled=scripts)
    page.goto("/plan")

    page.get_by_role("button", name="Submit 2 courses").dblclick(no_wait_after=True)

    expect(page).to_have_url(re.compile(r"/plan/result\?receipts="))
    expect(page.get_by_role("heading", level=1)).to_have_text("You got 1 of 2 courses")
    assert sorted(world.outcomes_of(student)) == ["approved", "refused"]


def test_what_was_removed_is_put_back_by_keyboard(world, visit):
    student, courses = world.student(), [world.offer(section=f"B0{number}", meetings=()) for number in (1, 2)]
    world.plan(student, *courses)
    page = visit(student)
    page.goto("/plan")

    page.get_by_role("button", name="Remove COGS 1 B01").press("Enter")
    expect(page.locator("ol.courses > li")).to_have_count(1)
    page.get_by_role("button", name="Undo").press("Space")

    expect(page.locator("ol.courses > li").first).to_contain_text("B01")


def test_before_registration_opens_there_is_nothing_to_press(world, visit):
    student = world.student()
    world.plan(student, world.offer(registration=RegistrationWindow(opens=NOON + WEEK)))
    page = visit(student)
    page.goto("/plan")

    submit = page.get_by_role("button", name="Submit")
    expect(submit).to_be_disabled()
    expect(submit).to_have_accessible_description(re.compile("Your registration opens on Mon 9 Mar 2026, 05:00 PDT"))


def test_the_week_is_drawn_where_there_is_room_and_listed_where_there_is_not(world, visit):
    student = world.student()
    world.plan(student, world.offer())
    for width, is_drawn in ((1280, True), (320, False)):
        page = visit(student, viewport={"width": width, "height": 800})
        page.goto("/plan")
        assert page.locator(".drawn-week").is_visible() is is_drawn
        assert (page.locator(".week .days").bounding_box()["width"] > 100) is not is_drawn
