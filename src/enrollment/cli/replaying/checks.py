"""What must hold of the sections after every step, asked of the record itself."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Uuid, bindparam, text

from enrollment.cli.replaying.campus import Offered

_COUNTS = text(
    """SELECT c.id, c.current_enrollment, c.waiting, c.max_participants, c.overbook_allowance,
        (SELECT count(*) FROM course_enrollments e
            WHERE e.course_id = c.id AND e.status IN ('approved', 'offered', 'pending_payment')) AS sitting,
        (SELECT count(*) FROM waitlist_places p WHERE p.course_id = c.id AND p.status = 'waiting') AS in_line
    FROM courses c WHERE c.id IN :ids"""
).bindparams(bindparam("ids", expanding=True, type_=Uuid))
AT_ONCE = 500


def broken(connection: Connection, sections: Sequence[Offered]) -> Iterator[str]:
    """Yield a line for whatever is wrong with the sections.

    Each counts who sits there and who waits, neither more nor fewer than came by what was done; and no more sit there
    than there are seats, but for those who sat there as there were more.
    """
    by_id = {one.course.id.hex: one for one in sections}
    ids = [one.course.id for one in sections]
    for start in range(0, len(ids), AT_ONCE):
        for row in connection.execute(_COUNTS, {"ids": ids[start : start + AT_ONCE]}):
            one = by_id[str(row.id).replace("-", "")]
            counted = (row.current_enrollment, row.waiting)
            if counted != (row.sitting, row.in_line) or counted != (len(one.sitting), len(one.waiting)):
                yield f"{one.course.name} counts {counted}, holds {(row.sitting, row.in_line)}"
            if row.max_participants is not None and row.sitting > row.max_participants + row.overbook_allowance:
                yield f"{one.course.name} has {row.sitting} in {row.max_participants} seats"


def idle(sections: Sequence[Offered]) -> Sequence[Offered]:
    """Return the sections with a free seat for which somebody waits."""
    return [one for one in sections if one.waiting and one.seats is not None and one.seats > len(one.sitting)]
