"""What staff see of whom new rules would matter to."""

import pytest

from enrollment.domain.academic_record import AcademicRecord
from tests.functional.pages.rule_forms import SENIORS, checked, published, texts
from tests.support.build import a_course, a_staff_member, a_student, an_origin


@pytest.fixture
def application(system):
    """What is on record."""
    return system.outside_transaction()


@pytest.fixture
def staff(signed_in):
    """A browser of a member of staff."""
    return signed_in(a_staff_member(email="grace@example.edu"))


@pytest.fixture
def course(on_offer):
    """A course in the catalog."""
    return on_offer(a_course(code="COGS 1", section="A01", term="SP26"))


def test_who_would_pass_fail_or_sits_there_though_they_would_fail_is_listed(
    staff, course, application, on_record, enrolled
):
    published(staff, SENIORS)
    junior, senior = on_record(a_student(name="Joan")), on_record(a_student(name="<b>Sue</b>"))
    application.academic_records.put(senior.id, AcademicRecord(standing="senior"))
    enrolled(course, senior)
    assert refused(staff, junior, course, application)

    page = checked(staff, SENIORS.replace("Seniors", "Juniors").replace("senior]", "junior]"))
    assert texts(page, ".figures div") == ["Would pass 0", "Would fail 0", "Sits there, would fail 1"]
    assert texts(page, ".affected h3") == ["<b>Sue</b>"]
    assert texts(page, ".affected q") == ["This course is for Juniors."]
    opened = checked(staff, "courses: {COGS 1: {}}")
    assert texts(opened, ".figures div")[0] == "Would pass 1"
    assert texts(opened, ".affected h3") == ["Joan"]


def refused(staff, student, course, application):
    """Have the student ask for the seat."""
    system = staff.app.registry.site
    with system.transactions.manager:
        receipt = system.in_transaction().enroll_student(student.id, course.id, key=None, origin=an_origin())
    return not receipt.verdict.allowed


def test_on_a_page_no_more_are_judged_than_a_page_has_time_for(staff, course, enrolled, monkeypatch):
    monkeypatch.setattr("enrollment.web.pages.staff_rules_publishing.MOST_JUDGED", 2)
    for _ in range(3):
        enrolled(course)

    page = checked(staff, SENIORS)
    assert texts(page, ".figures .value") == ["0", "0", "2"]
    assert "The first 2 seats and refusals" in page
    assert texts(page, "section[aria-labelledby=trial] code") == ["enrollment rules simulate"]
