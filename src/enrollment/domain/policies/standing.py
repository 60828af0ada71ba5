"""Policies about who the student is: is the registration on hold, is the course for such students."""

from datetime import datetime

from enrollment.domain.academic_record import AcademicRecord, Act
from enrollment.domain.attempt import Attempt
from enrollment.domain.reasons import GroupRestricted, Held, OnHold, Reason
from enrollment.domain.verdict import Met


def nothing_is_on_hold(attempt: Attempt) -> Reason | None:
    """Nobody has put the student's enrolling on hold, or the hold has expired."""
    if not attempt.record.holds or attempt.user is None:
        return None
    return on_hold(attempt.record, Act.ENROLL, attempt.at)


def on_hold(record: AcademicRecord, act: Act, at: datetime) -> OnHold | None:
    """Return the holds that keep the student from the act at that instant, whoever put them."""
    holds = tuple(
        Held(owner=hold.owner, note=hold.note, until=hold.expires_at)
        for hold in record.holds
        if hold.stands_against(act, at)
    )
    return OnHold(holds) if holds else None


def student_is_admitted(attempt: Attempt) -> Reason | Met | None:
    """A course that is for certain groups takes who is in any of them."""
    groups, user = attempt.rules.restricted_to, attempt.user
    if not groups or user is None:
        return None
    mine = tuple(group.name for group in groups if group.includes(attempt.record, user.email))
    return Met(GroupRestricted.code, by=mine) if mine else GroupRestricted(tuple(group.name for group in groups))
