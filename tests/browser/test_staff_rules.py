"""The pages on which staff publish academic rules: accessible at every step, with scripts and without."""

import pytest

from enrollment.domain.academic_record import AcademicRecord
from tests.browser.test_accessibility import THEMES, WIDTHS
from tests.browser.world import World, served
from tests.support.build import a_staff_member, an_account

RULES = """institution:
  refuse_conflicts: true
courses:
  COGS 1:
    restricted_to: [{name: Seniors, standings: [senior]}]
    prerequisite: COGS 2 at least C- and (COGS 3 or prose "one year of biology in a school that teaches it")
"""


@pytest.fixture
def world(tmp_path):
    """An installation of the test's own, in which somebody sits in a course."""
    with served(World(tmp_path)) as world:
        for number in (1, 2, 3):
            course = world.offer(code=f"COGS {number}", section="A01")
            for name in ("Ada Byron", "Charles Babbage the Younger of Walworth"):
                student = world.student(name=name)
                world.system.outside_transaction().academic_records.put(student.id, AcademicRecord(standing="junior"))
                world.enroll(course, student)
        yield world


@pytest.fixture
def staff(world):
    """A member of staff."""
    staff = a_staff_member()
    world.system.outside_transaction().accounts.add(an_account(user=staff))
    return staff


def steps(page):
    """Go from step to step, and tell the name of each."""
    page.goto("/staff/rules")
    page.get_by_label("Or paste the rules").fill(RULES.replace("COGS 3 or", "COGS 33 or"))
    page.get_by_role("button", name="Check").click()
    page.get_by_role("heading", name="There is one fault").wait_for()
    yield "faults"
    page.get_by_label("Or paste the rules").fill(RULES)
    page.get_by_role("button", name="Check").click()
    page.get_by_role("heading", name="What would change").wait_for()
    yield "preview"
    page.get_by_role("button", name="Publish edition 1").click()
    page.get_by_text("Tick this to publish.").wait_for()
    yield "unconfirmed"
    page.get_by_label("I have looked at what would change").check()
    page.get_by_role("button", name="Publish edition 1").click()
    page.get_by_role("heading", name="Academic rules").wait_for()
    yield "published"
    page.get_by_label("Course code").fill("cogs 1")
    page.get_by_role("button", name="Look up").click()
    page.get_by_text("said for COGS 1").first.wait_for()
    yield "looked up"


@WIDTHS
@THEMES
def test_no_step_has_violations(visit, staff, violations, theme, width):
    page = visit(staff, color_scheme=theme, viewport={"width": width, "height": 800})
    for step in steps(page):
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page, f"rules-{step}-{theme}-{width}") == []
    assert page.get_by_text("prerequisite: COGS 2 at least C-").is_visible()


def test_without_scripts_a_file_is_uploaded_and_published(world, visit, staff, tmp_path):
    file = tmp_path / "rules.yaml"
    file.write_text(RULES)
    page = visit(staff, java_script_enabled=False)
    page.goto("/staff/rules")
    page.get_by_label("Choose a file").set_input_files(file)
    page.get_by_role("button", name="Check").click()
    page.get_by_label("I have looked at what would change").check()
    page.get_by_role("button", name="Publish edition 1").click()

    page.get_by_text("Edition 1 is published").wait_for()
    assert world.system.outside_transaction().rule_sets.book().edition == 1
