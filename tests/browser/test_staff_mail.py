"""The page on which staff look after the mail: accessible in every state, and usable with the keyboard alone."""

from datetime import timedelta
from uuid import uuid4

import pytest

from enrollment.domain.deliveries import DeliveryState
from enrollment.domain.users import Role
from tests.support.build import NOON, a_delivery, a_message

SAID = (
    "550 5.1.1 <a-very-long-address-without-any-place-to-break@mail.department.example.edu>: Recipient address rejected"
)
LISTS = {
    "mail": "",
    "mail-accepted": "?show=accepted",
    "mail-parked": "?show=parked",
    "mail-empty": "?show=parked&page=9",
}


@pytest.fixture
def staff(world):
    """A member of staff."""
    return world.student(name="Grace Murray", roles=frozenset({Role.STAFF}))


@pytest.fixture
def bounced(world):
    """One mail in each state, of which this one bounced; and a message that is parked."""
    application = world.system.outside_transaction()
    ends = {"next_attempt_at": None, "ended_at": NOON, "attempts": 1}
    for state in (DeliveryState.ACCEPTED, DeliveryState.EXPIRED):
        application.deliveries.add(a_delivery(state=state, **ends))
    application.deliveries.add(a_delivery(at=NOON - timedelta(minutes=3)))
    message = a_message()
    application.outbox.put(message)
    application.outbox.sent([message.id], NOON)
    application.inbox.failed("mail", message.id, SAID, NOON, park_after=1)
    mail = a_delivery(state=DeliveryState.BOUNCED, recipient=f"{uuid4().hex}@example.edu", **ends)
    application.deliveries.add(mail)
    return mail


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.usefixtures("bounced")
def test_no_list_has_violations(visit, staff, violations, theme, width):
    page = visit(staff, color_scheme=theme, viewport={"width": width, "height": 800})
    found = {}
    for name, query in LISTS.items():
        page.goto(f"/staff/mail{query}")
        found[name] = violations(page, f"{name}-{theme}-{width}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name

    assert {name: some for name, some in found.items() if some} == {}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_mail_is_sent_again_from_the_keyboard(world, visit, staff, bounced, scripts):
    page = visit(staff, java_script_enabled=scripts)
    page.goto("/staff/mail")
    page.get_by_role("button", name=bounced.recipient).focus()
    page.keyboard.press("Enter")

    page.get_by_text("The mail goes out again").wait_for()
    again = world.system.outside_transaction().deliveries.find(bounced.id)
    assert again.state is DeliveryState.WAITING


def test_what_is_pressed_is_large_enough_for_a_thumb(visit, staff, bounced):
    page = visit(staff, viewport={"width": 320, "height": 800})
    page.goto("/staff/mail")
    heights = [link.bounding_box()["height"] for link in page.locator(".tabs a, main button").all()]
    assert len(heights) > 3
    assert min(heights) >= 44


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_students_schedule_with_a_mail_that_did_not_arrive_has_no_violations(world, visit, violations, theme):
    student = world.student()
    seat = world.enroll(world.offer(code="CSE 8A"), student)
    ends = {"state": DeliveryState.BOUNCED, "next_attempt_at": None, "ended_at": NOON}
    mail = a_delivery(user_id=student.id, enrollment_id=seat.id, recipient=student.email, **ends)
    world.system.outside_transaction().deliveries.add(mail)
    page = visit(student, color_scheme=theme, viewport={"width": 320, "height": 800})
    page.goto("/me")

    assert "could not be delivered" in page.locator(".trouble").inner_text()
    assert violations(page, f"schedule-mail-{theme}") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
