"""The audit, over SQL: each invariant as a query for what breaks it."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy import bindparam, text

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.types import Instant
from enrollment.ports.audit import IN_TRANSIT

# A receipt of a refusal carries no enrollment: JSON's null, whichever way the database prints it.
ADMITTED = "CAST(r.enrollment AS text) <> 'null'"
DECISIONS = "'student-enrolled', 'enrollment-dropped', 'enrollment-refused', 'drop-refused'"
LIVE = "status IN ('approved', 'pending_payment')"
UNUSED = "CASE WHEN NOT p.released AND p.taken < p.seats THEN p.seats - p.taken ELSE 0 END"

# Named as in the architecture document; each query returns one line of words a violation.
INVARIANTS: Mapping[str, str] = {
    "no-oversell": """
        SELECT 'course ' || c.id || ' has ' || count(e.id) || ' live enrollments for '
            || c.max_participants || ' seats and an allowance of ' || c.overbook_allowance
        FROM courses c JOIN course_enrollments e ON e.course_id = c.id AND e.{live}
        GROUP BY c.id, c.max_participants, c.overbook_allowance
        HAVING count(e.id) > c.max_participants + c.overbook_allowance""",
    "counter-is-truth": """
        SELECT 'course ' || c.id || ' counts ' || c.current_enrollment || ' and holds ' || count(e.id)
        FROM courses c LEFT JOIN course_enrollments e ON e.course_id = c.id AND e.{live}
        GROUP BY c.id, c.current_enrollment HAVING count(e.id) <> c.current_enrollment""",
    "pool-counter-is-truth": """
        SELECT 'pool ' || p.name || ' of course ' || p.course_id
            || ' counts ' || p.taken || ' and holds ' || count(e.id)
        FROM seat_pools p
        LEFT JOIN course_enrollments e ON e.course_id = p.course_id AND e.pool = p.name AND e.{live}
        GROUP BY p.course_id, p.name, p.taken HAVING count(e.id) <> p.taken""",
    "kept-seats-are-truth": """
        SELECT 'course ' || c.id || ' keeps ' || c.seats_kept || ' seats and its pools ' || coalesce(sum({unused}), 0)
        FROM courses c LEFT JOIN seat_pools p ON p.course_id = c.id
        GROUP BY c.id, c.seats_kept HAVING coalesce(sum({unused}), 0) <> c.seats_kept""",
    "shared-counter-is-truth": """
        SELECT x.name || ' counts ' || x.current_enrollment
            || ' and its courses ' || coalesce(sum(c.current_enrollment), 0)
        FROM cross_listings x LEFT JOIN courses c ON c.cross_listing = x.name
        GROUP BY x.name, x.current_enrollment HAVING coalesce(sum(c.current_enrollment), 0) <> x.current_enrollment""",
    "one-per-student": """
        SELECT 'student ' || student_id || ' holds ' || count(*) || ' seats of course ' || course_id
        FROM course_enrollments WHERE {live} GROUP BY student_id, course_id HAVING count(*) > 1""",
    "ended-when-not-live": """
        SELECT 'enrollment ' || id || ' is ' || status || ' with the wrong end'
        FROM course_enrollments WHERE ({live}) <> (ended_at IS NULL) OR ended_at < enrollment_date""",
    "receipt-for-every-enrollment": """
        SELECT 'enrollment ' || e.id || ' has no receipt' FROM course_enrollments e
        WHERE NOT EXISTS (SELECT 1 FROM receipts r WHERE r.course_id = e.course_id AND r.user_id = e.student_id
            AND r.action = 'course_enrollment' AND r.at = e.enrollment_date AND {admitted})""",
    "log-for-every-receipt": """
        SELECT 'receipts: ' || r.n || ', log entries of decisions: ' || l.n
        FROM (SELECT count(*) AS n FROM receipts) r,
            (SELECT count(*) AS n FROM user_activity_logs
             WHERE action IN ('course_enrollment', 'course_drop')) l
        WHERE r.n <> l.n""",
    "message-for-every-receipt": """
        SELECT 'receipts: ' || r.n || ', messages: ' || m.n
        FROM (SELECT count(*) AS n FROM receipts) r,
            (SELECT (SELECT count(*) FROM outbox WHERE kind IN ({decisions}))
                + (SELECT coalesce(sum(count), 0) FROM forgotten_messages WHERE kind IN ({decisions})) AS n) m
        WHERE r.n <> m.n""",
    "delivery-for-every-seat-message": """
        SELECT 'message ' || o.id || ' was sent, and there is no delivery' FROM outbox o
        WHERE o.kind IN ('student-enrolled', 'enrollment-dropped') AND o.sent_at < :handled_by_now
            AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.id = o.id)
            AND NOT EXISTS (SELECT 1 FROM handled_messages h
                WHERE h.message_id = o.id AND h.consumer = 'mail' AND h.state <> 'handled')""",
    # In JSON a quotation mark within a text is escaped, so what is looked for is an outcome and no server's word.
    "accepted-once": """
        SELECT 'mail ' || id || ' was accepted more than once' FROM deliveries
        WHERE CAST(history AS text) LIKE '%"accepted"%"accepted"%'""",
}


class SqlAudit:
    """The port Audit, over SQL."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def violations(self, at: datetime) -> Iterator[str]:
        """Run every query."""
        handled_by_now = bindparam("handled_by_now", at - IN_TRANSIT, type_=Instant)
        for name, query in INVARIANTS.items():
            prepared = text(query.format(live=LIVE, unused=UNUSED, admitted=ADMITTED, decisions=DECISIONS))
            if ":handled_by_now" in query:
                prepared = prepared.bindparams(handled_by_now)
            for (line,) in self._statements.execute(prepared):
                yield f"{name}: {line}"
