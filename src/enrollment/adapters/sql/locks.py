"""Locking a course, so that nobody else moves its seats or its line."""

from sqlalchemy import Uuid, bindparam, text

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.prepared import Prepared
from enrollment.domain.errors import CourseContended, LockTimeout
from enrollment.domain.identifiers import CourseId

# In the order tables.reserves has. What comes after waits for what is before: the counts are always so. The keys stay
# as they are, so that who puts a row that refers to one waits for nobody: that would be in no order.
_IN_ORDER = """WITH
    common AS (
        SELECT 1 FROM cross_listings WHERE name = (SELECT cross_listing FROM courses WHERE id = :course_id)
        FOR NO KEY UPDATE{how}),
    kept AS (
        SELECT 1 FROM seat_pools WHERE course_id = :course_id AND (SELECT count(*) FROM common) >= 0
        ORDER BY position FOR NO KEY UPDATE{how})
    SELECT 1 FROM courses WHERE id = :course_id AND (SELECT count(*) FROM kept) >= 0 FOR NO KEY UPDATE{how}"""


def _prepared(how: str) -> Prepared:
    course_id = bindparam("course_id", type_=Uuid)
    # On SQLite whoever writes is alone anyway.
    alone = text("SELECT 1 WHERE :course_id IS NOT NULL").bindparams(course_id)
    return Prepared(text(_IN_ORDER.format(how=how)).bindparams(course_id), sqlite=alone)


PATIENTLY, AT_ONCE = _prepared(""), _prepared(" NOWAIT")


def lock(statements: Statements, course_id: CourseId, *, patiently: bool) -> None:
    """Lock the course; not ``patiently``, nobody is waited for. Raises CourseContended where somebody was first."""
    try:
        statements.first(PATIENTLY if patiently else AT_ONCE, {"course_id": course_id})
    except LockTimeout as error:
        raise CourseContended from error
