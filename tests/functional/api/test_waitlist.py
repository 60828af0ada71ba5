"""Waiting for a seat, as a program sees it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from enrollment.domain.catalog import CourseStatus, RegistrationWindow
from enrollment.domain.waitlist_rules import Promotion, WaitlistRule
from tests.support.build import a_course


@pytest.fixture
def course(on_offer):
    """A course with one seat."""
    return on_offer(a_course(max_participants=1))


@pytest.fixture
def held(course, enrolled):
    """The seat, which somebody holds."""
    return enrolled(course)


def keyed():
    return {"Idempotency-Key": f'"{uuid4()}"'}


def join(program, course, **body):
    options = {name: body.pop(name) for name in ("status", "headers") if name in body}
    return program.post_json(f"/api/v1/courses/{course.id}/waitlist", body, **{"headers": keyed()} | options)


def test_joining_answers_the_place_in_line(program, course, held):
    answer = join(program, course, status=201)

    entry = answer.json
    assert (entry["status"], entry["position"], entry["ahead"]) == ("waiting", 1, 0)
    assert entry["places"] == [{"course_id": str(course.id), "position": 1, "ahead": 0}]
    assert entry["preflight"] == []
    assert answer.location.endswith(f"/api/v1/waitlist/{entry['id']}")
    assert program.get(f"/api/v1/courses/{course.id}").json["waitlisted"] == 1


def test_no_body_is_needed(program, course, held):
    program.post(f"/api/v1/courses/{course.id}/waitlist", headers=keyed(), status=201)


def test_a_full_course_says_that_one_may_wait(program, course, held):
    told = program.get(f"/api/v1/courses/{course.id}/eligibility").json
    assert (told["state"], told["may_wait"]) == ("full", True)
    join(program, course, status=201)
    told = program.get(f"/api/v1/courses/{course.id}/eligibility").json
    assert (told["state"], told["button"]) == ("waitlisted", "On the Waitlist, #1")


def test_whoever_waits_already_is_refused_with_the_reason(program, course, held):
    join(program, course, status=201)
    problem = join(program, course, status=409).json
    assert [reason["code"] for reason in problem["reasons"]] == ["already-waiting"]


def test_the_same_key_is_one_place_and_one_answer(program, course, held):
    headers = keyed()
    once, again = join(program, course, headers=headers), join(program, course, headers=headers)
    assert once.json == again.json


def test_where_there_is_a_seat_it_is_had_at_once(program, course):
    assert join(program, course, status=201).json["status"] == "enrolled"


def test_an_entry_is_read_by_its_student_alone(program, course, held, new_program):
    entry = join(program, course).json
    address = f"/api/v1/waitlist/{entry['id']}"
    assert program.get(address).json["id"] == entry["id"]
    assert new_program().get(address, status=404).json["code"] == "waitlist-entry-not-found"
    assert program.get("/api/v1/me/waitlist").json["items"][0]["id"] == entry["id"]


def test_leaving_ends_it(program, course, held):
    entry = join(program, course).json
    ended = program.delete(f"/api/v1/waitlist/{entry['id']}").json
    assert (ended["status"], ended["position"]) == ("left", None)
    program.delete(f"/api/v1/waitlist/{entry['id']}", status=404)
    assert program.get("/api/v1/me/waitlist").json["items"] == []


def test_a_seat_given_up_comes_to_who_waits(program, course, held, dropped):
    entry = join(program, course).json
    dropped(held)
    assert program.get(f"/api/v1/waitlist/{entry['id']}").json["status"] == "enrolled"
    [mine] = program.get("/api/v1/me/enrollments").json["items"]
    assert (mine["status"], mine["course_id"]) == ("approved", str(course.id))


def test_an_offer_is_accepted(program, course, held, dropped, ruled):
    ruled(course, waitlist=WaitlistRule(promotion=Promotion.OFFER))
    entry = join(program, course).json
    dropped(held)
    assert program.get(f"/api/v1/courses/{course.id}/eligibility").json["state"] == "offered"
    assert program.get("/api/v1/me/enrollments").json["items"] == []

    taken = program.post(f"/api/v1/offers/{entry['id']}/acceptance", headers=keyed(), status=201)

    assert (taken.json["status"], taken.json["along"]) == ("approved", [])
    assert taken.location.endswith(f"/api/v1/enrollments/{taken.json['id']}")
    problem = program.post(f"/api/v1/offers/{entry['id']}/acceptance", headers=keyed(), status=404).json
    assert problem["code"] == "offer-not-found"


def test_an_offer_is_declined(program, course, held, dropped, ruled):
    ruled(course, waitlist=WaitlistRule(promotion=Promotion.OFFER))
    entry = join(program, course).json
    dropped(held)
    assert program.post(f"/api/v1/offers/{entry['id']}/refusal").json["status"] == "declined"
    assert program.get(f"/api/v1/courses/{course.id}").json["seats_available"] == 1


def test_an_offer_that_is_over_is_refused_with_the_reason(program, course, held, dropped, ruled, clock, on_time):
    ruled(course, waitlist=WaitlistRule(promotion=Promotion.OFFER, offer_hours=1))
    entry = join(program, course).json
    dropped(held)
    clock.advance(timedelta(hours=1))
    on_time()
    problem = program.post(f"/api/v1/offers/{entry['id']}/acceptance", headers=keyed(), status=409).json
    assert [reason["code"] for reason in problem["reasons"]] == ["offer-expired"]


def test_a_swap_is_made_at_once_where_there_is_a_seat(program, on_offer, enrolled):
    old, new = on_offer(a_course()), on_offer(a_course(code="COGS 2"))
    seat = enrolled(old, program.user)
    body = {"drop": str(seat.id), "add": str(new.id)}
    taken = program.post_json("/api/v1/swaps", body, headers=keyed(), status=201).json
    assert taken["course_id"] == str(new.id)
    assert [item["status"] for item in program.get("/api/v1/me/enrollments").json["items"]].count("approved") == 1


def test_a_swap_waits_where_there_is_none_and_one_wants_to(program, course, held, on_offer, enrolled):
    old = on_offer(a_course(code="COGS 2"))
    seat = enrolled(old, program.user)
    body = {"drop": str(seat.id), "add": str(course.id)}

    problem = program.post_json("/api/v1/swaps", body, headers=keyed(), status=409).json
    answer = program.post_json("/api/v1/swaps", body | {"if_full": "wait"}, headers=keyed(), status=202)

    assert [reason["code"] for reason in problem["reasons"]] == ["course-full"]
    assert (answer.json["status"], answer.json["position"]) == ("waiting", 1)
    assert answer.json["gives_up"] == [{"enrollment_id": str(seat.id), "course_id": str(old.id)}]


def test_what_is_given_up_is_changed_and_cancelled_in_place(program, course, held, on_offer, enrolled):
    seat = enrolled(on_offer(a_course(code="COGS 2")), program.user)
    entry = join(program, course, drop=[str(seat.id)]).json
    address = f"/api/v1/waitlist/{entry['id']}"
    assert program.patch_json(address, {"drop": []}).json["gives_up"] == []
    assert program.patch_json(address, {"drop": [str(seat.id)]}).json["position"] == 1
    assert program.patch_json(address, {"drop": [str(uuid4())]}, status=404).json["code"] == "enrollment-not-found"


def test_one_of_several_is_wanted(program, course, held, on_offer, enrolled):
    other = on_offer(a_course(code="COGS 3", max_participants=1))
    enrolled(other)
    first = join(program, course).json
    second = join(program, other, or_else=first["id"]).json
    assert (second["wish"], second["choice"]) == (first["wish"], 2)
    assert program.patch_json(f"/api/v1/waitlist/{second['id']}", {"choice": 1}).json["choice"] == 1


def test_what_a_body_must_not_say_is_named(program, course, held):
    fault = join(program, course, along=[str(course.id)], status=422).json["errors"][0]
    assert fault["pointer"] == "#/along"
    assert join(program, course, drop=["seat"], status=422).json["errors"][0]["pointer"] == "#/drop/0"
    assert join(program, course, place=1, status=422).json["code"] == "unknown-member"


def test_a_drop_is_taken_back_within_a_minute(program, course):
    seat = program.enroll(course, status=201).json
    program.delete(f"/api/v1/enrollments/{seat['id']}")
    answer = program.post(f"/api/v1/enrollments/{seat['id']}/restoration", headers=keyed(), status=201)
    assert (answer.json["status"], answer.json["id"] != seat["id"]) == ("approved", True)


def test_what_is_taken_together_is_dropped_and_taken_back_together(program, on_offer, ruled):
    lecture, lab = (on_offer(a_course(section=section)) for section in ("A00", "LA1"))
    for course in (lecture, lab):
        ruled(course, linked=("A", "LA"))
    joined = join(program, lecture, along=[str(lab.id)], status=201).json
    assert joined["status"] == "enrolled"
    held = {one["course"]["id"]: one["id"] for one in program.get("/api/v1/me/enrollments").json["items"]}
    first, other = held[str(lecture.id)], held[str(lab.id)]
    program.delete(f"/api/v1/enrollments/{first}?along={other}")

    alone = program.post(f"/api/v1/enrollments/{first}/restoration", headers=keyed(), status=409).json
    program.post(f"/api/v1/enrollments/{first}/restoration?along={other}", headers=keyed(), status=201)

    assert alone["code"] == "corequisite-missing"
    now = program.get("/api/v1/me/enrollments").json["items"]
    back = {one["course"]["id"] for one in now if one["status"] == "approved"}
    assert back == {str(lecture.id), str(lab.id)}


def test_after_that_it_is_not(program, course, clock):
    seat = program.enroll(course, status=201).json
    program.delete(f"/api/v1/enrollments/{seat['id']}")
    clock.advance(timedelta(minutes=1))
    problem = program.post(f"/api/v1/enrollments/{seat['id']}/restoration", headers=keyed(), status=409).json
    assert problem["code"] == "undo-over"


def test_a_course_is_watched_and_watched_no_longer(program, course, held):
    address = f"/api/v1/courses/{course.id}/watch"
    assert program.put(address).json == {"watching": True}
    assert [one["id"] for one in program.get("/api/v1/me/watches").json["items"]] == [str(course.id)]
    assert program.delete(address).json == {"watching": False}
    assert program.get("/api/v1/me/watches").json["items"] == []
    program.put(f"/api/v1/courses/{uuid4()}/watch", status=404)


def test_a_course_that_gives_no_more_seats_is_not_watched(program, on_offer, clock):
    cancelled = on_offer(a_course(status=CourseStatus.CANCELLED))
    closed = on_offer(a_course(registration=RegistrationWindow(closes=clock.now())))
    for course in (cancelled, closed):
        assert program.put(f"/api/v1/courses/{course.id}/watch", status=409).json["code"] == "nothing-to-watch"
