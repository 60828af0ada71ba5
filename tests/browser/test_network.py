"""What a student sees while the request is on its way, and when it does not come through."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

ON_MY_SCHEDULE = re.compile(r"/me\?receipt=")


@pytest.fixture
def confirming(world, visit):
    """A student about to press Confirm in the dialog: the page, the student and the course."""

    def open_dialog(**options):
        course, student = world.meeting("available")
        page = visit(student, **options)
        page.goto(f"/courses/{course.id}")
        page.get_by_role("button", name="Enroll Now").click()
        return page, student, course

    return open_dialog


def confirm(page):
    return page.locator("dialog .enrollment-btn")


def said(page):
    return page.locator("dialog [role=status]")


def test_a_network_that_is_cut_is_told_of_and_trying_again_works(world, confirming):
    page, student, _ = confirming()
    page.context.set_offline(True)
    confirm(page).click()

    expect(said(page)).to_contain_text("Connection failed. Please check your internet.")
    expect(confirm(page)).to_have_text("Enrollment Failed - Try Again")
    assert world.seats_of(student) == []

    page.context.set_offline(False)
    confirm(page).click()
    expect(page).to_have_url(ON_MY_SCHEDULE)
    assert world.outcomes_of(student) == ["approved"]


def test_an_answer_that_is_lost_is_answered_the_same_when_asked_again(world, confirming):
    page, student, _ = confirming()
    lose = re.compile(r"/enroll$")
    page.route(lose, lambda route: (route.fetch(max_redirects=0), route.abort()))
    confirm(page).click()
    expect(confirm(page)).to_have_text("Enrollment Failed - Try Again")
    assert len(world.seats_of(student)) == 1

    page.unroute(lose)
    confirm(page).click()

    expect(page.get_by_role("status")).to_contain_text("Enrolled Successfully!")
    assert world.outcomes_of(student) == ["approved"]


def test_while_it_is_on_its_way_the_button_says_so_and_pressing_it_again_does_nothing(confirming):
    page, _, _ = confirming()
    held = []
    page.route(re.compile(r"/enroll$"), lambda route: held.append(route))
    confirm(page).click()
    confirm(page).click(force=True)

    expect(confirm(page)).to_have_text("Enrolling…")
    expect(said(page)).to_have_text("Enrolling…")
    assert len(held) == 1
    held[0].continue_()
    expect(page).to_have_url(ON_MY_SCHEDULE)


def test_waiting_can_be_given_up(world, confirming):
    page, student, _ = confirming()
    page.route(re.compile(r"/enroll$"), lambda route: None)
    confirm(page).click()
    expect(confirm(page)).to_have_text("Enrolling…")

    page.get_by_role("link", name="Cancel").click()

    expect(said(page)).to_contain_text("We stopped waiting.")
    assert world.seats_of(student) == []


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_failure_of_ours_keeps_the_form_for_another_try(confirming, status):
    page, _, _ = confirming()
    page.route(re.compile(r"/enroll$"), lambda route: route.fulfill(status=status, body="oh"))
    confirm(page).click()

    expect(said(page)).to_contain_text("Server error occurred.")
    expect(confirm(page)).to_have_text("Enrollment Failed - Try Again")
    expect(page.locator("[data-opens] .enrollment-btn")).to_have_text("Enrollment Failed - Try Again")


def test_a_refusal_is_shown_with_its_reasons(world, confirming):
    page, student, course = confirming()
    world.put(replace(course, max_participants=0))
    confirm(page).click()

    expect(page.get_by_role("alert")).to_contain_text("Enrollment not available")
    expect(page.locator("[data-reason=course-full]")).to_be_visible()
    expect(page.get_by_role("main")).to_be_focused()
    assert page.title().startswith("Enrollment not available")
    assert world.outcomes_of(student) == ["refused"]


def test_whose_session_ended_meanwhile_signs_in_and_comes_back(world, confirming):
    page, student, course = confirming()
    world.end_sessions_of(student)
    confirm(page).click()

    expect(page).to_have_url(f"{world.address}/login?next=%2Fcourses%2F{course.id}%2Fenroll")


@pytest.mark.parametrize(("zone", "told"), [("Europe/Berlin", 2), ("America/Los_Angeles", 0)])
def test_instants_are_told_in_the_viewers_time_where_it_differs(confirming, zone, told):
    page, _, _ = confirming(timezone_id=zone)

    notes = page.locator(".enrollment-section .local").all_inner_texts()

    assert len(notes) == told
    assert all(note.endswith("your time)") for note in notes)
