"""What the dialog tells, from a real browser."""

import pytest
from playwright.sync_api import expect

from enrollment.domain.measures import Days
from tests.browser.test_journeys import ON_MY_SCHEDULE
from tests.browser.world import World
from tests.support.broker import eventually
from tests.support.build import NOON

COMPUTER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
DAYS = Days(NOON.date(), NOON.date())


def counts(world: World):
    """What was counted so far: how often, by kind."""
    world.system.gathered.hand_on()
    times = dict.fromkeys(("course-view", "enroll-click", "confirmation-shown", "confirmation-cancelled"), 0)
    for one in world.system.outside_transaction().measures.of(DAYS):
        times[one.kind.value] = times.get(one.kind.value, 0) + one.times
    return times


@pytest.fixture
def since(world):
    """Tell what was counted since the test began: views, clicks, confirmations shown and cancelled."""
    before = counts(world)
    return lambda: [now - then for then, now in zip(before.values(), counts(world).values(), strict=True)][:4]


@pytest.mark.parametrize("close", ["link", "Escape"])
def test_the_dialog_tells_that_it_was_opened_and_cancelled(world, visit, since, close):
    course, student = world.meeting("available")
    page = visit(student, user_agent=COMPUTER)
    page.goto(f"/courses/{course.id}")
    page.get_by_role("button", name="Enroll Now").click()
    assert eventually(lambda: since() == [1, 1, 1, 0])

    page.get_by_role("link", name="Cancel").click() if close == "link" else page.keyboard.press("Escape")

    assert eventually(lambda: since() == [1, 1, 1, 1])


def test_without_scripts_the_same_is_counted(world, visit, since):
    course, student = world.meeting("available")
    page = visit(student, user_agent=COMPUTER, java_script_enabled=False)
    page.goto(f"/courses/{course.id}")
    page.get_by_role("button", name="Enroll Now").click()
    page.get_by_role("link", name="Cancel").click()

    expect(page).to_have_url(f"{world.address}/courses/{course.id}")
    assert since() == [2, 1, 1, 1]  # the course again, after it


@pytest.mark.parametrize("scripts", [True, False])
def test_who_confirms_has_not_cancelled_and_the_time_is_told(world, visit, since, scripts):
    course, student = world.meeting("available")
    page = visit(student, user_agent=COMPUTER, java_script_enabled=scripts)
    page.goto(f"/courses/{course.id}")
    page.get_by_role("button", name="Enroll Now").click()
    form = page.locator("form[data-enroll] [name=clicked]")
    assert eventually(lambda: form.input_value())
    page.get_by_role("button", name="Confirm").click()
    expect(page).to_have_url(ON_MY_SCHEDULE)

    assert since() == [1, 1, 1, 0]
    (message,) = [
        one
        for one in world.system.outside_transaction().outbox.claim(9_999, NOON)
        if one.body["student_id"] == str(student.id)
    ]
    assert (message.body["device"], message.body["duration_ms"]) == ("desktop", 0)  # the world's clock stands still


def test_whoever_cannot_tell_enrolls_all_the_same(world, visit):
    course, student = world.meeting("available")
    page = visit(student)
    page.route("**/measures", lambda route: route.abort())
    page.goto(f"/courses/{course.id}")
    page.get_by_role("button", name="Enroll Now").click()
    page.get_by_role("button", name="Confirm").click()

    expect(page).to_have_url(ON_MY_SCHEDULE)
    assert world.seats_of(student) == [course.name]
