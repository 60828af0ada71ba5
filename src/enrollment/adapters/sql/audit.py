"""The audit, over SQL."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Uuid, bindparam, column, text

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.invariants import INVARIANTS, JUMPED
from enrollment.adapters.sql.student_files import read_files
from enrollment.adapters.sql.types import Instant
from enrollment.domain.audits.student_file import StudentFile
from enrollment.domain.identifiers import CourseId
from enrollment.ports.audit import IN_TRANSIT

_JUMPED = text(JUMPED).columns(column("course_id", Uuid), column("rules_version"), column("line"))


class SqlAudit:
    """The port Audit, over SQL. What it reads is of one instant, if the statements are run in a snapshot."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def violations(self, at: datetime) -> Iterator[str]:
        """Run every query."""
        handled_by_now = bindparam("handled_by_now", at - IN_TRANSIT, type_=Instant)
        for name, query in INVARIANTS.items():
            prepared = text(query)
            if ":handled_by_now" in query:
                prepared = prepared.bindparams(handled_by_now)
            for (line,) in self._statements.execute(prepared):
                yield f"{name}: {line}"

    def jumped(self) -> Iterator[tuple[CourseId, str, str]]:
        """Join receipts and lines."""
        for row in self._statements.execute(_JUMPED):
            yield row.course_id, row.rules_version, row.line

    def files(self) -> Iterator[StudentFile]:
        """Read student by student."""
        return read_files(self._statements)
