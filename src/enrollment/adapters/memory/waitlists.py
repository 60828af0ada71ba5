"""Waitlists, kept in memory."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from enrollment.adapters.memory.records import MemoryRecords
from enrollment.adapters.memory.register import MemoryRegister
from enrollment.domain.identifiers import CourseId, EntryId, UserId
from enrollment.domain.ranks import Rank, moved
from enrollment.domain.seats import free_seats
from enrollment.domain.waitlist import OPEN, EntryStatus, Place, WaitlistEntry
from enrollment.ports.waitlists import InLine, Queued, Waiting


class MemoryWaitlists:
    """The port Waitlists over dicts. There being no transactions, nobody is locked out and nobody waits."""

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records
        self._register = MemoryRegister(records)

    def lock(self, course_ids: Collection[CourseId], *, patiently: bool) -> None:
        """Lock nothing."""

    def hold(self, student_id: UserId) -> bool:
        """Hold nobody; whoever is there could be."""
        return student_id in self._records.accounts

    def queue(self, course_id: CourseId, *, after: Rank | None, limit: int) -> Sequence[Queued]:
        """Return who waits behind that rank, in order."""
        with self._records.lock:
            line = self._records.line(course_id)
            behind = [entry for entry in line if after is None or self._records.ranks[course_id, entry.id] > after]
            return [self._queued(entry, course_id) for entry in behind[:limit]]

    def queued(self, entry_id: EntryId, course_id: CourseId) -> Queued | None:
        """Return the same of one entry."""
        with self._records.lock:
            entry = self._records.entries.get(entry_id)
            return self._queued(entry, course_id) if entry and course_id in entry.courses else None

    def join(self, entry: WaitlistEntry) -> Mapping[CourseId, Place]:
        """Put the new entry at the end of each line."""
        with self._records.lock:
            self._records.entries[entry.id] = entry
            for course_id in entry.courses:
                self._records.last_in_line[course_id] += 1
                self._records.ranks[course_id, entry.id] = Rank(0, self._records.last_in_line[course_id])
                self._count(course_id, 1)
            return {course_id: self._records.place_of(entry, course_id) for course_id in entry.courses}

    def put(self, entry: WaitlistEntry) -> None:
        """Put the entry as it is now in place of what it was."""
        with self._records.lock:
            was_waiting = self._records.entries[entry.id].is_waiting
            self._records.entries[entry.id] = entry
            if was_waiting and not entry.is_waiting:
                for course_id in entry.courses:
                    self._count(course_id, -1)

    def skip(self, entries: Collection[WaitlistEntry]) -> None:
        """Note what the entries were skipped for."""
        with self._records.lock:
            for entry in entries:
                kept = self._records.entries[entry.id]
                self._records.entries[entry.id] = replace(kept, skipped=entry.skipped)

    def move(self, entry_id: EntryId, course_id: CourseId, *, position: int) -> int | None:
        """Move the entry to that position in the line of the course."""
        with self._records.lock:
            line = [(entry.id, self._records.ranks[course_id, entry.id]) for entry in self._records.line(course_id)]
            if entry_id not in dict(line):
                return None
            for one, rank in moved(line, entry_id, position):
                self._records.ranks[course_id, one] = rank
            return self._records.place_of(self._records.entries[entry_id], course_id).position

    def of(self, student_id: UserId) -> Sequence[Waiting]:
        """Return the student's open entries."""
        with self._records.lock:
            theirs = [
                entry
                for entry in self._records.entries.values()
                if entry.student_id == student_id and entry.status in OPEN
            ]
            since: dict[UUID, datetime] = {}
            for entry in theirs:
                since[entry.wish] = min(entry.joined_at, since.get(entry.wish, entry.joined_at))
            theirs.sort(key=lambda entry: (since[entry.wish], entry.wish, entry.choice))
            return [self._waiting(entry) for entry in theirs]

    def find(self, entry_id: EntryId) -> WaitlistEntry | None:
        """Return the entry, whosever it is."""
        with self._records.lock:
            entry = self._records.entries.get(entry_id)
            return self._read(entry) if entry else None

    def line(self, course_id: CourseId, limit: int, offset: int = 0) -> Sequence[InLine]:
        """Return who is in line, those with an offer first."""
        with self._records.lock:
            offered = [
                entry
                for entry in self._records.entries.values()
                if entry.status is EntryStatus.OFFERED and course_id in entry.courses
            ]
            offered.sort(key=lambda entry: self._records.ranks[course_id, entry.id])
            those = [*offered, *self._records.line(course_id)]
            return [self._in_line(entry, course_id) for entry in those[offset : offset + limit]]

    def lapsed(self, at: datetime, limit: int) -> Sequence[WaitlistEntry]:
        """Return offers that can no longer be accepted."""
        with self._records.lock:
            over = [
                (entry.expires_at, entry.id.hex, entry)
                for entry in self._records.entries.values()
                if entry.status is EntryStatus.OFFERED and entry.expires_at and entry.expires_at <= at
            ]
            return [self._read(entry) for _, _, entry in sorted(over)[:limit]]

    def swaps_from(self, course_ids: Collection[CourseId]) -> Sequence[WaitlistEntry]:
        """Return who would give up a seat in one of these courses."""
        with self._records.lock:
            waiting = [self._read(entry) for entry in self._records.entries.values() if entry.is_waiting]
            found = [
                entry
                for entry in waiting
                if len(entry.courses) == len(entry.gives_up) == 1 and entry.courses_given_up <= set(course_ids)
            ]
            return sorted(found, key=lambda entry: (self._records.ranks[entry.courses[0], entry.id], entry.id.hex))

    def stirring(self) -> Sequence[CourseId]:
        """Return the courses for which somebody waits though there is a free seat."""
        with self._records.lock:
            return [
                course.id for course in self._records.courses.values() if course.waiting and free_seats(course) != 0
            ]

    def sharing(self, course_id: CourseId) -> Sequence[CourseId]:
        """Return the courses that share seats with this one and for which somebody waits."""
        with self._records.lock:
            shared = self._records.courses[course_id].shared
            return [
                other.id
                for other in self._records.courses.values()
                if shared
                and other.shared
                and other.shared.name == shared.name
                and other.id != course_id
                and other.waiting
            ]

    def _read(self, entry: WaitlistEntry) -> WaitlistEntry:
        """Return the entry, with what is given up as far as it is held still."""
        held = [seat for seat in entry.gives_up if self._records.enrollments[seat.enrollment_id].is_held]
        return replace(entry, gives_up=tuple(sorted(held, key=lambda seat: seat.enrollment_id)))

    def _queued(self, entry: WaitlistEntry, course_id: CourseId) -> Queued:
        return Queued(
            entry=self._read(entry),
            student=self._records.accounts[entry.student_id].user,
            rank=self._records.ranks[course_id, entry.id],
            facts={one: self._register.facts(one, entry.student_id) for one in entry.courses},
        )

    def _waiting(self, entry: WaitlistEntry) -> Waiting:
        return Waiting(
            entry=self._read(entry),
            courses=[self._records.courses[course_id] for course_id in entry.courses],
            places={course_id: self._records.place_of(entry, course_id) for course_id in entry.courses},
        )

    def _in_line(self, entry: WaitlistEntry, course_id: CourseId) -> InLine:
        return InLine(
            entry=self._read(entry),
            student=self._records.accounts[entry.student_id].user,
            place=self._records.place_of(entry, course_id),
            rank=self._records.ranks[course_id, entry.id],
        )

    def _count(self, course_id: CourseId, more: int) -> None:
        course = self._records.courses[course_id]
        self._records.courses[course_id] = replace(course, waiting=course.waiting + more)
