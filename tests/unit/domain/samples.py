"""One of every reason, and every kind of event."""

from datetime import date, time
from uuid import UUID

from enrollment.domain.events import (
    ConsentDecided,
    ConsentRequested,
    DropRefused,
    EnrollmentDropped,
    EnrollmentRefused,
    PermitGranted,
    StudentEnrolled,
)
from enrollment.domain.identifiers import ConsentRequestId, CourseId, EnrollmentId, PermitId, UserId
from enrollment.domain.reasons import (
    AlreadyEnrolled,
    AuthRequired,
    Cancelled,
    Clash,
    ConsentRequired,
    CorequisiteMissing,
    CourseFull,
    CourseNotFound,
    ExcludedBy,
    GroupRestricted,
    Held,
    Lack,
    NotPermitted,
    NotPublished,
    OnHold,
    PrerequisiteMissing,
    RegistrationClosed,
    RegistrationNotOpen,
    RepeatLimit,
    SeatsReserved,
    TimeConflict,
    UnitLimit,
)
from tests.support.build import NOON

ENROLLMENT = EnrollmentId(UUID(int=1))
CLASH = Clash(
    course_id=CourseId(UUID(int=4)),
    course="MATH 20B C01",
    kind="LE",
    other_kind="FI",
    day="Monday",
    on=date(2022, 6, 6),
    starts=time(11, 30),
    ends=time(12, 20),
)
REASONS = (
    AlreadyEnrolled(ENROLLMENT, NOON),
    AuthRequired(),
    CourseNotFound(),
    NotPublished(),
    Cancelled(),
    RegistrationClosed(NOON),
    RegistrationNotOpen(NOON),
    NotPermitted(),
    CourseFull(30, 30),
    OnHold((Held(owner="the bursar", note="fees are unpaid", until=NOON),)),
    GroupRestricted(("seniors", "majors in COGS")),
    PrerequisiteMissing(
        requirement="MATH 20A at least B-",
        lacking=(Lack(item="MATH 20A", needs="B-", has="C"),),
        ways=(("MATH 20A",),),
    ),
    CorequisiteMissing(requirement="COGS 14B", ways=(("COGS 14B",),)),
    ExcludedBy(passed=("COGS 1",)),
    RepeatLimit(attempts=2, most_attempts=2, best="C"),
    TimeConflict((CLASH,)),
    UnitLimit(limit=22, held=20, asked=4),
    ConsentRequired(by="instructor"),
    SeatsReserved(free=3, groups=("seniors",), released_at=NOON),
)
_WHOSE = {"at": NOON, "student_id": UserId(UUID(int=2)), "course_id": CourseId(UUID(int=3))}
EVENTS = (
    StudentEnrolled(**_WHOSE, enrollment_id=ENROLLMENT),
    EnrollmentDropped(**_WHOSE, enrollment_id=ENROLLMENT),
    EnrollmentRefused(**_WHOSE, codes=("course-full", "registration-closed")),
    DropRefused(**_WHOSE, enrollment_id=ENROLLMENT, codes=("on-hold",)),
    ConsentRequested(**_WHOSE, request_id=ConsentRequestId(UUID(int=5))),
    ConsentDecided(**_WHOSE, request_id=ConsentRequestId(UUID(int=5)), approved=False, answer="Next term."),
    PermitGranted(**_WHOSE, permit_id=PermitId(UUID(int=6)), codes=("consent-required", "time-conflict")),
)
