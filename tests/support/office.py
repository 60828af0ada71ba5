"""An installation in this process, a student's program at its API, and a look at what was kept."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import String, cast, func, select
from webtest import TestApp

from enrollment import settings, wiring
from enrollment.adapters.sql.tables import (
    course_enrollments,
    courses,
    idempotency_keys,
    outbox,
    receipts,
    user_activity_logs,
)
from enrollment.domain.catalog import Course
from enrollment.domain.users import User
from tests.support.build import a_course, a_student, an_account

NOTHING = {"enrollments": 0, "receipts": 0, "log entries": 0, "keys": 0, "messages": 0, "seats": 0}
EVERYTHING = dict.fromkeys(NOTHING, 1)
DROPPED = dict.fromkeys(NOTHING, 2) | {"enrollments": 0, "seats": 0}


class Office:
    """An installation over a database, closed when the block ends. ``about`` are more of its settings."""

    def __init__(self, url: str, folder: Path, **about: str) -> None:
        told = {f"enrollment.{name}": text for name, text in ({"database_url": url} | about).items()}
        self.system = wiring.System(settings.read(told, {}, folder))
        self.site = TestApp(wiring.make_wsgi_app(self.system), extra_environ={"REMOTE_ADDR": "192.0.2.7"})

    def __enter__(self) -> "Office":
        return self

    def __exit__(self, *exception: object) -> None:
        self.system.engine.dispose()

    def wish(self, **about: Any) -> "Wish":
        """A new student, and a new course they want."""
        user, course = a_student(), a_course(**about)
        application = self.system.outside_transaction()
        application.accounts.add(an_account(user=user))
        application.catalog.load([course])
        return Wish(self, user, course)

    def violations(self) -> list[str]:
        """What the audit finds."""
        return list(self.system.outside_transaction().audit.violations(self.system.clock.now()))


class Wish:
    """A student who wants a course; ``enrolling`` and ``dropping`` are their requests: method, path and headers."""

    def __init__(self, office: Office, user: User, course: Course) -> None:
        self._office, self.user, self.course = office, user, course
        token = office.system.identity.issue(user, office.system.clock.now(), timedelta(hours=1))
        self._token = {"Authorization": f"Bearer {token}"}
        self.enrolling = "POST", f"/api/v1/courses/{course.id}/enrollments", self._token | a_key()

    def dropping(self, enrollment_id: str, *, key: bool) -> tuple[str, str, dict[str, str]]:
        """The request to give the seat up, under a key or none."""
        return "DELETE", f"/api/v1/enrollments/{enrollment_id}", self._token | (a_key() if key else {})

    def enroll(self) -> Any:
        """Ask for the seat, and return the answer, whatever it is."""
        return self._answer(*self.enrolling)

    def asking(self, course_id: Any) -> Any:
        """Ask for a seat in another course, and return the answer."""
        return self._answer("POST", f"/api/v1/courses/{course_id}/enrollments", self._token | a_key())

    def held(self) -> Any:
        """The seats they hold."""
        return self._office.system.outside_transaction().enrollments.of(self.user.id, live_only=True)

    def drop(self, enrollment_id: str) -> Any:
        """Give the seat up, without a key."""
        return self._answer(*self.dropping(enrollment_id, key=False))

    def kept(self) -> dict[str, int]:
        """How much is on record of what they did; of enrollments, those that are live."""
        mine = {
            "enrollments": course_enrollments.c.student_id == self.user.id,
            "receipts": receipts.c.user_id == self.user.id,
            "log entries": user_activity_logs.c.user_id == self.user.id,
            "keys": idempotency_keys.c.user_id == self.user.id,
            "messages": cast(outbox.c.body, String).contains(str(self.user.id)),
        }
        mine["enrollments"] &= course_enrollments.c.ended_at.is_(None)
        counts = [select(func.count()).where(condition).scalar_subquery() for condition in mine.values()]
        seats = select(courses.c.current_enrollment).where(courses.c.id == self.course.id).scalar_subquery()
        with self._office.system.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")  # so that no fault is meant for it
            return dict(zip([*mine, "seats"], connection.execute(select(*counts, seats)).one(), strict=True))

    def _answer(self, method: str, path: str, headers: dict[str, str]) -> Any:
        return self._office.site.request(path, method=method, headers=headers, expect_errors=True)


def a_key() -> dict[str, str]:
    """The header with a key of its own."""
    return {"Idempotency-Key": f'"{uuid4()}"'}
