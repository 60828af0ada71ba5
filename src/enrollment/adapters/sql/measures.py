"""What was counted, read over SQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Date, bindparam, func, select, text

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.tables import measures
from enrollment.adapters.sql.types import Instant
from enrollment.domain.adding_up import Attempts
from enrollment.domain.devices import Device
from enrollment.domain.measures import Count, Days, Kind
from enrollment.ports.audit import IN_TRANSIT

C = measures.c
# One statement, so that all three are of the same instant. What is failing will be tried again; what is dead will not.
ATTEMPTS = text(
    """SELECT
    (SELECT coalesce(sum(times), 0) FROM measures WHERE kind = 'attempt' AND day BETWEEN :first AND :last) AS measured,
    (SELECT count(*) FROM receipts WHERE action = 'course_enrollment' AND at >= :since AND at < :until) AS receipts,
    (SELECT count(*) FROM outbox o LEFT JOIN handled_messages h ON h.message_id = o.id AND h.consumer = 'analytics'
        WHERE o.kind IN ('student-enrolled', 'enrollment-refused') AND o.at >= :since AND o.at < :until
        AND (h.state = 'failing' OR h.state IS NULL AND (o.sent_at IS NULL OR o.sent_at >= :lately))) AS on_the_way"""
).bindparams(
    *(bindparam(name, type_=Date) for name in ("first", "last")),
    *(bindparam(name, type_=Instant) for name in ("since", "until", "lately")),
)


class SqlMeasures:
    """The port Measures, over SQL."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def of(self, days: Days) -> Sequence[Count]:
        """Read the rows of the days, in the order of their key."""
        rows = self._statements.execute(select(*C).where(C.day.between(days.first, days.last))).mappings()
        return sorted(
            Count(
                day=row[C.day],
                kind=Kind(row[C.kind]),
                device=Device(row[C.device]),
                reason=row[C.reason],
                up_to_ms=row[C.up_to_ms],
                times=row[C.times],
            )
            for row in rows
        )

    def totals(self) -> Mapping[tuple[Kind, Device, str], int]:
        """Add the rows up."""
        key = (C.kind, C.device, C.reason)
        rows = self._statements.execute(select(*key, func.sum(C.times).label("times")).group_by(*key)).mappings()
        return {(Kind(row[C.kind]), Device(row[C.device]), row[C.reason]): int(row["times"]) for row in rows}

    def attempts(self, days: Days, campus: ZoneInfo, at: datetime) -> Attempts:
        """Count all three at once."""
        since, until = days.instants(campus)
        given = {"first": days.first, "last": days.last, "since": since, "until": until, "lately": at - IN_TRANSIT}
        row = self._statements.execute(ATTEMPTS, given).mappings().one()
        return Attempts(measured=int(row["measured"]), receipts=int(row["receipts"]), on_the_way=int(row["on_the_way"]))
