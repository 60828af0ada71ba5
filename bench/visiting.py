"""A student who is signed in, and courses some of whose seats are kept for a group, as the catalog shows them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import UUID

from bench.databases import settle, statements
from enrollment.adapters.sql.academic_records import SqlAcademicRecords
from enrollment.adapters.sql.engine import Autocommit, make_bare_engine
from enrollment.adapters.sql.sessions import SqlSessions
from enrollment.application.sign_in import new_secret
from enrollment.domain.academic_record import AcademicRecord, CompletedItem
from enrollment.domain.identifiers import UserId

POOLED = 10  # of so many courses one keeps seats for a group
KEPT = (
    """INSERT INTO seat_pools (course_id, name, position, "group", seats)
    SELECT id, 'seniors', 0, '{"name": "seniors", "standings": ["senior"], "programmes": [], "cohorts": [],
        "students": []}', 20
    FROM (SELECT id, row_number() OVER (ORDER BY sort_key) AS place FROM courses) c WHERE place % :pooled = 0""",
    "UPDATE courses SET seats_kept = 20 WHERE id IN (SELECT course_id FROM seat_pools)",
)
COMPLETED = tuple(CompletedItem(code=f"COURSE {n}", grade="B", term="FA25") for n in range(40))


def keep_seats(url: str) -> None:
    """Keep seats of some courses for a group."""
    with statements(url) as run:
        run(KEPT[0], pooled=POOLED)
        run(KEPT[1])
    settle(url)


def sign_in(url: str, student_id: UUID) -> str:
    """Give the student a record, and return the secret of a session."""
    secret, now = new_secret(), datetime.now(UTC)
    with _autocommit(url) as database:
        SqlAcademicRecords(database).put(UserId(student_id), AcademicRecord(standing="senior", completed=COMPLETED))
        SqlSessions(database).start(secret, UserId(student_id), now)
    return secret


@contextmanager
def _autocommit(url: str) -> Iterator[Autocommit]:
    engine = make_bare_engine(url)
    try:
        yield Autocommit(engine)
    finally:
        engine.dispose()
