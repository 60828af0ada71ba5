"""The claims: how a seat is taken, and given up, and a decision kept that moves none.

Rows are locked in the order tables.reserves has; a seat that is neither a pool's nor shared touches its course alone.
"""

from enrollment.adapters.sql.claims import OF_RECORD, Claim

# What the seat is guarded by in the very statement that takes it, whatever was read before.
IS_OFFERED = """status = 'published'
    AND (registration_opens_at IS NULL OR registration_opens_at <= {at})
    AND (registration_deadline IS NULL OR {at} < registration_deadline)"""
# Seats kept for groups are none, as long as they are.
SEAT_REMAINS = "(max_participants IS NULL OR current_enrollment + seats_kept < max_participants)"
# Where students wait, a seat is theirs, unless whoever takes or frees it has seen to that.
NOBODY_WAITS = "(waiting = 0 OR {locked})"
KEPT_FROM_THEM = "CASE WHEN {pool} IS NULL THEN seats_kept ELSE 0 END"

_OF_SEAT = (*OF_RECORD, "enrollment_id", "status")
_MOVED = (*_OF_SEAT, "locked")
ADMIT = Claim(
    "admission",
    _MOVED,
    decided=f"""UPDATE courses SET current_enrollment = current_enrollment + 1
        WHERE id = {{course_id}} AND {IS_OFFERED} AND {SEAT_REMAINS} AND cross_listing IS NULL AND {NOBODY_WAITS}""",
    effects=(
        """INSERT INTO course_enrollments (id, course_id, student_id, status, enrollment_date)
        SELECT {enrollment_id}, {course_id}, {student_id}, {status}, {at}""",
    ),
)
# A seat of a pool, or of a course that shares its seats, or both: each has to have one.
ADMIT_DIVIDED = Claim(
    "divided_admission",
    (*_MOVED, "pool", "shared"),
    locks=(
        (
            "common",
            "SELECT max_participants - current_enrollment AS free FROM cross_listings WHERE name = {shared}",
        ),
        (
            "kept",
            """SELECT 1 AS seat FROM seat_pools
            WHERE course_id = {course_id} AND name = {pool} AND taken < seats AND NOT released""",
        ),
    ),
    decided=f"""UPDATE courses SET current_enrollment = current_enrollment + 1,
            seats_kept = seats_kept - CASE WHEN {{pool}} IS NULL THEN 0 ELSE 1 END
        WHERE id = {{course_id}} AND {IS_OFFERED} AND {NOBODY_WAITS}
        AND (max_participants IS NULL OR current_enrollment + {KEPT_FROM_THEM} < max_participants)
        AND coalesce(cross_listing, '') = coalesce({{shared}}, '')
        AND ({{shared}} IS NULL OR {KEPT_FROM_THEM} < (SELECT free FROM {{common}}))
        AND ({{pool}} IS NULL OR EXISTS (SELECT 1 FROM {{kept}}))""",
    effects=(
        """INSERT INTO course_enrollments (id, course_id, student_id, status, enrollment_date, pool)
        SELECT {enrollment_id}, {course_id}, {student_id}, {status}, {at}, {pool}""",
        "UPDATE seat_pools SET taken = taken + 1 WHERE course_id = {course_id} AND name = {pool}",
        "UPDATE cross_listings SET current_enrollment = current_enrollment + 1 WHERE name = {shared}",
    ),
)
# Whoever changes a course and an enrollment locks the course first, as who has it locked does. The enrollment is what
# is changed, so that it is looked at as it is by then: of two who end it at once, one alone gives a seat back.
_THE_COURSE = f"SELECT id FROM courses WHERE id = {{course_id}} AND {NOBODY_WAITS}"
_ENDED = """UPDATE course_enrollments SET status = {status}, ended_at = {at}
        WHERE id = {enrollment_id} AND status IN ('approved', 'offered', 'pending_payment')
        AND EXISTS (SELECT 1 FROM {line})"""
RELEASE = Claim(
    "release",
    _MOVED,
    locks=(("line", f"{_THE_COURSE} AND cross_listing IS NULL"),),
    decided=f"{_ENDED} AND pool IS NULL",
    effects=("UPDATE courses SET current_enrollment = current_enrollment - 1 WHERE id = {course_id}",),
)
_THEIR_LISTING = "name = (SELECT cross_listing FROM courses WHERE id = {course_id})"
_THEIR_POOL = "course_id = {course_id} AND name = (SELECT pool FROM course_enrollments WHERE id = {enrollment_id})"
RELEASE_DIVIDED = Claim(
    "divided_release",
    _MOVED,
    locks=(
        ("common", f"SELECT name FROM cross_listings WHERE {_THEIR_LISTING}"),
        ("kept", f"SELECT seats, taken, released FROM seat_pools WHERE {_THEIR_POOL}"),
        ("line", _THE_COURSE),
    ),
    decided=_ENDED,
    effects=(
        # First, since SQLite does one after the other: it looks at the pool as it was.
        """UPDATE courses SET current_enrollment = current_enrollment - 1, seats_kept = seats_kept
            + (SELECT count(*) FROM {kept} WHERE NOT released AND taken <= seats) WHERE id = {course_id}""",
        f"UPDATE seat_pools SET taken = taken - 1 WHERE {_THEIR_POOL}",
        f"UPDATE cross_listings SET current_enrollment = current_enrollment - 1 WHERE {_THEIR_LISTING}",
    ),
)
ACCEPT = Claim(
    "acceptance",
    _OF_SEAT,
    decided="""UPDATE course_enrollments SET status = {status}, enrollment_date = {at}
        WHERE id = {enrollment_id} AND status = 'offered'""",
)
# One more than there are seats, and on record that so many may sit there.
_ONE_MORE = """current_enrollment = current_enrollment + 1, overbook_allowance = CASE
            WHEN current_enrollment + 1 > max_participants + overbook_allowance
            THEN current_enrollment + 1 - max_participants ELSE overbook_allowance END"""
ADMIT_OVER = Claim(
    "overbooking",
    (*_OF_SEAT, "shared"),
    decided=f"""UPDATE courses SET {_ONE_MORE}
        WHERE id = {{course_id}} AND status = 'published' AND coalesce(cross_listing, '') = coalesce({{shared}}, '')""",
    effects=(
        """INSERT INTO course_enrollments (id, course_id, student_id, status, enrollment_date)
        SELECT {enrollment_id}, {course_id}, {student_id}, {status}, {at}""",
        f"UPDATE cross_listings SET {_ONE_MORE} WHERE name = {{shared}}",
    ),
)
KEEP = Claim("decision", OF_RECORD, decided="SELECT 1")
CLAIMS = (ADMIT, ADMIT_DIVIDED, ADMIT_OVER, RELEASE, RELEASE_DIVIDED, ACCEPT, KEEP)
