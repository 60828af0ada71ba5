"""Staff give an entry another place in line."""

from dataclasses import dataclass

from enrollment.domain.events import PlaceChanged
from enrollment.domain.identifiers import CourseId, EntryId
from enrollment.domain.messages import Message
from enrollment.domain.records import LogEntry, Origin
from enrollment.domain.users import User
from enrollment.domain.waitlist_errors import EntryUnknown, NoteMissing
from enrollment.ports.activity_log import ActivityLog
from enrollment.ports.clock import Clock
from enrollment.ports.outbox import Outbox
from enrollment.ports.waitlists import Waitlists


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveEntry:
    """Move an entry in the line of one course, for a reason that is kept and told to its student.

    Works inside the caller's transaction. Raises EntryUnknown where it does not wait there, and NoteMissing.
    """

    waitlists: Waitlists
    activity_log: ActivityLog
    outbox: Outbox
    clock: Clock

    def __call__(
        self, staff: User, course_id: CourseId, entry_id: EntryId, *, position: int, note: str, origin: Origin
    ) -> int:
        """Move it to that position, counted from 1, and return which it has then: the last one at most."""
        if not note.strip():
            raise NoteMissing
        self.waitlists.lock([course_id], patiently=True)
        entry, at = self.waitlists.find(entry_id), self.clock.now()
        has_now = self.waitlists.move(entry_id, course_id, position=position) if entry else None
        if entry is None or has_now is None:
            raise EntryUnknown
        event = PlaceChanged(
            at=at, student_id=entry.student_id, course_id=course_id, entry_id=entry_id, position=has_now, note=note
        )
        self.outbox.put(Message.of(event))
        details = {
            "course_id": str(course_id),
            "student_id": str(entry.student_id),
            "entry_id": str(entry_id),
            "position": has_now,
            "note": note,
        }
        self.activity_log.write(
            LogEntry(user_id=staff.id, action="waitlist_move", details=details, timestamp=at, origin=origin)
        )
        return has_now
