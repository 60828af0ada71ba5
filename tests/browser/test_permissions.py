"""Consent, permits and holds: accessible in every state, and usable with the keyboard alone, without scripts too."""

from uuid import uuid4

import pytest

from enrollment.domain.academic_record import AcademicRecord, Act, CompletedItem, Hold
from enrollment.domain.requirements import Passed
from enrollment.domain.users import Role
from tests.functional.permissions import a_seminar

HOLD = Hold(owner="the bursar", note="fees are unpaid", blocks=frozenset({Act.ENROLL, Act.DROP}))
RECORD = AcademicRecord(standing="junior", completed=(CompletedItem(code="MATH 10A", grade="B+"),), holds=(HOLD,))
sizes = pytest.mark.parametrize("width", [320, 1280])
themes = pytest.mark.parametrize("theme", ["light", "dark"])


@pytest.fixture
def staff(world):
    """A member of staff."""
    return world.student(name="Grace Murray", roles=frozenset({Role.STAFF}))


@pytest.fixture
def student(world):
    """A student."""
    return world.student()


@pytest.fixture
def seminar(world):
    """A course that takes consent and has a prerequisite."""
    return a_seminar(world.system, f"COGS {uuid4().hex[:6]}", prerequisite=Passed("MATH 20A", None))


@pytest.fixture
def checked(violations):
    """Look at the page as it is now, and note what is wrong with it."""
    wrong = {}

    def check(page, name, width):
        found = violations(page, f"{name}-{width}")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append("it is wider than the window")
        wrong.update({name: found} if found else {})
        return wrong

    return check


@sizes
@themes
def test_what_a_student_sees_has_no_violations(visit, student, seminar, checked, width, theme):
    page = visit(student, color_scheme=theme, viewport={"width": width, "height": 800})
    page.goto(f"/courses/{seminar.id}")
    checked(page, f"course-asking-{theme}", width)
    page.fill("#code", "ABCD")
    page.get_by_role("button", name="Use the code").click()
    page.locator("#code-fault").wait_for()
    checked(page, f"course-wrong-code-{theme}", width)
    page.goto(f"/courses/{seminar.id}")
    page.get_by_role("button", name="Ask for consent").click()
    page.locator(".waits").wait_for()
    assert checked(page, f"course-waiting-{theme}", width) == {}


@sizes
@themes
def test_what_staff_see_has_no_violations(world, visit, staff, student, seminar, checked, width, theme):
    world.system.outside_transaction().academic_records.put(student.id, RECORD)
    page = visit(staff, color_scheme=theme, viewport={"width": width, "height": 800})
    permits = f"/staff/courses/{seminar.id}/permits"
    page.goto(permits)
    page.check("#rule-prerequisite-missing")
    page.get_by_role("button", name="Grant").click()
    page.locator(".codes").wait_for()
    checked(page, f"permit-codes-{theme}", width)
    page.goto(permits)
    checked(page, f"permits-{theme}", width)
    page.get_by_role("link", name="Revoke").click()
    page.locator(".danger").wait_for()
    checked(page, f"permit-revoke-{theme}", width)
    for name, address in {"students": "/staff/students", "student": f"/staff/students/{student.id}"}.items():
        page.goto(address)
        checked(page, f"{name}-{theme}", width)
    page.get_by_role("link", name="Lift").click()
    page.get_by_role("button", name="Lift the hold").wait_for()
    assert checked(page, f"hold-lift-{theme}", width) == {}


@sizes
@themes
def test_the_queue_and_the_decision_have_no_violations(world, visit, staff, student, seminar, checked, width, theme):
    asking = visit(student)
    asking.goto(f"/courses/{seminar.id}")
    asking.get_by_role("button", name="Ask for consent").click()
    asking.locator(".waits").wait_for()
    page = visit(staff, color_scheme=theme, viewport={"width": width, "height": 800})
    page.goto("/staff/consent")
    checked(page, f"consent-{theme}", width)
    request = world.system.outside_transaction().consent_requests.latest(student.id, seminar.id)
    page.goto(f"/staff/consent/{request.id}")
    checked(page, f"consent-decision-{theme}", width)
    page.get_by_role("button", name="Decline").click()
    page.locator(".notice").wait_for()
    assert checked(page, f"consent-declined-{theme}", width) == {}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_code_is_granted_downloaded_and_brought_from_the_keyboard(visit, staff, student, seminar, scripts):
    page = visit(staff, java_script_enabled=scripts)
    page.goto(f"/staff/courses/{seminar.id}/permits")
    for box in ("#rule-prerequisite-missing", "#rule-consent-required"):
        page.locator(box).focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Grant").focus()
    page.keyboard.press("Enter")
    page.locator(".codes").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as text").click()
    code = download.value.path().read_text().strip()
    assert code == page.locator(".codes code").inner_text()
    brought = visit(student, java_script_enabled=scripts)
    brought.goto(f"/courses/{seminar.id}")
    brought.locator("#code").focus()
    brought.keyboard.type(code.lower())
    brought.keyboard.press("Enter")
    brought.locator("[data-state=available]").first.wait_for()


def test_what_is_pressed_is_large_enough_for_a_thumb(visit, staff, seminar):
    page = visit(staff, viewport={"width": 320, "height": 800})
    for address in (f"/staff/courses/{seminar.id}/permits", "/staff/students"):
        page.goto(address)
        heights = [box.bounding_box()["height"] for box in page.locator("main button, main .tick label").all()]
        assert min(heights) >= 44
