"""The line of a course and its seats, as a program of staff sees them."""

from uuid import uuid4

import pytest

from tests.support.build import a_course, a_staff_member


@pytest.fixture
def course(on_offer):
    """A course with one seat."""
    return on_offer(a_course(max_participants=1))


@pytest.fixture
def held(course, enrolled):
    """The seat, which somebody holds."""
    return enrolled(course)


@pytest.fixture
def staff(new_program):
    """A program of staff."""
    return new_program(a_staff_member())


@pytest.fixture
def waiting(new_program, course, held):
    """The entries of three students, in line, each with the student's program."""
    programs = [new_program() for _ in range(3)]
    address = f"/api/v1/courses/{course.id}/waitlist"
    return [(program, program.post(address, headers=keyed()).json) for program in programs]


def keyed():
    return {"Idempotency-Key": f'"{uuid4()}"'}


def test_the_line_is_listed_page_by_page(staff, course, waiting):
    address = f"/api/v1/courses/{course.id}/waitlist"
    first = staff.get(f"{address}?limit=2").json
    rest = staff.get(f"{address}?limit=2&cursor={first['next']}").json
    assert [one["position"] for one in (*first["items"], *rest["items"])] == [1, 2, 3]
    assert (first["waiting"], rest["next"]) == (3, None)
    assert first["items"][0]["email"] == waiting[0][0].user.email
    assert staff.get(f"{address}?cursor=none", status=422).json["errors"][0]["pointer"] == "#/cursor"


def test_a_student_sees_no_line(program, course, waiting):
    assert program.get(f"/api/v1/courses/{course.id}/waitlist", status=403).json["code"] == "not-permitted"


def test_an_entry_is_moved(staff, course, waiting):
    last = waiting[2][1]["id"]
    address = f"/api/v1/courses/{course.id}/waitlist/{last}/position"
    assert staff.put_json(address, {"position": 1, "note": "an exchange student"}).json == {"position": 1}
    assert staff.get(f"/api/v1/courses/{course.id}/waitlist").json["items"][0]["entry_id"] == last
    assert staff.put_json(address, {"position": 1, "note": ""}, status=422).json["errors"][0]["pointer"] == "#/note"
    gone = f"/api/v1/courses/{course.id}/waitlist/{uuid4()}/position"
    staff.put_json(gone, {"position": 1, "note": "why"}, status=404)


def test_a_student_is_enrolled_beyond_the_seats(staff, course, held, program):
    body, headers = {"student_id": str(program.user.id), "note": "agreed"}, keyed()
    address = f"/api/v1/courses/{course.id}/overbookings"
    once = staff.post_json(address, body, headers=headers, status=201).json
    assert staff.post_json(address, body, headers=headers, status=201).json == once
    assert once["status"] == "approved"
    shown = staff.get(f"/api/v1/courses/{course.id}").json
    assert (shown["current_enrollment"], shown["max_participants"]) == (2, 1)


def test_more_seats_are_given_to_who_waits_and_one_is_told_so_before(staff, course, waiting):
    read = staff.get(f"/api/v1/courses/{course.id}")
    told = staff.post_json(f"/api/v1/courses/{course.id}/preview", {"max_participants": 3}).json
    assert [turn["is_given"] for turn in told["turns"]] == [True, True]

    changed = staff.patch_json(
        f"/api/v1/courses/{course.id}", {"max_participants": 3}, headers={"If-Match": read.headers["ETag"]}
    )

    assert (changed.json["current_enrollment"], changed.json["waitlisted"]) == (3, 1)
    assert staff.get(f"/api/v1/courses/{course.id}").headers["ETag"] == changed.headers["ETag"]
    assert waiting[0][0].get(f"/api/v1/waitlist/{waiting[0][1]['id']}").json["status"] == "enrolled"


def test_a_change_says_what_it_was_made_for(staff, course):
    address = f"/api/v1/courses/{course.id}"
    assert staff.patch_json(address, {"max_participants": 3}, status=428).json["code"] == "precondition-required"
    stale = {"If-Match": '"0"'}
    assert (
        staff.patch_json(address, {"max_participants": 3}, headers=stale, status=412).json["code"] == "course-changed"
    )
    assert staff.get(address).json["max_participants"] == 1
    anything = {"If-Match": "*"}
    assert staff.patch_json(address, {"max_participants": None}, headers=anything).json["max_participants"] is None


def test_only_staff_change_a_course(program, course):
    headers = {"If-Match": "*"}
    program.patch_json(f"/api/v1/courses/{course.id}", {"max_participants": 3}, headers=headers, status=403)
    program.post_json(f"/api/v1/courses/{course.id}/preview", {"max_participants": 3}, status=403)


def test_a_window_that_closes_before_it_opens_is_refused(staff, course):
    body = {"registration_opens_at": "2026-03-03T00:00:00Z", "registration_closes_at": "2026-03-02T00:00:00Z"}
    staff.patch_json(f"/api/v1/courses/{course.id}", body, headers={"If-Match": "*"}, status=422)


def test_a_cancelled_course_is_over_for_all(staff, course, waiting, on_time):
    staff.patch_json(f"/api/v1/courses/{course.id}", {"status": "cancelled"}, headers={"If-Match": "*"})
    on_time()
    shown = staff.get(f"/api/v1/courses/{course.id}").json
    assert (shown["status"], shown["current_enrollment"], shown["waitlisted"]) == ("cancelled", 0, 0)
