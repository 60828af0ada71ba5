"""The last guard is the database's: it refuses what no adapter would write; and the audit names what got past it."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from enrollment.adapters.sql.audit import SqlAudit
from enrollment.domain.groups import Group
from enrollment.domain.pools import Pool, SharedCapacity
from tests.contract.given import a_known_student, admitted, an_offered_course, divided
from tests.contract.stores import SqlStore
from tests.contract.waiting import in_line
from tests.support.build import NOON

OVERSELL = "UPDATE courses SET current_enrollment = current_enrollment + 1"
SECOND_SEAT = """INSERT INTO course_enrollments (id, course_id, student_id, status, enrollment_date)
    SELECT :id, course_id, student_id, status, enrollment_date FROM course_enrollments"""
SENT = "UPDATE outbox SET sent_at = at"
DELIVERY = """INSERT INTO deliveries
        (id, user_id, kind, course_id, enrollment_id, recipient, at, state, ended_at, history)
    SELECT o.id, e.student_id, 'enrolled', e.course_id, e.id, 'a@b.example', o.at, 'accepted', o.at, {history}
    FROM outbox o, course_enrollments e"""
TWICE = """'[{"outcome": "accepted"}, {"outcome": "unknown"}, {"outcome": "accepted"}]'"""
BROKEN = {
    "counter-is-truth": "UPDATE courses SET current_enrollment = 0",
    "pool-counter-is-truth": "UPDATE seat_pools SET taken = 0",
    "kept-seats-are-truth": "UPDATE courses SET seats_kept = seats_kept + 1",
    "shared-counter-is-truth": "UPDATE cross_listings SET current_enrollment = 0",
    "ended-when-not-live": "UPDATE course_enrollments SET ended_at = enrollment_date",
    "receipt-for-every-enrollment": "DELETE FROM receipts",
    "log-for-every-receipt": "DELETE FROM user_activity_logs",
    "message-for-every-receipt": "DELETE FROM outbox",
    "delivery-for-every-notice": SENT,
    "accepted-once": DELIVERY.format(history=TWICE),
    "one-per-student": f"DROP INDEX uq_course_enrollments_live; {SECOND_SEAT}",
    "no-oversell": f"DROP INDEX uq_course_enrollments_live; {SECOND_SEAT}",
}


@pytest.fixture
def full(engine):
    """A course of one seat, taken: out of a pool, and shared."""
    store = SqlStore(engine)
    course = divided(
        store,
        an_offered_course(store.ports, max_participants=1),
        pools=(Pool(group=Group(name="seniors"), seats=1),),
        shared=SharedCapacity(name="SP26 one", max_participants=1),
    )
    return admitted(store.ports, course, a_known_student(store.ports), pool="seniors")


def run(session, statements, full):
    """Run the statements one after the other; ``:id`` is another id than the enrollment's."""
    for statement in statements.split(";"):
        session.execute(text(statement), {"id": full.course_id.hex} if ":id" in statement else {})


@pytest.mark.parametrize(
    "statement",
    [
        OVERSELL,
        SECOND_SEAT,
        "UPDATE courses SET current_enrollment = -1",
        "UPDATE courses SET seats_kept = -1",
        "UPDATE courses SET waiting = -1",
        "UPDATE seat_pools SET taken = taken + 1",
        "UPDATE seat_pools SET taken = -1",
        "UPDATE cross_listings SET current_enrollment = current_enrollment + 1",
        "UPDATE cross_listings SET current_enrollment = -1",
    ],
)
def test_the_database_refuses(session, full, statement):
    with pytest.raises(IntegrityError):
        run(session, statement, full)


def test_the_database_refuses_a_second_place_in_a_line(engine, full):
    ports = SqlStore(engine).ports
    course, student = ports.catalog.find(full.course_id), a_known_student(ports)
    entry = in_line(ports, course, student=student)
    for stands in (entry, entry.offered(NOON, NOON)):
        ports.waitlists.put(stands)
        with pytest.raises(IntegrityError):
            in_line(ports, course, student=student)


def test_the_database_refuses_two_of_one_number_in_a_line(engine, full):
    ports = SqlStore(engine).ports
    for _ in range(2):
        in_line(ports, ports.catalog.find(full.course_id))

    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text("UPDATE waitlist_places SET sequence = 1"))


@pytest.mark.parametrize("invariant", BROKEN)
def test_the_audit_names_what_is_broken(session, full, invariant):
    run(session, BROKEN[invariant], full)

    assert invariant in {line.partition(":")[0] for line in SqlAudit(session).violations(NOON + timedelta(days=3))}
