"""The page with the figures: accessible, before and after anything was measured, and without scripts."""

from datetime import timedelta

import pytest

from enrollment.domain.devices import Device
from enrollment.domain.measures import Kind
from tests.browser.test_accessibility import THEMES, WIDTHS
from tests.browser.world import World, served
from tests.support.build import NOON, a_measure, a_staff_member, an_account


@pytest.fixture
def world(tmp_path):
    """An installation of the test's own, in which nothing has been measured yet."""
    with served(World(tmp_path)) as world:
        yield world


@pytest.fixture
def staff(world):
    """A member of staff."""
    staff = a_staff_member()
    world.system.outside_transaction().accounts.add(an_account(user=staff))
    return staff


def measure(world):
    """Have something of everything measured on every other day of a month."""
    analytics = world.system.outside_transaction().analytics
    for days in range(0, 30, 2):
        at = NOON - timedelta(days=days)
        about = {"at": at, "device": Device.MOBILE if days % 4 else Device.DESKTOP, "duration_ms": 1500 * days}
        reasons = {Kind.FAILURE: "course-full"}
        for place, kind in enumerate(Kind, 1):
            analytics.count([a_measure(kind=kind, times=60 // place, reason=reasons.get(kind, ""), **about)])


def shown(visit, staff, theme, width):
    """The page, with nothing hidden and nothing wider than the window."""
    page = visit(staff, color_scheme=theme, viewport={"width": width, "height": 800})
    page.goto("/staff/metrics")
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    return page


@WIDTHS
@THEMES
@pytest.mark.parametrize("is_measured", [False, True], ids=["nothing measured", "measured"])
def test_it_has_no_violations(world, visit, staff, violations, theme, width, is_measured):
    if is_measured:
        measure(world)
    page = shown(visit, staff, theme, width)

    assert violations(page, f"metrics-{is_measured}-{theme}-{width}") == []
    assert (page.locator("svg.plot").count() > 0) is is_measured


def test_each_bar_is_as_long_as_its_number_says(world, visit, staff):
    measure(world)
    page = visit(staff, java_script_enabled=False)
    page.goto("/staff/metrics")
    rows = page.locator("section[aria-labelledby=funnel] tbody tr")
    numbers = [int(text) for text in rows.locator("td").all_inner_texts()]
    bars = [bar.bounding_box()["width"] for bar in rows.locator("rect.done").all()]
    tracks = [track.bounding_box()["width"] for track in rows.locator("rect.track").all()]

    assert all(numbers)
    for number, bar, track in zip(numbers, bars, tracks, strict=True):
        assert bar / track == pytest.approx(number / max(numbers), abs=0.01)
