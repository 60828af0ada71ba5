"""Put academic records from outside in place of those on record."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from enrollment.application.import_catalog import ListUnreadable, RowsFaulty
from enrollment.domain.academic_record import AcademicRecord, CompletedItem
from enrollment.domain.grades import GradeScale
from enrollment.domain.identifiers import UserId
from enrollment.domain.record_checks import grade_fault, repeated, scale_of
from enrollment.domain.records import LogEntry, Origin
from enrollment.domain.users import Role, normalize_email
from enrollment.ports.academic_records import AcademicRecords
from enrollment.ports.accounts import Accounts
from enrollment.ports.activity_log import ActivityLog
from enrollment.ports.clock import Clock
from enrollment.ports.course_list import Fault
from enrollment.ports.record_list import Belonging, RecordRow
from enrollment.ports.rule_sets import RuleSets


@dataclass(slots=True)
class ImportedRecords:
    """How many students' records were changed, how many said the same already, and how many rows were left out."""

    changed: int = 0
    unchanged: int = 0
    left_out: int = 0


@dataclass(slots=True)
class _Group:
    """Rows about one student that stand together; ``is_torn`` when there may be more that cannot be read."""

    email: str
    rows: list[RecordRow] = field(default_factory=list)
    is_torn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRecords:
    """Load rows, all of them or none; with ``best_effort`` those of students about whom every row is sound.

    A row about where a student belongs replaces just that; the rows about what a student has completed, which stand
    together, replace all of it. Holds stay, and so does whatever is known of students the list does not name. Works
    inside the caller's transaction. Every fault of every row goes to ``report`` as it is found.
    """

    accounts: Accounts
    academic_records: AcademicRecords
    rule_sets: RuleSets
    activity_log: ActivityLog
    clock: Clock

    def __call__(
        self, rows: Iterable[RecordRow], *, best_effort: bool, report: Callable[[Fault], None], origin: Origin
    ) -> ImportedRecords:
        """Load the rows as they come. Raises RowsFaulty or ListUnreadable, for the caller to undo what was loaded."""
        scale, imported, seen = scale_of(self.rule_sets.book()), ImportedRecords(), dict[str, int]()
        for group in _groups(rows):
            faults, student_id = self._judged(group, seen, scale)
            for fault in faults:
                report(fault)
            if faults or group.is_torn or student_id is None:
                imported.left_out += len(group.rows)
                if any(row.is_last for row in group.rows):
                    raise ListUnreadable
            elif best_effort or not imported.left_out:
                self._put(student_id, group, imported)
        if imported.left_out and not best_effort:
            raise RowsFaulty(imported.left_out)
        self._log(imported, origin)
        return imported

    def _judged(
        self, group: _Group, seen: dict[str, int], scale: GradeScale | None
    ) -> tuple[list[Fault], UserId | None]:
        faults = [fault for row in group.rows for fault in row.faults]
        if not group.email:
            return faults, None
        line = group.rows[0].line
        first = seen.setdefault(group.email, line)
        if first != line:
            faults.append(
                Fault(line=line, column="email", problem=f"is that of rows that end before; see line {first}")
            )
        account = self.accounts.find(group.email)
        if account is None or Role.STUDENT not in account.user.roles:
            faults.append(Fault(line=line, column="email", problem=f"belongs to no student: {group.email!r}"))
            return faults, None
        return faults + list(_item_faults(group.rows, scale)), account.user.id

    def _put(self, student_id: UserId, group: _Group, imported: ImportedRecords) -> None:
        record, members = _said(group.rows)
        if self.academic_records.put(student_id, record, only=members):
            imported.changed += 1
        else:
            imported.unchanged += 1

    def _log(self, imported: ImportedRecords, origin: Origin) -> None:
        if imported.changed:
            details: dict[str, Any] = {"changed": imported.changed, "left_out": imported.left_out}
            at = self.clock.now()
            self.activity_log.write(
                LogEntry(user_id=None, action="records_imported", details=details, timestamp=at, origin=origin)
            )


def _groups(rows: Iterable[RecordRow]) -> Iterator[_Group]:
    """Yield the rows of one student after another. One that cannot be read may be about either of its neighbours."""
    group: _Group | None = None
    torn = False
    for row in rows:
        if not row.email:
            if group:
                group.is_torn = True
                yield group
            group, torn = None, True
            yield _Group(email="", rows=[row])
            continue
        if group is None or group.email != normalize_email(row.email) or not isinstance(row.says, CompletedItem | None):
            if group:
                yield group
            group = _Group(email=normalize_email(row.email), is_torn=torn)
            torn = False
        group.rows.append(row)
    if group:
        yield group


def _item_faults(rows: list[RecordRow], scale: GradeScale | None) -> Iterator[Fault]:
    sound = [(row.line, row.says) for row in rows if isinstance(row.says, CompletedItem)]
    for line, item in sound:
        if problem := grade_fault(item, scale):
            yield Fault(line=line, column="grade", problem=problem)
    for place in repeated(item for _, item in sound):
        line, item = sound[place]
        yield Fault(line=line, column="code", problem=f"stands there already for that term: {item.code!r}")


def _said(rows: list[RecordRow]) -> tuple[AcademicRecord, set[str]]:
    """Return what the rows say, as a record of which those members count."""
    match rows[0].says:
        case Belonging(standing=standing, programme=programme, cohort=cohort):
            record = AcademicRecord(standing=standing, programme=programme, cohort=cohort)
            return record, {"standing", "programme", "cohort"}
    items = tuple(row.says for row in rows if isinstance(row.says, CompletedItem))
    return AcademicRecord(completed=items), {"completed"}
