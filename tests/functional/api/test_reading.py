"""What a program reads: the caller, courses, enrollments, receipts; each with a tag of its bytes."""

from datetime import time
from uuid import uuid4

import pytest

from enrollment.domain.catalog import CourseStatus
from enrollment.domain.meetings import Day, Meeting
from tests.support.build import a_course, a_staff_member

LECTURE = Meeting(kind="LE", days=(Day.TUESDAY, Day.THURSDAY), starts=time(9), ends=time(9, 50), room="WLH 2005")


def test_the_caller_is_whom_the_token_speaks_for(program):
    user = program.user

    assert program.get("/api/v1/me").json == {
        "id": str(user.id),
        "email": user.email,
        "name": user.name,
        "roles": ["student"],
    }


def test_a_course_is_shown_whole(anonymous, on_offer, enrolled):
    course = on_offer(a_course(code="COGS 1", meetings=(LECTURE,), units="4", max_participants=3))
    enrolled(course)

    shown = anonymous.get(f"/api/v1/courses/{course.id}").json

    (meeting,) = shown.pop("meetings")
    assert (meeting["kind"], meeting["days"], meeting["room"]) == ("LE", ["Tu", "Th"], "WLH 2005")
    assert (meeting["starts"], meeting["ends"]) == ("09:00:00", "09:50:00")
    assert (meeting["on"], meeting["starts_on"], meeting["ends_on"]) == (None, None, None)
    assert (shown["id"], shown["code"], shown["section"]) == (str(course.id), "COGS 1", course.section)
    assert (shown["max_participants"], shown["current_enrollment"], shown["seats_available"]) == (3, 1, 2)
    assert (shown["units"], shown["status"], shown["waitlisted"]) == ("4", "published", 0)
    assert (shown["registration_opens_at"], shown["registration_closes_at"]) == (None, None)


def test_a_draft_is_shown_to_staff_only(program, new_program, on_offer):
    draft = on_offer(a_course(status=CourseStatus.DRAFT))
    staff = new_program(a_staff_member())

    for address in (f"/api/v1/courses/{draft.id}", f"/api/v1/courses/{draft.id}/eligibility"):
        program.get(address, status=404)
        staff.get(address, status=200)
    assert program.get("/api/v1/courses").json["total"] == 0
    assert staff.get("/api/v1/courses").json["total"] == 1


def test_ones_enrollments_are_listed_with_their_courses(program, on_offer, enrolled):
    course = on_offer(a_course())
    enrollment = enrolled(course, program.user)
    enrolled(course)

    (item,) = program.get("/api/v1/me/enrollments").json["items"]

    assert (item["id"], item["status"], item["ended_at"]) == (str(enrollment.id), "approved", None)
    assert item["course"]["title"] == course.title


def test_a_receipt_is_for_whom_it_concerns(program, new_program, on_offer):
    receipt_id = program.enroll(on_offer(a_course())).json["receipt_id"]

    assert program.get(f"/api/v1/receipts/{receipt_id}").json["outcome"] == "approved"
    assert new_program(a_staff_member()).get(f"/api/v1/receipts/{receipt_id}").json["rules_version"]
    foreign = new_program().get(f"/api/v1/receipts/{receipt_id}", status=404).json
    absent = new_program().get(f"/api/v1/receipts/{uuid4()}", status=404).json
    assert foreign | {"instance": ""} == absent | {"instance": ""}


def test_what_is_known_already_is_not_sent_again(program, on_offer, enrolled):
    address = f"/api/v1/courses/{on_offer(a_course()).id}"
    first = program.get(address)

    again = program.get(address, headers={"If-None-Match": first.headers["ETag"]}, status=304)

    assert (again.body, again.headers["ETag"]) == (b"", first.headers["ETag"])
    assert not first.headers["ETag"].startswith("W/")


@pytest.mark.parametrize("tag", ['"other"', "garbage", '"', "\x7f", '"a", "b"', ""])
def test_what_is_not_known_is_sent(anonymous, on_offer, tag):
    address = f"/api/v1/courses/{on_offer(a_course()).id}"

    anonymous.get(address, headers={"If-None-Match": tag}, status=200)


def test_a_changed_course_has_another_tag(anonymous, on_offer, enrolled):
    course = on_offer(a_course())
    first = anonymous.get(f"/api/v1/courses/{course.id}")
    enrolled(course)

    second = anonymous.get(f"/api/v1/courses/{course.id}", headers={"If-None-Match": first.headers["ETag"]}, status=200)

    assert second.headers["ETag"] != first.headers["ETag"]


def test_personal_answers_are_kept_by_nobody(program, anonymous):
    assert program.get("/api/v1/me").headers["Cache-Control"] == "no-store"
    assert anonymous.get("/api/v1/courses").headers["Cache-Control"] == "no-cache"
