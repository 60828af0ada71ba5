"""The verdict on the page of a course: what stands in the way, what a person decides, and what is met."""

from datetime import time, timedelta

import pytest

from enrollment.domain.academic_record import AcademicRecord, CompletedItem, Hold
from enrollment.domain.meetings import Day, Meeting
from enrollment.domain.requirements import AnyOf, Passed, Prose
from enrollment.domain.rule_book import INSTITUTION, Scope, ScopeKind
from tests.support.build import NOON, a_course

COURSE = Scope(ScopeKind.COURSE, "COGS 1")
AT_NINE = (Meeting(kind="LE", days=(Day.MONDAY,), starts=time(9), ends=time(9, 50)),)


@pytest.fixture
def publish(system):
    """Publish rules for COGS 1, and for the institution."""

    def put(institution=None, **said):
        sets = {COURSE: said, INSTITUTION: institution or {}}
        system.outside_transaction().rule_sets.publish(sets, after=0, by="the registrar", at=NOON)

    return put


@pytest.fixture
def page_of(signed_in, system, on_offer):
    """Show the page of a course to a student with a record."""

    def show(course=None, *, path="", **record):
        browser = signed_in()
        system.outside_transaction().academic_records.put(browser.user.id, AcademicRecord(**record))
        return browser.get(f"/courses/{(course or on_offer(a_course(code='COGS 1'))).id}{path}").html

    return show


def texts(found):
    return [one.get_text(" ", strip=True) for one in found]


def links(page, code):
    return [link["href"] for link in page.select(f"[data-reason={code}] .ways a")]


def test_a_missing_prerequisite_leads_to_the_search_for_it_and_to_permits(page_of, publish):
    publish(prerequisite=Passed("MATH 20A", "B-"))
    page = page_of(completed=(CompletedItem(code="MATH 20A", grade="C"),))

    (reason,) = page.select("[data-reason]")
    assert "In the way: A prerequisite is missing: MATH 20A: you have C, it takes B-." in texts([reason])[0]
    assert "Who can change it: you" in texts([reason])[0]
    search, permit = links(page, "prerequisite-missing")
    assert search == "/?q=MATH+20A"
    assert page.find(id=permit.partition("#")[2])


def test_what_only_a_person_can_judge_comes_last_and_is_marked(page_of, publish):
    publish(prerequisite=AnyOf((Passed("MATH 20A"), Prose("a year of calculus"))), consent_of="instructor")
    page = page_of()

    first, last = page.select("[data-reason]")
    assert (first["data-reason"], last["data-reason"]) == ("consent-required", "prerequisite-missing")
    assert last.has_attr("data-unknown")
    assert texts([last])[0].startswith("To be decided by a person: ")


def test_what_is_met_is_told_openly_beside_what_is_not(page_of, publish, on_offer):
    publish({"refuse_conflicts": True}, prerequisite=Passed("MATH 20A"))
    passed, under_way = (
        (CompletedItem(code="MATH 20A", **about),) for about in ({"grade": "A"}, {"in_progress": True, "term": "WI26"})
    )
    full = on_offer(a_course(code="COGS 1", max_participants=0))

    closed, opened = page_of(completed=under_way), page_of(full, completed=passed)

    assert (closed.details.has_attr("open"), opened.details.has_attr("open")) == (False, True)
    assert texts(closed.select("details.met summary")) == ["What you meet (2, 1 on condition)"]
    assert texts(closed.select("[data-conditional]")) == [
        "Met on condition: You meet the prerequisite if you pass MATH 20A, which is in progress."
    ]
    assert "Met: You meet the prerequisite: MATH 20A." in texts(opened.select("[data-met]"))


@pytest.mark.parametrize("path", ["/enroll", ""])
def test_a_hold_names_whom_to_ask_and_until_when_on_every_page(page_of, path):
    until = NOON + timedelta(days=1)
    page = page_of(path=path, holds=(Hold(owner="the bursar", note="fees are unpaid", expires_at=until),))

    (reason,) = page.select("[data-reason=on-hold]")
    assert "Who can change it: the bursar When: Tue 3 Mar 2026, 04:00 PST" in texts([reason])[0]
    assert reason.time["datetime"] == until.isoformat()


def test_a_conflict_leads_to_where_the_other_course_is_swapped_or_dropped(signed_in, on_offer, enrolled, publish):
    publish({"refuse_conflicts": True})
    browser, other = signed_in(), on_offer(a_course(code="MATH 1", meetings=AT_NINE))
    enrolled(other, browser.user)

    course = on_offer(a_course(meetings=AT_NINE))
    page = browser.get(f"/courses/{course.id}").html

    swap, drop = links(page, "time-conflict")
    assert browser.get(swap).html.h1.get_text() == f"Swap MATH 1 {other.section} for {course.name}?"
    path, _, anchor = drop.partition("#")
    assert browser.get(path).html.find(id=anchor).find("form")["action"].endswith("/drop")


def test_another_section_that_is_held_leads_to_where_it_is_swapped_or_dropped(signed_in, on_offer, enrolled):
    browser, held = signed_in(), on_offer(a_course(section="A01"))
    enrolled(held, browser.user)
    other, _ = on_offer(a_course(section="A02")), on_offer(a_course(section="A03"))

    page = browser.get(f"/courses/{other.id}").html

    (reason,) = page.select("[data-reason]")
    assert reason["data-reason"] == "other-section-held"
    assert "you hold COGS 1 A01. Swap sections, or drop COGS 1 A01 first. Who can change it: you" in texts([reason])[0]
    assert page.select_one(".enrollment-btn")["data-state"] == "not_available"
    assert links(page, "other-section-held") == [f"/swaps?from={held.id}&add={other.id}", f"/me#course-{held.id}"]
    assert page.select(".alternatives") == []


def test_the_sections_of_a_course_of_topics_may_be_taken_together(signed_in, on_offer, enrolled, publish):
    publish(one_section=False)
    browser = signed_in()
    enrolled(on_offer(a_course(section="A01")), browser.user)

    page = browser.get(f"/courses/{on_offer(a_course(section='A02')).id}").html

    assert page.select_one(".enrollment-btn")["data-state"] == "available"


def test_a_corequisite_leads_to_the_plan(page_of, publish):
    publish(corequisite=Passed("COGS 2"))
    assert links(page_of(), "corequisite-missing")[0] == "/plan"


def test_other_sections_are_offered_only_if_this_student_can_take_them(signed_in, on_offer, enrolled, publish):
    publish({"refuse_conflicts": True})
    browser = signed_in()
    enrolled(on_offer(a_course(code="MATH 1", meetings=AT_NINE)), browser.user)
    full, fits = on_offer(a_course(section="A1", max_participants=0)), on_offer(a_course(section="A2"))
    on_offer(a_course(section="A3", meetings=AT_NINE))

    page = browser.get(f"/courses/{full.id}").html

    assert [link["href"] for link in page.select(".alternatives a")] == [f"/courses/{fits.id}"]
