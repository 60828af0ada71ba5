"""Nothing on any page, in any state and in either theme, that axe-core finds fault with."""

from dataclasses import replace

import pytest

from tests.browser.world import STATES, World

THEMES = pytest.mark.parametrize("theme", ["light", "dark"])
WIDTHS = pytest.mark.parametrize("width", [320, 1280])


def paths(world: World):
    """Every page besides the course's own: its name, whether one is signed in, and its address."""
    course, student = world.meeting("available")
    enrollment = world.enroll(world.offer(code="CSE 8A", title="Introduction to Programming"), student)
    refused, _ = world.meeting("registration_closed")
    world.plan(student, refused, world.meeting("not_available")[0], course)
    return student, {
        "catalog": "/",
        "catalog-empty": "/?q=nothing+like+this",
        "catalog-faulty": "/?page=0",
        "catalog-mine": "/?mine=1",
        "catalog-mine-empty": "/?mine=1&q=nothing+like+this",
        "confirm": f"/courses/{course.id}/enroll",
        "confirm-refused": f"/courses/{refused.id}/enroll",
        "schedule": "/me",
        "plan": "/plan",
        "plan-result": f"/plan/result?held_back={course.id}",
        "drop": f"/enrollments/{enrollment.id}/drop",
        "not-found": "/nothing-here",
    }


@WIDTHS
@THEMES
def test_no_page_has_violations(world, visit, violations, theme, width):
    student, addresses = paths(world)
    page = visit(student, color_scheme=theme, viewport={"width": width, "height": 800})
    found = {}
    for name, address in addresses.items():
        page.goto(address)
        found[name] = violations(page, f"{name}-{theme}-{width}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name

    assert {name: some for name, some in found.items() if some} == {}


@WIDTHS
@THEMES
@pytest.mark.parametrize("state", STATES)
def test_no_state_of_a_course_has_violations(world, visit, violations, state, theme, width):
    course, student = world.meeting(state)
    world.offer(code=course.code)
    signed_in = None if state == "login_required" else student
    page = visit(signed_in, color_scheme=theme, viewport={"width": width, "height": 800})

    page.goto(f"/courses/{course.id}")

    assert page.locator(".enrollment-btn").first.get_attribute("data-state") == state
    assert violations(page, f"course-{state}-{theme}-{width}") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@WIDTHS
@THEMES
def test_the_dialog_and_the_sign_in_page_have_no_violations(world, visit, violations, theme, width):
    course, student = world.meeting("available")
    page = visit(student, color_scheme=theme, viewport={"width": width, "height": 800})
    page.goto(f"/courses/{course.id}")
    page.get_by_role("button", name="Enroll Now").click()
    assert violations(page, f"dialog-{theme}-{width}") == []

    page = visit(color_scheme=theme, viewport={"width": width, "height": 800})
    page.goto("/login?next=/me")
    assert violations(page, f"sign-in-{theme}-{width}") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@WIDTHS
@THEMES
def test_no_answer_to_a_form_has_violations(world, visit, violations, theme, width):
    page = visit(world.student(), color_scheme=theme, viewport={"width": width, "height": 800})
    found = []
    for name in ("faulty", "refused", "enrolled", "dropped", "ended"):
        answer(world, page, name)
        found += violations(page, f"answer-{name}-{theme}-{width}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name

    assert found == []


def answer(world, page, name):
    """Bring the page to one of the answers to a form, each after the other."""
    submit = "document.querySelector('main form').submit()"  # past the scripts, and what the browser checks itself
    match name:
        case "faulty" | "refused":
            course = world.offer()
            page.goto(f"/courses/{course.id}/enroll")
            if name == "faulty":
                page.evaluate("document.querySelector('[name=consent]').value = ''")
            world.put(replace(course, max_participants=0) if name == "refused" else course)
        case "enrolled":
            page.goto(f"/courses/{world.offer().id}/enroll")
        case "dropped":
            page.goto(page.locator("form[action$=drop]").get_attribute("action"))
        case "ended":
            page.goto("/me")
            page.locator("summary").click()
            return
    with page.expect_navigation():
        page.evaluate(submit)


@THEMES
def test_a_refused_sign_in_has_no_violations(visit, violations, theme):
    page = visit(color_scheme=theme, viewport={"width": 320, "height": 800})
    page.goto("/login")
    page.get_by_label("E-mail address").fill(f"nobody-{theme}@example.edu")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.get_by_role("alert").wait_for()

    assert violations(page, f"sign-in-refused-{theme}-320") == []


@WIDTHS
def test_what_is_pressed_is_large_enough_for_a_thumb(world, visit, width):
    student, addresses = paths(world)
    page = visit(student, viewport={"width": width, "height": 800})
    for name, address in addresses.items():
        page.goto(address)
        pressed = page.locator(
            "button, .button, select, header.site a, summary, main input:not([type=checkbox], [type=radio])"
        )
        small = [target for target in pressed.all() if target.is_visible() and target.bounding_box()["height"] < 44]
        assert small == [], name
