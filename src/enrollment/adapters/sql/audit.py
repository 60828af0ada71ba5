"""The audit, over SQL: each invariant as a query for what breaks it."""

from collections.abc import Iterator, Mapping

from sqlalchemy import text

from enrollment.adapters.sql.engine import Statements

# A receipt of a refusal carries no enrollment: JSON's null, whichever way the database prints it.
ADMITTED = "CAST(r.enrollment AS text) <> 'null'"
LIVE = "status IN ('approved', 'pending_payment')"

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
            (SELECT count(*) AS n FROM outbox
             WHERE kind IN ('student-enrolled', 'enrollment-dropped', 'enrollment-refused')) m
        WHERE r.n <> m.n""",
}


class SqlAudit:
    """The port Audit, over SQL."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def violations(self) -> Iterator[str]:
        """Run every query."""
        for name, query in INVARIANTS.items():
            prepared = text(query.format(live=LIVE, admitted=ADMITTED))
            for (line,) in self._statements.execute(prepared):
                yield f"{name}: {line}"
