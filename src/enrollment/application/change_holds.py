"""Put a student's registration on hold, and lift a hold."""

import json
from dataclasses import dataclass
from hashlib import sha256

from enrollment.application.waitlists.student import ServeStudent
from enrollment.domain.academic_record import AcademicRecord, Hold
from enrollment.domain.identifiers import UserId
from enrollment.domain.permission_errors import HoldUnknown, OverAlready, StudentUnknown
from enrollment.domain.plain import to_plain
from enrollment.domain.records import LogEntry, Origin
from enrollment.domain.users import Role, User
from enrollment.ports.academic_records import AcademicRecords
from enrollment.ports.activity_log import ActivityLog
from enrollment.ports.clock import Clock
from enrollment.ports.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeHolds:
    """Place and lift holds. Two members of staff at once: one after the other, and neither change is lost.

    Nothing else of the record is touched, so an import of records may run meanwhile. Works inside the caller's
    transaction.
    """

    register: Register
    academic_records: AcademicRecords
    activity_log: ActivityLog
    serve_student: ServeStudent
    clock: Clock

    def place(self, staff: User, student_id: UserId, hold: Hold, *, origin: Origin) -> bool:
        """Place the hold, and return whether it was not there. Raises StudentBusy, StudentUnknown, OverAlready."""
        record = self._held(student_id)
        if hold.expires_at and hold.expires_at <= self.clock.now():
            raise OverAlready
        if hold in record.holds:
            return False
        self._put(student_id, (*record.holds, hold))
        self._log(staff, "hold_placed", student_id, hold, origin)
        return True

    def lift(self, staff: User, student_id: UserId, hold_id: str, *, origin: Origin) -> Hold:
        """Lift the hold and return it. Raises StudentBusy, StudentUnknown, and HoldUnknown when it is gone."""
        record = self._held(student_id)
        hold = find_hold(record, hold_id)
        self._put(student_id, tuple(other for other in record.holds if other != hold))
        self._log(staff, "hold_lifted", student_id, hold, origin)
        self.serve_student(student_id, origin=origin)
        return hold

    def _held(self, student_id: UserId) -> AcademicRecord:
        student = self.register.hold(student_id)
        if student is None or Role.STUDENT not in student.roles:
            raise StudentUnknown
        return self.academic_records.of(student_id)

    def _put(self, student_id: UserId, holds: tuple[Hold, ...]) -> None:
        self.academic_records.put(student_id, AcademicRecord(holds=holds), only={"holds"})

    def _log(self, staff: User, action: str, student_id: UserId, hold: Hold, origin: Origin) -> None:
        details = {"student_id": str(student_id), "hold": to_plain(hold)}
        entry = LogEntry(user_id=staff.id, action=action, details=details, timestamp=self.clock.now(), origin=origin)
        self.activity_log.write(entry)


def hold_id(hold: Hold) -> str:
    """Return what names the hold among those of its student: it is what it says."""
    return sha256(json.dumps(to_plain(hold), sort_keys=True).encode()).hexdigest()[:16]


def find_hold(record: AcademicRecord, wanted: str) -> Hold:
    """Return the hold of that id. Raises HoldUnknown."""
    for hold in record.holds:
        if hold_id(hold) == wanted:
            return hold
    raise HoldUnknown
