"""Seats kept for a group, from the registrar's file to the page, the API and the seat taken."""

from datetime import timedelta

import pytest
from webtest import TestApp

from enrollment.adapters.rules_yaml.rule_file import YamlRuleFile
from enrollment.application.waitlists.chores import BY_THE_CLOCK
from enrollment.domain.academic_record import AcademicRecord
from enrollment.ports.catalog import CatalogQuery
from tests.functional.pages.test_enroll import confirmation
from tests.support.build import NOON, a_course, a_staff_member, a_student, an_origin

RULES = """
courses:
  COGS 1: {one_section: false}
sections:
  SP26:
    COGS 1 A01:
      pools: [{group: {name: seniors, standings: [senior]}, seats: 2, releases_at: 2026-03-03T12:00Z}]
    COGS 1 A02: &shared
      shared_seats: {name: both, seats: 1}
    COGS 1 A03: *shared
"""


@pytest.fixture
def courses(system, on_offer):
    """A course of three seats, two of them kept for seniors until tomorrow; and two courses that share one seat."""
    courses = [on_offer(a_course(section=section, max_participants=3)) for section in ("A01", "A02", "A03")]
    with system.transactions.manager:
        application = system.in_transaction()
        checked = application.check_rules(YamlRuleFile(RULES.encode(), system.settings.campus_timezone))
        assert application.publish_rules(checked, by="the registrar") == 1
    return courses


@pytest.fixture
def senior(system):
    """Make somebody a senior."""
    return lambda user: system.outside_transaction().academic_records.put(user.id, AcademicRecord(standing="senior"))


def seats(page):
    """What the first row of the catalog says of seats, and what its mark is."""
    row = page.html.select_one(".courses article")
    return row.select_one(".seats").get_text(" ", strip=True), row.select_one(".chip").get_text(" ", strip=True)


def enroll(system, user, course):
    """Ask for a seat, and return the codes of what stands against it."""
    with system.transactions.manager:
        receipt = system.in_transaction().enroll_student(user.id, course.id, key=None, origin=an_origin())
    return [reason.code for reason in receipt.verdict.reasons]


def test_the_catalog_and_the_course_say_how_many_seats_are_for_whoever_looks(signed_in, browser, courses, senior):
    visitor, elder = signed_in(), signed_in()
    senior(elder.user)

    assert seats(browser.get("/")) == ("3 of 3 seats free, 1 for everybody", "Open")
    assert "3 of 3 seats free, 1 for everybody" in browser.get(f"/courses/{courses[0].id}")
    assert seats(elder.get("/")) == ("3 of 3 seats free", "Open")
    assert seats(visitor.get("/")) == ("3 of 3 seats free, 1 for you", "Open")
    assert "3 of 3 seats free, 1 for you" in visitor.get(f"/courses/{courses[0].id}")


def test_where_all_free_seats_are_kept_for_others_the_mark_says_so(signed_in, browser, enrolled, courses, senior):
    enrolled(courses[0])
    visitor, elder = signed_in(), signed_in()
    senior(elder.user)

    assert seats(browser.get("/")) == ("2 of 3 seats free, 0 for everybody", "Reserved")
    assert seats(visitor.get("/")) == ("2 of 3 seats free, 0 for you", "Reserved")
    assert seats(elder.get("/")) == ("2 of 3 seats free", "Open")


def test_what_is_open_to_strangers_has_a_seat_that_is_kept_for_nobody(
    system, site, browser, signed_in, enrolled, courses
):
    program, staff = TestApp(site), signed_in(a_staff_member())

    def found():
        pages = [len(each.get("/?q=A01&open=1").html.select(".courses article")) for each in (browser, staff)]
        return [*pages, program.get("/api/v1/courses?q=A01&open=true").json["total"]]

    assert found() == [1, 1, 1]
    enrolled(courses[0])
    assert found() == [0, 1, 0]
    system.clock.advance(timedelta(days=1))  # as of when all are everybody's, whoever has noted that
    assert found() == [1, 1, 1]


def test_seats_shared_and_taken_in_the_other_course_are_not_free(signed_in, enrolled, courses):
    visitor = signed_in()
    enrolled(courses[1])

    assert seats(visitor.get("/?q=A03")) == ("Full with the courses it shares seats with", "Full")


def test_the_api_tells_a_student_how_many_seats_are_theirs(system, site, on_record, courses):
    path, program = f"/api/v1/courses/{courses[0].id}", TestApp(site)
    told = [(program.get(path).json, program.get("/api/v1/courses").json["items"][0])]
    for user in (a_student(), a_staff_member()):
        program.authorization = "Bearer", system.identity.issue(on_record(user), NOON, timedelta(hours=1))
        told.append((program.get(path).json, program.get("/api/v1/courses").json["items"][0]))

    assert [[course["seats_for_you"] for course in one] for one in told] == [[None, None], [1, 1], [None, None]]
    assert {course["seats_available"] for one in told for course in one} == {3}


def test_a_senior_has_a_seat_of_the_pool_and_others_are_refused_until_its_release(system, on_record, courses, senior):
    course, (elder, *others) = courses[0], [on_record(a_student()) for _ in range(4)]
    senior(elder)
    assert enroll(system, elder, course) == []
    assert [enroll(system, other, course) for other in others[:2]] == [[], ["seats-reserved"]]

    system.clock.advance(timedelta(days=1))

    assert [enroll(system, other, course) for other in others[1:]] == [[], ["course-full"]]
    assert list(system.outside_transaction().audit.violations(system.clock.now())) == []


def test_nobody_has_to_come_for_a_pool_to_be_released(system, courses):
    system.clock.advance(timedelta(days=1))
    with system.transactions.manager:
        assert system.in_transaction().release_pools(origin=BY_THE_CLOCK)
        assert not system.in_transaction().release_pools(origin=BY_THE_CLOCK)

    (found, *_) = system.outside_transaction().catalog.search(CatalogQuery(), None).items
    assert [pool.released for pool in found.course.pools] == [True]


@pytest.mark.parametrize("pool", [True, False])
def test_a_seat_of_a_pool_costs_as_many_round_trips_as_any(signed_in, courses, senior, statements, pool):
    browser = signed_in()
    if pool:
        senior(browser.user)
    form = confirmation(browser, courses[0 if pool else 1])

    with statements() as asked:
        form.submit(status=303)

    assert len(asked) <= 6, asked


def test_a_catalog_with_pools_costs_one_statement_more(signed_in, courses, statements):
    browser = signed_in()

    with statements() as asked:
        browser.get("/")

    assert len(asked) <= 4, asked


def test_a_drop_costs_one_more_for_the_others_held_and_three_where_seats_are_shared(
    signed_in, courses, enrolled, statements
):
    browser = signed_in()
    seats = [enrolled(course, browser.user) for course in (courses[0], courses[1])]
    forms = [browser.get(f"/enrollments/{seat.id}/drop").forms[1] for seat in seats]

    for form, most in zip(forms, (7, 9), strict=True):
        with statements() as asked:
            form.submit(status=303)
        assert len(asked) <= most, asked
