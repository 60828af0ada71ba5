"""Notices to write letters from, and what else a letter needs."""

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from enrollment.adapters.mail import Letters
from enrollment.domain.catalog import Term
from enrollment.domain.events import EnrollmentDropped, StudentEnrolled
from enrollment.domain.identifiers import MessageId
from enrollment.domain.meetings import Day, Meeting
from enrollment.domain.notices import Notice, NoticeKind
from tests.support.build import a_course, a_student, an_enrollment

CAMPUS = ZoneInfo("America/Los_Angeles")
LETTERS = Letters(CAMPUS, "https://enroll.example.edu/", "The Registrar <registrar@example.edu>")
SPRING = Term(code="SP22", name="Spring Quarter 2022", starts_on=date(2022, 3, 28), ends_on=date(2022, 6, 3))
DECIDED = datetime(2022, 3, 28, 16, 0, 5, tzinfo=UTC)

LECTURE = Meeting(kind="LE", days=(Day.TUESDAY, Day.THURSDAY), starts=time(12, 30), ends=time(13, 50), room="JEANN AUD")
FINAL = Meeting(kind="FI", on=date(2022, 6, 6), starts=time(11, 30), ends=time(14, 29), room="JEANN AUD")
LAB = Meeting(kind="LA")

# A title that adds a header of its own when the e-mail package writes it out (of the kind of CVE-2024-6923).
INJECTION = "=?utf-8?q?a=0D=0ABcc=3A_evil=40x=2Eorg?="

_NAUGHTY = Path(__file__).parents[1] / "data/blns.json"


def a_notice(**about: Any) -> Notice:
    """Ada Byron is told that she enrolled in COGS 1 A01 at DECIDED."""
    course = about.get("course") or a_course(section="A01", term="SP22", units="4", meetings=(LECTURE, FINAL, LAB))
    enrollment = about.get("enrollment") or an_enrollment(course_id=course.id, enrollment_date=DECIDED)
    usual = {
        "id": MessageId(uuid4()),
        "kind": NoticeKind.ENROLLED,
        "recipient": a_student(),
        "course": course,
        "term": SPRING,
        "event": StudentEnrolled.of(enrollment, enrollment.enrollment_date),
        "enrollment": enrollment,
    }
    return Notice(**usual | about)


def a_notice_of_the_drop(notice: Notice) -> Notice:
    """The same student is told that she dropped the course eight days later."""
    dropped = notice.enrollment.dropped(notice.enrollment.enrollment_date + timedelta(days=8))
    about = {"course": notice.course, "term": notice.term, "recipient": notice.recipient}
    event = EnrollmentDropped.of(dropped, dropped.ended_at)
    return a_notice(kind=NoticeKind.DROPPED, event=event, enrollment=dropped, **about)


def unnoted() -> None:
    """Take no note of a letter's handover."""


def naughty_strings() -> list[str]:
    """The Big List of Naughty Strings, and a few worse ones."""
    return [*json.loads(_NAUGHTY.read_text(encoding="utf-8")), INJECTION, "x" * 10_000, "é" * 10_000]
