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
KEPT_FROM_THEM = "CASE WHEN {pool} IS NULL THEN seats_kept ELSE 0 END"

_OF_SEAT = (*OF_RECORD, "enrollment_id", "status")
ADMIT = Claim(
    "admission",
    _OF_SEAT,
    decided=f"""UPDATE courses SET current_enrollment = current_enrollment + 1
        WHERE id = {{course_id}} AND {IS_OFFERED} AND {SEAT_REMAINS} AND cross_listing IS NULL""",
    effects=(
        """INSERT INTO course_enrollments (id, course_id, student_id, status, enrollment_date)
        SELECT {enrollment_id}, {course_id}, {student_id}, {status}, {at}""",
    ),
)
# A seat of a pool, or of a course that shares its seats, or both: each has to have one.
ADMIT_DIVIDED = Claim(
    "divided_admission",
    (*_OF_SEAT, "pool", "shared"),
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
        WHERE id = {{course_id}} AND {IS_OFFERED}
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
_ENDED = """UPDATE course_enrollments SET status = {status}, ended_at = {at}
        WHERE id = {enrollment_id} AND status IN ('approved', 'pending_payment')"""
RELEASE = Claim(
    "release",
    _OF_SEAT,
    decided=f"""{_ENDED} AND pool IS NULL
        AND EXISTS (SELECT 1 FROM courses WHERE id = {{course_id}} AND cross_listing IS NULL)""",
    effects=("UPDATE courses SET current_enrollment = current_enrollment - 1 WHERE id = {course_id}",),
)
_THEIR_LISTING = "name = (SELECT cross_listing FROM courses WHERE id = {course_id})"
_THEIR_POOL = "course_id = {course_id} AND name = (SELECT pool FROM course_enrollments WHERE id = {enrollment_id})"
RELEASE_DIVIDED = Claim(
    "divided_release",
    _OF_SEAT,
    locks=(
        ("common", f"SELECT name FROM cross_listings WHERE {_THEIR_LISTING}"),
        ("kept", f"SELECT seats, taken, released FROM seat_pools WHERE {_THEIR_POOL}"),
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
KEEP = Claim("decision", OF_RECORD, decided="SELECT 1")
CLAIMS = (ADMIT, ADMIT_DIVIDED, RELEASE, RELEASE_DIVIDED, KEEP)
