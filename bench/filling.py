"""What is on record before anything is measured: courses, and enrollments of earlier students."""

import random
from collections.abc import Sequence
from datetime import date, time
from uuid import UUID, uuid4

from sqlalchemy import insert

from bench.databases import statements
from bench.vocabulary import MANNERS, MATTERS, SUBJECTS
from enrollment.adapters.sql.engine import make_bare_engine
from enrollment.adapters.sql.rows import course_row
from enrollment.adapters.sql.tables import courses
from enrollment.domain.catalog import Course
from enrollment.domain.identifiers import CourseId
from enrollment.domain.meetings import Day, Meeting

SECTIONS = 4
SEATS = 1_000_000  # never all taken, and counted in each claim nevertheless
MEETINGS = (
    Meeting(kind="LE", days=(Day.TUESDAY, Day.THURSDAY), starts=time(12, 30), ends=time(13, 50), room="HALL 101"),
    Meeting(kind="DI", days=(Day.FRIDAY,), starts=time(14), ends=time(14, 50), room="CENTR 222"),
    Meeting(kind="FI", on=date(2027, 6, 7), starts=time(11, 30), ends=time(14, 29), room="HALL 101"),
)
ENROLLMENTS_A_STUDENT = 100
# Every earlier enrollment has the whole record of its decision, as if it had come in by the front door.
EARLIER = (
    """INSERT INTO users (id, email, name, roles, active)
    SELECT gen_random_uuid(), 'earlier-' || n || '@example.edu', 'Earlier Student ' || n, '["student"]', true
    FROM generate_series(1, :students) n""",
    """INSERT INTO course_enrollments (id, course_id, student_id, status, enrollment_date)
    SELECT gen_random_uuid(), c.id, s.id, 'approved', now() - interval '90 days' + g * interval '1 second'
    FROM generate_series(0, :enrollments - 1) g
    JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM users WHERE email LIKE 'earlier-%') s
        ON s.n = g / :each
    JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n, count(*) OVER () AS offered FROM courses) c
        ON c.n = (g / :each + g % :each) % c.offered""",
    """UPDATE courses SET current_enrollment = taken
    FROM (SELECT course_id, count(*) AS taken FROM course_enrollments GROUP BY course_id) e
    WHERE course_id = courses.id""",
    """INSERT INTO receipts (id, action, user_id, course_id, at, rules_version, reasons, enrollment)
    SELECT gen_random_uuid(), 'course_enrollment', student_id, course_id, enrollment_date, '1', '[]',
        jsonb_build_object('id', id, 'course_id', course_id, 'student_id', student_id, 'status', status,
            'enrollment_date', enrollment_date, 'ended_at', null)
    FROM course_enrollments""",
    """INSERT INTO idempotency_keys (user_id, key, fingerprint, receipt_id, created_at)
    SELECT user_id, 'earlier-' || id, repeat('0', 64), id, at FROM receipts""",
    """INSERT INTO user_activity_logs (user_id, action, details, timestamp, address, door, request_id)
    SELECT user_id, action, jsonb_build_object('receipt_id', id, 'course_id', course_id, 'outcome', 'approved'),
        at, '10.0.0.1', 'api', '0123456789abcdef' FROM receipts""",
    """INSERT INTO outbox (id, kind, body, at, attempts, sent_at)
    SELECT gen_random_uuid(), 'student-enrolled', jsonb_build_object('at', enrollment_date, 'student_id', student_id,
        'course_id', course_id, 'enrollment_id', id), enrollment_date, 1, enrollment_date FROM course_enrollments""",
    """INSERT INTO deliveries (id, user_id, kind, course_id, enrollment_id, recipient, at, state, attempts, first_at,
        ended_at, history)
    SELECT o.id, e.student_id, 'enrolled', e.course_id, e.id, 'earlier@example.edu', o.at, 'accepted', 1, o.at, o.at,
        jsonb_build_array(jsonb_build_object('at', o.at, 'outcome', 'accepted', 'answer', '250 OK'))
    FROM outbox o JOIN course_enrollments e ON e.id = CAST(o.body ->> 'enrollment_id' AS uuid)""",
)


def put_courses(url: str, number: int) -> Sequence[UUID]:
    """Put so many sections on record and return their ids; the same number gives the same titles."""
    offered = [_course(position) for position in range(number)]
    engine = make_bare_engine(url)
    with engine.begin() as connection:
        connection.execute(insert(courses), [{"id": course.id, **course_row(course)} for course in offered])
    engine.dispose()
    return [course.id for course in offered]


def _course(position: int) -> Course:
    """A section, the only one of its catalog course: a student holds no two of one, and here takes any number."""
    chosen = random.Random(position)
    subject, manner, matter = (chosen.choice(words) for words in (SUBJECTS, MANNERS, MATTERS))
    return Course(
        id=CourseId(uuid4()),
        code=f"{subject} {position}",
        section=f"A{position % SECTIONS + 1:02}",
        term="SP27",
        title=f"{manner} {matter}",
        units="4",
        description=f"{manner} {matter}, for students of {subject} and others who have taken an introduction to it.",
        max_participants=SEATS,
        meetings=MEETINGS,
    )


def put_earlier_enrollments(url: str, number: int) -> None:
    """Put so many enrollments on record, of students who are not among those that will press."""
    given = {"students": number // ENROLLMENTS_A_STUDENT, "enrollments": number, "each": ENROLLMENTS_A_STUDENT}
    with statements(url) as run:
        for statement in EARLIER:
            run(statement, **{name: value for name, value in given.items() if f":{name}" in statement})
