"""The roster, over SQL."""

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import Text, cast, false, select, true

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.rows import user_of
from enrollment.adapters.sql.tables import course_enrollments, receipts, users
from enrollment.domain.enrollments import LIVE
from enrollment.domain.identifiers import CourseId
from enrollment.domain.receipts import Action
from enrollment.ports.roster import OnRoster

AT_ONCE = 200  # courses
E, R = course_enrollments.c, receipts.c


class SqlRoster:
    """The port Roster, over SQL."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def of(self, courses: Collection[CourseId]) -> Iterator[OnRoster]:
        """Read some courses at a time: who sits there, and who has a receipt of a refusal."""
        ids = sorted(courses, key=lambda course_id: course_id.hex)
        for start in range(0, len(ids), AT_ONCE):
            yield from self._some(ids[start : start + AT_ONCE])

    def _some(self, ids: Sequence[CourseId]) -> Iterator[OnRoster]:
        sitting = select(E.course_id, E.student_id.label("user_id"), true().label("sits")).where(
            E.course_id.in_(ids), E.status.in_(sorted(LIVE))
        )
        refused = (
            select(R.course_id, R.user_id, false().label("sits"))
            .where(R.course_id.in_(ids), R.action == Action.ENROLL.value, cast(R.enrollment, Text) == "null")
            .distinct()
        )
        found: dict[tuple[CourseId, str], OnRoster] = {}
        for people in (refused, sitting):  # who sits there now comes over an earlier refusal
            rows = people.subquery()
            read = select(*users.c, rows.c.course_id, rows.c.sits).join_from(rows, users, users.c.id == rows.c.user_id)
            for row in self._statements.execute(read).mappings():
                one = OnRoster(course_id=row["course_id"], student=user_of(row), sits=bool(row["sits"]))
                found[one.course_id, one.student.email] = one
        yield from (found[key] for key in sorted(found, key=lambda key: (key[0].hex, key[1])))
