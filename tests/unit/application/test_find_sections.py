"""Other sections of a course: those that can be had instead, and those that go with it."""

from datetime import time, timedelta

import pytest

from enrollment.adapters.memory.rule_sets import MemoryRuleSets
from enrollment.application.find_sections import ALTERNATIVES, FindSections
from enrollment.application.preview_enrollment import PreviewEnrollment
from enrollment.domain.academic_record import AcademicRecord, Hold
from enrollment.domain.catalog import RegistrationWindow
from enrollment.domain.meetings import Day, Meeting
from enrollment.domain.rule_book import INSTITUTION, Scope, ScopeKind
from tests.support.build import NOON, an_enrollment

LINKED = {Scope(ScopeKind.COURSE, "COGS 1"): {"linked": ("LE", "LA")}}


def at(hour):
    return (Meeting(kind="LE", days=(Day.MONDAY,), starts=time(hour), ends=time(hour, 50)),)


@pytest.fixture
def rules(records):
    """Publish rules."""
    return lambda sets: MemoryRuleSets(records).publish(sets, after=0, by="the registrar", at=NOON)


@pytest.fixture
def preview(made):
    """Preview an enrollment."""
    preview_enrollment = made(PreviewEnrollment)
    return lambda course, user: preview_enrollment(user, course.id)


@pytest.fixture
def instead(made, preview):
    """Tell which sections could be taken instead."""
    find = made(FindSections)
    return lambda course, user: [one.section for one in find.instead_of(preview(course, user), user)]


@pytest.fixture
def along(made, preview):
    """Tell what is to be taken along."""
    return lambda course, user: made(FindSections).along_with(preview(course, user).attempt, user)


@pytest.fixture
def holding(records):
    """Have a student hold a seat."""

    def hold(student, course):
        enrollment = an_enrollment(course_id=course.id, student_id=student.id)
        records.enrollments[enrollment.id] = enrollment

    return hold


def test_only_sections_the_student_can_take_are_offered(instead, known, offered, rules, holding):
    rules({INSTITUTION: {"refuse_conflicts": True}, Scope(ScopeKind.SECTION, "SP26 COGS 1 A4"): {"consent_of": "dean"}})
    ada = known()
    holding(ada, offered(code="MATH 1", meetings=at(9)))
    full = offered(section="A1", max_participants=0, meetings=at(10))
    offered(section="A2", meetings=at(9))
    offered(section="A3", meetings=at(10))
    offered(section="A4", meetings=at(11))
    assert instead(full, ada) == ["A3"]
    assert instead(full, None) == ["A2", "A3", "A4"]


def test_a_few_are_enough(instead, known, offered):
    full = offered(section="A", max_participants=0)
    for number in range(ALTERNATIVES + 2):
        offered(section=f"B{number}")
    assert len(instead(full, known())) == ALTERNATIVES


def test_none_is_looked_for_where_nothing_stands_against_the_course_or_all_would_be_refused(
    instead, known, offered, records, holding
):
    ada, bob, open_, full = known(), known(), offered(section="A1"), offered(section="A2", max_participants=0)
    records.academic_records[bob.id] = AcademicRecord(holds=(Hold(owner="the bursar", note="fees"),))
    assert instead(open_, None) == instead(open_, ada) == instead(full, bob) == []
    holding(ada, full)
    assert instead(full, ada) == []


def test_whoever_holds_a_section_is_offered_no_other_instead(instead, known, offered, holding):
    ada = known()
    holding(ada, offered(section="A1"))
    _, full = offered(section="A2"), offered(section="A3", max_participants=0)
    assert instead(full, ada) == []


def test_a_section_that_is_taken_with_others_may_be_offered_all_the_same(instead, known, offered, rules):
    rules(LINKED)
    full, _, _ = offered(section="LE1", max_participants=0), offered(section="LE2"), offered(section="LA1")
    assert instead(full, known()) == ["LA1", "LE2"]


def test_the_sections_of_the_kinds_that_are_missing_are_judged_with_the_course(along, known, offered, rules):
    rules(LINKED | {INSTITUTION: {"refuse_conflicts": True}})
    lecture = offered(section="LE1", meetings=at(9))
    for section, hour in (("LE2", 10), ("LA1", 9), ("LA2", 11)):
        offered(section=section, meetings=at(hour))
    linked = along(lecture, known())
    ((kind, sections),) = linked.kinds
    assert (kind, [(one.course.section, one.verdict.allowed) for one in sections]) == (
        "LA",
        [("LA1", False), ("LA2", True)],
    )
    assert (linked.can_be_taken, linked.is_open) == (True, True)


def test_before_registration_opens_they_can_be_chosen_and_not_yet_taken(along, known, offered, rules):
    rules(LINKED)
    window = RegistrationWindow(opens=NOON + timedelta(days=1))
    lecture, _ = offered(section="LE1", registration=window), offered(section="LA1", registration=window)
    linked = along(lecture, known())
    assert (linked.can_be_taken, linked.is_open) == (True, False)


def test_without_a_section_of_a_missing_kind_none_can_be_taken(along, known, offered, rules):
    rules(LINKED)
    linked = along(offered(section="LE1"), known())
    assert (list(linked.kinds), linked.can_be_taken) == ([("LA", [])], False)


def test_what_stands_alone_or_is_complete_asks_for_nothing_more(along, known, offered, rules, holding):
    ada, lecture, lab = known(), offered(section="LE1"), offered(section="LA1")
    assert along(lecture, ada) is None
    rules(LINKED)
    holding(ada, lab)
    assert along(lecture, ada) is None
    assert along(lab, ada) is None
