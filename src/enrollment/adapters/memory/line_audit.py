"""What must hold of lines and offers, over memory."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from enrollment.adapters.memory.records import MemoryRecords
from enrollment.domain.enrollments import EnrollmentStatus
from enrollment.domain.identifiers import CourseId
from enrollment.domain.receipts import Action
from enrollment.domain.waitlist import OPEN, EntryStatus, WaitlistEntry
from enrollment.ports.agenda import Chore

_WITHOUT_WAITING = frozenset({Action.ENROLL, Action.SWAP, Action.UNDO})


def misplaced(records: MemoryRecords) -> Iterator[str]:
    """Yield what is wrong with the counts of those who wait and watch, and with how entries end."""
    waiting = Counter(one for entry in records.entries.values() if entry.is_waiting for one in entry.courses)
    watched = Counter(course_id for _, course_id in records.watches)
    for course in records.courses.values():
        if course.waiting != waiting[course.id]:
            counted = f"counts {course.waiting} waiting, and in line are {waiting[course.id]}"
            yield f"waiting-counter-is-truth: course {course.id} {counted}"
        if course.watched != watched[course.id]:
            counted = f"counts {course.watched} watching, and there are {watched[course.id]}"
            yield f"watched-counter-is-truth: course {course.id} {counted}"
        is_empty = not course.current_enrollment and not course.waiting
        if not course.is_offered and not is_empty and (course.id, Chore.CANCEL) not in records.agenda:
            yield f"withdrawn-is-empty: course {course.id} is not published, and somebody sits there or waits"
    for entry in records.entries.values():
        if (entry.status in OPEN) != (entry.ended_at is None) or (entry.ended_at or entry.joined_at) < entry.joined_at:
            yield f"entry-ends-once: entry {entry.id} is {entry.status} with the wrong end"


def misoffered(records: MemoryRecords, before: datetime) -> Iterator[str]:
    """Yield offers without their seats, seats that nobody is offered, and offers out of time."""
    offered = {
        (entry.student_id, course_id): entry
        for entry in records.entries.values()
        if entry.status is EntryStatus.OFFERED
        for course_id in entry.courses
    }
    kept = {
        (one.student_id, one.course_id)
        for one in records.enrollments.values()
        if one.status is EnrollmentStatus.OFFERED
    }
    for student_id, course_id in offered.keys() ^ kept:
        yield f"offer-has-its-seats: student {student_id} and course {course_id} have an offer or a seat, not both"
    for (_, course_id), entry in offered.items():
        closes = records.courses[course_id].registration.closes
        if closes and entry.offered_at and entry.offered_at >= closes:
            yield f"offer-before-close: entry {entry.id} was offered a seat after registration had closed"
    for entry in records.entries.values():
        if _is_out_of_time(entry, before):
            yield f"offer-in-time: entry {entry.id} is {entry.status}, which its offer does not allow"


def passed_over(records: MemoryRecords) -> Iterator[str]:
    """Yield who came to a seat before somebody who was before in line and whom nobody had looked at."""
    moved = {entry.details["course_id"] for entry in records.log if entry.action == "waitlist_move"}
    came = [entry for entry in records.entries.values() if _came_to_a_seat(entry) and len(entry.courses) == 1]
    for entry in came:
        [course_id] = entry.courses
        at = entry.offered_at or entry.ended_at
        if entry.gives_up or str(course_id) in moved or at is None or _was_overbooked(records, entry):
            continue
        for other in _unseen(records, course_id, at):
            if records.ranks[course_id, other.id] < records.ranks[course_id, entry.id] and other.joined_at <= at:
                yield f"passed-over: entry {entry.id} came to a seat of course {course_id} before entry {other.id}"


def jumped(records: MemoryRecords) -> Iterator[tuple[CourseId, str, str]]:
    """Yield the seats taken by who did not wait, while somebody waited whom nobody had looked at."""
    for receipt in records.receipts.values():
        if receipt.action not in _WITHOUT_WAITING or receipt.enrollment is None:
            continue
        for entry in _unseen(records, receipt.course_id, receipt.at):
            if entry.joined_at < receipt.at and entry.student_id != receipt.user_id:
                line = f"student {receipt.user_id} took a seat of course {receipt.course_id}"
                yield receipt.course_id, receipt.rules_version, f"{line} that entry {entry.id} waited for"


def _unseen(records: MemoryRecords, course_id: CourseId, at: datetime) -> Iterator[WaitlistEntry]:
    """Yield the entries that waited for the course then, and on which nobody has ever looked in vain."""
    for entry in records.entries.values():
        over_at = min((instant for instant in (entry.offered_at, entry.ended_at) if instant), default=None)
        if course_id in entry.courses and not entry.skipped and (over_at is None or over_at > at):
            yield entry


def _came_to_a_seat(entry: WaitlistEntry) -> bool:
    return entry.offered_at is not None or entry.status is EntryStatus.ENROLLED


def _was_overbooked(records: MemoryRecords, entry: WaitlistEntry) -> bool:
    return any(
        one.action is Action.OVERBOOK and (one.user_id, one.at) == (entry.student_id, entry.ended_at)
        for one in records.receipts.values()
    )


def _is_out_of_time(entry: WaitlistEntry, before: datetime) -> bool:
    match entry.status:
        case EntryStatus.OFFERED:
            return entry.expires_at is None or entry.offered_at is None or entry.expires_at < before
        case EntryStatus.ENROLLED:
            return bool(entry.expires_at and entry.ended_at and entry.ended_at >= entry.expires_at)
        case EntryStatus.EXPIRED:
            return entry.expires_at is None or entry.ended_at is None or entry.ended_at < entry.expires_at
    return False
