"""Ways to break what must hold, on the records of a campus in memory: each breaks one thing and nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from enrollment.adapters.memory.records import MemoryRecords
from enrollment.domain.catalog import Course, CourseStatus, RegistrationWindow
from enrollment.domain.deliveries import Outcome, Try
from enrollment.domain.enrollments import Enrollment, EnrollmentStatus
from enrollment.domain.identifiers import EnrollmentId
from enrollment.domain.receipts import Action
from enrollment.domain.waitlist import EntryStatus, WaitlistEntry
from tests.audit.lived_in import MORNING
from tests.support.build import NOON

Break = Callable[[MemoryRecords], object]
LONG_AGO, LATER = NOON - timedelta(days=30), NOON + timedelta(days=30)


def course_of(records: MemoryRecords, code: str) -> Course:
    """The course of that code."""
    return next(course for course in records.courses.values() if course.code == code)


def course(code: str, /, **values: Any) -> Break:
    """Change a course."""
    return lambda records: _put(records.courses, course_of(records, code), values)


def entry(code: str, status: EntryStatus, /, **values: Any) -> Break:
    """Change one entry that stands so in the line of the course."""
    return lambda records: _put(records.entries, entry_of(records, code, status), values)


def entry_of(records: MemoryRecords, code: str, status: EntryStatus) -> WaitlistEntry:
    """One entry that stands so in the line of the course."""
    of = course_of(records, code).id
    return next(one for one in records.entries.values() if of in one.courses and one.status is status)


def enrollment(code: str, status: EnrollmentStatus, /, **values: Any) -> Break:
    """Change one enrollment that stands so in the course."""
    return lambda records: _put(records.enrollments, enrollment_of(records, code, status), values)


def enrollment_of(records: MemoryRecords, code: str, status: EnrollmentStatus) -> Enrollment:
    """One enrollment that stands so in the course."""
    of = course_of(records, code).id
    return next(one for one in records.enrollments.values() if (one.course_id, one.status) == (of, status))


def shares_more_than_is_taken(records: MemoryRecords) -> None:
    """Have cross-listed courses count nobody together."""
    for this in [one for one in records.courses.values() if one.shared]:
        _put(records.courses, this, {"shared": replace(this.shared, current_enrollment=0)})


def pool_of_nobody(records: MemoryRecords) -> None:
    """Have the pools of a course count nobody."""
    this = course_of(records, "RELEASED")
    _put(records.courses, this, {"pools": tuple(replace(pool, taken=0) for pool in this.pools)})


def waits_where_he_sits(records: MemoryRecords) -> None:
    """Have an entry be that of somebody who sits in the course."""
    sits = enrollment_of(records, "FULL", EnrollmentStatus.APPROVED)
    entry("FULL", EntryStatus.WAITING, student_id=sits.student_id)(records)


def comes_to_a_seat_from_behind(records: MemoryRecords) -> None:
    """Have somebody who came to a seat have stood behind those who wait."""
    place = course_of(records, "LINE").id, entry_of(records, "LINE", EntryStatus.ENROLLED).id
    records.ranks[place] = replace(records.ranks[place], sequence=1000)


def went_where_there_is_no_way(records: MemoryRecords) -> None:
    """Have a seat that was held end as an offer does, by its receipt as well."""
    ended = enrollment_of(records, "ROOMY", EnrollmentStatus.DROPPED)
    _put(records.enrollments, ended, {"status": EnrollmentStatus.RETURNED})
    told = next(one for one in records.receipts.values() if one.enrollment == ended)
    _put(records.receipts, told, {"enrollment": records.enrollments[ended.id]})


def decided_by_nobody(records: MemoryRecords) -> None:
    """Have one enrollment more."""
    ended = enrollment_of(records, "ROOMY", EnrollmentStatus.DROPPED)
    _put(records.enrollments, replace(ended, id=EnrollmentId(uuid4())), {})


def swapped_for_nothing(records: MemoryRecords) -> None:
    """Have every enrollment be a swap."""
    for this in [one for one in records.receipts.values() if one.action is Action.ENROLL]:
        _put(records.receipts, this, {"action": Action.SWAP})


def accepted_twice(records: MemoryRecords) -> None:
    """Have a mail be accepted again."""
    accepted = Try(at=NOON, outcome=Outcome.ACCEPTED, answer="")
    _put(records.deliveries, next(iter(records.deliveries.values())), {"history": (accepted, accepted)})


def _put(table: dict[Any, Any], this: Any, values: Mapping[str, Any]) -> None:
    table[this.id] = replace(this, **values)


_WAITING, _DROPPED = EntryStatus.WAITING, EnrollmentStatus.DROPPED
_OFFERED = EntryStatus.OFFERED
BREAKS: Mapping[str, Break] = {
    "counter-is-truth": course("ROOMY", current_enrollment=0),
    "pool-counter-is-truth": pool_of_nobody,
    "shared-counter-is-truth": shares_more_than_is_taken,
    "one-per-student": waits_where_he_sits,
    "ended-when-not-live": enrollment("ROOMY", _DROPPED, ended_at=None),
    "ended-when-not-live, before it began": enrollment("ROOMY", _DROPPED, ended_at=LONG_AGO),
    "withdrawn-is-empty": course("FULL", status=CourseStatus.CANCELLED),
    "waiting-counter-is-truth": course("FULL", waiting=1),
    "watched-counter-is-truth": course("WATCHED", watched=0),
    "entry-ends-once": entry("FULL", _WAITING, ended_at=LATER),
    "entry-ends-once, before it began": entry("LINE", EntryStatus.LEFT, ended_at=LONG_AGO),
    "offer-has-its-seats": entry("OFFERS", _OFFERED, status=EntryStatus.DECLINED, ended_at=LATER),
    "offer-in-time": entry("OFFERS", _OFFERED, expires_at=LONG_AGO),
    "offer-in-time, accepted as it expired": entry("OFFERS", EntryStatus.ENROLLED, expires_at=LONG_AGO),
    "offer-in-time, lapsed before": entry("OFFERS", EntryStatus.EXPIRED, expires_at=LATER),
    "offer-before-close": course("OFFERS", registration=RegistrationWindow(closes=LONG_AGO)),
    "passed-over": comes_to_a_seat_from_behind,
    "receipt-for-every-enrollment, last-word": decided_by_nobody,
    "delivery-for-every-notice": lambda records: records.deliveries.clear(),
    "accepted-once": accepted_twice,
    "path": went_where_there_is_no_way,
    "last-word": enrollment("ROOMY", _DROPPED, status=EnrollmentStatus.WITHDRAWN),
    "swap-is-whole": swapped_for_nothing,
    "schedule": course("ROOMY 2", meetings=MORNING),
    "no-jumping": entry("FULL", _WAITING, joined_at=LONG_AGO),
    "no-idle-seat": course("FULL", max_participants=2),
}
