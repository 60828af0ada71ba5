"""What staff see of the way into a course."""

from datetime import timedelta

import pytest

from enrollment.domain.devices import Device
from enrollment.domain.measures import Kind
from tests.support.build import NOON, a_measure, a_staff_member

A_DAY = timedelta(days=1)


@pytest.fixture
def page(system, signed_in):
    """Count the measures, and show the page to a member of staff."""

    def show(*measures):
        system.outside_transaction().analytics.count(measures)
        return signed_in(a_staff_member()).get("/staff/metrics")

    return show


def cells(page, heading):
    """What stands in the rows of the table under the heading."""
    section = page.html.find("h2", id=heading).find_parent("section")
    return [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in section.select("tbody tr")]


def test_before_anything_is_measured_it_says_so(page):
    shown = page()

    assert "Nothing was measured yet" in shown
    assert shown.html.select("svg.plot, table") == []


def test_it_is_for_staff_alone(signed_in, browser):
    signed_in().get("/staff/metrics", status=403)
    assert browser.get("/staff/metrics", status=303).location.startswith("/login")


@pytest.mark.parametrize("is_staff", [True, False])
def test_those_it_is_for_find_it(signed_in, is_staff):
    browser = signed_in(a_staff_member() if is_staff else None)

    assert bool(browser.get("/").html.select("header [href='/staff/metrics']")) is is_staff


def test_the_six_figures_are_shown_with_what_they_are_made_of(page):
    shown = page(a_measure(kind=Kind.VIEW, times=4), a_measure(kind=Kind.CLICK))

    names = [name.get_text() for name in shown.html.select(".figures dt")]
    assert names == [
        "Conversion rate",
        "Success rate",
        "Error rate",
        "Time to enroll",
        "Abandonment rate",
        "Mobile vs desktop",
    ]
    assert shown.html.select_one(".figures .value").get_text() == "25.0 %"


def test_the_funnel_narrows_by_its_numbers(page):
    shown = page(a_measure(times=200), a_measure(kind=Kind.CLICK, times=50), a_measure(kind=Kind.SUCCESS, times=1))

    assert [number for _, number in cells(shown, "funnel")] == ["200", "50", "0", "0", "1"]
    bars = shown.html.find("h2", id="funnel").find_parent("section").select("rect.done")
    assert [float(bar["width"]) for bar in bars] == [100, 25, 0, 0, 0.5]


def test_there_is_a_column_for_each_of_thirty_days_and_a_row(page):
    first, before = NOON - 29 * A_DAY, NOON - 30 * A_DAY
    attempts = [a_measure(kind=Kind.ATTEMPT, at=at, times=4) for at in (before, first, NOON)]
    shown = page(*attempts, a_measure(kind=Kind.SUCCESS, at=NOON, times=3))

    rows = cells(shown, "days")
    assert len(rows) == 30
    assert (rows[0], rows[-1]) == (["Mon 2 Mar 2026", "4", "3"], ["Sun 1 Feb 2026", "4", "0"])
    heights = [float(bar["height"]) for bar in shown.html.select(".columns-of-days rect.done")]
    assert heights == [0, 75]


def test_success_is_shown_by_device_and_failure_by_reason(page):
    mobile = {"device": Device.MOBILE}
    shown = page(
        a_measure(kind=Kind.ATTEMPT, times=4, **mobile),
        a_measure(kind=Kind.SUCCESS, **mobile),
        a_measure(kind=Kind.FAILURE, reason="already-enrolled", **mobile),
        a_measure(kind=Kind.FAILURE, reason="course-full", times=2, **mobile),
    )

    assert cells(shown, "devices")[0] == ["Phone 1 of 4 attempts", "25.0 %"]
    assert cells(shown, "devices")[1] == ["Tablet 0 of 0 attempts", "–"]
    assert cells(shown, "failures") == [["Course full", "2"], ["Already enrolled", "1"]]


def test_it_costs_two_statements(signed_in, statements):
    browser = signed_in(a_staff_member())

    with statements() as asked:
        browser.get("/staff/metrics")

    assert len(asked) == 2
