"""A storm of sign-ins, each with a password to hash: whoever is signed in already goes on enrolling."""

from collections import Counter
from datetime import timedelta
from threading import Event, Thread
from uuid import uuid4

import httpx
import pytest
from argon2 import Parameters, Type

from enrollment import settings, wiring
from enrollment.adapters.argon2_passwords import Argon2Passwords
from enrollment.cli import web_process
from tests.support.broker import eventually
from tests.support.build import a_course, a_student, an_account

pytestmark = pytest.mark.filterwarnings("ignore:send_bytes will be removed:DeprecationWarning")

SLOW = Parameters(Type.ID, 19, 16, 32, time_cost=12, memory_cost=65536, parallelism=1)  # some tenths of a second
PATIENCE = 2.0  # seconds: more than an enrollment ever takes, and less than all sign-ins of the storm together


@pytest.fixture
def system(sqlite_url, tmp_path):
    """An installation whose passwords are slow to check."""
    told = settings.read({"enrollment.database_url": sqlite_url}, {}, tmp_path)
    system = wiring.System(told, passwords=Argon2Passwords(SLOW))
    yield system
    system.engine.dispose()


@pytest.fixture
def url(system):
    """The site in eight threads, as the ini files have it."""
    stop, sockets = Event(), web_process.bind({"listen": "127.0.0.1:0"})
    options = {"send_bytes": "65536", "threads": "8"}
    serving = [stop, wiring.make_wsgi_app(system), sockets, options]
    thread = Thread(target=web_process.serve_until, args=serving)
    thread.start()
    yield f"http://127.0.0.1:{sockets[0].getsockname()[1]}"
    stop.set()
    thread.join(10)
    for sock in sockets:
        sock.close()


@pytest.fixture
def storm(url):
    """Two dozen programs that sign in again and again; what they have been answered so far, by status."""
    answers, over = Counter(), Event()

    def rage():
        with httpx.Client(base_url=url, timeout=60) as client:
            while not over.is_set():
                fields = {"grant_type": "password", "username": f"{uuid4()}@example.edu", "password": "guess"}
                answer = client.post("/api/v1/token", data=fields)
                answers[answer.status_code, answer.headers.get("Retry-After")] += 1
                over.wait(0.05)

    threads = [Thread(target=rage) for _ in range(24)]
    for thread in threads:
        thread.start()
    yield answers
    over.set()
    for thread in threads:
        thread.join(60)


@pytest.fixture
def enroll(system, url):
    """Enroll a student in a new course, over HTTP, and return the status."""
    application, student = system.outside_transaction(), a_student()
    application.accounts.add(an_account(user=student))
    token = system.identity.issue(student, system.clock.now(), timedelta(hours=1))

    def enroll():
        course = a_course()
        application.catalog.load([course])
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": f'"{uuid4()}"'}
        path = f"{url}/api/v1/courses/{course.id}/enrollments"
        return httpx.post(path, headers=headers, timeout=PATIENCE).status_code

    return enroll


def test_enrollments_go_on_in_a_storm_of_sign_ins(storm, enroll):
    assert eventually(lambda: storm[400, None] > 2)

    assert [enroll() for _ in range(8)] == [201] * 8

    assert set(storm) == {(400, None), (503, "2")}  # some were listened to, all others told at once to come again
