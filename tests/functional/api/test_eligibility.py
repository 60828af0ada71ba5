"""The verdict without the attempt."""

from enrollment.domain.catalog import CourseStatus
from enrollment.domain.requirements import AnyOf, Passed, Prose
from enrollment.domain.rule_book import INSTITUTION, Scope, ScopeKind
from tests.support.build import NOON, a_course


def state(program, course):
    """What the button is in, and the codes against it."""
    verdict = program.get(f"/api/v1/courses/{course.id}/eligibility").json
    return verdict["state"], verdict["button"], [reason["code"] for reason in verdict["reasons"]]


def test_nothing_stands_against_a_student(program, on_offer):
    assert state(program, on_offer(a_course())) == ("available", "Enroll Now", [])


def test_whoever_is_unknown_is_asked_to_sign_in(anonymous, on_offer):
    assert state(anonymous, on_offer(a_course())) == ("login_required", "Login to Enroll", ["auth-required"])


def test_waiting_would_help_where_only_a_seat_is_missing(program, on_offer, enrolled):
    course = on_offer(a_course(max_participants=1))
    enrolled(course)

    assert program.get(f"/api/v1/courses/{course.id}/eligibility").json["may_wait"] is True
    assert state(program, course) == ("full", "Course Full", ["course-full"])


def test_a_seat_held_is_what_stands_in_the_way_of_another(program, on_offer, enrolled):
    course = on_offer(a_course())
    enrolled(course, program.user)

    assert state(program, course) == ("enrolled", "Already Enrolled", ["already-enrolled"])


def test_a_cancelled_course_is_nobodys_to_change(program, on_offer):
    course = on_offer(a_course(status=CourseStatus.CANCELLED))

    (reason,) = program.get(f"/api/v1/courses/{course.id}/eligibility").json["reasons"]

    assert (reason["code"], reason["who"], reason["changes_at"]) == ("course-cancelled", "nobody", None)


def test_asking_leaves_no_trace(program, on_offer, system):
    state(program, on_offer(a_course(max_participants=0)))

    assert system.outside_transaction().activity_log.of(program.user.id) == []


def test_what_is_met_and_what_is_unknown_are_told_with_where_to_go(program, on_offer, system):
    asked = AnyOf((Passed("MATH 20A"), Prose("a year of calculus")))
    sets = {Scope(ScopeKind.COURSE, "COGS 1"): {"prerequisite": asked}, INSTITUTION: {"refuse_conflicts": True}}
    system.outside_transaction().rule_sets.publish(sets, after=0, by="the registrar", at=NOON)

    verdict = program.get(f"/api/v1/courses/{on_offer(a_course(code='COGS 1')).id}/eligibility").json

    (reason,), (met,) = verdict["reasons"], verdict["met"]
    assert (reason["unknown"], reason["link"]) == (True, "/?q=MATH+20A")
    expected = {"code": "time-conflict", "message": "It meets when none of your other courses does."}
    assert met == expected | {"conditional": False}


def test_another_section_that_is_held_is_named_with_where_to_swap_it(program, on_offer, enrolled):
    held, other = on_offer(a_course(section="A01")), on_offer(a_course(section="A02"))
    enrolled(held, program.user)

    (reason,) = program.get(f"/api/v1/courses/{other.id}/eligibility").json["reasons"]

    assert state(program, other) == ("not_available", "Not Available", ["other-section-held"])
    assert reason["evidence"] == {"held": [{"course_id": str(held.id), "course": "COGS 1 A01"}], "asked": []}
    assert (reason["who"], reason["category"], reason["changes_at"]) == ("you", "business", None)
    assert reason["message"] == "A student takes one section of a course, and you hold COGS 1 A01."
    assert reason["remedy"] == "Swap sections, or drop COGS 1 A01 first."
    assert reason["link"] == f"/swaps?from={held.id}&add={other.id}"


def test_a_reason_nothing_can_be_done_about_leads_nowhere(program, on_offer):
    course = on_offer(a_course(status=CourseStatus.CANCELLED))
    (reason,) = program.get(f"/api/v1/courses/{course.id}/eligibility").json["reasons"]
    assert (reason["unknown"], reason["link"]) == (False, None)
