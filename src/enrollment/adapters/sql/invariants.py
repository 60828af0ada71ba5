"""The invariants, as queries for what breaks them: each returns one line of words a violation."""

from collections.abc import Mapping

from enrollment.domain.events import KINDS, WITHOUT_RECEIPT
from enrollment.domain.notices import NOTICES
from enrollment.domain.receipts import Action


def _listed(*words: str) -> str:
    return ", ".join(f"'{word}'" for word in words)


# A receipt of a refusal carries no enrollment: JSON's null, whichever way the database prints it.
_WORDS = {
    "admitted": "CAST(r.enrollment AS text) <> 'null'",
    "live": "status IN ('approved', 'offered', 'pending_payment')",
    "open": "status IN ('waiting', 'offered')",
    "unused": "CASE WHEN NOT p.released AND p.taken < p.seats THEN p.seats - p.taken ELSE 0 END",
    "unseen": "CAST(x.skipped AS text) = '[]'",
    "actions": _listed(*Action),
    "decisions": _listed(*(kind for kind, event in KINDS.items() if event not in WITHOUT_RECEIPT)),
    "told": _listed(*(kind for kind, event in KINDS.items() if event in NOTICES)),
}

_SEATS = {
    "no-oversell": """
        SELECT 'course ' || c.id || ' has ' || count(e.id) || ' seats taken of '
            || c.max_participants || ' and an allowance of ' || c.overbook_allowance
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
        SELECT 'student ' || student_id || ' has ' || count(*) || ' seats and places of course ' || course_id
        FROM (SELECT student_id, course_id FROM course_enrollments WHERE {live}
            UNION ALL SELECT student_id, course_id FROM waitlist_places WHERE status = 'waiting') AS had
        GROUP BY student_id, course_id HAVING count(*) > 1""",
    "ended-when-not-live": """
        SELECT 'enrollment ' || id || ' is ' || status || ' with the wrong end'
        FROM course_enrollments WHERE ({live}) <> (ended_at IS NULL) OR ended_at < enrollment_date""",
    "withdrawn-is-empty": """
        SELECT 'course ' || c.id || ' is not published, and somebody sits there or waits' FROM courses c
        WHERE c.status <> 'published' AND (c.current_enrollment > 0 OR c.waiting > 0)
            AND NOT EXISTS (SELECT 1 FROM agenda a WHERE a.course_id = c.id AND a.act = 'cancel')""",
}
_LINES = {
    "waiting-counter-is-truth": """
        SELECT 'course ' || c.id || ' counts ' || c.waiting || ' waiting, and in line are ' || count(p.entry_id)
        FROM courses c LEFT JOIN waitlist_places p ON p.course_id = c.id AND p.status = 'waiting'
        GROUP BY c.id, c.waiting HAVING count(p.entry_id) <> c.waiting""",
    "watched-counter-is-truth": """
        SELECT 'course ' || c.id || ' counts ' || c.watched || ' watching, and there are ' || count(w.student_id)
        FROM courses c LEFT JOIN seat_watches w ON w.course_id = c.id
        GROUP BY c.id, c.watched HAVING count(w.student_id) <> c.watched""",
    "place-is-its-entrys": """
        SELECT 'entry ' || x.id || ' is ' || x.status || ' and has a place that is not'
        FROM waitlist_entries x LEFT JOIN waitlist_places p ON p.entry_id = x.id
        WHERE p.entry_id IS NULL OR p.status <> x.status OR p.student_id <> x.student_id""",
    "entry-ends-once": """
        SELECT 'entry ' || id || ' is ' || status || ' with the wrong end'
        FROM waitlist_entries WHERE ({open}) <> (ended_at IS NULL) OR ended_at < joined_at""",
    "offer-has-its-seats": """
        SELECT 'entry ' || p.entry_id || ' is offered no seat of course ' || p.course_id FROM waitlist_places p
        WHERE p.status = 'offered' AND NOT EXISTS (SELECT 1 FROM course_enrollments e
            WHERE e.course_id = p.course_id AND e.student_id = p.student_id AND e.status = 'offered')
        UNION ALL
        SELECT 'enrollment ' || e.id || ' is offered to nobody who waited' FROM course_enrollments e
        WHERE e.status = 'offered' AND NOT EXISTS (SELECT 1 FROM waitlist_places p
            WHERE e.course_id = p.course_id AND e.student_id = p.student_id AND p.status = 'offered')""",
    "offer-in-time": """
        SELECT 'entry ' || id || ' is ' || status || ', which its offer does not allow' FROM waitlist_entries
        WHERE (status = 'offered' AND (expires_at IS NULL OR offered_at IS NULL OR expires_at < :handled_by_now))
            OR (status = 'enrolled' AND ended_at >= expires_at)
            OR (status = 'expired' AND (expires_at IS NULL OR ended_at < expires_at))""",
    "offer-before-close": """
        SELECT 'entry ' || p.entry_id || ' was offered a seat after registration had closed'
        FROM waitlist_places p
        JOIN waitlist_entries x ON x.id = p.entry_id JOIN courses c ON c.id = p.course_id
        WHERE x.status = 'offered' AND x.offered_at >= c.registration_deadline""",
    # Whoever was before in line was given a seat then, or looked at, and what stood against it is on record. Staff may
    # have moved entries; one of several courses goes by several lines; and seats that change hands are free to nobody.
    "passed-over": """
        SELECT 'entry ' || p.entry_id || ' came to a seat of course ' || p.course_id || ' before entry ' || q.entry_id
        FROM waitlist_places p JOIN waitlist_entries y ON y.id = p.entry_id
        JOIN waitlist_places q ON q.course_id = p.course_id AND q.entry_id <> p.entry_id
        JOIN waitlist_entries x ON x.id = q.entry_id
        WHERE (y.offered_at IS NOT NULL OR y.status = 'enrolled')
            AND (q.precedence < p.precedence OR (q.precedence = p.precedence AND q.sequence < p.sequence))
            AND {unseen} AND x.joined_at <= coalesce(y.offered_at, y.ended_at)
            AND (x.ended_at IS NULL OR x.ended_at > coalesce(y.offered_at, y.ended_at))
            AND (x.offered_at IS NULL OR x.offered_at > coalesce(y.offered_at, y.ended_at))
            AND NOT EXISTS (SELECT 1 FROM waitlist_swaps s WHERE s.entry_id = y.id)
            AND NOT EXISTS (SELECT 1 FROM waitlist_places o WHERE o.entry_id = y.id AND o.course_id <> p.course_id)
            AND NOT EXISTS (SELECT 1 FROM receipts r WHERE r.user_id = y.student_id AND r.course_id = p.course_id
                AND r.at = y.ended_at AND r.action = 'staff_enrollment')
            AND NOT EXISTS (SELECT 1 FROM user_activity_logs l WHERE l.action = 'waitlist_move'
                AND replace(CAST(l.details AS text), '-', '')
                    LIKE '%' || replace(CAST(p.course_id AS text), '-', '') || '%')""",
}
_RECORDS = {
    "receipt-for-every-enrollment": """
        SELECT 'enrollment ' || e.id || ' has no receipt' FROM course_enrollments e
        WHERE NOT EXISTS (SELECT 1 FROM receipts r WHERE r.course_id = e.course_id AND r.user_id = e.student_id
            AND r.at = e.enrollment_date AND {admitted})""",
    "log-for-every-receipt": """
        SELECT 'receipts: ' || r.n || ', log entries of decisions: ' || l.n
        FROM (SELECT count(*) AS n FROM receipts) r,
            (SELECT count(*) AS n FROM user_activity_logs WHERE action IN ({actions})) l
        WHERE r.n <> l.n""",
    "message-for-every-receipt": """
        SELECT 'receipts: ' || r.n || ', messages: ' || m.n
        FROM (SELECT count(*) AS n FROM receipts) r,
            (SELECT (SELECT count(*) FROM outbox WHERE kind IN ({decisions}))
                + (SELECT coalesce(sum(count), 0) FROM forgotten_messages WHERE kind IN ({decisions})) AS n) m
        WHERE r.n <> m.n""",
    "delivery-for-every-notice": """
        SELECT 'message ' || o.id || ' was sent, and there is no delivery' FROM outbox o
        WHERE o.kind IN ({told}) AND o.sent_at < :handled_by_now
            AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.id = o.id)
            AND NOT EXISTS (SELECT 1 FROM handled_messages h
                WHERE h.message_id = o.id AND h.consumer = 'mail' AND h.state <> 'handled')""",
    # In JSON a quotation mark within a text is escaped, so what is looked for is an outcome and no server's word.
    "accepted-once": """
        SELECT 'mail ' || id || ' was accepted more than once' FROM deliveries
        WHERE CAST(history AS text) LIKE '%"accepted"%"accepted"%'""",
}
INVARIANTS: Mapping[str, str] = {name: query.format_map(_WORDS) for name, query in (_SEATS | _LINES | _RECORDS).items()}
# Seats taken by who did not wait, while somebody waited whom nobody had looked at.
JUMPED = """
    SELECT r.course_id, r.rules_version, 'student ' || r.user_id || ' took a seat of course ' || r.course_id
        || ' that entry ' || p.entry_id || ' waited for'
    FROM receipts r JOIN waitlist_places p ON p.course_id = r.course_id JOIN waitlist_entries x ON x.id = p.entry_id
    WHERE r.action IN ('course_enrollment', 'course_swap', 'drop_undo') AND {admitted} AND {unseen}
        AND x.student_id <> r.user_id AND x.joined_at < r.at
        AND (x.ended_at IS NULL OR x.ended_at > r.at) AND (x.offered_at IS NULL OR x.offered_at > r.at)
    """.format_map(_WORDS)
