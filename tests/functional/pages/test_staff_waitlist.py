"""Staff see the line of a course, move who waits, enroll beyond the seats, and change how many there are."""

import pytest

from enrollment.domain.academic_record import Hold
from tests.functional.permissions import form_to, log_of, put_on_hold, words_of
from tests.support.build import a_course, a_staff_member, a_student


@pytest.fixture
def staff(signed_in):
    """A browser of a member of staff."""
    return signed_in(a_staff_member())


@pytest.fixture
def course(on_offer):
    """A course with one seat."""
    return on_offer(a_course(code="COGS 1", section="A01", max_participants=1))


@pytest.fixture
def waiting(course, enrolled, signed_in):
    """Three students who wait for it, in order."""
    enrolled(course)
    students = [signed_in(a_student(name=name)) for name in ("Ada", "Bea", "Cyd")]
    for student in students:
        form_to(student.get(f"/courses/{course.id}"), f"/courses/{course.id}/waitlist").submit(status=303)
    return [student.user for student in students]


@pytest.fixture
def line(staff, course, waiting):
    """The page with the line."""
    return lambda: staff.get(f"/staff/courses/{course.id}/waitlist")


def test_the_line_is_shown_in_its_order(line, staff, course):
    assert words_of(line(), "[data-entry] h3") == ["#1 Ada", "#2 Bea", "#3 Cyd"]
    assert f"/staff/courses/{course.id}/waitlist" in staff.get(f"/courses/{course.id}").text


def test_a_student_sees_none_of_it(signed_in, course):
    student = signed_in()
    student.get(f"/staff/courses/{course.id}/waitlist", status=403)
    student.get(f"/staff/courses/{course.id}/seats?seats=3", status=403)


def test_somebody_is_moved_with_a_reason(line, staff, system):
    form = next(form for form in line().forms.values() if "position" in form.fields)
    form["position"], form["note"] = "3", "a clash of ours"
    page = form.submit(status=303).follow()
    assert words_of(page, ".notice .title") == ["The place is changed, and the student is told"]
    assert words_of(page, "[data-entry] h3") == ["#1 Bea", "#2 Cyd", "#3 Ada"]
    assert log_of(system, staff.user) == ["waitlist_move"]


@pytest.mark.parametrize(("position", "note"), [("", "why"), ("first", "why"), ("0", "why"), ("2", "")])
def test_without_a_position_and_a_reason_nobody_is_moved(line, position, note):
    form = next(form for form in line().forms.values() if "position" in form.fields)
    form["position"], form["note"] = position, note
    page = form.submit(status=422)
    assert len(page.html.select("[aria-invalid]")) == 1
    assert words_of(page, "[data-entry] h3") == ["#1 Ada", "#2 Bea", "#3 Cyd"]


def test_a_student_is_enrolled_beyond_the_seats(line, course, on_record, staff):
    on_record(a_student(email="eve@example.edu"))
    path = f"/staff/courses/{course.id}/enrollments"
    form = form_to(line(), path)
    form["email"], form["note"] = "Eve@example.edu", "the dean agreed"
    page = form.submit(status=303).follow()
    assert words_of(page, ".notice .title") == ["The student is enrolled"]
    assert "Full, over by 1" in page.text


def test_what_stands_against_it_is_told_and_nobody_is_enrolled(line, course, on_record, system):
    form = form_to(line(), f"/staff/courses/{course.id}/enrollments")
    form["email"], form["note"] = "nobody@example.edu", "why"
    assert "There is no student with this address." in form.submit(status=422).text

    eve = on_record(a_student(email="eve@example.edu"))
    put_on_hold(system, eve, Hold(owner="the bursar", note="unpaid fees"))
    form["email"] = "eve@example.edu"
    page = form.submit(status=409)

    assert "The student was not enrolled." in page.text
    assert system.outside_transaction().enrollments.of(eve.id) == []


def test_more_seats_are_shown_before_they_are_given(line, course, staff):
    form = form_to(line(), f"/staff/courses/{course.id}/seats")
    form["seats"] = "3"
    page = form.submit()
    assert words_of(page, "#turns") == ["2 would be given a seat"]
    assert words_of(page, "tbody th") == ["Ada", "Bea"]

    form = form_to(page, f"/staff/courses/{course.id}/seats")
    assert "Say why" in form.submit(status=422).text
    form["note"] = "a larger room"
    page = form.submit(status=303).follow()

    assert words_of(page, ".notice .title") == ["The number of seats is changed"]
    assert words_of(page, "[data-entry] h3") == ["#1 Cyd"]


def test_what_somebody_else_changed_meanwhile_is_shown_anew(line, course, staff, signed_in):
    form = form_to(line(), f"/staff/courses/{course.id}/seats")
    form["seats"] = "3"
    form = form_to(form.submit(), f"/staff/courses/{course.id}/seats")
    form["note"] = "a larger room"
    other = signed_in(a_staff_member())
    theirs = other.get(f"/staff/courses/{course.id}/seats?seats=2")
    theirs = form_to(theirs, f"/staff/courses/{course.id}/seats")
    theirs["note"] = "one more"
    theirs.submit(status=303)

    page = form.submit(status=412)

    assert words_of(page, ".notice .title") == ["Somebody else has changed the seats meanwhile"]
    assert words_of(page, "tbody th") == ["Bea"]


@pytest.mark.parametrize("seats", ["many", "-1", "1000000", "1.5"])
def test_what_is_no_number_of_seats_is_refused(staff, course, seats):
    page = staff.get(f"/staff/courses/{course.id}/seats?seats={seats}", status=422)
    assert page.html.select_one("[aria-invalid]")["name"] == "seats"
