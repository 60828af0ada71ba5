"""The yardstick: the least a view can do that gives a seat away, and the least that shows a course.

The tables are copies of the product's, with the same indexes, constraints and foreign keys.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from queue import LifoQueue
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb
from pyramid.config import Configurator
from pyramid.response import Response
from sqlalchemy import make_url

from bench.databases import statements
from enrollment.adapters.jose.identity import JoseIdentity
from enrollment.adapters.jose.keys import load_key
from enrollment.settings import Settings
from enrollment.wiring import AUDIENCE

TABLES = ("courses", "course_enrollments", "user_activity_logs", "outbox")
TAKE = """UPDATE bare.courses SET current_enrollment = current_enrollment + 1
    WHERE id = %s AND current_enrollment < max_participants"""
ENROLL = """INSERT INTO bare.course_enrollments (id, course_id, student_id, status, enrollment_date)
    VALUES (%s, %s, %s, 'approved', %s)"""
LOG = """INSERT INTO bare.user_activity_logs (user_id, action, details, timestamp, address, door, request_id)
    VALUES (%s, 'course_enrollment', %s, %s, %s, 'api', '')"""
TELL = "INSERT INTO bare.outbox (id, kind, body, at) VALUES (%s, 'student-enrolled', %s, %s)"
COURSE = "SELECT * FROM bare.courses WHERE id = %s"


def make_tables(url: str) -> None:
    """Make the copies, with the courses that are on record."""
    with statements(url) as run:
        run("CREATE SCHEMA bare")
        for table in TABLES:
            run(f"CREATE TABLE bare.{table} (LIKE public.{table} INCLUDING ALL)")
        for column, table in (("course_id", "bare.courses"), ("student_id", "public.users")):
            run(f"ALTER TABLE bare.course_enrollments ADD FOREIGN KEY ({column}) REFERENCES {table}")
        run("INSERT INTO bare.courses SELECT * FROM public.courses")


class Pool:
    """Connections, opened as they are needed and lent to one thread at a time."""

    def __init__(self, settings: Settings, *, autocommit: bool) -> None:
        self._conninfo = make_url(settings.database_url).set(drivername="postgresql").render_as_string(False)
        self._autocommit = autocommit
        self._idle: LifoQueue[psycopg.Connection[Any] | None] = LifoQueue()
        for _ in range(settings.database_pool_size):
            self._idle.put(None)

    @contextmanager
    def connection(self) -> Iterator[psycopg.Connection[Any]]:
        """Borrow a connection, and have what it did committed; one that raised is not used again."""
        connection = self._idle.get() or psycopg.connect(self._conninfo, autocommit=self._autocommit)
        kept = None
        try:
            yield connection
            connection.commit()
            kept = connection
        finally:
            self._idle.put(kept)


class Bare:
    """Two views, and the connections they share."""

    def __init__(self, settings: Settings) -> None:
        assert settings.jwt_private_key_file is not None
        key = load_key(settings.jwt_private_key_file)
        self._identity = JoseIdentity(key, issuer=settings.public_url, audience=AUDIENCE)
        self._writing = Pool(settings, autocommit=False)
        self._reading = Pool(settings, autocommit=True)

    def enroll(self, request: Any) -> Response:
        """Six statements: BEGIN, take a seat, keep the enrollment, the log and the message, COMMIT."""
        now = datetime.now(UTC)
        student = self._identity.identify(request.headers["Authorization"].removeprefix("Bearer "), now)
        course_id, enrollment_id = UUID(request.matchdict["course_id"]), uuid4()
        said = {"course_id": str(course_id), "enrollment_id": str(enrollment_id), "student_id": str(student.id)}
        with self._writing.connection() as connection:
            if connection.execute(TAKE, (course_id,)).rowcount == 0:
                return Response(status=409)
            connection.execute(ENROLL, (enrollment_id, course_id, student.id, now))
            connection.execute(LOG, (student.id, Jsonb(said), now, request.remote_addr))
            connection.execute(TELL, (uuid4(), Jsonb(said), now))
        return Response(json_body={"id": str(enrollment_id), "status": "approved"}, status=201)

    def course(self, request: Any) -> dict[str, Any]:
        """One statement, for the template."""
        with self._reading.connection() as connection:
            cursor = connection.cursor(row_factory=dict_row)
            return {"course": cursor.execute(COURSE, (request.matchdict["course_id"],)).fetchone()}


def make_app(settings: Settings) -> Any:
    """Build the WSGI application."""
    bare = Bare(settings)
    with Configurator() as config:
        config.include("pyramid_jinja2")
        config.add_route("enroll", "/api/v1/courses/{course_id}/enrollments")
        config.add_route("course", "/courses/{course_id}")
        config.add_view(bare.enroll, route_name="enroll", request_method="POST")
        config.add_view(bare.course, route_name="course", renderer="bench:templates/course.jinja2")
        return config.make_wsgi_app()
