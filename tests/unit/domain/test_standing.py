"""Holds, groups and consent, on their boundaries."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from enrollment.domain.academic_record import AcademicRecord, Act, Hold
from enrollment.domain.groups import Group
from enrollment.domain.identifiers import PermitId
from enrollment.domain.permits import Permit
from enrollment.domain.policies import decide
from enrollment.domain.policies.consent import consent_is_given
from enrollment.domain.policies.standing import nothing_is_on_hold, on_hold, student_is_admitted
from enrollment.domain.reasons import ConsentRequired, GroupRestricted, Held, OnHold
from enrollment.domain.rules import Rules
from enrollment.domain.verdict import Met
from tests.support.build import NOON, a_student, an_attempt

INSTANT = timedelta(microseconds=1)
FEES = Hold(owner="the bursar", note="fees are unpaid")
BOOKS = Hold(owner="the library", note="books are out", blocks=frozenset({Act.DROP, Act.ENROLL}), expires_at=NOON)
ADVICE = Hold(owner="your adviser", note="come and talk first", blocks=frozenset({Act.DROP}))
FEES_HELD = Held(owner="the bursar", note="fees are unpaid")
BOOKS_HELD = Held(owner="the library", note="books are out", until=NOON)


def held_by(*holds, **about):
    return an_attempt(**{"record": AcademicRecord(holds=holds), "rules": Rules()} | about)


@pytest.mark.parametrize(
    ("at", "held"), [(NOON - INSTANT, (FEES_HELD, BOOKS_HELD)), (NOON, (FEES_HELD,)), (NOON + INSTANT, (FEES_HELD,))]
)
def test_every_hold_that_stands_is_named_and_none_that_has_expired(at, held):
    assert nothing_is_on_hold(held_by(FEES, BOOKS, ADVICE, at=at)) == OnHold(held)


def test_the_last_hold_to_expire_is_when_it_changes_unless_somebody_must_lift_one():
    before = NOON - INSTANT
    assert nothing_is_on_hold(held_by(BOOKS, at=before)).changes_at == NOON
    assert nothing_is_on_hold(held_by(BOOKS, FEES, at=before)).changes_at is None


@pytest.mark.parametrize("holds", [(), (ADVICE,), (BOOKS,)])
def test_a_hold_on_dropping_or_one_that_has_expired_keeps_nobody_from_enrolling(holds):
    assert nothing_is_on_hold(held_by(*holds)) is None


def test_dropping_stays_possible_but_for_holds_that_say_otherwise():
    record = AcademicRecord(holds=(FEES, BOOKS))
    assert on_hold(record, Act.DROP, NOON) is None
    assert on_hold(record, Act.DROP, NOON - INSTANT) == OnHold((BOOKS_HELD,))


def test_a_stranger_has_no_holds():
    assert nothing_is_on_hold(held_by(FEES, user=None)) is None


SENIORS = Group(name="seniors", standings=frozenset({"SR"}))
MAJORS = Group(name="majors in COGS", programmes=frozenset({"CG25", "CG29"}))
ADA = Group(name="invited students", students=frozenset({"ada@example.edu"}))
CLOSED = Rules(restricted_to=(SENIORS, MAJORS, ADA))


@pytest.mark.parametrize(
    ("record", "email", "by"),
    [
        (AcademicRecord(standing="SR"), "x@example.edu", ("seniors",)),
        (AcademicRecord(programme="CG29", standing="JR"), "x@example.edu", ("majors in COGS",)),
        (AcademicRecord(programme="CG25", standing="SR"), "x@example.edu", ("seniors", "majors in COGS")),
        (AcademicRecord(), "ada@example.edu", ("invited students",)),
    ],
)
def test_a_course_for_groups_takes_who_is_in_any_of_them(record, email, by):
    attempt = an_attempt(rules=CLOSED, record=record, user=a_student(email=email))
    assert student_is_admitted(attempt) == Met("group-restricted", by=by)


@pytest.mark.parametrize("record", [AcademicRecord(), AcademicRecord(standing="JR", programme="CS26")])
def test_it_names_them_all_to_who_is_in_none(record):
    reason = student_is_admitted(an_attempt(rules=CLOSED, record=record))
    assert reason == GroupRestricted(("seniors", "majors in COGS", "invited students"))


@pytest.mark.parametrize("about", [{"rules": Rules()}, {"user": None}])
def test_a_course_for_everybody_asks_nothing_and_nothing_is_asked_of_strangers(about):
    assert student_is_admitted(an_attempt(**{"rules": CLOSED} | about)) is None


CONSENT = Rules(consent_of="instructor")


@pytest.mark.parametrize("asked", [None, NOON - INSTANT])
def test_consent_that_is_required_is_asked_for_and_waited_for(asked):
    attempt = an_attempt(rules=CONSENT, consent_asked_at=asked)
    assert consent_is_given(attempt) == ConsentRequired(by="instructor", requested_at=asked)


@pytest.mark.parametrize("about", [{"rules": Rules()}, {"user": None}])
def test_no_consent_is_asked_where_none_is_required_nor_of_strangers(about):
    assert consent_is_given(an_attempt(**{"rules": CONSENT} | about)) is None


@pytest.mark.parametrize(("expires_at", "allowed"), [(None, True), (NOON + INSTANT, True), (NOON, False)])
def test_a_permit_is_the_consent_while_it_lasts(expires_at, allowed):
    permit = Permit(id=PermitId(UUID(int=1)), codes=frozenset({"consent-required"}), granted_by="Dr Hopper")
    attempt = an_attempt(rules=CONSENT, permits=(replace(permit, expires_at=expires_at),))
    assert decide(attempt, [consent_is_given]).allowed is allowed


def test_no_permit_lifts_a_hold():
    permit = Permit(id=PermitId(UUID(int=1)), codes=frozenset({"on-hold"}), granted_by="Dr Hopper")
    assert not decide(held_by(FEES, permits=(permit,)), [nothing_is_on_hold]).allowed
