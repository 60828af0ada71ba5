"""Ways to break what must hold, on the record of a campus that was lived in: each breaks one thing and nothing else.

Each is given a connection, whose transaction is undone afterwards. Courses go by their codes.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, delete, func, select, text, update

from enrollment.adapters.sql.tables import (
    course_enrollments,
    courses,
    cross_listings,
    deliveries,
    outbox,
    receipts,
    seat_pools,
    user_activity_logs,
    waitlist_entries,
    waitlist_places,
)
from enrollment.domain.catalog import CourseStatus
from enrollment.domain.plain import to_plain
from tests.audit.lived_in import MORNING
from tests.support.build import NOON

Break = Callable[[Connection], object]
C, E, P, R, X = courses.c, course_enrollments.c, waitlist_places.c, receipts.c, waitlist_entries.c
LONG_AGO, LATER = NOON - timedelta(days=30), NOON + timedelta(days=30)


def change(table: Table, *where: ColumnElement[bool], **values: Any) -> Break:
    """Change the rows."""
    return lambda connection: connection.execute(update(table).where(*where).values(**values))


def course(code: str) -> Select[Any]:
    """The id of the course."""
    return select(C.id).where(C.code == code)


def one(column: ColumnElement[Any], *where: ColumnElement[bool]) -> Any:
    """One of those for which that holds."""
    return select(column).where(*where).order_by(column).limit(1).scalar_subquery()


def entry(code: str, status: str) -> Any:
    """An entry that stands so in the line of the course."""
    return one(P.entry_id, P.course_id == course(code).scalar_subquery(), P.status == status)


def more_than_there_are(connection: Connection) -> None:
    """Have fewer seats than are taken, where the database would not."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("ALTER TABLE courses DROP CONSTRAINT ck_courses_no_oversell"))
    else:
        connection.execute(text("PRAGMA ignore_check_constraints = on"))
    connection.execute(update(courses).where(C.code == "FULL").values(max_participants=0))


def waits_where_he_sits(connection: Connection) -> None:
    """Have an entry be that of somebody who sits in the course."""
    sits = connection.execute(select(E.student_id).join_from(course_enrollments, courses).where(C.code == "FULL"))
    student_id, this = sits.scalar_one(), connection.execute(select(entry("FULL", "waiting"))).scalar_one()
    connection.execute(update(waitlist_entries).where(X.id == this).values(student_id=student_id))
    connection.execute(update(waitlist_places).where(P.entry_id == this).values(student_id=student_id))


def comes_to_a_seat_from_behind(connection: Connection) -> None:
    """Have somebody who came to a seat have stood behind those who wait."""
    change(waitlist_places, P.entry_id == entry("LINE", "enrolled"), sequence=1000)(connection)


def offer_that_is_not_on_record(connection: Connection) -> None:
    """Have an offer be declined, while its seat is kept."""
    this = connection.execute(select(entry("OFFERS", "offered"))).scalar_one()
    declined = {"status": "declined", "ended_at": X.offered_at}
    connection.execute(update(waitlist_entries).where(X.id == this).values(declined))
    connection.execute(update(waitlist_places).where(P.entry_id == this).values(status="declined"))


def went_where_there_is_no_way(connection: Connection) -> None:
    """Have a seat that was held, and not taken again, end as an offer does, by its receipt as well."""
    of = E.course_id == course("ROOMY").scalar_subquery()
    once = E.student_id.in_(select(E.student_id).where(of).group_by(E.student_id).having(func.count() == 1))
    [seat] = connection.execute(select(E.id, E.student_id, E.ended_at).where(of, E.status == "dropped", once))
    connection.execute(update(course_enrollments).where(E.id == seat.id).values(status="returned"))
    this = R.user_id == seat.student_id, R.at == seat.ended_at
    told = connection.execute(select(R.enrollment).where(*this)).scalar_one()
    connection.execute(update(receipts).where(*this).values(enrollment={**told, "status": "returned"}))


def accepted_twice(connection: Connection) -> None:
    """Have a mail be accepted again."""
    accepted = {"at": "2026-03-02T12:00:00+00:00", "outcome": "accepted", "answer": ""}
    connection.execute(update(deliveries).values(history=[accepted, accepted]))


_OFFERED = X.id == entry("OFFERS", "offered")
BREAKS: Mapping[str, Break] = {
    "no-oversell": more_than_there_are,
    "counter-is-truth": change(courses, C.code == "ROOMY", current_enrollment=0),
    "pool-counter-is-truth": change(seat_pools, seat_pools.c.released, taken=0),
    "kept-seats-are-truth": change(courses, C.code == "POOLS", seats_kept=0),
    "shared-counter-is-truth": change(cross_listings, current_enrollment=0),
    "one-per-student": waits_where_he_sits,
    "ended-when-not-live": change(course_enrollments, E.status == "dropped", ended_at=None),
    "ended-when-not-live, before it began": change(course_enrollments, E.status == "dropped", ended_at=LONG_AGO),
    "withdrawn-is-empty": change(courses, C.code == "FULL", status=CourseStatus.CANCELLED.value),
    "waiting-counter-is-truth": change(courses, C.code == "FULL", waiting=1),
    "watched-counter-is-truth": change(courses, C.code == "WATCHED", watched=0),
    "place-is-its-entrys": change(waitlist_places, P.status == "left", status="declined"),
    "entry-ends-once": change(waitlist_entries, X.status == "waiting", ended_at=X.joined_at),
    "entry-ends-once, before it began": change(waitlist_entries, X.status == "left", ended_at=LONG_AGO),
    "offer-has-its-seats": offer_that_is_not_on_record,
    "offer-in-time": change(waitlist_entries, _OFFERED, expires_at=LONG_AGO),
    "offer-in-time, accepted as it expired": change(waitlist_entries, X.status == "enrolled", expires_at=X.ended_at),
    "offer-in-time, lapsed before": change(waitlist_entries, X.status == "expired", expires_at=LATER),
    "offer-before-close": change(courses, C.code == "OFFERS", registration_deadline=one(X.offered_at, _OFFERED)),
    "passed-over": comes_to_a_seat_from_behind,
    "receipt-for-every-enrollment": change(receipts, R.action == "course_enrollment", at=LONG_AGO),
    "log-for-every-receipt": lambda connection: connection.execute(
        delete(user_activity_logs).where(user_activity_logs.c.action == "course_drop")
    ),
    "message-for-every-receipt": lambda connection: connection.execute(
        delete(outbox).where(outbox.c.kind == "offer-made")
    ),
    "delivery-for-every-notice": lambda connection: connection.execute(delete(deliveries)),
    "accepted-once": accepted_twice,
    "path": went_where_there_is_no_way,
    "last-word": change(course_enrollments, E.status == "dropped", status="withdrawn"),
    "swap-is-whole": change(receipts, R.action == "course_enrollment", action="course_swap"),
    "schedule": change(courses, C.code == "ROOMY 2", meetings=to_plain(MORNING)),
    "no-jumping": change(waitlist_entries, X.id == entry("FULL", "waiting"), joined_at=LONG_AGO),
    "no-idle-seat": change(courses, C.code == "FULL", max_participants=2),
}
