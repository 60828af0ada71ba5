"""Values survive the way to JSON and back."""

import json
from dataclasses import dataclass
from datetime import UTC, date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enrollment.domain.catalog import Course, RegistrationWindow, Term
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.events import KINDS, WaitlistSkipped
from enrollment.domain.identifiers import CourseId
from enrollment.domain.meetings import Day, Meeting
from enrollment.domain.plain import from_plain, to_plain
from enrollment.domain.reasons import AuthRequired, CourseFull
from enrollment.domain.records import IdempotencyKey, Origin
from enrollment.domain.users import Role, User
from tests.support.build import NOON, a_course, a_student, an_enrollment
from tests.unit.domain.samples import REASONS

INSTANTS = st.datetimes(timezones=st.just(UTC))
WINDOWS = st.builds(RegistrationWindow, opens=st.none() | INSTANTS, closes=st.none() | INSTANTS)
MEETINGS = st.builds(Meeting, days=st.lists(st.sampled_from(Day)).map(tuple))
ENDED = st.none() | INSTANTS
SKIPPED_FOR = st.lists(st.dictionaries(st.text(), st.integers() | st.text())).map(tuple)
ANYTHING = st.one_of(
    st.builds(Course, registration=WINDOWS, meetings=st.lists(MEETINGS, max_size=3).map(tuple)),
    st.builds(Enrollment, enrollment_date=INSTANTS, ended_at=ENDED),
    st.builds(User),
    st.builds(Term),
    st.builds(Origin),
    st.builds(IdempotencyKey),
    *(st.builds(kind, at=INSTANTS) for kind in KINDS.values() if kind is not WaitlistSkipped),
    st.builds(WaitlistSkipped, at=INSTANTS, reasons=SKIPPED_FOR),
)


@settings(deadline=None)
@given(ANYTHING)
def test_what_went_through_json_comes_back_the_same(value):
    assert from_plain(type(value), json.loads(json.dumps(to_plain(value)))) == value


@pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason.code)
def test_so_does_every_reason(reason):
    assert from_plain(type(reason), json.loads(json.dumps(to_plain(reason)))) == reason


def test_the_evidence_of_a_reason_is_its_fields():
    assert to_plain(CourseFull(30, 31)) == {
        "max_participants": 30,
        "current_enrollment": 31,
        "waiting": 0,
        "promised": 0,
    }
    assert to_plain(AuthRequired()) == {}


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (NOON, "2026-03-02T12:00:00+00:00"),
        (date(2026, 3, 8), "2026-03-08"),
        (time(9, 30), "09:30:00"),
        (CourseId(a_course().id.__class__(int=1)), "00000000-0000-0000-0000-000000000001"),
        (Role.STAFF, "staff"),
        (frozenset({Role.STUDENT, Role.STAFF}), ["staff", "student"]),
        ((1, None, "x"), [1, None, "x"]),
        (None, None),
    ],
)
def test_each_kind_of_value_has_one_plain_form(value, plain):
    assert to_plain(value) == plain


def test_a_member_a_newer_version_added_is_passed_over():
    enrollment = an_enrollment()
    assert from_plain(Enrollment, to_plain(enrollment) | {"seat_no": 7}) == enrollment


def test_a_member_an_older_version_did_not_have_takes_its_default():
    plain = to_plain(a_student())
    del plain["active"]
    assert from_plain(User, plain).active is True


def test_a_member_without_a_default_has_to_be_there():
    plain = to_plain(a_student())
    del plain["roles"]
    with pytest.raises(TypeError, match="roles"):
        from_plain(User, plain)


@pytest.mark.parametrize("wrong", [{"id": "x"}, {"roles": ["root"]}])
def test_a_value_that_cannot_be_one_is_an_error(wrong):
    with pytest.raises(ValueError, match=r"not a valid|badly formed"):
        from_plain(User, to_plain(a_student()) | wrong)


def test_a_dataclass_in_a_dataclass_comes_back_as_itself():
    @dataclass(frozen=True)
    class Pair:
        meeting: Meeting | None
        days: tuple[Day, ...]

    pair = Pair(Meeting(kind="LE", on=date(2026, 6, 9), starts=time(8), ends=time(10)), (Day.MONDAY,))
    assert from_plain(Pair, to_plain(pair)) == pair
    assert from_plain(Pair, to_plain(Pair(None, ()))) == Pair(None, ())
