"""The activity log, over SQL."""

from collections.abc import Sequence

from sqlalchemy import RowMapping, insert, select

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.tables import user_activity_logs
from enrollment.domain.identifiers import UserId
from enrollment.domain.records import LogEntry, Origin


class SqlActivityLog:
    """The port ActivityLog, over SQL."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def write(self, entry: LogEntry) -> None:
        """Insert the entry."""
        values = {
            "user_id": entry.user_id,
            "action": entry.action,
            "details": dict(entry.details),
            "timestamp": entry.timestamp,
            "address": entry.origin.address,
            "door": entry.origin.door,
            "request_id": entry.origin.request_id,
        }
        self._statements.execute(insert(user_activity_logs), values)

    def of(self, user_id: UserId, limit: int = 100) -> Sequence[LogEntry]:
        """Read the user's latest entries."""
        c = user_activity_logs.c
        latest = select(user_activity_logs).where(c.user_id == user_id).order_by(c.id.desc()).limit(limit)
        return [_entry(row) for row in self._statements.execute(latest).mappings()]


def _entry(row: RowMapping) -> LogEntry:
    c = user_activity_logs.c
    return LogEntry(
        user_id=row[c.user_id],
        action=row[c.action],
        details=row[c.details],
        timestamp=row[c.timestamp],
        origin=Origin(address=row[c.address], door=row[c.door], request_id=row[c.request_id]),
    )
