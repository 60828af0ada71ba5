"""A student at the site, from finding a course to giving it up."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import tab_to
from tests.browser.world import PASSWORD, STATES

ON_MY_SCHEDULE = re.compile(r"/me\?receipt=")


def sign_in(page, student):
    page.get_by_label("E-mail address").fill(student.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


@pytest.mark.parametrize("state", STATES)
def test_each_state_has_its_button_and_its_action(world, visit, state):
    course, student = world.meeting(state)
    page = visit(None if state == "login_required" else student)
    page.goto(f"/courses/{course.id}")
    button = page.locator(f".enrollment-btn[data-state={state}]")

    button.click(force=True)  # what is disabled is pressed as well, and does nothing

    leads_to = {"login_required": "Sign in", "enrolled": "My schedule"}
    expect(page.get_by_role("heading", level=1)).to_have_text(leads_to.get(state, course.title))
    assert page.locator("dialog[open]").count() == (state == "available")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_student_signs_in_enrolls_and_drops_again(world, visit, scripts):
    course, student = world.offer(section="A01"), world.student()
    page = visit(java_script_enabled=scripts)
    page.goto(f"/?q={course.section}")
    page.get_by_role("link", name=course.title).first.click()
    page.get_by_role("button", name="Login to Enroll").click()
    sign_in(page, student)

    page.get_by_role("button", name="Enroll Now").click()
    page.get_by_role("button", name="Confirm").click()

    expect(page.get_by_role("status")).to_contain_text("Enrolled Successfully! You hold a seat in COGS 1 A01.")
    assert world.seats_of(student) == ["COGS 1 A01"]

    page.get_by_role("button", name="Drop").click()
    page.get_by_role("button", name="Drop COGS 1 A01").click()
    expect(page.get_by_role("status")).to_contain_text("You dropped COGS 1 A01")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("status")).to_contain_text("You are signed out.")
    assert world.seats_of(student) == []


def test_cancelling_changes_nothing_and_leaves_one_where_one_was(world, visit):
    course, student = world.meeting("available")
    page = visit(student)
    page.goto(f"/courses/{course.id}")
    button = page.get_by_role("button", name="Enroll Now")

    button.click()
    page.get_by_role("link", name="Cancel").click()

    expect(page.locator("dialog")).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    assert world.seats_of(student) == []


def test_without_scripts_cancelling_goes_back_to_the_course(world, visit):
    course, student = world.meeting("available")
    page = visit(student, java_script_enabled=False)
    page.goto(f"/courses/{course.id}")
    page.get_by_role("button", name="Enroll Now").click()

    page.get_by_role("link", name="Cancel").click()

    expect(page).to_have_url(f"{world.address}/courses/{course.id}")
    assert world.seats_of(student) == []


@pytest.mark.parametrize("scripts", [True, False])
def test_pressing_twice_takes_one_seat(world, visit, scripts):
    course, student = world.meeting("available")
    page = visit(student, java_script_enabled=scripts)
    page.goto(f"/courses/{course.id}")
    page.get_by_role("button", name="Enroll Now").click()

    page.get_by_role("button", name="Confirm").dblclick(no_wait_after=True)

    expect(page).to_have_url(ON_MY_SCHEDULE)
    expect(page.get_by_role("status")).to_contain_text("Enrolled Successfully!")
    assert world.outcomes_of(student) == ["approved"]


@pytest.mark.parametrize("scripts", [True, False])
def test_going_back_shows_the_course_as_it_is_now(world, visit, scripts):
    course, student = world.meeting("available")
    page = visit(student, java_script_enabled=scripts)
    page.goto(f"/courses/{course.id}")
    page.get_by_role("button", name="Enroll Now").click()
    page.get_by_role("button", name="Confirm").click()
    expect(page).to_have_url(ON_MY_SCHEDULE)

    page.go_back()

    expect(page.locator("[data-reason=already-enrolled]")).to_be_visible()


def test_reloading_the_answer_takes_no_second_seat(world, visit):
    course, student = world.meeting("available")
    page = visit(student, java_script_enabled=False)
    page.goto(f"/courses/{course.id}/enroll")
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url("**/me?receipt=*")

    page.reload()

    expect(page.get_by_role("status")).to_contain_text("Enrolled Successfully!")
    assert world.outcomes_of(student) == ["approved"]


def test_the_whole_way_can_be_gone_by_keyboard(world, visit):
    course, student = world.meeting("available")
    page = visit()
    page.goto(f"/login?next=/courses/{course.id}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    for text in ("Tab", student.email, "Tab", PASSWORD, "Enter"):
        page.keyboard.press(text) if text in ("Tab", "Enter") else page.keyboard.type(text)
    expect(page.get_by_role("button", name="Enroll Now")).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Enroll Now"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Confirm"))
    page.keyboard.press("Space")

    expect(page).to_have_url(ON_MY_SCHEDULE)
    tab_to(page, page.get_by_role("button", name="Drop"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Drop", exact=False).first).to_be_visible()
    tab_to(page, page.get_by_role("main").get_by_role("button", name="Drop"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("You dropped")
