"""An installation for a real browser to visit, and the people and courses in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time, timedelta
from threading import Thread
from typing import Any

from argon2 import Parameters, Type
from waitress import create_server

from enrollment import settings, wiring
from enrollment.adapters.argon2_passwords import Argon2Passwords
from enrollment.adapters.memory.clock import StoppedClock
from enrollment.adapters.sql import schema
from enrollment.adapters.sql.engine import make_bare_engine
from enrollment.application.sign_in import new_secret
from enrollment.domain.catalog import Course, CourseStatus, RegistrationWindow
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.meetings import Day, Meeting
from enrollment.domain.users import User
from tests.support.build import NOON, a_course, a_student, an_account, an_origin

PASSWORD = "correct horse battery staple"
CHEAP = Parameters(type=Type.ID, version=19, salt_len=16, hash_len=32, time_cost=1, memory_cost=8, parallelism=1)
WEEK = timedelta(days=7)
LECTURE = Meeting(kind="LE", days=(Day.TUESDAY, Day.THURSDAY), starts=time(12, 30), ends=time(13, 50), room="JEANN AUD")
LAB = Meeting(kind="LA", days=(Day.FRIDAY,), starts=time(9), ends=time(10, 50), room="CENTR 222")
FINAL = Meeting(kind="FI", on=(NOON + 14 * WEEK).date(), starts=time(11, 30), ends=time(14, 29), room="JEANN AUD")

# What a course must be like to meet a student in each state; the student is signed in for all but one.
STATES: dict[str, dict[str, Any]] = {
    "available": {"registration": RegistrationWindow(opens=NOON - WEEK, closes=NOON + WEEK)},
    "login_required": {},
    "registration_closed": {"registration": RegistrationWindow(closes=NOON - WEEK)},
    "full": {"max_participants": 0},
    "enrolled": {},
    "not_available": {"status": CourseStatus.UNPUBLISHED},
}


class World:
    """The installation, at NOON, and where it is served."""

    def __init__(self, folder: Any) -> None:
        told = settings.read({}, {}, folder)
        told.data_dir.mkdir()
        engine = make_bare_engine(told.database_url)
        with engine.begin() as connection:
            schema.upgrade(connection)
        engine.dispose()
        self.system = wiring.System(told, clock=StoppedClock(NOON), passwords=Argon2Passwords(CHEAP))
        self.address = ""

    def offer(self, **about: Any) -> Course:
        """Put a course with a lecture, a lab and a final in the catalog."""
        return self.put(a_course(**{"units": "4", "meetings": (LECTURE, LAB, FINAL)} | about))

    def put(self, course: Course) -> Course:
        """Put the course in the catalog as it is now."""
        self.system.outside_transaction().catalog.load([course])
        return course

    def student(self, **about: Any) -> User:
        """Give a new student an account with PASSWORD."""
        student = a_student(**{"email": f"ada-{new_secret()[:6].lower()}@example.edu"} | about)
        account = an_account(user=student, password_hash=self.system.passwords.hash(PASSWORD))
        self.system.outside_transaction().accounts.add(account)
        return student

    def enroll(self, course: Course, student: User) -> Enrollment:
        """Enroll the student in the course."""
        with self.system.transactions.manager:
            enroll_student = self.system.in_transaction().enroll_student
            receipt = enroll_student(student.id, course.id, key=None, origin=an_origin())
        assert receipt.enrollment, receipt.verdict
        return receipt.enrollment

    def plan(self, student: User, *courses: Course) -> None:
        """Put the courses in place of the student's plan."""
        with self.system.transactions.manager:
            self.system.in_transaction().plan_courses(student, [course.id for course in courses])

    def seats_of(self, student: User) -> list[str]:
        """Tell in which courses the student holds a seat."""
        held = self.system.outside_transaction().enrollments.of(student.id, live_only=True)
        return [item.course.name for item in held]

    def outcomes_of(self, student: User) -> list[str]:
        """Tell what came of each attempt of the student, as the activity log says."""
        return [entry.details["outcome"] for entry in self.system.outside_transaction().activity_log.of(student.id)]

    def end_sessions_of(self, student: User) -> None:
        """Sign the student out everywhere."""
        self.system.outside_transaction().sessions.end_all(student.id)

    def cookie_of(self, student: User) -> dict[str, Any]:
        """Begin a session of the student, and return the browser's cookie for it."""
        secret = new_secret()
        self.system.outside_transaction().sessions.start(secret, student.id, NOON)
        return {"name": "session", "value": secret, "url": self.address, "httpOnly": True, "sameSite": "Lax"}

    def meeting(self, state: str, **about: Any) -> tuple[Course, User]:
        """A course and a student it meets in that state, once signed in where that matters."""
        course, student = self.offer(**STATES[state] | about), self.student()
        if state == "enrolled":
            self.enroll(course, student)
        return course, student


@contextmanager
def served(world: World) -> Iterator[World]:
    """Serve the installation on a free port while the block runs."""
    server = create_server(wiring.make_wsgi_app(world.system), host="127.0.0.1", port=0, threads=4)
    world.address = f"http://127.0.0.1:{server.effective_port}"
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield world
    server.task_dispatcher.shutdown(timeout=1)
    server.trigger.pull_trigger(lambda: [channel.close() for channel in list(server._map.values())])
    thread.join(timeout=5)
    world.system.engine.dispose()
