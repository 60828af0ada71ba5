"""Put a student's academic record in place, as the student system has it."""

from collections.abc import Iterator
from dataclasses import dataclass

from enrollment.domain.academic_record import AcademicRecord
from enrollment.domain.identifiers import UserId
from enrollment.domain.permission_errors import StudentUnknown
from enrollment.domain.record_checks import grade_fault, repeated, scale_of
from enrollment.domain.records import LogEntry, Origin
from enrollment.domain.users import Role, User
from enrollment.ports.academic_records import MEMBERS, AcademicRecords
from enrollment.ports.accounts import Accounts
from enrollment.ports.activity_log import ActivityLog
from enrollment.ports.clock import Clock
from enrollment.ports.rule_sets import RuleSets

THEIRS = frozenset(MEMBERS) - {"holds"}  # what the student system says; holds are placed here


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFault:
    """What is wrong with one of the completed items: its place among them, the member, and why."""

    place: int
    member: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PutRecord:
    """Put all of a student's record but the holds, which stay. Works inside the caller's transaction."""

    accounts: Accounts
    academic_records: AcademicRecords
    rule_sets: RuleSets
    activity_log: ActivityLog
    clock: Clock

    def __call__(self, by: User, student_id: UserId, record: AcademicRecord, *, origin: Origin) -> AcademicRecord:
        """Put the record, and return it as it stands then, with the holds. Raises StudentUnknown."""
        self.student(student_id)
        if self.academic_records.put(student_id, record, only=THEIRS):
            details = {"student_id": str(student_id), "completed": len(record.completed)}
            self.activity_log.write(
                LogEntry(
                    user_id=by.id,
                    action="record_changed",
                    details=details,
                    timestamp=self.clock.now(),
                    origin=origin,
                )
            )
        return self.academic_records.of(student_id)

    def student(self, student_id: UserId) -> User:
        """Return the student of that id. Raises StudentUnknown for anybody else."""
        user = self.accounts.get(student_id)
        if user is None or Role.STUDENT not in user.roles:
            raise StudentUnknown
        return user

    def faults(self, record: AcademicRecord) -> Iterator[ItemFault]:
        """Yield what is wrong with the items: grades the institution does not have, and items given twice."""
        scale = scale_of(self.rule_sets.book())
        for place, item in enumerate(record.completed):
            if problem := grade_fault(item, scale):
                yield ItemFault(place=place, member="grade", problem=problem)
        for place in repeated(record.completed):
            yield ItemFault(place=place, member="code", problem="stands there already for that term")
