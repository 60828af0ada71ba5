"""The waitlists: who waits for which seats, in which order."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from enrollment.domain.catalog import Course
from enrollment.domain.identifiers import CourseId, EntryId, UserId
from enrollment.domain.ranks import Rank
from enrollment.domain.users import User
from enrollment.domain.waitlist import Place, WaitlistEntry
from enrollment.ports.register import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """An entry in line, its student, and what is on record about the student and each of its courses.

    ``rank`` is that in the line asked for. What the entry gives up is still among the courses held.
    """

    entry: WaitlistEntry
    student: User
    rank: Rank
    facts: Mapping[CourseId, Facts]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An entry with its courses and its place in the line of each."""

    entry: WaitlistEntry
    courses: Sequence[Course]
    places: Mapping[CourseId, Place]


@dataclass(frozen=True, slots=True, kw_only=True)
class InLine:
    """Somebody in line, as staff see it."""

    entry: WaitlistEntry
    student: User
    place: Place
    rank: Rank


class Waitlists(Protocol):
    """The entries on record. A change lasts only if the caller's transaction commits.

    Of what an entry gives up it is told what the student still holds, in the order of the enrollments' ids: what was
    dropped meanwhile is given up already.
    """

    def lock(self, course_ids: Collection[CourseId], *, patiently: bool) -> None:
        """Have whoever would change these courses' seats or lines wait until this transaction ends.

        They are locked in the order of what they share and then of their ids. ``patiently`` waits for others who have
        done so before; it is for the first courses a transaction locks. Else nobody is waited for, so that there is no
        ring of those who wait, and CourseContended is raised where somebody was first.
        """

    def hold(self, student_id: UserId) -> bool:
        """Hold the student as ``Register.hold`` does, and return whether that was possible without waiting."""

    def queue(self, course_id: CourseId, *, after: Rank | None, limit: int) -> Sequence[Queued]:
        """Return who waits in the line of the course behind that rank, in order, in one round trip."""

    def queued(self, entry_id: EntryId, course_id: CourseId) -> Queued | None:
        """Return the same of one entry, whatever its status; None where there is none in the line of the course."""

    def join(self, entry: WaitlistEntry) -> Mapping[CourseId, Place]:
        """Put the new entry at the end of the line of each of its courses, which are locked, and return the places."""

    def put(self, entry: WaitlistEntry) -> None:
        """Put the entry as it is now in place of what it was; one that no longer waits leaves the lines, all locked.

        What it gives up is put in place as well.
        """

    def skip(self, entries: Collection[WaitlistEntry]) -> None:
        """Note what the entries were skipped for, in one round trip for those skipped for the same."""

    def move(self, entry_id: EntryId, course_id: CourseId, *, position: int) -> int | None:
        """Move the entry to that position in the line of the course, which is locked, and return which it has then.

        It takes the priority of those it comes to stand among. None where it does not wait there.
        """

    def of(self, student_id: UserId) -> Sequence[Waiting]:
        """Return the student's open entries with their courses and places, in one round trip.

        They come by wish, that first of which an entry was joined first, and then by choice.
        """

    def find(self, entry_id: EntryId) -> WaitlistEntry | None:
        """Return the entry, whosever it is."""

    def line(self, course_id: CourseId, limit: int, offset: int = 0) -> Sequence[InLine]:
        """Return who is in line for the course, those with an offer first, and then by rank."""

    def lapsed(self, at: datetime, limit: int) -> Sequence[WaitlistEntry]:
        """Return offers that can no longer be accepted, those first that expired first."""

    def swaps_from(self, course_ids: Collection[CourseId]) -> Sequence[WaitlistEntry]:
        """Return who waits for a seat in one course and would give up one in these for it, by rank where they wait."""

    def stirring(self) -> Sequence[CourseId]:
        """Return the courses for which somebody waits though there is a free seat."""

    def sharing(self, course_id: CourseId) -> Sequence[CourseId]:
        """Return the courses that share seats with this one and for which somebody waits."""
