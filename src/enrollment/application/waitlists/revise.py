"""Change what is given up for a seat waited for, and which of several is wanted most, without losing the place."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from enrollment.application.waitlists.own import given_up, own_entry, own_seats
from enrollment.application.waitlists.serving import ServeLines
from enrollment.domain.identifiers import CourseId, EnrollmentId, EntryId, UserId
from enrollment.domain.records import LogEntry, Origin
from enrollment.domain.waitlist import WaitlistEntry
from enrollment.ports.activity_log import ActivityLog
from enrollment.ports.clock import Clock
from enrollment.ports.register import Register
from enrollment.ports.waitlists import Waitlists


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What changes; None stays as it is.

    ``gives_up`` are the seats given up for the entry's; none: it is no swap. ``or_else`` is the entry it is to stand
    for, as the last choice of that wish; the entry itself: it is a wish of its own. ``choice`` is its place among those
    of its wish, counted from 1, the one wanted most; beyond the last it is the last.
    """

    gives_up: tuple[EnrollmentId, ...] | None = None
    or_else: EntryId | None = None
    choice: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseEntry:
    """Revise an entry that waits, or whose seats are offered. It keeps its place in each line.

    A swap that becomes possible by it is carried out at once. Works inside the caller's transaction and never ends it.
    Raises StudentBusy, CourseContended; EntryUnknown and EnrollmentUnknown for what is not the student's.
    """

    register: Register
    waitlists: Waitlists
    activity_log: ActivityLog
    serve_lines: ServeLines
    clock: Clock

    def __call__(self, student_id: UserId, entry_id: EntryId, revision: Revision, *, origin: Origin) -> WaitlistEntry:
        """Revise it, and return it as it stands now."""
        self.register.hold(student_id)
        self.waitlists.lock(self._concerned(own_entry(self.waitlists, student_id, entry_id), revision), patiently=True)
        entry, at = own_entry(self.waitlists, student_id, entry_id), self.clock.now()
        if revision.gives_up is not None:
            entry = replace(entry, gives_up=given_up(own_seats(self.register, student_id, revision.gives_up)))
        if revision.or_else is not None:
            entry = self._standing_for(entry, revision.or_else)
        self.waitlists.put(entry)
        if revision.choice is not None:
            self._choose(entry, revision.choice)
        self._log(entry, at, origin)
        if entry.is_waiting:
            self.serve_lines(entry.courses, at, origin=origin)
        return self.waitlists.find(entry_id) or entry

    def _concerned(self, entry: WaitlistEntry, revision: Revision) -> Collection[CourseId]:
        """Return the courses of all entries that change: with a choice, other ones of the student's get another."""
        if revision.choice is None:
            return entry.courses
        return {course_id for waiting in self.waitlists.of(entry.student_id) for course_id in waiting.entry.courses}

    def _standing_for(self, entry: WaitlistEntry, other_id: EntryId) -> WaitlistEntry:
        if other_id == entry.id:
            return replace(entry, wish=uuid4(), choice=1)
        wish = own_entry(self.waitlists, entry.student_id, other_id).wish
        last = max(other.choice for other in self._of_wish(entry.student_id, wish))
        return replace(entry, wish=wish, choice=last + 1)

    def _choose(self, entry: WaitlistEntry, choice: int) -> None:
        others = [other for other in self._of_wish(entry.student_id, entry.wish) if other.id != entry.id]
        others.insert(max(choice, 1) - 1, entry)
        for number, one in enumerate(others, start=1):
            if one.choice != number:
                self.waitlists.put(replace(one, choice=number))

    def _of_wish(self, student_id: UserId, wish: UUID) -> Sequence[WaitlistEntry]:
        entries = [waiting.entry for waiting in self.waitlists.of(student_id) if waiting.entry.wish == wish]
        return sorted(entries, key=lambda entry: entry.choice)

    def _log(self, entry: WaitlistEntry, at: datetime, origin: Origin) -> None:
        details = {
            "entry_id": str(entry.id),
            "gives_up": [str(seat.enrollment_id) for seat in entry.gives_up],
            "wish": str(entry.wish),
        }
        self.activity_log.write(
            LogEntry(user_id=entry.student_id, action="waitlist_revision", details=details, timestamp=at, origin=origin)
        )
