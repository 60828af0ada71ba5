"""The plan, and submissions, for programs."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest

from enrollment.application.submit_courses import MOST_COURSES
from enrollment.domain.catalog import CourseStatus, RegistrationWindow
from tests.support.build import NOON, a_course

PLAN = "/api/v1/me/plan"
SUBMISSIONS = "/api/v1/me/plan/submissions"


@pytest.fixture
def submit(program):
    """Submit courses, under a new key or the one given."""

    def asking(*courses, mode="best-effort", key=None, **options):
        body = {"courses": [str(course.id) for course in courses], "mode": mode}
        return program.post_json(SUBMISSIONS, body, headers={"Idempotency-Key": f'"{key or uuid4()}"'}, **options)

    return asking


def ids(*courses):
    return [str(course.id) for course in courses]


def outcomes(answer):
    return [line["outcome"] for line in answer.json["lines"]]


def test_a_plan_is_put_and_read_in_the_order_of_priority(program, on_offer):
    courses = [on_offer(a_course()) for _ in range(3)]
    assert program.get(PLAN).json == {"courses": [], "lines": [], "fits": True}

    put = program.put_json(PLAN, {"courses": ids(*courses[::-1])})

    assert program.get(PLAN).json == put.json
    assert put.json["courses"] == ids(*courses[::-1])
    line = put.json["lines"][0]
    assert (line["course"]["section"], line["state"], line["reasons"]) == (courses[2].section, "available", [])
    assert line["judged_at"] == line["added_at"] == NOON.isoformat()


def test_each_line_is_judged_for_when_its_registration_opens(program, on_offer):
    opens = NOON + timedelta(days=1)
    later = on_offer(a_course(registration=RegistrationWindow(opens=opens)))
    full = on_offer(a_course(max_participants=0))

    first, second = program.put_json(PLAN, {"courses": ids(later, full)}).json["lines"]

    assert (first["judged_at"], first["state"]) == (opens.isoformat(), "available")
    assert (second["state"], second["reasons"][0]["code"]) == ("full", "course-full")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "#/courses"),
        ({"courses": "x"}, "#/courses"),
        ({"courses": [1]}, "#/courses/0"),
        ({"courses": ["nonsense"]}, "#/courses/0"),
        ({"courses": [f"{uuid4()}\n"]}, "#/courses/0"),
        ({"courses": [str(uuid4()).upper()]}, "#/courses/0"),
        ({"courses": [str(NOON)], "more": 1}, "#/courses/0"),
        ({"courses": ["{}".format("0" * 8 + "-0000" * 3 + "-" + "0" * 12)] * 2}, "#/courses"),
        ({"courses": [str(uuid4()) for _ in range(MOST_COURSES + 1)]}, "#/courses"),
    ],
)
def test_what_does_not_fit_is_pointed_at(program, body, pointer):
    problem = program.put_json(PLAN, body, status=422).json
    assert problem["errors"][0]["pointer"] == pointer


def test_what_is_no_course_is_not_planned(program, on_offer):
    for course in (a_course(), on_offer(a_course(status=CourseStatus.DRAFT))):
        assert program.put_json(PLAN, {"courses": ids(course)}, status=404).json["code"] == "course-not-found"
    assert program.get(PLAN).json["courses"] == []


def test_a_submission_is_answered_line_by_line_and_what_is_granted_leaves_the_plan(program, submit, on_offer):
    free, full = on_offer(a_course()), on_offer(a_course(max_participants=0))
    program.put_json(PLAN, {"courses": ids(free, full)})

    answer = submit(full, free)

    refused, enrolled = answer.json["lines"]
    assert outcomes(answer) == ["refused", "enrolled"]
    assert (refused["enrollment"], refused["reasons"][0]["code"]) == (None, "course-full")
    assert program.get(f"/api/v1/enrollments/{enrolled['enrollment']['id']}").json["course_id"] == str(free.id)
    assert program.get(f"/api/v1/receipts/{refused['receipt_id']}").json["outcome"] == "refused"
    assert program.get(PLAN).json["courses"] == ids(full)


def test_all_or_nothing_holds_back_what_nothing_stands_against(program, submit, on_offer):
    answer = submit(on_offer(a_course()), on_offer(a_course(max_participants=0)), mode="all-or-nothing")

    assert outcomes(answer) == ["held_back", "refused"]
    assert answer.json["lines"][0]["receipt_id"] is None
    assert program.get("/api/v1/me/enrollments").json["items"] == []


def test_no_course_and_a_draft_are_refused_alike(submit, on_offer):
    draft = on_offer(a_course(status=CourseStatus.DRAFT, max_participants=0))

    nothing, hidden = submit(a_course(), draft).json["lines"]

    assert nothing["reasons"] == hidden["reasons"]
    assert [reason["code"] for reason in hidden["reasons"]] == ["course-not-found"]


def test_the_same_submission_again_has_the_same_answer_to_the_byte(submit, on_offer):
    courses = [on_offer(a_course()), on_offer(a_course(max_participants=0)), on_offer(a_course())]
    for mode in ("all-or-nothing", "best-effort"):
        assert submit(*courses, mode=mode, key=mode).body == submit(*courses, mode=mode, key=mode).body


def test_of_two_sections_the_first_by_priority_is_granted(program, submit, on_offer):
    first, second = on_offer(a_course(section="A01")), on_offer(a_course(section="A02"))
    asked = {"held": [], "asked": [{"course_id": str(second.id), "course": "COGS 1 A02"}]}

    line = program.put_json(PLAN, {"courses": ids(second, first)}).json["lines"][1]
    answer = submit(second, first)

    assert (line["state"], line["reasons"][0]["code"]) == ("not_available", "other-section-held")
    assert (line["reasons"][0]["evidence"], line["reasons"][0]["link"]) == (asked, None)
    assert outcomes(answer) == ["enrolled", "refused"]
    assert answer.json["lines"][1]["reasons"][0]["evidence"] == asked


@pytest.mark.parametrize("change", ["order", "mode", "other"])
def test_the_key_of_another_submission_is_refused(submit, on_offer, change):
    courses = [on_offer(a_course()), on_offer(a_course())]
    submit(*courses, key="once")
    again = {"order": courses[::-1], "mode": courses, "other": [on_offer(a_course())]}[change]
    mode = "all-or-nothing" if change == "mode" else "best-effort"

    assert submit(*again, mode=mode, key="once", status=422).json["code"] == "idempotency-key-reused"


def test_a_submission_needs_a_key_courses_and_a_mode(program, submit, on_offer):
    body = {"courses": ids(on_offer(a_course())), "mode": "best-effort"}
    assert program.post_json(SUBMISSIONS, body, status=400).json["code"] == "idempotency-key-missing"
    assert submit(status=422).json["errors"][0]["pointer"] == "#/courses"
    assert submit(on_offer(a_course()), mode="some", status=422).json["errors"][0]["pointer"] == "#/mode"


def test_many_submissions_of_one_student_at_once_are_one(submit, on_offer, system, program):
    courses = [on_offer(a_course()) for _ in range(3)]

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: submit(*courses, key="once", expect_errors=True), range(16)))

    assert {answer.status_int for answer in answers} == {200}
    assert len({answer.body for answer in answers}) == 1
    assert len(system.outside_transaction().enrollments.of(program.user.id)) == 3


def test_of_two_submissions_of_the_same_courses_at_once_one_gets_them(submit, on_offer, system):
    courses = [on_offer(a_course()) for _ in range(4)]

    with ThreadPoolExecutor(2) as threads:
        one, two = threads.map(lambda some: submit(*some), (courses, courses[::-1]))

    assert sorted([outcomes(one), outcomes(two)]) == [["enrolled"] * 4, ["refused"] * 4]


def test_nobody_reads_anothers_plan(program, new_program, anonymous, on_offer):
    program.put_json(PLAN, {"courses": ids(on_offer(a_course()))})
    assert new_program().get(PLAN).json["courses"] == []
    anonymous.get(PLAN, status=401)
